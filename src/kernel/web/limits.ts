/** Limits on guessing and flooding, counted in the database so that they hold across processes. */

import type { Context } from '../context.ts'
import { inTransaction, sql } from '../db.ts'
import { kernelRefusal } from '../errors.ts'
import { actorIdOf } from '../events.ts'
import type { Limit } from '../web.ts'

/** Counts a write of a token that has a limit of its own; every other one costs nothing. */
export async function countWrite(context: Context): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'service' || !actor.writesPerMinute) return
  await countAttempt(context, { name: 'token', max: actor.writesPerMinute, seconds: 60 }, '')
}

/** Counts one attempt of the actor (or, for visitors, the address). Throws `kernel.tooMany` past the limit. */
export async function countAttempt(context: Context, limit: Limit, address: string): Promise<void> {
  await countUnder(context, limit, actorIdOf(context) ?? address)
}

const guessesADay = 50
const day = 86_400

/**
 * Counts one guess at a secret of an account, before it is looked at: per address, and per account from elsewhere or from
 * this very device when the account knows it. So a stranger who guesses never locks the owner out of a known device.
 * Throws `kernel.tooMany`.
 */
export async function countGuess(
  context: Context,
  what: string,
  account: string,
  knownDevice: string | undefined,
): Promise<void> {
  const { address } = context.sender
  await countUnder(context, { name: `guess.${what}.address`, max: guessesADay * 4, seconds: day }, address)
  const who = knownDevice === undefined ? account : `${account} ${knownDevice}`
  await countUnder(context, { name: `guess.${what}.soon`, max: 5, seconds: 600 }, who)
  await countUnder(context, { name: `guess.${what}`, max: guessesADay, seconds: day }, who)
}

async function countUnder(context: Context, limit: Limit, who: string): Promise<void> {
  const windowMs = limit.seconds * 1000
  const windowStart = new Date(Math.floor(context.now.getTime() / windowMs) * windowMs)
  const count = await inTransaction(context, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      insert into rate_limits (key, window_start, count) values (${`${limit.name} ${who}`}, ${windowStart}, 1)
      on conflict (key, window_start) do update set count = rate_limits.count + 1 returning count`.execute(tx)
    return rows[0]?.count ?? 1
  })
  if (count <= limit.max) return
  const seconds = Math.ceil((windowStart.getTime() + windowMs - context.now.getTime()) / 1000)
  throw kernelRefusal.tooMany({ details: { seconds: Math.max(1, seconds) } })
}
