/** Giám sát sổ cái: what may be amiss, by its name. */

import type { Sentence } from '#kernel/errors.ts'

/** Everything that tampering leaves behind. Whoever sees one of these asks the witnesses and stops using the copy. */
export const findingKinds = {
  eventChanged: { vi: 'Một sự kiện đã bị sửa', en: 'An event was changed' },
  eventMissing: { vi: 'Một sự kiện đã bị xóa', en: 'An event was removed' },
  eventInserted: { vi: 'Một sự kiện bị chèn lùi ngày', en: 'An event was inserted back in time' },
  erasedUntold: {
    vi: 'Một sự kiện mất nội dung mà không có lệnh xóa',
    en: 'An event lost its words without a forgetting',
  },
  lookChanged: { vi: 'Một lượt xem đã bị sửa', en: 'A look was changed' },
  lookMissing: { vi: 'Một lượt xem đã bị xóa', en: 'A look was removed' },
  lookInserted: { vi: 'Một lượt xem bị chèn lùi ngày', en: 'A look was inserted back in time' },
  countChanged: { vi: 'Số lần xem đã bị sửa', en: 'The count of a look was changed' },
  leafChanged: { vi: 'Một lá đã bị sửa', en: 'A leaf was changed' },
  leafMissing: { vi: 'Một lá đã bị xóa', en: 'A leaf was removed' },
  tileChanged: { vi: 'Một mảnh của cây đã bị thay', en: 'A tile was replaced' },
  headChanged: { vi: 'Một điểm chốt không khớp với cây', en: 'A head does not match its tree' },
  headForged: {
    vi: 'Một điểm chốt không do khóa của sổ cái ký',
    en: 'A head was not signed with the key of the ledger',
  },
  stampForged: {
    vi: 'Một dấu thời gian không phải của điểm chốt mang nó',
    en: 'A stamp is not of the head that bears it',
  },
  keyChanged: {
    vi: 'Danh sách khóa không khớp với các lá về khóa',
    en: 'The list of keys does not match its leaves',
  },
  shrunk: {
    vi: 'Sổ cái ngắn hơn lần trước: bị cắt hoặc khôi phục bản cũ',
    en: 'The ledger is shorter than before: cut, or an old copy',
  },
  forked: {
    vi: 'Sổ cái không còn bắt đầu bằng sổ của lần trước',
    en: 'The ledger does not begin with what it was before',
  },
  delayed: {
    vi: 'Việc đã xong quá năm phút chưa vào sổ',
    en: 'Something waits for the ledger for more than five minutes',
  },
} as const satisfies Record<string, Sentence>

export type FindingKind = keyof typeof findingKinds
export type Finding = {
  readonly kind: FindingKind
  readonly tree: 'decisions' | 'accesses'
  /** Which leaf, event, look, tile or head. */
  readonly where: string
}

/** What was seen of a tree, kept outside the database by whoever watches it. */
export type SeenTree = { readonly size: number; readonly root: string }
export type Memory = {
  readonly decisions: SeenTree
  readonly accesses: SeenTree
  /** Keys as they were first seen, each by its text. */
  readonly keys: readonly string[]
}

/** How many of one kind are told one by one. */
export const toldMax = 50
