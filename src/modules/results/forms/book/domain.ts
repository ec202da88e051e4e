/** Sổ theo dõi hồ sơ: which dossiers stand in the book of a desk, and each as a line. Pure. */

import { type CaseState, caseStates } from '#kernel/cases.ts'
import { formatDate } from '#kernel/text.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  dateOf,
  type JsonObject,
  parseTypedDay,
} from '#kernel/types.ts'

/** As long as one report of a quarter. */
export const periodDaysMax = 92
/** As much as a clerk will read on paper; setting the pages holds up whoever else waits for one. */
export const printedRowsMax = 200
export const tableRowsMax = 20_000

export type Period = { readonly from: CalendarDate; readonly to: CalendarDate }
export type PeriodFault = 'notADay' | 'backwards' | 'tooLong'

/** The days asked for; without them from the first of the month until today. */
export function readPeriod(
  from: string | undefined,
  to: string | undefined,
  today: CalendarDate,
): Period | PeriodFault {
  const last = to ? parseTypedDay(to) : today
  const first = from ? parseTypedDay(from) : last && calendarDate(`${last.slice(0, 8)}01`)
  if (!first || !last) return 'notADay'
  if (first > last) return 'backwards'
  return addDays(first, periodDaysMax - 1) < last ? 'tooLong' : { from: first, to: last }
}

export type BookEntry = {
  readonly caseId: string
  readonly code: string
  readonly state: CaseState
  readonly procedureName: string
  readonly applicantName: string
  readonly address: string | null
  readonly phone: string | null
  readonly competentName: string
  readonly receivedAt: Date
  readonly dueAt: Date | null
  /** When the result came back to the desk. */
  readonly resultAt: Date | null
  readonly returnedAt: Date | null
  readonly endedAt: Date | null
  readonly returnMethod: 'online' | 'desk' | 'post'
}

export const methodWords = { online: 'Trực tuyến', desk: 'Tại quầy', post: 'Bưu chính' } as const

/** States that the columns of days do not tell. */
const noted: ReadonlySet<CaseState> = new Set(['supplementing', 'financialDuty', 'withdrawn', 'stopped'])

/** Ghi chú: why there is no result, and that it came late. */
export function noteOf({ state, endedAt, dueAt, resultAt }: BookEntry): string {
  const told = noted.has(state) && `${caseStates[state].vi}${endedAt ? ` (${formatDate(endedAt)})` : ''}`
  const late = dueAt && resultAt && dateOf(resultAt) > dateOf(dueAt) && 'Quá hạn'
  return [told, late].filter(Boolean).join('. ')
}

/** Columns of the book, in the order of the form (docs/legal.md#official-forms). */
export function lineOf(entry: BookEntry) {
  const day = (at: Date | null) => (at ? formatDate(at) : '')
  return {
    code: entry.code,
    procedure: entry.procedureName,
    sets: '01',
    applicant: entry.applicantName,
    contact: [entry.address, entry.phone].filter(Boolean).join(', '),
    competent: entry.competentName,
    receivedOn: day(entry.receivedAt),
    dueOn: day(entry.dueAt),
    resultOn: day(entry.resultAt),
    returnedOn: day(entry.returnedAt),
    method: entry.returnedAt ? methodWords[entry.returnMethod] : '',
    note: noteOf(entry),
  }
}

export const bookHeads = [
  'TT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Số lượng hồ sơ (bộ)',
  'Tên cá nhân, tổ chức',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
  'Nhận hồ sơ ngày',
  'Hẹn trả kết quả ngày',
  'Ngày nhận kết quả từ cơ quan giải quyết',
  'Ngày trả kết quả',
  'Phương thức nhận',
  'Ký nhận',
  'Ghi chú',
] as const

/** The book as rows for a spreadsheet. */
export function bookTable(entries: readonly BookEntry[]): readonly (readonly string[])[] {
  const rows = entries.map((entry, index) => {
    const line = lineOf(entry)
    return [
      String(index + 1),
      line.code,
      line.procedure,
      line.sets,
      line.applicant,
      line.contact,
      line.competent,
      line.receivedOn,
      line.dueOn,
      line.resultOn,
      line.returnedOn,
      line.method,
      '',
      line.note,
    ]
  })
  return [bookHeads, ...rows]
}

/** What the template of the book reads, beside the agency. */
export function bookInputs(
  entries: readonly BookEntry[],
  { from, to }: Period,
  procedureName: string | undefined,
): JsonObject {
  return {
    period: `từ ngày ${formatDate(from)} đến ngày ${formatDate(to)}`,
    ...(procedureName && { procedure: procedureName }),
    rows: entries.map(lineOf),
  }
}
