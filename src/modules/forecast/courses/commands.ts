/**
 * Theo dõi thời gian: follows the events of dossiers and keeps how long each takes. At reception the forecast is written
 * down, once; at the end it is held against what came. What it keeps is read anew from the clocks, so twice is as once.
 */

import { clockUnit, type WorkingCalendar } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { AppendedEvent, Fold } from '#kernel/events.ts'
import { dateOf } from '#kernel/types.ts'
import { methodVersion } from '../domain.ts'
import { insertForecasts, type Standing, saveStandings } from '../promises/store.ts'
import { findLoad, findRange } from '../reading/commands.ts'
import {
  type Course,
  courseOf,
  daysOf,
  ranBefore,
  ranUntil,
  runningSince,
  unended,
  verdictOf,
} from './domain.ts'
import * as store from './store.ts'

type Followed = store.FoundCourse & { readonly course: Course; readonly calendar: WorkingCalendar }

export const follow: Fold = {
  name: 'forecast.follow',
  batchSize: 1000,
  async runMany(tx, context, events) {
    await store.removeImports(tx, subjectsOf(events, 'history.takenBack'))
    const found = await store.findCourses(tx, subjectsOf(events, 'dossier.'))
    const followed = found.flatMap((one) => followedOf(context, one))
    const loads = await loadsFor(tx, context, followed)
    await store.saveDurations(
      tx,
      followed.map((one) => keptOf(one, loads.get(one.unitId) ?? null)),
    )
    for (const one of followed)
      if (isFresh(context, one)) await promise(tx, context, one, loads.get(one.unitId) ?? null)
    await saveStandings(tx, followed.flatMap(standingOf))
  },
}

const subjectsOf = (events: readonly AppendedEvent[], name: string): string[] => [
  ...new Set(events.flatMap((event) => (event.name.startsWith(name) ? [event.subjectId] : []))),
]

/** Dossiers of other systems whose log breaks off are not waiting anywhere. */
function followedOf(context: Context, found: store.FoundCourse): readonly Followed[] {
  const course = courseOf(found.clock, found.endedAt)
  if (!course || (found.importId && !course.endedAt)) return []
  return [{ ...found, course, calendar: calendarFor(context, clockUnit(found.clock)) }]
}

/** Received within a working day: later, a forecast would know more than one at reception. */
const isFresh = ({ now }: Context, { course, calendar, forecast, importId }: Followed): boolean =>
  !forecast &&
  !importId &&
  course.endedAt === null &&
  ranUntil(calendar, course, now) <= calendar.minutesPerWorkingDay

/** The queues that new dossiers found, before these are counted themselves. */
async function loadsFor(tx: Tx, context: Context, followed: readonly Followed[]) {
  const loads = new Map<string, number | null>()
  for (const one of followed)
    if (!one.isKept && isFresh(context, one) && !loads.has(one.unitId))
      loads.set(one.unitId, await findLoad(tx, context, one.calendar, one.unitId))
  return loads
}

function keptOf({ course, calendar, state, ...one }: Followed, load: number | null): store.KeptCourse {
  return {
    caseId: one.caseId,
    unitId: one.unitId,
    aboveId: one.aboveId,
    procedure: one.procedure,
    limit: course.limit,
    importId: one.importId,
    channel: one.channel,
    receivedAt: course.receivedAt,
    endedAt: course.endedAt,
    ran: ranBefore(calendar, course),
    since: runningSince(course),
    isDone: course.endedAt !== null && isOutcome(state),
    load,
  }
}

const isOutcome = (state: store.FoundCourse['state']) => state === 'done' || state === 'returned'

/** Ghi dự kiến: what the pages of the dossier say at its reception. */
async function promise(tx: Tx, context: Context, one: Followed, load: number | null): Promise<void> {
  const { caseId, unitId, aboveId, procedure, channel, course, calendar } = one
  const elapsed = ranUntil(calendar, course, context.now)
  const place = { unitId, aboveId }
  const wanted = { procedure, limit: course.limit, place, channel, elapsed, load }
  const found = await findRange(tx, context, calendar, wanted)
  const days = found && daysOf(calendar, unended(course), found)
  if (!found || !days) return
  const { level, scope } = found
  const closesOn = runningSince(course) ? days.to : null
  const made = { caseId, unitId, procedure, madeAt: context.now, method: methodVersion, level, scope }
  await insertForecasts(tx, [{ ...made, range: found, days, closesOn }])
}

function standingOf({ caseId, unitId, forecast, course, calendar, state }: Followed): readonly Standing[] {
  if (!forecast || forecast.verdict !== null) return []
  if (forecast.unitId !== unitId) return [{ caseId, closesOn: null, verdict: 'void' }]
  const days = daysOf(calendar, unended(course), forecast)
  if (!course.endedAt)
    return [{ caseId, closesOn: runningSince(course) ? (days?.to ?? null) : null, verdict: null }]
  if (!days || !isOutcome(state)) return [{ caseId, closesOn: null, verdict: 'void' }]
  return [{ caseId, closesOn: days.to, verdict: verdictOf(days, dateOf(course.endedAt)) }]
}
