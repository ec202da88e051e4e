/** Số thứ tự và bàn giao mẫu: a desk that is at work, made through the same commands that people use. */

import { randomUUID } from 'node:crypto'
import { isWorkingDay } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { rulesOf } from '../domain.ts'
import { giveOver, viewHandovers } from '../handover/commands.ts'
import { sitDown, takeTicket } from '../tickets/commands.ts'
import * as store from './store.ts'

const ticketsCount = 7
const papersCount = 6

/** Once: a desk that has a hand-over is left as it is. Numbers only on a day on which the desk is open. */
export async function seedDesk(context: Context): Promise<void> {
  if (await read(context, store.hasHandovers)) return
  const clerk = await read(context, async (tx) => {
    const postId = await store.findBusiestClerk(tx, context.today)
    return postId === undefined ? undefined : officerAt(tx, postId, context.today)
  })
  if (!clerk) return
  const acting = { ...backgroundContext(context, clerk, context.now), operationKey: `seed ${randomUUID()}` }
  const { atDesk } = await viewHandovers(acting)
  const papers = atDesk.slice(0, papersCount).map(({ caseId }) => caseId)
  if (papers.length > 0) await giveOver(acting, papers)
  if (!isWorkingDay(context.calendar, context.today)) return
  const { groups, windows } = rulesOf(context.pack, clerk.unitCode)
  await sitDown(acting, windows[0]?.key ?? '')
  const visitor = backgroundContext(context, { kind: 'visitor' }, context.now)
  for (let count = 0; count < ticketsCount; count += 1)
    await takeTicket(visitor, {
      unitCode: clerk.unitCode,
      groupKey: groups[count % groups.length]?.key ?? '',
    })
}
