import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql, type Tx } from '#kernel/db.ts'
import { acceptDossier, returnResult, withdrawDossier } from '../handling/commands.ts'
import { openWork } from '../steps/domain.ts'
import {
  applicant,
  as,
  eventsOf,
  look,
  monday,
  platform,
  seen,
  submitted,
  system,
  who,
} from '../testing/commands.ts'
import { decide as decideAs } from '../testing/deciding/commands.ts'
import { familyOfMember, tend, tendFamily, withdrawFamily } from './commands.ts'
import { findMemberStates, findUntended } from './store.ts'

const festival = '9.000201'
const commune = 'Z99.11.01'
const later = '2026-03-04T09:00+07:00'
/** Two procedures side by side: kites for the department, a stall for the commune. */
const withStall = { hasStall: true, goods: ['songs', 'shade'], plot: 'B-12', capitalVnd: 1_000_000 }

async function accepted(wanted = {}): Promise<string> {
  const code = await submitted(festival, { ...withStall, ...wanted })
  await acceptDossier(as('desk-clerk'), await seen(code))
  return code
}

const membersOf = async (code: string) => {
  const { id } = await look(code)
  return read(system(), (tx) => findMemberStates(tx, id))
}
const tended = async (code: string, at: string = monday) => tend(system(at), (await look(code)).id)

/** Made and under way. Gives the codes of head, kites and stall. */
async function family(wanted = {}) {
  const head = await accepted(wanted)
  await tended(head)
  const [kites, stall] = await membersOf(head)
  assert.ok(kites)
  return { head, kites: kites.code, stall: stall?.code ?? '' }
}

const decide = (code: string, kind?: 'approval' | 'refusal') => decideAs(system(later), code, kind)

test('accepting the declaration orders its members in the same transaction, and nothing else does', async () => {
  const alone = await submitted('9.000001')
  await acceptDossier(as('desk-clerk'), await seen(alone))
  const head = await accepted()
  const { id } = await look(head)
  const { rows } = await read(system(), (tx) =>
    sql<{
      key: string
    }>`select key from graphile_worker.jobs where task_identifier = 'demo/dossiers.tendFamily'`.execute(tx),
  )
  assert.ok(rows.some(({ key }) => key === `demo/dossiers.tendFamily:${id}`))
  const other = await look(alone)
  assert.ok(!rows.some(({ key }) => key.endsWith(other.id)))
})

test('each linked step becomes a dossier of its own: received, with its unit, its clock and the head’s channel', async () => {
  const { head, kites, stall } = await family()
  const [own, kite, sand] = await Promise.all([look(head), look(kites), look(stall)])
  assert.equal(own.state, 'processing')
  for (const member of [kite, sand]) {
    assert.equal(member.familyId, own.id)
    assert.equal(member.applicantId, applicant.personId)
    assert.equal(member.channel, 'online')
    assert.equal(member.receivingUnitId, own.receivingUnitId)
    assert.ok(member.receivedAt && member.dueAt && member.dueAt > member.receivedAt)
    assert.deepEqual(member.work[0]?.outcome, 'accepted')
  }
  assert.equal(kite.procedureCode, '9.000001')
  assert.equal(sand.procedureCode, '9.000101')
  assert.equal(kite.competentUnitId, who('officer').unitId)
  assert.equal(sand.competentUnitId, who('leader', commune).unitId)
  assert.equal(kite.answers.flyerName, own.answers.hostName)
  assert.deepEqual(sand.answers.keeperKind, 'person')
  assert.equal(sand.answers.isFlooded, false)
})

test('the open step names its member and is due when the member is', async () => {
  const { head, kites } = await family()
  const [own, kite] = [await look(head), await look(kites)]
  const step = openWork(own).find(({ key }) => key === 'tha-dieu')
  assert.equal(step?.record?.member, kites)
  assert.equal(step?.dueAt?.getTime(), kite.dueAt?.getTime())
  assert.equal(step?.unitId, own.receivingUnitId)
})

test('papers and fees are handed in once: the member has the file, the head asks for the money', async () => {
  const { head, kites } = await family()
  const { rows } = await read(system(), (tx) =>
    sql<{
      code: string
      fee: number
      lines: readonly { key: string }[]
      papers: readonly string[]
      file: string
    }>`
      select c.code, d.fee_vnd as fee, d.fee_lines as lines,
        (select jsonb_agg(p.paper_key) from dossier_papers p where p.case_id = c.id) as papers,
        (select min(p.file_id::text) from dossier_papers p where p.case_id = c.id and p.paper_key like 'anh%') as file
      from cases c join dossiers d on d.case_id = c.id where c.code in (${head}, ${kites}) order by c.opened_at, c.id`.execute(
      tx,
    ),
  )
  const [own, kite] = [rows.find(({ code }) => code === head), rows.find(({ code }) => code === kites)]
  assert.deepEqual(kite?.papers, ['anh-dieu'])
  assert.equal(kite?.file, own?.file)
  assert.equal(kite?.fee, 0)
  const keys = own?.lines.map(({ key }) => key)
  assert.deepEqual(keys, ['le-phi-ken', 'tha-dieu/phi-gio', 'dat-quay/tien-cat-truc-tuyen'])
})

test('of two who tend a family at once, and of one who tends it again, each member is made once', async () => {
  const head = await accepted()
  await Promise.all([tended(head), tended(head)])
  await tended(head)
  assert.equal((await membersOf(head)).length, 2)
  const made = (await eventsOf(head)).filter(({ name }) => name === 'dossier.memberMade')
  assert.equal(made.length, 2)
})

/** Ends the connection that waits for a lock, if one does by now. */
const killWaiting = () =>
  read(system(), (tx) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%submit_dossiers%'`.execute(
      tx,
    ),
  )

test('killed after making one member and before remembering it, nothing is there; the next attempt makes all', async () => {
  await submitted('9.000101')
  const head = await accepted()
  const { id } = await look(head)
  const context = system()
  await inTransaction(context, async (tx) => {
    // The stall's number is held, so that the family waits with its kites made and its head unwritten.
    await sql`select from number_books where book = ${`dossier ${commune}`} for update`.execute(tx)
    let isOver = false
    const tending = assert.rejects(tend(context, id), /terminat/).finally(() => (isOver = true))
    while (!isOver) await killWaiting()
    await tending
  })
  assert.deepEqual(await membersOf(head), [])
  const untended = await read(system(), findUntended)
  assert.ok(untended.some(({ caseId }) => caseId === id))
  await tendFamily.run(system(), { head: id })
  assert.equal((await membersOf(head)).length, 2)
  assert.ok(!(await read(system(), findUntended)).some(({ caseId }) => caseId === id))
})

test('a decided member ends its step with what came of it; after the last one the head is done', async () => {
  const { head, kites, stall } = await family()
  await decide(kites)
  await tended(head, later)
  assert.deepEqual(
    openWork(await look(head)).map(({ key }) => key),
    ['dat-quay'],
  )
  await decide(stall)
  await tended(head, later)
  const done = await look(head)
  assert.equal(done.state, 'done')
  assert.deepEqual(
    openWork(done).map(({ key }) => key),
    ['tra-ket-qua'],
  )
  assert.deepEqual(
    done.work.filter(({ type }) => type === 'linked').map(({ outcome }) => outcome),
    ['done', 'done'],
  )
})

test('what came of a member routes the head on: no kites, so the plot is given back by a third', async () => {
  const { head, kites, stall } = await family()
  await decide(kites, 'refusal')
  await decide(stall)
  await tended(head, later)
  const own = await look(head)
  assert.deepEqual(
    openWork(own).map(({ key }) => key),
    ['tra-cho'],
  )
  assert.equal(own.work.find(({ key }) => key === 'tha-dieu')?.outcome, 'refused')
  await tended(head, later)
  const third = (await membersOf(head)).at(-1)
  assert.ok(third)
  assert.equal((await look(third.code)).procedureCode, '9.000102')
  await decide(third.code)
  await tended(head, later)
  assert.equal((await look(head)).state, 'done')
})

test('returning the head returns what was decided, the same way', async () => {
  const { head, kites, stall } = await family()
  await decide(kites)
  await decide(stall)
  await tended(head, later)
  await returnResult(as('desk-clerk', later), { ...(await seen(head)), way: 'desk' })
  await tended(head, later)
  assert.equal((await look(head)).state, 'returned')
  for (const code of [kites, stall]) {
    const member = await look(code)
    assert.equal(member.state, 'returned')
    assert.equal(member.work.find(({ type }) => type === 'return')?.record?.way, 'desk')
  }
  await tended(head, later)
})

test('a member that its applicant withdraws ends its step; the head goes on', async () => {
  const { head, kites } = await family({ hasStall: false })
  await withdrawDossier(platform.as(applicant, later), { ...(await seen(kites)), reason: 'Hết gió' })
  await tended(head, later)
  const own = await look(head)
  assert.equal(own.work.find(({ key }) => key === 'tha-dieu')?.outcome, 'withdrawn')
  assert.equal(own.state, 'done')
})

test('withdrawing the head asks about each member: those named go with it, the others go on', async () => {
  const { head, kites, stall } = await family()
  const wish = { ...(await seen(head)), reason: 'Lặng gió', members: [kites] }
  const once = () => withdrawFamily(platform.as(applicant, later), wish)
  const twice = await Promise.allSettled([once(), once()])
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await look(head)).state, 'withdrawn')
  assert.equal((await look(kites)).state, 'withdrawn')
  assert.notEqual((await look(stall)).state, 'withdrawn')
  await tended(head, later)
  await decide(stall)
  await tended(head, later)
  assert.equal((await look(head)).state, 'withdrawn')
})

async function countDossiers(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from dossiers`.execute(tx)
  return rows[0]?.count ?? 0
}

test('a family is counted once', async () => {
  const { head, kites, stall } = await family()
  const { rows } = await read(system(), (tx) =>
    sql<{
      code: string
      members: number
    }>`select c.code, d.members from dossier_counted d join cases c on c.id = d.case_id
      where c.code in (${head}, ${kites}, ${stall})`.execute(tx),
  )
  assert.deepEqual(rows, [{ code: head, members: 2 }])
})

test('an officer of another unit finds no member, and one who decides a member sees of its head only the state', async () => {
  const { head, kites, stall } = await family()
  const stranger = as('officer', monday, 'Z99.12.01')
  await assert.rejects(acceptDossier(stranger, await seen(stall)), { code: 'dossiers.notFound' })
  const { id } = await look(kites)
  const keeper = as('leader', monday, commune)
  const shown = await read(keeper, (tx) => familyOfMember(tx, keeper, id))
  assert.equal(shown?.head.code, head)
  assert.equal(shown?.head.mayOpen, false)
  const may = shown?.lines.map(({ member }) => [member?.code, member?.mayOpen])
  assert.deepEqual(may, [
    [kites, false],
    [stall, true],
  ])
})

test('what the form of a member would refuse is told before submitting, by the question of the declaration', async () => {
  const send = (name: string) =>
    submitted(festival, { ...withStall, kites: [{ name, lengthMetres: 2, hasFlute: false }] })
  const before = await read(system(), countDossiers)
  await assert.rejects(send('Diều '.repeat(10).trim()), {
    code: 'dossiers.invalidAnswers',
    fields: [
      {
        field: 'kites.0.name',
        message: 'Cấp phép thả diều: "Tên diều" phải là chữ, từ 1 đến 40 ký tự.',
      },
    ],
  })
  assert.equal(await read(system(), countDossiers), before, 'nothing was made')
  await send('Diều')
  assert.equal(await read(system(), countDossiers), before + 1)
})
