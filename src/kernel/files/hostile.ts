/** What makes an upload two things at once, or small here and huge once opened. Pictures and PDFs that people make are neither. */

import { inflate } from 'node:zlib'

/** The size that the tables of a PDF may have when unpacked; those of five hundred scanned pages have some hundred kilobytes. */
const tablesBytesMax = 32 * 1024 * 1024

/** Whether an archive (ZIP, JAR, DOCX) ends where the file does: readers of archives begin at the end. */
function hasArchive(bytes: Buffer): boolean {
  const last = bytes.lastIndexOf('PK\x05\x06')
  return last >= 0 && last + 22 <= bytes.length && last + 22 + bytes.readUInt16LE(last + 20) === bytes.length
}

const pageMarks = [/<script[\s>]/i, /<html[\s>]/i, /<!doctype html/i, /<iframe[\s>]/i, /<\?php/i]

/** A picture that is a page or an archive as well. Phones do put a film or a second picture behind the first. */
export const isPictureAndMore = (bytes: Buffer): boolean => {
  const text = bytes.toString('latin1')
  return hasArchive(bytes) || pageMarks.some((mark) => mark.test(text))
}

/** Whether something other than blanks stands before the PDF, or an archive behind it. */
export const isPdfAndMore = (bytes: Buffer): boolean =>
  bytes.subarray(0, bytes.indexOf('%PDF-')).toString('latin1').trim().length > 0 || hasArchive(bytes)

const filters = /\/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|ASCIIHexDecode|AHx|ASCII85Decode|A85)\b/g

/** Whether the tables of a PDF, which whoever opens it unpacks at once, would fill the memory. */
export async function isPdfBomb(bytes: Buffer): Promise<boolean> {
  let left = tablesBytesMax
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const head = bytes.subarray(Math.max(0, at - 1_000), at).toString('latin1')
    const facts = head.slice(head.lastIndexOf(' obj') + 1)
    if (!/\/(ObjStm|XRef)\b/.test(facts)) continue
    const [packed, ...more] = facts.match(filters) ?? []
    if (more.length > 0) return true
    if (packed === undefined) continue
    if (!packed.includes('Fl')) return true
    const begin = bytes[at + 6] === 0x0d ? at + 8 : at + 7
    const size = await unpackedBytes(bytes.subarray(begin), left)
    if (size === undefined) return true
    left -= size
  }
  return false
}

/** `undefined` beyond `most`. What is broken has the size that came out before; others find that it is broken. */
function unpackedBytes(packed: Buffer, most: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    inflate(packed, { maxOutputLength: Math.max(1, most) }, (error, unpacked) => {
      if (error) resolve((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : 0)
      else resolve(unpacked.length)
    })
  })
}
