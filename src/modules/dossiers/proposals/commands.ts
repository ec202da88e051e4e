/** Đề xuất và quyết định: an officer writes, the head signs. A later day, a stop, leave to ask a second time. */

import type { WorkingCalendar } from '#kernel/calendar.ts'
import { clockCalendar } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import { type Capacity, type Officer, officerOf } from '#kernel/policy.ts'
import { assertNever, type CalendarDate } from '#kernel/types.ts'
import { findUnit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import {
  type AtHand,
  actingIn,
  definitionOf,
  demandSeen,
  demandWork,
  inAgencyCapacity,
  type Seen,
  save,
} from '../steps/commands.ts'
import { type Dossier, enter, type Move, openWork, startMove, tell, tick } from '../steps/domain.ts'
import { agencyMay, type OfficerAction, officerMay } from '../steps/rights/domain.ts'
import {
  closingOf,
  laterDayFault,
  type Proposal,
  type ProposalFault,
  type ProposalKind,
  proposalKindKeys,
  proposalKinds,
  secondSupplementFault,
} from './domain.ts'
import * as store from './store.ts'

export type Propose = Seen & {
  readonly kind: ProposalKind
  readonly reason: string
  readonly legalBasis?: string | undefined
  /** The later day; the result is promised until the office closes. */
  readonly day?: CalendarDate | undefined
}

/**
 * Đề xuất: by whoever holds the step; the dossier stays as it is. Throws `reasonNeeded`, `groundNeeded`, `dayNeeded`, `notAWorkingDay`,
 * `alreadyProposed`, and what the rules of each kind say.
 */
export async function propose(
  context: Context,
  { kind, reason: given, legalBasis: givenBasis, day, ...seen }: Propose,
): Promise<Dossier> {
  const { now: at, actor } = context
  const { hasDay, hasBasis, propose: act } = proposalKinds[kind]
  const [reason, basis] = [given.trim(), givenBasis?.trim()]
  if (!reason) throw refusal.reasonNeeded()
  if (hasBasis && !basis) throw refusal.groundNeeded()
  return inTransaction(context, async (tx) => {
    const { dossier, definition, work } = await demandAnyWork(context, seen, act, tx)
    const dueAfter = hasDay ? demandDay(clockCalendar(context, dossier.clock), day) : null
    demandAllowed(context, dossier, definition, kind, dueAfter)
    const legalBasis = kind === 'extension' ? (definition.lawAllows?.extension?.legal ?? null) : basis || null
    const by = officerOf(actor).personId
    const written = { caseId: dossier.id, kind, reason, legalBasis, dueAfter, by, at }
    if (!(await store.insertProposal(tx, written))) throw refusal.alreadyProposed()
    await appendEvent(tx, context, 'dossier.proposed', {
      subject: dossier.id,
      unitId: dossier.competentUnitId,
      payload: {
        code: dossier.code,
        kind,
        reason,
        legalBasis,
        dueAfter: dueAfter?.toISOString(),
        step: work.key,
      },
    })
    return dossier
  })
}

/** A step of this officer's, any of them where several are open: the act is about the dossier. Throws as `demandWork`. */
export async function demandAnyWork(
  context: Context,
  seen: Seen,
  act: OfficerAction,
  tx: Tx,
): Promise<AtHand> {
  const { actor, pack } = context
  const dossier = await demandSeen(context, seen, tx)
  const held = openWork(dossier).find(
    (work) => actor.kind === 'officer' && officerMay(act, actor, dossier, work, pack.stepRoles),
  )
  return demandWork(context, { ...seen, step: seen.step ?? held?.number }, act, tx)
}

function demandDay(calendar: WorkingCalendar, day: CalendarDate | undefined): Date {
  if (!day) throw refusal.dayNeeded()
  const closing = closingOf(calendar, day)
  if (!closing) throw refusal.notAWorkingDay()
  return closing
}

/** Chậm nhất bao nhiêu ngày trước ngày hẹn: as the province reads the rule (docs/legal.md#extension). */
export const apologyDaysBefore = ({ pack }: Pick<Context, 'pack'>): number =>
  pack.manifest.apologyDaysBefore ?? 1

function demandAllowed(
  context: Context,
  dossier: Dossier,
  definition: ProcedureDefinition,
  kind: ProposalKind,
  dueAfter: Date | null,
): void {
  const daysBefore = apologyDaysBefore(context)
  const fault = faultOf()
  if (fault) throw refusal[fault]({ details: { days: daysBefore } })
  function faultOf(): ProposalFault | undefined {
    if (kind === 'secondSupplement') return secondSupplementFault(dossier, definition)
    if (kind === 'stop' || !dueAfter) return undefined
    const asked = { now: context.now, to: dueAfter, daysBefore }
    return laterDayFault(clockCalendar(context, dossier.clock), dossier, definition, kind, asked)
  }
}

export type Decide = Seen & {
  readonly proposalId: string
  readonly isApproved: boolean
  readonly note?: string | undefined
}

/**
 * Ký hoặc không ký: by the head of the agency that decides, or a chief there for a second request. The rules are asked
 * again: an apology that has waited too long is not signed any more. Throws `notYours`, `notProposed`, `ownProposal`.
 */
export async function decide(
  context: Context,
  { proposalId, isApproved, note: given, ...seen }: Decide,
): Promise<Dossier> {
  const note = given?.trim() || null
  if (!isApproved && !note) throw refusal.reasonNeeded()
  return inTransaction(context, async (tx) => {
    const dossier = await demandSeen(context, seen, tx)
    const proposal = (await store.findProposals(tx, dossier.id)).find(({ id }) => id === proposalId)
    if (!proposal || proposal.decidedAt) throw refusal.notProposed()
    const deciding = await demandDecider(tx, context, dossier, proposal)
    const decision = {
      id: proposal.id,
      by: officerOf(deciding.actor).personId,
      at: context.now,
      isApproved,
      note,
    }
    if (!(await store.decideProposal(tx, decision))) throw refusal.notProposed()
    if (!isApproved) {
      await appendEvent(tx, deciding, 'dossier.proposalDeclined', {
        subject: dossier.id,
        payload: { code: dossier.code, kind: proposal.kind, note },
      })
      return dossier
    }
    const definition = await definitionOf(context, dossier, tx)
    demandAllowed(context, dossier, definition, proposal.kind, proposal.dueAfter)
    return save(deciding, moveOf(deciding, dossier, proposal), { tx })
  })
}

/** As who the officer decides: as themselves, or in place of a head who is away. */
async function demandDecider(
  tx: Tx,
  context: Context,
  dossier: Dossier,
  proposal: Proposal,
): Promise<Context> {
  const unit = await findUnit(tx, dossier.competentUnitId)
  const { decide: act } = proposalKinds[proposal.kind]
  if (!dossierCan(act, dossier)) throw refusal.notNow()
  const deciding = unit && inAgencyCapacity(context, act, dossier, unit.path)
  if (!deciding) throw refusal.notYours()
  // A second request needs somebody else's name beside the one who asks for it.
  if (proposal.kind === 'secondSupplement' && proposal.proposedBy === officerOf(context.actor).personId)
    throw refusal.ownProposal()
  return deciding
}

function moveOf(context: Context, dossier: Dossier, proposal: Proposal): Move {
  const acting = actingIn(context)
  const officer = officerOf(context.actor)
  const { kind, reason, legalBasis, dueAfter } = proposal
  const { name: signedBy, title: signerTitle, inPlaceOf } = officer
  const signed = {
    signedBy,
    signerTitle,
    inPlaceOf: inPlaceOf && { title: inPlaceOf.title, signing: inPlaceOf.signing },
  }
  switch (kind) {
    case 'apology':
    case 'extension': {
      if (!dueAfter) throw new Error(`The proposal ${proposal.id} has no day`)
      const [at, to] = [context.now.toISOString(), dueAfter.toISOString()]
      const ticked = tick(startMove(dossier), acting, { kind: 'extended', at, to, cause: kind })
      const dueBefore = (dossier.dueAt ?? dossier.dueBeforePause)?.toISOString()
      return tell(ticked, 'dossier.extended', {
        cause: kind,
        reason,
        legalBasis,
        dueBefore,
        dueAfter: (ticked.after.dueAt ?? ticked.after.dueBeforePause)?.toISOString(),
        ...signed,
      })
    }
    case 'stop': {
      const entered = enter(startMove(dossier), acting, 'stopped')
      return tell(entered, 'dossier.stopped', { ground: reason, legalBasis, ...signed })
    }
    case 'secondSupplement':
      return tell(startMove(dossier), 'dossier.secondSupplementAllowed', { reason, allowedBy: officer.name })
    default:
      return assertNever(kind)
  }
}

/** Kinds that may be decided with these permissions. */
const decidableBy = ({ permissions }: Capacity): readonly ProposalKind[] =>
  proposalKindKeys.filter((kind) => permissions.has(proposalKinds[kind].permission))

/** Đề xuất chờ ký, the most urgent first. */
export function findWaiting(context: Context): Promise<readonly store.WaitingProposal[]> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const waiting = await store.findWaitingProposals(tx, officer, decidableBy)
    await recordLook(tx, context, { of: waiting.map(({ caseId }) => caseId), what: 'list', why: 'work' })
    return waiting
  })
}

/** Proposals of a dossier, and which of them this officer may decide. */
export type Proposals = {
  readonly all: readonly Proposal[]
  readonly mayDecide: ReadonlySet<ProposalKind>
}

/** For whoever is asked for an opinion only. */
export const noProposals: Proposals = { all: [], mayDecide: new Set() }

/** Reads the proposals of a dossier that the officer sees. */
export async function proposalsOf(
  tx: Tx,
  officer: Officer,
  dossier: Pick<Dossier, 'id' | 'state' | 'procedureCode' | 'competentUnitId'>,
): Promise<Proposals> {
  const unit = await findUnit(tx, dossier.competentUnitId)
  const mayDecide = proposalKindKeys.filter(
    (kind) => unit && agencyMay(proposalKinds[kind].decide, officer, dossier, unit.path),
  )
  return { all: await store.findProposals(tx, dossier.id), mayDecide: new Set(mayDecide) }
}
