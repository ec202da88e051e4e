import type * as pkijs from 'pkijs'
import {
  asDocumentRefusal,
  isArray,
  isKind,
  nameOf,
  openPdf,
  type PdfFile,
  type SignatureField,
  signatureFieldsOf,
  textOf,
} from '../pdf.ts'
import { chainReaches, parseRoots } from './chain.ts'
import { laterChanges } from './changes.ts'
import { readCms } from './cms.ts'

export type SignatureReport = {
  readonly field: string
  /** Common name on the certificate; the name in the file when the certificate cannot be read. */
  readonly signer: string
  readonly organisation: string | undefined
  readonly reason: string | undefined
  readonly location: string | undefined
  /** As the signer's machine told it: PAdES B-B has no time stamp by a third party. */
  readonly signedAt: Date | undefined
  /** Nothing follows the bytes that this signature covers. */
  readonly coversWholeDocument: boolean
  /** What follows them: nothing, further signatures only, or a change of the document. */
  readonly laterChanges: 'none' | 'signatures' | 'document'
  readonly digestMatches: boolean
  readonly signatureMatches: boolean
  /** The certificate leads to a trusted root, may sign, and was valid at the time of signing. */
  readonly trusted: boolean
  /** All of the above: the document is what this signer signed. */
  readonly valid: boolean
}

/**
 * Kiểm tra chữ ký số of a PDF against trusted roots (DER), oldest signature first; an unsigned file gives an empty list.
 * Throws `documentRefusal.damagedPdf` for a file that does not open exactly as it is written: what viewers would guess
 * at is not proof.
 */
export async function verifyPdfSignatures(
  pdf: Uint8Array,
  trustedRoots: readonly Uint8Array[],
): Promise<SignatureReport[]> {
  const roots = parseRoots(trustedRoots)
  const reports: (SignatureReport & { readonly end: number })[] = []
  try {
    const file = openPdf(pdf)
    for (const found of signatureFieldsOf(file)) reports.push(await reportOn(file, found, roots))
  } catch (cause) {
    throw asDocumentRefusal(cause)
  }
  return reports.sort((a, b) => a.end - b.end).map(({ end: _end, ...report }) => report)
}

async function reportOn(
  file: PdfFile,
  { field, signature }: SignatureField,
  roots: readonly pkijs.Certificate[],
): Promise<SignatureReport & { readonly end: number }> {
  const signedAt = dateOf(textOf(signature.get('M')))
  const range = signedRange(file, signature)
  const cms = range ? await readCms(range.contents, range.signed).catch(() => undefined) : undefined
  const trusted =
    cms?.signer !== undefined &&
    cms.certificateBound &&
    signedAt !== undefined &&
    (await chainReaches(cms.signer, cms.certificates, roots, signedAt))
  const changes = range ? laterChanges(file, range.end) : 'document'
  const digestMatches = cms?.digestMatches ?? false
  const signatureMatches = cms?.signatureMatches ?? false
  return {
    field: textOf(field.get('T')) ?? '',
    signer: subjectPart(cms?.signer, '2.5.4.3') ?? textOf(signature.get('Name')) ?? '',
    organisation: subjectPart(cms?.signer, '2.5.4.10'),
    reason: textOf(signature.get('Reason')),
    location: textOf(signature.get('Location')),
    signedAt,
    coversWholeDocument: range?.end === file.bytes.length,
    laterChanges: changes,
    digestMatches,
    signatureMatches,
    trusted,
    valid: digestMatches && signatureMatches && trusted && changes !== 'document',
    end: range?.end ?? Number.POSITIVE_INFINITY,
  }
}

type SignedRange = { readonly signed: Uint8Array; readonly contents: Uint8Array; readonly end: number }

/**
 * The bytes a signature covers: from the first byte to `end`, leaving out exactly the hexadecimal text of `/Contents`.
 * Any other range could hide something in the gap, so it is no signature of this document.
 */
function signedRange(file: PdfFile, signature: SignatureField['signature']): SignedRange | undefined {
  const range = file.resolve(signature.get('ByteRange'))
  const contents = signature.get('Contents')
  const format = nameOf(signature.get('SubFilter'))
  if (format !== 'ETSI.CAdES.detached' && format !== 'adbe.pkcs7.detached') return undefined
  if (!isArray(range) || range.length !== 4 || !isKind(contents, 'string')) return undefined
  const [from, before, after, rest] = range.map((each) => (Number.isSafeInteger(each) ? Number(each) : -1))
  if (from !== 0 || before === undefined || after === undefined || rest === undefined) return undefined
  const end = after + rest
  if (before <= 0 || after <= before || rest < 0 || end > file.bytes.length) return undefined
  const gap = Buffer.from(file.bytes.subarray(before, after)).toString('latin1')
  if (gap.toLowerCase() !== `<${Buffer.from(contents.bytes).toString('hex')}>`) return undefined
  return {
    signed: Buffer.concat([file.bytes.subarray(0, before), file.bytes.subarray(after, end)]),
    contents: contents.bytes,
    end,
  }
}

function subjectPart(certificate: pkijs.Certificate | undefined, type: string): string | undefined {
  const found = certificate?.subject.typesAndValues.find((each) => each.type === type)
  return found ? String(found.value.valueBlock.value) : undefined
}

/** Reads `D:20240715093000+07'00'`. */
function dateOf(text: string | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?'?)?/.exec(text ?? '')
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute] = match
  const zone = zoneHour ? `${zoneHour}:${zoneMinute ?? '00'}` : 'Z'
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
