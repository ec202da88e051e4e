/** Pages of everyone, read from a copy of the database where there is one. */

import { Refusal } from '../errors.ts'
import { replicaReads } from '../metrics.ts'
import { type Endpoint, type Reply, toldBy } from '../web.ts'
import type { RequestParts } from './request.ts'

/** Throws when an endpoint was declared to lag that tells of people, changes something, or is not for everyone. */
export function demandMayLag(route: Endpoint): void {
  const isOfEveryone = route.method === 'GET' && route.access === 'public' && toldBy(route) === 'none'
  if (route.mayLag && !isOfEveryone)
    throw new Error(`${route.method} ${route.path} may not lag: it is no public page that is only read`)
}

/** What may lag is asked of the copy; what the copy cannot answer, for whatever reason, is asked of the leader. */
export async function answerFromCopy(
  route: Endpoint,
  parts: RequestParts,
  answer: (parts: RequestParts) => Promise<Reply>,
): Promise<Reply> {
  const { replica, actor } = parts.context
  const database = route.mayLag && actor.kind === 'visitor' ? replica?.use() : undefined
  if (!database) return answer(parts)
  try {
    const reply = await answer({ ...parts, context: { ...parts.context, database } })
    replicaReads.inc({ outcome: 'answered' })
    return reply
  } catch (thrown) {
    // A refusal holds for what is some seconds old; what was just published is found on the leader.
    const reply = await answer(parts)
    if (!(thrown instanceof Refusal)) replica?.failed()
    return reply
  }
}
