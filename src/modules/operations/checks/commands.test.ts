import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { degraded, type Health, type HealthCheck, well } from '#kernel/health.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { modules } from '../../../app.ts'
import { takeAlarm, writeNote } from '../console/commands.ts'
import { lookUpHealth } from '../status/commands.ts'
import { proveHealth } from './commands.ts'
import { diskHealth, ownChecks } from './own/commands.ts'

const platform = await freshPlatform()
const monday = (time: string) => `2026-03-02T${time}+07:00`
const at = (time: string) => platform.as({ kind: 'system' }, monday(time))
const words = (text: string) => ({ vi: text, en: text })

let wind: () => Promise<Health> = async () => well
const kite: HealthCheck = {
  name: 'kites.wind',
  title: words('Gió'),
  noticed: words('Diều bay thấp'),
  remedy: words('Chờ gió'),
  look: () => wind(),
}
const prove = (time: string) => proveHealth(at(time), [kite], 0.2)
const health = (time: string) => lookUpHealth(at(time), [kite])

test('green is proven; five minutes later nothing is known', async () => {
  assert.equal((await health('07:59')).standing, 'unproven')
  await prove('08:00')
  assert.equal((await health('08:05')).standing, 'well')
  assert.equal((await health('08:06')).standing, 'unproven')
})

test('one bad look is chance, the second raises one alarm, and the first good one ends it', async () => {
  wind = async () => degraded('Gió yếu', 'Little wind')
  await prove('08:10')
  assert.deepEqual((await health('08:10')).open, [])
  await prove('08:11')
  await prove('08:12')
  const [alarm, ...more] = (await health('08:12')).open
  assert.equal(more.length, 0)
  assert.deepEqual(
    [alarm?.state, alarm?.because?.vi, alarm?.raisedAt],
    ['degraded', 'Gió yếu', new Date(monday('08:11'))],
  )
  wind = async () => {
    throw new Error('dây đứt')
  }
  await prove('08:13')
  const worse = await health('08:13')
  assert.deepEqual([worse.standing, worse.open[0]?.state, worse.open[0]?.id], ['down', 'down', alarm?.id])
  assert.match(worse.open[0]?.because?.vi ?? '', /dây đứt/)
  wind = async () => well
  await prove('08:14')
  const after = await health('08:14')
  assert.deepEqual([after.standing, after.open.length, after.past.length], ['well', 0, 1])
  const told = (await platform.eventNames()).filter((name) => name.startsWith('operations.'))
  assert.deepEqual(told, ['operations.alarmRaised', 'operations.alarmEnded'])
})

test('a look that hangs is down, and holds nobody up', async () => {
  wind = () => new Promise(() => undefined)
  await prove('08:20')
  assert.equal((await health('08:20')).standing, 'down')
})

test('one takes an alarm, the next is told who has it; what people were told stands beside it', async () => {
  const people = [randomUUID(), randomUUID()]
  await inTransaction(at('08:21'), (tx) =>
    sql`insert into persons (id, kind, full_name) select id, 'officer', 'Gió Văn Diều' from unnest(${people}::uuid[]) id`.execute(
      tx,
    ),
  )
  const as = (index: number) =>
    platform.as({ kind: 'officer', personId: people[index] } as never, monday('08:22'))
  await prove('08:21')
  const id = (await health('08:21')).open[0]?.id ?? ''
  await takeAlarm(as(0), id)
  await assert.rejects(takeAlarm(as(1), id), {
    code: 'operations.alreadyTaken',
    details: { name: 'Gió Văn Diều' },
  })
  await assert.rejects(takeAlarm(as(1), randomUUID()), { code: 'operations.notFound' })
  await assert.rejects(writeNote(as(1), id, '  '), { code: 'operations.noteNeeded' })
  await writeNote(as(1), id, 'Đang chờ gió, 9 giờ nói tiếp.')
  const [alarm] = (await health('08:22')).open
  assert.deepEqual(
    [alarm?.takenByName, alarm?.notes.map(({ text }) => text)],
    ['Gió Văn Diều', ['Đang chờ gió, 9 giờ nói tiếp.']],
  )
  wind = async () => well
})

test('the checks of the ground find what is there: a job that gave up, a reaction that fails, a full disk', async () => {
  const context = platform.as({ kind: 'system' }, new Date())
  const own = (name: string) => ownChecks([]).find((check) => check.name === `operations.${name}`)
  const look = (name: string) => own(name)?.look(context)
  // Tests run without writing through to the disk, and that is what the check says.
  assert.match((await look('database'))?.because?.en ?? '', /fsync/)
  for (const name of ['files', 'reactions', 'jobs', 'schedules', 'journeys'])
    assert.deepEqual(await look(name), well, name)
  await inTransaction(context, async (tx) => {
    await sql`insert into event_cursors (reaction, failures) values ('kites.count', 2)`.execute(tx)
    await sql`select graphile_worker.add_job('demo/kites.fetch', max_attempts => 1)`.execute(tx)
    await sql`update graphile_worker._private_jobs set attempts = max_attempts`.execute(tx)
    await sql`insert into service_minutes (journey, minute, total, good)
      values ('submit', date_trunc('minute', ${context.now}::timestamptz), 1000, 990)`.execute(tx)
  })
  assert.match((await look('reactions'))?.because?.vi ?? '', /kites\.count/)
  assert.match((await look('jobs'))?.because?.vi ?? '', /1 việc hết lượt thử.*kites\.fetch/)
  assert.deepEqual(
    [(await look('journeys'))?.state, (await look('journeys'))?.because?.vi],
    ['down', 'Nhiều lượt lỗi hoặc chậm: Nộp hồ sơ'],
  )
  assert.deepEqual(
    [0.79, 0.8, 0.9].map((used) => diskHealth(used).state),
    ['well', 'degraded', 'down'],
  )
  assert.equal(
    await read(
      context,
      async (tx) => (await sql`select from alarms where ended_at is null`.execute(tx)).rows.length,
    ),
    1,
  )
})

test('every check has a runbook that says how it shows, what to do, and how one knows that it is over', () => {
  const checks = modules.find(({ name }) => name === 'operations')?.checks ?? []
  assert.ok(checks.length >= 8, `${checks.length} checks`)
  for (const { name } of checks) {
    const path = `docs/runbooks/${name.slice(name.indexOf('.') + 1)}.md`
    assert.ok(existsSync(path), path)
    const text = readFileSync(path, 'utf8')
    for (const heading of ['## Thấy gì', '## Làm gì', '## Xong khi nào'])
      assert.ok(text.includes(heading), `${path}: ${heading}`)
  }
})
