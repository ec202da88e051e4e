import { formatNumber } from '../text.ts'
import {
  blank,
  enter,
  type Fault,
  type FieldOf,
  fault,
  type Kind,
  nounOf,
  type Reading,
  sentence,
  unread,
  words,
} from './kind.ts'
import { plainFigures } from './tidy.ts'
import { moneyInWords } from './words.ts'

/** No field of a form needs more; doubles stay exact and words exist up to here. */
const numberMax = 999_999_999_999_999
const decimalsMax = 6

type AmountField = FieldOf<'number'> | FieldOf<'money'>

/**
 * Reads figures as people here write them: dots or spaces every three digits, a comma before decimals.
 * "1.500" is one thousand five hundred; "1.5" can only be a decimal. `undefined` where it is no number.
 */
function numberOf(typed: string): number | undefined {
  const text = typed.replace(/\s/g, '')
  const sign = text.startsWith('-') ? -1 : 1
  const unsigned = text.replace(/^[-+]/, '')
  const vietnamese = /^\d{1,3}(\.\d{3})+(,\d+)?$|^\d+(,\d+)?$/.test(unsigned)
  const plain = vietnamese
    ? unsigned.replaceAll('.', '').replace(',', '.')
    : unsigned.replace(/,(?=\d{3}(\D|$))/g, '')
  if (!/^\d{1,18}(\.\d{1,12})?$/.test(plain)) return undefined
  return sign * Number(plain) || 0
}

function decimalsOf(value: number): number {
  const [, decimals = ''] = value.toString().split('.')
  return value.toString().includes('e') ? 20 : decimals.length
}

function rangeFault(field: AmountField, value: number, show: (value: number) => string): Fault | undefined {
  const noun = nounOf(field)
  const { max } = field
  const min = field.min ?? (field.kind === 'money' ? 0 : undefined)
  if (min !== undefined && value < min) {
    return fault(
      `${sentence(noun.vi)} ít nhất là ${show(min)}. Kiểm tra lại.`,
      `${sentence(noun.en)} must be at least ${show(min)}. Check it again.`,
    )
  }
  if (max !== undefined && value > max) {
    return fault(
      `${sentence(noun.vi)} nhiều nhất là ${show(max)}. Kiểm tra lại.`,
      `${sentence(noun.en)} must be at most ${show(max)}. Check it again.`,
    )
  }
  return undefined
}

const figures = (value: number) => formatNumber(value, 'vi', decimalsMax)
const dong = (value: number) => `${figures(value)} đ`

function readAmount(field: AmountField, typed: string, decimals: number): Reading {
  const noun = nounOf(field)
  const value = numberOf(typed)
  if (value === undefined) {
    return unread(
      `Nhập ${noun.vi} bằng chữ số, ví dụ ${field.kind === 'money' ? '1.500.000' : '12'}.`,
      `Enter ${noun.en} in digits, for example ${field.kind === 'money' ? '1.500.000' : '12'}.`,
    )
  }
  if (Math.abs(value) > numberMax) {
    return unread(
      `${sentence(noun.vi)} quá lớn. Kiểm tra lại.`,
      `${sentence(noun.en)} is too large. Check it again.`,
    )
  }
  if (decimalsOf(value) > decimals) {
    return decimals === 0
      ? unread(
          `${sentence(noun.vi)} là số nguyên, không có phần lẻ.`,
          `${sentence(noun.en)} is a whole number.`,
        )
      : unread(
          `${sentence(noun.vi)} có nhiều nhất ${decimals} chữ số sau dấu phẩy.`,
          `${sentence(noun.en)} has at most ${decimals} digits after the comma.`,
        )
  }
  return { value }
}

export const amountKinds = {
  number: {
    parts: () => [''],
    read(field, controls) {
      const typed = plainFigures(controls.one())
      return typed === '' ? blank : readAmount(field, typed, field.decimals ?? 0)
    },
    fits(field, value) {
      if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > numberMax) return false
      return (field.decimals ?? 0) > 0 || Number.isInteger(value)
    },
    shape: (field) =>
      field.decimals ? words('một số', 'a number') : words('một số nguyên', 'a whole number'),
    fault(field, value) {
      const number = Number(value)
      if (decimalsOf(number) > (field.decimals ?? 0)) {
        return fault(
          `Viết nhiều nhất ${field.decimals} chữ số lẻ.`,
          `Give at most ${field.decimals} decimals.`,
        )
      }
      const unit = (value: number) => `${figures(value)}${field.unit ? ` ${field.unit.vi}` : ''}`
      return rangeFault(field, number, unit)
    },
    schema: ({ decimals, min, max }) => ({
      type: decimals ? 'number' : 'integer',
      minimum: min ?? -numberMax,
      maximum: max ?? numberMax,
    }),
    show: (field, value, language) =>
      `${figures(Number(value))}${field.unit ? ` ${field.unit[language]}` : ''}`,
    missing: (field) => enter(field),
  } satisfies Kind<FieldOf<'number'>>,
  money: {
    parts: () => [''],
    read(field, controls) {
      const typed = plainFigures(controls.one())
        .replace(/(đồng|đ|vnđ|vnd|₫)\.?$/iu, '')
        .trimEnd()
      return typed === '' ? blank : readAmount(field, typed, 0)
    },
    fits: (_field, value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= numberMax,
    shape: () => words('số tiền bằng đồng, số nguyên không âm', 'an amount in đồng, a whole number from 0'),
    fault(field, value) {
      return rangeFault(field, Number(value), dong)
    },
    schema: ({ min, max }) => ({ type: 'integer', minimum: min ?? 0, maximum: max ?? numberMax }),
    show: (_field, value, language) =>
      language === 'vi' ? `${dong(Number(value))} (${moneyInWords(Number(value))})` : dong(Number(value)),
    missing: (field) => enter(field, '1.500.000'),
  } satisfies Kind<FieldOf<'money'>>,
}
