/** Đăng ký nhận cảnh báo: by one's own choice, for areas that one names, until one says otherwise. */

import { askedToday, giveConsent, standingConsents, withdrawConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent, type Reaction } from '#kernel/events.ts'
import { citizenOf } from '#kernel/policy.ts'
import { placesOf } from '../areas/commands.ts'
import { withoutNested } from '../areas/domain.ts'
import { refusal } from '../domain.ts'
import { areasMax, warningPurpose } from './domain.ts'
import * as store from './store.ts'

export type SubscriptionView = {
  readonly areas: readonly string[]
  /** The words of the consent, unless it stands. */
  readonly asked: ReturnType<typeof askedToday> | undefined
}

export function viewSubscription(context: Context): Promise<SubscriptionView> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => ({
    areas: (await store.findSubscription(tx, personId)) ?? [],
    asked: (await standingConsents(tx, context, personId)).has(warningPurpose)
      ? undefined
      : askedToday(context, warningPurpose),
  }))
}

/**
 * Chọn khu vực. Throws `news.areasNeeded`, `news.unknownArea`, and what `giveConsent` throws: `agreed` is the hash of the words
 * that were ticked.
 */
export async function subscribe(context: Context, codes: readonly string[], agreed?: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const places = placesOf(context)
  if (codes.some((code) => !places.has(code))) throw refusal.unknownArea()
  const areas = withoutNested(places, codes)
  if (areas.length === 0 || areas.length > areasMax) throw refusal.areasNeeded()
  await inTransaction(context, async (tx) => {
    if (!(await standingConsents(tx, context, personId)).has(warningPurpose))
      await giveConsent(tx, context, { personId, purpose: warningPurpose, agreed })
    await store.saveSubscription(tx, personId, areas, context.now)
    await appendEvent(tx, context, 'alert.subscribed', { subject: personId, payload: { areas: [...areas] } })
  })
}

/** Thôi nhận: areas and consent end together. */
export async function unsubscribe(context: Context): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const wasThere = await store.deleteSubscription(tx, personId)
    await withdrawConsent(tx, context, { personId, purpose: warningPurpose })
    if (wasThere) await appendEvent(tx, context, 'alert.unsubscribed', { subject: personId })
  })
}

/** Whoever withdrew the consent elsewhere is told of no warning any more. */
export const forgetWithdrawn: Reaction = {
  name: 'news.forgetWithdrawn',
  events: ['consent.withdrawn'],
  async run(tx, context, { subjectId, payload }) {
    if (payload.purpose !== warningPurpose) return
    // Agreed to anew meanwhile: what there is now is of the new consent.
    if ((await standingConsents(tx, context, subjectId)).has(warningPurpose)) return
    await store.deleteSubscription(tx, subjectId)
  },
}
