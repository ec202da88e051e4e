/** Khác nhau giữa hai phiên bản, in words: limits, fees, steps, papers, form. Pure. */

import type { FormDefinition } from '#kernel/forms.ts'
import type { FeeRule, LimitCase, RequiredPaper, Step } from '#kernel/packs.ts'
import { formatNumber, formatVnd, type Language } from '#kernel/text.ts'
import { inWords } from '../../conditions/domain.ts'
import type { RoleNames } from '../../designer/drawing/domain.ts'
import { limitInWords } from '../../procedure/domain.ts'
import type { Unnumbered } from '../domain.ts'
import { texts } from './texts.ts'

export const parts = ['limits', 'fees', 'steps', 'papers', 'form', 'other'] as const
export type Part = (typeof parts)[number]
export type Difference = {
  readonly part: Part
  readonly kind: 'added' | 'removed' | 'changed'
  /** What it is about. */
  readonly subject: string
  /** How it was and how it is to be; of something added there is only the second. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Whether two definitions say the same, whatever the order of their properties. */
export function isSame(a: Unnumbered, b: Unnumbered): boolean {
  return canonical({ ...a, version: 0 }) === canonical({ ...b, version: 0 })
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${entries
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join()}}`
}

/** Every difference, in the order in which a page tells them. */
export function differencesBetween(
  before: Unnumbered,
  after: Unnumbered,
  language: Language,
  names?: RoleNames,
): readonly Difference[] {
  return [
    ...limitDifferences(before, after, language),
    ...listDifferences('fees', before.fees, after.fees, (fee) => fee.label[language], {
      before: (fee) => feeInWords(fee, before.form, language),
      after: (fee) => feeInWords(fee, after.form, language),
    }),
    ...listDifferences('steps', before.steps, after.steps, (step) => step.name[language], {
      before: (step) => stepInWords(step, before.form, language, names),
      after: (step) => stepInWords(step, after.form, language, names),
    }),
    ...orderDifference(before.steps, after.steps, language),
    ...listDifferences('papers', before.papers, after.papers, (paper) => paper.name[language], {
      before: (paper) => paperInWords(paper, before.form, language),
      after: (paper) => paperInWords(paper, after.form, language),
    }),
    ...formDifferences(before.form, after.form, language),
    ...otherDifferences(before, after, language),
  ]
}

type Keyed = { readonly key: string }

function listDifferences<T extends Keyed>(
  part: Part,
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  say: { readonly before: (one: T) => string; readonly after: (one: T) => string },
): Difference[] {
  const old = new Map(before.map((one) => [one.key, one]))
  const kept = new Set(after.map(({ key }) => key))
  return [
    ...after.flatMap((one): Difference[] => {
      const was = old.get(one.key)
      const now = say.after(one)
      if (!was) return [{ part, kind: 'added', subject: nameOf(one), before: undefined, after: now }]
      if (canonical(was) === canonical(one)) return []
      return [{ part, kind: 'changed', subject: nameOf(was), before: say.before(was), after: now }]
    }),
    ...before
      .filter(({ key }) => !kept.has(key))
      .map(
        (one): Difference => ({
          part,
          kind: 'removed',
          subject: nameOf(one),
          before: say.before(one),
          after: undefined,
        }),
      ),
  ]
}

/** Limits have no key: those for the same case are the same limit. */
function limitDifferences(before: Unnumbered, after: Unnumbered, language: Language): Difference[] {
  const keyed = ({ limits, form }: Unnumbered) =>
    limits.map((limit) => ({ limit, key: limitCaseInWords(limit, form, language) }))
  const found = listDifferences('limits', keyed(before), keyed(after), ({ key }) => key, {
    before: ({ limit }) => limitInWords(limit.limit, language),
    after: ({ limit }) => limitInWords(limit.limit, language),
  })
  const order = (list: readonly Keyed[]) => list.map(({ key }) => key).join('\n')
  const t = texts[language]
  const isReordered = found.length === 0 && order(keyed(before)) !== order(keyed(after))
  return isReordered
    ? [{ part: 'limits', kind: 'changed', subject: t.limitOrder, before: undefined, after: t.limitOrderHint }]
    : found
}

/** “Nộp trực tuyến, từ 15/8/2026, khi …”; the limit for everything else has its own name. */
export function limitCaseInWords(
  { channel, when, label, validFrom, validTo }: LimitCase,
  form: FormDefinition,
  language: Language,
): string {
  const t = texts[language]
  const said = [
    ...(label ? [label[language]] : []),
    ...(channel ? [t[`channel.${channel}`]] : []),
    ...(when ? [t.when(inWords(when, form, language))] : []),
    ...validityInWords(validFrom, validTo, language),
  ]
  return said.length > 0 ? said.join(', ') : t.otherCases
}

/** Từ ngày … đến hết ngày …. */
export function validityInWords(
  from: string | undefined,
  to: string | undefined,
  language: Language,
): string[] {
  const t = texts[language]
  const day = (text: string) => text.split('-').toReversed().join('/')
  if (from && to) return [t.between(day(from), day(to))]
  if (from) return [t.from(day(from))]
  return to ? [t.until(day(to))] : []
}

export function feeInWords(
  { vnd, channel, when, collect, legal, validFrom, validTo }: FeeRule,
  form: FormDefinition,
  language: Language,
): string {
  const t = texts[language]
  return [
    typeof vnd === 'number' ? formatVnd(vnd, language) : t.reckoned(inWords(vnd, form, language)),
    ...(channel ? [t[`channel.${channel}`]] : []),
    ...(when ? [t.when(inWords(when, form, language))] : []),
    ...validityInWords(validFrom, validTo, language),
    t[`collect.${collect}`],
    t.by(legal),
  ].join(', ')
}

/** Số giờ của bước; eight hours are a working day, and people think in days. */
export function hoursInWords(hours: number, language: Language): string {
  const t = texts[language]
  const isDays = hours >= 16 && hours % 4 === 0
  return isDays ? t.days(formatNumber(hours / 8, language)) : t.hours(formatNumber(hours, language))
}

export function stepInWords(step: Step, form: FormDefinition, language: Language, names?: RoleNames): string {
  const { name, type, role, hours, when, parallel, unit, onSilence, stopsClock } = step
  const t = texts[language]
  return [
    name[language],
    t[`step.${type}`],
    names?.roles[role]?.[language] ?? t.role(role),
    hoursInWords(hours, language),
    ...(unit ? [t.unit(names?.units[unit] ?? unit)] : []),
    ...(when ? [t.when(inWords(when, form, language))] : []),
    ...(parallel ? [t.parallel] : []),
    ...(onSilence ? [t[`silence.${onSilence}`]] : []),
    ...(stopsClock ? [t.stopsClock] : []),
    ...specialsOf(step, form, language),
  ].join(', ')
}

/** What a step of its own kind says beside who, how long and when. */
function specialsOf(step: Step, form: FormDefinition, language: Language): string[] {
  const { question, noticeDays, outcomes, procedure, answers, papers } = step
  const t = texts[language]
  const pairs = (list: Readonly<Record<string, string>>, say: (value: string) => string) =>
    Object.entries(list)
      .map(([key, value]) => `${key} = ${say(value)}`)
      .join('; ')
  return [
    ...(question ? [t.question(question[language])] : []),
    ...(noticeDays ? [t.noticeDays(noticeDays)] : []),
    ...(outcomes ? [t.outcomes(outcomes.map(({ label }) => label[language]).join(' / '))] : []),
    ...(procedure ? [t.linked(procedure)] : []),
    ...(answers ? [t.linkedAnswers(pairs(answers, (value) => inWords(value, form, language)))] : []),
    ...(papers ? [t.linkedPapers(pairs(papers, (value) => value))] : []),
  ]
}

function orderDifference(before: readonly Step[], after: readonly Step[], language: Language): Difference[] {
  const shared = new Set(before.map(({ key }) => key).filter((key) => after.some((one) => one.key === key)))
  const order = (steps: readonly Step[]) => steps.filter(({ key }) => shared.has(key))
  const [was, now] = [order(before), order(after)]
  if (was.every(({ key }, index) => now[index]?.key === key)) return []
  const names = (steps: readonly Step[]) => steps.map(({ name }) => name[language]).join(' → ')
  return [
    {
      part: 'steps',
      kind: 'changed',
      subject: texts[language].stepOrder,
      before: names(was),
      after: names(now),
    },
  ]
}

export function paperInWords(
  { required, originals, copies }: RequiredPaper,
  form: FormDefinition,
  language: Language,
): string {
  const t = texts[language]
  const need =
    required === true
      ? t.paperRequired
      : required === false
        ? t.paperIfAny
        : t.paperWhen(inWords(required, form, language))
  return [
    need,
    ...(originals > 0 ? [t.originals(originals)] : []),
    ...(copies > 0 ? [t.copies(copies)] : []),
  ].join(', ')
}

function formDifferences(before: FormDefinition, after: FormDefinition, language: Language): Difference[] {
  const fields = (form: FormDefinition) => form.pages.flatMap((page) => page.fields)
  const t = texts[language]
  const say = (form: FormDefinition) => (field: FormDefinition['pages'][number]['fields'][number]) =>
    [
      field.label[language],
      field.required === false
        ? t.fieldOptional
        : typeof field.required === 'string'
          ? t.fieldWhen(inWords(field.required, form, language))
          : t.fieldRequired,
      ...(field.when ? [t.when(inWords(field.when, form, language))] : []),
      ...('options' in field
        ? [t.options(field.options.map(({ label }) => label[language]).join(' / '))]
        : []),
    ].join(', ')
  return listDifferences('form', fields(before), fields(after), (field) => field.label[language], {
    before: say(before),
    after: say(after),
  })
}

function otherDifferences(before: Unnumbered, after: Unnumbered, language: Language): Difference[] {
  const t = texts[language]
  const told = (subject: string, was: string, now: string): Difference[] =>
    was === now
      ? []
      : [{ part: 'other', kind: 'changed', subject, before: was || t.none, after: now || t.none }]
  return [
    ...told(t.name, before.name, after.name),
    ...told(t.result, before.result.name[language], after.result.name[language]),
    ...told(t.template, before.result.template, after.result.template),
    ...told(t.competence, competence(before), competence(after)),
    ...told(t.legalBasis, before.legalBasis.join('; '), after.legalBasis.join('; ')),
    ...told(t.countFrom, countFrom(before, language), countFrom(after, language)),
  ]
}

const competence = ({ competence: { level, unit, areaField } }: Unnumbered) =>
  [level, unit, areaField].filter(Boolean).join(' ')

function countFrom({ clock }: Unnumbered, language: Language): string {
  const t = texts[language]
  return clock.cutOffMinutes === null ? t.noCutOff : t.cutOff(`${Math.floor(clock.cutOffMinutes / 60)}:00`)
}
