/** Cơ quan trong tầm: agencies by themselves scored. Pure. */

import type { UnitLevel } from '#kernel/measures.ts'
import { holds, levelOf, type UnitAt } from '../figures/domain.ts'

export type Ward = UnitAt & { readonly level: UnitLevel }

/** The agency by itself scored that a unit is or belongs to. */
export const scoredAbove = <U extends UnitAt>(units: readonly U[], unit: UnitAt): U | undefined =>
  units
    .filter((one) => levelOf(one) !== undefined && holds(one, unit))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
