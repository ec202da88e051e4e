/** Made-up answers that are right for a form: for a development installation and for tests. */

import {
  addDays,
  type CalendarDate,
  calendarDate,
  type JsonObject,
  type JsonValue,
  parseCalendarDate,
} from '../types.ts'
import type { Answers, Field, FormDefinition, FormLookups, GroupField, SimpleField } from './definition.ts'
import { ethnicities } from './ethnicities.ts'
import { between, type Chance, exampleName, exampleOfPattern, exampleText, pickOne } from './example-text.ts'
import { isAsked, isRequired, valueIn } from './visible.ts'

export type ExampleLists = FormLookups & {
  /** Codes of communes, and of units, to answer with. */
  readonly communes: readonly string[]
  readonly units: readonly string[]
  /** Ids of files for fields that ask for one. */
  readonly files?: readonly string[]
  /** Answers by fact: a field prefilled with `person.fullName` takes them as they are. */
  readonly facts?: JsonObject
}

/** What the answers so far are, in the entry of a group or in the whole form. */
type Situation = {
  readonly answers: Answers
  readonly item?: Record<string, JsonValue>
  readonly lists: ExampleLists
  readonly chance: Chance
}

const optionalShare = 0.6

/**
 * Answers to everything the form asks, valid by `checkAnswers`; what is optional is answered more often than not.
 * `chance` gives numbers in [0, 1): the same sequence gives the same answers.
 */
export function exampleAnswers(form: FormDefinition, chance: Chance, lists: ExampleLists): Answers {
  const answers: Record<string, JsonValue> = {}
  const situation = { answers, lists, chance }
  for (const page of form.pages) {
    if (!isAsked(page, answers, lists)) continue
    for (const field of page.fields) {
      if (!isAsked(field, answers, lists)) continue
      const value = answerTo(field, situation)
      if (value !== undefined) answers[field.key] = value
    }
  }
  return answers
}

function answerTo(field: Field, situation: Situation): JsonValue | undefined {
  const { answers, item, lists, chance } = situation
  const isOptional = !isRequired(field, answers, lists, item)
  if (isOptional && chance() > optionalShare) return undefined
  if (field.kind === 'group') return entriesOf(field, situation)
  const fact = field.prefill === undefined || item ? undefined : lists.facts?.[field.prefill]
  return fact ?? valueOf(field, situation)
}

function entriesOf(field: GroupField, { answers, lists, chance }: Situation): JsonValue {
  const min = Math.max(1, field.min ?? 1)
  return Array.from({ length: between(min, Math.min(field.max, min + 1), chance) }, () => {
    const item: Record<string, JsonValue> = {}
    for (const each of field.fields) {
      if (!isAsked(each, answers, lists, item)) continue
      const value = answerTo(each, { answers, item, lists, chance })
      if (value !== undefined) item[each.key] = value
    }
    return item
  })
}

function valueOf(field: SimpleField, situation: Situation): JsonValue | undefined {
  const { chance, lists } = situation
  switch (field.kind) {
    case 'text':
      return (
        (field.format && exampleOfPattern(field.format.pattern, chance)) ??
        exampleText(field.label.vi, field.maxLength ?? 200, chance)
      )
    case 'longText':
      return exampleText(field.label.vi, field.maxLength ?? 2000, chance)
    case 'fullName':
      return exampleName(chance)
    case 'date':
    case 'partialDate':
      return dayOf(field, situation)
    case 'number':
      return numberOf(field, chance)
    case 'money':
      return Math.min(field.max ?? Infinity, (field.min ?? 0) + 1000 * between(10, 20_000, chance))
    case 'identityNumber':
      return identityNumberOf(field, situation)
    case 'taxCode':
      return `34${digits(8, chance)}`
    case 'phone':
      return `0990${digits(6, chance)}`
    case 'email':
      return `nguoi.dan.${digits(4, chance)}@vidu.vn`
    case 'choice':
      return pickOne(field.options, chance).value
    case 'choices':
      return choicesOf(field, chance)
    case 'yesNo':
      return chance() < 0.5
    case 'address':
      return addressOf(field, situation)
    case 'country':
      return 'VN'
    case 'ethnicity':
      return ethnicities[0]?.code
    case 'unit':
      return pickOne(lists.units, chance)
    case 'file':
      return filesFor(lists.files ?? [], Math.max(1, field.min ?? 1))
    case 'declaration':
      return true
    default:
      return field satisfies never
  }
}

type DayField = Extract<SimpleField, { kind: 'date' | 'partialDate' }>
const yearDays = 365.25

/** Inside the limits of the field; a birth makes a grown person unless the limits say otherwise. */
function dayOf(field: DayField, { answers, item, lists, chance }: Situation): string {
  const limit = (text: string | undefined): CalendarDate | undefined => {
    const value = text === undefined ? null : valueIn(text, answers, lists, item)
    return typeof value === 'string' ? parseCalendarDate(value.padEnd(10, '-01').slice(0, 10)) : undefined
  }
  const earliest = limit(field.notBefore)
  const latest =
    limit(field.notAfter) ?? (earliest && earliest > lists.today ? addDays(earliest, 30) : lists.today)
  const isBirth = /birth/i.test(`${field.key} ${field.prefill ?? ''}`)
  const child = /child/i.test(field.key)
  const wanted = isBirth
    ? addDays(lists.today, -Math.floor((child ? chance() * 0.3 : 21 + chance() * 45) * yearDays))
    : addDays(latest, -Math.floor(chance() * 300))
  if (earliest && wanted < earliest) return earliest
  return wanted > latest ? latest : calendarDate(wanted)
}

function numberOf(field: Extract<SimpleField, { kind: 'number' }>, chance: Chance): number {
  const min = field.min ?? 1
  const max = Math.min(field.max ?? Infinity, min + 40)
  const whole = between(Math.ceil(min), Math.floor(max), chance)
  return whole >= min && whole <= max ? whole : min
}

function choicesOf(field: Extract<SimpleField, { kind: 'choices' }>, chance: Chance): string[] {
  const { options, min = 1, max = options.length } = field
  const count = between(Math.max(1, min), Math.min(max, options.length), chance)
  return options.slice(0, count).map(({ value }) => value)
}

function addressOf(
  field: Extract<SimpleField, { kind: 'address' }>,
  { lists, chance }: Situation,
): JsonObject {
  const commune = pickOne(lists.communes, chance)
  const above = lists.area(commune)?.parent ?? ''
  const isDistrict = lists.area(above)?.level === 'district'
  const province = isDistrict ? (lists.area(above)?.parent ?? '') : above
  return {
    province,
    ...(isDistrict && { district: above }),
    commune,
    ...(field.line !== false && { line: `Số ${between(1, 200, chance)}, khu phố ${between(1, 8, chance)}` }),
  }
}

/** Three digits of a province, century and sex, year, six of a serial; it agrees with the birth date beside it. */
function identityNumberOf(
  field: Extract<SimpleField, { kind: 'identityNumber' }>,
  { answers, item, chance }: Situation,
): string {
  const beside = field.birthDate ? (item ?? answers)[field.birthDate] : undefined
  const year = typeof beside === 'string' ? Number(beside.slice(0, 4)) : between(1955, 2004, chance)
  const century = (Math.floor(year / 100) - 19) * 2 + between(0, 1, chance)
  return `060${century}${String(year).slice(2)}${digits(6, chance)}`
}

const digits = (count: number, chance: Chance): string =>
  Array.from({ length: count }, () => between(0, 9, chance)).join('')

/** So many ids: those given, then made-up ones of files that are not there. */
function filesFor(given: readonly string[], count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => given[index] ?? `00000000-0000-7000-8000-00000000000${index}`,
  )
}
