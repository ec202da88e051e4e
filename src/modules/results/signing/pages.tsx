/** What waits for the leader, one confirmation for many, and how a signing goes on. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { resultLinks } from '../api.ts'
import type { BatchLine } from './store.ts'
import { texts } from './texts.ts'
import type { WaitingLine } from './waiting/commands.ts'

/** Names the result and the version that was seen. */
const valueOf = ({ code, resultId, resultVersion }: WaitingLine) => `${code}_${resultId}_${resultVersion}`
const canSign = ({ resultId, state, isBeingSigned }: WaitingLine) =>
  resultId !== null && state === 'proposed' && !isBeingSigned

type WaitingProps = { readonly lines: readonly WaitingLine[]; readonly nothingChosen?: boolean | undefined }

export function WaitingPage(props: WaitingProps) {
  return (
    <OfficeFrame>
      <Waiting {...props} />
    </OfficeFrame>
  )
}

function Waiting({ lines, nothingChosen }: WaitingProps) {
  const t = useTexts(texts)
  const ready = lines.filter(canSign)
  const others = lines.filter((line) => !canSign(line))
  return (
    <>
      <PageHead title={t.waiting} lead={t.lead} />
      {nothingChosen && <Notice tone="warning" title={t.nothingChosen} isResult />}
      <form method="get" action={resultLinks.confirmSigning()} class="bulk">
        <Lines lines={ready} isChoice />
        {ready.length > 0 && (
          <div class="bulk-bar">
            <Button icon="pen">{t.signChosen}</Button>
          </div>
        )}
      </form>
      {others.length > 0 && <Lines lines={others} />}
    </>
  )
}

function Lines({ lines, isChoice }: { readonly lines: readonly WaitingLine[]; readonly isChoice?: boolean }) {
  const t = useTexts(texts)
  const columns: readonly Column<WaitingLine>[] = [
    { key: 'result', label: t.result, isRowHead: true, cell: (line) => <ResultCell line={line} /> },
    { key: 'opinion', label: t.opinion, cell: (line) => line.opinion ?? '–', isSecondary: true },
    { key: 'attention', label: t.attention, cell: (line) => <Marks line={line} /> },
    { key: 'due', label: t.due, cell: (line) => <Due line={line} />, isSecondary: true },
    { key: 'paper', label: t.preview, isCode: true, cell: (line) => <PaperLink line={line} /> },
  ]
  return (
    <Table
      caption={isChoice ? t.caption : t.notProposed}
      isCaptionHidden={isChoice}
      columns={columns}
      rows={lines}
      rowKey={({ code }) => code}
      empty={<p>{t.empty}</p>}
      selection={isChoice ? { name: 'chon', value: valueOf, label: ({ code }) => code } : undefined}
    />
  )
}

function ResultCell({ line }: { readonly line: WaitingLine }) {
  const t = useTexts(texts)
  return (
    <>
      <a href={resultLinks.work(line.code)}>{line.title}</a>
      <span class="cell-note">
        {line.applicantName} · <span class="dossier-code">{line.code}</span>
      </span>
      {line.drafter && <span class="cell-note">{t.drafter(line.drafter)}</span>}
    </>
  )
}

/** Everything that a leader should look at before signing; each in words. */
function Marks({ line }: { readonly line: WaitingLine }) {
  const t = useTexts(texts)
  const marks = [
    line.isBeingSigned && <StatusTag tone="progress">{t.beingSigned}</StatusTag>,
    !line.resultId && <StatusTag tone="danger">{t.noDraft}</StatusTag>,
    line.resultId && line.state !== 'proposed' && <StatusTag tone="danger">{t.notProposed}</StatusTag>,
    line.kind === 'refusal' && <StatusTag tone="warning">{t.refusal}</StatusTag>,
    line.isLate && <StatusTag tone="danger">{t.overdue}</StatusTag>,
    !line.opinion && <StatusTag tone="warning">{t.noOpinion}</StatusTag>,
    line.changesCount > 0 && <StatusTag tone="warning">{t.changed(line.changesCount)}</StatusTag>,
  ].filter(Boolean)
  if (marks.length === 0) return <span class="cell-note">{t.clear}</span>
  return <div class="tags">{marks}</div>
}

function Due({ line }: { readonly line: WaitingLine }) {
  const { language } = usePage()
  return <>{line.dueAt ? formatDateTime(line.dueAt, language) : '–'}</>
}

function PaperLink({ line }: { readonly line: WaitingLine }) {
  const t = useTexts(texts)
  if (!line.resultId) return <>–</>
  return (
    <a href={resultLinks.preview(line.code)} aria-label={t.previewOf(line.code)}>
      {t.preview}
    </a>
  )
}

export function ConfirmPage({ lines }: { readonly lines: readonly WaitingLine[] }) {
  return (
    <OfficeFrame>
      <Confirm lines={lines} />
    </OfficeFrame>
  )
}

function Confirm({ lines }: { readonly lines: readonly WaitingLine[] }) {
  const t = useTexts(texts)
  return (
    <>
      <PageHead title={t.confirmTitle(lines.length)} lead={t.confirmLead} />
      <PostForm action={resultLinks.sign()} class="stack">
        {lines.map((line) => (
          <input key={line.code} type="hidden" name="chosen" value={valueOf(line)} />
        ))}
        <Lines lines={lines} />
        <ButtonGroup>
          <Button icon="pen">{t.signNow(lines.length)}</Button>
          <LinkButton kind="secondary" href={resultLinks.waiting()}>
            {t.back}
          </LinkButton>
        </ButtonGroup>
      </PostForm>
    </>
  )
}

type BatchProps = { readonly lines: readonly BatchLine[]; readonly isSlow: boolean }

export function BatchPage(props: BatchProps) {
  return (
    <OfficeFrame>
      <Batch {...props} />
    </OfficeFrame>
  )
}

function Batch({ lines, isSlow }: BatchProps) {
  const t = useTexts(texts)
  const done = lines.filter(({ endedAt }) => endedAt)
  const refused = done.filter((line) => line.refused)
  const isRunning = done.length < lines.length
  const signed = done.length - refused.length
  const columns: readonly Column<BatchLine>[] = [
    { key: 'result', label: t.result, isRowHead: true, cell: (line) => <BatchCell line={line} /> },
    { key: 'state', label: t.state, cell: (line) => <LineState line={line} /> },
    { key: 'number', label: t.number, cell: ({ numberLabel }) => numberLabel ?? '–', isCode: true },
    {
      key: 'open',
      label: t.preview,
      cell: (line) =>
        line.endedAt && !line.refused ? (
          <a href={dossierLinks.resultPdf(line.code)} aria-label={`${t.open} ${line.code}`}>
            {t.open}
          </a>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <>
      <PageHead title={isRunning ? t.running : t.batch} />
      <Notice
        tone={isRunning ? 'information' : refused.length > 0 ? 'warning' : 'success'}
        title={
          isRunning
            ? t.runningLead(done.length, lines.length)
            : refused.length > 0
              ? t.someRefused(signed, refused.length)
              : t.allSigned(signed)
        }
        isResult
      >
        {isRunning && <progress max={lines.length} value={done.length} aria-label={t.progress} />}
        {isRunning && isSlow && <p>{t.slow}</p>}
      </Notice>
      <Table
        caption={t.batch}
        isCaptionHidden
        columns={columns}
        rows={lines}
        rowKey={({ code }) => code}
        empty=""
      />
      <p>
        <a href={resultLinks.waiting()}>{t.back}</a>
      </p>
    </>
  )
}

function BatchCell({ line }: { readonly line: BatchLine }) {
  return (
    <>
      <a href={resultLinks.work(line.code)}>{line.title}</a>
      <span class="cell-note">
        {line.applicantName} · <span class="dossier-code">{line.code}</span>
      </span>
    </>
  )
}

function LineState({ line: { endedAt, refused } }: { readonly line: BatchLine }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!endedAt) return <StatusTag tone="progress">{t.queued}</StatusTag>
  if (!refused) return <StatusTag tone="success">{t.signed}</StatusTag>
  return (
    <>
      <StatusTag tone="danger">{t.refused}</StatusTag>
      <span class="cell-note">{refused[language]}</span>
    </>
  )
}
