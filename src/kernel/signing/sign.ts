import {
  appendRevision,
  asDocumentRefusal,
  documentRefusal,
  isArray,
  isDictionary,
  isKind,
  openPdf,
  type PdfFile,
  type PdfPage,
  type PdfValue,
  pagesOf,
  pdfName,
  pdfReference,
  pdfText,
  textOf,
  writeValue,
} from '../pdf.ts'
import type { Signer } from '../signing.ts'
import { createCms } from './cms.ts'

export type PdfSignature = {
  readonly reason: string
  readonly location: string
  /** Name shown by viewers: the person, or the agency for its seal. */
  readonly name: string
  readonly at: Date
  /** Field name; by default the first free `Signature1`, `Signature2`, … */
  readonly field?: string
}

const pagesMax = 5000
const byteRangeWidth = 60
const printAndLocked = 4 + 128

/**
 * Ký số a PDF (PAdES B-B). The signature is appended, every earlier byte stays: an earlier signature remains valid, so
 * the agency's seal follows the person's signature. Throws `documentRefusal` for a file that cannot be signed.
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, signature: PdfSignature): Promise<Uint8Array> {
  const contentBytes = 3000 + signer.certificates.reduce((sum, der) => sum + der.length, 0)
  const { bytes, start, end } = prepareOrRefuse(pdf, signature, contentBytes)
  const cms = await createCms(Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]), signer)
  if (cms.length > contentBytes)
    throw new Error(`The signature takes ${cms.length} bytes, ${contentBytes} were kept`)
  bytes.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1')
  return bytes
}

function prepareOrRefuse(pdf: Uint8Array, signature: PdfSignature, contentBytes: number): Prepared {
  try {
    return prepare(pdf, signature, contentBytes)
  } catch (cause) {
    throw asDocumentRefusal(cause)
  }
}

type Prepared = { readonly bytes: Buffer; readonly start: number; readonly end: number }

/** Appends the signature with room for its contents; `start` and `end` enclose `<000…>`, the only part not signed. */
function prepare(pdf: Uint8Array, signature: PdfSignature, contentBytes: number): Prepared {
  const file = openPdf(pdf)
  if (file.trailer.has('Encrypt')) throw documentRefusal.encryptedPdf()
  const zeros = `<${'0'.repeat(contentBytes * 2)}>`
  const openRange = `[0 ${'*'.repeat(byteRangeWidth)}]`
  const bytes = appendRevision(file, signatureObjects(file, signature, zeros, openRange))
  const start = bytes.indexOf(zeros, pdf.length, 'latin1')
  const end = start + zeros.length
  const range = `[0 ${start} ${end} ${bytes.length - end}`.padEnd(openRange.length - 1)
  bytes.write(`${range}]`, bytes.indexOf(openRange, pdf.length, 'latin1'), 'latin1')
  return { bytes, start, end }
}

function signatureObjects(file: PdfFile, signature: PdfSignature, contents: string, byteRange: string) {
  const [page] = firstPage(file)
  const root = file.trailer.get('Root')
  const catalogue = file.resolve(root)
  if (!isKind(root, 'reference') || !isDictionary(catalogue)) throw documentRefusal.damagedPdf()
  const [dictionaryNumber, fieldNumber, appearanceNumber] = [file.size, file.size + 1, file.size + 2]
  const formReference = catalogue.get('AcroForm')
  const form = file.resolve(formReference)
  const formEntries: ReadonlyMap<string, PdfValue> = isDictionary(form) ? form : new Map()
  const fields = file.resolve(formEntries.get('Fields'))
  const annotations = file.resolve(page.dictionary.get('Annots'))
  const newForm = new Map<string, PdfValue>([
    ...formEntries,
    ['Fields', [...(isArray(fields) ? fields : []), pdfReference(fieldNumber)]],
    ['SigFlags', 3],
  ])
  const objects = new Map<number, PdfValue>([
    [dictionaryNumber, signatureDictionary(signature, contents, byteRange)],
    [fieldNumber, widget(file, signature, page, fields, dictionaryNumber, appearanceNumber)],
    [appearanceNumber, emptyAppearance()],
    [
      page.reference.number,
      new Map([
        ...page.dictionary,
        ['Annots', [...(isArray(annotations) ? annotations : []), pdfReference(fieldNumber)]],
      ]),
    ],
  ])
  if (isKind(formReference, 'reference')) objects.set(formReference.number, newForm)
  else objects.set(root.number, new Map([...catalogue, ['AcroForm', newForm]]))
  return objects
}

function firstPage(file: PdfFile): [PdfPage] {
  const [page] = pagesOf(file, pagesMax)
  if (!page) throw documentRefusal.damagedPdf()
  return [page]
}

function signatureDictionary(signature: PdfSignature, contents: string, byteRange: string): PdfValue {
  const at = signature.at.toISOString().replace(/\D/g, '').slice(0, 14)
  return new Map<string, PdfValue>([
    ['Type', pdfName('Sig')],
    ['Filter', pdfName('Adobe.PPKLite')],
    ['SubFilter', pdfName('ETSI.CAdES.detached')],
    ['ByteRange', { kind: 'raw', text: byteRange }],
    ['Contents', { kind: 'raw', text: contents }],
    ['M', pdfText(`D:${at}Z`)],
    ['Name', pdfText(signature.name)],
    ['Reason', pdfText(signature.reason)],
    ['Location', pdfText(signature.location)],
  ])
}

/** Nothing is drawn: the document itself shows its signature block. PDF/A asks for the print flag and an appearance. */
function widget(
  file: PdfFile,
  signature: PdfSignature,
  page: PdfPage,
  fields: PdfValue,
  dictionaryNumber: number,
  appearanceNumber: number,
): PdfValue {
  return new Map<string, PdfValue>([
    ['Type', pdfName('Annot')],
    ['Subtype', pdfName('Widget')],
    ['FT', pdfName('Sig')],
    ['T', pdfText(fieldName(file, fields, signature.field))],
    ['TU', pdfText(`Chữ ký số của ${signature.name}`)],
    ['V', pdfReference(dictionaryNumber)],
    ['P', page.reference],
    ['Rect', [0, 0, 0, 0]],
    ['F', printAndLocked],
    ['AP', new Map([['N', pdfReference(appearanceNumber)]])],
  ])
}

function emptyAppearance(): PdfValue {
  return {
    kind: 'stream',
    dictionary: new Map<string, PdfValue>([
      ['Type', pdfName('XObject')],
      ['Subtype', pdfName('Form')],
      ['BBox', [0, 0, 0, 0]],
      ['Resources', new Map()],
    ]),
    raw: new Uint8Array(),
  }
}

function fieldName(file: PdfFile, fields: PdfValue, wanted: string | undefined): string {
  const taken = new Set(
    (isArray(fields) ? fields : []).map((field) => {
      const dictionary = file.resolve(field)
      return isDictionary(dictionary) ? textOf(dictionary.get('T')) : undefined
    }),
  )
  if (wanted !== undefined && taken.has(wanted)) throw new Error(`The field ${wanted} is there already`)
  if (wanted !== undefined) return wanted
  for (let number = 1; ; number += 1) {
    if (!taken.has(`Signature${number}`)) return `Signature${number}`
  }
}

/** The empty appearance as it is written, for the check that a later revision only signs. */
export const emptyAppearanceText = writeValue(emptyAppearance())
