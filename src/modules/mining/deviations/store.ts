/** SQL of what live cases do otherwise than prescribed. */

import { sql, type Tx } from '#kernel/db.ts'
import type { DeviationKind } from '../conformance/domain.ts'
import type { CaseRow } from '../reading/domain.ts'
import type { Reach } from '../reading/store.ts'

/** A case as its steps stand now, with what names its definition. */
export type LiveCase = Pick<CaseRow, 'state' | 'version' | 'endedAt' | 'steps'> & {
  readonly procedure: string
  /** Ids of the units of the steps, in the order of `steps`. */
  readonly unitIds: readonly string[]
}

export async function findLiveCase(tx: Tx, id: string): Promise<LiveCase | undefined> {
  const { rows } = await sql<LiveCase>`
    select c.state, c.definition_code as procedure, c.definition_version as version,
      (extract(epoch from c.ended_at) * 1000)::float8 as "endedAt",
      json_agg(json_build_array(s.step_key, '', s.role, (extract(epoch from s.started_at) * 1000)::float8, null,
        (extract(epoch from s.ended_at) * 1000)::float8, s.outcome) order by s.number) as steps,
      json_agg(s.unit_id order by s.number) as "unitIds"
    from cases c join case_steps s on s.case_id = c.id
    where c.id = ${id} and c.kind = 'dossier' group by c.id`.execute(tx)
  return rows[0]
}

export type NewDeviation = {
  readonly caseId: string
  readonly kind: DeviationKind
  readonly stepKey: string
  readonly place: number
  readonly unitId: string
  readonly at: Date
}

/** Each is told once. */
export async function insertDeviations(tx: Tx, found: readonly NewDeviation[]): Promise<void> {
  if (found.length === 0) return
  await tx
    .insertInto('mining_deviations')
    .values(
      found.map(({ caseId, kind, stepKey, place, unitId, at }) => ({
        case_id: caseId,
        kind,
        step_key: stepKey,
        place,
        unit_id: unitId,
        found_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type FoundDeviation = {
  readonly code: string
  readonly kind: DeviationKind
  readonly stepKey: string
  readonly place: number
  readonly procedure: string
  readonly version: number
  readonly unitName: string
  readonly foundAt: Date
}

/** The latest first, of the units in reach; of one procedure where it is named. */
export async function findDeviations(
  tx: Tx,
  reach: Reach,
  procedure: string | undefined,
  max: number,
): Promise<readonly FoundDeviation[]> {
  const { rows } = await sql<FoundDeviation>`
    select c.code, d.kind, d.step_key as "stepKey", d.place, c.definition_code as procedure,
      c.definition_version as version, u.short_name as "unitName", d.found_at as "foundAt"
    from mining_deviations d join cases c on c.id = d.case_id join units u on u.id = d.unit_id
    where u.path <@ ${reach}::ltree[] and (${procedure ?? null}::text is null or c.definition_code = ${procedure ?? null})
    order by d.found_at desc, c.code, d.place limit ${max}`.execute(tx)
  return rows
}
