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
import { ask } from '#modules/exchange/api.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { businessRegister } from '../business/domain.ts'
import { civilKinds, civilRegister } from '../civil/domain.ts'
import { landRegister } from '../land/domain.ts'
import { population } from '../population/domain.ts'
import { firmIn, identityIn, personIn, plotIn, type Register, refusal, type Typed } from './domain.ts'

type Answers = {
  readonly population: Awaited<ReturnType<typeof askPopulation>>
  readonly business: Awaited<ReturnType<typeof askBusiness>>
  readonly civil: Awaited<ReturnType<typeof askCivil>>
  readonly land: Awaited<ReturnType<typeof askLand>>
}
/** What a register said, with its own name. */
export type Answer = {
  readonly [R in Register]: { readonly register: R; readonly said: Answers[R] }
}[Register]

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
  const head = { code, id }
  switch (register) {
    case 'population':
      return { register, said: await askPopulation(context, head, typed) }
    case 'business':
      return { register, said: await askBusiness(context, head, typed) }
    case 'civil':
      return { register, said: await askCivil(context, head, typed) }
    default:
      return { register, said: await askLand(context, head, typed) }
  }
}

async function askPopulation(context: Context, head: Head, typed: Typed) {
  const person = personIn(typed)
  await tell(context, head, 'population')
  return ask(context, population, 'TraCuu', person, { dossierCode: head.code })
}
async function askBusiness(context: Context, head: Head, typed: Typed) {
  const firm = firmIn(typed)
  await tell(context, head, 'business')
  return ask(context, businessRegister, 'TraCuuDoanhNghiep', firm, { dossierCode: head.code })
}
async function askCivil(context: Context, head: Head, typed: Typed) {
  const SoDinhDanh = identityIn(typed)
  const Loai = civilKinds.find((kind) => kind === typed.kind) ?? 'khai-sinh'
  await tell(context, head, 'civil')
  return ask(context, civilRegister, 'TraCuuHoTich', { SoDinhDanh, Loai }, { dossierCode: head.code })
}
async function askLand(context: Context, head: Head, typed: Typed) {
  const plot = plotIn(typed)
  await tell(context, head, 'land')
  return ask(context, landRegister, 'TraCuuThuaDat', plot, { dossierCode: head.code })
}

/** Told before the answer is there: also a look-up that came to nothing was one. */
function tell(context: Context, { id, code }: Head, register: Register): Promise<void> {
  return inTransaction(context, (tx) =>
    appendEvent(tx, context, 'dossier.registerAsked', { subject: id, payload: { code, register } }),
  )
}
