import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mp3Sample, webmSample } from '../testing/sounds.ts'
import { examineSound } from './sound.ts'

const ogg = (codec: string, samples: number) => {
  const end = Buffer.alloc(8)
  end.writeBigInt64LE(BigInt(samples))
  return Buffer.concat([
    Buffer.from(`OggS\0\x02${'\0'.repeat(22)}${codec}`, 'latin1'),
    Buffer.from('OggS\0\x04'),
    end,
  ])
}
const mp4 = (handlers: readonly string[], scale: number, length: number) => {
  const header = Buffer.alloc(24)
  header.write('mvhd')
  header.writeUInt32BE(scale, 16)
  header.writeUInt32BE(length, 20)
  return Buffer.concat([
    Buffer.from(`\0\0\0\x20ftypM4A `, 'latin1'),
    header,
    ...handlers.map((kind) => Buffer.from(`hdlr\0\0\0\0\0\0\0\0${kind}`)),
  ])
}

test('recordings are known by what they hold, with their length where they say it', () => {
  const told = (bytes: Buffer) => {
    const found = examineSound(bytes)
    return found && [found.mediaType, Math.round(found.seconds ?? 0)]
  }
  assert.deepEqual(told(ogg('OpusHead', 96_000)), ['audio/ogg', 2])
  assert.deepEqual(told(webmSample(70)), ['audio/webm', 70])
  assert.deepEqual(told(mp4(['soun'], 1000, 3000)), ['audio/mp4', 3])
  assert.deepEqual(told(mp3Sample(5)), ['audio/mpeg', 5])
  const tagged = Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 20]),
    Buffer.alloc(20),
    mp3Sample(5),
  ])
  assert.deepEqual(told(tagged), ['audio/mpeg', 5])
})

test('films, pages and heads without a recording behind them are none', () => {
  for (const bytes of [
    webmSample(1, 'A_OPUSV_VP8'),
    mp4(['soun', 'vide'], 1000, 1),
    Buffer.concat([ogg('OpusHead', 1), Buffer.from('OggS theora')]),
    ogg('other', 1),
    Buffer.from('OggS'),
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3]),
    Buffer.from('ID3<html><script>'),
    Buffer.from([0xff, 0xfb, 0x90, 0, 1, 2, 3]),
    Buffer.from('RIFF....WAVE'),
    Buffer.alloc(0),
  ])
    assert.equal(examineSound(bytes), undefined)
})
