/** Theo dõi phản ánh của mình: rate, have it opened again once, see what one sent; and closing what is over. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { Kept } from '#kernel/module.ts'
import { type Citizen, citizenOf } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { perform } from '../commands.ts'
import { mayBeDone, type Rating, refusal, reportLinks, reportStates, wordsMin } from '../domain.ts'
import { demandOwn } from '../sending/commands.ts'
import { saveHandling } from '../store.ts'
import * as store from './store.ts'

type Own = { readonly code: string; readonly secret?: string | undefined }

/** Đánh giá kết quả, once for each answer. Throws `feedback.ratedBefore`, `feedback.notNow`, `feedback.notFound`. */
export async function rateReport(
  context: Context,
  { rating, words, ...own }: Own & { readonly rating: Rating; readonly words: string },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const report = await demandOwn(tx, context, { ...own, isLocked: true })
    if (report.rating) throw refusal.ratedBefore()
    if (!mayBeDone('rate', report.state) || !report.handlingId)
      throw refusal.notNow({ details: { state: reportStates[report.state][context.language] } })
    await saveHandling(tx, report.handlingId, {
      rating,
      rating_words: words.trim() || null,
      rated_at: context.now,
    })
    await perform(tx, context, 'rate', report, { payload: { rating } })
  })
}

/**
 * Yêu cầu xử lý lại, once. Throws `feedback.reopenedBefore`, `feedback.reasonNeeded`, `feedback.notNow`, `feedback.notFound`.
 */
export async function reopenReport(
  context: Context,
  { words, ...own }: Own & { readonly words: string },
): Promise<void> {
  const reason = words.trim()
  if (reason.length < wordsMin) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const report = await demandOwn(tx, context, { ...own, isLocked: true })
    if (report.reopenedAt) throw refusal.reopenedBefore()
    if (!mayBeDone('reopen', report.state))
      throw refusal.notNow({ details: { state: reportStates[report.state][context.language] } })
    await perform(tx, context, 'reopen', report, { change: { reopenedAt: context.now }, words: reason })
  })
}

/** Phản ánh của tôi: those that one sent and those that one met too, the newest first. */
export function viewOwnReports(context: Context): Promise<readonly store.OwnReport[]> {
  const { personId } = citizenOf(context.actor)
  return read(context, (tx) => store.findOwn(tx, personId))
}

/** What is kept of a person, so that looks at it can be named. */
export async function keptOf(tx: Tx, { personId }: Citizen): Promise<readonly Kept[]> {
  const own = await store.findOwn(tx, personId)
  return own.map(({ id, code }) => ({
    id,
    code,
    name: { vi: `Phản ánh ${code}`, en: `Report ${code}` },
    href: reportLinks.show(code),
  }))
}

const atOnceMax = 500

/** Đóng phản ánh: what was published longer ago than the days for rating. Done twice it finds nothing. */
export const closeRated: Schedule = {
  name: 'feedback.close',
  every: 'hour',
  async run(context) {
    const { rateDays } = context.pack.feedback
    const before = instantAt(addDays(context.today, -rateDays))
    await inTransaction(context, async (tx) => {
      for (const report of await store.lockOver(tx, before, atOnceMax))
        await perform(tx, context, 'close', report, { change: { closedAt: context.now } })
    })
  },
}
