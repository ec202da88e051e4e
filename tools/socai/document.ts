/** A receipt inside a PDF: the file that goes along with it, read without running anything. */

import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'

/** The first attached `*.tlog-proof`; `undefined` where there is none. Throws for what is no PDF. */
export async function attachedReceipt(bytes: Uint8Array): Promise<string | undefined> {
  const { catalog } = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false })
  const files = catalog
    .lookupMaybe(PDFName.of('Names'), PDFDict)
    ?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict)
  return files && inTree(files, 0)
}

function inTree(node: PDFDict, depth: number): string | undefined {
  if (depth > 8) return undefined
  const names = node.lookupMaybe(PDFName.of('Names'), PDFArray)
  for (let at = 0; names && at + 1 < names.size(); at += 2) {
    const name = names.lookup(at)
    const text = name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : ''
    if (!text.endsWith('.tlog-proof')) continue
    const held = names.lookupMaybe(at + 1, PDFDict)?.lookupMaybe(PDFName.of('EF'), PDFDict)
    const stream = held?.lookup(PDFName.of('F'))
    if (stream instanceof PDFRawStream)
      return Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8')
  }
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray)
  for (let at = 0; kids && at < kids.size(); at++) {
    const found = inTree(kids.lookup(at, PDFDict), depth + 1)
    if (found) return found
  }
  return undefined
}
