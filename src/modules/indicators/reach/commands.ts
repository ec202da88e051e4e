/** Cơ quan trong tầm: whose figures an officer looks at, as themselves and in place of who is away. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { capacitiesOf, officerOf, type Permission } from '#kernel/policy.ts'
import { scoredUnits } from '../board/domain.ts'
import { refusal } from '../domain.ts'
import { holds, type UnitAt } from '../figures/domain.ts'
import * as figures from '../figures/store.ts'
import { scoredAbove, type Ward } from './domain.ts'

/** Agencies whose very dossiers, or entries, the officer may see by this permission. */
export async function reachedFor(
  tx: Tx,
  { actor }: Pick<Context, 'actor'>,
  permission: Permission,
): Promise<ReadonlySet<string>> {
  const able = capacitiesOf(officerOf(actor)).filter(({ permissions }) => permissions.has(permission))
  return new Set(
    await figures.reachedBy(
      tx,
      able.map(({ unitReach }) => unitReach),
    ),
  )
}

/**
 * Agencies that the officer answers for: the own one and those below. Their figures are public; what is gathered for a head is
 * gathered for these. Throws `indicators.unknownUnit`.
 */
export async function wardsOf(
  tx: Tx,
  context: Context,
  on: string,
  unitCode: string | undefined,
): Promise<{ readonly wards: readonly Ward[]; readonly unit: Ward; readonly units: readonly UnitAt[] }> {
  const units = await figures.allUnits(tx)
  const there = scoredUnits(units, on)
  const able = capacitiesOf(officerOf(context.actor)).filter(({ permissions }) =>
    permissions.has('indicators.view'),
  )
  const own = able.flatMap(({ unitId }) => {
    const post = units.find(({ id }) => id === unitId)
    return (post && scoredAbove(there, post)) ?? []
  })
  const wards = there.filter((unit) => own.some((one) => holds(one, unit)))
  const unit = unitCode === undefined ? own[0] : wards.find(({ code }) => code === unitCode)
  if (!unit) throw refusal.unknownUnit({ details: { code: unitCode ?? officerOf(context.actor).unitCode } })
  return { wards, unit, units }
}
