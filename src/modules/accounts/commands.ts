/** The account on the device, for when there is no line. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { KeptPage } from '#kernel/module.ts'
import { dossierLinks, findListed } from '#modules/dossiers/api.ts'

const keptMax = 5

/** What waits for the person, and the dossiers that were submitted last. */
export async function keptOfAccount(context: Context): Promise<readonly KeptPage[]> {
  if (context.actor.kind !== 'citizen') return []
  const newest = await read(context, (tx) => findListed(tx, context.actor, { limit: keptMax }))
  return [
    { path: '/tai-khoan', isEssential: true },
    { path: dossierLinks.list, isEssential: true },
    ...newest.map(({ code }) => ({ path: dossierLinks.show(code) })),
  ]
}
