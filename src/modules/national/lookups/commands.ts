/** Tra cứu for a dossier, by whoever has a step of it: the purpose is the dossier, and the log says so. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { formatDate } from '#kernel/text.ts'
import {
  dossierRefusal,
  findDossier,
  findPaperwork,
  holdsStep,
  openWork,
  type Paperwork,
} from '#modules/dossiers/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { askRegister } from '../registers/commands.ts'
import { type Answer, questionOf } from '../registers/domain.ts'
import { type Register, refusal, type Typed } from './domain.ts'
import { insertAsked } from './store.ts'

type Head = { readonly code: string; readonly id: string }

/** Throws `dossiers.notFound`, and `lookups.notYours` for whoever has no step of it, or is asked for an opinion only. */
async function demandStep(tx: Tx, context: Context, code: string): Promise<Paperwork> {
  const officer = officerOf(context.actor)
  const dossier = await findDossier(tx, officer, code)
  const paperwork = await findPaperwork(tx, { actor: officer }, code)
  if (!dossier || !paperwork) throw dossierRefusal.notFound()
  const isHeld = openWork(dossier).some(
    (work) => work.type !== 'consult' && holdsStep(officer, work, dossier, context.pack.stepRoles),
  )
  if (!isHeld) throw refusal.notYours()
  await recordLook(tx, context, { of: [dossier.id], what: 'person', why: 'step', forDossier: code })
  return paperwork
}

/** The forms as the dossier fills them in. */
export function proposed(context: Context, code: string): Promise<Typed> {
  return inTransaction(context, async (tx) => {
    const { applicantId, applicantKind, applicantName, applicantIdentity } = await demandStep(
      tx,
      context,
      code,
    )
    const account = applicantId ? await findPerson(tx, applicantId) : undefined
    // Whoever filed from the account may have filed for somebody else.
    const person = account?.identityNumber === applicantIdentity ? account : undefined
    const isFirm = applicantKind === 'enterprise'
    return {
      ...(isFirm
        ? { taxCode: applicantIdentity ?? '' }
        : { identity: applicantIdentity ?? '', name: applicantName }),
      ...(!isFirm && person?.birthDate && { birth: formatDate(person.birthDate) }),
    }
  })
}

/** Asks one register. Throws what is wrong with the input, and `exchange.away` and the like, with how to go on. */
export async function lookUpRegister(
  context: Context,
  { code, register, typed }: { readonly code: string; readonly register: Register; readonly typed: Typed },
): Promise<Answer> {
  const { caseId: id } = await inTransaction(context, (tx) => demandStep(tx, context, code))
  const question = questionOf(register, typed)
  await tell(context, { code, id }, register)
  return askRegister(context, question, { dossierCode: code })
}

/** Told before the answer is there: also a look-up that came to nothing was one. */
function tell(context: Context, { id, code }: Head, register: Register): Promise<void> {
  return inTransaction(context, async (tx) => {
    await insertAsked(tx, id, register)
    await appendEvent(tx, context, 'dossier.registerAsked', { subject: id, payload: { code, register } })
  })
}
