import { openPdf, type PdfFile, pagesOf, recoverPdf, signatureFieldsOf } from './file.ts'
import { asDocumentRefusal, documentRefusal } from './refusals.ts'
import { PdfSyntaxError } from './values.ts'

export type PdfInspection = { readonly pages: number; readonly signatures: number }

const limits = { megabytes: 50, pages: 2000 } as const

/**
 * Proves that an uploaded PDF opens: walks its references and pages without unpacking more than a limit.
 * Throws `documentRefusal`: not a PDF, damaged, behind a password, too large.
 */
export function inspectPdf(bytes: Uint8Array): PdfInspection {
  if (bytes.length > limits.megabytes * 1024 * 1024) throw documentRefusal.pdfTooLarge({ details: limits })
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) throw documentRefusal.notPdf()
  try {
    return inspected(openPdf(bytes))
  } catch (cause) {
    if (!(cause instanceof PdfSyntaxError)) throw cause
  }
  try {
    return inspected(recoverPdf(bytes))
  } catch (cause) {
    throw asDocumentRefusal(cause)
  }
}

function inspected(file: PdfFile): PdfInspection {
  if (file.trailer.has('Encrypt')) throw documentRefusal.encryptedPdf()
  // One page more than allowed, so that "too many" is told from "broken".
  const pages = pagesOf(file, limits.pages + 1).length
  if (pages > limits.pages) throw documentRefusal.pdfTooLarge({ details: limits })
  if (pages === 0) throw documentRefusal.damagedPdf()
  return { pages, signatures: signatureFieldsOf(file).length }
}
