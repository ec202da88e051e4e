/** SQL of how soon messages were handed over. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Counted, promiseSeconds } from './domain.ts'

/**
 * Tries that were due in a span, by channel and by provider. What waits counts once it is late; an address where nobody is says
 * nothing about how soon we send, and is left out.
 */
export async function countQuality(
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly Counted[]> {
  const promise = sql`make_interval(secs => ${promiseSeconds})`
  const { rows } = await sql<Counted>`
    select channel, provider, count(*)::int as messages, count(sent_at)::int as "handedOver",
      count(*) filter (where sent_at <= due_at + ${promise})::int as "within30s",
      count(*) filter (where state = 'delivered')::int as delivered,
      round(percentile_cont(0.5) within group (order by greatest(extract(epoch from sent_at - due_at), 0))
        filter (where sent_at is not null)::numeric, 1)::float8 as "medianSeconds"
    from notification_attempts
    where due_at >= ${from} and due_at < ${to}
      and (sent_at is not null or (state = 'waiting' and due_at < ${to}::timestamptz - ${promise}))
    group by grouping sets ((channel), (channel, provider)) having grouping(provider) = 1 or provider is not null
    order by channel, grouping(provider) desc, provider`.execute(tx)
  return rows
}
