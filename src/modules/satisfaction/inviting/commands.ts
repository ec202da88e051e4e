/** Mời đánh giá: at return, by a message to the applicant and by the slip that is handed over. */

import { randomBytes, randomInt } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import type { Reaction } from '#kernel/events.ts'
import {
  dossierCan,
  dossierRefusal,
  findDossier,
  findOwner,
  findRateable,
  type Rateable,
} from '#modules/dossiers/api.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { surveyLinks } from './domain.ts'
import * as store from './store.ts'

const notices = defineNotices('satisfaction', {
  invited: {
    subject: ['Mời ông/bà đánh giá hồ sơ {code}', 'Your opinion of dossier {code}'],
    body: [
      'Vài câu hỏi, khoảng một phút. Ông/bà có thể ẩn danh.',
      'A few questions, about a minute. You may stay anonymous.',
    ],
    short: ['Mời ông/bà đánh giá hồ sơ {code}:', 'Please give your opinion of dossier {code}:'],
  },
})

/** The one invitation of a dossier, made when it is first wanted. */
export async function ensureInvitation(tx: Tx, { now }: Context, caseId: string): Promise<store.Invitation> {
  for (;;) {
    const known = await store.findInvitation(tx, { caseId })
    if (known) return known
    const token = randomBytes(16).toString('base64url')
    const number = String(randomInt(100_000_000)).padStart(8, '0')
    await store.insertInvitation(tx, { caseId, token, number }, now)
  }
}

/** Once the result is handed over. Whoever rated already is not asked again. */
export const inviteAtReturn: Reaction = {
  name: 'satisfaction.invite',
  events: ['dossier.resultReturned'],
  async run(tx, context, { subjectId, position }) {
    const dossier = await findRateable(tx, { id: subjectId })
    const owner = await findOwner(tx, subjectId)
    if (!dossier || !owner || dossier.isRated) return
    const { token } = await ensureInvitation(tx, context, subjectId)
    const { applicantId, phone, email, code } = owner
    const link = surveyLinks.survey(token)
    await notify(tx, context, [
      {
        notice: notices.invited,
        to: applicantId ? [applicantId] : [],
        subjectId,
        link,
        facts: { code },
        key: `${notices.invited.kind}:${subjectId}:${position}`,
        outside: { link, phone, email },
      },
    ])
  },
}

export type Slip = { readonly dossier: Rateable; readonly invitation: store.Invitation }

/** Phiếu mời đánh giá, for whoever hands the result over. Throws `dossiers.notFound`, and `dossiers.notNow` before there is an outcome. */
export async function openSlip(context: Context, code: string): Promise<Slip> {
  return inTransaction(context, async (tx) => {
    const seen = await findDossier(tx, context.actor, code)
    const dossier = seen && (await findRateable(tx, { id: seen.id }))
    if (!dossier) throw dossierRefusal.notFound()
    if (!dossierCan('rate', dossier)) throw dossierRefusal.notNow()
    return { dossier, invitation: await ensureInvitation(tx, context, dossier.id) }
  })
}
