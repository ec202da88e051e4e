import {
  isArray,
  isDictionary,
  isKind,
  nameOf,
  openPdf,
  type PdfFile,
  type PdfValue,
  writeValue,
} from '../pdf.ts'
import { emptyAppearanceText } from './sign.ts'

type Changes = 'none' | 'signatures' | 'document'

/**
 * What was appended after the first `end` bytes of a file. Further signatures without drawing are allowed: a form
 * field, its dictionary, an empty appearance, and the lists that name them. Everything else changes the document, and
 * so do bytes that belong to no later signature.
 */
export function laterChanges(file: PdfFile, end: number): Changes {
  if (end === file.bytes.length) return 'none'
  try {
    const before = openPdf(file.bytes.subarray(0, end))
    return lastSignatureEndsFile(file) && sameRoot(before, file) && onlySigns(before, file)
      ? 'signatures'
      : 'document'
  } catch {
    return 'document'
  }
}

/** Bytes after the last signature belong to nobody. */
function lastSignatureEndsFile(file: PdfFile): boolean {
  const form = formOf(file)
  const fields = file.resolve(form?.get('Fields'))
  return (
    isArray(fields) &&
    fields.some((reference) => {
      const field = file.resolve(reference)
      const signature = isDictionary(field) ? file.resolve(field.get('V')) : null
      const range = isDictionary(signature) ? file.resolve(signature.get('ByteRange')) : null
      return isArray(range) && Number(range[2]) + Number(range[3]) === file.bytes.length
    })
  )
}

const sameRoot = (before: PdfFile, after: PdfFile) =>
  ['Root', 'Info'].every((key) => text(before.trailer.get(key)) === text(after.trailer.get(key))) &&
  !after.trailer.has('Encrypt')

const text = (value: PdfValue | undefined) => (value === undefined ? '' : writeValue(value))

function formOf(file: PdfFile) {
  const root = file.resolve(file.trailer.get('Root'))
  const form = isDictionary(root) ? file.resolve(root.get('AcroForm')) : null
  return isDictionary(form) ? form : undefined
}

function onlySigns(before: PdfFile, after: PdfFile): boolean {
  const root = after.trailer.get('Root')
  const catalogue = before.resolve(root)
  const form = isDictionary(catalogue) ? catalogue.get('AcroForm') : undefined
  const rootNumber = isKind(root, 'reference') ? root.number : -1
  const formNumber = isKind(form, 'reference') ? form.number : -1
  for (const [number, entry] of after.references) {
    const earlier = before.references.get(number)
    if (earlier && placeOf(earlier) === placeOf(entry)) continue
    const [old, now] = [valueAt(before, number), valueAt(after, number)]
    if (!earlier || earlier.at === 'nowhere') {
      if (!isPartOfSignature(now)) return false
    } else if (text(old) !== text(now)) {
      const allowed =
        number === rootNumber
          ? differsOnlyIn(old, now, 'AcroForm', (a, b) =>
              formGrew(before.resolve(a), after.resolve(b), after),
            )
          : number === formNumber
            ? formGrew(old, now, after)
            : differsOnlyIn(old, now, 'Annots', (a, b) =>
                listGrew(before.resolve(a), after.resolve(b), after),
              )
      if (!allowed) return false
    }
  }
  return [...before.references.keys()].every((number) => after.references.has(number))
}

const placeOf = (entry: object) => JSON.stringify(entry)
const valueAt = (file: PdfFile, number: number) => file.resolve({ kind: 'reference', number, generation: 0 })

function isPartOfSignature(value: PdfValue): boolean {
  if (isKind(value, 'stream')) {
    return nameOf(value.dictionary.get('Type')) === 'XRef' || writeValue(value) === emptyAppearanceText
  }
  if (!isDictionary(value)) return false
  if (nameOf(value.get('Type')) === 'Sig') return true
  return isSignatureWidget(value)
}

/** Rectangle without area: nothing can be drawn over the signed text. */
function isSignatureWidget(value: PdfValue): boolean {
  return (
    isDictionary(value) &&
    nameOf(value.get('FT')) === 'Sig' &&
    nameOf(value.get('Subtype')) === 'Widget' &&
    text(value.get('Rect')) === '[0 0 0 0]' &&
    !value.has('A') &&
    !value.has('AA')
  )
}

function differsOnlyIn(
  old: PdfValue,
  now: PdfValue,
  key: string,
  grew: (a: PdfValue | undefined, b: PdfValue | undefined) => boolean,
): boolean {
  if (!isDictionary(old) || !isDictionary(now)) return false
  const keys = new Set([...old.keys(), ...now.keys()])
  keys.delete(key)
  return (
    [...keys].every((each) => text(old.get(each)) === text(now.get(each))) && grew(old.get(key), now.get(key))
  )
}

function formGrew(old: PdfValue, now: PdfValue, after: PdfFile): boolean {
  if (!isDictionary(now)) return false
  const [a, b] = [new Map(isDictionary(old) ? old : []), new Map(now)]
  a.delete('SigFlags')
  b.delete('SigFlags')
  return differsOnlyIn(a, b, 'Fields', (x, y) => listGrew(x ?? null, y ?? null, after))
}

/** The old entries in their order, then references to signature fields only. */
function listGrew(old: PdfValue, now: PdfValue, after: PdfFile): boolean {
  const [a, b] = [isArray(old) ? old : [], isArray(now) ? now : []]
  return (
    a.every((entry, index) => text(entry) === text(b[index])) &&
    b.slice(a.length).every((entry) => isKind(entry, 'reference') && isSignatureWidget(after.resolve(entry)))
  )
}
