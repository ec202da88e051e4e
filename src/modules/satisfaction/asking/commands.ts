/** Đánh giá: once for each dossier, by its applicant, whoever holds its receipt or its slip, or at a device in the hall. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import { addDays, dateOf } from '#kernel/types.ts'
import {
  dossierRefusal,
  findRateable,
  openToRate,
  type Rateable,
  type RatedBy,
  takeRating,
} from '#modules/dossiers/api.ts'
import { type Answers, overallOf, setOn } from '../criteria/domain.ts'
import { refusal } from '../domain.ts'
import { findInvitation } from '../inviting/store.ts'
import { findWholeTime, refreshTimes } from '../timing/store.ts'
import { type Channel, insertAnswer } from './store.ts'

/** The criteria of today. Throws `satisfaction.noSet`. */
export function setNow({ pack, today }: Pick<Context, 'pack' | 'today'>): CriteriaSet {
  const set = setOn(pack.satisfaction, today)
  if (!set) throw refusal.noSet()
  return set
}

/** What opens the questions. */
export type Way = RatedBy | { readonly token: string; readonly isQr: boolean } | { readonly kiosk: Kiosk }
type Kiosk = { readonly id: string; readonly caseId: string }

/**
 * The dossier that may be rated so. Throws `dossiers.notFound`, `kernel.signInNeeded`, and `satisfaction.unknownInvitation`
 * for a token that is wrong or too old.
 */
export async function openSurvey(context: Context, way: Way): Promise<Rateable> {
  const id = 'code' in way ? await openToRate(context, way) : 'kiosk' in way ? way.kiosk.caseId : undefined
  return read(context, async (tx) => {
    const invitation = 'token' in way ? await findInvitation(tx, way) : undefined
    const caseId = id ?? invitation?.caseId
    const dossier = caseId === undefined ? undefined : await findRateable(tx, { id: caseId })
    if ('token' in way && !(dossier && isOpen(context, dossier))) throw refusal.unknownInvitation()
    if (!dossier) throw dossierRefusal.notFound()
    return dossier
  })
}

/** For some weeks after its end; a dossier whose result waits has not ended. */
function isOpen(context: Context, { endedAt }: Rateable): boolean {
  return endedAt === null || addDays(dateOf(endedAt), setNow(context).openDays) >= context.today
}

const channelOf = (way: Way): Channel => {
  if ('kiosk' in way) return 'kiosk'
  if ('token' in way) return way.isQr ? 'qr' : 'link'
  return way.secret ? 'receipt' : 'account'
}

export type Opinion = {
  readonly answers: Answers
  readonly comment: string
  readonly isAnonymous: boolean
}

/**
 * Gửi đánh giá. It is final, as a vote is: sent twice, the first stands, and the answer is `false`. The event tells points,
 * never the comment, and of an anonymous one not who sent it. Throws `dossiers.notNow` before there is an outcome.
 */
export async function rateDossier(context: Context, way: Way, opinion: Opinion): Promise<boolean> {
  const dossier = await openSurvey(context, way)
  const set = setNow(context)
  return inTransaction(context, async (tx) => {
    if (!(await takeRating(tx, context, dossier))) return false
    const { answers, comment, isAnonymous } = opinion
    const overall = overallOf(set, answers)
    await insertAnswer(tx, {
      caseId: dossier.id,
      unitId: dossier.competentUnitId,
      criteria: set.code,
      version: set.version,
      answers,
      overall,
      comment: comment.trim() || null,
      isAnonymous,
      channel: channelOf(way),
      kioskId: 'kiosk' in way ? way.kiosk.id : null,
      at: context.now,
    })
    const teller: Context = isAnonymous ? { ...context, actor: { kind: 'visitor' } } : context
    await appendEvent(tx, teller, 'dossier.rated', {
      subject: dossier.id,
      unitId: dossier.competentUnitId,
      payload: {
        code: dossier.code,
        procedure: dossier.procedureCode,
        points: await pointsTold(tx, dossier.id, answers),
        satisfied: overall,
        anonymous: isAnonymous,
        channel: channelOf(way),
      },
    })
    return true
  })
}

/** Points by the number of their criterion; attitude by the clock, unless there is a complaint. */
async function pointsTold(tx: Tx, caseId: string, answers: Answers): Promise<Record<string, number>> {
  await refreshTimes(tx, [caseId])
  const inTime = await findWholeTime(tx, caseId)
  return Object.fromEntries(
    Object.entries(answers).flatMap(([number, answer]) => {
      if (typeof answer === 'number') return [[number, answer]]
      if (answer === 'complaint') return [[number, 0]]
      return answer === 'good' && inTime !== undefined ? [[number, inTime]] : []
    }),
  )
}
