import { addDays, type CalendarDate, type JsonValue, parseCalendarDate } from '../types.ts'

type Call = (...values: readonly JsonValue[]) => JsonValue
type Definition = { min: number; max: number; call: Call }

/** Longest text an expression may make. */
export const textLengthMax = 10_000

/** Keeps decimal fractions as people write them (0.1 + 0.2 is 0.3) and refuses what is no longer exact. */
export function exact(value: number): number | null {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(15))
  return rounded === 0 ? 0 : rounded
}

/** The numbers among the values, looking into lists one level deep. */
function numbersIn(values: readonly JsonValue[]): number[] {
  return values.flat().filter((value) => typeof value === 'number')
}

function isAnswered(value: JsonValue | undefined): boolean {
  return (
    value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}

/** Rounds to a multiple of `unit` (1 when not given); halves go away from zero, as money does. */
function rounding(round: (value: number) => number): Call {
  return (value, unit = 1) => {
    if (typeof value !== 'number' || typeof unit !== 'number' || unit <= 0) return null
    const quotient = exact(value / unit)
    return quotient === null ? null : exact(round(quotient) * unit)
  }
}

function dayOf(value: JsonValue | undefined): CalendarDate | undefined {
  return typeof value === 'string' ? parseCalendarDate(value) : undefined
}

/** Whole months between two days; a month that is not complete does not count. */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (from > to) return -monthsBetween(to, from)
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12
  const complete = to.slice(8) >= from.slice(8) ? 0 : 1
  return months + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) - complete
}

function betweenDays(count: (from: CalendarDate, to: CalendarDate) => number): Call {
  return (first, second) => {
    const from = dayOf(first)
    const to = dayOf(second)
    return from && to ? count(from, to) : null
  }
}

/** The value of the first `[limit, value]` whose limit is not below `amount`, else `otherwise`. */
function band(amount?: JsonValue, bands?: JsonValue, otherwise: JsonValue = null): JsonValue {
  if (typeof amount !== 'number' || !Array.isArray(bands)) return null
  for (const pair of bands as readonly JsonValue[]) {
    if (!Array.isArray(pair)) continue
    const [limit, value] = pair as readonly JsonValue[]
    if (typeof limit === 'number' && amount <= limit) return value ?? null
  }
  return otherwise
}

function addDaysTo(first: JsonValue = null, count: JsonValue = null): JsonValue {
  const day = dayOf(first)
  const fits = typeof count === 'number' && Number.isInteger(count) && Math.abs(count) <= 100_000
  return (day && fits && parseCalendarDate(addDays(day, count))) || null
}

function casing(change: (text: string) => string): Call {
  return (value) => (typeof value === 'string' ? change(value) : null)
}

function extreme(pick: (...numbers: number[]) => number): Call {
  return (...values) => {
    if (values.some((value) => typeof value !== 'number' && !Array.isArray(value))) return null
    const numbers = numbersIn(values)
    return numbers.length === 0 ? null : numbers.reduce((first, second) => pick(first, second))
  }
}

function lengthOf(value: JsonValue = null): JsonValue {
  if (typeof value === 'string') return [...value].length
  return Array.isArray(value) ? value.length : null
}

/** Every function of the language, with how many values it takes. `if` is part of the grammar. */
const functions: Readonly<Record<string, Definition>> = {
  min: { min: 1, max: 20, call: extreme(Math.min) },
  max: { min: 1, max: 20, call: extreme(Math.max) },
  sum: {
    min: 1,
    max: 20,
    call: (...values) =>
      numbersIn(values).reduce<number | null>((a, b) => (a === null ? null : exact(a + b)), 0),
  },
  count: {
    min: 1,
    max: 1,
    call: (list = null) => (Array.isArray(list) ? list.filter(isAnswered).length : 0),
  },
  len: { min: 1, max: 1, call: lengthOf },
  exists: { min: 1, max: 1, call: isAnswered },
  coalesce: { min: 1, max: 20, call: (...values) => values.find(isAnswered) ?? null },
  abs: { min: 1, max: 1, call: (value = null) => (typeof value === 'number' ? Math.abs(value) : null) },
  round: { min: 1, max: 2, call: rounding((value) => Math.sign(value) * Math.round(Math.abs(value))) },
  floor: { min: 1, max: 2, call: rounding(Math.floor) },
  ceil: { min: 1, max: 2, call: rounding(Math.ceil) },
  band: { min: 2, max: 3, call: band },
  lower: { min: 1, max: 1, call: casing((text) => text.toLowerCase()) },
  upper: { min: 1, max: 1, call: casing((text) => text.toUpperCase()) },
  startsWith: {
    min: 2,
    max: 2,
    call: (text, start) => typeof text === 'string' && typeof start === 'string' && text.startsWith(start),
  },
  year: { min: 1, max: 1, call: (value = null) => yearOf(value) },
  years: { min: 2, max: 2, call: betweenDays((from, to) => Math.trunc(monthsBetween(from, to) / 12)) },
  months: { min: 2, max: 2, call: betweenDays(monthsBetween) },
  days: { min: 2, max: 2, call: betweenDays((from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000) },
  addDays: { min: 2, max: 2, call: addDaysTo },
}

/** The year of a day, or of a date of which only the year is known. */
function yearOf(value: JsonValue): number | null {
  return typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value) ? Number(value.slice(0, 4)) : null
}

export const functionNames: readonly string[] = Object.keys(functions)

/** A function of the language by name; names of objects' own machinery (`constructor`) are not functions. */
export function functionNamed(name: string): Definition | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined
}
