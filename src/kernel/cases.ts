/**
 * Hồ sơ, vụ việc: a case is an instance of a versioned definition. Its states are fixed by law, its steps are data of
 * the definition. Everything here is pure.
 */

import type { StepType } from './packs/catalogue.ts'

/**
 * Trạng thái hồ sơ, with the codes 1 to 10 of the national public service portal (docs/legal.md#dossier-states).
 * `clock` says what the legal clock does while a case is in the state.
 */
export const caseStates = {
  registered: { code: 1, vi: 'Mới đăng ký', en: 'Submitted', clock: 'reply', ended: false },
  accepted: { code: 2, vi: 'Được tiếp nhận', en: 'Accepted', clock: 'runs', ended: false },
  notAccepted: { code: 3, vi: 'Không được tiếp nhận', en: 'Not accepted', clock: 'none', ended: true },
  processing: { code: 4, vi: 'Đang xử lý', en: 'In progress', clock: 'runs', ended: false },
  supplementing: {
    code: 5,
    vi: 'Yêu cầu bổ sung giấy tờ',
    en: 'More papers needed',
    clock: 'paused',
    ended: false,
  },
  financialDuty: {
    code: 6,
    vi: 'Yêu cầu thực hiện nghĩa vụ tài chính',
    en: 'Payment due',
    clock: 'paused',
    ended: false,
  },
  withdrawn: { code: 7, vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn', clock: 'stopped', ended: true },
  stopped: { code: 8, vi: 'Dừng xử lý', en: 'Stopped', clock: 'stopped', ended: true },
  done: { code: 9, vi: 'Đã xử lý xong', en: 'Result ready', clock: 'stopped', ended: false },
  returned: { code: 10, vi: 'Đã trả kết quả', en: 'Result returned', clock: 'none', ended: true },
} as const satisfies Record<string, StateFacts>

type StateFacts = {
  readonly code: number
  readonly vi: string
  readonly en: string
  readonly clock: 'reply' | 'runs' | 'paused' | 'stopped' | 'none'
  /** No further step follows. */
  readonly ended: boolean
}
export type CaseState = keyof typeof caseStates

const nextStates = {
  registered: ['accepted', 'notAccepted', 'supplementing', 'withdrawn'],
  accepted: ['processing', 'supplementing', 'financialDuty', 'withdrawn', 'stopped'],
  notAccepted: [],
  processing: ['supplementing', 'financialDuty', 'withdrawn', 'stopped', 'done'],
  supplementing: ['processing', 'accepted', 'registered', 'withdrawn', 'stopped'],
  financialDuty: ['processing', 'accepted', 'done', 'withdrawn', 'stopped'],
  withdrawn: [],
  stopped: [],
  done: ['returned'],
  returned: [],
} as const satisfies Record<CaseState, readonly CaseState[]>

/** Says whether the law lets a case go from one state to the other. */
export function mayFollow(from: CaseState, to: CaseState): boolean {
  const states: readonly CaseState[] = nextStates[from]
  return states.includes(to)
}

type ActFacts = {
  readonly vi: string
  readonly en: string
  /**
   * Who does it: whoever holds the step, or may take it while nobody does; whoever may take it, while nobody does; the
   * chief of the unit where the step is; the applicant; the head of the agency that decides, or a chief there, whoever
   * holds the step; a clerk of the desk that received it.
   */
  readonly by: 'holder' | 'taker' | 'chief' | 'applicant' | 'head' | 'approver' | 'desk'
  /** States in which it may be done. */
  readonly from: readonly CaseState[]
  /** Kinds of steps at which it is done; without it the step does not matter. */
  readonly at?: readonly StepType[]
  /** Where it leads; without it the state stays, or follows from the step that begins. */
  readonly to?: CaseState
  /** What it does to the legal clock; without it, nothing. */
  readonly clock?: 'starts' | 'stops' | 'goesOn' | 'extended' | 'ends'
  /** The official form that goes out with it. */
  readonly form?: 'receipt' | 'refusal' | 'supplement' | 'apology' | 'stop'
  /** Where docs/legal.md says on what it rests. */
  readonly law?: string
}

/** Steps that end by being sent on to the next; the others end by an act of their own, with its record. */
const sentOn = ['assign', 'appraise', 'draft', 'approve'] as const
/** Steps in which the agency works on the matter itself. */
const working = ['assign', 'appraise', 'inspect', 'council', 'notice', 'draft', 'approve'] as const
const underWay = ['accepted', 'processing'] as const
/** States in which the agency works on what it accepted, or waits for the applicant. */
const open = [...underWay, 'supplementing', 'financialDuty'] as const
/** Steps at which something may be found missing. */
const judging = ['receive', ...working] as const

/**
 * Ai được làm gì, khi nào: the one table of acts on a case. Buttons, commands, the API and the documentation all read it.
 * What each state may lead to is said above, and both must agree.
 */
export const caseActs = {
  accept: {
    vi: 'Tiếp nhận',
    en: 'Accept',
    by: 'holder',
    from: ['registered'],
    at: ['receive'],
    to: 'accepted',
    clock: 'starts',
    form: 'receipt',
    law: 'clock',
  },
  refuseReception: {
    vi: 'Từ chối tiếp nhận',
    en: 'Refuse reception',
    by: 'holder',
    from: ['registered'],
    at: ['receive'],
    to: 'notAccepted',
    clock: 'ends',
    form: 'refusal',
    law: 'refusal',
  },
  requestSupplement: {
    vi: 'Yêu cầu bổ sung',
    en: 'Ask for a supplement',
    by: 'holder',
    from: ['registered', 'accepted', 'processing'],
    at: judging,
    to: 'supplementing',
    clock: 'stops',
    form: 'supplement',
    law: 'one-supplement',
  },
  answerSupplement: {
    vi: 'Bổ sung',
    en: 'Answer a supplement',
    by: 'applicant',
    from: ['supplementing'],
    clock: 'goesOn',
    law: 'pause',
  },
  take: {
    vi: 'Nhận xử lý',
    en: 'Take',
    by: 'taker',
    from: [...underWay, 'supplementing', 'financialDuty', 'done', 'returned'],
  },
  assign: {
    vi: 'Phân công',
    en: 'Assign',
    by: 'chief',
    from: [...underWay, 'supplementing', 'financialDuty', 'done', 'returned'],
  },
  // A step beside one that waits for a payment goes on; what it waits for is the other's.
  forward: {
    vi: 'Chuyển bước sau',
    en: 'Send on',
    by: 'holder',
    from: [...underWay, 'financialDuty'],
    at: sentOn,
  },
  handBack: { vi: 'Trả lại', en: 'Hand back', by: 'holder', from: ['processing'], at: working },
  // The whole limit runs on while others are asked; each has a limit of its own inside it.
  askConsultation: {
    vi: 'Lấy ý kiến cơ quan khác',
    en: 'Ask another agency',
    by: 'holder',
    from: underWay,
    at: [...working, 'consult'],
    law: 'consultation',
  },
  answerConsultation: {
    vi: 'Trả lời ý kiến',
    en: 'Answer a consultation',
    by: 'holder',
    from: [...underWay, 'supplementing', 'financialDuty'],
    at: ['consult'],
    law: 'consultation',
  },
  holdMeeting: {
    vi: 'Ghi biên bản họp hội đồng',
    en: 'Record the council’s meeting',
    by: 'holder',
    from: underWay,
    at: ['council'],
  },
  postNotice: {
    vi: 'Bắt đầu niêm yết',
    en: 'Post the notice',
    by: 'holder',
    from: underWay,
    at: ['notice'],
    law: 'public-notice',
  },
  noteObjection: {
    vi: 'Ghi ý kiến phản đối',
    en: 'Record an objection',
    by: 'holder',
    from: [...underWay, 'supplementing', 'financialDuty'],
    at: ['notice'],
    law: 'public-notice',
  },
  endNotice: {
    vi: 'Kết thúc niêm yết',
    en: 'End the notice',
    by: 'holder',
    from: underWay,
    at: ['notice'],
    law: 'public-notice',
  },
  demandPayment: {
    vi: 'Thông báo nghĩa vụ tài chính',
    en: 'Notify the financial duty',
    by: 'holder',
    from: underWay,
    at: ['financial'],
    to: 'financialDuty',
    clock: 'stops',
    law: 'pause',
  },
  confirmPayment: {
    vi: 'Xác nhận đã nộp',
    en: 'Confirm the payment',
    by: 'holder',
    from: ['financialDuty'],
    at: ['financial'],
    to: 'processing',
    clock: 'goesOn',
    law: 'pause',
  },
  recordInspection: {
    vi: 'Ghi biên bản kiểm tra thực địa',
    en: 'Record the inspection',
    by: 'holder',
    from: [...underWay, 'financialDuty'],
    at: ['inspect'],
  },
  draftResult: { vi: 'Dự thảo kết quả', en: 'Draft the result', by: 'holder', from: ['processing'] },
  signResult: {
    vi: 'Ký kết quả',
    en: 'Sign the result',
    by: 'holder',
    from: ['processing'],
    at: ['sign'],
    clock: 'ends',
  },
  returnResult: {
    vi: 'Trả kết quả',
    en: 'Return the result',
    by: 'holder',
    from: ['done'],
    at: ['return'],
    to: 'returned',
  },
  archive: {
    vi: 'Lưu trữ hồ sơ',
    en: 'Archive the dossier',
    by: 'holder',
    from: ['returned'],
    at: ['archive'],
    law: 'archive',
  },
  withdraw: {
    vi: 'Rút hồ sơ',
    en: 'Withdraw',
    by: 'applicant',
    from: ['registered', 'accepted', 'processing', 'supplementing', 'financialDuty'],
    to: 'withdrawn',
    clock: 'ends',
    law: 'withdrawal',
  },
  // At the desk, for an applicant without an account; the request is noted.
  withdrawAtDesk: {
    vi: 'Rút hồ sơ tại quầy',
    en: 'Withdraw at the desk',
    by: 'desk',
    from: ['registered', 'accepted', 'processing', 'supplementing', 'financialDuty'],
    to: 'withdrawn',
    clock: 'ends',
    law: 'withdrawal',
  },
  proposeExtension: {
    vi: 'Đề xuất hẹn lại ngày trả',
    en: 'Propose a later day',
    by: 'holder',
    from: open,
    law: 'extension',
  },
  extend: {
    vi: 'Ký văn bản xin lỗi, gia hạn',
    en: 'Sign an apology or extension',
    by: 'head',
    from: open,
    clock: 'extended',
    form: 'apology',
    law: 'extension',
  },
  proposeStop: {
    vi: 'Đề xuất dừng giải quyết',
    en: 'Propose to stop',
    by: 'holder',
    from: open,
    law: 'stop',
  },
  stop: {
    vi: 'Ký thông báo dừng giải quyết',
    en: 'Sign a notice of stopping',
    by: 'head',
    from: open,
    to: 'stopped',
    clock: 'ends',
    form: 'stop',
    law: 'stop',
  },
  proposeSecondSupplement: {
    vi: 'Xin yêu cầu bổ sung lần hai',
    en: 'Ask for a second supplement',
    by: 'holder',
    from: ['registered', 'accepted', 'processing'],
    at: ['receive', ...working],
    law: 'one-supplement',
  },
  allowSecondSupplement: {
    vi: 'Cho phép bổ sung lần hai',
    en: 'Allow a second supplement',
    by: 'approver',
    from: ['registered', 'accepted', 'processing'],
    law: 'one-supplement',
  },
  // The clock goes on as it stood: whose dossier it is does not change what the applicant was promised.
  transfer: {
    vi: 'Chuyển cơ quan có thẩm quyền',
    en: 'Pass to the competent agency',
    by: 'holder',
    from: ['registered', 'accepted', 'processing'],
    at: ['receive', 'assign', 'appraise', 'inspect', 'draft'],
    law: 'transfer',
  },
  sendBack: {
    vi: 'Trả lại nơi chuyển',
    en: 'Send back',
    by: 'holder',
    from: ['registered', 'accepted', 'processing'],
    law: 'transfer',
  },
  rate: { vi: 'Đánh giá', en: 'Rate', by: 'applicant', from: ['done', 'returned', 'notAccepted'] },
} as const satisfies Record<string, ActFacts>

export type CaseAct = keyof typeof caseActs

/** The row of an act, with what it leaves out. */
export const actFacts = (act: CaseAct): ActFacts => caseActs[act]

/** Whether the law lets the act be done in the state, and at a step of this kind when one is named. */
export function mayBeDone(act: CaseAct, state: CaseState, at?: StepType): boolean {
  const { from, at: kinds } = actFacts(act)
  return from.includes(state) && (at === undefined || kinds === undefined || kinds.includes(at))
}

type Words = { readonly vi: string; readonly en: string }

/** What a case may lack so that nobody would go on with it. */
export type LackFacts = {
  readonly title: Words
  /** What to do about it. */
  readonly remedy: Words
  /** Acts that mend it, in the order in which they are offered. */
  readonly mends: readonly Mend[]
  /** Where the thing is worked on, by its code; the page of the dossier unless told. */
  readonly at?: (code: string) => string
}
export type Mend = 'assign' | 'pool' | 'successor' | 'askChief' | 'order' | 'upload' | 'remind'

/** One case that lacks something. */
export type Lack = {
  readonly kind: string
  readonly caseId: string
  readonly code: string
  /** Which of several like things of the case: the number of a step, the id of a file. Empty when there is one. */
  readonly place?: string
  /** Whose duty it is. */
  readonly unitId: string
  readonly holderId?: string | null
  /** Since when, as far as the rows tell; else it counts from when it was found. */
  readonly since?: Date | null
  /** Told beside the title: a name, a role, a day. Nothing of the applicant. */
  readonly detail?: string | null
}
