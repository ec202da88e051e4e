import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import { as, kitePermit as kite, monday, platform, system } from '#modules/dossiers/testing/commands.ts'
import { getProcedure, getProcedureVersion, keepReplay } from '../api.ts'
import { currentCatalogue } from '../catalogue/store.ts'
import { loadCatalogue } from '../commands.ts'
import {
  approveDraft,
  beginDraft,
  changeDraft,
  compareAgain,
  describeDraft,
  discardDraft,
  faultsOfDraft,
  sendBackDraft,
  submitDraft,
  takeBackDraft,
  withdrawVersion,
} from './commands.ts'
import type { Draft, Unnumbered } from './domain.ts'
import { findDraft, findOpenDrafts, findVersions } from './store.ts'

const agency = 'Z99'
const drafter = (at = monday) => as('administrator', at, agency)
const approver = (at = monday) => as('procedure-controller', at, agency)
const refused = (code: string) => ({ code: `versions.${code}` })

const draftOf = async (id: string): Promise<Draft> => {
  const draft = await read(system(), (tx) => findDraft(tx, id))
  assert.ok(draft)
  return draft
}
const seen = async (id: string) => ({ id, revision: (await draftOf(id)).revision })
const inForce = (day: string, code = kite) =>
  read(system(), (tx) => getProcedure(tx, code, calendarDate(day)))
const oneHour = (definition: Unnumbered): Unnumbered => ({
  ...definition,
  limits: definition.limits.map((one) => ({
    ...one,
    limit: { amount: one.limit.amount + 1, unit: 'workingDay' },
  })),
})
const facts = (day: string) => ({
  reason: 'Gió đổi chiều',
  legal: 'Quyết định 8/2026/QĐ-HG',
  validFrom: calendarDate(day),
})
const replayedNow = async (id: string) => {
  const { revision } = await draftOf(id)
  await platform.database.kysely.transaction().execute((tx) => keepReplay(tx, id, revision, { total: 0 }))
}

/** A draft with a longer limit, complete and sent. */
async function sent(day: string, code = kite): Promise<string> {
  const id = await beginDraft(drafter(), { code })
  await changeDraft(drafter(), await seen(id), oneHour)
  await describeDraft(drafter(), await seen(id), facts(day))
  await submitDraft(drafter(), await seen(id))
  return id
}
async function approved(day: string, code = kite): Promise<number> {
  const id = await sent(day, code)
  await replayedNow(id)
  return approveDraft(approver(), await seen(id))
}

test('an approved version is in force from its day and not a day before, without a job', async () => {
  const before = await inForce('2026-03-02')
  assert.equal(await approved('2026-03-10'), 2)
  assert.equal((await inForce('2026-03-09')).version, 1)
  assert.equal((await inForce('2026-03-10')).version, 2)
  assert.deepEqual((await inForce('2026-03-09')).limits, before.limits)
  const pinned = await getProcedureVersion(undefined, system(), kite, 1)
  assert.deepEqual(pinned.limits, before.limits, 'what a dossier is pinned to stays as it was')
  const day = async (at: string) => (await currentCatalogue(system(at))).byCode.get(kite)?.version
  assert.equal(await day('2026-03-09T09:00+07:00'), 1)
})

test('neither a draft nor a future version is ever given out', async () => {
  const id = await beginDraft(drafter(), { code: kite })
  await changeDraft(drafter(), await seen(id), oneHour)
  assert.equal((await inForce('2026-03-09')).version, 1)
  assert.equal(
    (await draftOf(id)).basedOn,
    2,
    'a draft begins from the newest, also when that is still to come',
  )
  await discardDraft(drafter(), await seen(id))
  await assert.rejects(changeDraft(drafter(), await seen(id), oneHour), refused('notOpen'))
})

test('whoever had a hand in a draft may not approve it, and who may approve may not draft', async () => {
  const id = await sent('2026-03-12')
  await replayedNow(id)
  const { actor } = drafter()
  assert.ok(actor.kind === 'officer')
  const both = platform.as(
    { ...actor, permissions: new Set([...actor.permissions, 'catalogue.approve']) },
    monday,
  )
  await assert.rejects(approveDraft(both, await seen(id)), refused('ownDraft'))
  await assert.rejects(approveDraft(drafter(), await seen(id)), { code: 'kernel.notAllowed' })
  await assert.rejects(beginDraft(approver(), { code: kite }), { code: 'kernel.notAllowed' })
  await assert.rejects(beginDraft(as('officer'), { code: kite }), { code: 'kernel.notAllowed' })
  await assert.rejects(sendBackDraft(approver(), { ...(await seen(id)), note: ' ' }), refused('noteNeeded'))
  await sendBackDraft(approver(), { ...(await seen(id)), note: 'Thiếu căn cứ' })
  assert.equal((await draftOf(id)).sentBack, 'Thiếu căn cứ')
  await assert.rejects(sendBackDraft(approver(), { ...(await seen(id)), note: 'x' }), refused('notSubmitted'))
  await discardDraft(drafter(), await seen(id))
})

test('approval asks for a replay of what the draft says now', async () => {
  const id = await sent('2026-03-12')
  await assert.rejects(approveDraft(approver(), await seen(id)), refused('replayNeeded'))
  await replayedNow(id)
  await takeBackDraft(drafter(), await seen(id))
  await changeDraft(drafter(), await seen(id), oneHour)
  await submitDraft(drafter(), await seen(id))
  await assert.rejects(approveDraft(approver(), await seen(id)), refused('replayNeeded'))
  await replayedNow(id)
  await takeBackDraft(drafter(), await seen(id))
  await submitDraft(drafter(), await seen(id))
  assert.equal(
    (await draftOf(id)).replayRevision,
    (await draftOf(id)).revision,
    'sending changes nothing of the content',
  )
  await takeBackDraft(drafter(), await seen(id))
  await discardDraft(drafter(), await seen(id))
})

const faultsNow = async (id: string) => {
  const draft = await draftOf(id)
  return read(drafter(), (tx) => faultsOfDraft(tx, drafter(), draft))
}

test('linked procedures of a draft are checked as those of a pack: each is there, and asks what it is told', async () => {
  const id = await beginDraft(drafter(), { code: '9.000201' })
  const kites = async (change: object) => {
    await changeDraft(drafter(), await seen(id), (definition) => ({
      ...definition,
      steps: definition.steps.map((step) => (step.key === 'tha-dieu' ? { ...step, ...change } : step)),
    }))
    return (await faultsNow(id)).map(({ path, message }) => `${path} ${message}`)
  }
  const { steps } = (await draftOf(id)).definition
  const { answers = {}, papers, procedure } = steps.find(({ key }) => key === 'tha-dieu') ?? {}
  assert.deepEqual(await kites({ answers: { ...answers, wingspan: '7' } }), [
    '/steps/1/answers/wingspan Tờ khai của thủ tục liên thông không hỏi “wingspan”.',
  ])
  assert.deepEqual(await kites({ answers, papers: { ma: 'anh-le-hoi' } }), [
    '/steps/1/papers/ma Thủ tục liên thông không có giấy tờ “ma”.',
  ])
  assert.deepEqual(await kites({ papers, procedure: '9.999999' }), [
    '/steps/1/procedure Không có thủ tục 9.999999 để liên thông.',
  ])
  assert.match((await kites({ procedure: '9.000201' })).join(), /quay về chính nó/)
  assert.deepEqual(await kites({ procedure }), [])
  await discardDraft(drafter(), await seen(id))
})

test('a draft is sent only whole: law with a number, reason, a day from today on, and something changed', async () => {
  const id = await beginDraft(drafter(), { code: kite })
  const describe = async (change: object) =>
    describeDraft(drafter(), await seen(id), { ...facts('2026-03-20'), ...change })
  const send = async () => submitDraft(drafter(), await seen(id))
  await assert.rejects(send(), refused('factsNeeded'))
  await describe({ legal: 'Một nghị quyết nào đó' })
  await assert.rejects(send(), refused('factsNeeded'))
  await assert.rejects(describe({ validFrom: calendarDate('2026-03-01') }), refused('dayPassed'))
  await describe({ validFrom: calendarDate('2026-03-05') })
  await assert.rejects(send(), refused('beforeNewest'))
  await describe({})
  await assert.rejects(send(), refused('nothingChanged'))
  await changeDraft(drafter(), await seen(id), (definition) => ({
    ...definition,
    steps: definition.steps.slice(1),
  }))
  const faults = await faultsNow(id)
  assert.deepEqual(
    faults.map(({ path, message }) => [path, message]),
    [['/steps', 'Bước đầu tiên phải là tiếp nhận (receive).']],
  )
  await assert.rejects(send(), refused('faulty'))
  await discardDraft(drafter(), await seen(id))
})

test('of two changes on the same sight one is refused, and both at once end with one', async () => {
  const id = await beginDraft(drafter(), { code: kite })
  const sight = await seen(id)
  const results = await Promise.allSettled([
    changeDraft(drafter(), sight, oneHour),
    changeDraft(drafter(), sight, oneHour),
  ])
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(changeDraft(drafter(), sight, oneHour), refused('draftChanged'))
  assert.equal((await draftOf(id)).revision, 2)
  await discardDraft(drafter(), await seen(id))
})

test('of two approvals at once one makes a version; a draft on an older base must be compared first', async () => {
  const [first, second] = [await sent('2026-03-15'), await sent('2026-03-16')]
  await replayedNow(first)
  await replayedNow(second)
  const sight = await seen(first)
  const results = await Promise.allSettled([approveDraft(approver(), sight), approveDraft(approver(), sight)])
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(approveDraft(approver(), await seen(second)), refused('olderBase'))
  await takeBackDraft(drafter(), await seen(second))
  await compareAgain(drafter(), await seen(second))
  await changeDraft(drafter(), await seen(second), (definition) => oneHour(definition))
  await submitDraft(drafter(), await seen(second))
  await replayedNow(second)
  assert.equal(await approveDraft(approver(), await seen(second)), 4)
})

test('a version is withdrawn before its day only, the newest first, and the one before stays in force', async () => {
  const withdraw = (version: number, at = monday, reason = 'Ban hành nhầm') =>
    withdrawVersion(approver(at), { code: kite, version, reason })
  await assert.rejects(withdraw(3), refused('laterVersion'))
  await assert.rejects(withdraw(4, '2026-03-16T08:00+07:00'), refused('inForceAlready'))
  await assert.rejects(withdraw(4, monday, ' '), refused('noteNeeded'))
  await assert.rejects(withdrawVersion(drafter(), { code: kite, version: 4, reason: 'x' }), {
    code: 'kernel.notAllowed',
  })
  await withdraw(4)
  await withdraw(3)
  assert.equal((await inForce('2026-03-20')).version, 2)
  await assert.rejects(withdraw(3), refused('unknownVersion'))
  const versions = await read(system(), (tx) => findVersions(tx, kite))
  assert.equal(versions.find(({ version }) => version === 3)?.withdrawnReason, 'Ban hành nhầm')
})

test('what a pack says anew is offered as a draft where the office has a version of its own, and only once', async () => {
  const renamed = {
    ...system(),
    pack: {
      ...system().pack,
      catalogue: system().pack.catalogue.map((one) => ({ ...one, name: `${one.name} mới` })),
    },
  }
  const drafts = () => read(system(), (tx) => findOpenDrafts(tx, kite))
  assert.equal((await drafts()).length, 0)
  await loadCatalogue(renamed)
  await loadCatalogue(renamed)
  const [offered, ...more] = await drafts()
  assert.equal(offered?.origin, 'pack')
  assert.deepEqual(more, [])
  assert.equal((await inForce('2026-03-02')).name.endsWith('mới'), false)
  const other = await inForce('2026-03-02', '9.000101')
  assert.equal(other.version, 2, 'where the pack spoke last, its word is in force at once')
  assert.ok(other.name.endsWith('mới'))
})

test('a pack that names a later day brings the version into force on that day', async () => {
  const stall = '9.000101'
  const { pack } = system()
  const procedures = pack.procedures.map((one) =>
    one.code === stall ? { ...one, validFrom: '2026-05-01', fees: [] } : one,
  )
  await loadCatalogue({ ...system(), pack: { ...pack, procedures } })
  assert.equal((await inForce('2026-04-30', stall)).version, 2)
  assert.equal((await inForce('2026-05-01', stall)).version, 3)
})

test('every act is told once, in order', async () => {
  const names = await read(system(), async (tx) => {
    const { rows } = await sql<{ name: string; count: number }>`
      select name, count(*)::int as count from events where name like 'procedure.%' group by name order by name`.execute(
      tx,
    )
    return new Map(rows.map(({ name, count }) => [name, count]))
  })
  assert.equal(names.get('procedure.versionApproved'), 3)
  assert.equal(names.get('procedure.versionWithdrawn'), 2)
  assert.equal(names.get('procedure.draftSentBack'), 1)
})
