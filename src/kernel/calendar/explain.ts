/** The clock in plain words, Vietnamese and English. */

import { defineTexts, formatDate, formatDateTime, formatTime, type Language, textsFor } from '#kernel/text.ts'
import { assertNever, dateOf } from '#kernel/types.ts'
import { type ClockReason, type ClockSpan, joined } from './spans.ts'

const texts = defineTexts({
  received: { vi: (at: string): string => `Nhận lúc ${at}`, en: (at: string): string => `Received at ${at}` },
  outside: { vi: ', ngoài giờ làm việc', en: ', outside office hours' },
  due: { vi: (at: string): string => `Đến hạn lúc ${at}`, en: (at: string): string => `Due at ${at}` },
  oneDay: { vi: (on: string): string => `Ngày ${on}`, en: (on: string): string => `On ${on}` },
  fromTo: {
    vi: (from: string, to: string): string => `Từ ${from} đến ${to}`,
    en: (from: string, to: string): string => `From ${from} to ${to}`,
  },
  sameDay: {
    vi: (from: string, to: string, on: string): string => `Từ ${from} đến ${to} ngày ${on}`,
    en: (from: string, to: string, on: string): string => `From ${from} to ${to} on ${on}`,
  },
  counted: {
    vi: (length: string): string => `tính ${length}`,
    en: (length: string): string => `counts ${length}`,
  },
  calendarDays: {
    vi: 'tính theo ngày lịch, kể cả ngày nghỉ',
    en: 'counts by calendar days, days off included',
  },
  clockHours: {
    vi: (length: string): string => `tính liên tục ${length}, kể cả ngoài giờ`,
    en: (length: string): string => `counts ${length} without a break, office hours or not`,
  },
  weekend: { vi: 'nghỉ hằng tuần', en: 'weekly rest' },
  night: { vi: 'ngoài giờ làm việc', en: 'outside office hours' },
  beforeStart: { vi: 'ngày tiếp nhận, chưa tính', en: 'day of reception, does not count yet' },
  cutOff: {
    vi: 'nhận sau giờ chốt, tính từ đầu ngày làm việc tiếp theo',
    en: 'received after the cut-off, counts from the next working day',
  },
  moved: {
    vi: (on: string): string => `Ngày cuối là ngày nghỉ: hạn chuyển sang ngày làm việc tiếp theo, ${on}`,
    en: (on: string): string => `The last day is a day off: the date moves to the next working day, ${on}`,
  },
  movedInDay: {
    vi: (at: string): string => `Ngoài giờ làm việc: hạn chuyển sang giờ làm việc, ${at}`,
    en: (at: string): string => `Outside office hours: the date moves into office hours, ${at}`,
  },
  holiday: { vi: (name: string): string => `nghỉ ${name}`, en: (name: string): string => `day off, ${name}` },
  halfDay: {
    vi: (name: string): string => `nghỉ một phần ngày, ${name}`,
    en: (name: string): string => `part of the day off, ${name}`,
  },
  closure: {
    vi: (name: string): string => `đơn vị đóng cửa, ${name}`,
    en: (name: string): string => `office closed, ${name}`,
  },
  supplement: { vi: 'chờ bổ sung giấy tờ, không tính', en: 'waiting for more papers, does not count' },
  financialDuty: {
    vi: 'chờ thực hiện nghĩa vụ tài chính, không tính',
    en: 'waiting for a payment, does not count',
  },
  step: {
    vi: 'chờ bước không tính vào thời hạn',
    en: 'waiting for a step that does not count',
  },
  apology: {
    vi: 'hẹn lại kèm thư xin lỗi (một lần)',
    en: 'new appointment with an apology (once)',
  },
  extension: { vi: 'gia hạn theo quy định', en: 'extended as the law allows' },
  late: { vi: 'quá hạn', en: 'overdue' },
  restarted: {
    vi: 'tính lại từ đầu khi nhận đủ hồ sơ, không cộng đoạn này',
    en: 'the limit begins afresh with complete papers, this stretch is dropped',
  },
  days: {
    vi: (count: number): string => `${count} ngày`,
    en: (count: number): string => (count === 1 ? '1 day' : `${count} days`),
  },
  hours: {
    vi: (count: number): string => `${count} giờ`,
    en: (count: number): string => (count === 1 ? '1 hour' : `${count} hours`),
  },
  minutes: {
    vi: (count: number): string => `${count} phút`,
    en: (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`),
  },
  working: {
    vi: (length: string): string => `${length} làm việc`,
    en: (length: string): string => `${length} of office time`,
  },
})

/**
 * Diễn giải cách tính hạn: short lines, one for each stretch of working days or of rest. Nights and lunch breaks
 * between counted hours are left out; a reception outside office hours is told first.
 */
export function explainInVietnamese(spans: readonly ClockSpan[], minutesPerWorkingDay = 480): string[] {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return []
  const t = textsFor(texts, 'vi')
  return [
    `${t.received(formatDateTime(first.startAt))}${isRest(first.reason) ? t.outside : ''}`,
    ...tellSpans(spans, 'vi', minutesPerWorkingDay),
    t.due(formatDateTime(last.endAt)),
  ]
}

/** The lines between reception and due date. */
export function tellSpans(spans: readonly ClockSpan[], language: Language, perDay: number): string[] {
  const told = joined(spans.filter(({ reason }) => reason !== 'night' && reason !== 'lunch'))
  return told.map((span) => tellSpan(span, language, perDay))
}

/** One stretch in one line: when, and whether and why it counts. */
export function tellSpan(span: ClockSpan, language: Language, perDay: number): string {
  const t = textsFor(texts, language)
  const { reason, endAt } = span
  if (reason === 'movedToWorkingDay')
    return dateOf(new Date(span.startAt.getTime() - 1)) === dateOf(endAt)
      ? t.movedInDay(formatDateTime(endAt, language))
      : t.moved(formatDate(endAt))
  const when = isPrecise(reason) ? moments(span, language) : days(span, language)
  return `${when}: ${whyOf(span, language, perDay)}`
}

/** Why a stretch counts or does not, without its dates. */
export function whyOf({ reason, minutes }: ClockSpan, language: Language, perDay: number): string {
  const t = textsFor(texts, language)
  if (isNamed(reason)) return named(reason, language)
  switch (reason) {
    case 'officeHours':
      return t.counted(t.working(duration(minutes, perDay, language)))
    case 'clockHours':
      return t.clockHours(duration(minutes, Infinity, language))
    case 'calendarDays':
    case 'weekend':
    case 'beforeStart':
    case 'cutOff':
    case 'late':
    case 'restarted':
    case 'night':
      return t[reason]
    case 'lunch':
      return t.night
    case 'movedToWorkingDay':
      return t.moved('').replace(/[\s,:]+$/, '')
    case 'waiting:supplement':
      return t.supplement
    case 'waiting:financialDuty':
      return t.financialDuty
    case 'waiting:step':
      return t.step
    case 'extended:apology':
      return t.apology
    case 'extended:extension':
      return t.extension
    default:
      return assertNever(reason)
  }
}

type NamedReason = Extract<ClockReason, `${'holiday' | 'halfDay' | 'closure'}:${string}`>
const isNamed = (reason: ClockReason): reason is NamedReason => /^(holiday|halfDay|closure):/.test(reason)

function named(reason: NamedReason, language: Language): string {
  const colon = reason.indexOf(':')
  const kind = reason.slice(0, colon) as 'holiday' | 'halfDay' | 'closure'
  return textsFor(texts, language)[kind](reason.slice(colon + 1))
}

/** Waiting and lateness are told to the minute: they begin and end with somebody's act. */
const isPrecise = (reason: ClockReason) =>
  reason === 'late' || reason.startsWith('waiting:') || reason.startsWith('extended:')

export const isRest = (reason: ClockReason): boolean =>
  reason === 'night' || reason === 'lunch' || reason === 'weekend' || isNamed(reason)

/** `2 ngày 3 giờ`: days of so many minutes each, hours and minutes over them. */
export function duration(minutes: number, perDay: number, language: Language): string {
  const t = textsFor(texts, language)
  const wholeDays = Math.floor(minutes / perDay)
  const rest = minutes - (wholeDays > 0 ? wholeDays * perDay : 0)
  const hours = Math.floor(rest / 60)
  const parts = [
    wholeDays > 0 && t.days(wholeDays),
    hours > 0 && t.hours(hours),
    rest % 60 > 0 && t.minutes(rest % 60),
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(' ') : t.minutes(0)
}

function days({ startAt, endAt }: ClockSpan, language: Language): string {
  const t = textsFor(texts, language)
  const [from, to] = [
    formatDate(startAt),
    formatDate(new Date(Math.max(startAt.getTime(), endAt.getTime() - 1))),
  ]
  if (from === to) return t.oneDay(from)
  return t.fromTo(from.slice(6) === to.slice(6) ? from.slice(0, 5) : from, to)
}

function moments({ startAt, endAt }: ClockSpan, language: Language): string {
  const t = textsFor(texts, language)
  const isMidnight = (at: Date) => formatTime(at) === '00:00'
  if (isMidnight(startAt) && isMidnight(endAt))
    return days({ startAt, endAt, minutes: 0, reason: 'late' }, language)
  if (dateOf(startAt) === dateOf(endAt))
    return t.sameDay(formatTime(startAt), formatTime(endAt), formatDate(startAt))
  return t.fromTo(formatDateTime(startAt, language), formatDateTime(endAt, language))
}
