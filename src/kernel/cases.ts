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
   * chief of the unit where the step is; the applicant.
   */
  readonly by: 'holder' | 'taker' | 'chief' | 'applicant'
  /** States in which it may be done. */
  readonly from: readonly CaseState[]
  /** Kinds of steps at which it is done; without it the step does not matter. */
  readonly at?: readonly StepType[]
  /** Where it leads; without it the state stays, or follows from the step that begins. */
  readonly to?: CaseState
  /** What it does to the legal clock; without it, nothing. */
  readonly clock?: 'starts' | 'stops' | 'goesOn' | 'ends'
  /** The official form that goes out with it. */
  readonly form?: 'receipt' | 'refusal' | 'supplement'
  /** Where docs/legal.md says on what it rests. */
  readonly law?: string
}

/** Steps that end by being sent on to the next. */
const sentOn = [
  'assign',
  'appraise',
  'inspect',
  'consult',
  'council',
  'notice',
  'financial',
  'draft',
  'approve',
] as const

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
    at: ['receive', 'assign', 'appraise', 'inspect', 'council', 'notice', 'draft', 'approve'],
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
    from: ['accepted', 'processing', 'financialDuty', 'done'],
  },
  assign: {
    vi: 'Phân công',
    en: 'Assign',
    by: 'chief',
    from: ['accepted', 'processing', 'financialDuty'],
  },
  // Out of a financial duty the step is ended by whoever saw it fulfilled; the clock goes on.
  forward: {
    vi: 'Chuyển bước sau',
    en: 'Send on',
    by: 'holder',
    from: ['accepted', 'processing', 'financialDuty'],
    at: sentOn,
    law: 'pause',
  },
  handBack: { vi: 'Trả lại', en: 'Hand back', by: 'holder', from: ['processing'], at: sentOn },
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
  withdraw: {
    vi: 'Rút hồ sơ',
    en: 'Withdraw',
    by: 'applicant',
    from: ['registered', 'accepted', 'processing', 'supplementing', 'financialDuty'],
    to: 'withdrawn',
    clock: 'ends',
    law: 'withdrawal',
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
