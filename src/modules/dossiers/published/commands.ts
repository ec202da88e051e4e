/** Hồ sơ qua API: what a token or a signed-in applicant may read, and what a system does in its unit's name. */

import { explainClock } from '#kernel/calendar.ts'
import { clockCalendar } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { nothingOfOthers, recordLook } from '#kernel/looks.ts'
import { deputyOf } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import { type JsonObject, parseCalendarDate } from '#kernel/types.ts'
import { forecastOf, type Told } from '#modules/forecast/api.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { getProcedureVersion, limitFor } from '#modules/services/api.ts'
import { findMoves } from '../clock/store.ts'
import { parseDossierCode, refusal } from '../domain.ts'
import {
  acceptDossier,
  forwardDossier,
  handBackDossier,
  refuseReception,
  returnResult,
  takeDossier,
} from '../handling/commands.ts'
import { propose } from '../proposals/commands.ts'
import { writeRecord } from '../records/commands.ts'
import { type Dossier, situationOf } from '../steps/domain.ts'
import { requestSupplement } from '../supplement/commands.ts'
import type { Tracked } from '../tracking/domain.ts'
import { findPapers, findSteps, findSupplements, findTracked } from '../tracking/store.ts'
import { sendBackDossier, transferDossier } from '../transfer/commands.ts'
import { withdrawAtDesk } from '../withdrawal/commands.ts'
import type { Requester } from '../withdrawal/domain.ts'
import { type PublishedDossier, publishedDossier } from './domain.ts'
import {
  handlePermissions,
  type TransitionDone,
  type TransitionInput,
  transitionDone,
} from './transitions/domain.ts'

/** Throws `dossiers.notFound` for what the actor may not see. A system's look at what it did not submit leaves an event. */
export async function openPublished(context: Context, code: string): Promise<PublishedDossier> {
  const { actor, language, settings } = context
  const known = parseDossierCode(code)
  if (!known) throw refusal.notFound()
  return inTransaction(context, async (tx) => {
    const dossier = await findTracked(tx, known, { visibleTo: actor })
    if (!dossier) throw refusal.notFound()
    const isOwn = actor.kind === 'citizen' || (await findTracked(tx, known, ownKey(context))) !== undefined
    if (actor.kind === 'citizen' && actor.agent)
      await recordLook(tx, context, { of: [dossier.id], what: 'dossier', why: 'mandate' })
    else if (isOwn) nothingOfOthers(context)
    else await recordLook(tx, context, { of: [dossier.id], what: 'dossier', why: 'api' })
    // Whoever handles the dossier has its legal date; a second one would be taken for it.
    const isApplicants = actor.kind === 'citizen' || isOwn
    const parts = {
      forecast: isApplicants ? await likelyDone(tx, context, dossier) : undefined,
      dossier,
      told: explainClock(clockCalendar(context, dossier.clock), dossier.clock, language, context.now),
      moves: await findMoves(tx, dossier.id),
      steps: await findSteps(tx, dossier.id),
      supplements: await findSupplements(tx, dossier.id),
      papers: await findPapers(tx, dossier.id),
    }
    return publishedDossier(parts, settings.publicUrl)
  })
}

async function likelyDone(tx: Tx, context: Context, dossier: Tracked): Promise<Told | undefined> {
  const { id, procedureCode, procedureVersion } = dossier
  const definition = await getProcedureVersion(tx, context, procedureCode, procedureVersion)
  return forecastOf(tx, context, id, limitFor(definition, situationOf(dossier, context.today)))
}

function ownKey({ actor }: Context) {
  if (actor.kind === 'service') return { applicantId: actor.tokenId }
  if (actor.kind === 'citizen') return { applicantId: actor.personId }
  throw kernelRefusal.notAllowed()
}

const unitSeconds = 2

/**
 * Chuyển trạng thái. The system acts as an officer of its unit, through the same commands and the same rules: only steps
 * of its unit that nobody else holds. Throws what those commands throw, and `kernel.notAllowed` for a token without unit.
 */
export async function makeTransition(context: Context, input: TransitionInput): Promise<TransitionDone> {
  const { actor, pack } = context
  const unitId = actor.kind === 'service' ? actor.unitId : undefined
  const unit =
    unitId === undefined
      ? undefined
      : await recently(context, `unit ${unitId}`, unitSeconds, () =>
          read(context, (tx) => findUnit(tx, unitId)),
        )
  if (actor.kind !== 'service' || !unit) throw kernelRefusal.notAllowed()
  const known = parseDossierCode(input.code)
  if (!known) throw refusal.notFound()
  const rights = { roles: pack.roles.map(({ code }) => code), permissions: handlePermissions }
  const deputy = { ...context, actor: deputyOf(actor, unit, rights) }
  return transitionDone(await act(deputy, { ...input, code: known }))
}

const nobody: Requester = { name: '', identity: '', capacity: 'self', authority: '' }

function act(context: Context, input: TransitionInput): Promise<Dossier> {
  const { code, version: expectedVersion, step, reason = '', note, nextHolder } = input
  const seen = { code, expectedVersion, step }
  switch (input.transition) {
    case 'accept':
      return acceptDossier(context, { ...seen, note, nextHolder })
    case 'refuseReception':
      return refuseReception(context, { ...seen, ground: reason, legalBasis: input.legalBasis ?? '' })
    case 'requestSupplement':
      return requestSupplement(context, { ...seen, reason, faults: input.faults ?? [] })
    case 'take':
      return takeDossier(context, seen)
    case 'forward':
      return forwardDossier(context, { ...seen, outcome: input.outcome, note, nextHolder })
    case 'handBack':
      return handBackDossier(context, { ...seen, reason, to: input.to })
    case 'returnResult':
      return returnResult(context, { ...seen, way: input.way ?? 'online' })
    case 'transfer':
      return transferDossier(context, { ...seen, to: input.to, reason })
    case 'sendBack':
      return sendBackDossier(context, { ...seen, reason })
    case 'withdrawAtDesk':
      return withdrawAtDesk(context, { ...seen, reason, requester: input.requester ?? nobody })
    case 'propose': {
      const { proposal: kind, legalBasis, day } = input
      if (!kind) throw refusal.proposalNeeded()
      const until = day ? parseCalendarDate(day) : undefined
      return propose(context, { ...seen, kind, reason, legalBasis, day: until })
    }
    default:
      return writeRecord(context, {
        ...seen,
        act: input.transition,
        answers: (input.record ?? {}) as JsonObject,
      })
  }
}
