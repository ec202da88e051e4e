/** SQL of transfers. */

import { sql, type Tx } from '#kernel/db.ts'

/** Writes which agency decides and, before acceptance, which desk receives. */
export async function saveUnits(
  tx: Tx,
  caseId: string,
  {
    competentUnitId,
    receivingUnitId,
  }: { readonly competentUnitId: string; readonly receivingUnitId: string },
): Promise<void> {
  await sql`update dossiers set competent_unit_id = ${competentUnitId}, receiving_unit_id = ${receivingUnitId}
    where case_id = ${caseId}`.execute(tx)
}

export type UnitChoice = { readonly id: string; readonly code: string; readonly name: string }

/** Agencies of the same kind as the one that has the dossier, which could be competent instead. */
export async function findLikeUnits(tx: Tx, unitId: string, today: string): Promise<readonly UnitChoice[]> {
  const { rows } = await sql<UnitChoice>`
    select u.id, u.code, u.name from units u
    where u.kind = (select kind from units where id = ${unitId}) and u.id <> ${unitId}
      and u.valid_from <= ${today}::date and (u.valid_to is null or u.valid_to >= ${today}::date)
    order by u.name`.execute(tx)
  return rows
}
