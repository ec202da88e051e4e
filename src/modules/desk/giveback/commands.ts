/** Trả kết quả tại quầy: find, confirm who takes it, and hand over several results of one person at once. */

import { randomInt } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import { citizenOf, officerOf } from '#kernel/policy.ts'
import { instantAt } from '#kernel/types.ts'
import { dossierRefusal, findDossier, returnResult } from '#modules/dossiers/api.ts'
import {
  demandReference,
  duesOf,
  type Payment,
  type Receipt,
  sumOf,
  takePayment,
} from '#modules/payments/api.ts'
import { refusal } from '../domain.ts'
import {
  type Asked,
  askedBy,
  codeMinutes,
  type Found,
  hashOfCode,
  type Priced,
  type Receiver,
  triesMax,
} from './domain.ts'
import * as store from './store.ts'

const foundMax = 30

/** Tìm kết quả. Who looked, and what was shown, is told. */
export async function findResults(
  context: Context,
  text: string,
): Promise<{ readonly asked: Asked; readonly found: readonly Priced[] }> {
  const officer = officerOf(context.actor)
  const asked = askedBy(text)
  return inTransaction(context, async (tx) => {
    const since = instantAt(context.today)
    const found = await store.findForGiveBack(tx, officer, asked, { since, max: foundMax })
    await recordLook(tx, context, { of: found.map(({ caseId }) => caseId), what: 'list', why: 'desk' })
    const priced: Priced[] = []
    for (const one of found)
      priced.push({
        ...one,
        dueVnd: one.isReady ? sumOf((await duesOf(tx, one.caseId, 'return')).due) : 0,
      })
    return { asked, found: priced }
  })
}

export type GiveBack = {
  readonly caseIds: readonly string[]
  readonly receiver: Receiver
  readonly confirmedBy: 'signature' | 'code'
  readonly code: string
  readonly originals: string
  /** How what is still due is paid; `undefined` when it is not paid now. */
  readonly payment?: Payment | undefined
}
export type GivenBack = {
  readonly code: string
  readonly refused?: Sentence | undefined
  readonly receipt?: Receipt | undefined
}

/**
 * Trả kết quả. Throws when the one who takes is not the applicant and shows no authority, when a code is wrong, and
 * `desk.notReady`. Each dossier then goes by itself: one refused is named and holds up nothing else.
 */
export async function giveBack(context: Context, given: GiveBack): Promise<readonly GivenBack[]> {
  const officer = officerOf(context.actor)
  if (given.caseIds.length === 0) throw refusal.nothingChosen()
  const chosen = await read(context, (tx) => store.findChosen(tx, officer, given.caseIds))
  if (chosen.length !== new Set(given.caseIds).size) throw dossierRefusal.notFound()
  const receiver = demandReceiver(given.receiver, chosen)
  const late = chosen.find(({ isReady, state }) => !isReady && state !== 'returned')
  if (late) throw refusal.notReady({ details: { code: late.code } })
  if (given.payment && (await isAnythingDue(context, chosen))) demandReference(given.payment)
  const delivered = await read(context, (tx) => store.findDelivered(tx, given.caseIds))
  const open = chosen.filter(({ caseId }) => !delivered.has(caseId))
  if (given.confirmedBy === 'code' && open.some(({ isReady }) => isReady))
    await demandCode(context, open, given.code)
  const outcomes: GivenBack[] = []
  for (const one of open) outcomes.push(await handOut(context, one, { ...given, receiver }))
  return outcomes
}

function isAnythingDue(context: Context, chosen: readonly Found[]): Promise<boolean> {
  return read(context, async (tx) => {
    for (const { caseId } of chosen) if ((await duesOf(tx, caseId, 'return')).due.length > 0) return true
    return false
  })
}

function demandReceiver(receiver: Receiver, chosen: readonly Found[]): Receiver {
  const identity = receiver.identity.replace(/\s/g, '')
  const name = receiver.name.trim()
  const authorityPaper = receiver.authorityPaper.trim()
  if (!name || !/^\d{12}$/.test(identity)) throw refusal.identityNeeded()
  if (receiver.kind === 'authorised') {
    if (!authorityPaper) throw refusal.authorityNeeded()
    return { kind: 'authorised', name, identity, authorityPaper }
  }
  // A dossier without a number on it (of a firm, or typed without card) can only be taken with authority.
  const other = chosen.find(({ applicantIdentity }) => applicantIdentity !== identity)
  if (other) throw refusal.notTheApplicant({ details: { code: other.code } })
  return { kind: 'self', name, identity, authorityPaper: '' }
}

/** The code of any of the dossiers is enough: they are one person's. A wrong one is counted even though it is refused. */
async function demandCode(context: Context, chosen: readonly Found[], typed: string): Promise<void> {
  const code = typed.replace(/\s/g, '')
  const caseIds = chosen.map(({ caseId }) => caseId)
  const verdict = await inTransaction(context, async (tx) => {
    const codes = await store.findCodesForUpdate(tx, caseIds, context.now)
    const usable = codes.filter(({ tries }) => tries < triesMax)
    if (codes.length > 0 && usable.length === 0) return 'tooMany'
    const match = usable.find(({ caseId, hash }) => hash === hashOfCode(caseId, code))
    if (!match) {
      await store.countTry(
        tx,
        usable.map(({ caseId }) => caseId),
      )
      return 'wrong'
    }
    await store.useCode(tx, match.caseId, context.now)
    return 'right'
  })
  if (verdict === 'tooMany') throw refusal.tooManyTries({ details: { tries: triesMax } })
  if (verdict === 'wrong') throw refusal.wrongCode()
}

async function handOut(
  context: Context,
  { caseId, code, version, isReady }: Found,
  given: GiveBack,
): Promise<GivenBack> {
  const officer = officerOf(context.actor)
  // One that was returned before its delivery could be written down (a crash in between) only lacks the latter.
  const refused = isReady
    ? await refusedBy(() => returnResult(context, { code, expectedVersion: version, way: 'desk' }))
    : undefined
  if (refused) return { code, refused: refused.sentence }
  const { receiver, confirmedBy, originals, payment } = given
  return inTransaction(context, async (tx) => {
    const key = `return ${caseId}`
    const receipt = payment && (await takePayment(tx, context, { key, caseId, moment: 'return', payment }))
    await store.insertDelivery(tx, {
      caseId,
      officer,
      receiver,
      confirmedBy,
      originals: originals.trim(),
      at: context.now,
    })
    await appendEvent(tx, context, 'desk.resultHandedOut', {
      subject: caseId,
      payload: {
        code,
        receiver: receiver.kind,
        confirmedBy,
        originals: originals.trim() || undefined,
        receipt: receipt?.id,
      },
    })
    return { code, receipt }
  })
}

async function refusedBy(act: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await act()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}

/** Mã nhận kết quả: the applicant sees it on the own phone and reads it out; good once, for a quarter of an hour. */
export async function makeReturnCode(context: Context, code: string): Promise<string> {
  const { now } = context
  citizenOf(context.actor)
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, context.actor, code)
    if (!dossier) throw dossierRefusal.notFound()
    if (dossier.state !== 'done') throw refusal.notReady({ details: { code } })
    const spoken = String(randomInt(1_000_000)).padStart(6, '0')
    const until = new Date(now.getTime() + codeMinutes * 60_000)
    await store.saveCode(tx, { caseId: dossier.id, hash: hashOfCode(dossier.id, spoken), at: now, until })
    await appendEvent(tx, context, 'desk.returnCodeMade', { subject: dossier.id, payload: { code } })
    return spoken
  })
}
