import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { parseVerifierKey } from '#kernel/notes.ts'
import { createPdfRenderer } from '#kernel/pdf.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { receiptOf } from '#modules/ledger/api.ts'
import { addWitness, preparePromises, publish, takeCosignature } from '#modules/ledger/heads/commands.ts'
import { findHead } from '#modules/ledger/heads/store.ts'
import { ledger } from '#modules/ledger/module.ts'
import { settle } from '#modules/ledger/testing/commands.ts'
import { readKeys } from './reading.ts'
import { initWitness, witnessOnce } from './witness.ts'

const platform = await freshPlatform()
const folder = mkdtempSync(join(tmpdir(), 'socai-'))
const [log, keysFile, state] = [
  join(folder, 'xuat/quyet-dinh'),
  join(folder, 'xuat/khoa.txt'),
  join(folder, 'lam-chung.json'),
]
const context = (minute: number): Context => platform.as(service(), new Date(Date.UTC(2026, 2, 2, 2, minute)))
const subject = randomUUID()
after(() => rmSync(folder, { recursive: true, force: true }))

/** Some more events become leaves, a head is signed, all of it is written as files. */
async function growTo(minute: number, events: number): Promise<void> {
  const now = context(minute)
  for (let count = 0; count < events; count++)
    await inTransaction(now, (tx) =>
      appendEvent(tx, now, 'dossier.submitted', {
        subject: count ? randomUUID() : subject,
        payload: { code: `Z99-${minute}` },
      }),
    )
  await settle(now)
  await publish(now, 'decisions')
  await run('socai:export', join(folder, 'xuat'))
}

/** The command line as a stranger runs it: a process of its own, without a server. */
function socai(...args: string[]): Promise<{ code: number; stdout: string }> {
  const [script, hook] = ['../socai.ts', '../tsx-hook.mjs'].map((name) => join(import.meta.dirname, name))
  return promisify(execFile)(process.execPath, ['--import', String(hook), String(script), ...args]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (thrown: { code: number; stdout: string }) => ({ code: thrown.code, stdout: thrown.stdout }),
  )
}

const printed: string[] = []
/** A command of the operator, with what it printed and its exit code. */
async function run(name: string, ...args: string[]): Promise<{ code: unknown; text: string }> {
  const before = console.log
  printed.length = 0
  console.log = (line: string) => void printed.push(line)
  try {
    await ledger.commands?.find((one) => one.name === name)?.run(context(50), args)
    return { code: process.exitCode, text: printed.join('\n') }
  } finally {
    console.log = before
    process.exitCode = undefined
  }
}

before(async () => {
  await preparePromises(context(0))
  await growTo(0, 5)
})

test('a witness signs what grew out of what it saw, and its signature stands on the head', async () => {
  const key = await initWitness(state, 'lamchung.example.vn')
  await assert.rejects(initWitness(state, 'khac.example.vn'), /không ghi đè/)
  const first = await witnessOnce(state, log, await readKeys(keysFile), new Date('2026-03-02T02:01:00Z'))
  assert.equal(first.is, 'proven', first.words)
  const note = first.words.slice(first.words.indexOf('làm chứng:\n') + 'làm chứng:\n'.length)
  await assert.rejects(takeCosignature(context(1), note), { code: 'ledger.unknownWitness' })
  assert.equal(await addWitness(context(1), key), 'lamchung.example.vn')
  await takeCosignature(context(1), note)
  const head = await read(context(1), (tx) => findHead(tx, 'decisions'))
  assert.deepEqual(head?.witnesses, ['lamchung.example.vn'])
  await growTo(2, 300)
  assert.equal((await witnessOnce(state, log, await readKeys(keysFile))).is, 'proven')
})

test('a witness refuses a log that shrank, forked, or is signed by another', async () => {
  const keys = await readKeys(keysFile)
  const seen = readFileSync(state, 'utf8')
  const copy = join(folder, 'sua')
  cpSync(log, copy, { recursive: true })
  await growTo(4, 3)
  assert.equal((await witnessOnce(state, log, keys)).is, 'proven')
  assert.match((await witnessOnce(state, copy, keys)).words, /ngắn lại/)
  writeFileSync(state, seen)
  const tile = join(log, 'tile/1/000.p/1')
  const bytes = readFileSync(tile)
  bytes.writeUInt8(bytes.readUInt8(7) ^ 1, 7)
  writeFileSync(tile, bytes)
  assert.equal((await witnessOnce(state, log, keys)).is, 'disproved')
  const stranger = await parseVerifierKey(await initWitness(join(folder, 'la.json'), 'la.example.vn'))
  assert.ok(stranger)
  assert.equal((await witnessOnce(state, log, [stranger])).is, 'disproved')
})

test('a restored copy is compared with what a witness saw; what it lacks is told', async () => {
  assert.equal((await run('socai:restore-check', '--witness', state)).code, 0)
  const ahead = JSON.parse(readFileSync(state, 'utf8')) as { heads: Record<string, string> }
  const [[origin = '', note = ''] = []] = Object.entries(ahead.heads)
  const size = Number(note.split('\n')[1])
  const file = join(folder, 'xa-hon.json')
  writeFileSync(
    file,
    JSON.stringify({ heads: { [origin]: note.replace(`\n${size}\n`, `\n${size + 40}\n`) } }),
  )
  const lacking = await run('socai:restore-check', '--witness', file)
  assert.equal(lacking.code, 1)
  assert.match(lacking.text, /thiếu \d+ lá/)
  assert.equal((await run('socai:monitor', '--json')).code, 0)
  assert.equal((await run('socai:audit-dossier', 'KHONG-CO')).code, 2)
})

test('the command line proves a receipt, disproves an altered one, and cannot tell without the key', async () => {
  const now = context(6)
  await publish(now, 'decisions')
  const receipt = await read(now, (tx) => receiptOf(tx, now, subject, 'dossier.submitted'))
  assert.ok(receipt?.state === 'proven')
  const file = join(folder, 'bien-nhan.tlog-proof')
  writeFileSync(file, receipt.text)
  const proven = await socai('verify-receipt', file, '--keys', keysFile)
  assert.deepEqual([proven.code, /Z99-0/.test(proven.stdout)], [0, true])
  writeFileSync(
    file,
    receipt.text.replace('index 2', 'index 3').replace('index 1', 'index 4').replace('index 0', 'index 1'),
  )
  assert.equal((await socai('verify-receipt', file, '--keys', keysFile, '--json')).code, 1)
  assert.equal((await socai('verify-receipt', file)).code, 2)
  const paper = await createPdfRenderer().render({
    template: '#import "/official.typ": *\n#show: official\nGiấy tiếp nhận.',
    inputs: {},
    title: 'Giấy tiếp nhận',
    language: 'vi',
    createdAt: now.now,
    attachment: { name: 'bien-nhan.tlog-proof', text: receipt.text, description: 'Biên nhận sổ cái' },
  })
  writeFileSync(join(folder, 'giay.pdf'), paper)
  const document = await socai('verify-doc', join(folder, 'giay.pdf'), '--keys', keysFile)
  assert.deepEqual([document.code, /SHA-256 [0-9a-f]{64}/.test(document.stdout)], [0, true], document.stdout)
})

test('the command line tells the newest head, and whether one saved head grew out of another', async () => {
  const [old, fresh] = [join(folder, 'cu'), join(folder, 'moi')]
  cpSync(join(log, 'checkpoint'), old)
  await growTo(8, 20)
  cpSync(join(log, 'checkpoint'), fresh)
  const head = await socai('head', log, '--keys', keysFile, '--json')
  const told = JSON.parse(head.stdout) as { size: number; root: string }
  const own = await read(context(8), (tx) => findHead(tx, 'decisions'))
  assert.deepEqual([head.code, told.size, told.root], [0, own?.size, own?.root.toString('hex')])
  const compare = (from: string, to: string) =>
    socai('consistency', from, to, '--log', log, '--keys', keysFile)
  assert.equal((await compare(old, fresh)).code, 0)
  assert.equal((await compare(fresh, old)).code, 1, 'a book does not shrink')
  const note = readFileSync(old, 'utf8')
  writeFileSync(old, note.replace('\n\n', 'x\n\n'))
  assert.equal((await compare(old, fresh)).code, 1, 'a head that was altered is nobody’s')
})
