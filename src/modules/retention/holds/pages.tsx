/** Holds: asking for one, and what stands. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import type { RecordClass } from '#kernel/retention.ts'
import { formatDateTime } from '#kernel/text.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { retentionLinks } from '../domain.ts'
import { texts } from '../texts.ts'
import { type Hold, type HoldAct, holdCan, holdKinds, isSecond, stateOf } from './domain.ts'

function HoldTag({ hold }: { readonly hold: Hold }) {
  const t = useTexts(texts)
  const state = stateOf(hold)
  const tone = { asked: 'warning', standing: 'progress', ending: 'warning', ended: 'done' } as const
  return <StatusTag tone={tone[state]}>{t[state]}</StatusTag>
}

export function HoldTable({ holds }: { readonly holds: readonly Hold[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.holdTable}
      isCaptionHidden
      isCards
      rows={holds}
      rowKey={({ id }) => id}
      empty={t.noHolds}
      columns={[
        {
          key: 'label',
          label: t.what,
          isRowHead: true,
          cell: ({ id, label }) => <a href={retentionLinks.hold(id)}>{label}</a>,
        },
        { key: 'kind', label: t.holdKind, cell: ({ kind }) => holdKinds[kind][language] },
        { key: 'reason', label: t.reason, cell: ({ reason }) => reason },
        { key: 'state', label: t.state, cell: (hold) => <HoldTag hold={hold} /> },
      ]}
    />
  )
}

export type AskView = {
  readonly classes: readonly RecordClass[]
  readonly typed: {
    readonly kind?: string | undefined
    readonly subject?: string | undefined
    readonly class?: string | undefined
    readonly reason?: string | undefined
  }
  readonly problem?: string | undefined
}

export function AskHoldPage({ view }: { readonly view: AskView }) {
  return (
    <OfficeFrame>
      <AskHold {...view} />
    </OfficeFrame>
  )
}

function AskHold({ classes, typed, problem }: AskView) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={retentionLinks.overview}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem} />
      <PageHead title={t.holdTitle} lead={t.holdLead} />
      <PostForm action={retentionLinks.newHold} class="stack">
        <Radios
          name="kind"
          label={t.holdKind}
          value={typed.kind}
          choices={Object.entries(holdKinds).map(([value, words]) => ({ value, label: words[language] }))}
        />
        <TextInput
          name="subject"
          label={t.subject}
          hint={t.subjectHint}
          value={typed.subject}
          isOptional
          maxLength={80}
        />
        <Select
          name="class"
          label={t.chooseClass}
          isOptional
          value={typed.class}
          choices={classes.map(({ key, name }) => ({ value: key, label: name[language] }))}
        />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={4} value={typed.reason} />
        <Button>{t.ask}</Button>
      </PostForm>
    </div>
  )
}

export type HoldView = {
  readonly hold: Hold
  readonly viewerId: string
  readonly problem?: string | undefined
  readonly typed?: string | undefined
}

export function HoldPage({ view }: { readonly view: HoldView }) {
  return (
    <OfficeFrame>
      <OneHold {...view} />
    </OfficeFrame>
  )
}

function OneHold({ hold, viewerId, problem, typed }: HoldView) {
  const t = useTexts(texts)
  const { language } = usePage()
  const by = (title: string | null, at: Date | null) =>
    at ? `${title ?? ''}, ${formatDateTime(at, language)}` : ''
  const rows = [
    { term: t.what, value: `${holdKinds[hold.kind][language]}: ${hold.label}` },
    { term: t.reason, value: hold.reason },
    { term: t.askedBy, value: by(hold.askedTitle, hold.askedAt) },
    ...(hold.confirmedAt ? [{ term: t.confirmedBy, value: by(hold.confirmedTitle, hold.confirmedAt) }] : []),
    ...(hold.endAskedAt
      ? [
          { term: t.endAskedBy, value: by(hold.endAskedTitle, hold.endAskedAt) },
          { term: t.endReason, value: hold.endReason ?? '' },
        ]
      : []),
    ...(hold.endedAt ? [{ term: t.endedBy, value: by(hold.endedTitle, hold.endedAt) }] : []),
  ]
  return (
    <div class="reading stack">
      <BackLink href={retentionLinks.overview}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem} />
      <PageHead title={`${t.holds}: ${hold.label}`} tags={<HoldTag hold={hold} />} />
      <SummaryList rows={rows} />
      <Decision hold={hold} viewerId={viewerId} />
      {holdCan('askEnd', hold) && (
        <Section id="thoi-giu" title={t.askEnd}>
          <PostForm action={retentionLinks.hold(hold.id)} hidden={{ act: 'askEnd' }} class="stack">
            <TextArea name="reason" label={t.endReason} rows={3} value={typed} />
            <Button kind="secondary">{t.askEnd}</Button>
          </PostForm>
        </Section>
      )}
    </div>
  )
}

/** What a second person decides: that it holds, or that it ends. */
function Decision({ hold, viewerId }: Pick<HoldView, 'hold' | 'viewerId'>) {
  const t = useTexts(texts)
  const act: HoldAct = stateOf(hold) === 'ending' ? 'end' : 'confirm'
  if (!holdCan(act, hold)) return null
  const isSure = isSecond(act, hold, viewerId)
  return (
    <div class="stack">
      {!isSure && <p class="hint">{t.secondOnly}</p>}
      {act === 'end' && <p>{t.endWarning}</p>}
      <div class="button-group">
        {isSure && (
          <PostForm action={retentionLinks.hold(hold.id)} hidden={{ act }}>
            <Button kind={act === 'end' ? 'danger' : 'primary'}>{t[act]}</Button>
          </PostForm>
        )}
        {holdCan('keepOn', hold) && (
          <PostForm action={retentionLinks.hold(hold.id)} hidden={{ act: 'keepOn' }}>
            <Button kind="secondary">{t.keepOn}</Button>
          </PostForm>
        )}
      </div>
    </div>
  )
}
