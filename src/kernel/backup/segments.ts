/** Places in the write-ahead log, and the names of its segments. */

export type Lsn = bigint

/** `1/2F3A` as PostgreSQL writes it. */
export function parseLsn(text: string): Lsn {
  const [, high = '', low = ''] = /^([0-9A-F]+)\/([0-9A-F]+)$/i.exec(text) ?? []
  if (!low) throw new Error(`Not a place in the log: ${text}`)
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export const formatLsn = (lsn: Lsn): string =>
  `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`

const hex8 = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')

/** Segments are numbered from the beginning of the log. */
export const segmentOf = (lsn: Lsn, segmentBytes: number): bigint => lsn / BigInt(segmentBytes)

export function segmentName(timeline: number, segment: bigint, segmentBytes: number): string {
  const perFile = 0x100000000n / BigInt(segmentBytes)
  return hex8(BigInt(timeline)) + hex8(segment / perFile) + hex8(segment % perFile)
}

export type SegmentFile = {
  readonly name: string
  readonly timeline: number
  readonly segment: bigint
  readonly isPartial: boolean
}

/** A file of `wal/`: whole and compressed, or still growing. */
export function parseSegmentFile(file: string, segmentBytes: number): SegmentFile | undefined {
  const [, name = '', ending] = /^([0-9A-F]{24})\.(zst|partial)$/.exec(file) ?? []
  if (!name) return undefined
  const part = (from: number) => BigInt(`0x${name.slice(from, from + 8)}`)
  const segment = part(8) * (0x100000000n / BigInt(segmentBytes)) + part(16)
  return { name, timeline: Number(part(0)), segment, isPartial: ending === 'partial' }
}
