/** Vào kho: results come by what happened to them, once each and in order; papers of dossiers get their flags. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type AppendedEvent, appendEvent, type Reaction } from '#kernel/events.ts'
import { revokeFilesOf } from '#kernel/files.ts'
import { type Look, recordLook } from '#kernel/looks.ts'
import type { KeptPage } from '#kernel/module.ts'
import { officerOf } from '#kernel/policy.ts'
import { dateOf } from '#kernel/types.ts'
import {
  type Dossier,
  demandReasonAmong,
  findDossier,
  findUnflagged,
  flagPaper,
  visibleTo,
} from '#modules/dossiers/api.ts'
import { findIssued, type IssuedResult } from '#modules/results/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { type Entry, mayEnd, monthsAfter, refusal, refusalKind, standingOf } from '../domain.ts'
import { walletLinks } from '../links/domain.ts'
import * as store from './store.ts'

/** A result that was signed, now or in the past, is in its owner's wallet; one that was withdrawn says so. */
export const keepResults: Reaction = {
  name: 'wallet.keepResults',
  events: ['result.signed', 'result.withdrawn'],
  async run(tx, context, event) {
    const issued = await findIssued(tx, { caseId: event.subjectId })
    if (!issued) return
    await keepResult(tx, context, issued)
    if (issued.state !== 'withdrawn') return
    const reason = issued.endedReason ?? ''
    const id = await store.revokeEntry(tx, { resultId: issued.id, reason, at: issued.endedAt ?? event.at })
    if (id) await revokeFilesOf(tx, id, issued.endedAt ?? event.at)
  },
}

/** Lưu kết quả. The same result twice is one entry. */
export async function keepResult(tx: Tx, context: Context, issued: IssuedResult): Promise<void> {
  const { procedureCode: code, procedureVersion } = issued
  const { result } = await getProcedureVersion(tx, context, code, procedureVersion)
  const isGrant = issued.kind === 'grant'
  const validFrom = dateOf(issued.numberedAt)
  const owner = {
    id: issued.applicantId,
    identity: issued.ownerIdentity,
    kind: issued.ownerKind,
    name: issued.ownerName,
  }
  const named = result.replaces?.subject ? issued.answers[result.replaces.subject] : undefined
  const subject = named === undefined ? '' : typeof named === 'string' ? named : JSON.stringify(named)
  const kindCode = isGrant ? (result.code ?? `${code}/ket-qua`) : refusalKind
  const entryId = await store.insertEntry(tx, {
    owner,
    kindCode,
    title: issued.title,
    number: issued.numberLabel,
    source: 'result',
    agencyName: issued.agencyName,
    unitId: issued.unitId,
    issuedOn: validFrom,
    validFrom,
    validUntil: isGrant && result.validMonths ? monthsAfter(validFrom, result.validMonths) : null,
    subject,
    fields: {},
    fileId: issued.fileId,
    sha256: issued.sha256,
    contentKey: null,
    verifyCode: issued.verifyCode,
    resultId: issued.id,
    caseId: issued.caseId,
    at: issued.signedAt,
  })
  if (!entryId || !isGrant || !result.replaces || issued.state === 'withdrawn') return
  const at = issued.signedAt
  const former = await store.replaceFormer(tx, { id: entryId, owner, kindCode, subject, validFrom, at })
  for (const id of former) {
    await revokeFilesOf(tx, id, at)
    await appendEvent(tx, context, 'paper.replaced', { subject: id, payload: { by: entryId } })
  }
}

/**
 * Gắn cờ: what stands in a dossier from the wallet is flagged in the order of events and exactly once, however it was
 * handed in: by form, at the desk, by another system, or with a supplement.
 */
export const flagPapers: Reaction = {
  name: 'wallet.flagPapers',
  events: ['dossier.submitted', 'dossier.supplemented'],
  run: (tx, context, event) => flagPapersOf(tx, context, event),
}

type Told = Pick<AppendedEvent, 'subjectId' | 'at'>

export async function flagPapersOf(tx: Tx, context: Context, { subjectId: caseId, at }: Told): Promise<void> {
  for (const { id, paperKey, origin } of await findUnflagged(tx, caseId)) {
    const { entry: entryId, act, isNational, resultCode } = origin
    const isReused = act === 'reused'
    await flagPaper(tx, id, {
      isDigitised: act === 'digitised',
      isReused,
      isFromNationalStore: isReused && isNational,
      resultCode: isReused ? resultCode : null,
      entryId,
    })
    await store.insertUse(tx, { entryId, caseId, paperKey, at })
    if (isReused)
      await appendEvent(tx, context, 'paper.reused', {
        subject: caseId,
        payload: { entry: entryId, paper: paperKey, resultCode: resultCode ?? undefined, isNational },
      })
  }
}

/**
 * Mở giấy tờ trong kho of a dossier that the officer may see; the look is told to the owner. Whoever has no task in any of those
 * dossiers says what for, as for the dossier itself; whoever may end a copy of the own unit has one in `ending` it. Throws
 * `wallet.notFound`, `dossiers.purposeNeeded`.
 */
export function openForOfficer(context: Context, id: string, task?: 'ending'): Promise<Entry> {
  const { actor } = context
  return inTransaction(context, async (tx) => {
    const officer = officerOf(actor)
    const visible = visibleTo(actor)
    const entry = await store.findEntryInCases(tx, id, { visible, unitId: officer.unitId })
    if (!entry) throw refusal.notFound()
    const codes = await store.findCodesHolding(tx, id, visible)
    if (codes.length === 0 || (task === 'ending' && mayEnd(officer, entry))) {
      await tellView(tx, context, [entry.id], { why: 'digitise' })
      return entry
    }
    const dossiers: Dossier[] = []
    for (const code of codes) {
      const dossier = await findDossier(tx, officer, code)
      if (dossier) dossiers.push(dossier)
    }
    const { viewing, ...reason } = await demandReasonAmong(tx, context, officer, dossiers)
    await tellView(tx, viewing, [entry.id], reason)
    return entry
  })
}

type Reason = Pick<Look, 'why' | 'way' | 'words' | 'forDossier'>

/** Ai đã xem: every reading of papers by somebody else leaves this. */
export function tellView(
  tx: Tx,
  context: Context,
  entryIds: readonly string[],
  reason: Reason = { why: context.actor.kind === 'service' ? 'api' : 'work' },
): Promise<void> {
  return recordLook(tx, context, { of: entryIds, what: 'paper', ...reason })
}

const keptMax = 10

/** Ví giấy tờ on the device: papers in force, the newest first, each with its proof and its signed file. */
export async function keptOfWallet(context: Context): Promise<readonly KeptPage[]> {
  if (context.actor.kind !== 'citizen') return []
  const entries = await read(context, (tx) => store.findEntries(tx, context.actor))
  const inForce = entries.filter((entry) => standingOf(entry, context.today) === 'valid')
  return [
    { path: walletLinks.own, isEssential: true },
    ...inForce
      .slice(0, keptMax)
      .flatMap(({ id, title }) => [
        { path: walletLinks.ownProof(id), isEssential: true } as const,
        { path: walletLinks.ownFile(id), title: `${title} (PDF)` },
      ]),
  ]
}
