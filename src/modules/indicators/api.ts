/** What other modules may use of indicators: periods, agencies that are scored, and figures of a period. */

export { scoredUnits } from './board/domain.ts'
export { AgencySelect, PeriodSelect } from './choosing/pages.tsx'
export { countersFor, type Ground, openGround, spanOf } from './figures/commands.ts'
export { levelOf, type UnitAt } from './figures/domain.ts'
export { allUnits, reachedBy } from './figures/store.ts'
export { indicatorLinks } from './links/domain.ts'
export {
  lastPeriods,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodInside,
  periodKey,
  periodName,
  periodOf,
} from './periods/domain.ts'
export { figureOf } from './scoring/domain.ts'
