/** What was told in public of reports, for other systems. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { actFacts } from '../domain.ts'
import { findTold, type Told } from './store.ts'

type Asked = Parameters<typeof findTold>[1]

/** Each with its words, or the name of what was done. */
export async function listTold(
  context: Context,
  asked: Asked,
): Promise<readonly (Omit<Told, 'words'> & { readonly words: string })[]> {
  const told = await read(context, (tx) => findTold(tx, asked))
  return told.map((one) => ({ ...one, words: one.words || (actFacts(one.act).told?.vi ?? one.act) }))
}
