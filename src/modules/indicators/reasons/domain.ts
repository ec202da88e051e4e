/** Nguyên nhân quá hạn: what an agency says of each late dossier. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { Report } from '#kernel/packs.ts'
import type { Period } from '../periods/domain.ts'
import type { Ward } from '../reach/domain.ts'
import type { NetRow } from '../rows/domain.ts'

export const refusal = defineRefusals('indicators', {
  noReason: [
    'invalid',
    'Chưa chọn nguyên nhân cho hồ sơ nào. Chọn ít nhất một rồi lưu.',
    'No reason was chosen. Choose at least one and save.',
  ],
  unknownReason: [
    'invalid',
    'Nguyên nhân của hồ sơ {code} không có trong danh sách. Chọn lại.',
    'The reason of {code} is not on the list. Choose again.',
  ],
  notLate: [
    'conflict',
    'Hồ sơ {code} không quá hạn trong kỳ này, hoặc không thuộc cơ quan bạn phụ trách. Tải lại trang.',
    'Dossier {code} is not late in the period, or not of your agency. Reload the page.',
  ],
  needsWords: [
    'invalid',
    'Hồ sơ {code}: “{name}” cần ghi rõ. Viết một câu vào ô ghi chú.',
    'Dossier {code}: “{name}” needs words. Write a sentence in the note.',
  ],
})

/** What says nothing by itself. */
const needsWords = 'other'
const wordsMax = 500

export type Named = { readonly code: string; readonly reason: string; readonly words: string }

/** The dossiers of a form by reason lie in its first column. */
export const reasonReport = (reports: readonly Report[]): Report | undefined =>
  reports.find(({ rows }) => rows === 'reasons')

/**
 * Reads what was chosen for these dossiers; where nothing was, nothing is said. Throws `indicators.noReason`,
 * `indicators.unknownReason`, `indicators.needsWords`.
 */
export function readNamed(
  report: Report,
  codes: readonly string[],
  typed: (code: string) => { readonly reason: string; readonly words: string },
): readonly Named[] {
  const read = codes.flatMap((code) => {
    const { reason, words } = typed(code)
    if (reason === '') return []
    const known = report.reasons?.find(({ key }) => key === reason)
    if (!known) throw refusal.unknownReason({ details: { code } })
    const note = words.trim().slice(0, wordsMax)
    if (reason === needsWords && note.length < 3)
      throw refusal.needsWords({ details: { code, name: known.name.vi } })
    return [{ code, reason, words: note }]
  })
  if (read.length === 0) throw refusal.noReason()
  return read
}

export type ReasonView = {
  readonly report: Report
  readonly unit: Ward
  readonly wards: readonly Ward[]
  readonly period: Period
  /** Those without a reason first; at most one page of them. */
  readonly rows: readonly NetRow[]
  readonly total: number
  readonly named: number
}
