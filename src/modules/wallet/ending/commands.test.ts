import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { recordFile, storeBytes } from '#kernel/files.ts'
import { newVerifyCode } from '#modules/results/api.ts'
import {
  accepted,
  as,
  later,
  look,
  onePage,
  platform,
  refusedWith,
  system,
  who,
} from '#modules/results/testing/commands.ts'
import { takeFile } from '../copies/commands.ts'
import { type Entry, standingOf } from '../domain.ts'
import { flagPapersOf, openForOfficer } from '../entries/commands.ts'
import { findEntry, insertEntry } from '../entries/store.ts'
import { verifyByCode } from '../verification/commands.ts'
import { endCopy, openEnding } from './commands.ts'

const clerk = () => as('desk-clerk')
const owner = { id: null, identity: '099190000077', kind: 'citizen', name: 'Trần Thị Diều' } as const

const entryOf = async (id: string): Promise<Entry> => {
  const found = await read(system(), (tx) => findEntry(tx, { id }))
  assert.ok(found)
  return found
}

/** A copy as the desk keeps it, without the glass. */
async function kept(number: string, kindCode = 'giay-phep-tha-dieu'): Promise<string> {
  const context = clerk()
  const file = await storeBytes(platform.files, 'ban-so-hoa.pdf', await onePage())
  return inTransaction(context, async (tx) => {
    const { unitId, unitName } = who('desk-clerk')
    const id = await insertEntry(tx, {
      owner,
      kindCode,
      title: 'Giấy phép thả diều',
      number,
      source: 'copy',
      agencyName: unitName,
      unitId,
      issuedOn: '2025-06-17',
      validFrom: '2025-06-17',
      validUntil: null,
      subject: '',
      fields: {},
      fileId: await recordFile(tx, context, file, { unitId }),
      sha256: file.sha256,
      contentKey: randomUUID(),
      verifyCode: newVerifyCode(),
      resultId: null,
      caseId: null,
      at: context.now,
    })
    assert.ok(id)
    return id
  })
}

/** A dossier in which the copy stands, flagged. */
async function handedIn(id: string): Promise<string> {
  const code = await accepted()
  const { id: caseId } = await look(code)
  const context = clerk()
  const entry = await entryOf(id)
  await inTransaction(context, async (tx) => {
    const fileId = await takeFile(tx, context, entry, { act: 'digitised', ownerId: undefined })
    await sql`insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at)
      values (${caseId}, 'tu-kho', 'Giấy phép', ${fileId}, 9, now())`.execute(tx)
    await flagPapersOf(tx, context, { subjectId: caseId, at: context.now })
  })
  return code
}

const flagsOf = async (code: string) => {
  const { id } = await look(code)
  const { rows } = await read(system(), (tx) =>
    sql<{ digitised: boolean; entry: string | null }>`
      select is_digitised as digitised, wallet_entry_id as entry from dossier_papers
      where case_id = ${id} and paper_key = 'tu-kho'`.execute(tx),
  )
  return rows
}

const wrong = (id: string) =>
  ({ id, why: 'wrongScan', reason: 'Thiếu trang 2', successorId: undefined }) as const

test('a wrong scan is taken back with its reason: it proves nothing more, and counts as no digitised paper', async () => {
  const id = await kept('1/SD')
  const code = await handedIn(id)
  assert.deepEqual(await flagsOf(code), [{ digitised: true, entry: id }])
  await endCopy(clerk(), wrong(id))
  const entry = await entryOf(id)
  assert.deepEqual(
    [standingOf(entry, clerk().today), entry.endedWhy, entry.endedReason],
    ['revoked', 'wrongScan', 'Thiếu trang 2'],
  )
  const seen = await verifyByCode(platform.as({ kind: 'visitor' }, later), entry.verifyCode)
  assert.deepEqual(
    [seen?.verdict, seen?.endedWhy, seen?.endedReason],
    ['withdrawn', 'wrongScan', 'Thiếu trang 2'],
  )
  assert.deepEqual(await flagsOf(code), [{ digitised: false, entry: null }])
  const { id: caseId } = await look(code)
  await inTransaction(clerk(), (tx) => flagPapersOf(tx, clerk(), { subjectId: caseId, at: clerk().now }))
  assert.deepEqual(
    await flagsOf(code),
    [{ digitised: false, entry: null }],
    'nor when papers are flagged again',
  )
  await assert.rejects(endCopy(clerk(), wrong(id)), refusedWith('wallet.alreadyEnded'))
})

test('of a replaced paper the copy was right in its time; the new copy is named where it is there', async () => {
  const [old, next, other] = [await kept('2/SD'), await kept('3/SD'), await kept('4/SD', 'giay-khac')]
  const code = await handedIn(old)
  const end = { id: old, why: 'paperReplaced', reason: 'Cấp lại', successorId: other } as const
  assert.deepEqual(
    (await openEnding(clerk(), old)).successors.map(({ id }) => id),
    [next],
    'of the same kind and owner, in force',
  )
  await assert.rejects(endCopy(clerk(), end), refusedWith('wallet.wrongSuccessor'))
  await endCopy(clerk(), { ...end, successorId: next })
  const entry = await entryOf(old)
  assert.deepEqual(
    [standingOf(entry, clerk().today), entry.replacementNumber, entry.endedReason],
    ['replaced', '3/SD', 'Cấp lại'],
  )
  assert.deepEqual(await flagsOf(code), [{ digitised: true, entry: old }], 'what was counted stays counted')
  const without = await kept('5/SD')
  await endCopy(clerk(), { ...end, id: without, successorId: undefined })
  assert.deepEqual(
    [(await entryOf(without)).endedHow, (await entryOf(without)).endedWhy],
    ['revoked', 'paperReplaced'],
  )
})

test('only the unit that signed it may, with the right, a meaning and a reason; of two at once one does', async () => {
  const id = await kept('6/SD')
  await handedIn(id)
  await assert.rejects(endCopy(clerk(), { ...wrong(id), reason: ' ' }), refusedWith('wallet.reasonNeeded'))
  await assert.rejects(endCopy(clerk(), { ...wrong(id), why: undefined }), refusedWith('wallet.chooseWhy'))
  await assert.rejects(endCopy(as('officer'), wrong(id)), refusedWith('wallet.notYourCopy'))
  const elsewhere = platform.as(who('desk-clerk', 'Z99.12.01'), later)
  await assert.rejects(endCopy(elsewhere, wrong(id)), refusedWith('wallet.notFound'))
  const both = await Promise.allSettled([endCopy(clerk(), wrong(id)), endCopy(clerk(), wrong(id))])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('a copy that no dossier holds is still found by the unit that signed it, and its end is told', async () => {
  const id = await kept('7/SD')
  assert.equal((await openForOfficer(clerk(), id)).id, id)
  await endCopy(clerk(), wrong(id))
  const { rows } = await read(system(), (tx) =>
    sql<{
      payload: object
    }>`select payload from events where subject_id = ${id} and name = 'paper.revoked'`.execute(tx),
  )
  assert.deepEqual(rows, [{ payload: { why: 'wrongScan', reason: 'Thiếu trang 2' } }])
})
