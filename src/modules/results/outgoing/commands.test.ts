import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { refuseReception } from '#modules/dossiers/handling/commands.ts'
import { requestSupplement } from '#modules/dossiers/supplement/commands.ts'
import { verifyFile } from '#modules/wallet/verification/commands.ts'
import {
  accepted,
  as,
  citizen,
  eventsOf,
  later,
  look,
  platform,
  refusedWith,
  seen,
  submitted,
  system,
  who,
} from '../testing/commands.ts'
import { orderSigning, readOutgoing, signOutgoingJob } from './commands.ts'
import type { OutgoingKind } from './domain.ts'

const run = promisify(execFile)

async function signersOf(pdf: Uint8Array) {
  const roots = await signingProvider(platform.settings).trustedRoots()
  return (await verifyPdfSignatures(pdf, roots)).map(({ signer, valid }) => [signer, valid])
}

async function asked(code: string): Promise<void> {
  const faults = [{ target: 'field' as const, key: 'phone', reason: 'Số này không gọi được' }]
  await requestSupplement(as('officer'), { ...(await seen(code)), faults, reason: 'Sửa rồi gửi lại' })
}

/** What the head's decision tells, as the dossier writes it down. */
async function decided(
  code: string,
  name: 'dossier.extended' | 'dossier.stopped',
  { at = later, reason = 'Chờ gió lên.' } = {},
): Promise<void> {
  const { id } = await look(code)
  const { name: signedBy, title: signerTitle } = who('leader')
  const payload = {
    code,
    reason,
    ground: 'Gió không lên.',
    legalBasis: 'Quyết định 7/2021/QĐ-HG',
    dueBefore: '2026-03-04T17:00:00+07:00',
    dueAfter: '2026-03-09T17:00:00+07:00',
    signedBy,
    signerTitle,
  }
  const context = as('leader', at)
  await inTransaction(context, (tx) => appendEvent(tx, context, name, { subject: id, payload }))
}

const owner = () => platform.as(citizen, later)
const kindsSigned = async (code: string) =>
  (await eventsOf(code)).filter((name) => name === 'result.paperSigned').length

test('a request for more is signed by who asked and sealed by the agency, without anybody waiting for it', async () => {
  const code = await accepted()
  await asked(code)
  const { id: caseId } = await look(code)
  await catchUp(system(), orderSigning)
  const { rows } = await read(system(), (tx) =>
    sql<{
      n: number
    }>`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'demo/results.signOutgoing'
      and key like ${`%${caseId} supplement%`}`.execute(tx),
  )
  assert.equal(rows[0]?.n, 1, 'ordered by the act')
  const order = { caseId, code, kind: 'supplement' } as const
  await signOutgoingJob.run(system(), order)
  await signOutgoingJob.run(system(), order)
  assert.equal(await kindsSigned(code), 1, 'once, however often it is tried')
  const pdf = await readOutgoing(owner(), 'supplement', { code })
  assert.deepEqual(await signersOf(pdf), [
    [who('officer').name, true],
    [who('desk-clerk').unitName, true],
  ])
  const { verdict, issued } = await verifyFile(owner(), pdf)
  assert.deepEqual([verdict, issued?.signerName], ['issued', who('officer').name])
})

test('other people’s tools find apology and notice of stopping signed by the leader and sealed', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-outgoing-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await run('certutil', ['-N', '-d', folder, '--empty-password'])
  const code = await accepted()
  for (const [kind, event] of [
    ['apology', 'dossier.extended'],
    ['stop', 'dossier.stopped'],
  ] as const) {
    await decided(code, event)
    const pdf = await readOutgoing(owner(), kind, { code })
    assert.deepEqual(await signersOf(pdf), [
      [who('leader').name, true],
      [who('leader').unitName, true],
    ])
    const file = path.join(folder, `${kind}.pdf`)
    await writeFile(file, pdf)
    const [check, signatures] = await Promise.all([
      run('qpdf', ['--check', file]),
      run('pdfsig', ['-nssdir', folder, file]),
    ])
    assert.match(check.stdout, /No syntax or stream encoding errors/)
    assert.equal(signatures.stdout.match(/Signature is Valid/g)?.length, 2, kind)
  }
})

test('the same bytes for everyone, also when two ask at once before it is signed; a later act is a paper of its own', async () => {
  const code = await accepted()
  await decided(code, 'dossier.extended')
  const [one, two] = await Promise.all([
    readOutgoing(owner(), 'apology', { code }),
    readOutgoing(as('officer'), 'apology', { code }),
  ])
  assert.deepEqual(Buffer.from(one), Buffer.from(two))
  assert.equal(await kindsSigned(code), 1)
  await decided(code, 'dossier.extended', { at: '2026-03-02T15:00+07:00', reason: 'Chờ gió lặng.' })
  assert.notDeepEqual(Buffer.from(await readOutgoing(owner(), 'apology', { code })), Buffer.from(one))
})

test('a refusal to receive is signed too; what has not happened, and strangers, get nothing', async () => {
  const code = await submitted()
  const read = (kind: OutgoingKind, context = owner()) => readOutgoing(context, kind, { code })
  await assert.rejects(read('refusal'), refusedWith('results.noSuchPaper'))
  const ground = { ground: 'Diều quá dài', legalBasis: 'Điều 3' }
  await refuseReception(as('desk-clerk'), { ...(await seen(code)), ...ground })
  assert.deepEqual(
    (await signersOf(await read('refusal'))).map(([signer]) => signer),
    [who('desk-clerk').name, who('desk-clerk').unitName],
  )
  const elsewhere = platform.as(who('desk-clerk', 'Z99.12.01'), later)
  await assert.rejects(read('refusal', elsewhere), refusedWith('dossiers.notFound'))
})
