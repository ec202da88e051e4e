import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { service } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { submitDossier } from '#modules/dossiers/submission/commands.ts'
import { signResult, withdrawResult } from '#modules/results/signing/commands.ts'
import {
  accepted,
  as,
  chosen,
  citizen,
  eventsOf,
  later,
  look,
  paperOf,
  platform,
  refusedWith,
  resultOf,
  sqlAs,
  system,
  waiting,
} from '#modules/results/testing/commands.ts'
import { getProcedure } from '#modules/services/api.ts'
import { standingOf } from '../domain.ts'
import { offersFor, takeEntry, takeEntryFor } from '../reuse/commands.ts'
import { verifyByCode } from '../verification/commands.ts'
import { flagPapers, keepResults, openForOfficer } from './commands.ts'
import { findEntries, findUses } from './store.ts'

const kite = '9.000001'
const stranger = { ...citizen, personId: randomUUID(), identityNumber: '099190000002', name: 'Người Lạ' }
const mine = () => platform.as(citizen, later)

/** All that reactions have to do, done. */
async function settle(): Promise<void> {
  for (const reaction of [keepResults, flagPapers]) await catchUp(system(), reaction)
}

/** A signed kite permit of the citizen: the platform's own procedure with its validity and replacement. */
async function permit(): Promise<string> {
  const code = await waiting()
  const { id } = await look(code)
  await sqlAs(sql`update dossiers set applicant_id = ${citizen.personId}, applicant_name = ${citizen.name},
    applicant_identity = ${citizen.identityNumber ?? null}, applicant_kind = 'citizen' where case_id = ${id}`)
  await signResult(as('leader'), await chosen(code))
  await sqlAs(sql`update cases set definition_code = ${kite} where id = ${id}`)
  await settle()
  return code
}

const entryOf = async (code: string) => {
  const { id } = await resultOf(code)
  const found = (await read(mine(), (tx) => findEntries(tx, citizen))).find(({ resultId }) => resultId === id)
  assert.ok(found, `${code} is not in the wallet`)
  return found
}
const offers = () =>
  read(mine(), async (tx) =>
    (await offersFor(tx, mine(), await getProcedure(tx, kite, mine().today))).get('giay-phep-cu'),
  )
const paper = () =>
  read(mine(), async (tx) => {
    const found = (await getProcedure(tx, kite, mine().today)).papers.find(
      ({ key }) => key === 'giay-phep-cu',
    )
    assert.ok(found)
    return found
  })
const take = async (entryId: string, actor: typeof citizen = citizen) => {
  const required = await paper()
  const context = platform.as(actor, later)
  return inTransaction(context, (tx) => takeEntry(tx, context, { entryId, code: kite, paper: required }))
}

/** A dossier that hands in one file as the earlier permit; the generated procedure takes any paper. */
async function handIn(fileId: string): Promise<string> {
  const { code } = await accepted().then(look)
  const { id } = await look(code)
  await sqlAs(sql`insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at)
    values (${id}, 'tu-kho', 'Giấy phép thả diều đã cấp', ${fileId}, 9, now())`)
  await sqlAs(sql`insert into events (at, name, subject_id, actor_kind, payload)
    values (now(), 'dossier.supplemented', ${id}, 'citizen', '{}')`)
  await settle()
  return code
}

let first = ''

test('a signed result is in its owner’s wallet once, with validity, source and the signed bytes', async () => {
  first = await permit()
  const entry = await entryOf(first)
  assert.equal(entry.kindCode, 'KQ.H99.000001')
  assert.deepEqual([entry.source, entry.validFrom, entry.validUntil], ['result', '2026-03-02', '2028-03-02'])
  assert.equal((await read(mine(), (tx) => findEntries(tx, citizen))).length, 1)
  await sqlAs(sql`delete from event_cursors where reaction = 'wallet.keepResults'`)
  await settle()
  assert.equal((await read(mine(), (tx) => findEntries(tx, citizen))).length, 1)
  assert.deepEqual(await read(mine(), (tx) => findEntries(tx, stranger)), [])
})

test('an entry that was taken is handed in with the same bytes, flagged and told, and its use is seen', async () => {
  const entry = await entryOf(first)
  assert.deepEqual(
    (await offers())?.usable.map(({ entryId }) => entryId),
    [entry.id],
  )
  const code = await handIn(await take(entry.id))
  const { id } = await look(code)
  const { rows } = await read(system(), (tx) =>
    sql<Record<string, unknown>>`select p.is_reused, p.is_digitised, p.is_from_national_store, p.result_code,
      p.wallet_entry_id, f.sha256 from dossier_papers p join files f on f.id = p.file_id
      where p.case_id = ${id} and p.paper_key = 'tu-kho'`.execute(tx),
  )
  assert.deepEqual(rows[0], {
    is_reused: true,
    is_digitised: false,
    is_from_national_store: false,
    result_code: 'KQ.H99.000001',
    wallet_entry_id: entry.id,
    sha256: entry.sha256,
  })
  assert.ok((await eventsOf(code)).includes('paper.reused'))
  assert.deepEqual(
    (await read(mine(), (tx) => findUses(tx, [entry.id]))).map((use) => use.code),
    [code],
  )
  await settle()
  assert.equal((await eventsOf(code)).filter((name) => name === 'paper.reused').length, 1)
  await openForOfficer(as('officer'), entry.id)
  const elsewhere = platform.as(
    { ...as('officer').actor, unitReach: 'nowhere', personId: randomUUID() } as never,
    later,
  )
  await assert.rejects(openForOfficer(elsewhere, entry.id), refusedWith('wallet.notFound'))
})

test('another person’s entry is not found, nor by a system that names another number', async () => {
  const entry = await entryOf(first)
  await assert.rejects(take(entry.id, stranger), refusedWith('wallet.notFound'))
  const required = await paper()
  const context = platform.as(service(['wallet.read']), later)
  const ask = (identity: string) =>
    inTransaction(context, (tx) =>
      takeEntryFor(tx, context, { entryId: entry.id, identity, code: kite, paper: required }),
    )
  await assert.rejects(ask('099190000002'), refusedWith('wallet.notFound'))
  assert.equal((await ask(citizen.identityNumber ?? '')).entry.id, entry.id)
})

test('an entry stands only for papers of its kind', async () => {
  const entry = await entryOf(first)
  const context = mine()
  const wrong = inTransaction(context, (tx) =>
    takeEntry(tx, context, { entryId: entry.id, code: kite, paper: { key: 'anh-dieu' } }),
  )
  await assert.rejects(wrong, refusedWith('wallet.wrongKind'))
})

test('an entry that came from the national store is flagged as such when it is handed in', async () => {
  const entry = await entryOf(first)
  await sqlAs(sql`update wallet_entries set source = 'national' where id = ${entry.id}`)
  const code = await handIn(await take(entry.id))
  await sqlAs(sql`update wallet_entries set source = 'result' where id = ${entry.id}`)
  const { id } = await look(code)
  const { rows } = await read(system(), (tx) =>
    sql<{ flag: boolean }>`select is_from_national_store as flag from dossier_papers
      where case_id = ${id} and paper_key = 'tu-kho'`.execute(tx),
  )
  assert.deepEqual(rows, [{ flag: true }])
})

test('a new result of the same kind replaces the former, which then says so everywhere', async () => {
  const before = await entryOf(first)
  const taken = await take(before.id)
  const second = await permit()
  const [former, newer] = [await entryOf(first), await entryOf(second)]
  assert.deepEqual([former.endedHow, former.replacedBy], ['replaced', newer.id])
  const found = await offers()
  assert.deepEqual(
    found?.usable.map(({ entryId }) => entryId),
    [newer.id],
  )
  assert.match(found?.unusable[0]?.why.vi ?? '', /đã được thay bằng “.+” ngày 02\/03\/2026/)
  const verdict = await verifyByCode(platform.as({ kind: 'visitor' }, later), former.verifyCode)
  assert.deepEqual([verdict?.verdict, verdict?.replacement?.number], ['replaced', newer.number])
  await assert.rejects(take(former.id), refusedWith('wallet.noLongerValid'))
  await assert.rejects(submitWith(taken), refusedWith('files.revoked'))
})

/** As a draft would send it: the file was ticked while it counted. */
function submitWith(fileId: string) {
  return submitDossier(mine(), {
    key: randomUUID(),
    procedure: kite,
    answers: {},
    papers: [{ key: 'giay-phep-cu', fileId }],
    channel: 'online',
    returnMethod: 'online',
  }).catch(async (thrown: { code?: string }) => {
    // The form comes first; what matters here is whether the paper would be refused.
    if (thrown.code !== 'dossiers.invalidAnswers') throw thrown
    const { proveFiles } = await import('#modules/dossiers/submission/commands.ts')
    await proveFiles(mine(), [{ key: 'giay-phep-cu', fileId }])
  })
}

test('an entry withdrawn between the tick and the submission is refused, and says why on the public page', async () => {
  const code = await permit()
  const entry = await entryOf(code)
  const taken = await take(entry.id)
  await submitWith(taken)
  await withdrawResult(as('leader'), { code, reason: 'Sai tên người thả diều' })
  await settle()
  await assert.rejects(submitWith(taken), refusedWith('files.revoked'))
  const after = (await read(mine(), (tx) => findEntries(tx, citizen))).find(({ id }) => id === entry.id)
  assert.ok(after)
  assert.equal(standingOf(after, mine().today), 'revoked')
  const verdict = await verifyByCode(platform.as({ kind: 'visitor' }, later), entry.verifyCode)
  assert.deepEqual([verdict?.verdict, verdict?.endedReason], ['withdrawn', 'Sai tên người thả diều'])
  assert.ok(verdict?.endedOn)
  assert.ok((await offers())?.unusable.some(({ why }) => why.vi.includes('lý do: Sai tên')))
})

test('an entry that ran out is not offered, says since when, and a file taken before is refused', async () => {
  const code = await permit()
  const entry = await entryOf(code)
  const taken = await take(entry.id)
  const afterwards = platform.as(citizen, '2028-03-03T08:00+07:00')
  const found = await read(afterwards, async (tx) =>
    (await offersFor(tx, afterwards, await getProcedure(tx, kite, afterwards.today))).get('giay-phep-cu'),
  )
  assert.ok(
    found?.unusable.some(
      ({ entryId, why }) => entryId === entry.id && why.vi === 'hết hạn từ ngày 02/03/2028',
    ),
  )
  const { proveFiles } = await import('#modules/dossiers/submission/commands.ts')
  await assert.rejects(proveFiles(afterwards, [{ key: 'x', fileId: taken }]), refusedWith('files.expired'))
  const verdict = await verifyByCode(
    platform.as({ kind: 'visitor' }, '2028-03-03T08:00+07:00'),
    entry.verifyCode,
  )
  assert.equal(verdict?.verdict, 'expired')
  assert.ok(await paperOf(code))
})
