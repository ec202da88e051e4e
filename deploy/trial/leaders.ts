/** How many nodes took writes in the same tenth of a second. */

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type LeaderWatch = { stop(): Promise<{ readonly most: number; readonly samples: number }> }

/** Asks every node directly, past the proxy. `urls` are addresses of a role that may ask. */
export function watchLeaders(urls: readonly string[]): LeaderWatch {
  let isStopping = false
  let most = 0
  let samples = 0
  const states = urls.map(() => false)
  const follow = async (url: string, place: number) => {
    let client: pg.Client | undefined
    while (!isStopping) {
      try {
        client ??= await connect(url)
        const { rows } = await client.query<{ writes: boolean }>('select not pg_is_in_recovery() as writes')
        states[place] = rows[0]?.writes ?? false
      } catch {
        states[place] = false
        await client?.end().catch(() => undefined)
        client = undefined
      }
      await sleep(50)
    }
    await client?.end().catch(() => undefined)
  }
  const count = async () => {
    while (!isStopping) {
      samples += 1
      most = Math.max(most, states.filter(Boolean).length)
      await sleep(100)
    }
  }
  const running = Promise.all([...urls.map(follow), count()])
  return {
    async stop() {
      isStopping = true
      await running
      return { most, samples }
    },
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 500, query_timeout: 500 })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
