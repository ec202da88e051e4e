/** Đánh giá hài lòng: when a dossier may be rated, by whom, and that it is done once. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { dossierCan, refusal } from '../domain.ts'
import { getOwn, lookUp } from '../tracking/commands.ts'
import { markRated, type Rateable } from './store.ts'

/** The receipt's secret opens the page without an account; without it one's own dossier. */
export type RatedBy = { readonly code: string; readonly secret?: string | undefined }

/** The id of the dossier to rate. Throws `dossiers.notFound`, and `kernel.signInNeeded` for a visitor without the secret. */
export async function openToRate(context: Context, { code, secret }: RatedBy): Promise<string> {
  if (secret) return (await lookUp(context, code, secret)).id
  if (context.actor.kind === 'visitor') throw kernelRefusal.signInNeeded()
  return (await read(context, (tx) => getOwn(tx, context, code, 'rate'))).id
}

/** It is final, as a vote is: sent twice, the first stands, and the answer is `false`. Throws `dossiers.notNow` before there is an outcome. */
export async function takeRating(tx: Tx, { now }: Context, dossier: Rateable): Promise<boolean> {
  if (!dossierCan('rate', dossier)) throw refusal.notNow()
  return markRated(tx, dossier.id, now)
}
