/** Spans of what is asked of the database. */

import { AsyncResource } from 'node:async_hooks'
import type pg from 'pg'
import { beginSpan, isTracing } from '../traces.ts'
import { operationOf, withoutValues } from './statements.ts'

type Query = (...asked: unknown[]) => unknown
type Answer = (fault: unknown, ...rest: unknown[]) => void

/** Looks on at the connections of a pool. While nobody listens, a statement costs one question more. */
export function traceStatements(pool: pg.Pool): void {
  // Who waited for a connection goes on in their own trace, not in that of whoever gave it back.
  const connect = pool.connect.bind(pool) as (told?: Answer) => unknown
  Object.assign(pool, {
    connect: (told?: Answer) => connect(told && isTracing() ? AsyncResource.bind(told) : told),
  })
  pool.on('connect', (client) => {
    const { prototype } = client.constructor as { readonly prototype: pg.PoolClient }
    const own = Object.getOwnPropertyDescriptor(client, 'query')?.value as Query | undefined
    const ask: Query = own ?? ((...asked) => Reflect.apply(prototype.query, client, asked))
    Object.assign(client, {
      query: (...asked: unknown[]) => (isTracing() ? traced(ask, asked) : ask(...asked)),
    })
  })
}

function traced(ask: Query, asked: unknown[]): unknown {
  const [first] = asked
  const text = typeof first === 'string' ? first : (first as { readonly text?: unknown } | undefined)?.text
  if (typeof text !== 'string') return ask(...asked)
  const operation = operationOf(text)
  const span = beginSpan(operation, 'client', {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': withoutValues(text),
  })
  const told = asked.at(-1)
  if (typeof told === 'function') {
    const over: Answer = (fault, ...rest) => {
      span.end(fault ?? undefined)
      ;(told as Answer)(fault, ...rest)
    }
    return ask(...asked.slice(0, -1), over)
  }
  const answer = ask(...asked)
  if (answer instanceof Promise)
    answer.then(
      () => span.end(),
      (thrown: unknown) => span.end(thrown),
    )
  return answer
}
