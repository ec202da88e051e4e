/** Recordings for tests: the least that is one. */

/** MP3 of 128 kbit/s, 417 bytes and 26 ms a frame, all of them silence. */
export function mp3Sample(seconds = 1): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / 0.0261) }, () => frame))
}

/** WebM as a browser's recorder writes it: Opus, and a cluster that begins at this second. */
export function webmSample(seconds = 1, codec = 'A_OPUS'): Buffer {
  const milliseconds = Buffer.alloc(4)
  milliseconds.writeUInt32BE(seconds * 1000)
  return Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
    Buffer.from(`webm${codec}`),
    Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xe7, 0x84]),
    milliseconds,
    Buffer.alloc(200, 3),
  ])
}
