/** The short trial: web, worker and database are killed and lines cut while sixty dossiers come in. The long one: `npm run faults`. */

import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLine } from './line.ts'
import { tryPlatform } from './run.ts'
import { chancesOf, type Fault, nameOf, scheduleOf } from './schedule.ts'

test('the same seed breaks the same things at the same time, and another seed other things', () => {
  assert.deepEqual(scheduleOf(7, 200), scheduleOf(7, 200))
  assert.notDeepEqual(scheduleOf(7, 200), scheduleOf(8, 200))
  const names = new Set(scheduleOf(7, 2_000).map(({ fault }) => nameOf(fault)))
  for (const name of [
    'kill web',
    'kill worker',
    'kill database',
    'kill backend',
    'hang database',
    'fill',
    'clock web',
  ])
    assert.ok(names.has(name), `${name} never comes`)
  assert.ok(scheduleOf(7, 200).every(({ afterMs }) => afterMs >= 1_000 && afterMs <= 3_000))
})

/** Sends back what comes. */
async function startEcho(): Promise<{ port: number; close(): void }> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined).pipe(socket)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const close = () => {
    for (const socket of open) socket.destroy()
    server.close()
  }
  return { port: typeof address === 'object' && address ? address.port : 0, close }
}

test('a line passes pieces on in their order, holds them while it hangs, and ends them when it is cut', async () => {
  const echo = await startEcho()
  const line = await openLine([echo.port], chancesOf(1))
  const socket = connect(line.port, '127.0.0.1').on('error', () => undefined)
  let heard = ''
  socket.on('data', (piece) => (heard += String(piece)))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  const until = async (words: string) => {
    for (let looks = 0; looks < 200 && heard !== words; looks++) await sleep(20)
    assert.equal(heard, words)
  }
  socket.write('one ')
  await until('one ')
  line.set('slow')
  socket.write('two ')
  await sleep(50)
  socket.write('three ')
  await until('one two three ')
  line.set('hang')
  socket.write('four')
  await sleep(300)
  assert.equal(heard, 'one two three ')
  line.set('well')
  await until('one two three four')
  line.set('cut')
  await ended
  await line.stop()
  echo.close()
})

const faults: readonly Fault[] = [
  { kind: 'kill', what: 'web' },
  { kind: 'kill', what: 'backend' },
  { kind: 'misbehave', system: 'payment', as: 'doubled', ms: 4_000 },
  { kind: 'kill', what: 'worker' },
  { kind: 'cut', line: 'database', ms: 500 },
  { kind: 'kill', what: 'database' },
  { kind: 'announce', times: 3 },
  { kind: 'freeze', what: 'web', ms: 1_500 },
  { kind: 'fill', ms: 1_000 },
  { kind: 'kill', what: 'database' },
]

test('sixty dossiers come in while everything dies: none lost, none doubled, all invariants hold', {
  timeout: 600_000,
}, async () => {
  const outcome = await tryPlatform({
    seed: 1,
    submissions: 60,
    clients: 8,
    web: 2,
    workers: 1,
    secondsMax: 240,
    // Jobs of a worker that was killed wait for half a minute; the invariants hold without them.
    settleSecondsMax: 15,
    schedule: faults.map((fault, index) => ({ afterMs: 900, fault, which: (index % 2) / 2 })),
  })
  const { lost, doubled, failed, unknown, acknowledged, leaked, blamed, invariants, broken } = outcome
  const words = JSON.stringify(outcome)
  assert.deepEqual([lost, doubled, failed, unknown, leaked, blamed], [0, 0, 0, 0, [], []], words)
  assert.equal(acknowledged, 60, words)
  for (const [name, { holds, found }] of Object.entries(invariants))
    assert.ok(holds, `${name}: ${found.join('; ')}`)
  assert.ok((broken.done['kill database'] ?? 0) >= 1 && broken.databaseMs.length >= 1, words)
  for (const name of ['I1', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8'] as const)
    assert.ok(invariants[name].looked >= 60, `${name} looked at ${invariants[name].looked}`)
  assert.ok(outcome.accepted > 0 && outcome.acts > 0 && invariants.I10.looked > 0, words)
})
