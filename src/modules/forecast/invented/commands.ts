/** Fills a development installation with months of finished dossiers and the forecasts that were made of them then. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { courseOf, ranBefore } from '../courses/domain.ts'
import { saveDurations } from '../courses/store.ts'
import { methodVersion } from '../domain.ts'
import { type Closing, learned, monthScores } from '../promises/domain.ts'
import { addToScores, insertForecasts, saveCorrections } from '../promises/store.ts'
import { type Past, type Replay, replay, scopeOf } from '../replay/domain.ts'
import { inventPasts } from './domain.ts'
import * as store from './store.ts'

const kindsMax = 24
const casesEach = 90
const daysBack = 200
const insertedAtOnce = 500

/** Lịch sử mẫu, once: of the kinds of dossiers that there are, played through the very method that pages use. */
export async function seedForecasts(context: Context): Promise<void> {
  const { calendar, now, today } = context
  const kinds = await read(context, async (tx) =>
    (await store.hasDurations(tx)) ? [] : store.findKinds(tx, kindsMax),
  )
  let state = 20_260_309
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const from = instantAt(addDays(today, -daysBack))
  const pasts = kinds.flatMap(({ unit, above, procedure, clock }) => {
    const limit = courseOf(clock, null)?.limit
    if (!limit) return []
    const inventing = { calendar, from, now, count: casesEach, chance, idAt: newId }
    return inventPasts({ unit, above: above ?? '', procedure, limit }, inventing)
  })
  await keep(context, pasts, replay(pasts, calendar, now))
}

async function keep(context: Context, pasts: readonly Past[], { loads, forecasts }: Replay): Promise<void> {
  const { calendar } = context
  const given = pasts.flatMap((past) => {
    const made = forecasts.get(past.id)
    return made ? [{ past, made }] : []
  })
  const closed = given.flatMap(({ past, made: { level, verdict, closesOn } }): readonly Closing[] => {
    const scope = scopeOf(level, past)
    const { id: caseId, unit: unitId, procedure } = past
    const isClosed = verdict && verdict !== 'void' && closesOn && closesOn < context.today
    return isClosed ? [{ caseId, unitId, procedure, scope, closesOn, verdict }] : []
  })
  const counted = new Set(closed.map(({ caseId }) => caseId))
  await inTransaction(context, async (tx) => {
    await saveDurations(
      tx,
      pasts.map(({ id, unit, above, procedure, channel, isDone, course }) => ({
        caseId: id,
        unitId: unit,
        aboveId: above || null,
        procedure,
        limit: course.limit,
        importId: null,
        channel,
        receivedAt: course.receivedAt,
        endedAt: course.endedAt,
        ran: ranBefore(calendar, course),
        since: null,
        isDone,
        load: loads.get(id) ?? null,
      })),
    )
    for (let at = 0; at < given.length; at += insertedAtOnce)
      await insertForecasts(
        tx,
        given
          .slice(at, at + insertedAtOnce)
          .map(({ past, made: { level, days, verdict, closesOn, ...range } }) => ({
            caseId: past.id,
            unitId: past.unit,
            procedure: past.procedure,
            madeAt: past.course.receivedAt,
            method: methodVersion,
            level,
            scope: scopeOf(level, past),
            range,
            days,
            closesOn,
            verdict: verdict ?? undefined,
            isCounted: counted.has(past.id),
          })),
      )
    await addToScores(tx, monthScores(closed))
    await saveCorrections(tx, learned(closed, new Map()))
  })
}
