/** Malware that people send: refused where the scanner answers; where it does not, kept and shown to nobody until it does. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { receiveFile, removeBytes, storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { openScanner, type Scanner, ScannerAway } from '#kernel/scanner.ts'
import { findScanning } from '#kernel/scans.ts'
import { citizen } from '#kernel/testing/people.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { startClamd, testMalware, testMalwareName } from '../simulators/clamd.ts'
import { keepFile, submitDossier } from '../src/modules/dossiers/submission/commands.ts'
import { scanFiles, scannerCheck } from '../src/modules/operations/scanning/commands.ts'
import { chancesFrom } from './api/installation.ts'
import { openPortal, signInCitizen, signInOfficer } from './portal-under-test.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-clamd-'))
const clamd = await startClamd()
after(async () => {
  await clamd.stop()
  rmSync(folder, { recursive: true })
})

const contentOf = (text: string) => Readable.from([Buffer.from(text)])
/** Each with a memory of its own, so that one that was away a moment ago rests nobody else. */
const fresh = (timeoutMs?: number): Scanner => openScanner(clamd.url, timeoutMs)
const portal = await openPortal({ scanner: { scan: (content) => fresh(300).scan(content) } })
const { url, context } = portal
const lan = await signInCitizen(portal, 'Nguyễn Thị Lan', '099158000001')
const roles = context.pack.roles.map(({ code }) => code)
const clerk = await signInOfficer(portal, 'Z99.02', roles)
const sender: Context = { ...context, actor: citizen({ personId: lan.personId, name: 'Nguyễn Thị Lan' }) }

const hasWith = async (mood: Parameters<typeof clamd.set>[0], timeoutMs?: number) => {
  clamd.set(mood)
  return fresh(timeoutMs)
    .scan(contentOf('giấy tờ'))
    .finally(() => clamd.set('well'))
}

test('clamd is asked over a port and over a socket, and gets every byte', async () => {
  const local = await startClamd(join(folder, 'clamd.sock'))
  const large = Buffer.alloc(3_000_000, 'giấy tờ ')
  for (const { url, scanned } of [clamd, local]) {
    const scanner = openScanner(url)
    assert.deepEqual(await scanner.scan(Readable.from([large.subarray(0, 7), large.subarray(7)])), {
      state: 'clean',
    })
    assert.ok(scanned.at(-1)?.equals(large))
    assert.deepEqual(await scanner.scan(contentOf(`x${testMalware}x`)), {
      state: 'infected',
      found: testMalwareName,
    })
  }
  await local.stop()
  await assert.rejects(openScanner(local.url).scan(contentOf('x')), ScannerAway)
})

test('what is no verdict is never taken for one, and nobody waits for ever', async () => {
  const started = performance.now()
  for (const mood of ['slow', 'cuts', 'full', 'nonsense', 'endless'] as const)
    await assert.rejects(hasWith(mood, 300), ScannerAway, mood)
  assert.ok(performance.now() - started < 3_000)
  assert.deepEqual(await fresh().scan(contentOf('x')), { state: 'clean' })
})

test('a scanner that was away a moment ago is not asked again at once', async () => {
  clamd.set('slow')
  const scanner = fresh(200)
  await assert.rejects(scanner.scan(contentOf('x')), ScannerAway)
  clamd.set('well')
  const started = performance.now()
  await assert.rejects(scanner.scan(contentOf('x')), /a moment ago/)
  assert.ok(performance.now() - started < 50)
})

test('an address that is none is refused when the process starts', () => {
  for (const wrong of ['', 'clamd', 'http://127.0.0.1:3310', 'tcp://127.0.0.1', 'unix://'])
    assert.throws(() => openScanner(wrong), /CLAMD_URL/)
})

async function pdfWith(text: string): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage()
  return Buffer.concat([Buffer.from(await document.save()), Buffer.from(`\n%${text} ${randomUUID()}\n%%EOF`)])
}

/** Hands in a dossier with this paper, as the portal does. */
async function handIn(pdf: Buffer): Promise<{ readonly code: string; readonly fileId: string }> {
  const file = await receiveFile(sender.files, { name: 'giay.pdf', content: Readable.from([pdf]) })
  const fileId = await keepFile(sender, file)
  const definition = await read(context, (tx) => getProcedure(tx, '9.000001', context.today))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const kites = [{ name: 'Diều', lengthMetres: 2, hasFlute: false }]
  const answers = {
    ...exampleAnswers(definition.form, chancesFrom(7), lists),
    kites,
    largestKiteVnd: 500_000,
  }
  const papers = papersFor(definition, answers).filter(({ required }) => required)
  const { code } = await submitDossier(sender, {
    key: randomUUID(),
    procedure: '9.000001',
    answers,
    papers: papers.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return { code, fileId }
}

async function see(path: string, cookie: string) {
  const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' })
  return { status: answer.status, text: await answer.text(), retry: answer.headers.get('retry-after') }
}
const officerSees = async (code: string, fileId: string) => {
  await inTransaction(context, (tx) =>
    sql`insert into events (at, name, subject_id, actor_kind, actor_id, payload)
      select ${context.now}, 'dossier.purposeStated', id, 'officer', ${clerk.personId}, '{"purpose": "asked"}'
      from cases where code = ${code}`.execute(tx),
  )
  return see(`/lam-viec/tep/${fileId}`, clerk.cookie)
}

test('malware is refused in a sentence that says what to do, nothing is stored, the original is kept apart, read-only', async () => {
  const { incoming } = context.files
  const pdf = await pdfWith(testMalware)
  await assert.rejects(
    receiveFile(context.files, { name: 'giay.pdf', content: Readable.from([pdf]) }),
    ({ code, message }: Error & { code: string }) =>
      code === 'scans.infected' &&
      message.includes(testMalwareName) &&
      /Quét virus máy của bạn/.test(message),
  )
  assert.deepEqual(readdirSync(incoming), [])
  const apart = join(dirname(incoming), 'quarantine')
  const [name = ''] = readdirSync(apart)
  assert.match(name, /^[0-9a-f]{64}\.infected$/)
  assert.ok(readFileSync(join(apart, name)).equals(pdf))
  assert.equal(statSync(join(apart, name)).mode & 0o777, 0o400)
  assert.equal(await context.files.has(name.slice(0, 64)), false)
  // The sweep of unnamed bytes does not see it.
  for await (const { sha256 } of context.files.list()) assert.notEqual(sha256, name.slice(0, 64))
})

test('a clean file is handed to officers at once', async () => {
  const { code, fileId } = await handIn(await pdfWith('sạch'))
  assert.equal((await officerSees(code, fileId)).status, 200)
})

test('while the scanner is away a dossier is taken all the same; its papers are opened by nobody else until it answers', async () => {
  clamd.set('slow')
  const { code, fileId } = await handIn(await pdfWith('chờ'))
  const held = await officerSees(code, fileId)
  assert.equal(held.status, 503)
  assert.match(held.text, /đang chờ quét mã độc/)
  assert.equal(held.retry, '60')
  assert.equal((await see(`/ho-so/${code}`, lan.cookie)).status, 200)
  assert.equal((await see(`/lam-viec/ho-so/${code}`, clerk.cookie)).status, 200)
  assert.equal(await scanFiles(context), 0)
  assert.equal((await officerSees(code, fileId)).status, 503)
  assert.equal((await scannerCheck.look(context)).state, 'well')
  const later = { ...context, now: new Date(context.now.getTime() + 11 * 60_000) }
  assert.equal((await scannerCheck.look(later)).state, 'degraded')
  clamd.set('well')
  assert.equal(await scanFiles(context), 0)
  assert.equal((await officerSees(code, fileId)).status, 200)
  assert.equal((await scannerCheck.look(later)).state, 'well')
})

test('malware that came while the scanner was away is set apart later; who sent it and who opens it read why', async () => {
  clamd.set('cuts')
  const { code, fileId } = await handIn(await pdfWith(testMalware))
  clamd.set('well')
  assert.equal(await scanFiles(context), 1)
  assert.equal(await scanFiles(context), 0)
  const held = await officerSees(code, fileId)
  assert.equal(held.status, 409)
  assert.match(held.text, /đã bị cách ly vì có mã độc \(MotCua\.Test\.Signature\)/)
  const own = await see(`/ho-so/${code}/tep/${fileId}`, lan.cookie)
  assert.equal(own.status, 409)
  assert.match((await see('/tai-khoan/thong-bao', lan.cookie)).text, /Một tệp đã gửi bị cách ly/)
  const events = await portal.platform.eventNames()
  assert.equal(events.filter((name) => name === 'file.quarantined').length, 1)
})

test('what the platform made itself waits for no scanner, and what is removed leaves no word of its scan', async () => {
  clamd.set('slow')
  const made = await storeBytes(context.files, 'ket-qua.pdf', await pdfWith('kết quả'))
  clamd.set('well')
  assert.equal(made.scan, 'made')
  const before = await read(context, findScanning)
  const sent = await receiveFile(context.files, {
    name: 'a.pdf',
    content: Readable.from([await pdfWith(testMalware)]),
  })
    .then(() => assert.fail('taken'))
    .catch(({ code }: { code?: string }) => code)
  assert.equal(sent, 'scans.infected')
  assert.equal(before.infected, 1)
  await inTransaction(context, async (tx) => {
    const { rows } = await sql<{
      sha256: string
    }>`select sha256 from file_scans where state = 'infected'`.execute(tx)
    for (const { sha256 } of rows) await removeBytes(tx, context.files, sha256, async () => false)
  })
  assert.equal((await read(context, findScanning)).infected, 0)
})
