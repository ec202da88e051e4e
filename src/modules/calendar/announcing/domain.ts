/** Ngày nghỉ, ngày làm bù, đóng cửa công bố sau: what may be announced and withdrawn, and what a year looks like. Pure. */

import type { AnnouncedDays, CalendarYear, WorkingCalendar } from '#kernel/calendar.ts'
import { defineRefusals } from '#kernel/errors.ts'
import { addDays, type CalendarDate, dayOfParts } from '#kernel/types.ts'

export const refusal = defineRefusals('calendar', {
  nameNeeded: [
    'invalid',
    'Ghi lý do hoặc tên ngày nghỉ, ví dụ “Bão số 9”.',
    'Name the day, for example “Storm no. 9”.',
  ],
  basisNeeded: [
    'invalid',
    'Ghi văn bản làm căn cứ: số, ngày, cơ quan ban hành.',
    'Name the text it rests on: number, date, who issued it.',
  ],
  notADay: ['invalid', 'Không có ngày “{text}”. Ghi ngày, tháng, năm.', 'There is no day “{text}”.'],
  wrongOrder: ['invalid', 'Ngày kết thúc đứng trước ngày bắt đầu.', 'The last day comes before the first.'],
  tooLong: ['invalid', 'Mỗi lần công bố tối đa 60 ngày.', 'At most 60 days at a time.'],
  beyondYears: [
    'invalid',
    'Lịch chỉ có số liệu từ {from} đến {to}. Chọn ngày trong khoảng đó.',
    'The calendar reaches from {from} to {to}. Choose days in between.',
  ],
  hoursNeeded: [
    'invalid',
    'Ghi giờ làm việc của ngày đó, ví dụ 07:00-11:30, 13:30-17:00.',
    'Write the office hours of the day, for example 07:00-11:30, 13:30-17:00.',
  ],
  mustBeAhead: [
    'conflict',
    'Thêm giờ làm việc thì phải công bố trước ngày đó: nếu không, hồ sơ thành quá hạn mà không ai biết trước. Chọn ngày sau hôm nay.',
    'Office time can only be added for days to come; otherwise dossiers would become late with hindsight. Choose a day after today.',
  ],
  noSuchUnit: ['invalid', 'Không có cơ quan mang mã {code}.', 'There is no agency {code}.'],
  notYourUnit: [
    'forbidden',
    'Bạn chỉ công bố được lịch của cơ quan mình và cơ quan cấp dưới. Lịch chung do cơ quan quản lý hệ thống của tỉnh công bố.',
    'You may announce days of your own agency and those below it. The province’s are announced by its responsible agency.',
  ],
  notFound: ['notFound', 'Không tìm thấy thông báo này.', 'There is no such announcement.'],
  withdrawn: ['conflict', 'Thông báo này đã được rút.', 'This announcement was withdrawn already.'],
})

export const announcedKinds = ['dayOff', 'makeUpDay', 'halfDay', 'closure'] as const
export type Announcement = Omit<AnnouncedDays, 'id'>

/** The form, as typed. */
export type AnnouncementFields = {
  readonly kind?: string | undefined
  readonly unit?: string | undefined
  readonly 'from.day'?: string | undefined
  readonly 'from.month'?: string | undefined
  readonly 'from.year'?: string | undefined
  readonly 'to.day'?: string | undefined
  readonly 'to.month'?: string | undefined
  readonly 'to.year'?: string | undefined
  readonly hours?: string | undefined
  readonly name?: string | undefined
  readonly basis?: string | undefined
  readonly unsure?: string | undefined
}

const daysMax = 60

/** Reads the form. Throws a sentence about the first thing that is wrong. */
export function readAnnouncement(
  fields: AnnouncementFields,
  { days }: WorkingCalendar,
  today: CalendarDate,
): Announcement {
  const kind = announcedKinds.find((one) => one === fields.kind) ?? 'dayOff'
  const fromOn = dayOf(fields, 'from')
  const hasEnd = fields['to.day'] || fields['to.month'] || fields['to.year']
  const toOn = hasEnd ? dayOf(fields, 'to') : fromOn
  if (toOn < fromOn) throw refusal.wrongOrder()
  if (addDays(fromOn, daysMax - 1) < toOn) throw refusal.tooLong()
  const [from = fromOn, to = toOn] = [days[0]?.date, days.at(-1)?.date]
  if (fromOn < from || toOn > to) throw refusal.beyondYears({ details: { from, to } })
  const sessions = addsTime(kind) ? sessionsOf(fields.hours ?? '') : []
  const name = (fields.name ?? '').trim()
  const legalBasis = (fields.basis ?? '').trim()
  if (!name) throw refusal.nameNeeded()
  if (!legalBasis) throw refusal.basisNeeded()
  if (addsTime(kind) && fromOn <= today) throw refusal.mustBeAhead()
  return {
    kind,
    unitCode: fields.unit?.trim() || null,
    fromOn,
    toOn,
    sessions,
    name,
    legalBasis,
    sure: !fields.unsure,
  }
}

/**
 * A make-up day and a half day may bring office time where none was. The count up to today would change with hindsight,
 * so they are announced ahead; a day on which nobody could work is told truly whenever it is told (docs/legal.md#announced-days).
 */
const addsTime = (kind: AnnouncedDays['kind']) => kind === 'makeUpDay' || kind === 'halfDay'

/** Withdrawing gives office time back, so it too is for days to come. Throws `calendar.mustBeAhead`. */
export function demandAhead({ fromOn }: Pick<AnnouncedDays, 'fromOn'>, today: CalendarDate): void {
  if (fromOn <= today) throw refusal.mustBeAhead()
}

function dayOf(fields: AnnouncementFields, name: 'from' | 'to'): CalendarDate {
  const [day = '', month = '', year = ''] = [
    fields[`${name}.day`],
    fields[`${name}.month`],
    fields[`${name}.year`],
  ]
  const date = dayOfParts(day.trim(), month.trim(), year.trim())
  if (!date) throw refusal.notADay({ details: { text: `${day}/${month}/${year}` } })
  return date
}

function sessionsOf(text: string): string[] {
  const sessions = text
    .split(/[,;]/)
    .map((one) =>
      one
        .replaceAll(/\s/g, '')
        .replace('–', '-')
        .replace(/(^|-)(\d):/g, '$10$2:'),
    )
    .filter(Boolean)
  const isRight = (one: string) => /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/.test(one)
  const inOrder = sessions.every((one, index) => {
    const [start = '', end = ''] = one.split('-')
    return start < end && (index === 0 || (sessions[index - 1]?.split('-')[1] ?? '') < start)
  })
  if (sessions.length === 0 || !sessions.every(isRight) || !inOrder) throw refusal.hoursNeeded()
  return sessions
}

/** Whether a reach in the unit tree covers a unit. */
export function reaches(unitReach: string, path: string): boolean {
  const top = unitReach.replace(/\.\*$/, '')
  return path === top || (top !== unitReach && path.startsWith(`${top}.`))
}

/** What a change would do to open dossiers. */
export type Impact = {
  readonly open: number
  /** How many of them were looked at: all, unless there are very many. */
  readonly looked: number
  readonly later: number
  readonly earlier: number
  /** Of those that move: the one due first and the one due last, before and after. */
  readonly first: Move | null
  readonly last: Move | null
}
export type Move = { readonly before: Date; readonly after: Date }

/** Adds up the moves of some dossiers. */
export function addMoves(impact: Impact, looked: number, moves: readonly Move[]): Impact {
  const byDate = moves.toSorted((a, b) => a.before.getTime() - b.before.getTime())
  const [first, last] = [byDate[0], byDate.at(-1)]
  return {
    ...impact,
    looked: impact.looked + looked,
    later: impact.later + moves.filter(({ before, after }) => after > before).length,
    earlier: impact.earlier + moves.filter(({ before, after }) => after < before).length,
    first: first && (!impact.first || first.before < impact.first.before) ? first : impact.first,
    last: last && (!impact.last || last.before > impact.last.before) ? last : impact.last,
  }
}

export type YearDayKind = 'work' | 'weekend' | 'dayOff' | 'halfDay' | 'makeUpDay' | 'closure'
export type YearDay = {
  readonly date: CalendarDate
  readonly kind: YearDayKind
  readonly name: string | null
  /** Nobody has confirmed it with the text itself. */
  readonly isUnsure: boolean
}

/** The days of one year of a calendar, for the picture of twelve months. */
export function daysOfYear(
  { days }: WorkingCalendar,
  years: readonly CalendarYear[],
  announced: readonly AnnouncedDays[],
  year: number,
): readonly YearDay[] {
  const table = years.find((one) => one.year === year)
  const named = [...(table?.daysOff ?? []), ...(table?.makeUpDays ?? []), ...(table?.specialDays ?? [])]
  const unsure = new Set(named.filter(({ sure }) => sure === false).map(({ date }) => date))
  const makeUp = new Map(table?.makeUpDays.map(({ date, name }) => [date, name]))
  return days
    .filter(({ date }) => date.startsWith(`${year}-`))
    .map(({ date, restReason, minutes }) => {
      const told = announced.findLast(({ fromOn, toOn }) => fromOn <= date && date <= toOn)
      const colon = restReason.indexOf(':')
      const name = colon < 0 ? (makeUp.get(date) ?? null) : restReason.slice(colon + 1)
      const isMakeUp = told ? told.kind === 'makeUpDay' : makeUp.has(date) && minutes > 0
      const kind = kindOf(restReason.slice(0, colon < 0 ? undefined : colon), isMakeUp)
      return { date, kind, name: told?.name ?? name, isUnsure: told ? !told.sure : unsure.has(date) }
    })
}

function kindOf(rest: string, isMakeUp: boolean): YearDayKind {
  if (isMakeUp) return 'makeUpDay'
  if (rest === 'holiday') return 'dayOff'
  if (rest === 'halfDay' || rest === 'closure' || rest === 'weekend') return rest
  return 'work'
}
