/** Yêu cầu bổ sung một lần, và câu trả lời của người nộp. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { checkAnswers, pruneAnswers } from '#kernel/forms.ts'
import { officerOf } from '#kernel/policy.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import {
  clockChange,
  definitionOf,
  demandDossier,
  demandSeen,
  moveTo,
  resumedStepDue,
  type Seen,
} from '../steps/commands.ts'
import * as steps from '../steps/store.ts'
import { proveFiles } from '../submission/commands.ts'
import type { SubmittedPaper } from '../submission/domain.ts'
import { fieldsToJudge, type GivenFault, nameFaults } from './domain.ts'
import * as store from './store.ts'

type Request = Seen & { readonly faults: readonly GivenFault[]; readonly reason: string }

/**
 * Yêu cầu bổ sung: all faults in one request, and one request in the life of a dossier (docs/legal.md#one-supplement).
 * The clock stands until the applicant answers.
 */
export async function requestSupplement(
  context: Context,
  { faults: given, reason, ...seen }: Request,
): Promise<void> {
  if (given.length === 0 || given.some((fault) => !fault.reason.trim())) throw refusal.faultsNeeded()
  const { now: at, actor } = context
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'requestSupplement')
    if (dossier.supplementCount > 0) throw refusal.supplementUsed()
    const definition = await definitionOf(tx, context, dossier)
    const { faults, unknown } = nameFaults(definition, given)
    if (unknown !== undefined) throw refusal.unknownFault({ details: { key: unknown } })
    const askedBy = officerOf(actor).personId
    await store.insertSupplement(tx, { caseId: dossier.id, faults, reason: reason.trim(), askedBy, at })
    await moveTo(tx, context, dossier, 'supplementing', {
      ...clockChange(context, dossier, { name: 'dossier.supplementRequested', at }),
      stepDueAt: null,
    })
    await appendEvent(tx, context, 'dossier.supplementRequested', {
      subject: dossier.id,
      payload: { code: dossier.code, faults: faults.map(({ target, key }) => `${target} ${key}`) },
    })
  })
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
): Promise<void> {
  const { now: at, language } = context
  await proveFiles(context, papers)
  const lookups = formLookups(context)
  await inTransaction(context, async (tx) => {
    const dossier = await demandSeen(tx, context, seen)
    if (!dossierCan('answerSupplement', dossier)) throw refusal.notNow()
    const { form, papers: known } = await definitionOf(tx, context, dossier)
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
    await store.closeSupplement(tx, dossier.id, { answers, at })
    const clock = clockChange(context, dossier, { name: 'dossier.supplemented', at })
    const isNew = dossier.receivedAt === null
    const stepDueAt = isNew ? clock.dueAt : await resumedStepDue(tx, context, dossier)
    if (isNew && clock.dueAt) await steps.changeOpenStep(tx, dossier.id, { due_at: clock.dueAt })
    const state = isNew ? 'registered' : dossier.holderId ? 'processing' : 'accepted'
    await moveTo(tx, context, dossier, state, { ...clock, stepDueAt })
    await appendEvent(tx, context, 'dossier.supplemented', {
      subject: dossier.id,
      unitId: dossier.holderUnitId,
      payload: {
        code: dossier.code,
        papers: papers.map(({ key }) => key),
        dueAt: clock.dueAt?.toISOString(),
      },
    })
  })
}
