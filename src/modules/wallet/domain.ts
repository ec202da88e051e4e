/** Kho dữ liệu điện tử: what an entry weighs, whether it counts on a day, and every no the module can say. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { PaperKind, RequiredPaper } from '#kernel/packs.ts'
import type { Officer } from '#kernel/policy.ts'
import { type CalendarDate, calendarDate, type FileOrigin } from '#kernel/types.ts'

/** Who vouches for an entry, and how much it weighs where two say different things: the heavier stands. */
export const sources = {
  /** Signed by the agency that decided, here. */
  result: { weight: 3, vi: 'Bản gốc điện tử do cơ quan ký', en: 'Electronic original, signed by the agency' },
  /** The same, from the store of the national portal. */
  national: {
    weight: 2,
    vi: 'Bản gốc điện tử từ Cổng Dịch vụ công quốc gia',
    en: 'Electronic original from the national portal',
  },
  /** A desk compared it with the paper and signed the copy. */
  copy: {
    weight: 1,
    vi: 'Bản số hóa, đã đối chiếu bản giấy và ký số',
    en: 'Digitised copy, compared and signed',
  },
} as const satisfies Record<string, { weight: number; vi: string; en: string }>
export type Source = keyof typeof sources

export type EntryOwner = {
  readonly id: string | null
  readonly identity: string | null
  readonly kind: 'citizen' | 'enterprise' | 'household'
  readonly name: string
}

export type Entry = {
  readonly id: string
  readonly ownerId: string | null
  readonly ownerIdentity: string | null
  readonly ownerKind: EntryOwner['kind']
  readonly ownerName: string
  readonly kindCode: string
  readonly title: string
  readonly number: string | null
  readonly source: Source
  readonly agencyName: string
  readonly unitId: string | null
  readonly issuedOn: string | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly fields: Readonly<Record<string, string>>
  readonly fileId: string
  readonly sha256: string
  readonly verifyCode: string
  readonly resultId: string | null
  readonly caseId: string | null
  readonly keptAt: Date
  readonly endedAt: Date | null
  readonly endedHow: 'revoked' | 'replaced' | null
  readonly endedReason: string | null
  /** Of a digitised copy: whether the scan was wrong or its paper was replaced. */
  readonly endedWhy: 'wrongScan' | 'paperReplaced' | null
  /** The newer paper that took its place. */
  readonly replacedBy: string | null
  readonly replacementTitle: string | null
  readonly replacementNumber: string | null
}

export type Standing = 'valid' | 'notYet' | 'expired' | 'replaced' | 'revoked'

/** Hiệu lực of an entry on a day. What ended it comes before what time does. */
export function standingOf(
  { endedHow, validFrom, validUntil }: Pick<Entry, 'endedHow' | 'validFrom' | 'validUntil'>,
  today: CalendarDate,
): Standing {
  if (endedHow) return endedHow
  if (validFrom > today) return 'notYet'
  return validUntil !== null && validUntil < today ? 'expired' : 'valid'
}

/** Who may end a digitised copy: whoever has the right at the unit that signed it. */
export const mayEnd = (
  { unitId, permissions }: Pick<Officer, 'unitId' | 'permissions'>,
  entry: Pick<Entry, 'source' | 'unitId'>,
): boolean => entry.source === 'copy' && entry.unitId === unitId && permissions.has('paper.revoke')

/** A refusal is kept for its owner, but is no paper that anyone asks for. */
export const refusalKind = 'tu-choi'

/** The last day of so many months from a day: 31 August and six months end with February. */
export function monthsAfter(day: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const kept = Math.min(date, last.getUTCDate())
  return calendarDate(`${last.toISOString().slice(0, 8)}${String(kept).padStart(2, '0')}`)
}

/** Mã loại giấy of a paper: its kind in the pack, or itself where the pack names none. */
export const kindCodeOf = (
  procedureCode: string,
  { key, kind }: Pick<RequiredPaper, 'key' | 'kind'>,
): string => kind ?? `${procedureCode}/${key}`

/** The kinds of entries that may stand for a paper. */
export function acceptedKinds(
  procedureCode: string,
  paper: Pick<RequiredPaper, 'key' | 'kind' | 'reuse'>,
  kinds: readonly PaperKind[],
): ReadonlySet<string> {
  const same = kinds.find(({ code }) => code === paper.kind)?.results ?? []
  return new Set([kindCodeOf(procedureCode, paper), ...same, ...(paper.reuse ?? [])])
}

/** Newest and heaviest first, so that the first one offered is the best. */
export function bestFirst(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(
    (a, b) =>
      sources[b.source].weight - sources[a.source].weight ||
      b.validFrom.localeCompare(a.validFrom) ||
      b.keptAt.getTime() - a.keptAt.getTime(),
  )
}

/** What a file taken from an entry says of where it comes from. */
export function originOf(entry: Entry, act: FileOrigin['act']): FileOrigin {
  return {
    entry: entry.id,
    act,
    title: entry.title,
    source: entry.agencyName,
    isNational: entry.source === 'national',
    resultCode: entry.kindCode.startsWith('KQ.') ? entry.kindCode : null,
    validUntil: entry.validUntil,
  }
}

export const refusal = defineRefusals('wallet', {
  notFound: [
    'notFound',
    'Không tìm thấy giấy tờ này trong kho. Mở lại danh sách giấy tờ.',
    'There is no such paper in the wallet. Open the list again.',
  ],
  noLongerValid: [
    'conflict',
    '“{title}” không còn dùng được: {why}. Chọn bản còn hiệu lực hoặc tải tệp lên.',
    '“{title}” can no longer be used: {why}. Choose one in force or upload a file.',
  ],
  notYourCopy: [
    'forbidden',
    'Chỉ cơ quan đã ký bản số hóa này mới thu hồi được. Liên hệ cơ quan ghi trên giấy.',
    'Only the agency that signed this copy can withdraw it. Ask the agency named on it.',
  ],
  alreadyEnded: [
    'conflict',
    'Bản số hóa này đã thu hồi hoặc đã được thay.',
    'This copy was withdrawn or replaced already.',
  ],
  chooseWhy: ['invalid', 'Chọn vì sao thu hồi.', 'Choose why it is withdrawn.'],
  reasonNeeded: ['invalid', 'Ghi lý do cho chủ giấy tờ.', 'Give the reason for the owner.'],
  wrongSuccessor: [
    'invalid',
    'Bản thay thế không còn dùng được. Chọn lại trong danh sách.',
    'That copy can no longer take its place. Choose from the list again.',
  ],
  wrongKind: [
    'conflict',
    '“{title}” không thay được giấy tờ này. Chọn giấy khác hoặc tải tệp lên.',
    '“{title}” does not stand for this paper. Choose another or upload a file.',
  ],
  scanNotFound: [
    'notFound',
    'Không tìm thấy lượt quét này. Mở lại hồ sơ và quét lại.',
    'There is no such scan. Open the dossier and scan again.',
  ],
  nothingToScan: [
    'invalid',
    'Chọn ít nhất một ảnh hoặc tệp PDF để quét.',
    'Choose at least one picture or PDF to scan.',
  ],
  tooManyPages: [
    'invalid',
    'Một lượt quét nhận nhiều nhất {max} trang; lượt này có {count}. Chia thành nhiều lượt.',
    'One scan takes at most {max} pages; this one has {count}. Split it.',
  ],
  notReady: [
    'conflict',
    'Lượt quét chưa đọc xong. Chờ vài giây rồi tải lại trang.',
    'The scan is still being read. Wait some seconds and reload the page.',
  ],
  alreadyDecided: [
    'conflict',
    'Giấy này đã được xác nhận hoặc bỏ ra. Tải lại trang để xem.',
    'This paper was already confirmed or dropped. Reload the page.',
  ],
  chooseKind: [
    'invalid',
    'Chọn đây là giấy tờ nào của thủ tục trước khi xác nhận.',
    'Choose which paper of the procedure this is before confirming.',
  ],
  mustCompare: [
    'invalid',
    'Đánh dấu “Đã đối chiếu với bản giấy” sau khi so từng ô. Không đối chiếu thì không ký được.',
    'Tick “Compared with the paper” after comparing each field. Without it nothing is signed.',
  ],
  wrongFields: [
    'invalid',
    'Có ô chưa đúng. Sửa từng ô được nêu rồi xác nhận lại.',
    'Some fields are not right. Mend each one named and confirm again.',
  ],
})
