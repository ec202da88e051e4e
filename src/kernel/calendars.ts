/**
 * Lịch đang có hiệu lực: the tables of the pack with what was announced since. Announcements are rows, so every process
 * counts with them within seconds, without a restart.
 */

import {
  type AnnouncedDays,
  CalendarYear,
  type ClockHistory,
  clockUnit,
  OfficeHours,
  type UnitCalendars,
  unitCalendars,
  type WorkingCalendar,
} from './calendar.ts'
import { type Database, read, type Tx } from './db.ts'
import type { Pack } from './packs.ts'
import { checkInput } from './web/input.ts'

/** How old what a process knows may be. */
const secondsMax = 2

export type Calendars = {
  /** As of the last look. */
  current(): UnitCalendars
  /** Looks again unless the last look is young; `'now'` after a change of one's own. */
  refresh(when?: 'now'): Promise<void>
  /** The calendars as they would be with other announcements, for a preview. */
  with(announced: readonly AnnouncedDays[]): UnitCalendars
}

/** Lịch làm việc của một đơn vị by its code; without one, the province's. */
export function calendarFor(
  { calendars }: { readonly calendars: Calendars },
  unitCode?: string | null,
): WorkingCalendar {
  return calendars.current().of(unitCode)
}

/** Lịch mà một đồng hồ đang tính theo: that of the agency whose limit runs now. Every date of a case is counted on it. */
export const clockCalendar = (
  context: { readonly calendars: Calendars },
  clock: ClockHistory,
): WorkingCalendar => calendarFor(context, clockUnit(clock))

/** Opens the calendars of one process; the first look at the announcements is taken by the first request or job. */
export function openCalendars(database: Database, pack: Pack): Calendars {
  const tables = tablesOf(pack)
  let current = unitCalendars(tables, [])
  let known = '[]'
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  const look = async () => {
    const announced = await read({ database }, findAnnounced)
    const text = JSON.stringify(announced)
    if (text !== known) current = unitCalendars(tables, announced)
    known = text
    lookedAt = performance.now()
  }
  return {
    current: () => current,
    async refresh(when) {
      if (!when && performance.now() - lookedAt < secondsMax * 1000) return
      // A look that began before the change may have missed it.
      if (when) await looking
      looking ??= look().finally(() => {
        looking = undefined
      })
      await looking
    },
    with: (announced) => unitCalendars(tables, announced),
  }
}

/** The tables of working time that a pack declares. */
export function tablesOf(pack: Pack) {
  const years = [...pack.calendar].filter(([name]) => name !== 'hours')
  return {
    hours: checkInput(OfficeHours, pack.calendar.get('hours')),
    years: years.map(([, content]) => checkInput(CalendarYear, content)),
    units: pack.units,
  }
}

/** Announcements in force, oldest first: the later one decides. */
export async function findAnnounced(tx: Tx): Promise<readonly AnnouncedDays[]> {
  return tx
    .selectFrom('calendar_announcements')
    .select([
      'id',
      'kind',
      'unit_code as unitCode',
      'from_on as fromOn',
      'to_on as toOn',
      'sessions',
      'name',
      'legal_basis as legalBasis',
      'sure',
    ])
    .where('withdrawn_at', 'is', null)
    .orderBy('announced_at')
    .orderBy('id')
    .$castTo<AnnouncedDays>()
    .execute()
}
