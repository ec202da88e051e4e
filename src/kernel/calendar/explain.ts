/** The clock in plain Vietnamese. */

import { assertNever, dateOf } from '#kernel/types.ts'
import { type ClockReason, type ClockSpan, joined } from './spans.ts'
import { minuteOfDay } from './working-time.ts'

/**
 * Diễn giải cách tính hạn: short lines, one for each stretch of working days or of rest. Nights and lunch breaks
 * between counted hours are left out; a reception outside office hours is told first.
 */
export function explainInVietnamese(spans: readonly ClockSpan[], minutesPerWorkingDay = 480): string[] {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return []
  const told = joined(spans.filter(({ reason }) => reason !== 'night' && reason !== 'lunch'))
  return [
    `Nhận lúc ${moment(first.startAt)}${isRest(first.reason) ? ', ngoài giờ làm việc' : ''}`,
    ...told.map((span) => line(span, minutesPerWorkingDay)),
    `Đến hạn lúc ${moment(last.endAt)}`,
  ]
}

function line(span: ClockSpan, perDay: number): string {
  const { reason, minutes } = span
  if (isNamed(reason)) return `${days(span)}: ${named(reason)}`
  switch (reason) {
    case 'officeHours':
      return `${days(span)}: tính ${duration(minutes, perDay)}`
    case 'calendarDays':
      return `${days(span)}: tính theo ngày lịch, kể cả ngày nghỉ`
    case 'clockHours':
      return `${days(span)}: tính liên tục ${duration(minutes, Infinity)}, kể cả ngoài giờ`
    case 'weekend':
      return `${days(span)}: nghỉ hằng tuần`
    case 'beforeStart':
      return `${days(span)}: ngày tiếp nhận, chưa tính`
    case 'cutOff':
      return `${days(span)}: nhận sau giờ chốt, tính từ đầu ngày làm việc tiếp theo`
    case 'movedToWorkingDay':
      return `Ngày cuối là ngày nghỉ: hạn chuyển sang ngày làm việc tiếp theo, ${day(span.endAt)}`
    case 'night':
    case 'lunch':
      return `${days(span)}: ngoài giờ làm việc`
    default:
      return assertNever(reason)
  }
}

type NamedReason = Extract<ClockReason, `${string}:${string}`>
const isNamed = (reason: ClockReason): reason is NamedReason => reason.includes(':')

function named(reason: NamedReason): string {
  const colon = reason.indexOf(':')
  const [kind, name] = [reason.slice(0, colon), reason.slice(colon + 1)]
  if (kind === 'holiday') return `nghỉ ${name}`
  return kind === 'halfDay' ? `nghỉ một phần ngày, ${name}` : `đơn vị đóng cửa, ${name}`
}

const isRest = (reason: ClockReason) =>
  reason === 'night' || reason === 'lunch' || reason === 'weekend' || isNamed(reason)

function duration(minutes: number, perDay: number): string {
  const wholeDays = Math.floor(minutes / perDay)
  const rest = minutes - (wholeDays > 0 ? wholeDays * perDay : 0)
  const hours = Math.floor(rest / 60)
  const parts = [
    wholeDays > 0 && `${wholeDays} ngày`,
    hours > 0 && `${hours} giờ`,
    rest % 60 > 0 && `${rest % 60} phút`,
  ].filter((part) => part !== false)
  return perDay === Infinity ? parts.join(' ') : `${parts.join(' ')} làm việc`
}

function days({ startAt, endAt }: ClockSpan): string {
  const [from, to] = [day(startAt), day(new Date(endAt.getTime() - 1))]
  if (from === to) return `Ngày ${from}`
  return `Từ ${from.slice(6) === to.slice(6) ? from.slice(0, 5) : from} đến ${to}`
}

function day(instant: Date): string {
  const [year, month, ofMonth] = dateOf(instant).split('-')
  return `${ofMonth}/${month}/${year}`
}

function moment(instant: Date): string {
  const minute = minuteOfDay(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ngày ${day(instant)}`
}
