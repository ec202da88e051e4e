/** SQL of the log: written once, in both directions, many in one go. */

import { combine } from '#kernel/combine.ts'
import type { Context } from '#kernel/context.ts'
import { callFunction, sql, type Tx } from '#kernel/db.ts'
import type { LookRow } from '#kernel/looks.ts'

export type LoggedCall = {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly partner: string
  readonly operation: string
  readonly messageId: string
  readonly idempotencyKey: string | undefined
  readonly purpose: string
  readonly article: string
  readonly dossierCode: string | undefined
  readonly actorKind: string
  readonly actorId: string | null
  readonly body: string | null
  readonly bodyHash: string
  readonly signature: string
  /** Of a client with a limit: its minute, and how many calls it may make in one. */
  readonly clientId?: string
  readonly minute?: string
  readonly callsMax?: number
}
export type Outcome = 'good' | 'refused' | 'away' | 'wrong'
export type LoggedAnswer = {
  readonly callId: string
  readonly status: number | null
  readonly outcome: Outcome
  readonly body: string | null
  readonly bodyHash: string | null
  readonly signature: string | null
  /** Whose data is in it. */
  readonly looks?: readonly LookRow[]
}

type Writers = {
  call(call: LoggedCall): Promise<'new' | 'repeated' | 'tooMany'>
  answer(answer: LoggedAnswer): Promise<boolean>
}
const writers = new WeakMap<object, Writers>()

function writersOf({ database }: Pick<Context, 'database'>): Writers {
  const known = writers.get(database)
  if (known) return known
  const made: Writers = {
    call: combine((calls) => callFunction({ database }, 'log_exchange_calls', calls)),
    answer: combine((answers) => callFunction({ database }, 'log_exchange_answers', answers)),
  }
  writers.set(database, made)
  return made
}

/** Durable when it answers. `repeated` and `tooMany` were not logged. */
export const logCall = (context: Pick<Context, 'database'>, call: LoggedCall) => writersOf(context).call(call)
export const logAnswer = (context: Pick<Context, 'database'>, answer: LoggedAnswer) =>
  writersOf(context).answer(answer)

export type LogLine = {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly partner: string
  readonly operation: string
  readonly purpose: string
  readonly article: string
  readonly dossierCode: string | null
  readonly loggedAt: Date
  readonly status: number | null
  readonly outcome: Outcome | null
  readonly milliseconds: number | null
}
export const logLinesMax = 50

/** The newest calls about a dossier, or of all. */
export async function findLog(tx: Tx, dossierCode: string | undefined): Promise<readonly LogLine[]> {
  const { rows } = await sql<LogLine>`
    select c.id, c.direction, c.partner, c.operation, c.purpose, c.article, c.dossier_code as "dossierCode",
      c.logged_at as "loggedAt", a.status, a.outcome,
      round(extract(epoch from a.logged_at - c.logged_at) * 1000)::int as milliseconds
    from exchange_calls c left join exchange_answers a on a.call_id = c.id
    where ${dossierCode === undefined ? sql<boolean>`true` : sql<boolean>`c.dossier_code = ${dossierCode}`}
    order by c.logged_at desc limit ${logLinesMax}`.execute(tx)
  return rows
}

export type HourOfCalls = {
  readonly partner: string
  readonly hoursAgo: number
  readonly good: number
  readonly bad: number
}

/** Calls of the last 24 hours by partner and hour. */
export async function findHours(tx: Tx): Promise<readonly HourOfCalls[]> {
  const { rows } = await sql<HourOfCalls>`
    select c.partner, floor(extract(epoch from clock_timestamp() - c.logged_at) / 3600)::int as "hoursAgo",
      count(*) filter (where a.outcome in ('good', 'refused'))::int as good,
      count(*) filter (where a.outcome in ('away', 'wrong'))::int as bad
    from exchange_calls c left join exchange_answers a on a.call_id = c.id
    where c.logged_at > clock_timestamp() - interval '24 hours' and c.direction = 'out' group by 1, 2`.execute(
    tx,
  )
  return rows
}
