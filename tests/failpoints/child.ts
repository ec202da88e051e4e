/** One act in a process of its own, which dies at the place it is told. Started by `tests/failpoints.test.ts` only. */

import { dirname } from 'node:path'
import { openCalendars } from '#kernel/calendars.ts'
import type { Platform, Settings } from '#kernel/context.ts'
import { openDatabase } from '#kernel/db.ts'
import { armFailpoint } from '#kernel/failpoints.ts'
import { readPack } from '#kernel/packs.ts'
import { backgroundContext } from '#kernel/platform.ts'
import type { Actor } from '#kernel/policy.ts'
import { openTestStore } from '#kernel/testing/database.ts'
import { testSchema } from '#kernel/testing/server.ts'
import { type Act, acts } from './acts.ts'

/** All that the process needs, sent by its parent. */
export type Order = {
  readonly url: string
  readonly incoming: string
  readonly packFolder: string
  readonly settings: Settings
  readonly actor: Actor
  readonly at: Date
  readonly failpoint: string
  readonly act: Act
  readonly given: object
}

process.once('message', (order: Order) => {
  void perform(order).then(
    () => process.send?.('done'),
    (thrown: unknown) => process.send?.(String(thrown)),
  )
})

async function perform(order: Order): Promise<void> {
  const pack = await readPack(order.packFolder)
  const database = openDatabase({ url: order.url, schema: testSchema, connectionsMax: 4 })
  const calendars = openCalendars(database, pack)
  const platform: Platform = {
    database,
    files: await openTestStore(dirname(order.incoming)),
    pack,
    calendars,
    get calendar() {
      return calendars.current().of()
    },
    settings: order.settings,
  }
  armFailpoint(order.failpoint)
  await acts[order.act](backgroundContext(platform, order.actor, order.at), order.given as never)
}
