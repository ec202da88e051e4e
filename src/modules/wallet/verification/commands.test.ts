import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { readResultPaper, renderForm } from '#modules/results/forms/commands.ts'
import { findEntries, findRegisters } from '#modules/results/register/store.ts'
import { signResult, withdrawResult } from '#modules/results/signing/commands.ts'
import { findNewestResult } from '#modules/results/store.ts'
import {
  as,
  chosen,
  citizen,
  later,
  look,
  paperOf,
  platform,
  refusedWith,
  resultOf,
  sqlAs,
  system,
  waiting,
  who,
} from '#modules/results/testing/commands.ts'
import { verifyByCode, verifyFile } from './commands.ts'

test('anyone can verify a paper by its code or its file, and a changed byte is found', async () => {
  const code = await waiting()
  await signResult(as('leader'), await chosen(code))
  const { id } = await look(code)
  await sqlAs(
    sql`update dossiers set applicant_name = 'Trần Thị Diều', applicant_kind = 'citizen' where case_id = ${id}`,
  )
  const visitor = platform.as({ kind: 'visitor' }, later)
  const { verifyCode } = await resultOf(code)
  const found = await verifyByCode(visitor, verifyCode ?? '')
  assert.ok(found)
  assert.deepEqual([found.verdict, found.signatures.length, found.ownerName], ['valid', 2, 'Trần T*** D***'])
  const paper = await paperOf(code)
  assert.equal((await verifyFile(visitor, paper)).verdict, 'issued')
  const tampered = Buffer.from(paper)
  const at = tampered.indexOf('/Type /Page')
  tampered[at + 1] = 0x55
  assert.notEqual((await verifyFile(visitor, tampered)).verdict, 'issued')
  assert.equal((await verifyFile(visitor, tampered)).verdict, 'changed')
  const appended = Buffer.concat([paper, Buffer.from('\n% thêm vào sau khi ký\n')])
  assert.ok(['changed', 'unreadable'].includes((await verifyFile(visitor, appended)).verdict))
  assert.equal(await verifyByCode(visitor, 'AAAA-AAAA-AAAA'), undefined)
})

test('a withdrawn paper says so, by code and by file', async () => {
  const code = await waiting()
  await signResult(as('leader'), await chosen(code))
  const { verifyCode } = await resultOf(code)
  await assert.rejects(
    withdrawResult(as('officer'), { code, reason: 'Sai tên' }),
    refusedWith('results.notYours'),
  )
  await withdrawResult(as('leader'), { code, reason: 'Sai tên' })
  const visitor = platform.as({ kind: 'visitor' }, later)
  assert.equal((await verifyByCode(visitor, verifyCode ?? ''))?.verdict, 'withdrawn')
  assert.equal((await verifyFile(visitor, await paperOf(code))).verdict, 'withdrawn')
  const { id } = await look(code)
  assert.equal((await read(system(), (tx) => findNewestResult(tx, id)))?.endedReason, 'Sai tên')
})

test('the signed paper and the receipt are for the owner, the secret’s holder and officers in scope; each look is told', async () => {
  const code = await waiting()
  await assert.rejects(
    readResultPaper(platform.as(citizen, later), { code }),
    refusedWith('results.notYetSigned'),
  )
  await signResult(as('leader'), await chosen(code))
  const paper = await paperOf(code)
  const { id } = await look(code)
  const secret = await read(system(), async (tx) => {
    const { rows } = await sql<{ secret: string }>`
      select lookup_secret as secret from dossiers where case_id = ${id}`.execute(tx)
    return rows[0]?.secret ?? ''
  })
  const visitor = platform.as({ kind: 'visitor' }, later)
  const readers = [
    [platform.as(citizen, later), { code }],
    [as('desk-clerk'), { code }],
    [visitor, { code, secret: secret.toLowerCase() }],
  ] as const
  for (const [context, wanted] of readers)
    assert.deepEqual(Buffer.from((await readResultPaper(context, wanted)).bytes), paper)
  const strangers = [
    [visitor, { code, secret: 'SAI123' }],
    [platform.as({ ...citizen, personId: randomUUID() }, later), { code }],
    [platform.as(who('leader', 'Z99.12.01'), later), { code }],
  ] as const
  for (const [context, wanted] of strangers)
    await assert.rejects(readResultPaper(context, wanted), refusedWith('dossiers.notFound'))
  await assert.rejects(readResultPaper(visitor, { code }), refusedWith('kernel.signInNeeded'))
  const receipt = await renderForm(visitor, 'receipt', { code, secret })
  assert.equal(Buffer.from(receipt.subarray(0, 5)).toString(), '%PDF-')
  await assert.rejects(renderForm(visitor, 'refusal', { code, secret }), refusedWith('results.noSuchPaper'))
  const seen = (await platform.looksAt((await look(code)).id)).map(
    ({ viewerKind, what, why }) => `${viewerKind} ${what} ${why}`,
  )
  for (const one of ['visitor result secret', 'visitor form secret']) assert.ok(seen.includes(one), one)
  assert.ok(!seen.some((one) => one.startsWith('citizen')), 'the owner reads the own paper')
})

test('registers hold their lines for the own agency only', async () => {
  const officer = who('registrar')
  const [books, elsewhere] = await read(system(), async (tx) => [
    await findRegisters(tx, officer),
    await findRegisters(tx, who('registrar', 'Z99.12.01')),
  ])
  assert.ok(books.some(({ register }) => register === 'chung'))
  assert.deepEqual(elsewhere, [])
  const book = { register: 'chung', unitCode: officer.unitCode, year: 2026 }
  const entries = await read(system(), (tx) => findEntries(tx, officer, book, { before: 3, max: 10 }))
  assert.deepEqual(
    entries.map(({ number }) => number),
    [2, 1],
  )
})
