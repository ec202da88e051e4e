/** A ZIP archive of a few texts (APPNOTE 6.3.10): what an office file is packed in. */

import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = { readonly name: string; readonly text: string }

/** 1 January 1980: the same table makes the same bytes. */
const day = 0x21
const utf8Names = 0x0800
const deflated = 8

/** Packs the files in this order. */
export function zipOf(files: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = []
  const index: Buffer[] = []
  let offset = 0
  for (const { name, text } of files) {
    const [label, raw] = [Buffer.from(name), Buffer.from(text)]
    const body = deflateRawSync(raw)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(utf8Names, 2)
    facts.writeUInt16LE(deflated, 4)
    facts.writeUInt16LE(day, 8)
    facts.writeUInt32LE(crc32(raw), 10)
    facts.writeUInt32LE(body.length, 14)
    facts.writeUInt32LE(raw.length, 18)
    facts.writeUInt16LE(label.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), facts, label, body)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    index.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, label)
    offset += 4 + facts.length + label.length + body.length
  }
  const directory = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}
