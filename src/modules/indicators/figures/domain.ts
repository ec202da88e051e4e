/** Ai có bao nhiêu: sums of agencies become those of whoever they stand under. Pure. */

import type { Listed, UnitLevel } from '#kernel/measures.ts'
import { assertNever, type CalendarDate } from '#kernel/types.ts'
import { type Counted, keyOf, type Reading, type Wanted } from '../scoring/domain.ts'

export type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

export type Sum = {
  readonly measure: string
  readonly unitId: string
  readonly during: number
  readonly before: number
}

export type ItemsOfUnit = {
  readonly measure: string
  readonly unitId: string
  /** One bit for each item there is. */
  readonly items: bigint
}

export type Entry = {
  readonly id: string
  readonly measure: string
  readonly unitId: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly value: number
  readonly source: string
}

export type UnitAt = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly path: string
  readonly validFrom: CalendarDate
  readonly validTo: CalendarDate | null
}

/** Everything that was read for a period, from which the figures of each agency are taken. */
export type Material = {
  /** The days that were counted: of a period that still runs, those up to today. */
  readonly span: Span
  /** The whole period, for which people enter figures. */
  readonly period: Span
  readonly units: readonly UnitAt[]
  readonly sums: readonly Sum[]
  readonly items: readonly ItemsOfUnit[]
  readonly entries: readonly Entry[]
  readonly listed: readonly Listed[]
  /** Measures that people enter; of the others nothing counted is nought. */
  readonly entered: ReadonlySet<string>
  /** Those of them that the platform counts as well: entered is then what it does not see, and is added. */
  readonly countedToo: ReadonlySet<string>
  /** Nothing is known of what was before. */
  readonly firstDay: CalendarDate | undefined
}

const levels: Readonly<Record<string, UnitLevel>> = {
  province: 'province',
  department: 'department',
  vertical: 'department',
  district: 'district',
  commune: 'commune',
}

/** Cấp của cơ quan; a part of another agency has none and is not scored by itself. */
export const levelOf = ({ kind }: Pick<UnitAt, 'kind'>): UnitLevel | undefined => levels[kind]

/** Whether the second is the first or stands under it. */
export const holds = (above: Pick<UnitAt, 'path'>, below: Pick<UnitAt, 'path'>): boolean =>
  below.path === above.path || below.path.startsWith(`${above.path}.`)

/** Counts for one agency with all under it what the formulas want. */
export function counterOver(material: Material): (unit: UnitAt, wanted: readonly Wanted[]) => Counted {
  const { units, entries, entered, countedToo, firstDay, span, period } = material
  const totals = totalsOf(material)
  const listed = listedOn(material.listed, span.to)
  const enteredBy = Map.groupBy(entries, ({ measure }) => measure)
  const isDark = firstDay === undefined || span.to < firstDay
  return (unit, wanted) => {
    const own = totals.get(unit.id)
    const read = (one: Wanted): number | null => {
      if (one.reading === 'listed') return listed(unit, one.measure)
      const told = entered.has(one.measure) ? enteredFor(unit, enteredBy.get(one.measure) ?? []) : null
      if (entered.has(one.measure) && !countedToo.has(one.measure))
        return one.reading === 'during' ? told : null
      if (isDark) return one.reading === 'during' ? told : null
      const value = valueOf(own?.get(one.measure) ?? nothing, one.reading)
      return one.reading === 'during' ? value + (told ?? 0) : value
    }
    return new Map(wanted.map((one) => [keyOf(one), read(one)]))
  }

  /** Its own figure for just this period; else the sum of its parts' or of shorter periods', the nearest first. */
  function enteredFor(unit: UnitAt, given: readonly Entry[]): number | null {
    if (given.length === 0) return null
    const own = given.filter(({ unitId }) => unitId === unit.id)
    const exact = own.find(({ from, to }) => from === period.from && to === period.to)
    if (exact) return exact.value
    if (own.length > 0) return apart(own).reduce((total, { value }) => total + value, 0)
    const parts = units.filter((one) => isChild(unit, one))
    const found = parts.flatMap((part) => enteredFor(part, given) ?? [])
    return found.length > 0 ? found.reduce((total, value) => total + value, 0) : null
  }
}

type Total = { during: number; before: number; units: number; items: bigint }
const nothing: Total = { during: 0, before: 0, units: 0, items: 0n }

function valueOf({ during, before, units, items }: Total, reading: Exclude<Reading, 'listed'>): number {
  switch (reading) {
    case 'during':
      return during
    case 'before':
      return before
    case 'upTo':
      return before + during
    case 'units':
      return units
    case 'items':
      return countBits(items)
    default:
      return assertNever(reading)
  }
}

export const countBits = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length

/** Sums of each agency and all under it, by measure: what a part did goes to everyone above it. */
function totalsOf({ units, sums, items }: Material): ReadonlyMap<string, ReadonlyMap<string, Total>> {
  const byLabel = new Map(units.map(({ id }) => [id.replaceAll('-', ''), id]))
  const above = new Map(
    units.map(({ id, path }) => [id, path.split('.').flatMap((label) => byLabel.get(label) ?? [])]),
  )
  const totals = new Map<string, Map<string, Total>>()
  const each = (unitId: string, measure: string, add: (total: Total) => void) => {
    for (const id of above.get(unitId) ?? []) {
      const own = totals.get(id) ?? new Map<string, Total>()
      const total = own.get(measure) ?? { during: 0, before: 0, units: 0, items: 0n }
      add(total)
      totals.set(id, own.set(measure, total))
    }
  }
  for (const { unitId, measure, during, before } of sums)
    each(unitId, measure, (total) => {
      total.during += during
      total.before += before
      if (during > 0) total.units++
    })
  for (const { unitId, measure, items: own } of items)
    each(unitId, measure, (total) => {
      total.items |= own
    })
  return totals
}

const isChild = (above: UnitAt, below: UnitAt): boolean =>
  below.path.slice(0, below.path.lastIndexOf('.')) === above.path

/** Entries that do not lie inside a longer one, so that a quarter and its months count once. */
const apart = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(
    (one) => !entries.some((other) => other !== one && other.from <= one.from && other.to >= one.to),
  )

/** How many are on the list of a unit's level, or on its own; for the province the same thing at two levels is one. */
function listedOn(listed: readonly Listed[], on: CalendarDate) {
  const items = new Map<string, Set<string>>()
  const itemsOf = (...key: readonly string[]) => items.get(key.join(' ')) ?? new Set<string>()
  const add = (item: string, ...key: readonly string[]) => items.set(key.join(' '), itemsOf(...key).add(item))
  for (const { measure, item, level, unitCode = '', from, until } of listed) {
    if (from > on || (until !== undefined && until <= on)) continue
    add(item, measure)
    add(item, measure, level, unitCode)
  }
  return (unit: UnitAt, measure: string): number | null => {
    const level = levelOf(unit)
    if (level === undefined) return null
    if (level === 'province') return itemsOf(measure).size
    const common = itemsOf(measure, level, '')
    return common.size + itemsOf(measure, level, unit.code).difference(common).size
  }
}
