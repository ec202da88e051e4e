/** Số liệu nhập tay: what may be entered. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import { figureOf } from '../scoring/domain.ts'

export const refusal = defineRefusals('indicators', {
  noSource: [
    'invalid',
    'Chưa ghi số liệu lấy từ đâu. Ghi tên và số báo cáo hoặc hệ thống đã đếm.',
    'Where the figures come from is missing. Name the report or the system that counted them.',
  ],
  notANumber: [
    'invalid',
    'Ô “{name}” phải là số nguyên từ 0 trở lên. Sửa lại rồi lưu.',
    '“{name}” must be a whole number, nought or more. Correct it and save.',
  ],
  nothing: [
    'invalid',
    'Chưa ô nào có số. Nhập ít nhất một số rồi lưu.',
    'No figure was entered. Enter at least one and save.',
  ],
  moreThanAll: [
    'invalid',
    'Chỉ tiêu {code}: phần ({of}) lớn hơn toàn bộ ({per}). Kiểm tra lại hai số.',
    'Indicator {code}: the part ({of}) is more than the whole ({per}). Check both figures.',
  ],
})

type Typed = { readonly fields: Readonly<Record<string, string | readonly string[]>> }

/** A field of a form as typed, at most 300 letters of it. */
export const textIn = ({ fields }: Typed, name: string): string =>
  String([fields[name] ?? ''].flat()[0] ?? '').slice(0, 300)

const largest = 1_000_000_000

/** Reads what was typed, `1.234` too; an empty field says nothing. Throws `indicators.notANumber`. */
export function readValues(
  entered: IndicatorSet['entered'],
  typed: (key: string) => string,
): ReadonlyMap<string, number> {
  const read = entered.flatMap(({ key, name }) => {
    const text = typed(key).replaceAll(/[\s.]/g, '')
    if (text === '') return []
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (!(value <= largest)) throw refusal.notANumber({ details: { name: name.vi } })
    return [[key, value] as const]
  })
  if (read.length === 0) throw refusal.nothing()
  return new Map(read)
}

/** No part is more than its whole. `values` are all that would stand for the agency and period. */
export function demandPossible(set: IndicatorSet, values: ReadonlyMap<string, number>): void {
  const counted = new Map([...values].map(([measure, value]) => [`during.${measure}`, value]))
  for (const indicator of set.indicators) {
    const { of, per, state } = figureOf(indicator, counted)
    if (state === 'known' && of !== null && per !== null && of > per)
      throw refusal.moreThanAll({ details: { code: indicator.code, of, per } })
  }
}
