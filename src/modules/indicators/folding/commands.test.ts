/** Exactly once: a worker is killed again and again while dossiers change, and the sums are those of a count of all. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { advance } from '#kernel/events.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { chanceFrom } from '#kernel/testing/naive-tables.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { calendarDate } from '#kernel/types.ts'
import { modules } from '../../../app.ts'
import { isMarks } from '../domain.ts'
import { countBits } from '../figures/domain.ts'
import { allUnits, items } from '../figures/store.ts'
import { writeFile, writeGroup } from '../testing/store.ts'
import { foldingOver } from './commands.ts'
import { keepByItem, lastId } from './store.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, '2026-04-20T09:00+07:00')
const folding = foldingOver(modules.flatMap(({ measures = [] }) => measures).filter(isMarks))
const { below, oneOf } = chanceFrom(20_260_320)
const kills = 20
/** However soon the kills are done: with fewer, a span of a few days might hold next to nothing. */
const changesMin = 80

let units: readonly string[] = []
let file = ''
before(async () => {
  units = await read(context, async (tx) =>
    (await allUnits(tx)).flatMap(({ id, kind }) => (kind === 'commune' ? [id] : [])),
  )
  file = await inTransaction(context, writeFile)
})

const moment = () => {
  const day = String(1 + below(28)).padStart(2, '0')
  return `2026-0${1 + below(3)}-${day}T${String(8 + below(8)).padStart(2, '0')}:00+07:00`
}

/** New dossiers, and others that end, move to another agency or become late: each with its event, as commands do it. */
function change(): Promise<void> {
  return inTransaction(context, async (tx) => {
    const unit = units[below(units.length)] ?? ''
    await writeGroup(
      tx,
      {
        count: 1 + below(4),
        unit: '',
        procedure: oneOf('9.000002', '9.000001', '9.000101'),
        channel: oneOf('online', 'direct'),
        state: 'processing',
        received: moment(),
        due: moment(),
        feeVnd: oneOf(0, 8000),
        filed: below(2),
      },
      unit,
      file,
    )
    await sql`
      with chosen as (select id from cases order by md5(id::text || ${below(1_000_000)}::text) limit 3),
      ended as (update cases set state = 'done', ended_at = ${moment()}::timestamptz from chosen
        where cases.id = chosen.id and ${below(2)} = 1 returning cases.id),
      moved as (update dossiers set competent_unit_id = ${units[below(units.length)] ?? null}::uuid from chosen
        where case_id = chosen.id and ${below(3)} = 0 returning case_id)
      insert into events (at, name, subject_id, actor_kind, payload)
      select now(), 'dossier.changed', id, 'system', '{}'::jsonb from chosen`.execute(tx)
  })
}

/** Cuts every connection that writes sums at this moment, as the death of a worker does. */
async function kill(): Promise<number> {
  return read(context, async (tx) => {
    const { rows } = await sql<{ cut: number }>`
      select count(*) filter (where pg_terminate_backend(pid))::int as cut from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
        and query like '%indicator_%'`.execute(tx)
    return rows[0]?.cut ?? 0
  })
}

test(`after ${kills} kills during load, the sums are those of a count of everything`, async () => {
  let cut = 0
  let isOver = false
  platform.database.pool.on('error', () => undefined)
  const load = (async () => {
    for (let changes = 0; !isOver || changes < changesMin; changes++) await change()
  })()
  const worker = (async () => {
    while (!isOver)
      // Small batches, so that there is always one under way. A worker that died is started again.
      await advance(context, { ...folding.fold, batchSize: 7 }).catch(() => undefined)
  })()
  try {
    for (let tries = 0; cut < kills && tries < 5000; tries++) {
      await new Promise((resolve) => setTimeout(resolve, below(12)))
      cut += await kill().catch(() => 0)
    }
  } finally {
    isOver = true
  }
  await Promise.all([load, worker])
  assert.ok(cut >= kills, `${cut} kills`)
  await catchUp(context, folding.fold)
  const run = await folding.compare(context)
  assert.deepEqual([run.differing, run.sumsDiffering], [0, 0])
  assert.ok(run.subjects > 20)
})

test('the same from the events alone: what was received, counted by hand in SQL', async () => {
  const { rows } = await read(context, (tx) =>
    sql<{ month: string; ours: number; theirs: number }>`
      with theirs as (
        select date_trunc('month', c.received_at at time zone 'Asia/Ho_Chi_Minh')::date as month, count(distinct e.subject_id)::int as n
        from events e join cases c on c.id = e.subject_id where c.received_at is not null group by 1
      ), ours as (
        select month, sum(value)::int as n from indicator_months t join indicator_measures m on m.id = t.measure_id
        where m.name = 'dossiers.received' group by 1 having sum(value) <> 0)
      select month::text, coalesce(ours.n, 0) as ours, coalesce(theirs.n, 0) as theirs
      from ours full join theirs using (month)`.execute(tx),
  )
  assert.ok(rows.length >= 3)
  for (const { month, ours, theirs } of rows) assert.equal(ours, theirs, month)
})

test('procedures that have any: sets of months and marks of the days beside them hold what the marks hold', async () => {
  const measures = ['dossiers.received', 'dossiers.receivedOnline']
  const spans = [
    { from: calendarDate('2026-01-01'), to: calendarDate('2026-03-31') },
    { from: calendarDate('2026-01-10'), to: calendarDate('2026-03-15') },
    { from: calendarDate('2026-02-03'), to: calendarDate('2026-02-20') },
  ]
  const counted = async () => {
    const found = await read(context, (tx) => items(tx, { spans, measures }))
    return found.map((ofSpan) =>
      ofSpan.map(({ measure, unitId, items: bits }) => `${unitId} ${measure} ${countBits(bits)}`).toSorted(),
    )
  }
  const naive = await Promise.all(
    spans.map(({ from, to }) =>
      read(context, async (tx) => {
        const { rows } = await sql<{ line: string }>`
          select unit_id || ' ' || m.name || ' ' || count(distinct item) as line
          from indicator_marks join indicator_measures m on m.id = measure_id
          where m.name = any(${measures}::text[]) and on_day between ${from}::date and ${to}::date
          group by unit_id, m.name`.execute(tx)
        return rows.map(({ line }) => line).toSorted()
      }),
    ),
  )
  assert.ok(naive.every(({ length }) => length > 5))
  assert.deepEqual(await counted(), naive)
  // What is kept by procedure no more and then again is summed up anew.
  const { rows: kept } = await read(context, (tx) =>
    sql<{ name: string }>`select name from indicator_measures where is_by_item`.execute(tx),
  )
  const names = kept.map(({ name }) => name)
  await inTransaction(context, (tx) => keepByItem(tx, ['dossiers.finished']))
  assert.equal((await counted()).flat().length < naive.flat().length, true)
  await inTransaction(context, (tx) => keepByItem(tx, names))
  assert.deepEqual(await counted(), naive)
})

test('stretch by stretch the same is found as in one, also where a mark is there that nothing gives', async () => {
  const spoil = (by: 'some are gone' | 'one is strange') =>
    inTransaction(context, (tx) =>
      by === 'some are gone'
        ? sql`delete from indicator_marks where subject_id in (
            select subject_id from indicator_marks group by 1 order by 1 limit 3)`.execute(tx)
        : sql`insert into indicator_marks select ${lastId}, measure_id, on_day, unit_id, item, value
            from indicator_marks limit 1`.execute(tx),
    )
  for (const stretch of [150, undefined]) {
    await spoil('some are gone')
    assert.equal((await folding.compare(context, stretch)).differing, 3)
    await spoil('one is strange')
    assert.equal((await folding.compare(context, stretch)).differing, 1)
    assert.equal((await folding.compare(context, stretch)).differing, 0)
  }
})

test('a set that holds too little is found and made anew', async () => {
  await inTransaction(context, (tx) =>
    sql`update indicator_item_sets set items = repeat('0', length(items))::bit varying
      where (measure_id, month, unit_id) in (select measure_id, month, unit_id from indicator_items where value > 0 limit 1)`.execute(
      tx,
    ),
  )
  const run = await folding.compare(context)
  assert.deepEqual([run.differing, run.sumsDiffering], [0, 1])
  assert.equal((await folding.compare(context)).sumsDiffering, 0)
})
