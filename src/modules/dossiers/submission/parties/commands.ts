/** Who may act on a dossier as its applicant, or for them. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { citizenOf, demandScope, type MandateScope, mayInPlace } from '#kernel/policy.ts'
import { refusal } from '../../domain.ts'
import { type PartyAct, partyMay } from './domain.ts'
import { findParties } from './store.ts'

type Subject = { readonly id: string; readonly applicantId: string | null }

const scopeOf = (act: PartyAct): MandateScope => (act === 'look' ? 'look' : 'submit')

/** Whether the citizen may do this: the first applicant everything, others by their part in the dossier. */
export async function mayAct(
  context: Context,
  act: PartyAct,
  { id, applicantId }: Subject,
  tx?: Tx,
): Promise<boolean> {
  const citizen = citizenOf(context.actor)
  const { personId, identityNumber } = citizen
  if (!mayInPlace(citizen, scopeOf(act))) return false
  if (applicantId === personId) return true
  const look = (inner: Tx) => findParties(inner, id)
  const parties = await (tx ? look(tx) : read(context, look))
  return parties.some((one) => one.identity === identityNumber && partyMay(act, one, context.today))
}

/** Throws `dossiers.notYourPart`, and `kernel.mandateTooNarrow` for whoever acts in the place of another. */
export async function demandPart(context: Context, act: PartyAct, subject: Subject, tx?: Tx): Promise<void> {
  demandScope(context.actor, scopeOf(act))
  if (!(await mayAct(context, act, subject, tx))) throw refusal.notYourPart()
}
