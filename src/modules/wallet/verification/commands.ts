/** Kiểm tra văn bản: what anyone may learn of a paper that they hold, by the code printed on it or by its file. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { readVerified } from '#kernel/files.ts'
import { type SignatureReport, signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { type CalendarDate, calendarDate, dateOf } from '#kernel/types.ts'
import {
  findIssued,
  findSent,
  type IssuedResult,
  maskedName,
  parseVerifyCode,
  type SentPaper,
} from '#modules/results/api.ts'
import { type Entry, type Standing, standingOf } from '../domain.ts'
import { findEntry } from '../entries/store.ts'

/** What may be shown of a paper to whoever holds it. */
export type Issued = {
  readonly title: string
  /** A copy that a desk made from paper, not what the agency itself issued. */
  readonly isCopy: boolean
  readonly numberLabel: string | null
  readonly issuedOn: CalendarDate | null
  readonly validUntil: CalendarDate | null
  readonly agencyName: string
  readonly signerName: string | null
  readonly ownerName: string
  /** None is printed on papers that only accompany a dossier. */
  readonly verifyCode: string | null
  readonly standing: Standing
  /** The day on which it was withdrawn or replaced, and why or by what. */
  readonly endedOn: CalendarDate | null
  readonly endedReason: string | null
  readonly endedWhy: Entry['endedWhy']
  readonly replacement: { readonly title: string; readonly number: string | null } | null
}
type Found = { readonly issued: Issued; readonly sha256: string }

/** `withdrawn`, `replaced`, `expired`, `notYet`: genuine, but not in force. `damaged`: known, its signatures do not hold. */
type Force = 'valid' | 'withdrawn' | 'replaced' | 'expired' | 'notYet'
export type CodeVerdict = Issued & {
  readonly verdict: Force | 'damaged'
  readonly signatures: readonly SignatureReport[]
}

const forces = {
  valid: 'valid',
  revoked: 'withdrawn',
  replaced: 'replaced',
  expired: 'expired',
  notYet: 'notYet',
} as const satisfies Record<Standing, Force>

/** The paper with this code and what its stored file proves; `undefined` when there is none. */
export async function verifyByCode(context: Context, text: string): Promise<CodeVerdict | undefined> {
  const verifyCode = parseVerifyCode(text)
  const found = verifyCode && (await read(context, (tx) => find(tx, context, { verifyCode })))
  if (!found) return undefined
  const { issued, sha256 } = found
  const bytes = await readVerified(context.files, sha256, issued.title)
  const signatures = await reportsOn(context, bytes)
  const isSound = signatures.length > 0 && signatures.every(({ valid }) => valid)
  const force = forces[issued.standing]
  return { ...issued, verdict: force === 'valid' && !isSound ? 'damaged' : force, signatures }
}

type Key = { readonly verifyCode: string } | { readonly sha256: string }

/** A result is known the moment it is signed; what became of it since stands in the wallet. */
async function find(tx: Tx, { today }: Context, by: Key): Promise<Found | undefined> {
  const result = await findIssued(tx, by)
  const entry = await findEntry(tx, result ? { resultId: result.id } : by)
  if (result) return { issued: issuedResult(result, entry, today), sha256: result.sha256 }
  return entry && { issued: issuedEntry(entry, today), sha256: entry.sha256 }
}

function issuedResult(result: IssuedResult, entry: Entry | undefined, today: CalendarDate): Issued {
  const isWithdrawn = result.state === 'withdrawn'
  return {
    title: result.title,
    isCopy: false,
    numberLabel: result.numberLabel,
    issuedOn: dateOf(result.numberedAt),
    agencyName: result.agencyName,
    signerName: result.signerName,
    ownerName: maskedName(result.ownerName, result.ownerKind),
    verifyCode: result.verifyCode,
    ...endOf(entry, today),
    ...(isWithdrawn && {
      standing: 'revoked' as const,
      endedOn: result.endedAt && dateOf(result.endedAt),
      endedReason: result.endedReason,
      replacement: null,
    }),
  }
}

function issuedEntry(entry: Entry, today: CalendarDate): Issued {
  return {
    title: entry.title,
    isCopy: entry.source === 'copy',
    numberLabel: entry.number,
    issuedOn: entry.issuedOn ? calendarDate(entry.issuedOn) : null,
    agencyName: entry.agencyName,
    signerName: null,
    ownerName: maskedName(entry.ownerName, entry.ownerKind),
    verifyCode: entry.verifyCode,
    ...endOf(entry, today),
  }
}

/** Asked for more, refused, apologised, stopped: signed and sent, and nothing that could run out. */
function issuedSent(sent: SentPaper): Issued {
  return {
    title: sent.title,
    isCopy: false,
    numberLabel: null,
    issuedOn: dateOf(sent.signedAt),
    agencyName: sent.agencyName,
    signerName: sent.signerName,
    ownerName: maskedName(sent.ownerName, sent.ownerKind),
    verifyCode: null,
    validUntil: null,
    standing: 'valid',
    endedOn: null,
    endedReason: null,
    endedWhy: null,
    replacement: null,
  }
}

function endOf(entry: Entry | undefined, today: CalendarDate) {
  const { replacementTitle: title = null, replacementNumber: number = null } = entry ?? {}
  return {
    validUntil: entry?.validUntil ? calendarDate(entry.validUntil) : null,
    standing: entry ? standingOf(entry, today) : ('valid' as const),
    endedOn: entry?.endedAt ? dateOf(entry.endedAt) : null,
    endedReason: entry?.endedReason ?? null,
    endedWhy: entry?.endedWhy ?? null,
    replacement: title === null ? null : { title, number },
  }
}

/**
 * `issued`: byte for byte what was issued, in force; `withdrawn`, `replaced`, `expired`, `notYet`: the same, not in force.
 * `changed`: signed, then altered. `signed`: sound signatures of authorities we trust, on a paper that was not issued
 * here. `untrusted`: signed, by whom cannot be told. `unsigned`, `unreadable`: proves nothing.
 */
export type FileVerdictKind =
  | 'issued'
  | Exclude<Force, 'valid'>
  | 'changed'
  | 'signed'
  | 'untrusted'
  | 'unsigned'
  | 'unreadable'
export type FileVerdict = {
  readonly verdict: FileVerdictKind
  readonly issued: Issued | undefined
  readonly signatures: readonly SignatureReport[]
}

/** Judges any PDF. */
export async function verifyFile(context: Context, bytes: Uint8Array): Promise<FileVerdict> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const found = await read(context, async (tx) => {
    const known = await find(tx, context, { sha256 })
    if (known) return known
    const sent = await findSent(tx, sha256)
    return sent && { issued: issuedSent(sent), sha256 }
  })
  const signatures = await reportsOn(context, bytes).catch((thrown: unknown) => {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  })
  if (!signatures) return { verdict: 'unreadable', issued: undefined, signatures: [] }
  return { verdict: verdictOf(found?.issued, signatures), issued: found?.issued, signatures }
}

function verdictOf(
  issued: Issued | undefined,
  signatures: readonly SignatureReport[],
): Exclude<FileVerdictKind, 'unreadable'> {
  const isSound = signatures.every(({ valid }) => valid)
  if (issued && signatures.length > 0 && isSound) {
    const force = forces[issued.standing]
    return force === 'valid' ? 'issued' : force
  }
  if (signatures.length === 0) return 'unsigned'
  if (
    signatures.some((one) => !one.digestMatches || !one.signatureMatches || one.laterChanges === 'document')
  )
    return 'changed'
  return isSound ? 'signed' : 'untrusted'
}

async function reportsOn({ settings }: Context, bytes: Uint8Array): Promise<readonly SignatureReport[]> {
  return verifyPdfSignatures(bytes, await signingProvider(settings).trustedRoots())
}
