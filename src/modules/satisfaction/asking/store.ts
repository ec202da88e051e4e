/** SQL of answers. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Answers, Satisfaction } from '../criteria/domain.ts'

/** By what way it was asked: signed in, with the receipt, by a link, by the QR code of the slip, at a device in the hall. */
export type Channel = 'account' | 'receipt' | 'link' | 'qr' | 'kiosk'

export type NewAnswer = {
  readonly caseId: string
  readonly unitId: string
  readonly criteria: string
  readonly version: string
  readonly answers: Answers
  readonly overall: Satisfaction | null
  readonly comment: string | null
  readonly isAnonymous: boolean
  readonly channel: Channel
  readonly kioskId: string | null
  readonly at: Date
}

/** Throws on a second answer of a dossier: whoever calls has taken the one turn there is. */
export async function insertAnswer(tx: Tx, one: NewAnswer): Promise<void> {
  await sql`
    insert into satisfaction_answers (case_id, unit_id, criteria, version, answers, overall, comment, is_anonymous, channel,
      kiosk_id, rated_at)
    values (${one.caseId}, ${one.unitId}, ${one.criteria}, ${one.version}, ${JSON.stringify(one.answers)}, ${one.overall},
      ${one.comment}, ${one.isAnonymous}, ${one.channel}, ${one.kioskId}, ${one.at})`.execute(tx)
}
