/** Handing papers over in batches, and the record that both sides sign. */

import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatVnd } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Checkbox } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { tillLinks } from '../api.ts'
import type { GiveOutcome, HandoverView } from './commands.ts'
import type { AtDesk, Handover, HandoverLine } from './domain.ts'
import type { HandoverHead } from './store.ts'
import { texts } from './texts.ts'

export type HandoverProps = {
  readonly view: HandoverView
  readonly outcome?: GiveOutcome | undefined
  readonly problem?: string | undefined
}

export function HandoverPage(props: HandoverProps) {
  return (
    <OfficeFrame>
      <Handovers {...props} />
    </OfficeFrame>
  )
}

function Handovers({ view, outcome, problem }: HandoverProps) {
  const t = useTexts(texts)
  const refused = new Set(outcome?.refused.map(({ code }) => code))
  return (
    <>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      {outcome && <Outcome outcome={outcome} />}
      <PageHead title={t.title} lead={view.atDesk.length > 0 ? t.lead : undefined} />
      <Section title={t.atDesk} id="o-quay">
        {view.atDesk.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <AtDeskForm atDesk={view.atDesk} refused={refused} />
        )}
      </Section>
      <Section title={t.records} id="phieu">
        <Records records={view.records} />
      </Section>
    </>
  )
}

function Outcome({ outcome: { given, refused } }: { readonly outcome: GiveOutcome }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      {given.length > 0 && (
        <Notice tone="success" isResult>
          {given.map(({ id, count, toUnitName }) => (
            <p key={id}>
              {t.given(count, toUnitName)} <a href={tillLinks.handoverRecord(id)}>{t.openRecord}</a>
            </p>
          ))}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="warning" isResult>
          <p>{t.notGiven(refused.length)}</p>
          <ul>
            {refused.map(({ code, why }) => (
              <li key={code}>
                <a href={deskLinks.dossier(code)}>{code}</a>: {why[language]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function AtDeskForm({
  atDesk,
  refused,
}: {
  readonly atDesk: readonly AtDesk[]
  readonly refused: ReadonlySet<string>
}) {
  const t = useTexts(texts)
  const columns: readonly Column<AtDesk>[] = [
    {
      key: 'code',
      label: t.code,
      isRowHead: true,
      isCode: true,
      cell: ({ code }) => <a href={deskLinks.dossier(code)}>{code}</a>,
    },
    { key: 'applicant', label: t.applicant, cell: ({ applicantName }) => applicantName },
    {
      key: 'procedure',
      label: t.procedure,
      isSecondary: true,
      cell: ({ procedureName, refusedReason }) => (
        <>
          {procedureName}
          {refusedReason && <span class="cell-note">{t.refusedBefore(refusedReason)}</span>}
        </>
      ),
    },
    { key: 'unit', label: t.toUnit, cell: ({ toUnitName }) => toUnitName },
  ]
  return (
    <PostForm action={tillLinks.handover()} class="stack">
      <Island of="selection" all={t.all}>
        <Table
          caption={t.title}
          isCaptionHidden
          columns={columns}
          rows={atDesk}
          rowKey={({ caseId }) => caseId}
          empty={t.none}
          selection={{
            name: 'case',
            value: ({ caseId }) => caseId,
            label: ({ code }) => t.choose(code),
            // What was just refused stays chosen.
            chosen: atDesk
              .filter(({ code, refusedReason }) => refusedReason !== null || refused.has(code))
              .map(({ caseId }) => caseId),
          }}
        />
      </Island>
      <Button icon="send" altKey="G">
        {t.give}
      </Button>
    </PostForm>
  )
}

function Records({ records }: { readonly records: readonly HandoverHead[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<HandoverHead>[] = [
    {
      key: 'when',
      label: t.when,
      isRowHead: true,
      cell: ({ id, givenAt }) => (
        <a href={tillLinks.handoverRecord(id)}>{formatDateTime(givenAt, language)}</a>
      ),
    },
    { key: 'from', label: t.from, cell: ({ fromUnitName }) => fromUnitName, isSecondary: true },
    { key: 'to', label: t.to, cell: ({ toUnitName }) => toUnitName },
    { key: 'count', label: t.count, cell: ({ count }) => count, isFigure: true },
    {
      key: 'state',
      label: t.state,
      cell: ({ receivedAt, refused }) =>
        receivedAt === null ? (
          <StatusTag tone="waiting">{t.open}</StatusTag>
        ) : (
          <StatusTag tone={refused > 0 ? 'warning' : 'done'}>
            {refused > 0 ? t.partly(refused) : t.done}
          </StatusTag>
        ),
    },
  ]
  return (
    <Table
      caption={t.sheet}
      isCaptionHidden
      columns={columns}
      rows={records}
      rowKey={({ id }) => id}
      empty={t.noRecords}
    />
  )
}

type RecordProps = {
  readonly handover: Handover
  readonly mayReceive: boolean
  readonly problem?: string | undefined
  readonly typed?: Readonly<Record<string, string>>
}

export function RecordPage(props: RecordProps) {
  return (
    <OfficeFrame>
      <Sheet {...props} />
    </OfficeFrame>
  )
}

function Sheet({ handover, mayReceive, problem, typed = {} }: RecordProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { id, fromUnitName, toUnitName, givenBy, givenAt, receivedBy, receivedAt, lines } = handover
  return (
    <>
      <BackLink href={tillLinks.handover()}>{t.back}</BackLink>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      <PageHead
        title={t.sheet}
        lead={mayReceive ? t.receiveLead : undefined}
        actions={
          <LinkButton
            href={`${tillLinks.handoverRecord(id)}/phieu.pdf`}
            kind="secondary"
            icon="print"
            altKey="P"
            opensBeside
          >
            {t.print}
          </LinkButton>
        }
      />
      <SummaryList
        rows={[
          { term: t.from, value: fromUnitName },
          { term: t.givenBy, value: `${givenBy}, ${formatDateTime(givenAt, language)}` },
          { term: t.to, value: toUnitName },
          {
            term: t.receivedBy,
            value:
              receivedBy && receivedAt ? `${receivedBy}, ${formatDateTime(receivedAt, language)}` : t.notYet,
          },
        ]}
      />
      {mayReceive ? (
        <PostForm action={tillLinks.handoverRecord(id)} class="stack">
          <Lines lines={lines} typed={problem ? typed : undefined} isOpen />
          <Button icon="check" altKey="K">
            {t.receive}
          </Button>
        </PostForm>
      ) : (
        <Lines lines={lines} />
      )}
    </>
  )
}

type LinesProps = {
  readonly lines: readonly HandoverLine[]
  readonly isOpen?: boolean
  readonly typed?: Readonly<Record<string, string>> | undefined
}

function Lines({ lines, isOpen, typed }: LinesProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<HandoverLine>[] = [
    { key: 'code', label: t.code, isRowHead: true, isCode: true, cell: ({ code }) => code },
    {
      key: 'applicant',
      label: t.applicant,
      cell: ({ applicantName, applicantAddress }) => (
        <>
          {applicantName}
          {applicantAddress && <span class="cell-note">{applicantAddress}</span>}
        </>
      ),
    },
    { key: 'procedure', label: t.procedure, isSecondary: true, cell: ({ procedureName }) => procedureName },
    { key: 'papers', label: t.papers, isFigure: true, cell: ({ papers }) => papers },
    {
      key: 'fee',
      label: t.fee,
      isFigure: true,
      isSecondary: true,
      cell: ({ feeVnd }) => (feeVnd > 0 ? formatVnd(feeVnd, language) : ''),
    },
    {
      key: 'post',
      label: t.post,
      isSecondary: true,
      cell: ({ returnMethod }) => (returnMethod === 'post' ? 'X' : ''),
    },
    {
      key: 'received',
      label: t.received,
      cell: (line) =>
        isOpen ? (
          <ReceiveLine line={line} typed={typed} />
        ) : line.isReceived === null ? (
          ''
        ) : (
          (line.refusedReason ?? t.receivedYes)
        ),
    },
  ]
  return (
    <Table
      caption={t.sheet}
      isCaptionHidden
      columns={columns}
      rows={lines}
      rowKey={({ caseId }) => caseId}
      empty=""
    />
  )
}

function ReceiveLine({ line, typed }: { readonly line: HandoverLine; readonly typed: LinesProps['typed'] }) {
  const t = useTexts(texts)
  const { caseId, code } = line
  return (
    <>
      <Checkbox
        name={`received.${caseId}`}
        label={`${t.received} ${code}`}
        isChecked={typed ? typed[`received.${caseId}`] !== undefined : true}
      />
      <TextInput
        name={`reason.${caseId}`}
        label={t.notReceived}
        value={typed?.[`reason.${caseId}`]}
        isOptional
        maxLength={300}
      />
    </>
  )
}
