/**
 * Hồ sơ, vụ việc: a case is an instance of a versioned definition. Its states are fixed by law, its steps are data of
 * the definition. Everything here is pure; `kernel/case-store.ts` keeps the rows.
 */

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

/** Bước xử lý, as a definition states it. Hours are working hours inside the limit of the whole. */
export type CaseStep = {
  readonly key: string
  readonly type: string
  readonly name: { readonly vi: string; readonly en: string }
  readonly role: string
  readonly hours: number
}

/** The step after `key`; `undefined` after the last one or for an unknown key. */
export function stepAfter(steps: readonly CaseStep[], key: string): CaseStep | undefined {
  const index = steps.findIndex((step) => step.key === key)
  return index < 0 ? undefined : steps[index + 1]
}

/** The step before `key`, to which work can be handed back. */
export function stepBefore(steps: readonly CaseStep[], key: string): CaseStep | undefined {
  const index = steps.findIndex((step) => step.key === key)
  return index < 1 ? undefined : steps[index - 1]
}

/** The step of a case; throws when the pinned definition does not know it, which no published definition may cause. */
export function stepOf(steps: readonly CaseStep[], key: string): CaseStep {
  const step = steps.find((one) => one.key === key)
  if (!step) throw new Error(`The definition has no step ${key}`)
  return step
}
