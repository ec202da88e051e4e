/** Đề xuất: what an officer asks the head to sign, by which rules, and why it may not be. Pure. */

import { dueAt, type ExtensionCause, extensionFault, type WorkingCalendar } from '#kernel/calendar.ts'
import type { Permission } from '#kernel/policy.ts'
import { type CalendarDate, dateOf, instantAt } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { DossierAction } from '../domain.ts'
import type { Dossier } from '../steps/domain.ts'

export type ProposalKind = ExtensionCause | 'stop' | 'secondSupplement'

type ProposalFacts = {
  /** The act of whoever writes it, and of whoever decides. */
  readonly propose: DossierAction
  readonly decide: DossierAction
  readonly permission: Permission
  /** In addresses. */
  readonly slug: string
  readonly hasDay: boolean
  readonly hasBasis: boolean
}

export const proposalKinds = {
  apology: {
    propose: 'proposeExtension',
    decide: 'extend',
    permission: 'dossier.sign',
    slug: 'xin-loi',
    hasDay: true,
    hasBasis: false,
  },
  extension: {
    propose: 'proposeExtension',
    decide: 'extend',
    permission: 'dossier.sign',
    slug: 'gia-han',
    hasDay: true,
    hasBasis: false,
  },
  stop: {
    propose: 'proposeStop',
    decide: 'stop',
    permission: 'dossier.sign',
    slug: 'dung',
    hasDay: false,
    hasBasis: true,
  },
  secondSupplement: {
    propose: 'proposeSecondSupplement',
    decide: 'allowSecondSupplement',
    permission: 'dossier.approve',
    slug: 'bo-sung-lan-hai',
    hasDay: false,
    hasBasis: false,
  },
} as const satisfies Record<ProposalKind, ProposalFacts>

export const proposalKindKeys = Object.keys(proposalKinds) as readonly ProposalKind[]
export const kindOfSlug = (slug: string): ProposalKind | undefined =>
  proposalKindKeys.find((kind) => proposalKinds[kind].slug === slug)

export type Proposal = {
  readonly id: string
  readonly kind: ProposalKind
  readonly reason: string
  readonly legalBasis: string | null
  readonly dueAfter: Date | null
  readonly proposedBy: string
  readonly proposerName: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly deciderName: string | null
  readonly decidedAt: Date | null
  readonly isApproved: boolean | null
  readonly note: string | null
}

/** Giờ đóng cửa of a day: results are collected until then. `undefined` on a day off or beyond the calendar. */
export function closingOf({ days }: Pick<WorkingCalendar, 'days'>, day: CalendarDate): Date | undefined {
  const last = days.find(({ date }) => date === day)?.sessions.at(-1)
  return last && instantAt(day, last.end)
}

type LawAllows = Pick<ProcedureDefinition, 'lawAllows' | 'clock'>
type Asked = {
  readonly now: Date
  readonly to: Date
  /** How many days before the appointment an apology goes out at the latest. */
  readonly daysBefore: number
}

export type ProposalFault =
  | 'extensionNotAccepted'
  | 'extensionEnded'
  | 'extensionExpired'
  | 'apologyTooLate'
  | 'extensionAgain'
  | 'extensionNotLater'
  | 'extensionUnknownToLaw'
  | 'extensionTooLong'
  | 'noFirstSupplement'
  | 'supplementUsed'
  | 'secondByLaw'

const clockFaults = {
  notAccepted: 'extensionNotAccepted',
  ended: 'extensionEnded',
  expired: 'extensionExpired',
  tooLate: 'apologyTooLate',
  again: 'extensionAgain',
  notLater: 'extensionNotLater',
} as const

/**
 * Hẹn lại, gia hạn: an apology once and some days before the appointment; an extension where the law of the procedure
 * allows one, and no longer than it allows (docs/legal.md#extension).
 */
export function laterDayFault(
  calendar: WorkingCalendar,
  { clock, dueAt: due, dueBeforePause }: Pick<Dossier, 'clock' | 'dueAt' | 'dueBeforePause'>,
  { lawAllows, clock: policy }: LawAllows,
  cause: ExtensionCause,
  { now, to, daysBefore }: Asked,
): ProposalFault | undefined {
  const allowed = lawAllows?.extension
  if (cause === 'extension' && !allowed) return 'extensionUnknownToLaw'
  const fault = extensionFault(
    calendar,
    clock,
    { at: now.toISOString(), to: to.toISOString(), cause },
    daysBefore,
  )
  if (fault) return clockFaults[fault]
  const before = due ?? dueBeforePause
  if (cause === 'apology' || !allowed || !before) return undefined
  // By the day: a promised day is kept until its office closes.
  const latest = dueAt(calendar, policy, allowed.atMost, before).dueAt
  return dateOf(to) > dateOf(latest) ? 'extensionTooLong' : undefined
}

/** Bổ sung lần hai: after one answered request, and only where the law does not allow it anyway. */
export function secondSupplementFault(
  { supplementCount }: Pick<Dossier, 'supplementCount'>,
  { lawAllows }: Pick<LawAllows, 'lawAllows'>,
): ProposalFault | undefined {
  if (supplementCount === 0) return 'noFirstSupplement'
  if (supplementCount > 1) return 'supplementUsed'
  return lawAllows?.secondSupplement ? 'secondByLaw' : undefined
}

/** What lets an officer ask a second time: the law, or a chief by name. */
export type SecondGround =
  | { readonly by: 'law'; readonly legal: string }
  | { readonly by: 'chief'; readonly chiefId: string; readonly chiefName: string; readonly reason: string }

/** Căn cứ của lần bổ sung thứ hai; `undefined` while there is none. */
export function secondGroundOf(
  { lawAllows }: Pick<LawAllows, 'lawAllows'>,
  proposals: readonly Proposal[],
): SecondGround | undefined {
  const legal = lawAllows?.secondSupplement?.legal
  if (legal !== undefined) return { by: 'law', legal }
  const allowed = proposals.find(({ kind, isApproved }) => kind === 'secondSupplement' && isApproved)
  if (!allowed?.decidedBy) return undefined
  const { decidedBy: chiefId, deciderName, reason } = allowed
  return { by: 'chief', chiefId, chiefName: deciderName ?? '', reason }
}
