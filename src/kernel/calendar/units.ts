/** The calendars of all units of a province: the same one for most, their own hours and closures for some. */

import { buildCalendar, closuresOf } from './build.ts'
import type { AnnouncedDays, CalendarYear, OfficeHours } from './schemas.ts'
import type { WorkingCalendar } from './working-time.ts'

type UnitHours = { readonly code: string; readonly hours?: string | undefined }

export type CalendarTables = {
  readonly hours: OfficeHours
  readonly years: readonly CalendarYear[]
  readonly units: readonly UnitHours[]
}

/** Lịch của từng đơn vị, with what was announced. Built when first asked for, and shared by units that do not differ. */
export type UnitCalendars = {
  readonly announced: readonly AnnouncedDays[]
  /** The calendar of a unit; without a code, the province's own. */
  of(unitCode?: string | null): WorkingCalendar
}

/** Joins the tables of a pack with the announcements in force, oldest first. */
export function unitCalendars(
  { hours, years, units }: CalendarTables,
  announced: readonly AnnouncedDays[],
): UnitCalendars {
  const variants = new Map(units.map((unit) => [unit.code, unit.hours ?? 'default']))
  const special = new Set([
    ...years.flatMap(({ closures = [] }) => closures.map(({ unit }) => unit)),
    ...announced.flatMap(({ unitCode }) => (unitCode ? [unitCode] : [])),
  ])
  const ofProvince = announced.filter(({ unitCode }) => unitCode === null)
  const made = new Map<string, WorkingCalendar>()
  const make = (key: string, build: () => WorkingCalendar): WorkingCalendar => {
    const known = made.get(key)
    if (known) return known
    const calendar = build()
    made.set(key, calendar)
    return calendar
  }
  return {
    announced,
    of(unitCode) {
      const variant = (unitCode && variants.get(unitCode)) || 'default'
      if (!unitCode || !special.has(unitCode))
        return make(variant, () => buildCalendar(hours, years, [], variant, ofProvince))
      const own = announced.filter((one) => one.unitCode === null || one.unitCode === unitCode)
      return make(`${variant} ${unitCode}`, () =>
        buildCalendar(hours, years, closuresOf(years, unitCode), variant, own),
      )
    },
  }
}
