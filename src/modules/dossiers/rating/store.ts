/** SQL of ratings. */

import { sql, type Tx } from '#kernel/db.ts'
import type { RatingAnswers } from './domain.ts'

type NewRating = {
  readonly caseId: string
  readonly answers: RatingAnswers
  readonly comment: string | null
  readonly channel: 'account' | 'receipt'
  readonly at: Date
}

/** Says whether it was the first: a dossier is rated once. */
export async function insertRating(
  tx: Tx,
  { caseId, answers, comment, channel, at }: NewRating,
): Promise<boolean> {
  const result = await tx
    .insertInto('dossier_ratings')
    .values({ case_id: caseId, answers: JSON.stringify(answers), comment, channel, rated_at: at })
    .onConflict((on) => on.column('case_id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** The agency whose work was rated. */
export async function findCompetentUnitId(tx: Tx, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select competent_unit_id as id from dossiers where case_id = ${caseId}`.execute(tx)
  return rows[0]?.id
}
