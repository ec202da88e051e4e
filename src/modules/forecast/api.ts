/** What other modules may use of forecasts: reads for their pages and the parts that show them. */

export { promisedShare } from './domain.ts'
export { seedForecasts } from './invented/commands.ts'
export { forecastLinks } from './links/domain.ts'
export { forecastOf, usualTimeAt } from './reading/commands.ts'
export { againstDue, type Told } from './reading/domain.ts'
export { ForecastSection, UsualTime, useForecastWords } from './shown/pages.tsx'
