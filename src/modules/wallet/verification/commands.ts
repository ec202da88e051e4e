/** Kiểm tra văn bản: what anyone may learn of a paper that they hold, by the code printed on it or by its file. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { readVerified } from '#kernel/files.ts'
import { type SignatureReport, signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { maskedName, parseVerifyCode } from '../domain.ts'
import * as store from './store.ts'

export type Issued = Omit<store.Issued, 'ownerName' | 'ownerKind' | 'sha256'> & { readonly ownerName: string }

export type CodeVerdict = Issued & {
  readonly verdict: 'valid' | 'withdrawn' | 'damaged'
  readonly signatures: readonly SignatureReport[]
}

/** The issued paper with this code and what its stored file proves; `undefined` when there is none. */
export async function verifyByCode(context: Context, text: string): Promise<CodeVerdict | undefined> {
  const verifyCode = parseVerifyCode(text)
  const found = verifyCode && (await read(context, (tx) => store.findIssued(tx, { verifyCode })))
  if (!found) return undefined
  const bytes = await readVerified(context.files, found.sha256, found.title)
  const signatures = await reportsOn(context, bytes)
  const isSound = signatures.length > 0 && signatures.every(({ valid }) => valid)
  const verdict = found.state === 'withdrawn' ? 'withdrawn' : isSound ? 'valid' : 'damaged'
  return { ...shown(found), verdict, signatures }
}

/**
 * `issued`: byte for byte what was issued. `withdrawn`: the same, but no longer in force. `changed`: signed, then altered.
 * `signed`: sound signatures of authorities we trust, on a paper that was not issued here. `untrusted`: signed, by whom
 * cannot be told. `unsigned`, `unreadable`: proves nothing.
 */
export type FileVerdictKind =
  | 'issued'
  | 'withdrawn'
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
  const found = await read(context, (tx) => store.findIssued(tx, { sha256 }))
  const signatures = await reportsOn(context, bytes).catch((thrown: unknown) => {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  })
  if (!signatures) return { verdict: 'unreadable', issued: undefined, signatures: [] }
  const verdict = verdictOf(found, signatures)
  return { verdict, issued: found && shown(found), signatures }
}

function verdictOf(
  found: store.Issued | undefined,
  signatures: readonly SignatureReport[],
): Exclude<FileVerdictKind, 'unreadable'> {
  const isSound = signatures.every(({ valid }) => valid)
  if (found && signatures.length > 0 && isSound) return found.state === 'withdrawn' ? 'withdrawn' : 'issued'
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

function shown({ ownerName, ownerKind, sha256: _bytes, ...facts }: store.Issued): Issued {
  return { ...facts, ownerName: maskedName(ownerName, ownerKind) }
}
