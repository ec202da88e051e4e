/** Đề xuất và quyết định: an officer writes, the head signs. A later day, a stop, leave to ask a second time. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { assertNever, type CalendarDate } from '#kernel/types.ts'
import { findUnit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import { actingIn, definitionOf, demandSeen, demandWork, type Seen, save } from '../steps/commands.ts'
import { type Dossier, enter, type Move, startMove, tell, tick } from '../steps/domain.ts'
import { agencyMay } from '../steps/rights/domain.ts'
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
    const { dossier, definition, work } = await demandWork(context, seen, act, tx)
    const dueAfter = hasDay ? demandDay(context, day) : null
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

function demandDay({ calendar }: Context, day: CalendarDate | undefined): Date {
  if (!day) throw refusal.dayNeeded()
  const closing = closingOf(calendar, day)
  if (!closing) throw refusal.notAWorkingDay()
  return closing
}

function demandAllowed(
  { calendar, now }: Context,
  dossier: Dossier,
  definition: ProcedureDefinition,
  kind: ProposalKind,
  dueAfter: Date | null,
): void {
  const fault = faultOf()
  if (fault) throw refusal[fault]()
  function faultOf(): ProposalFault | undefined {
    if (kind === 'secondSupplement') return secondSupplementFault(dossier, definition)
    if (kind === 'stop' || !dueAfter) return undefined
    return laterDayFault(calendar, dossier, definition, kind, { now, to: dueAfter })
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
    const officer = await demandDecider(tx, context, dossier, proposal)
    const decision = { id: proposal.id, by: officer.personId, at: context.now, isApproved, note }
    if (!(await store.decideProposal(tx, decision))) throw refusal.notProposed()
    if (!isApproved) {
      await appendEvent(tx, context, 'dossier.proposalDeclined', {
        subject: dossier.id,
        payload: { code: dossier.code, kind: proposal.kind, note },
      })
      return dossier
    }
    const definition = await definitionOf(context, dossier, tx)
    demandAllowed(context, dossier, definition, proposal.kind, proposal.dueAfter)
    const move = moveOf(context, officer, dossier, proposal)
    return save(context, move, { tx })
  })
}

async function demandDecider(
  tx: Tx,
  { actor }: Context,
  dossier: Dossier,
  proposal: Proposal,
): Promise<Officer> {
  const officer = officerOf(actor)
  const unit = await findUnit(tx, dossier.competentUnitId)
  const { decide: act } = proposalKinds[proposal.kind]
  if (!dossierCan(act, dossier)) throw refusal.notNow()
  if (!unit || !agencyMay(act, officer, dossier, unit.path)) throw refusal.notYours()
  // A second request needs somebody else's name beside the one who asks for it.
  if (proposal.kind === 'secondSupplement' && proposal.proposedBy === officer.personId)
    throw refusal.ownProposal()
  return officer
}

function moveOf(context: Context, officer: Officer, dossier: Dossier, proposal: Proposal): Move {
  const acting = actingIn(context)
  const { kind, reason, legalBasis, dueAfter } = proposal
  const signed = { signedBy: officer.name, signerTitle: officer.title }
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

/** Kinds that an officer may decide with these permissions. */
const decidableBy = ({ permissions }: Officer): readonly ProposalKind[] =>
  proposalKindKeys.filter((kind) => permissions.has(proposalKinds[kind].permission))

/** Đề xuất chờ ký, the most urgent first. */
export function findWaiting(context: Context): Promise<readonly store.WaitingProposal[]> {
  const officer = officerOf(context.actor)
  return read(context, (tx) => store.findWaitingProposals(tx, officer, decidableBy(officer)))
}

/** Proposals of a dossier, and which of them this officer may decide. */
export type Proposals = {
  readonly all: readonly Proposal[]
  readonly mayDecide: ReadonlySet<ProposalKind>
}

/** Reads the proposals of a dossier that the officer sees. */
export async function proposalsOf(
  tx: Tx,
  officer: Officer,
  dossier: Pick<Dossier, 'id' | 'state' | 'competentUnitId'>,
): Promise<Proposals> {
  const unit = await findUnit(tx, dossier.competentUnitId)
  const mayDecide = proposalKindKeys.filter(
    (kind) => unit && agencyMay(proposalKinds[kind].decide, officer, dossier, unit.path),
  )
  return { all: await store.findProposals(tx, dossier.id), mayDecide: new Set(mayDecide) }
}
