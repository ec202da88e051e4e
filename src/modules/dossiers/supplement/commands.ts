/** Yêu cầu bổ sung một lần, và câu trả lời của người nộp. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { checkAnswers, pruneAnswers } from '#kernel/forms.ts'
import { officerOf } from '#kernel/policy.ts'
import { sealAnswers } from '#kernel/sealed-answers.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import { type SecondGround, secondGroundOf } from '../proposals/domain.ts'
import { findProposals } from '../proposals/store.ts'
import { actingIn, definitionOf, demandSeen, demandWork, type Seen, save } from '../steps/commands.ts'
import { change, type Dossier, enter, leadingWork, openWork, startMove, tell, tick } from '../steps/domain.ts'
import { proveFiles } from '../submission/commands.ts'
import type { SubmittedPaper } from '../submission/domain.ts'
import { fieldsToJudge, type GivenFault, nameFaults } from './domain.ts'
import * as store from './store.ts'

type Request = Seen & { readonly faults: readonly GivenFault[]; readonly reason: string }

/**
 * Yêu cầu bổ sung: all faults in one request, and one request in the life of a dossier (docs/legal.md#one-supplement).
 * A second, with its ground, counts as late unless the law allows it. The clock stands until the applicant answers.
 */
export async function requestSupplement(
  context: Context,
  { faults: given, reason, ...seen }: Request,
): Promise<Dossier> {
  if (given.length === 0 || given.some((fault) => !fault.reason.trim())) throw refusal.faultsNeeded()
  const { now: at, actor } = context
  const { dossier, definition, work } = await demandWork(context, seen, 'requestSupplement')
  const ground = await demandGround(context, dossier, definition)
  const { faults, unknown } = nameFaults(definition, given)
  if (unknown !== undefined) throw refusal.unknownFault({ details: { key: unknown } })
  const acting = actingIn(context)
  const number = dossier.supplementCount + 1
  const entered = enter(startMove(dossier), acting, 'supplementing')
  const stopped = tick(entered, acting, { kind: 'paused', at: at.toISOString(), cause: 'supplement' })
  const counted = change(stopped, { supplementCount: number })
  const named = faults.map(({ target, key }) => `${target} ${key}`)
  const isCountedLate = ground?.by === 'chief'
  const allowedBy = isCountedLate ? ground.chiefId : null
  const askedBy = officerOf(actor).personId
  const asked = tell(counted, 'dossier.supplementRequested', { step: work.key, faults: named, number })
  const told = isCountedLate
    ? tell(asked, 'dossier.countedLate', { why: 'secondSupplement', reason: ground.reason, allowedBy })
    : asked
  const request = { caseId: dossier.id, number, faults, reason: reason.trim(), askedBy, at }
  return save(context, told, {
    beside: (tx) => store.insertSupplement(tx, { ...request, isCountedLate, allowedBy }),
  })
}

/** The first request needs none; a second the law of the procedure or a chief by name; a third is never sent. */
async function demandGround(
  context: Context,
  dossier: Dossier,
  definition: ProcedureDefinition,
): Promise<SecondGround | undefined> {
  const { supplementCount } = dossier
  if (supplementCount === 0) return undefined
  const proposals = await read(context, (tx) => findProposals(tx, dossier.id))
  const ground = secondGroundOf(definition, proposals)
  if (supplementCount > 1 || !ground) throw refusal.supplementUsed()
  return ground
}

type Answer = Seen & {
  /** The whole form, with what was changed. */
  readonly answers: JsonObject
  /** Papers added; those of the same keys are replaced. */
  readonly papers: readonly SubmittedPaper[]
}

/**
 * Bổ sung hồ sơ: the applicant's answer. The clock goes on from where it stood, moved by the time waited; a dossier
 * that was never accepted gets a fresh time for a reply. Throws `dossiers.invalidAnswers` and the file refusals.
 */
export async function answerSupplement(
  context: Context,
  { answers: given, papers, ...seen }: Answer,
): Promise<Dossier> {
  const { now: at, language } = context
  await proveFiles(context, papers)
  const lookups = formLookups(context)
  return inTransaction(context, async (tx) => {
    const dossier = await demandSeen(context, seen, tx)
    if (!dossierCan('answerSupplement', dossier)) throw refusal.notNow()
    const { form, papers: known } = await definitionOf(context, dossier, tx)
    const answers = pruneAnswers(form, given, lookups)
    const asked = await store.openSupplement(tx, dossier.id)
    const judged = fieldsToJudge(asked, answers)
    const fields = checkAnswers(form, answers, language, lookups)
      .filter(({ field }) => judged.has(field.split('.')[0] ?? ''))
      .map(({ field, message }) => ({ field, message }))
    if (fields.length > 0) throw refusal.invalidAnswers({ fields })
    const names = new Map(known.map(({ key, name }) => [key, name.vi]))
    const stranger = papers.find(({ key }) => !names.has(key))
    if (stranger) throw refusal.unknownPaper({ details: { key: stranger.key } })
    const added = papers.map((paper) => ({ ...paper, name: names.get(paper.key) ?? paper.key }))
    await store.replacePapers(tx, dossier.id, added, at)
    await store.closeSupplement(tx, dossier.id, at)
    const acting = actingIn(context)
    const isHeld = openWork(dossier).some(({ holderId }) => holderId !== null)
    const state = dossier.receivedAt === null ? 'registered' : isHeld ? 'processing' : 'accepted'
    const entered = enter(change(startMove(dossier), { answers }), acting, state)
    const running = tick(entered, acting, { kind: 'resumed', at: at.toISOString() })
    const facts = { papers: papers.map(({ key }) => key), dueAt: running.after.dueAt?.toISOString() }
    const told = tell(running, 'dossier.supplemented', facts, leadingWork(dossier).unitId)
    const kept = await sealAnswers(context.files, form, dossier.id, answers)
    const saved = await save(context, { ...told, after: { ...told.after, answers: kept } }, { tx })
    return { ...saved, answers }
  })
}
