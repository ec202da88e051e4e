/** Lưu giữ và xóa dữ liệu: how long each class is kept, by the rule of its day. Pure. docs/legal.md#retention */

import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import type { Keep, RetentionRule } from '#kernel/packs.ts'
import type { Keeping, RecordClass, RecordPart } from '#kernel/retention.ts'
import type { CalendarDate } from '#kernel/types.ts'

export const retentionLinks = {
  overview: '/lam-viec/luu-giu',
  handOver: (key: string) => `/lam-viec/luu-giu/nhom/${key}/giao-nop`,
  list: (key: string) => `/lam-viec/luu-giu/nhom/${key}/muc-luc.csv`,
  newHold: '/lam-viec/luu-giu/lenh-giu',
  hold: (id: string) => `/lam-viec/luu-giu/lenh-giu/${id}`,
} as const

/** Everything that modules keep, as one. */
export type Catalogue = {
  readonly classes: readonly RecordClass[]
  readonly parts: readonly RecordPart[]
  /** Conditions under which a row of `files f`, or bytes `s.sha256`, are named by something. */
  readonly files: readonly string[]
  readonly bytes: readonly string[]
}

/** Files and people are ended when nothing else is left of them: last. */
const place = (unused: RecordClass['whenUnused']) => (unused === 'person' ? 2 : unused === 'file' ? 1 : 0)

export const catalogueOf = (keepings: readonly Keeping[]): Catalogue => ({
  classes: keepings
    .flatMap(({ classes }) => classes)
    .toSorted((a, b) => place(a.whenUnused) - place(b.whenUnused)),
  parts: keepings.flatMap(({ parts }) => parts),
  files: keepings.flatMap(({ files = [] }) => files),
  bytes: keepings.flatMap(({ bytes = [] }) => bytes),
})

/** What happens at the end: xóa, bỏ phần nhận ra người, giao lưu trữ lịch sử. */
export const ends = {
  erase: { vi: 'Xóa', en: 'Erased' },
  anonymise: {
    vi: 'Bỏ phần nhận ra người, giữ số liệu',
    en: 'Who it was is removed; the figures stay',
  },
  archive: { vi: 'Giao lưu trữ lịch sử', en: 'Handed over to the archive' },
} as const satisfies Record<RetentionRule['ending'], Sentence>

/** The rule that holds for a class on a day: the latest that has begun. */
export function ruleFor(
  rules: readonly RetentionRule[],
  key: string,
  today: CalendarDate,
): RetentionRule | undefined {
  return rules
    .filter((rule) => rule.class === key && (rule.validFrom ?? '') <= today)
    .toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''))
    .at(-1)
}

/** Rows of a class that are treated alike: those of some procedures, or those of no procedure that is named. */
export type Slice = {
  readonly keep: Keep
  readonly ending: RetentionRule['ending']
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}

export function slicesOf({ keep, ending, exceptions = [] }: RetentionRule): readonly Slice[] {
  const named = exceptions.flatMap(({ procedures }) => procedures)
  return [
    ...exceptions.map((one) => ({ keep: one.keep, ending: one.ending, only: one.procedures })),
    { keep, ending, ...(named.length > 0 && { without: named }) },
  ]
}

/** A period as PostgreSQL counts it; nothing for what is kept for ever. */
export function intervalOf(keep: Keep): string | undefined {
  if (keep === 'forever') return undefined
  if ('years' in keep) return `${keep.years} years`
  return 'months' in keep ? `${keep.months} months` : `${keep.days} days`
}

export function keepWords(keep: Keep): Sentence {
  if (keep === 'forever') return { vi: 'Vĩnh viễn', en: 'For ever' }
  const [count, vi, en] =
    'years' in keep
      ? [keep.years, 'năm', 'year']
      : 'months' in keep
        ? [keep.months, 'tháng', 'month']
        : [keep.days, 'ngày', 'day']
  return { vi: `${count} ${vi}`, en: `${count} ${en}${count === 1 ? '' : 's'}` }
}

/**
 * What is wrong between code and pack: a class without a rule, a rule without a class, or an end that the class cannot have.
 * An installation does not start with it.
 */
export function mismatches(
  { classes }: Catalogue,
  rules: readonly RetentionRule[],
  today: CalendarDate,
): readonly string[] {
  const known = new Map<string, RecordClass>(classes.map((one) => [one.key, one]))
  return [
    ...classes.flatMap(({ key }) =>
      ruleFor(rules, key, today) ? [] : [`retention.json thiếu nhóm ${key}: dữ liệu này giữ bao lâu?`],
    ),
    ...rules.flatMap((rule) => {
      const one = known.get(rule.class)
      if (!one) return [`retention.json có nhóm ${rule.class} mà không phần mềm nào giữ.`]
      return [rule, ...(rule.exceptions ?? [])].flatMap(({ keep, ending }) => {
        if (keep === 'forever') return []
        if (ending === 'anonymise' && !one.blank)
          return [`Nhóm ${rule.class} chỉ xóa được, không ẩn danh được.`]
        if (ending === 'erase' && one.blank) return [`Nhóm ${rule.class} chỉ ẩn danh được: số liệu phải còn.`]
        if (ending === 'archive' && !one.id) return [`Nhóm ${rule.class} không giao lưu trữ được.`]
        return []
      })
    }),
  ]
}

export const reasonMin = 10

export const refusal = defineRefusals('retention', {
  notFound: ['notFound', 'Không tìm thấy nhóm hay lệnh giữ này.', 'This class or hold was not found.'],
  kindNeeded: ['invalid', 'Chọn giữ gì: một hồ sơ, một người hay cả nhóm.', 'Choose what is held.'],
  reasonNeeded: [
    'invalid',
    'Viết lý do, ít nhất 10 chữ cái: vụ việc nào, văn bản nào yêu cầu giữ.',
    'Write the reason, at least 10 letters: which matter, which document asks for it.',
  ],
  unknownDossier: [
    'invalid',
    'Không có hồ sơ mang mã này. Xem lại mã trên giấy tiếp nhận.',
    'There is no dossier with this code. Look again at the receipt.',
  ],
  unknownPerson: [
    'invalid',
    'Không có người nào mang số định danh này. Xem lại 12 chữ số.',
    'There is nobody with this number. Look again at its 12 digits.',
  ],
  unknownClass: ['invalid', 'Chọn một nhóm trong danh sách.', 'Choose a class from the list.'],
  heldAlready: [
    'conflict',
    'Đã có lệnh giữ này và lệnh còn hiệu lực.',
    'There is such a hold, and it stands.',
  ],
  secondPerson: [
    'forbidden',
    'Người thứ hai phải làm bước này, không phải chính người đã đề nghị.',
    'A second person has to do this, not the one who asked.',
  ],
  changedMeanwhile: [
    'conflict',
    'Lệnh giữ vừa được người khác xử lý. Mở lại trang để xem.',
    'Somebody else has just dealt with this hold. Open the page again.',
  ],
  notForArchive: [
    'conflict',
    'Nhóm này không có gì chờ giao nộp lưu trữ.',
    'Nothing of this class waits for the archive.',
  ],
  recordNeeded: [
    'invalid',
    'Ghi số biên bản, tên lưu trữ lịch sử và ngày giao, không sau hôm nay.',
    'Give the number of the record, the archive and the day, not later than today.',
  ],
})
