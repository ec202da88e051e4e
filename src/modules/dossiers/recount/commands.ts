/** Tính lại hạn hồ sơ đang mở after a change of the working calendar, batch by batch. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import type { AppendedEvent, Reaction } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { job } from '#kernel/jobs.ts'
import { silenceJob } from '../steps/commands.ts'
import { type Moved, recounted } from './domain.ts'
import * as store from './store.ts'

const batchSize = 1000

/** One keyed job for each recount. Killed, it goes on after the last batch that committed; run twice, it does no harm. */
export const recountDossiers = job<{ recount: string }>({
  task: 'dossiers.recount',
  attemptsMax: 25,
  async run(context, { recount }) {
    await context.calendars.refresh('now')
    let isDone = false
    while (!isDone) isDone = await recountBatch(context, recount)
  },
})

/** The next batch of a recount; answers whether there is nothing left. */
export async function recountBatch(context: Context, id: string, size = batchSize): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const recount = await store.findRecountForUpdate(tx, id)
    if (!recount || recount.finishedAt) return true
    const batch = await store.findOpenForUpdate(tx, recount.afterId, size)
    const { now, before } = await calendarsOf(tx, context, recount)
    const outcome = recounted(batch, now, before)
    await store.saveMoved(tx, recount, outcome.moved, context.now)
    await waitLonger(tx, outcome.moved)
    const isDone = batch.length < size
    await store.saveProgress(tx, id, batch, outcome, isDone ? context.now : null)
    return isDone
  })
}

/** Silence is acted on when the date of the question has passed, so its job moves with the date. */
async function waitLonger(tx: Tx, moved: readonly Moved[]): Promise<void> {
  for (const { id, code, dueAt, steps } of moved)
    for (const { number, type, dueAt: until } of steps)
      if (type === 'consult' && dueAt)
        await silenceJob.enqueue(tx, { key: `${id}:${number}`, at: until, payload: { code, step: number } })
}

/** The calendars in force, and as they were without this one change. Read in the transaction: never older than the rows. */
async function calendarsOf(tx: Tx, { calendars }: Context, { announcementId, change }: store.Recount) {
  const announced = await store.findAnnounced(tx)
  const others = announced.filter((one) => one.id !== announcementId)
  if (change === 'announced') return { now: calendars.with(announced), before: calendars.with(others) }
  const withdrawn = await store.findAnnouncementOf(tx, announcementId)
  return {
    now: calendars.with(announced),
    before: calendars.with(withdrawn ? [...others, withdrawn] : others),
  }
}

type Change = {
  readonly name?: string
  readonly legalBasis?: string
  readonly withdrawalBasis?: string
  readonly fromOn?: string
}

/** Follows what the calendar announces and withdraws. */
export const recountAfterCalendar: Reaction = {
  name: 'dossiers.recountAfterCalendar',
  events: ['calendar.announced', 'calendar.withdrawn'],
  run: startRecount,
}

async function startRecount(tx: Tx, context: Context, event: AppendedEvent): Promise<void> {
  const { name = '', legalBasis = '', withdrawalBasis, fromOn = context.today } = event.payload as Change
  const id = newId(event.at)
  await store.insertRecount(tx, {
    id,
    announcementId: event.subjectId,
    change: event.name === 'calendar.withdrawn' ? 'withdrawn' : 'announced',
    name,
    legalBasis: withdrawalBasis ?? legalBasis,
    fromOn,
    askedAt: event.at,
  })
  await recountDossiers.enqueue(tx, { key: id, payload: { recount: id } })
}
