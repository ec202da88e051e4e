/** Theo dõi kiến nghị của mình: complete it, rate the answer, see what one sent; and ending what was never completed. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { Kept } from '#kernel/module.ts'
import { type Citizen, citizenOf } from '#kernel/policy.ts'
import { formatDate } from '#kernel/text.ts'
import { addDays, dateOf } from '#kernel/types.ts'
import { demandState, perform } from '../commands.ts'
import { type Earlier, petitionLinks, type Rating, reasonMin, refusal, wordsMax } from '../domain.ts'
import { demandOwn } from '../sending/commands.ts'
import * as store from './store.ts'

type Own = Earlier & { readonly words: string }

/** Bổ sung, below what was sent first: it is sorted anew. Throws `petitions.wordsNeeded`, `petitions.notNow`. */
export async function completePetition(context: Context, { words, ...own }: Own): Promise<void> {
  const said = words.trim().slice(0, wordsMax)
  if (said.length < reasonMin) throw refusal.wordsNeeded()
  await inTransaction(context, async (tx) => {
    const petition = await demandOwn(tx, context, { ...own, isLocked: true })
    demandState(context, 'complete', petition)
    const whole = `${petition.words}\n\nBổ sung ngày ${formatDate(context.now)}: ${said}`
    await perform(tx, context, 'complete', petition, { change: { words: whole } })
  })
}

/** Đánh giá câu trả lời, once. Throws `petitions.ratedBefore`, `petitions.rateOver`, `petitions.notNow`, `petitions.notFound`. */
export async function ratePetition(
  context: Context,
  { rating, words, ...own }: Own & { readonly rating: Rating },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const petition = await demandOwn(tx, context, { ...own, isLocked: true })
    if (petition.rating) throw refusal.ratedBefore()
    demandState(context, 'rate', petition)
    if (isRatingOver(context, petition.publishedAt)) throw refusal.rateOver()
    await perform(tx, context, 'rate', petition, {
      change: { rating, rating_words: words.trim() || null, rated_at: context.now },
      payload: { rating },
    })
  })
}

/** Whether the days in which an answer may be rated are over. */
export const isRatingOver = ({ pack, today }: Pick<Context, 'pack' | 'today'>, publishedAt: Date | null) =>
  publishedAt !== null && addDays(dateOf(publishedAt), pack.petitions.rateDays) < today

/** Kiến nghị của tôi, the newest first. */
export function viewOwnPetitions(context: Context): Promise<readonly store.OwnLine[]> {
  const { personId } = citizenOf(context.actor)
  return read(context, (tx) => store.findOwnOnes(tx, personId))
}

/** What is kept of a person, so that looks at it can be named. */
export async function keptOf(tx: Tx, { personId }: Citizen): Promise<readonly Kept[]> {
  const own = await store.findOwnOnes(tx, personId)
  return own.map(({ id, code }) => ({
    id,
    code,
    name: { vi: `Kiến nghị ${code}`, en: `Petition ${code}` },
    href: petitionLinks.show(code),
  }))
}

const atOnceMax = 500

/** Hết hạn bổ sung: what its sender did not complete is over. Done twice it finds nothing. */
export const lapseIncomplete: Schedule = {
  name: 'petitions.lapse',
  every: 'hour',
  async run(context) {
    await inTransaction(context, async (tx) => {
      for (const petition of await store.lockOver(tx, context.now, atOnceMax))
        await perform(tx, context, 'lapse', petition)
    })
  },
}
