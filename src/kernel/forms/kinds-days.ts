import { parseCalendarDate } from '../types.ts'
import {
  blank,
  type Controls,
  enter,
  type Fault,
  type FieldOf,
  fault,
  type Kind,
  nounOf,
  type Reading,
  type Setting,
  sentence,
  unread,
  words,
} from './kind.ts'
import { plainFigures } from './tidy.ts'
import { dayInFigures } from './words.ts'

type DayField = FieldOf<'date'> | FieldOf<'partialDate'>
type DayPart = 'day' | 'month' | 'year'

const parts: readonly DayPart[] = ['day', 'month', 'year']
const names = {
  day: { vi: 'ngày', en: 'day' },
  month: { vi: 'tháng', en: 'month' },
  year: { vi: 'năm', en: 'year' },
} as const
const fullDay = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
const partialDay = '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'

/** Forms ask about living memory and near plans; other years are slips of the finger. */
const yearMin = 1800
const yearMax = 2199

function read(field: DayField, controls: Controls): Reading {
  const [day = '', month = '', year = ''] = parts.map((part) => plainFigures(controls.one(part)))
  if (day === '' && month === '' && year === '') return blank
  const lack = lacking(field, { day, month, year })
  if (lack) return missingPart(field, lack)
  for (const [part, text] of [
    ['day', day],
    ['month', month],
    ['year', year],
  ] as const) {
    if (text !== '' && !/^\d{1,4}$/.test(text)) return notFigures(part)
  }
  if (year.length !== 4 || Number(year) < yearMin || Number(year) > yearMax) {
    return unread(
      'Nhập năm đủ 4 chữ số, ví dụ 1985.',
      'Enter the year with 4 digits, for example 1985.',
      'year',
    )
  }
  return joined({ day, month, year })
}

type Typed = Record<DayPart, string>

function lacking(field: DayField, typed: Typed): DayPart | undefined {
  if (field.kind === 'date') return parts.find((part) => typed[part] === '')
  if (typed.year === '') return 'year'
  return typed.day !== '' && typed.month === '' ? 'month' : undefined
}

function missingPart(field: DayField, part: DayPart): Reading {
  const noun = nounOf(field)
  return unread(
    `Nhập ${names[part].vi} của ${noun.vi}.`,
    `Enter the ${names[part].en} of the ${noun.en}.`,
    part,
  )
}

function notFigures(part: DayPart): Reading {
  return unread(`Nhập ${names[part].vi} bằng chữ số.`, `Enter the ${names[part].en} in digits.`, part)
}

function joined({ day, month, year }: Typed): Reading {
  if (month === '') return { value: year }
  if (Number(month) < 1 || Number(month) > 12) {
    return unread('Tháng là số từ 1 đến 12.', 'The month is a number from 1 to 12.', 'month')
  }
  const yearMonth = `${year}-${String(Number(month)).padStart(2, '0')}`
  if (day === '') return { value: yearMonth }
  const value = `${yearMonth}-${String(Number(day)).padStart(2, '0')}`
  if (Number(day) >= 1 && parseCalendarDate(value)) return { value }
  return unread(
    `Tháng ${Number(month)} năm ${year} không có ngày ${Number(day)}. Kiểm tra lại ngày.`,
    `There is no day ${Number(day)} in month ${Number(month)} of ${year}. Check the day.`,
    'day',
  )
}

/** A year or month inside the allowed span is fine where only a part of the day is known. */
function spanFault(field: DayField, value: string, setting: Setting): Fault | undefined {
  const noun = nounOf(field)
  const earliest = field.notBefore && setting.evaluate(field.notBefore)
  const latest = field.notAfter && setting.evaluate(field.notAfter)
  if (typeof earliest === 'string' && value < earliest.slice(0, value.length)) {
    return fault(
      `${sentence(noun.vi)} phải từ ${dayInFigures(earliest)} trở đi. Kiểm tra lại.`,
      `${sentence(noun.en)} must be ${dayInFigures(earliest)} or later. Check it again.`,
    )
  }
  if (typeof latest === 'string' && value.slice(0, latest.length) > latest)
    return tooLate(field, latest, setting)
  return undefined
}

function tooLate(field: DayField, latest: string, { lookups }: Setting): Fault {
  const noun = nounOf(field)
  if (latest === lookups.today) {
    return fault(
      `${sentence(noun.vi)} không thể sau hôm nay (${dayInFigures(latest)}). Kiểm tra lại.`,
      `${sentence(noun.en)} cannot be after today (${dayInFigures(latest)}). Check it again.`,
    )
  }
  return fault(
    `${sentence(noun.vi)} phải từ ${dayInFigures(latest)} trở về trước. Kiểm tra lại.`,
    `${sentence(noun.en)} must be ${dayInFigures(latest)} or earlier. Check it again.`,
  )
}

function isSensibleYear(value: string): boolean {
  const year = Number(value.slice(0, 4))
  return year >= yearMin && year <= yearMax
}

const shared = {
  parts: () => parts,
  read,
  fault(field: DayField, value: unknown, setting: Setting): Fault | undefined {
    const text = String(value)
    if (isSensibleYear(text)) return spanFault(field, text, setting)
    return fault(
      'Nhập năm đủ 4 chữ số, ví dụ 1985.',
      'Enter the year with 4 digits, for example 1985.',
      'year',
    )
  },
  show: (_field: DayField, value: unknown) => dayInFigures(String(value)),
}

export const dayKinds = {
  date: {
    ...shared,
    fits: (_field, value) => typeof value === 'string' && parseCalendarDate(value) !== undefined,
    shape: () => words('một ngày có thật, viết YYYY-MM-DD', 'a real day, written YYYY-MM-DD'),
    schema: () => ({ type: 'string', format: 'date', pattern: fullDay }),
    missing: (field) => enter(field, '12 3 1985'),
  } satisfies Kind<FieldOf<'date'>>,
  partialDate: {
    ...shared,
    fits: (_field, value) => typeof value === 'string' && new RegExp(partialDay).test(value),
    shape: () => words('YYYY, YYYY-MM hoặc YYYY-MM-DD', 'YYYY, YYYY-MM or YYYY-MM-DD'),
    schema: () => ({ type: 'string', pattern: partialDay }),
    fault(field, value, setting) {
      const text = String(value)
      const isReal = text.length < 10 || parseCalendarDate(text) !== undefined
      if (isReal) return shared.fault(field, value, setting)
      return fault(
        'Ngày này không có thật. Kiểm tra lại ngày.',
        'There is no such day. Check the day.',
        'day',
      )
    },
    missing(field) {
      const noun = nounOf(field)
      return {
        ...enter(field),
        words: words(
          `Nhập ${noun.vi}. Nếu chỉ nhớ năm, nhập năm, ví dụ 1958.`,
          `Enter ${noun.en}. If only the year is known, enter the year, for example 1958.`,
        ),
        part: 'year',
      }
    },
  } satisfies Kind<FieldOf<'partialDate'>>,
}
