/** So một hồ sơ theo hai phiên bản: when it is due, what it costs, what it goes through, whether it could be filed. Pure. */

import { type ClockHistory, clockUnit, foldClock, type WorkingCalendar } from '#kernel/calendar.ts'
import { defineRefusals } from '#kernel/errors.ts'
import { holds } from '#kernel/expressions.ts'
import { checkAnswers, type FormLookups } from '#kernel/forms.ts'
import type { Language } from '#kernel/text.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'
import { feesFor, limitFor, type ProcedureDefinition, papersFor } from '#modules/services/api.ts'
import { type Dossier, type Step, situationOf } from '../steps/domain.ts'

/** Ai bị xử lý khác đi: a dossier may be in several groups. */
export const groups = ['later', 'earlier', 'dearer', 'cheaper', 'steps', 'refused'] as const
export type Group = (typeof groups)[number]

export type Definition = Omit<ProcedureDefinition, 'version'>

/** What a comparison reads of a dossier. */
export type Past = Pick<
  Dossier,
  'channel' | 'answers' | 'applicantKind' | 'openedAt' | 'receivedAt' | 'clock'
> & {
  readonly paperKeys: readonly string[]
}

/** How one dossier fares; each pair is as it was and as it would be. Instants are ISO text, as JSON keeps them. */
export type Change = {
  readonly due: readonly [before: string | null, after: string | null]
  readonly feeVnd: readonly [before: number, after: number]
  readonly stepsAdded: readonly string[]
  readonly stepsRemoved: readonly string[]
  readonly papersMissing: readonly string[]
  readonly answersWrong: readonly string[]
}

export type Comparing = {
  /** Of the agency whose days count, by its code; without one, the province's. */
  readonly calendarOf: (unit: string | undefined) => WorkingCalendar
  readonly lookups: FormLookups
  readonly language: Language
  /** The day whose dated rules both definitions are asked for: when the new one comes into force. */
  readonly day: CalendarDate
}

export function compare(past: Past, before: Definition, after: Definition, comparing: Comparing): Change {
  const situation = situationOf(past, comparing.day)
  const fee = (definition: Definition) =>
    feesFor(definition, situation).reduce((sum, { vnd }) => sum + vnd, 0)
  const due = (definition: Definition) => dueUnder(past, definition, comparing)
  const [was, is] = [stepsUnder(past, before, comparing.day), stepsUnder(past, after, comparing.day)]
  const { language } = comparing
  const missing = (from: readonly Step[], than: readonly Step[]) =>
    from.filter(({ key }) => !than.some((one) => one.key === key)).map(({ name }) => name[language])
  return {
    due: [due(before), due(after)],
    feeVnd: [fee(before), fee(after)],
    stepsAdded: missing(is, was),
    stepsRemoved: missing(was, is),
    papersMissing: papersMissing(past, before, after, language),
    answersWrong: answersWrong(past, before, after, comparing),
  }
}

/** The same history with another limit; a dossier that nobody received yet is taken as received when it was filed. */
export function historyUnder(past: Past, definition: Definition, day: CalendarDate): ClockHistory {
  const limit = limitFor(definition, situationOf(past, day))
  const { clock: policy } = definition
  if (past.clock.some(({ kind }) => kind === 'accepted'))
    return past.clock.map((event) => (event.kind === 'accepted' ? { ...event, policy, limit } : event))
  const unit = clockUnit(past.clock)
  const at = (past.receivedAt ?? past.openedAt).toISOString()
  return [{ kind: 'accepted', at, policy, limit, ...(unit !== undefined && { unit }) }]
}

function dueUnder(past: Past, definition: Definition, { calendarOf, day }: Comparing): string | null {
  const extended = past.clock.some(({ kind }) => kind === 'extended')
  // A promised later appointment stands whatever the limit; it would hide every difference.
  const plain = extended ? { ...past, clock: past.clock.filter(({ kind }) => kind !== 'extended') } : past
  try {
    const history = historyUnder(plain, definition, day)
    const { dueAt, dueBeforePause } = foldClock(calendarOf(clockUnit(history)), history)
    return (dueAt ?? dueBeforePause)?.toISOString() ?? null
  } catch {
    // The calendar has no data for that year; the dossier is compared in everything else.
    return null
  }
}

function stepsUnder({ answers, channel }: Past, { steps }: Definition, today: CalendarDate): readonly Step[] {
  // What came of steps is not known beforehand: a condition on it is taken as not fulfilled, under both alike.
  return steps.filter(
    ({ when }) => when === undefined || holds(when, { answers, channel, today, outcomes: {} }),
  )
}

function papersMissing(
  { answers, paperKeys }: Past,
  before: Definition,
  after: Definition,
  language: Language,
): string[] {
  const demanded = new Set(
    papersFor(before, answers)
      .filter(({ required }) => required)
      .map(({ paper }) => paper.key),
  )
  return papersFor(after, answers)
    .filter(({ paper, required }) => required && !demanded.has(paper.key) && !paperKeys.includes(paper.key))
    .map(({ paper }) => paper.name[language])
}

/** Answers that would no longer pass; those that did not pass before either say nothing about the change. */
function answersWrong(
  { answers }: Past,
  before: Definition,
  after: Definition,
  { language, lookups }: Comparing,
): string[] {
  if (before.form === after.form) return []
  const faults = (definition: Definition) => checkAnswers(definition.form, answers, language, lookups)
  const known = new Set(faults(before).map(({ field, kind }) => `${field} ${kind}`))
  return faults(after)
    .filter(({ field, kind }) => !known.has(`${field} ${kind}`))
    .map(({ message }) => message)
}

/** The groups that a change falls into; none when the dossier fares the same. */
export function groupsOf({
  due,
  feeVnd,
  stepsAdded,
  stepsRemoved,
  papersMissing,
  answersWrong,
}: Change): readonly Group[] {
  const [dueBefore, dueAfter] = due
  const [feeBefore, feeAfter] = feeVnd
  const isKnown = dueBefore !== null && dueAfter !== null
  return [
    ...(isKnown && dueAfter > dueBefore ? (['later'] as const) : []),
    ...(isKnown && dueAfter < dueBefore ? (['earlier'] as const) : []),
    ...(feeAfter > feeBefore ? (['dearer'] as const) : []),
    ...(feeAfter < feeBefore ? (['cheaper'] as const) : []),
    ...(stepsAdded.length + stepsRemoved.length > 0 ? (['steps'] as const) : []),
    ...(papersMissing.length + answersWrong.length > 0 ? (['refused'] as const) : []),
  ]
}

export type Summary = {
  /** Dossiers looked at. */
  readonly total: number
  /** Those that fare the same in everything. */
  readonly same: number
  readonly counts: Readonly<Record<Group, number>>
  readonly firstOn: CalendarDate | null
  readonly lastOn: CalendarDate | null
}

export const emptySummary: Summary = {
  total: 0,
  same: 0,
  counts: { later: 0, earlier: 0, dearer: 0, cheaper: 0, steps: 0, refused: 0 },
  firstOn: null,
  lastOn: null,
}

export function withCounted(
  summary: Summary,
  past: Pick<Past, 'openedAt'>,
  found: readonly Group[],
): Summary {
  const on = dateOf(past.openedAt)
  const { firstOn, lastOn } = summary
  return {
    total: summary.total + 1,
    same: summary.same + (found.length === 0 ? 1 : 0),
    counts: Object.fromEntries(
      groups.map((group) => [group, summary.counts[group] + (found.includes(group) ? 1 : 0)]),
    ) as Summary['counts'],
    firstOn: firstOn === null || on < firstOn ? on : firstOn,
    lastOn: lastOn === null || on > lastOn ? on : lastOn,
  }
}

/** Step of the old version → step of the new one, for steps that the new one does not have. */
export type Mapping = Readonly<Record<string, string>>

/** Open steps of a dossier that the other version lacks: each has to be mapped before the dossier is moved. */
export function unmapped(
  dossier: { readonly work: readonly { readonly key: string; readonly endedAt: Date | null }[] },
  { steps }: Pick<Definition, 'steps'>,
  mapping: Mapping,
): readonly string[] {
  const known = new Set(steps.map(({ key }) => key))
  return dossier.work
    .filter(({ endedAt, key }) => endedAt === null && !known.has(mapping[key] ?? key))
    .map(({ key }) => key)
}

export const refusal = defineRefusals('repinning', {
  reasonNeeded: [
    'invalid',
    'Ghi lý do chuyển phiên bản. Người dân đọc được lý do này.',
    'State why the version is changed. The applicant reads it.',
  ],
  sameVersion: ['conflict', 'Hồ sơ đã theo phiên bản này.', 'The dossier is on this version already.'],
  notYet: [
    'conflict',
    'Phiên bản này chưa có hiệu lực hoặc đã bị thu hồi. Chọn phiên bản đang có hiệu lực.',
    'This version is not in force yet or was withdrawn. Choose the one in force.',
  ],
  stepUnmapped: [
    'invalid',
    'Phiên bản mới không có bước “{step}”. Chọn bước thay cho bước đó rồi chuyển.',
    'The new version has no step “{step}”. Choose the step that takes its place.',
  ],
  over: ['conflict', 'Hồ sơ đã kết thúc nên không chuyển phiên bản nữa.', 'The dossier has ended.'],
  nothingToUndo: [
    'conflict',
    'Không hoàn tác được: hồ sơ đã được xử lý tiếp sau khi chuyển, hoặc đã hoàn tác rồi.',
    'It cannot be undone: something was done to the dossier since, or it was undone already.',
  ],
  noneChosen: ['invalid', 'Chọn ít nhất một hồ sơ.', 'Choose at least one dossier.'],
})
