/** Vì sao xem: by duty, or as the officer said. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type Look, nothingOfOthers } from '#kernel/looks.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { refusal } from '../domain.ts'
import { inCapacity } from '../steps/commands.ts'
import { type Dossier, openWork } from '../steps/domain.ts'
import { chiefFor, holdsStep } from '../steps/rights/domain.ts'
import { findDossier } from '../steps/store.ts'
import { type Purpose, purposeLink, purposeMinutes, saysEnough } from './domain.ts'
import * as store from './store.ts'

export type Reason = Pick<Look, 'why' | 'words'> & {
  /** As whom the officer looks: as themselves, or in place of one who is away. */
  readonly viewing: Context
}

/**
 * The reason for which an officer may look at a dossier. Nobody is asked who holds a step of it, gives out the work of the
 * unit where a step is, or did something with it within half an hour. Throws `dossiers.purposeNeeded`, which leads to the
 * page that asks.
 */
export async function demandReason(
  tx: Tx,
  context: Context,
  officer: Officer,
  dossier: Dossier,
): Promise<Reason> {
  return demandReasonAmong(tx, context, officer, [dossier])
}

/**
 * As `demandReason`, for what stands in several dossiers, such as a paper of the wallet: a reason to look at one of them is
 * enough. Asked is about the first.
 */
export async function demandReasonAmong(
  tx: Tx,
  context: Context,
  officer: Officer,
  dossiers: readonly Dossier[],
): Promise<Reason> {
  for (const dossier of dossiers) {
    const reason = await findReason(tx, context, officer, dossier)
    if (reason) return reason
  }
  const [first] = dossiers
  if (!first) throw refusal.notFound()
  throw refusal.purposeNeeded({ details: { askedAt: purposeLink(first.code) } })
}

async function findReason(
  tx: Tx,
  context: Context,
  officer: Officer,
  dossier: Dossier,
): Promise<Reason | undefined> {
  const { stepRoles } = context.pack
  const held = openWork(dossier).find((work) => holdsStep(officer, work, dossier, stepRoles))
  if (held) return { viewing: inCapacity(context, dossier, held), why: 'step' }
  for (const work of openWork(dossier)) {
    const chief = chiefFor(officer, work, dossier)
    if (chief) return { viewing: inPlace(context, officer, chief.inPlaceOf), why: 'work' }
  }
  const since = new Date(context.now.getTime() - purposeMinutes * 60_000)
  const { personId } = officer
  const recent = await store.findRecentAct(tx, { caseId: dossier.id, personId, since })
  return recent && { viewing: context, why: recent.purpose ?? 'step', words: recent.words ?? undefined }
}

const inPlace = (context: Context, officer: Officer, inPlaceOf: Officer['inPlaceOf']): Context =>
  inPlaceOf ? { ...context, actor: { ...officer, inPlaceOf } } : context

/** The dossier about which the page asks. Throws `dossiers.notFound`. Nothing of the applicant is read. */
export async function demandVisible(context: Context, code: string): Promise<string> {
  const found = await read(context, (tx) => findDossier(tx, officerOf(context.actor), code))
  if (!found) throw refusal.notFound()
  nothingOfOthers(context)
  return found.code
}

type Stated = { readonly code: string; readonly purpose: Purpose | undefined; readonly words: string }

/** Nêu mục đích. Throws `dossiers.purposeMissing`, `dossiers.purposeWordsNeeded`, `dossiers.notFound`. */
export async function statePurpose(context: Context, { code, purpose, words: given }: Stated): Promise<void> {
  const words = given.trim()
  const officer = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, officer, code)
    if (!dossier) throw refusal.notFound()
    if (!purpose) throw refusal.purposeMissing()
    if (!saysEnough(purpose, words)) throw refusal.purposeWordsNeeded()
    await appendEvent(tx, context, 'dossier.purposeStated', {
      subject: dossier.id,
      payload: { code: dossier.code, purpose, ...(words && { words }) },
    })
  })
}
