/** Chỉ tiêu: which sets of indicators hold when, and what a pack may not say. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { ListSource, MarkSource, MeasureFacts, MeasureSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'

export const refusal = defineRefusals('indicators', {
  unknownSet: [
    'notFound',
    'Không có bộ chỉ số này. Chọn lại ở trang Chất lượng phục vụ.',
    'There is no such set of indicators. Choose one on the page Quality of service.',
  ],
  unknownPeriod: [
    'notFound',
    'Không đọc được kỳ này. Chọn lại kỳ ở đầu trang.',
    'This period cannot be read. Choose one at the top of the page.',
  ],
  unknownUnit: [
    'notFound',
    'Không có cơ quan mang mã {code}, hoặc cơ quan không được chấm điểm riêng. Chọn lại trong danh sách.',
    'There is no agency {code}, or it is not scored by itself. Choose one from the list.',
  ],
  unknownIndicator: [
    'notFound',
    'Không có chỉ tiêu này trong bộ chỉ số của kỳ. Xem các chỉ tiêu ở trang của cơ quan.',
    'There is no such indicator in the set of the period. See the indicators on the page of the agency.',
  ],
})

export const isMarks = (source: MeasureSource): source is MarkSource => 'view' in source
export const isList = (source: MeasureSource): source is ListSource => 'list' in source

/** The version of a set that holds on the last day of a period. */
export function setOn(
  sets: readonly IndicatorSet[],
  code: string,
  on: CalendarDate,
): IndicatorSet | undefined {
  return sets.find(
    (set) => set.code === code && set.validFrom <= on && (set.validTo === undefined || on <= set.validTo),
  )
}

export type KnownMeasure = MeasureFacts & {
  readonly key: string
  /** Module that counts it, people who enter it, or both: then people enter what the platform does not see. */
  readonly from: 'marks' | 'list' | 'people' | 'both'
}

/** Every measure that the formulas of a set may read. */
export function measuresFor(
  sources: readonly MeasureSource[],
  set: Pick<IndicatorSet, 'entered'> | undefined,
): ReadonlyMap<string, KnownMeasure> {
  const counted = new Map<string, KnownMeasure>(
    sources.flatMap((source) =>
      Object.entries(source.measures).map(
        ([key, facts]) =>
          [key, { ...facts, key, from: isMarks(source) ? 'marks' : 'list' }] as [string, KnownMeasure],
      ),
    ),
  )
  const entered = (set?.entered ?? []).map(({ key, name, meaning }): [string, KnownMeasure] => {
    const own = counted.get(key)
    return [key, own ? { ...own, from: 'both' } : { key, label: name, meaning, from: 'people' }]
  })
  return new Map([...counted, ...entered])
}
