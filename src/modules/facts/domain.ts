/** Sổ dữ kiện: which of several words stands, which contradict it, and how each is told. Pure. docs/legal.md#fact-book */

import { createHash } from 'node:crypto'
import type { Sentence } from '#kernel/errors.ts'
import { checkAnswers, type FormDefinition, type FormLookups, summarise } from '#kernel/forms.ts'
import { type FactSource, type Facts, fieldOfFact, type SharedFact } from '#kernel/packs.ts'
import type { Provenance } from '#kernel/provenance.ts'
import { addDays, type CalendarDate, dateOf, type JsonObject, type JsonValue } from '#kernel/types.ts'

/** One word of one source about one thing. */
export type Fact = {
  readonly key: string
  readonly value: JsonValue
  readonly source: FactSource
  /** Who of that source: of the same one the newer word stands. */
  readonly by: string
  readonly byName: Sentence
  readonly asOf: Date
  /** The last day on which it holds. */
  readonly validTo: CalendarDate | null
  readonly reference: string | null
  readonly endedAt: Date | null
  readonly mark: string
}

/** What is known under one key. */
export type Known = {
  readonly fact: SharedFact
  readonly current: Fact
  /** Words of other sources that say something else and are not simply older. */
  readonly conflicts: readonly Fact[]
  /** Everything else that was ever said, the newest first. */
  readonly former: readonly Fact[]
  /** A register says so, lately enough, and nobody contradicts it: it need not be asked. */
  readonly isVouched: boolean
}
export type Book = ReadonlyMap<string, Known>

/** `person:` or `organisation:` and the number under which the State knows them. */
export type Subject = `${'person' | 'organisation'}:${string}`
export const personOf = (identityNumber: string): Subject => `person:${identityNumber}`

/** Sổ dữ kiện on a day, the same in whatever order its facts were written. Facts that the pack does not declare are left out. */
export function bookOf(facts: readonly Fact[], declared: Facts, today: CalendarDate): Book {
  const byKey = Map.groupBy(facts, ({ key }) => key)
  return new Map(
    declared.facts.flatMap((fact) => {
      const known = knownOf(fact, byKey.get(fact.key) ?? [], declared, today)
      return known ? [[fact.key, known] as const] : []
    }),
  )
}

function knownOf(
  fact: SharedFact,
  words: readonly Fact[],
  { weights }: Facts,
  today: CalendarDate,
): Known | undefined {
  const weightOf = ({ source }: Fact) => fact.weights?.[source] ?? weights[source]
  const newest = words.toSorted(newerFirst)
  const heads = new Map<string, Fact>()
  for (const one of newest) {
    const from = `${one.source} ${one.by}`
    if (isInForce(one, today) && !heads.has(from)) heads.set(from, one)
  }
  const [current, ...others] = [...heads.values()].sort(
    (a, b) => weightOf(b) - weightOf(a) || newerFirst(a, b),
  )
  if (!current) return undefined
  const conflicts = others.filter(
    (one) =>
      !isSame(one.value, current.value) &&
      (weightOf(one) === weightOf(current)
        ? one.source === 'register' && current.source === 'register'
        : one.asOf >= current.asOf),
  )
  return {
    fact,
    current,
    conflicts,
    former: newest.filter((one) => one !== current && !conflicts.includes(one)),
    isVouched: conflicts.length === 0 && isFresh(fact, current, today),
  }
}

/** Marks make the order total, so that it never depends on how rows were found. */
const newerFirst = (a: Fact, b: Fact) =>
  b.asOf.getTime() - a.asOf.getTime() || (a.mark < b.mark ? 1 : a.mark > b.mark ? -1 : 0)

const isInForce = ({ endedAt, validTo }: Fact, today: CalendarDate) =>
  endedAt === null && (validTo === null || validTo >= today)

/** Whether a register said so within the days that the pack declares. */
export function isFresh(fact: SharedFact, { source, by, asOf }: Fact, today: CalendarDate): boolean {
  const register = source === 'register' ? fact.registers?.find(({ key }) => key === by) : undefined
  return register !== undefined && addDays(dateOf(asOf), register.days) >= today
}

/** Capitals, the way accents are coded and the order of parts make no difference. */
export const isSame = (a: JsonValue | undefined, b: JsonValue | undefined): boolean => plain(a) === plain(b)

function plain(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value.normalize('NFC').trim().toLocaleLowerCase('vi')
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.map((one: JsonValue) => plain(one)).join('|')
  return Object.entries(value as JsonObject)
    .filter(([key]) => key !== 'district') // Follows from the commune; some say it and some do not.
    .map(([key, inner]) => `${key}=${plain(inner)}`)
    .sort()
    .join('|')
}

export type NewFact = Omit<Fact, 'mark' | 'endedAt' | 'validTo'> & { readonly validTo?: CalendarDate | null }

/** The same word of the same source at the same moment has the same mark. */
export function markOf(subject: Subject, { key, value, source, by, asOf }: NewFact): string {
  const said = [subject, key, plain(value), source, by, asOf.toISOString()]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
}

export const provenanceOf = ({ source, byName, asOf, reference }: Fact): Provenance => ({
  source,
  name: byName,
  asOf: asOf.getTime() === 0 ? null : asOf.toISOString(),
  reference,
})

/** A fact as a form of one question: what may stand there, and how it is shown, is said in one place. */
export const formOfFact = (fact: SharedFact): FormDefinition => ({
  key: 'du-kien',
  version: 1,
  title: fact.name,
  pages: [{ key: 'value', title: fact.name, fields: [fieldOfFact(fact)] }],
})

/** Whether the value is one that the fact may have. */
export function mayBe(fact: SharedFact, value: JsonValue, lookups: FormLookups): boolean {
  const { key } = fieldOfFact(fact)
  return checkAnswers(formOfFact(fact), { [key]: value }, 'vi', lookups).length === 0
}

export function valueWords(
  fact: SharedFact,
  value: JsonValue,
  language: 'vi' | 'en',
  lookups: FormLookups,
): string {
  const { key } = fieldOfFact(fact)
  return summarise(formOfFact(fact), { [key]: value }, language, lookups)[0]?.value ?? ''
}
