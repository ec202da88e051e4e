/** Theo dõi nơi, lĩnh vực: by one's own choice, told once a day at most, ended by one press. */

import { askedToday, giveConsent, standingConsents, withdrawConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent, type Reaction } from '#kernel/events.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { citizenOf } from '#kernel/policy.ts'
import { instantAt } from '#kernel/types.ts'
import { notify } from '#modules/notifications/api.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { reportLinks } from '../domain.ts'
import { categoryOf } from '../notices/domain.ts'
import { followPurpose, followRefusal, notices, type Topic, topicsMax } from './domain.ts'
import * as store from './store.ts'

export type FollowView = {
  readonly topics: readonly Topic[]
  /** The words of the consent, unless it stands. */
  readonly asked: ReturnType<typeof askedToday> | undefined
}

export function viewFollows(context: Context): Promise<FollowView> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => ({
    topics: await store.findTopics(tx, personId),
    asked: (await standingConsents(tx, context, personId)).has(followPurpose)
      ? undefined
      : askedToday(context, followPurpose),
  }))
}

/**
 * Theo dõi. Throws `feedback.topicNeeded`, `feedback.topicsTooMany`, and what `giveConsent` throws: `agreed` is the hash of the
 * words that were ticked. Following what one follows does nothing.
 */
export async function followTopic(context: Context, topic: Topic, agreed?: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const { areaCode, category } = topic
  const isArea = areaCode === '' || formLookups(context).area(areaCode)?.level === 'commune'
  const isCategory = category === '' || categoryOf(context, category) !== undefined
  if (!isArea || !isCategory || (!areaCode && !category)) throw followRefusal.topicNeeded()
  await inTransaction(context, async (tx) => {
    if (!(await standingConsents(tx, context, personId)).has(followPurpose))
      await giveConsent(tx, context, { personId, purpose: followPurpose, agreed })
    const isNew = await store.insertTopic(tx, personId, topic, context.now)
    if ((await store.findTopics(tx, personId)).length > topicsMax)
      throw followRefusal.topicsTooMany({ details: { max: topicsMax } })
    if (isNew) await appendEvent(tx, context, 'feedback.followed', { subject: personId, payload: topic })
  })
}

/** Thôi theo dõi, one thing or everything. With the last of them the consent ends too. */
export async function unfollowTopics(context: Context, topic?: Topic): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const wasThere = await store.deleteTopics(tx, personId, topic)
    if ((await store.findTopics(tx, personId)).length === 0)
      await withdrawConsent(tx, context, { personId, purpose: followPurpose })
    if (wasThere)
      await appendEvent(tx, context, 'feedback.unfollowed', { subject: personId, payload: topic ?? {} })
  })
}

/** Whoever withdrew the consent elsewhere is told of no report any more. */
export const forgetFollower: Reaction = {
  name: 'feedback.forgetFollower',
  events: ['consent.withdrawn'],
  async run(tx, context, { subjectId, payload }) {
    if (payload.purpose !== followPurpose) return
    // Agreed to anew meanwhile: what there is now is of the new consent.
    if ((await standingConsents(tx, context, subjectId)).has(followPurpose)) return
    await store.deleteTopics(tx, subjectId)
  },
}

const atOnce = 200

/** Tin trong ngày: one message for all that was published where a person wants to know, on a day without news none. */
export const tellFollowers: Schedule = {
  name: 'feedback.tellFollowers',
  every: { dayAt: '17:30' },
  minutesMax: 30,
  async run(context) {
    const { now, today } = context
    const tellSome = () =>
      inTransaction(context, async (tx) => {
        const people = await store.findFollowers(tx, instantAt(today), atOnce)
        const link = reportLinks.followed
        const fresh = await store.takeFresh(tx, people, now)
        await notify(
          tx,
          context,
          fresh.map(({ personId, count }) => ({
            notice: notices.followed,
            to: [personId],
            subjectId: personId,
            link,
            facts: { count },
            key: `${notices.followed.kind}:${today}`,
            outside: { link, phone: null, email: null },
          })),
        )
        return people.length
      })
    while ((await tellSome()) === atOnce);
  },
}
