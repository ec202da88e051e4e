/** Báo cho người đã đăng ký: a job in batches, because a warning may be for everyone. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { job } from '#kernel/jobs.ts'
import { notify } from '#modules/notifications/api.ts'
import { type Alert, eventKinds, isUrgent } from '../alerts/domain.ts'
import { placesOf } from '../areas/commands.ts'
import { isIn, pathOf } from '../areas/domain.ts'
import { newsLinks } from '../domain.ts'
import { findPiece } from '../store.ts'
import { findSubscribers } from '../subscribing/store.ts'
import { notices } from './domain.ts'

const batch = 200

type Telling = { readonly id: string; readonly after: string | null }

/** Each batch orders the next in its own transaction; whoever was told already is not told twice (`notify`). */
export const tellSubscribers = job<Telling>({
  task: 'news.tellSubscribers',
  attemptsMax: 8,
  run: async (context, { id, after }) => {
    await inTransaction(context, async (tx) => {
      const alert = await findPiece<Alert>(tx, id)
      const { now } = context
      // Cancelled or over meanwhile: nobody is told of what no longer holds.
      if (!alert || alert.endedAt || !alert.version.untilAt || alert.version.untilAt <= now) return
      const people = await findSubscribers(tx, wantedBy(context, alert.version.areas), after, batch)
      const { event, headline, message } = alert.version.content
      const link = newsLinks.show('alert', id)
      await notify(tx, context, [
        {
          notice: message === 'Cancel' ? notices.warningEnded : notices.warning,
          to: people,
          subjectId: id,
          link,
          facts: { event: eventKinds[event].name.vi, eventEn: eventKinds[event].name.en, headline },
          outside: { link, phone: null, email: null, isUrgent: isUrgent(alert.version.content) },
        },
      ])
      const last = people.at(-1)
      if (people.length === batch && last)
        await tellSubscribers.enqueue(tx, { key: `${id}:${last}`, payload: { id, after: last } })
    })
  },
})

/** The areas that somebody may have asked for: those told of, what they lie in, and what lies in them. */
function wantedBy(context: Context, areas: readonly string[]): readonly string[] {
  const places = placesOf(context)
  const within = [...places.keys()].filter((code) => areas.some((area) => isIn(places, code, area)))
  return [...new Set([...areas.flatMap((area) => pathOf(places, area)), ...within])]
}

/** Ordered with the issue itself, for the moment from which it holds. */
export const tellLater = (tx: Tx, id: string, at: Date): Promise<void> =>
  tellSubscribers.enqueue(tx, { key: id, at, payload: { id, after: null } })
