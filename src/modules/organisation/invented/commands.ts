/** Fills a development installation with made-up people. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import { findUnitsOn, lockOrganisation } from '../store.ts'
import { inventCitizens, inventOfficers } from './domain.ts'
import * as store from './store.ts'

/** Posts reach back far enough for made-up dossiers of the months before. */
const postsSince = calendarDate('2023-01-01')

/** Người mẫu, once: an installation that already has people is left as it is. */
export async function seedPeople(context: Context): Promise<void> {
  const { pack, today } = context
  await inTransaction(context, async (tx) => {
    await lockOrganisation(tx)
    if (await store.hasPersons(tx)) return
    await store.insertCitizens(tx, inventCitizens(pack, today))
    await store.insertOfficers(tx, inventOfficers(pack, await findUnitsOn(tx, today)), postsSince)
  })
}
