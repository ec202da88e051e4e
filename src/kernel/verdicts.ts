/** What a check of a receipt found, in words for whoever holds it. The same on the page, without a network and on the command line. */

import { toHex } from './notes.ts'
import type { Verdict } from './receipts.ts'
import type { Language } from './text.ts'

type Words = { readonly title: string; readonly text: string }
type Row = { readonly term: string; readonly value: string }

export type VerdictWords = Words & {
  readonly tone: 'success' | 'warning' | 'danger' | 'information'
  readonly rows: readonly Row[]
}

const said = {
  vi: {
    proven: {
      title: 'Đúng: đã ghi vào sổ cái và chưa bị sửa',
      text: 'Đối chiếu các dòng dưới đây với giấy đang cầm. Khác dòng nào thì giấy đó đã bị sửa.',
    },
    promised: {
      title: 'Đúng là lời hứa ghi sổ của cơ quan',
      text: 'Việc này phải có trong sổ cái trước giờ ghi dưới đây. Quá giờ đó, tải lại biên nhận: nếu vẫn chưa có bằng chứng, hãy giữ tệp này và khiếu nại.',
    },
    otherContent: {
      title: 'Không khớp: nội dung đã bị sửa',
      text: 'Nội dung trong biên nhận không phải nội dung đã được ký. Không dùng biên nhận này làm bằng chứng.',
    },
    otherTree: {
      title: 'Không khớp: sổ cái không có nội dung này',
      text: 'Từ nội dung này không dẫn tới điểm chốt đã ký. Nội dung hoặc đường dẫn đã bị sửa.',
    },
    forgedSignature: {
      title: 'Không khớp: chữ ký giả',
      text: 'Chữ ký mang tên cơ quan nhưng không phải do khóa của cơ quan ký.',
    },
    unreadable: {
      title: 'Không đọc được biên nhận',
      text: 'Dán đủ nội dung từ dòng đầu đến dòng cuối, hoặc chọn đúng tệp đã tải về.',
    },
    unknownKey: {
      title: 'Chưa kết luận được: không có khóa của sổ cái này',
      text: 'Biên nhận do một sổ cái khác ký, hoặc khóa mới hơn danh sách khóa đang dùng. Tải lại danh sách khóa rồi kiểm tra lại.',
    },
    what: 'Việc',
    at: 'Lúc',
    code: 'Mã hồ sơ',
    procedure: 'Thủ tục',
    files: 'Tệp đã nộp (đầu mã băm)',
    place: 'Vị trí trong sổ',
    placeOf: (index: string, size: string) => `lá ${index} trong ${size} lá`,
    by: 'Phải có trong sổ trước',
    witnesses: 'Người làm chứng',
    leaf: 'Mã lá',
    log: 'Sổ cái',
  },
  en: {
    proven: {
      title: 'Genuine: it is in the ledger, unaltered',
      text: 'Compare the lines below with the paper in your hand. If one differs, the paper was altered.',
    },
    promised: {
      title: 'Genuine promise of the agency',
      text: 'It must be in the ledger before the time below. After that, download the receipt again; if there is still no proof, keep this file and complain.',
    },
    otherContent: {
      title: 'Does not match: the content was altered',
      text: 'What the receipt says is not what was signed. It proves nothing.',
    },
    otherTree: {
      title: 'Does not match: the ledger does not hold this',
      text: 'This content does not lead to the signed head. The content or the path was altered.',
    },
    forgedSignature: {
      title: 'Does not match: forged signature',
      text: 'The signature bears the name of the agency and was not made with its key.',
    },
    unreadable: {
      title: 'The receipt cannot be read',
      text: 'Paste all of it from the first line to the last, or choose the file that you downloaded.',
    },
    unknownKey: {
      title: 'Cannot tell: the key of this ledger is not known',
      text: 'Another ledger signed it, or the key is newer than the list in use. Download the list of keys and check again.',
    },
    what: 'What',
    at: 'When',
    code: 'Dossier',
    procedure: 'Procedure',
    files: 'Files handed in (first signs of hashes)',
    place: 'Place in the ledger',
    placeOf: (index: string, size: string) => `leaf ${index} of ${size}`,
    by: 'Must be in the ledger before',
    witnesses: 'Witnesses',
    leaf: 'Leaf',
    log: 'Ledger',
  },
} as const

/** Events of which people hold receipts; others are called by their own name. */
const eventWords: Readonly<Record<string, Record<Language, string>>> = {
  'dossier.submitted': { vi: 'Nộp hồ sơ', en: 'Dossier submitted' },
  'dossier.accepted': { vi: 'Tiếp nhận hồ sơ', en: 'Dossier accepted' },
  'result.signed': { vi: 'Ký kết quả', en: 'Result signed' },
}

/** Kết luận của việc kiểm tra. */
export function verdictWords(verdict: Verdict, language: Language): VerdictWords {
  const t = said[language]
  if (verdict.is === 'wrong') return { tone: 'danger', ...t[verdict.because], rows: [] }
  if (verdict.is === 'unclear') return { tone: 'warning', ...t[verdict.because], rows: [] }
  const { entry, leaf, origin } = verdict
  const { about, details } = entry
  const name = String(about.name ?? about.kind ?? '')
  const files = Array.isArray(details.files) ? details.files.map((hash) => String(hash).slice(0, 8)) : []
  const rows: (Row | false)[] = [
    { term: t.what, value: eventWords[name]?.[language] ?? name },
    typeof about.at === 'string' && { term: t.at, value: localTime(new Date(about.at)) },
    typeof details.code === 'string' && { term: t.code, value: details.code },
    typeof details.procedure === 'string' && { term: t.procedure, value: details.procedure },
    files.length > 0 && { term: t.files, value: files.join(', ') },
    ...(verdict.is === 'proven'
      ? [
          { term: t.place, value: t.placeOf(figures(verdict.index), figures(verdict.size)) },
          verdict.witnesses.length > 0 && {
            term: t.witnesses,
            value: verdict.witnesses.map(({ key }) => key.name).join(', '),
          },
        ]
      : [{ term: t.by, value: localTime(verdict.by) }]),
    { term: t.leaf, value: toHex(leaf) },
    { term: t.log, value: origin },
  ]
  return {
    tone: verdict.is === 'proven' ? 'success' : 'information',
    ...t[verdict.is],
    rows: rows.filter((row) => row !== false),
  }
}

const figures = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')

/** Hour and day of the province, which has no summer time. */
function localTime(at: Date): string {
  const [day = '', time = ''] = new Date(at.getTime() + 7 * 3_600_000).toISOString().split('T')
  return `${time.slice(0, 8)} ${day.split('-').toReversed().join('/')}`
}
