import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { leadingWork } from '#modules/dossiers/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import {
  approveResult,
  cancelResult,
  draftResult,
  handBackResult,
  prefill,
  proposeResult,
} from '../drafting/commands.ts'
import {
  accepted,
  as,
  chance,
  chosen,
  drafted,
  eventsOf,
  later,
  liveOf,
  look,
  paperOf,
  platform,
  procedure,
  refusedWith,
  resultOf,
  seen,
  sqlAs,
  system,
  waiting,
  who,
} from '../testing/commands.ts'
import { numberResult, requestSigning, signJob, signResult } from './commands.ts'
import * as store from './store.ts'

const run = promisify(execFile)

test('from the draft to the signed paper: numbered, signed twice, ready to be handed over', async () => {
  const code = await waiting()
  await signResult(as('leader'), await chosen(code))
  const result = await resultOf(code)
  const dossier = await look(code)
  assert.deepEqual([result.state, dossier.state, leadingWork(dossier).type], ['signed', 'done', 'return'])
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
  const { key, holderId } = leadingWork(back)
  assert.deepEqual([key, holderId], ['appraise', who('officer').personId])
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
  const definition = await read(context, (tx) => getProcedure(tx, procedure, context.today))
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
