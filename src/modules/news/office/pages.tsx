/** Nơi làm tin: the list of a kind, and the page of one piece with what may be done with it. */

import type { ComponentChildren } from 'preact'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag, type StatusTone } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { namesOf, type Places } from '../areas/domain.ts'
import { newsLinks, type PieceKind, pieceCan, type Version, type Written } from '../domain.ts'
import { MomentField } from './form/pages.tsx'
import { texts } from './texts.ts'

/** Where a piece stands, by its latest version. */
function stateOf(
  { kind, endedAt, version }: Written,
  now: Date,
): readonly [keyof typeof texts.vi & string, StatusTone] {
  if (version.state === 'draft') return ['draft', 'progress']
  if (version.state === 'awaiting') return ['awaiting', 'warning']
  if (version.isExpress && !version.seenAt) return ['unseen', 'danger']
  if (endedAt || (version.untilAt && version.untilAt <= now))
    return [kind === 'alert' ? 'alertOver' : 'ended', 'done']
  if (version.fromAt && version.fromAt > now) return ['scheduled', 'waiting']
  return ['approved', 'success']
}

function State({ piece, now }: { readonly piece: Written; readonly now: Date }) {
  const t = useTexts(texts)
  const [words, tone] = stateOf(piece, now)
  return <StatusTag tone={tone}>{t[words] as string}</StatusTag>
}

const leadOf = { article: 'articleLead', guide: 'guideLead', alert: 'alertLead' } as const
const newOf = { article: 'newArticle', guide: 'newGuide', alert: 'newAlert' } as const

export type WorkListProps = {
  readonly kind: PieceKind
  readonly pieces: readonly Written[]
  readonly titleOf: (content: never) => string
  readonly places: Places
  readonly now: Date
  readonly mayWrite: boolean
  /** A column of the kind's own. */
  readonly more?: { readonly label: string; readonly cell: (piece: never) => ComponentChildren } | undefined
  /** What stands under the list. */
  readonly foot?: ComponentChildren
  readonly problem?: Problem | undefined
}

export function WorkListPage(props: WorkListProps) {
  return (
    <OfficeFrame>
      <WorkList {...props} />
    </OfficeFrame>
  )
}

function WorkList({ kind, pieces, titleOf, places, now, mayWrite, more, foot, problem }: WorkListProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Stack>
      <NotDone reason={problem?.detail} />
      <PageHead
        title={t[kind]}
        lead={t[leadOf[kind]]}
        actions={
          mayWrite && (
            <LinkButton href={newsLinks.start(kind)} icon="add">
              {t[newOf[kind]]}
            </LinkButton>
          )
        }
      />
      <Table
        caption={t.listed}
        isCaptionHidden
        isCards
        rows={pieces}
        rowKey={({ id }) => id}
        empty={<p>{t.empty}</p>}
        columns={[
          {
            key: 'title',
            label: t.title,
            isRowHead: true,
            cell: ({ id, version }) => (
              <a href={newsLinks.work(kind, id)}>{titleOf(version.content as never)}</a>
            ),
          },
          { key: 'state', label: t.state, cell: (piece) => <State piece={piece} now={now} /> },
          {
            key: 'areas',
            label: t.where,
            cell: ({ version }) => namesOf(places, version.areas).join(', ') || t.wholeProvince,
          },
          ...(more
            ? [{ key: 'more', label: more.label, cell: (piece: Written) => more.cell(piece as never) }]
            : []),
          { key: 'unit', label: t.unit, cell: ({ unitName }) => unitName, isSecondary: true },
          {
            key: 'at',
            label: t.lastAct,
            cell: ({ version }) => formatDateTime(version.decidedAt ?? version.writtenAt, language),
            isSecondary: true,
          },
        ]}
      />
      {foot}
    </Stack>
  )
}

/** What a sent form came back with. */
export type Shown = {
  readonly done?: DoneAct | undefined
  readonly problem?: Problem | undefined
}
export const doneActs = {
  luu: 'saved',
  gui: 'submitted',
  'rut-ve': 'takenBack',
  duyet: 'decided',
  'tra-lai': 'sentBackDone',
  'dinh-chinh': 'reopened',
  rut: 'withdrawnDone',
  phat: 'issued',
  'da-xem': 'seenDone',
  nhap: 'imported',
} as const satisfies Record<string, keyof typeof texts.vi>
export type DoneAct = keyof typeof doneActs

export type NewPageProps = {
  readonly kind: PieceKind
  readonly form: ComponentChildren
  readonly problem: Problem | undefined
  readonly hasFiles: boolean
}

export function NewPage(props: NewPageProps) {
  return (
    <OfficeFrame>
      <NewBody {...props} />
    </OfficeFrame>
  )
}

const summaryOf = (problem: Problem | undefined) =>
  problem?.errors?.map(({ field: name, message }) => ({ name, message })) ?? []

function NewBody({ kind, form, problem, hasFiles }: NewPageProps) {
  const t = useTexts(texts)
  return (
    <Stack>
      <p>
        <BackLink href={newsLinks.office(kind)}>{t[kind]}</BackLink>
      </p>
      <ErrorSummary errors={summaryOf(problem)} />
      {!problem?.errors && <NotDone reason={problem?.detail} />}
      <PageHead title={t[newOf[kind]]} />
      <PostForm action={newsLinks.start(kind)} hasFiles={hasFiles} class="stack news-form">
        {form}
        <Button>{t.save}</Button>
      </PostForm>
    </Stack>
  )
}

export type WorkProps = Shown & {
  readonly piece: Written
  readonly versions: readonly Version[]
  readonly title: string
  readonly now: Date
  readonly may: ReadonlySet<string>
  /** Nobody approves what they wrote in. */
  readonly isWriter: boolean
  readonly form: ComponentChildren
  readonly hasFiles: boolean
  readonly preview: ComponentChildren
  /** What only this kind has: recordings, acts of warnings. */
  readonly acts?: ComponentChildren
  readonly extra?: ComponentChildren
}

export function WorkPage(props: WorkProps) {
  return (
    <OfficeFrame>
      <WorkBody {...props} />
    </OfficeFrame>
  )
}

function WorkBody(props: WorkProps) {
  const { piece, versions, title, now, may, done, problem, form, hasFiles, preview, extra } = props
  const t = useTexts(texts)
  const { kind, id, slug, version } = piece
  const isEditing = may.has('news.write') && pieceCan('save', piece)
  return (
    <Stack>
      <p>
        <BackLink href={newsLinks.office(kind)}>{t[kind]}</BackLink>
      </p>
      <ErrorSummary errors={summaryOf(problem)} />
      {!problem?.errors && <NotDone reason={problem?.detail} />}
      {done && <Notice tone="success" title={t[doneActs[done]]} isResult />}
      <PageHead
        title={title}
        tags={<State piece={piece} now={now} />}
        actions={
          versions.some(({ state, fromAt }) => state === 'approved' && fromAt && fromAt <= now) && (
            <LinkButton kind="secondary" href={newsLinks.show(kind, slug)} icon="external" opensBeside>
              {t.openPublic}
            </LinkButton>
          )
        }
      />
      {version.note && (
        <Notice tone="warning" title={t.sentBack}>
          <p>{version.note}</p>
        </Notice>
      )}
      <Section id="viec-tiep" title={t.next} isPanel>
        <Acts {...props} />
      </Section>
      {isEditing && (
        <Section id="soan" title={t.write}>
          <PostForm
            action={newsLinks.work(kind, id)}
            hidden={{ revision: version.revision }}
            hasFiles={hasFiles}
            class="stack news-form"
          >
            {form}
            <Button>{t.save}</Button>
          </PostForm>
        </Section>
      )}
      {extra}
      <Section id="xem-truoc" title={t.preview}>
        <div class="panel stack" lang="vi">
          {preview}
        </div>
      </Section>
      <Section id="phien-ban" title={t.history}>
        <Versions versions={versions} />
      </Section>
    </Stack>
  )
}

function Acts({ piece, may, isWriter, acts, now }: WorkProps) {
  const t = useTexts(texts)
  const { kind, id } = piece
  const [state] = stateOf(piece, now)
  const writes = may.has('news.write')
  const decides = may.has('news.approve')
  const write = newsLinks.write(kind, id)
  const decide = newsLinks.decide(kind, id)
  return (
    <div class="stack">
      <p>{t[state] as string}.</p>
      {writes && pieceCan('submit', piece) && (
        <PostForm action={write} class="stack">
          <p class="hint">{t.submitHint}</p>
          <Button name="viec" value="gui" icon="send">
            {t.submit}
          </Button>
        </PostForm>
      )}
      {decides && pieceCan('approve', piece) && isWriter && <p>{t.own}</p>}
      {decides && pieceCan('approve', piece) && !isWriter && (
        <PostForm action={decide} hidden={{ viec: 'duyet' }} class="stack">
          {kind !== 'alert' && (
            <Disclosure summary={t.approveFrom}>
              <MomentField name="tu" label={t.approveFrom} hint={t.approveHint} fields={{}} isOptional />
            </Disclosure>
          )}
          <Button icon="check">{kind === 'alert' ? t.approveAlert : t.approve}</Button>
        </PostForm>
      )}
      {acts}
      {decides && pieceCan('sendBack', piece) && (
        <WithReason action={decide} act="tra-lai" name={t.sendBack} label={t.sendBackWhy} />
      )}
      {writes && pieceCan('takeBack', piece) && (
        <PostForm action={write}>
          <Button kind="secondary" name="viec" value="rut-ve">
            {t.takeBack}
          </Button>
        </PostForm>
      )}
      {writes && pieceCan('correct', piece) && (
        <WithReason
          action={write}
          act="dinh-chinh"
          name={t.correct}
          label={t.correctWhy}
          hint={t.correctHint}
        />
      )}
      {decides && pieceCan('end', piece) && (
        <WithReason
          action={decide}
          act="rut"
          name={t.withdraw}
          label={t.withdrawWhy}
          hint={t.withdrawHint}
          isDanger
        />
      )}
    </div>
  )
}

type ReasonProps = {
  readonly action: string
  readonly act: string
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isDanger?: boolean
}

function WithReason({ action, act, name, label, hint, isDanger }: ReasonProps) {
  return (
    <Disclosure summary={name}>
      <PostForm action={action} hidden={{ viec: act }} class="stack">
        <TextArea name={`ly-do-${act}`} label={label} hint={hint} rows={3} maxLength={500} />
        <Button kind={isDanger ? 'danger' : 'secondary'}>{name}</Button>
      </PostForm>
    </Disclosure>
  )
}

function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.versionsListed}
      isCaptionHidden
      isCards
      rows={versions}
      rowKey={({ number }) => number}
      empty={<p>{t.none}</p>}
      columns={[
        { key: 'number', label: t.version, cell: ({ number }) => String(number), isRowHead: true },
        { key: 'written', label: t.writtenAt, cell: ({ writtenAt }) => formatDateTime(writtenAt, language) },
        {
          key: 'decided',
          label: t.decidedCol,
          cell: ({ decidedAt, decidedByName, isExpress, seenByName }) =>
            decidedAt
              ? [
                  `${decidedByName}, ${formatDateTime(decidedAt, language)}`,
                  isExpress && t.express,
                  seenByName && t.seenBy(seenByName),
                ]
                  .filter(Boolean)
                  .join('; ')
              : t.none,
        },
        { key: 'reason', label: t.reason, cell: ({ reason }) => reason ?? t.none },
      ]}
    />
  )
}
