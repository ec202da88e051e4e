/** What other modules may use of indicators: periods, agencies that are scored, and figures of a period. */

export { scoredUnits, setFor } from './board/domain.ts'
export { useFigureWords } from './board/pages.tsx'
export { AgencySelect, PeriodSelect } from './choosing/pages.tsx'
export { setOn } from './domain.ts'
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
export { type Figure, figureOf, scoreOf } from './scoring/domain.ts'
