/** Mẫu phiếu, giấy, sổ của cơ chế một cửa: which there are, by which circular, and who may see them. Pure. */

import { type CalendarDate, calendarDate } from '#kernel/types.ts'
import type { Paperwork } from '#modules/dossiers/api.ts'

export type FormKind =
  | 'receipt'
  | 'supplement'
  | 'refusal'
  | 'apology'
  | 'stop'
  | 'controlSheet'
  | 'followUpBook'
  | 'handover'
  | 'feeReceipt'

/** One form as one text of law has it. `number` is null where the text gives it none. */
export type Edition = {
  readonly title: string
  readonly number: string | null
  readonly regulation: string | null
}

const circular2018 = 'Thông tư số 01/2018/TT-VPCP'
const circular2025 = 'Thông tư số 03/2025/TT-VPCP'

/** The day from which the forms of 2025 are used, unless a pack names its own (docs/legal.md#official-forms). */
export const circular2025From = calendarDate('2025-09-15')

type Titles = { readonly number: string | null; readonly title: string }
type FormFacts = {
  /** Ký hiệu after the number of the paper. */
  readonly sign: string
  readonly template: string
} & (
  | { readonly until2025: Titles; readonly from2025: Titles }
  | { readonly always: Titles & { readonly regulation: string | null } }
)

/** The only list of numbers and titles. Both circulars number differently, so everything else names forms by key. */
export const officialForms: Readonly<Record<FormKind, FormFacts>> = {
  receipt: {
    sign: 'TNHS',
    template: 'receipt',
    until2025: { number: '01', title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
    from2025: { number: '01', title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
  },
  supplement: {
    sign: 'HDHS',
    template: 'supplement',
    until2025: { number: '02', title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
    from2025: { number: '02', title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
  },
  refusal: {
    sign: 'TCTN',
    template: 'refusal',
    until2025: { number: '03', title: 'Phiếu từ chối giải quyết hồ sơ' },
    from2025: { number: '03', title: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ' },
  },
  apology: {
    sign: 'XL',
    template: 'apology',
    until2025: { number: '04', title: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' },
    from2025: { number: '04', title: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết' },
  },
  stop: {
    sign: 'TB-DGQ',
    template: 'stop',
    until2025: { number: null, title: 'Thông báo dừng giải quyết hồ sơ' },
    from2025: { number: '05', title: 'Thông báo dừng giải quyết hồ sơ' },
  },
  controlSheet: {
    sign: 'KSGQ',
    template: 'control-sheet',
    until2025: { number: '05', title: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    from2025: { number: '06', title: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
  },
  followUpBook: {
    sign: '',
    template: 'follow-up-book',
    until2025: { number: '06', title: 'Sổ theo dõi hồ sơ' },
    from2025: { number: '07', title: 'Sổ theo dõi hồ sơ' },
  },
  handover: {
    sign: 'BG',
    template: 'handover',
    always: { number: null, title: 'Phiếu bàn giao hồ sơ', regulation: null },
  },
  feeReceipt: {
    sign: '',
    template: 'fee-receipt',
    always: {
      number: null,
      title: 'Biên lai thu phí, lệ phí',
      regulation: 'Nghị định số 123/2020/NĐ-CP',
    },
  },
}

/** The form as it stood in law on the day of the act, whatever day it is printed. */
export function editionOn(kind: FormKind, day: CalendarDate, from: CalendarDate = circular2025From): Edition {
  const form = officialForms[kind]
  if ('always' in form) return form.always
  if (day >= from) return { ...form.from2025, regulation: circular2025 }
  const { number, title } = form.until2025
  return { number, title, regulation: number === null ? null : circular2018 }
}

/** Forms of one dossier that concern its applicant; the control sheet speaks of the officers' own work. */
export const publicForms = ['receipt', 'supplement', 'refusal', 'apology', 'stop'] as const
export type PublicForm = (typeof publicForms)[number]
export type DossierForm = PublicForm | 'controlSheet'

/** When the thing that the form tells of happened; `null` while the dossier has not come so far. */
export function actOf(kind: DossierForm, paperwork: Paperwork): Date | null {
  const { receivedAt, supplement, refusal, extension, stop } = paperwork
  switch (kind) {
    case 'receipt':
    case 'controlSheet':
      return receivedAt
    case 'supplement':
      return supplement && new Date(supplement.askedAt)
    case 'refusal':
      return refusal && new Date(refusal.at)
    case 'apology':
      return extension && new Date(extension.at)
    case 'stop':
      return stop && new Date(stop.at)
  }
}

/** Liên: whom a printed copy is for. */
export const copyNames = { keep: 'Liên: Lưu', hand: 'Liên: Giao khách hàng' } as const
export type CopyWish = 'keep' | 'hand' | 'both'

export const copiesOf = (wish: CopyWish): readonly string[] =>
  wish === 'both' ? [copyNames.keep, copyNames.hand] : [copyNames[wish]]
