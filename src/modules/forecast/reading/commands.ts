/** Đọc dự kiến: for a dossier, for a place before anything is submitted. A few indexed reads, nothing kept in between. */

import { clockUnit, type TimeLimit, type WorkingCalendar } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { dateOf } from '#kernel/types.ts'
import { courseOf, daysOf, limitKey, ranUntil, runningSince } from '../courses/domain.ts'
import { countQueue, findWindow } from '../courses/store.ts'
import { type Level, levels, type Range } from '../domain.ts'
import { loadOf, noCorrection, rangeOf, windowCases } from '../method/domain.ts'
import { findCorrections, findGiven } from '../promises/store.ts'
import { correctionKey, scopeOf } from '../replay/domain.ts'
import { livesOf, paceFloor, paceWorkingDays, windowFloor } from '../window/domain.ts'
import { type Place, type Told, workingDaysOf } from './domain.ts'
import * as store from './store.ts'

export type Wanted = {
  readonly procedure: string
  readonly limit: string
  /** Without a place the whole province is meant. */
  readonly place: Pick<Place, 'unitId' | 'aboveId'> | undefined
  readonly channel?: string | undefined
  /** Working minutes that have passed. */
  readonly elapsed: number
  /** Of the unit now; what `findLoad` says. */
  readonly load: number | null
}
export type FoundRange = Range & { readonly level: Level; readonly scope: string }

/** Lượng việc đang chờ ở một đơn vị, in working days; `null` where too little left in the last weeks. */
export async function findLoad(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  calendar: WorkingCalendar,
  unitId: string,
): Promise<number | null> {
  const queue = await countQueue(tx, unitId, paceFloor(now))
  return loadOf({ ...queue, days: paceWorkingDays(calendar, now) })
}

/** Khoảng dự kiến from the nearest place that has history enough; `undefined` where none has. */
export async function findRange(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  calendar: WorkingCalendar,
  wanted: Wanted,
): Promise<FoundRange | undefined> {
  const { procedure, limit, place, channel, elapsed, load } = wanted
  const placeOf = { unit: place?.unitId, above: place?.aboveId ?? undefined, province: undefined }
  const known = levels.flatMap((level) =>
    level === 'province' || placeOf[level]
      ? [{ level, placeId: placeOf[level], scope: scopeOf(level, placeOf), procedure }]
      : [],
  )
  const corrections = await findCorrections(tx, known)
  for (const { level, placeId, scope } of known) {
    const group = { procedure, limit, level, placeId }
    const { from, durations } = await findWindow(tx, group, { floor: windowFloor(now), cases: windowCases })
    const correction = corrections.get(correctionKey(scope, procedure)) ?? noCorrection
    const { minutesPerWorkingDay: minutesPerDay } = calendar
    const lives = livesOf(calendar, durations, { from, now })
    const range = rangeOf(lives, { elapsed, load, channel, correction, minutesPerDay })
    if (range) return { ...range, level, scope }
  }
  return undefined
}

/** Dự kiến của một hồ sơ as of now. `limit` is what it would be promised, while it is not received yet. */
export async function forecastOf(
  tx: Tx,
  context: Context,
  caseId: string,
  limit: TimeLimit,
): Promise<Told | undefined> {
  const found = await store.findCourse(tx, caseId)
  if (!found) return undefined
  const { procedure, channel, unitId, aboveId } = found
  const course = courseOf(found.clock, found.endedAt)
  if (!course) return found.endedAt ? undefined : usualTime(tx, context, { procedure, limit, place: found })
  const given = await findGiven(tx, caseId)
  if (course.endedAt) return given && { kind: 'ended', procedure, given, endedOn: dateOf(course.endedAt) }
  const calendar = calendarFor(context, clockUnit(found.clock))
  const elapsed = ranUntil(calendar, course, context.now)
  const load = await findLoad(tx, context, calendar, unitId)
  const wanted = { procedure, limit: course.limit, place: { unitId, aboveId }, channel, load }
  const range = await findRange(tx, context, calendar, { ...wanted, elapsed })
  if (!range) return given && { kind: 'outgrown', procedure, given }
  const basis = { procedure, level: range.level, cases: range.cases, given }
  const days = daysOf(calendar, course, range)
  if (runningSince(course) && days)
    return { ...basis, kind: 'days', days, receivedOn: dateOf(course.receivedAt) }
  const left = { low: range.low - elapsed, high: range.high - elapsed }
  return { ...basis, kind: 'waiting', days: workingDaysOf(calendar, left) }
}

type UsualWanted = {
  readonly procedure: string
  readonly limit: TimeLimit
  readonly place: Place | undefined
}

/** Thường mất bao lâu, from reception on, at a place or in the province. */
export async function usualTime(
  tx: Tx,
  context: Context,
  { procedure, limit, place }: UsualWanted,
): Promise<Extract<Told, { kind: 'usual' }> | undefined> {
  const calendar = calendarFor(context, place?.unitCode)
  const load = place ? await findLoad(tx, context, calendar, place.unitId) : null
  const wanted = { procedure, limit: limitKey(limit), place, elapsed: 0, load }
  const range = await findRange(tx, context, calendar, wanted)
  if (!range) return undefined
  return {
    kind: 'usual',
    procedure,
    level: range.level,
    cases: range.cases,
    days: workingDaysOf(calendar, range),
  }
}

/** As `usualTime`, at the unit with this code; without one in the province. */
export async function usualTimeAt(
  tx: Tx,
  context: Context,
  { unitCode, ...wanted }: Omit<UsualWanted, 'place'> & { readonly unitCode: string | undefined },
): Promise<Extract<Told, { kind: 'usual' }> | undefined> {
  const place = unitCode === undefined ? undefined : await store.findPlace(tx, unitCode)
  return usualTime(tx, context, { ...wanted, place })
}
