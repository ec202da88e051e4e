/**
 * clamd, made up: takes a stream as clamd does, knows one signature of our own making, and can be slow, away, full, or talk
 * nonsense. It keeps what it was sent, so that a test can see that all of it came.
 */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** Not a virus of anybody: what stands for one in tests. */
export const testMalware = 'MOT-CUA-MAU-THU-MA-DOC-7f3a'
export const testMalwareName = 'MotCua.Test.Signature'

export type Mood = 'well' | 'slow' | 'cuts' | 'full' | 'nonsense' | 'endless'
export type Clamd = {
  /** As in `CLAMD_URL`. */
  readonly url: string
  readonly scanned: Buffer[]
  set(mood: Mood): void
  stop(): Promise<void>
}

/** Listens on a free port, or at the path of a socket. */
export async function startClamd(path?: string): Promise<Clamd> {
  const scanned: Buffer[] = []
  const sockets = new Set<Socket>()
  let mood: Mood = 'well'
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    if (mood === 'cuts') return void socket.destroy()
    const chunks: Buffer[] = []
    let isAnswered = false
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const content = streamed(Buffer.concat(chunks))
      if (isAnswered || content === undefined) return
      isAnswered = true
      scanned.push(content)
      answer(socket, content, mood)
    })
  })
  await new Promise<void>((listening) => {
    if (path) server.listen(path, listening)
    else server.listen(0, '127.0.0.1', listening)
  })
  return {
    url: path ? `unix://${path}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned,
    set: (next) => {
      mood = next
    },
    stop: () =>
      new Promise((stopped) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => stopped())
      }),
  }
}

/** The content once all of it is there: pieces after their lengths, until a length of nought. */
function streamed(all: Buffer): Buffer | undefined {
  const head = 'zINSTREAM\0'
  if (all.length < head.length) return undefined
  if (all.subarray(0, head.length).toString('latin1') !== head) return Buffer.from('UNKNOWN COMMAND')
  const pieces: Buffer[] = []
  for (let at = head.length; at + 4 <= all.length; ) {
    const length = all.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    if (at + 4 + length > all.length) return undefined
    pieces.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

function answer(socket: Socket, content: Buffer, mood: Mood): void {
  if (mood === 'slow') return
  if (mood === 'full') return void socket.end('INSTREAM size limit exceeded. ERROR\0')
  if (mood === 'nonsense') return void socket.end('stream: maybe\0')
  if (mood === 'endless') return void socket.write('x'.repeat(10_000))
  socket.end(content.includes(testMalware) ? `stream: ${testMalwareName} FOUND\0` : 'stream: OK\0')
}
