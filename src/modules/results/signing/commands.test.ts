import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { promisify } from 'node:util'
import { PDFDocument } from 'pdf-lib'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { readVerified, storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { acceptDossier } from '#modules/dossiers/handling/commands.ts'
import { findDossier } from '#modules/dossiers/steps/store.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import {
  approveResult,
  cancelResult,
  draftResult,
  handBackResult,
  prefill,
  proposeResult,
} from '../drafting/commands.ts'
import { readResultPaper, renderForm } from '../forms/commands.ts'
import { findEntries, findRegisters } from '../register/store.ts'
import { findLiveResult, findNewestResult } from '../store.ts'
import { verifyByCode, verifyFile } from '../verification/commands.ts'
import { numberResult, requestSigning, signJob, signResult, withdrawResult } from './commands.ts'
import * as store from './store.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const later = '2026-03-02T10:00+07:00'
const procedure = '9.000002' // generated steps, decided by the commune
const run = promisify(execFile)
const officers = new Map<string, Officer>()

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      if (officer) officers.set(`${officer.unitCode} ${officer.roles[0]}`, officer)
    }
  })
})

const who = (role: string, unit = 'Z99.11.01'): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
const as = (role: string, at = later): Context => platform.as(who(role), at)

const citizen: Actor = {
  kind: 'citizen',
  personId: randomUUID(),
  name: 'Trần Thị Diều',
  identityNumber: '099190000001',
  phone: '0990000001',
}

let seed = 11
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

const system = () => platform.as({ kind: 'system' }, later)
const look = async (code: string) => {
  const found = await read(system(), (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(found)
  return found
}
const liveOf = async (code: string) => {
  const { id } = await look(code)
  return read(system(), (tx) => findLiveResult(tx, id))
}
const resultOf = async (code: string) => {
  const result = await liveOf(code)
  assert.ok(result, `${code} has no result`)
  return result
}
const seen = async (code: string) => ({ code, expectedVersion: (await look(code)).version })
const chosen = async (code: string) => {
  const { id: resultId, version } = await resultOf(code)
  return { resultId, version }
}
const refusedWith = (code: string) => ({ code })

async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return document.save()
}

/** A dossier at the officer's desk. */
async function accepted(): Promise<string> {
  const context = platform.as(citizen, monday)
  const { form } = await read(context, (tx) => getProcedure(tx, procedure))
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await onePage()))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers: exampleAnswers(form, chance, lists),
    papers: [],
    channel: 'online',
    returnMethod: 'online',
  })
  await acceptDossier(as('desk-clerk', monday), await seen(code))
  return code
}

async function drafted(
  code: string,
  paragraphs = 'Đủ điều kiện theo quy định.',
  seenVersion?: number,
): Promise<void> {
  const context = as('officer')
  const dossier = await look(code)
  const definition = await read(context, (tx) => getProcedure(tx, procedure))
  const content = await prefill(context, definition, dossier.answers, 'grant')
  const resultVersion = seenVersion ?? (await liveOf(code))?.version ?? 0
  await draftResult(context, { code, resultVersion, kind: 'grant', content: { ...content, paragraphs } })
}

/** A result that waits for the leader's signature. */
async function waiting(): Promise<string> {
  const code = await accepted()
  await drafted(code)
  const { version: resultVersion } = await resultOf(code)
  await proposeResult(as('officer'), { ...(await seen(code)), resultVersion, note: 'Đã thẩm định' })
  await approveResult(as('division-head'), { ...(await seen(code)), resultVersion })
  return code
}

async function paperOf(code: string): Promise<Buffer> {
  const { id } = await look(code)
  const file = await read(system(), async (tx) => {
    const { rows } = await sql<{ sha256: string }>`
      select f.sha256 from results r join files f on f.id = r.file_id where r.case_id = ${id}`.execute(tx)
    return rows[0]
  })
  assert.ok(file)
  return readVerified(platform.files, file.sha256, code)
}

async function eventsOf(code: string): Promise<string[]> {
  const { id } = await look(code)
  return read(system(), async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select name from events where subject_id = ${id} order by position`.execute(tx)
    return rows.map(({ name }) => name)
  })
}

test('from the draft to the signed paper: numbered, signed twice, ready to be handed over', async () => {
  const code = await waiting()
  await signResult(as('leader'), await chosen(code))
  const result = await resultOf(code)
  const dossier = await look(code)
  assert.deepEqual([result.state, dossier.state, dossier.stepType], ['signed', 'done', 'return'])
  assert.match(result.numberLabel ?? '', /^\d\d+\/GP-UBND$/)
  assert.deepEqual((await eventsOf(code)).slice(3), [
    'result.drafted',
    'result.proposed',
    'dossier.forwarded',
    'result.approved',
    'dossier.forwarded',
    'result.numbered',
    'result.signed',
    'dossier.forwarded',
  ])
  const paper = await paperOf(code)
  const roots = await signingProvider(platform.settings).trustedRoots()
  const signatures = await verifyPdfSignatures(paper, roots)
  assert.deepEqual(
    signatures.map(({ signer, valid }) => [signer, valid]),
    [
      [who('leader').name, true],
      [who('leader').unitName, true],
    ],
  )
})

test('other people’s tools find the paper sound and both signatures valid', async (t) => {
  const code = await waiting()
  await signResult(as('leader'), await chosen(code))
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-result-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'result.pdf')
  await writeFile(file, await paperOf(code))
  await run('certutil', ['-N', '-d', folder, '--empty-password'])
  const tools = await Promise.all([run('qpdf', ['--check', file]), run('pdfsig', ['-nssdir', folder, file])])
  assert.match(tools[0].stdout, /No syntax or stream encoding errors/)
  assert.equal(tools[1].stdout.match(/Signature is Valid/g)?.length, 2)
})

test('signing twice changes nothing, and the number stays', async () => {
  const code = await waiting()
  const context = as('leader')
  const once = await chosen(code)
  await signResult(context, once)
  const first = await resultOf(code)
  await signResult(context, once)
  assert.deepEqual(await resultOf(code), first)
})

test('a stranger finds no such result, and who does not hold the step may not sign', async () => {
  const code = await waiting()
  const stranger = platform.as(who('leader', 'Z99.12.01'), later)
  await assert.rejects(signResult(stranger, await chosen(code)), refusedWith('results.notFound'))
  await assert.rejects(signResult(as('division-head'), await chosen(code)), refusedWith('results.notYours'))
  const { resultId, version } = await chosen(code)
  await assert.rejects(
    signResult(as('leader'), { resultId, version: version + 1 }),
    refusedWith('results.changedMeanwhile'),
  )
})

test('of two leaders at once one signs, and there is one number', async () => {
  const code = await waiting()
  await sqlAs(sql`update cases set holder_id = null where code = ${code}`)
  const deputy = { ...who('leader'), personId: randomUUID(), name: 'Ưng Ỡm Ờ' }
  const both = [as('leader'), platform.as(deputy, later)]
  const asked = await chosen(code)
  const outcomes = await Promise.allSettled(both.map((context) => signResult(context, asked)))
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  assert.ok(lost?.status === 'rejected' && /^results\.not(Yours|Proposed)$/.test(lost.reason.code))
  assert.equal((await eventsOf(code)).filter((name) => name === 'result.numbered').length, 1)
})

type Statement = { execute(executor: never): Promise<unknown> }
async function sqlAs(statement: Statement): Promise<void> {
  await platform.database.kysely.transaction().execute((tx) => statement.execute(tx as never))
}

test('what was changed after it was read is not signed, and a handed-back result goes to its drafter', async () => {
  const code = await waiting()
  const leader = as('leader')
  const old = await chosen(code)
  await assert.rejects(
    handBackResult(leader, { ...(await seen(code)), reason: '  ' }),
    refusedWith('results.reasonNeeded'),
  )
  await handBackResult(leader, { ...(await seen(code)), reason: 'Sai ngày' })
  const back = await look(code)
  assert.deepEqual([back.stepKey, back.holderId], ['appraise', who('officer').personId])
  await assert.rejects(signResult(leader, old), refusedWith('results.notYours'))
  await drafted(code, 'Đã sửa ngày.')
  const { version: resultVersion } = await resultOf(code)
  await proposeResult(as('officer'), { ...(await seen(code)), resultVersion })
  await approveResult(as('division-head'), { ...(await seen(code)), resultVersion })
  await assert.rejects(signResult(leader, old), refusedWith('results.changedMeanwhile'))
  await signResult(leader, await chosen(code))
  assert.equal((await resultOf(code)).state, 'signed')
})

test('of two officers saving one draft, the second is told; without a draft nothing is proposed', async () => {
  const code = await accepted()
  await assert.rejects(
    proposeResult(as('officer'), { ...(await seen(code)), resultVersion: 0 }),
    refusedWith('results.nothingDrafted'),
  )
  const outcomes = await Promise.allSettled([drafted(code, 'Một', 0), drafted(code, 'Hai', 0)])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a refusal says why', async () => {
  const code = await accepted()
  const context = as('officer')
  const definition = await read(context, (tx) => getProcedure(tx, procedure))
  const content = await prefill(context, definition, (await look(code)).answers, 'refusal')
  const draft = { code, resultVersion: 0, kind: 'refusal', content } as const
  await assert.rejects(draftResult(context, draft), refusedWith('results.groundNeeded'))
  await draftResult(context, { ...draft, content: { ...content, paragraphs: 'Bãi diều đã đóng cửa.' } })
  assert.equal((await resultOf(code)).register, 'tu-choi')
})

test('a cancelled number stays in its register, and the next result gets the next one', async () => {
  const code = await waiting()
  const { numberLabel } = await numberResult(as('leader'), await chosen(code))
  await cancelResult(as('leader'), { ...(await seen(code)), reason: 'Trình nhầm hồ sơ' })
  assert.equal(await liveOf(code), undefined)
  await drafted(code)
  const { version: resultVersion } = await resultOf(code)
  await proposeResult(as('officer'), { ...(await seen(code)), resultVersion })
  await approveResult(as('division-head'), { ...(await seen(code)), resultVersion })
  await signResult(as('leader'), await chosen(code))
  const next = (await resultOf(code)).numberLabel
  assert.equal(Number.parseInt(next ?? '', 10), Number.parseInt(numberLabel ?? '', 10) + 1)
})

test('after 32 signings at once, killed and tried again, the register has no hole and no double', async () => {
  const codes = await Promise.all(Array.from({ length: 32 }, () => waiting()))
  const orders = await Promise.all(codes.map(chosen))
  const leader = as('leader')
  // Every other signing dies between its number and its signature, as often as chance says.
  const broken: Context = {
    ...leader,
    files: { ...leader.files, take: () => Promise.reject(new Error('the disk is gone')) },
  }
  const sign = async (order: (typeof orders)[number]): Promise<void> => {
    if (chance() < 0.5) await assert.rejects(signResult(broken, order), /the disk is gone/)
    else return signResult(leader, order)
    return sign(order)
  }
  await Promise.all(orders.map(sign))
  const numbers = await read(system(), async (tx) => {
    const { rows } = await sql<{ n: number; state: string }>`
      select register_number as n, state from results where register_number is not null and register = 'chung'
      order by 1`.execute(tx)
    return rows
  })
  assert.deepEqual(
    numbers.map(({ n }) => n),
    numbers.map((_, index) => index + 1),
  )
  for (const code of codes) assert.equal((await resultOf(code)).state, 'signed')
})

test('a batch acts as the leader who asked; one refused line holds up no other', async () => {
  const [good, bad] = [await waiting(), await waiting()]
  const orders = [await chosen(good), await chosen(bad)]
  await handBackResult(as('leader'), { ...(await seen(bad)), reason: 'Xem lại' })
  const context = { ...as('leader'), operationKey: randomUUID() }
  await assert.rejects(requestSigning(context, []), refusedWith('results.chooseSome'))
  const batchId = await requestSigning(context, orders)
  assert.equal(await requestSigning(context, orders), batchId)
  for (const { resultId } of orders) await signJob.run(system(), { batchId, resultId })
  const lines = await read(context, (tx) => store.findBatch(tx, who('leader').personId, batchId))
  assert.deepEqual(
    lines.map(({ code, endedAt, refused }) => [code, endedAt !== null, refused !== null]),
    [
      [good, true, false],
      [bad, true, true],
    ],
  )
  assert.equal((await resultOf(good)).state, 'signed')
  assert.deepEqual(await read(context, (tx) => store.findBatch(tx, who('officer').personId, batchId)), [])
})

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
    [visitor, { code }],
    [visitor, { code, secret: 'SAI123' }],
    [platform.as({ ...citizen, personId: randomUUID() }, later), { code }],
    [platform.as(who('leader', 'Z99.12.01'), later), { code }],
  ] as const
  for (const [context, wanted] of strangers)
    await assert.rejects(readResultPaper(context, wanted), refusedWith('dossiers.notFound'))
  const receipt = await renderForm(visitor, 'receipt', { code, secret })
  assert.equal(Buffer.from(receipt.subarray(0, 5)).toString(), '%PDF-')
  await assert.rejects(renderForm(visitor, 'refusal', { code, secret }), refusedWith('results.noSuchPaper'))
  assert.equal((await eventsOf(code)).filter((name) => name === 'dossier.paperViewed').length, 4)
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
