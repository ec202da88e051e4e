/**
 * Requests that two programs would cut at different places (RFC 9112, sections 5 and 6), sent as they are: none is answered as
 * one thing and passed on as two. Node is asked itself, as a proxy in front of it would.
 */

import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { openPortal } from './portal-under-test.ts'

const portal = await openPortal()
const { port } = portal

/** Sends bytes as they are and gives the status lines of all answers until the line is closed or falls silent. */
function statuses(text: string, silentMs = 400): Promise<readonly string[]> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')))
    socket.setTimeout(silentMs, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer.match(/HTTP\/1\.1 \d{3}(?= [A-Z])/g) ?? []))
  })
}

/** What would come out as an answer of its own if the one before were cut too early. */
const hidden = 'GET /healthz/live HTTP/1.1\r\nHost: x\r\n\r\n'
const post = (headers: string, body: string) =>
  `POST /thanh-toan/bao HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${body}`
const chunked = 'Transfer-Encoding: chunked'

const cut: readonly (readonly [string, string])[] = [
  ['both lengths, the number first', post(`Content-Length: 6\r\n${chunked}`, `0\r\n\r\nX${hidden}`)],
  ['both lengths, the pieces first', post(`${chunked}\r\nContent-Length: 4`, `5c\r\n${hidden}\r\n0\r\n\r\n`)],
  ['two numbers that differ', post('Content-Length: 0\r\nContent-Length: 40', hidden)],
  ['two numbers in one line', post('Content-Length: 0, 40', hidden)],
  ['a number with a sign', post('Content-Length: +0', hidden)],
  ['a negative number', post('Content-Length: -1', hidden)],
  ['a number in another base', post('Content-Length: 0x0', hidden)],
  ['a number with a blank inside', post('Content-Length: 0 1', hidden)],
  ['a number too large for numbers', post('Content-Length: 99999999999999999999999', hidden)],
  ['an unknown coding', post('Transfer-Encoding: xchunked', `0\r\n\r\n${hidden}`)],
  ['a coding after the pieces', post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${hidden}`)],
  ['pieces twice', post(`${chunked}\r\n${chunked}, identity`, `0\r\n\r\n${hidden}`)],
  ['a blank before the colon', post('Transfer-Encoding : chunked', `0\r\n\r\n${hidden}`)],
  ['a tab before the colon', post('Content-Length\t: 0', hidden)],
  ['a line that goes on', post('X: a\r\n Content-Length: 0', hidden)],
  ['a coding on a line that goes on', post('Transfer-Encoding:\r\n chunked', `0\r\n\r\n${hidden}`)],
  ['a header without a colon', post('Content-Length 0', hidden)],
  ['a nought in a name', post('Content-Length\0: 0', hidden)],
  ['a nought in a value', post('Content-Length: 0\0', hidden)],
  ['a return in a value', post('X: a\rContent-Length: 0', hidden)],
  ['a piece with a sign', post(chunked, `+0\r\n\r\n${hidden}`)],
  ['a piece in another base', post(chunked, `0x0\r\n\r\n${hidden}`)],
  ['a piece longer than numbers', post(chunked, `fffffffffffffffff0\r\n\r\n${hidden}`)],
  ['a piece without its end', post(chunked, `1\r\nZZ\r\n0\r\n\r\n${hidden}`)],
  [
    'lines that end with a newline alone',
    `POST /thanh-toan/bao HTTP/1.1\nHost: x\n${chunked}\n\n0\n\n${hidden}`,
  ],
  [
    'a newline alone between headers',
    `POST /thanh-toan/bao HTTP/1.1\r\nHost: x\n${chunked}\r\n\r\n0\r\n\r\n${hidden}`,
  ],
  ['a newline alone after a piece', post(chunked, `0\n\n${hidden}`)],
  [
    'pieces under an older version',
    `POST /thanh-toan/bao HTTP/1.0\r\nHost: x\r\n${chunked}\r\nContent-Length: 3\r\n\r\n0\r\n\r\n${hidden}`,
  ],
  ['no host', `GET / HTTP/1.1\r\n\r\n${hidden}`],
  ['blanks before the first line', ` GET / HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
  ['a method that is none', `GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
]

test('what can be cut at two places is refused, and the line closed: nothing behind it is answered', async () => {
  const wrong: string[] = []
  await Promise.all(
    cut.map(async ([what, text]) => {
      const all = await statuses(text)
      // A body may be refused before its bad end is seen, and the end then too; what hides behind it would be answered 200.
      if (all.some((one) => !/ 4\d\d$/.test(one))) wrong.push(`${what}: ${all}`)
    }),
  )
  assert.deepEqual(wrong, [])
})

test('a request that is whole is answered, and so is the one after it', async () => {
  assert.deepEqual(await statuses(hidden + hidden), ['HTTP/1.1 200', 'HTTP/1.1 200'])
  const whole = post(`${chunked}\r\nContent-Type: application/x-www-form-urlencoded`, '3\r\na=b\r\n0\r\n\r\n')
  assert.equal((await statuses(whole + hidden)).length, 2)
})

test('headers without end and bodies that never come are given up in time', async () => {
  const [endless = ''] = await statuses(`GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(5_000)}`, 2_000)
  assert.match(endless, / 431$/)
  const waiting = await statuses(
    post('Content-Length: 100\r\nContent-Type: application/x-www-form-urlencoded', 'a'),
    300,
  )
  assert.deepEqual(waiting, [])
})
