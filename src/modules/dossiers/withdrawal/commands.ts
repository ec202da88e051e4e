/** Rút hồ sơ tại quầy: for an applicant without an account, on a request that is noted (docs/legal.md#withdrawal). */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { getDetails } from '../desk/store.ts'
import { dossierCan, refusal } from '../domain.ts'
import { withdrawMembers } from '../families/commands.ts'
import { withdrawal } from '../handling/commands.ts'
import { demandSeen, inAgencyCapacity, type Seen, save } from '../steps/commands.ts'
import type { Dossier } from '../steps/domain.ts'
import { type Requester, requesterFault } from './domain.ts'

export type Withdraw = Seen & {
  readonly requester: Requester
  readonly reason: string
  /** Codes of the members of its family that are withdrawn with it. */
  readonly members?: readonly string[] | undefined
}

/**
 * Ends the case as the applicant's own withdrawal does, until the result is signed. By a clerk of the desk that received
 * it. Throws `notYours`, `notNow`, `requesterNeeded`, `authorityNeeded`, `notTheApplicant`, `reasonNeeded`.
 */
export async function withdrawAtDesk(
  context: Context,
  { requester, reason: given, members = [], ...seen }: Withdraw,
): Promise<Dossier> {
  const reason = given.trim()
  return inTransaction(context, async (tx) => {
    const dossier = await demandSeen(context, seen, tx)
    if (!dossierCan('withdrawAtDesk', dossier)) throw refusal.notNow()
    const desk = await findUnit(tx, dossier.receivingUnitId)
    const acting = desk && inAgencyCapacity(context, 'withdrawAtDesk', dossier, desk.path)
    if (!acting) throw refusal.notYours()
    const { applicantIdentity } = await getDetails(tx, dossier.id)
    const fault = requesterFault(requester, applicantIdentity)
    if (fault) throw refusal[fault]()
    if (!reason) throw refusal.reasonNeeded()
    const { name, identity, capacity, authority } = requester
    const request = {
      reason,
      atDesk: true,
      requestedBy: name.trim(),
      requesterIdentity: identity.trim(),
      capacity,
      ...(authority.trim() && { authority: authority.trim() }),
    }
    const withdrawn = await save(acting, withdrawal(acting, dossier, request), { tx })
    await withdrawMembers(tx, acting, dossier.id, { codes: members, facts: request })
    return withdrawn
  })
}
