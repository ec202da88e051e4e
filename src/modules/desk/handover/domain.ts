/** Bàn giao hồ sơ giấy: who gave what to whom, and what was not taken. Pure. */

import type { Sentence } from '#kernel/errors.ts'

export type HandoverLine = {
  readonly caseId: string
  readonly code: string
  readonly procedureName: string
  readonly applicantName: string
  readonly applicantAddress: string | null
  readonly feeVnd: number
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly papers: number
  readonly isReceived: boolean | null
  readonly refusedReason: string | null
}

/** Phiếu bàn giao: what the sheet prints. */
export type Handover = {
  readonly id: string
  readonly fromUnitId: string
  readonly fromUnitName: string
  readonly toUnitId: string
  readonly toUnitName: string
  readonly givenBy: string
  readonly givenById: string
  readonly givenAt: Date
  readonly receivedBy: string | null
  readonly receivedAt: Date | null
  readonly lines: readonly HandoverLine[]
}

/** A dossier whose papers lie at the desk and belong to a unit. */
export type AtDesk = {
  readonly caseId: string
  readonly code: string
  readonly procedureName: string
  readonly applicantName: string
  readonly receivedAt: Date | null
  readonly toUnitId: string
  readonly toUnitName: string
  /** Why the other side did not take them last time. */
  readonly refusedReason: string | null
}

export type Given = { readonly id: string; readonly toUnitName: string; readonly count: number }
export type NotGiven = { readonly code: string; readonly why: Sentence }

export type Verdict = { readonly caseId: string; readonly reason: string | null }

/** What the receiving side says of each line: taken, or not, with the reason. `undefined` when a reason is missing. */
export function verdictsOf(
  lines: readonly HandoverLine[],
  received: ReadonlySet<string>,
  reasons: ReadonlyMap<string, string>,
): readonly Verdict[] | undefined {
  const verdicts = lines.map(({ caseId }) => ({
    caseId,
    reason: received.has(caseId) ? null : (reasons.get(caseId)?.trim() ?? ''),
  }))
  return verdicts.some(({ reason }) => reason === '') ? undefined : verdicts
}
