/**
 * Requests that leave nothing behind: each runs on one connection inside a transaction that is rolled back when it was
 * answered, so that every cell of the matrix meets the same world. The server, its modules and their SQL know nothing of it.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import type { Database } from '#kernel/db.ts'

const borrowed = new AsyncLocalStorage<pg.PoolClient>()

/** From now on whatever runs under `undone` shares its connection; begin and commit become savepoints. */
export function lend({ pool }: Database): <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T> {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<pg.PoolClient>
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown
  // The pool's own `query` connects with a callback.
  pool.connect = ((...args: unknown[]) => {
    const client = borrowed.getStore()
    return client ? Promise.resolve(inside(client)) : connect(...args)
  }) as typeof pool.connect
  pool.query = ((...args: unknown[]) => {
    const client = borrowed.getStore()
    return client ? (client.query as (...of: unknown[]) => unknown)(...args) : query(...args)
  }) as typeof pool.query
  return async (work) => {
    const client = await connect()
    await client.query('begin')
    try {
      return await borrowed.run(client, () => work(client))
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
}

let savepoints = 0

/** The connection as one transaction of the application sees it. */
function inside(client: pg.PoolClient): pg.PoolClient {
  const name = `s${++savepoints}`
  const told = (text: string) =>
    text.startsWith('begin')
      ? text.replace(/^begin[^;]*/, `savepoint ${name}`)
      : text === 'commit'
        ? 'select'
        : text === 'rollback'
          ? `rollback to savepoint ${name}`
          : text
  return new Proxy(client, {
    get(target, key) {
      if (key === 'release') return () => undefined
      if (key === 'query')
        return (text: unknown, ...more: unknown[]) =>
          (target.query as (...of: unknown[]) => unknown)(
            typeof text === 'string' ? told(text) : text,
            ...more,
          )
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
