/** Kết quả giải quyết: its states, its number, the code that verifies it, and every no the module can say. */

import { randomInt } from 'node:crypto'
import { defineRefusals } from '#kernel/errors.ts'
import type { Officer, Represented } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { type Dossier, dossierCan, holdsStep, openWork, type Step, type Work } from '#modules/dossiers/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { ResultContent } from './content/domain.ts'

export type ResultState = 'draft' | 'proposed' | 'signed' | 'cancelled' | 'withdrawn'
export type ResultKind = 'grant' | 'refusal'

export type Result = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly unitId: string
  readonly kind: ResultKind
  readonly template: string
  readonly content: ResultContent
  readonly state: ResultState
  readonly draftedBy: string
  readonly register: string
  readonly numberLabel: string | null
  readonly numberedAt: Date | null
  readonly signerId: string | null
  readonly signedAt: Date | null
  readonly fileId: string | null
  readonly verifyCode: string | null
  readonly endedReason: string | null
  readonly version: number
}

export const signingsMax = 20

type StepRoles = Readonly<Record<string, string>>
type Steps = Pick<ProcedureDefinition, 'steps'>

/** Bước dự thảo: appraisal and drafting; where a procedure has neither, every step of processing before approval. */
export function isDraftingStep({ steps }: Steps, { type }: Pick<Step, 'type'>): boolean {
  const own = steps.some((step) => step.type === 'appraise' || step.type === 'draft')
  if (own) return type === 'appraise' || type === 'draft'
  return type === 'inspect' || type === 'consult' || type === 'notice' || type === 'approve'
}

export type ResultAction = 'draft' | 'propose' | 'approve' | 'handBack' | 'sign' | 'cancel' | 'confirm'

/** Whether the officer may do this with the result of a dossier now. Buttons and commands both ask here. */
export const resultMay = (...asked: Parameters<typeof workFor>): boolean => workFor(...asked) !== undefined

/** The open step at which the officer may do this; `undefined` where there is none. */
export function workFor(
  action: ResultAction,
  officer: Officer,
  dossier: Dossier,
  definition: Steps,
  stepRoles: StepRoles,
): Work | undefined {
  const { state } = dossier
  const isOpen = dossierCan('draftResult', dossier)
  // Work begun before a result is signed may start at acceptance; numbers are also confirmed for what was signed on paper.
  if (!isOpen && !(action === 'draft' && state === 'accepted') && !(action === 'confirm' && state === 'done'))
    return undefined
  return openWork(dossier).find(
    (work) => holdsStep(officer, work, dossier, stepRoles) && isDoneAt(action, work.type, definition),
  )
}

/** Steps that end by being sent on; an inspection or a notice ends by its own record. */
const sentOn: ReadonlySet<Step['type']> = new Set(['appraise', 'draft', 'approve'])

function isDoneAt(action: ResultAction, stepType: Step['type'], definition: Steps): boolean {
  switch (action) {
    case 'draft':
      return isDraftingStep(definition, { type: stepType })
    case 'propose':
      return isDraftingStep(definition, { type: stepType }) && sentOn.has(stepType)
    case 'approve':
      return stepType === 'approve'
    case 'handBack':
    case 'cancel':
      return stepType === 'approve' || stepType === 'sign'
    case 'sign':
      return stepType === 'sign'
    case 'confirm':
      return stepType === 'number' || stepType === 'seal'
  }
}

/** Sổ of a result: the one its procedure names, else the agency's common one; refusals have their own. */
export function registerOf({ result }: Pick<ProcedureDefinition, 'result'>, kind: ResultKind): string {
  if (kind === 'refusal') return 'tu-choi'
  return result.register ?? 'chung'
}

const kindSigns: Readonly<Record<string, string>> = {
  'Quyết định': 'QĐ',
  'Thông báo': 'TB',
  'Giấy phép': 'GP',
  'Giấy chứng nhận': 'GCN',
  'Giấy xác nhận': 'GXN',
}

type NumberFacts = {
  readonly number: number
  readonly year: number
  /** Sign that the template itself gives ("/GPXD"); without it the kind and the agency make one. */
  readonly templateSign: string | undefined
  readonly hasOwnForm: boolean
  readonly documentKind: string
  readonly agencyName: string
}

/** Số, ký hiệu as printed: two digits at least, then the sign of kind and agency (docs/legal.md#document-number). */
export function numberLabel(facts: NumberFacts): string {
  const number = String(facts.number).padStart(2, '0')
  if (facts.templateSign) return `${number}${facts.templateSign}`
  if (facts.hasOwnForm) return `${number}/${facts.year}`
  return `${number}/${kindSigns[facts.documentKind] ?? 'VB'}-${agencySign(facts.agencyName)}`
}

/** Viết tắt tên cơ quan: `Ủy ban nhân dân …` → `UBND`, `Sở Gió và Mây` → `SGM`. */
export function agencySign(name: string): string {
  if (/^ủy ban nhân dân/i.test(name)) return 'UBND'
  return name
    .split(/[\s-]+/)
    .filter((word) => word !== '' && word !== 'và')
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}

/**
 * Quyền hạn và chức vụ người ký: `TM.` for a collective, `KT.` for a deputy, `TUQ.` for whoever signs by the authorisation of
 * the absent head (docs/legal.md#signing-capacity, docs/legal.md#acting-for).
 */
export function signatureLines(
  title: string,
  inPlaceOf?: Pick<Represented, 'title' | 'signing'>,
): { readonly capacity?: string; readonly title: string } {
  if (inPlaceOf?.signing === 'TUQ') return { capacity: `TUQ. ${shortTitle(inPlaceOf.title)}`, title }
  const chair = /^(phó )?chủ tịch/i.exec(title)
  if (chair?.[1]) return { capacity: 'TM. Ủy ban nhân dân\nKT. Chủ tịch', title: 'Phó Chủ tịch' }
  if (chair) return { capacity: 'TM. Ủy ban nhân dân', title: 'Chủ tịch' }
  const deputy = /^phó (.+)$/i.exec(title)?.[1]
  if (!deputy) return { title }
  return { capacity: `KT. ${deputy.charAt(0).toUpperCase()}${deputy.slice(1)}`, title }
}

/** `Chủ tịch Ủy ban nhân dân` → `Chủ tịch`: above a signature the title stands without its agency. */
const shortTitle = (title: string) => /^chủ tịch/i.exec(title)?.[0] ?? title

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const codeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const codeLength = 12

/** Mã kiểm tra: twelve signs, 59 bits, so that trying codes finds nothing. */
export const newVerifyCode = (): string =>
  Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('')

/** The code as people type it, with or without spaces and hyphens; `undefined` when it cannot be one. */
export function parseVerifyCode(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]+/g, '')
  return plain.length === codeLength && [...plain].every((sign) => codeLetters.includes(sign))
    ? plain
    : undefined
}

/** `ABCD-EFGH-JKMN`, as printed. */
export const shownVerifyCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

/** Họ tên che bớt: `Trần Thị Diều` → `Trần T*** D***`; names of organisations are public. */
export function maskedName(name: string, kind: 'citizen' | 'enterprise' | 'household'): string {
  if (kind === 'enterprise') return name
  const [first = '', ...rest] = name.trim().split(/\s+/)
  return [first, ...rest.map((word) => `${[...word][0] ?? ''}***`)].join(' ')
}

export const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4))

export const refusal = defineRefusals('results', {
  notFound: [
    'notFound',
    'Không tìm thấy kết quả này. Kiểm tra lại mã hồ sơ.',
    'There is no such result. Check the dossier code.',
  ],
  notYetSigned: [
    'notFound',
    'Hồ sơ chưa có kết quả đã ký. Xem ngày hẹn trả trên giấy tiếp nhận.',
    'No signed result yet. See the appointed date on the receipt.',
  ],
  noSuchPaper: [
    'notFound',
    'Hồ sơ này không có phiếu đó. Kiểm tra lại trạng thái hồ sơ.',
    'This dossier has no such paper. Check where it stands.',
  ],
  notYours: [
    'forbidden',
    'Bước này do người hoặc cơ quan khác giữ. Hỏi lãnh đạo nếu cần được giao hồ sơ này.',
    'Another person or agency holds this step. Ask your chief if you should have this dossier.',
  ],
  changedMeanwhile: [
    'conflict',
    'Dự thảo vừa được người khác sửa. Tải lại trang, xem lại rồi làm tiếp.',
    'Someone has just changed the draft. Reload the page, look again, and go on.',
  ],
  nothingDrafted: [
    'conflict',
    'Hồ sơ chưa có dự thảo kết quả. Soạn và lưu dự thảo trước khi trình.',
    'There is no draft yet. Write and save one first.',
  ],
  notProposed: [
    'conflict',
    'Dự thảo chưa được trình ký hoặc đã bị trả lại. Tải lại danh sách chờ ký.',
    'The draft was not proposed, or it was handed back. Reload the list.',
  ],
  notSigned: ['conflict', 'Chỉ thu hồi được văn bản đã ký.', 'Only a signed document can be withdrawn.'],
  groundNeeded: [
    'invalid',
    'Ghi rõ lý do từ chối và điều khoản làm căn cứ. Người dân cần biết vì sao và sửa thế nào.',
    'State why it is refused and on which provision. The applicant must know why and what to do.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do trước khi gửi.', 'Give the reason before sending.'],
  tooLong: [
    'invalid',
    'Ô “{label}” dài quá 4.000 ký tự. Viết gọn lại.',
    '“{label}” is longer than 4,000 letters.',
  ],
  chooseSome: [
    'invalid',
    'Chọn từ 1 đến 20 kết quả để ký một lượt.',
    'Choose from 1 to 20 results to sign together.',
  ],
  noPost: [
    'forbidden',
    'Vị trí công tác của ông/bà không còn hiệu lực. Đăng nhập lại rồi ký tiếp.',
    'Your post is no longer in force. Sign in again and go on.',
  ],
  noSuchRegister: ['notFound', 'Không có sổ này ở cơ quan của ông/bà.', 'Your agency has no such register.'],
  badPeriod: [
    'invalid',
    'Khoảng ngày chưa đúng. Chọn ngày đầu trước ngày cuối, nhiều nhất 92 ngày.',
    'These days are not right. The first comes before the last, at most 92 days apart.',
  ],
  bookTooLong: [
    'invalid',
    'Có hơn {most} hồ sơ trong những ngày này. Chọn khoảng ngày ngắn hơn hoặc một thủ tục.',
    'There are more than {most} dossiers on these days. Choose fewer days or one procedure.',
  ],
  uploadNeeded: ['invalid', 'Chọn một tệp PDF để kiểm tra.', 'Choose a PDF file to check.'],
})
