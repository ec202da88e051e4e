import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  approveDraft,
  beginDraft,
  changeDraft,
  describeDraft,
  submitDraft,
  type Unnumbered,
} from '#modules/services/api.ts'
import { findMoves } from '../clock/store.ts'
import { acceptDossier, forwardDossier, withdrawDossier, writeNote } from '../handling/commands.ts'
import { proof } from '../proof/commands.ts'
import { answerSupplement, requestSupplement } from '../supplement/commands.ts'
import {
  applicant,
  as,
  eventsOf,
  kitePermit,
  look,
  messagesOf,
  monday,
  openKeys,
  platform,
  seen,
  submitted,
  system,
} from '../testing/commands.ts'
import { openOwn } from '../tracking/commands.ts'
import { repinDossier, repinMany, undoRepin, viewRepinning } from './commands.ts'
import { startReplay, viewReplay } from './replay/commands.ts'

const agency = 'Z99'
const drafter = (at = monday) => as('administrator', at, agency)
const controller = (at = monday) => as('procedure-controller', at, agency)
const refused = (code: string) => ({ code: `repinning.${code}` })
const small = { kites: [{ name: 'Diều nhỏ', lengthMetres: 4, valueVnd: 1000, hasFlute: false }] }

let revision = 0
async function draft(change: (definition: Unnumbered) => Unnumbered): Promise<string> {
  const id = await beginDraft(drafter(), { code: kitePermit })
  await changeDraft(drafter(), { id, revision: 1 }, change)
  const validFrom = calendarDate('2026-03-02')
  await describeDraft(
    drafter(),
    { id, revision: 2 },
    { reason: 'Gió đổi', legal: 'Quyết định 8/2026', validFrom },
  )
  revision = 3
  return id
}
/** The version made of the draft, in force today. */
async function approve(id: string): Promise<number> {
  await startReplay(drafter(), { draftId: id, wanted: 50 })
  await submitDraft(drafter(), { id, revision })
  return approveDraft(controller(), { id, revision: revision + 1 })
}
const longer = (definition: Unnumbered): Unnumbered => ({
  ...definition,
  limits: definition.limits.map((one) => ({ ...one, limit: { amount: 9, unit: 'workingDay' as const } })),
  fees: [],
})

async function accepted(at = monday): Promise<string> {
  const code = await submitted(kitePermit, small, at)
  await acceptDossier(as('desk-clerk', at), await seen(code))
  return code
}
const repin = async (
  code: string,
  version: number,
  more: { reason?: string; mapping?: Record<string, string> } = {},
) =>
  repinDossier(controller(), {
    ...(await seen(code)),
    version,
    reason: 'Luật mới có lợi hơn',
    mapping: {},
    ...more,
  })
const pinnedTo = async (code: string) => (await look(code)).procedureVersion
const hangingNone = async () => assert.deepEqual(await read(system(), (tx) => proof.find(tx, system())), [])

const codes: string[] = []

/** What the citizen reads of it, in the timeline and in the account. */
async function storyOf(code: string) {
  const { story } = await openOwn(platform.as(applicant, monday), code)
  return {
    rules: story.filter(({ kind }) => kind === 'repinned' || kind === 'repinUndone'),
    steps: story.flatMap((entry) => (entry.kind === 'step' ? [`${entry.name} ${entry.state}`] : [])),
    messages: (await messagesOf(code)).map(({ kind }) => kind).filter((kind) => /repin/.test(kind)),
  }
}

test('a replay says who would be treated later, cheaper or by other steps, and changes nothing', async () => {
  codes.push(await accepted(), await submitted(kitePermit, small))
  const id = await draft(longer)
  await startReplay(drafter(), { draftId: id, wanted: 50 })
  const { replay } = await viewReplay(controller(), id, undefined)
  assert.equal(replay?.summary?.total, 2)
  assert.deepEqual(replay?.summary?.counts, {
    later: 2,
    earlier: 0,
    dearer: 0,
    cheaper: 2,
    steps: 0,
    refused: 0,
  })
  assert.equal(await pinnedTo(codes[0] ?? ''), 1)
})

test('the dossiers behind a figure are shown to those who may see them, and that leaves an event', async () => {
  const id = await draft((definition) => ({
    ...definition,
    steps: definition.steps.filter(({ key }) => key !== 'phan-cong'),
    papers: [
      ...definition.papers,
      { ...definition.papers[0], key: 'giay-gio', name: { vi: 'Giấy gió', en: 'Wind paper' } },
    ] as Unnumbered['papers'],
  }))
  await startReplay(drafter(), { draftId: id, wanted: 50 })
  const { rows } = await viewReplay(controller(), id, 'steps')
  assert.deepEqual(rows.map(({ code }) => code).toSorted(), codes.toSorted())
  assert.deepEqual(rows[0]?.change.stepsRemoved, ['Phân công người xem diều'])
  assert.deepEqual(rows[0]?.change.papersMissing, ['Giấy gió'])
  const looks = async () =>
    read(system(), async (tx) => {
      const found = await sql<{
        n: number
      }>`select count(*)::int as n from events where name = 'dossier.replayRead'`.execute(tx)
      return found.rows[0]?.n
    })
  assert.equal(await looks(), 1)
  const blind = await viewReplay(drafter(), id, 'steps')
  assert.deepEqual(
    [blind.rows, blind.maySee],
    [[], false],
    'an administrator without the right sees figures only',
  )
  const elsewhere = await viewReplay(as('officer', monday, 'Z99.13'), id, 'steps')
  assert.deepEqual(elsewhere.rows, [], 'another unit’s officer sees none of them')
  await assert.rejects(startReplay(as('officer'), { draftId: id, wanted: 5 }), { code: 'kernel.notAllowed' })
})

test('a running dossier stays on its version: accepted, sent on, asked and answered', async () => {
  assert.equal(await approve(await draft(longer)), 2)
  const [running = '', waiting = ''] = codes
  const before = (await look(running)).dueAt
  await acceptDossier(as('desk-clerk'), await seen(waiting))
  assert.deepEqual((await look(waiting)).dueAt, before, 'accepted after the new version, reckoned by its own')
  await forwardDossier(as('division-head'), await seen(running, 'phan-cong'))
  await requestSupplement(as('officer'), {
    ...(await seen(running, 'tham-dinh')),
    faults: [{ target: 'field', key: 'flyerPhone', reason: 'Số bị thiếu' }],
    reason: 'Gửi lại',
  })
  const { answers } = await look(running)
  await answerSupplement(platform.as(applicant, monday), { ...(await seen(running)), answers, papers: [] })
  assert.equal(await pinnedTo(running), 1)
  // A process knows of a new version within two seconds.
  const filedNow = await submitted(kitePermit, small, '2026-03-02T08:01+07:00')
  assert.equal(await pinnedTo(filedNow), 2, 'what is filed from today on follows the new one')
  await withdrawDossier(platform.as(applicant, monday), { ...(await seen(filedNow)), reason: 'Thôi' })
  await hangingNone()
})

test('moving shows beforehand what changes, needs right and reason, tells the citizen, and moves the date', async () => {
  const [running = ''] = codes
  const view = await viewRepinning(controller(), kitePermit)
  assert.deepEqual(view.lines.map(({ dossier }) => dossier.code).toSorted(), codes.toSorted())
  const foreseen = view.lines.find(({ dossier }) => dossier.code === running)?.change.due[1]
  await assert.rejects(repin(running, 2, { reason: ' ' }), refused('reasonNeeded'))
  await assert.rejects(repin(running, 3), refused('notYet'))
  await assert.rejects(repin(running, 1), refused('sameVersion'))
  const at = await seen(running)
  const how = { version: 2, reason: 'x', mapping: {} }
  await assert.rejects(repinDossier(as('officer'), { ...at, ...how }), { code: 'kernel.notAllowed' })
  const { actor } = controller()
  assert.ok(actor.kind === 'officer')
  const elsewhere = platform.as({ ...actor, unitReach: 'nowhere' }, monday)
  await assert.rejects(repinDossier(elsewhere, { ...at, ...how }), { code: 'dossiers.notFound' })
  const both = await Promise.allSettled([repin(running, 2), repin(running, 2)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const moved = await look(running)
  assert.deepEqual([moved.procedureVersion, moved.dueAt?.toISOString()], [2, foreseen])
  assert.deepEqual(openKeys(moved), ['tham-dinh'])
  const told = (await eventsOf(running)).filter(({ name }) => name === 'dossier.repinned')
  assert.deepEqual(
    told.map(({ payload }) => [payload.from, payload.to, payload.reason]),
    [[1, 2, 'Luật mới có lợi hơn']],
  )
  const { rules, messages } = await storyOf(running)
  const [rule] = rules
  assert.ok(rule?.kind === 'repinned')
  assert.deepEqual([rule.reason, rule.dueAt], ['Luật mới có lợi hơn', moved.dueAt])
  assert.deepEqual(messages, ['dossiers.repinned'])
  await hangingNone()
})

test('a move is taken back whole until something was done after it', async () => {
  const [running = '', other = ''] = codes
  const { repins } = await viewRepinning(controller(), kitePermit)
  const [last] = repins
  assert.ok(last?.canUndo)
  await assert.rejects(undoRepin(as('officer'), { id: last.id }), { code: 'kernel.notAllowed' })
  await undoRepin(controller(), { id: last.id })
  const back = await look(running)
  assert.deepEqual([back.procedureVersion, openKeys(back)], [1, ['tham-dinh']])
  const { rules, messages } = await storyOf(running)
  assert.deepEqual(
    rules.map(({ kind }) => kind),
    ['repinned', 'repinUndone'],
  )
  assert.ok(rules[1]?.kind === 'repinUndone' && rules[1].dueAt?.getTime() === back.dueAt?.getTime())
  assert.deepEqual(messages, ['dossiers.repinned', 'dossiers.repinUndone'])
  const moves = await read(system(), (tx) => findMoves(tx, back.id))
  assert.deepEqual(moves.map(({ cause, after }) => [cause, after?.getTime()]).at(-1), [
    'formerRules',
    back.dueAt?.getTime(),
  ])
  assert.deepEqual(moves[0]?.after, moves[1]?.before, 'one move begins where the other ended')
  await assert.rejects(undoRepin(controller(), { id: last.id }), refused('nothingToUndo'))
  await repin(other, 2)
  await writeNote(as('division-head'), { code: other, body: 'Xem lại' })
  await forwardDossier(as('division-head'), await seen(other, 'phan-cong'))
  const again = (await viewRepinning(controller(), kitePermit)).repins.find(({ code }) => code === other)
  assert.ok(again && !again.canUndo)
  await assert.rejects(undoRepin(controller(), { id: again.id }), refused('nothingToUndo'))
  await hangingNone()
})

test('a step that the new version lacks has to be mapped; many are moved each by itself', async () => {
  const [running = ''] = codes
  const waiting = await submitted(kitePermit, small, '2026-03-02T08:02+07:00')
  const version = await approve(
    await draft((definition) => ({
      ...definition,
      steps: definition.steps.filter(({ key }) => key !== 'tham-dinh'),
    })),
  )
  const sights = [await seen(running), await seen(waiting)]
  const first = await repinMany(controller(), sights, { version, reason: 'Bỏ bước thẩm định', mapping: {} })
  assert.deepEqual(
    first.map(({ refused: why }) => why === undefined),
    [false, true],
  )
  assert.match(first[0]?.refused?.vi ?? '', /không có bước “tham-dinh”/)
  await repin(running, version, { mapping: { 'tham-dinh': 'du-thao' } })
  const moved = await look(running)
  assert.deepEqual([moved.procedureVersion, openKeys(moved)], [version, ['du-thao']])
  const { steps } = await storyOf(running)
  assert.ok(!steps.some((step) => /Thẩm định|thẩm định/.test(step) && step.endsWith('done')), steps.join())
  await hangingNone()
  const { repins } = await viewRepinning(controller(), kitePermit)
  const last = repins.find(({ code, canUndo }) => code === running && canUndo)
  assert.ok(last)
  await undoRepin(controller(), { id: last.id })
  assert.deepEqual(openKeys(await look(running)), ['tham-dinh'])
  await hangingNone()
  await assert.rejects(
    repinMany(controller(), [], { version, reason: 'x', mapping: {} }),
    refused('noneChosen'),
  )
})

test('a dossier that is over is not moved', async () => {
  const [, other = ''] = codes
  await withdrawDossier(platform.as(applicant, monday), { ...(await seen(other)), reason: 'Không cần nữa' })
  await assert.rejects(repin(other, 3), refused('over'))
})
