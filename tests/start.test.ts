/** `npm start` on one machine: it comes back after any kill, stops whole, and says what is in its way. */

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '#kernel/ports.ts'

type Start = { readonly child: ChildProcess; said(): string; readonly ended: Promise<number | null> }
type Place = { readonly folder: string; readonly port: number; readonly uid?: number }

const started: ChildProcess[] = []
const folders: string[] = []

async function newPlace(uid?: number): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-start-'))
  folders.push(folder)
  if (uid !== undefined) chownSync(folder, uid, uid)
  return { folder, port: await freePort(), ...(uid !== undefined && { uid }) }
}

/** Without made-up activity, which would take longer than the start itself. */
function start({ folder, port, uid }: Place): Start {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    PORT: String(port),
    PACK: 'demo',
    DEVELOPMENT: 'false',
  }
  const child = spawn(process.execPath, ['--import', './tools/tsx-hook.mjs', 'apps/start.ts'], {
    env,
    ...(uid !== undefined && { uid, gid: uid }),
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)))
  return {
    child,
    said: () => said,
    ended: new Promise((resolve) => child.once('close', resolve)),
  }
}

/** How long is too long is a matter for benchmarks; a start that hangs is not waited for forever. */
const readyMsMax = 240_000

async function untilReady({ port }: Place, { said, child }: Start): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < readyMsMax) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz/ready`).catch(() => undefined)
    if (answer?.ok && said().includes('Ctrl-C')) return (performance.now() - began) / 1000
    assert.equal(child.exitCode, null, said())
    await sleep(100)
  }
  throw new Error(`Not ready: ${said()}`)
}

/** Processes that work in the data folder or were told of it. */
function processesOf({ folder }: Place): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false
    try {
      if (/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      return (
        environment.includes(`DATA_DIR=${folder}`) ||
        readlinkSync(`/proc/${pid}/cwd`).startsWith(folder + sep)
      )
    } catch {
      return false
    }
  })
}

const postmasterOf = ({ folder }: Place) =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

async function query(place: Place, text: string): Promise<unknown[]> {
  const password = readFileSync(join(place.folder, 'postgres.password'), 'utf8').trim()
  const port = readFileSync(join(place.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${port}/mot_cua`)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

async function eventually(
  what: string,
  look: () => boolean | Promise<boolean>,
  seconds = 120,
): Promise<void> {
  for (let at = 0; at < seconds * 10; at++) {
    if (await look()) return
    await sleep(100)
  }
  assert.fail(what)
}

async function stopWith(signal: NodeJS.Signals, place: Place, run: Start): Promise<void> {
  run.child.kill(signal)
  assert.equal(await run.ended, 0, run.said())
  await eventually(`left behind: ${processesOf(place).join(' ')}`, () => processesOf(place).length === 0, 5)
}

after(() => {
  for (const child of started) child.kill('SIGKILL')
  for (const folder of folders) {
    for (const pid of processesOf({ folder, port: 0 })) process.kill(Number(pid), 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
})

test('an installation loses nothing when its parent or its database is killed, and stops whole', async () => {
  const place = await newPlace()
  const first = start(place)
  await untilReady(place, first)
  await query(place, `insert into hon_gio.settings (key, value) values ('kept', '"through kills"')`)

  const second = start({ ...place, port: await freePort() })
  assert.equal(await second.ended, 1)
  assert.match(second.said(), /Một Cửa đang chạy từ thư mục/)

  first.child.kill('SIGKILL')
  await first.ended
  const again = start(place)
  await untilReady(place, again)

  process.kill(postmasterOf(place), 'SIGKILL')
  await eventually(again.said(), () => again.said().includes('được chạy lại'))
  await untilReady(place, again)
  assert.deepEqual(await query(place, `select value from hon_gio.settings where key = 'kept'`), [
    { value: 'through kills' },
  ])
  await stopWith('SIGINT', place, again)
})

test('a port that is taken is named in a sentence, and nothing is left running', async () => {
  const place = await newPlace()
  const other = createServer().listen(place.port)
  const run = start(place)
  assert.equal(await run.ended, 1)
  assert.match(run.said(), new RegExp(`Cổng ${place.port} đang có chương trình khác dùng.*PORT=`))
  assert.deepEqual(processesOf(place), [])
  other.close()
})

test('Ctrl-C while it is still starting leaves nothing running', async () => {
  const place = await newPlace()
  const run = start(place)
  await eventually(run.said(), () => existsSync(join(place.folder, 'postgres', 'postmaster.pid')))
  await stopWith('SIGINT', place, run)
})

const nobody = /^nobody:[^:]*:(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1]
test('an ordinary user starts and stops it too', {
  skip: process.getuid?.() !== 0 || nobody === undefined,
}, async () => {
  const place = await newPlace(Number(nobody))
  const run = start(place)
  await untilReady(place, run)
  await stopWith('SIGTERM', place, run)
})

test('a data folder that belongs to someone else is named in a sentence', {
  skip: process.getuid?.() !== 0 || nobody === undefined,
}, async () => {
  const place = await newPlace()
  const run = start({ ...place, uid: Number(nobody) })
  assert.equal(await run.ended, 1)
  assert.match(run.said(), /Không ghi được vào thư mục dữ liệu/)
})
