/** Đánh giá hài lòng: once for each dossier, by its applicant or whoever holds its receipt. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { dossierCan, refusal } from '../domain.ts'
import { getOwn, lookUp } from '../tracking/commands.ts'
import type { Tracked } from '../tracking/domain.ts'
import { criteria, type RatingAnswers } from './domain.ts'
import * as store from './store.ts'

/** The receipt's secret opens the page without an account; without it one's own dossier. */
export type RatedBy = { readonly code: string; readonly secret?: string | undefined }

/** The dossier to rate. Throws `dossiers.notFound`, and `kernel.signInNeeded` for a visitor without the secret. */
export async function openToRate(context: Context, { code, secret }: RatedBy): Promise<Tracked> {
  if (secret) return lookUp(context, code, secret)
  if (context.actor.kind === 'visitor') throw kernelRefusal.signInNeeded()
  return read(context, (tx) => getOwn(tx, context, code, 'rate'))
}

type Rate = RatedBy & { readonly answers: RatingAnswers; readonly comment: string }

/**
 * Gửi đánh giá. It is final, as a vote is: sent twice, the first stands. The event tells points, never the comment,
 * and of an anonymous one not who sent it. Throws `dossiers.notNow` before there is an outcome.
 */
export async function rateDossier(context: Context, { answers, comment, ...by }: Rate): Promise<void> {
  const dossier = await openToRate(context, by)
  if (!dossierCan('rate', dossier)) throw refusal.notNow()
  await inTransaction(context, async (tx) => {
    const isFirst = await store.insertRating(tx, {
      caseId: dossier.id,
      answers,
      comment: comment.trim() || null,
      channel: by.secret ? 'receipt' : 'account',
      at: context.now,
    })
    if (!isFirst) return
    const { overall, anonymous } = answers
    const points = Object.entries(criteria).map(([key, number]) => [
      String(number),
      answers[key as keyof typeof criteria],
    ])
    const teller: Context = anonymous ? { ...context, actor: { kind: 'visitor' } } : context
    await appendEvent(tx, teller, 'dossier.rated', {
      subject: dossier.id,
      unitId: await store.findCompetentUnitId(tx, dossier.id),
      payload: {
        code: dossier.code,
        procedure: dossier.procedureCode,
        points: Object.fromEntries(points),
        overall,
        anonymous,
      },
    })
  })
}
