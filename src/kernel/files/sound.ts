/** Recordings as phones and browsers make them: what the container is, that it holds sound alone, how long it lasts where it says so. */

export type Sound = { readonly mediaType: string; readonly seconds?: number | undefined }

/** `undefined` for anything that is no recording which browsers play, or that holds pictures. */
export function examineSound(bytes: Buffer): Sound | undefined {
  const at = (index: number, text: string) =>
    bytes.subarray(index, index + text.length).toString('latin1') === text
  if (at(0, 'OggS')) return examineOgg(bytes)
  if (bytes.length > 8 && bytes.readUInt32BE(0) === 0x1a45dfa3) return examineWebm(bytes)
  if (at(4, 'ftyp')) return examineMp4(bytes)
  return examineMp3(bytes)
}

const opusRate = 48_000

function examineOgg(bytes: Buffer): Sound | undefined {
  const head = bytes.subarray(0, 200)
  const isOpus = head.includes('OpusHead')
  if (!isOpus && !head.includes('\x01vorbis')) return undefined
  if (bytes.includes('theora')) return undefined
  const last = bytes.lastIndexOf('OggS')
  const end = isOpus && last + 14 <= bytes.length ? Number(bytes.readBigInt64LE(last + 6)) : -1
  return { mediaType: 'audio/ogg', ...(end > 0 && { seconds: end / opusRate }) }
}

const cluster = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

function examineWebm(bytes: Buffer): Sound | undefined {
  const head = bytes.subarray(0, 4096)
  const isSound = /A_(OPUS|VORBIS)/.test(head.toString('latin1')) && !/V_[A-Z]/.test(head.toString('latin1'))
  if (!head.subarray(0, 64).includes('webm') || !isSound) return undefined
  // A recorder writes no length; each cluster says the millisecond at which it begins.
  const last = bytes.lastIndexOf(cluster)
  const mark = last < 0 ? -1 : bytes.indexOf(0xe7, last + cluster.length)
  const size = mark > 0 && mark < last + 16 ? (bytes[mark + 1] ?? 0) & 0x7f : 0
  const isRead = size >= 1 && size <= 6 && mark + 2 + size <= bytes.length
  return {
    mediaType: 'audio/webm',
    ...(isRead && { seconds: bytes.readUIntBE(mark + 2, size) / 1000 }),
  }
}

function examineMp4(bytes: Buffer): Sound | undefined {
  const kinds = handlersOf(bytes)
  if (!kinds.includes('soun') || kinds.includes('vide')) return undefined
  const header = bytes.indexOf('mvhd')
  const isShort = header > 0 && bytes[header + 4] === 0 && header + 24 <= bytes.length
  const scale = isShort ? bytes.readUInt32BE(header + 16) : 0
  const length = isShort ? bytes.readUInt32BE(header + 20) : 0
  return { mediaType: 'audio/mp4', ...(scale > 0 && length > 0 && { seconds: length / scale }) }
}

/** What the tracks are, by the boxes that say who handles them. */
function handlersOf(bytes: Buffer): readonly string[] {
  const found: string[] = []
  for (let at = bytes.indexOf('hdlr'); at >= 0 && found.length < 100; at = bytes.indexOf('hdlr', at + 4))
    found.push(bytes.subarray(at + 12, at + 16).toString('latin1'))
  return found
}

/** By the bits of the version in the head of a frame: kilobits, samples a second, bytes of a frame a kilobit and sample. */
const layers: Readonly<
  Record<
    number,
    { readonly kilobits: readonly number[]; readonly samplings: readonly number[]; readonly share: number }
  >
> = {
  3: {
    kilobits: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    samplings: [44_100, 48_000, 32_000],
    share: 144_000,
  },
  2: {
    kilobits: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    samplings: [22_050, 24_000, 16_000],
    share: 72_000,
  },
}

/** MP3 has no container: two frames that follow each other as the first says are one. */
function examineMp3(bytes: Buffer): Sound | undefined {
  const isTagged = bytes.subarray(0, 3).toString('latin1') === 'ID3' && bytes.length > 10
  const tag = [6, 7, 8, 9].reduce((size, index) => size * 128 + ((bytes[index] ?? 0) & 0x7f), 0)
  const from = isTagged ? 10 + tag : 0
  const first = frameAt(bytes, from)
  if (!first || !frameAt(bytes, from + first.bytes)) return undefined
  return { mediaType: 'audio/mpeg', seconds: ((bytes.length - from) * 8) / 1000 / first.kilobits }
}

function frameAt(
  bytes: Buffer,
  from: number,
): { readonly bytes: number; readonly kilobits: number } | undefined {
  const [sync = 0, kind = 0, rate = 0] = bytes.subarray(from, from + 3)
  const layer = layers[(kind >> 3) & 3]
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2 || !layer) return undefined
  const [kilobits, sampling] = [layer.kilobits[rate >> 4], layer.samplings[(rate >> 2) & 3]]
  if (!kilobits || !sampling) return undefined
  return { kilobits, bytes: Math.floor((layer.share * kilobits) / sampling) + ((rate >> 1) & 1) }
}
