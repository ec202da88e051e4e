/** Quét mã độc: asks clamd whether bytes are known malware. The bytes go to it as a stream; it never sees our folders. */

import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export type Verdict =
  | { readonly state: 'clean' }
  /** `found` is the name that the scanner gives to what it knows. */
  | { readonly state: 'infected'; readonly found: string }

export type Scanner = {
  /** Throws `ScannerAway` when there is no verdict: no line, no answer in time, too large, an answer that is none. */
  scan(content: Readable): Promise<Verdict>
}

/** There was no verdict; whoever asked must not take that for one. */
export class ScannerAway extends Error {}

const secondsMax = 10
const restMs = 15_000
const answerBytesMax = 4_096

/** The scanner that `CLAMD_URL` names: `tcp://host:port`, or `unix:///path/of/socket`. Throws a sentence that says what to set. */
export function openScanner(address: string, timeoutMs = secondsMax * 1000): Scanner {
  const url = URL.parse(address)
  const isNamed =
    url?.protocol === 'tcp:' ? url.hostname && url.port : url?.protocol === 'unix:' && url.pathname
  if (!url || !isNamed) throw new Error('CLAMD_URL must be tcp://host:port or unix:///path/of/socket')
  const open = () =>
    url.protocol === 'unix:'
      ? connect(decodeURIComponent(url.pathname))
      : connect(Number(url.port), url.hostname)
  let restUntil = 0
  return {
    async scan(content) {
      // Whoever waits for an upload is not made to wait for a scanner that was away a moment ago.
      if (Date.now() < restUntil) throw new ScannerAway('clamd was away a moment ago')
      try {
        return await ask(open(), content, timeoutMs)
      } catch (thrown) {
        restUntil = Date.now() + restMs
        throw thrown
      }
    },
  }
}

/** One conversation: `INSTREAM`, each piece after its length, a length of nought, one line of answer. */
async function ask(socket: Socket, content: Readable, timeoutMs: number): Promise<Verdict> {
  const answered = answerOf(socket, timeoutMs)
  // The answer may come before all was sent, when a limit is passed; then nobody reads on.
  const sent = sendTo(socket, content).catch((cause: Error) => {
    throw new ScannerAway(`clamd took no more: ${cause.message}`, { cause })
  })
  try {
    return verdictOf(await Promise.race([answered, sent.then(() => answered)]))
  } finally {
    socket.destroy()
    content.destroy()
    answered.catch(() => undefined)
    sent.catch(() => undefined)
  }
}

async function sendTo(socket: Socket, content: Readable): Promise<void> {
  const write = (bytes: Uint8Array) =>
    new Promise<void>((done, failed) => {
      socket.write(bytes, (error) => (error ? failed(error) : done()))
    })
  const length = (bytes: number) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(bytes)
    return head
  }
  await write(Buffer.from('zINSTREAM\0'))
  for await (const chunk of content as AsyncIterable<Buffer>) {
    if (chunk.length === 0) continue
    await write(length(chunk.length))
    await write(chunk)
  }
  await write(length(0))
}

function answerOf(socket: Socket, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    // Of the whole conversation, not of silence: a slow drip ends too.
    const timer = setTimeout(
      () => reject(new ScannerAway(`clamd gave no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    )
    const end = (tell: () => void) => {
      clearTimeout(timer)
      tell()
    }
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8')
      if (answer.includes('\0')) end(() => resolve(answer.slice(0, answer.indexOf('\0'))))
      else if (answer.length > answerBytesMax) end(() => reject(new ScannerAway('clamd answers without end')))
    })
    socket.on('error', (cause) =>
      end(() => reject(new ScannerAway(`clamd is away: ${cause.message}`, { cause }))),
    )
    socket.on('close', () => end(() => reject(new ScannerAway('clamd closed the line without an answer'))))
  })
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { state: 'clean' }
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (found)
    return { state: 'infected', found: found.replace(/[^\w.:-]/g, '').slice(0, 100) || 'không rõ tên' }
  throw new ScannerAway(`clamd says: ${answer.slice(0, 200)}`)
}
