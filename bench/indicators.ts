/**
 * Figures over a million dossiers with ten million events: `npm run bench:indicators [dossiers]`. Rebuild from nothing, the
 * rollup beside the raw grouping of events, folding new events, and the pages of the score.
 */

import pg from 'pg'
import { read, sql } from '#kernel/db.ts'
import { advance } from '#kernel/events.ts'
import { calendarDate } from '#kernel/types.ts'
import { modules } from '../src/app.ts'
import { openBoard, openUnit, wantedPeriod } from '../src/modules/indicators/board/commands.ts'
import { isList, isMarks } from '../src/modules/indicators/domain.ts'
import { sums } from '../src/modules/indicators/figures/store.ts'
import { foldingOver } from '../src/modules/indicators/folding/commands.ts'
import { startInstallation } from './installation.ts'

const all = Number(process.argv[2] ?? 1_000_000)
const eventsEach = 10
const installation = await startInstallation()
const { context, urls } = installation
const owner = new pg.Client(urls.owner)
await owner.connect()
await owner.query(`set search_path to "${context.database.schema}", public`)

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const took: number[] = []
  for (let index = 0; index < times; index++) took.push(await seconds(work))
  return took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN
}
const say = (what: string, value: string) => console.log(`${what.padEnd(58)} ${value}`)

async function fill(): Promise<void> {
  const { rows } = await owner.query<{ ids: string[] }>(
    `select array_agg(id order by code) as ids from units where kind in ('department', 'commune', 'district') and valid_to is null`,
  )
  const batch = 50_000
  for (let from = 0; from < all; from += batch)
    await owner.query(
      `with one as materialized (
        select i, uuidv7() as id, ($1::uuid[])[1 + (i::bigint * 7919) % cardinality($1::uuid[])] as unit,
          timestamptz '2024-01-02T08:00+07:00' + make_interval(mins => (i::bigint * 1400000 / $4)::int) as at,
          '9.' || lpad((i % 211)::text, 6, '0') as item, i % 13 <> 0 as over
        from generate_series($2::int, $3::int - 1) i
      ), c as (
        insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
          holder_unit_id, opened_at, received_at, due_at, ended_at)
        select id, 'dossier', 'B' || i, item, 1, case when over then 'returned' else 'processing' end, 'x', 'appraise', 'officer',
          unit, at, at, at + interval '5 days', case when over then at + make_interval(hours => 20 + i % 120) end from one
      ), d as (
        insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
          applicant_kind, applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, search_text)
        select id, item, 'x', case when i % 3 = 0 then 'direct' else 'online' end, unit, unit, 'citizen', 'x', 'x', '{}', '',
          'online', case when i % 4 = 0 then 8000 else 0 end, '[]', 'ABC123', '' from one
      )
      insert into events (at, name, subject_id, actor_kind, unit_id, payload)
      select at + make_interval(hours => n), case n when 1 then 'dossier.accepted' else 'dossier.step' end, id, 'officer', unit, '{}'
      from one, generate_series(1, ${eventsEach}) n`,
      [rows[0]?.ids, from, Math.min(from + batch, all), all],
    )
  await owner.query('analyze cases; analyze dossiers; analyze events')
}

try {
  const sources = modules.flatMap(({ measures = [] }) => measures)
  const folding = foldingOver(sources.filter(isMarks))
  const lists = sources.filter(isList)
  await owner.query('drop index if exists dossiers_search')
  say(`${all} dossiers, ${all * eventsEach} events written`, `${(await seconds(fill)).toFixed(0)} s`)
  // The cursor stands after what was written, as after an ordinary day.
  await owner.query(`insert into event_cursors (reaction, txid, position, at)
    select 'indicators.fold', txid, position, at from events order by txid desc, position desc limit 1
    on conflict (reaction) do update set txid = excluded.txid, position = excluded.position, at = excluded.at`)
  const rebuild = await seconds(() => folding.rebuild(context))
  say(
    'rebuild from nothing',
    `${rebuild.toFixed(1)} s, ${((rebuild / all) * 1e6).toFixed(0)} s a million (goal 180)`,
  )
  await owner.query(
    'analyze indicator_marks; analyze indicator_days; analyze indicator_months; analyze indicator_items',
  )

  const span = { from: calendarDate('2025-01-01'), to: calendarDate('2025-12-31') }
  const rollup = await median(9, () =>
    read(context, (tx) => sums(tx, { spans: [span], measures: ['dossiers.received'] }, false)),
  )
  const raw = await median(3, () =>
    read(context, (tx) =>
      sql`select unit_id, count(*) from events where name = 'dossier.accepted' and at >= ${span.from}::timestamptz
        and at < ${span.to}::timestamptz + interval '1 day' group by 1`.execute(tx),
    ),
  )
  say(
    'a year by agency: rollup beside grouping the events',
    `${(rollup * 1000).toFixed(1)} ms, ${(raw * 1000).toFixed(0)} ms: ${(raw / rollup).toFixed(0)} × (goal 20)`,
  )

  const at = { ...context, now: new Date('2026-08-20T09:00+07:00'), today: calendarDate('2026-08-20') }
  for (const [name, text] of [
    ['month', 'month:2026-07-01'],
    ['year', 'year:2025-01-01'],
  ] as const) {
    const period = wantedPeriod(at, text)
    say(
      `scoreboard of all agencies, ${name}`,
      `${((await median(9, () => openBoard(at, period, lists))) * 1000).toFixed(0)} ms (goal 100)`,
    )
    const code = 'H11.31.01'
    say(
      `page of one agency with six periods, ${name}`,
      `${((await median(9, () => openUnit(at, code, period, lists))) * 1000).toFixed(0)} ms (goal 100)`,
    )
  }

  const fresh = 10_000
  const foldNew = async (what: string, write: string) => {
    await owner.query(write, [at.now])
    const folded = await seconds(async () => {
      while ((await advance(context, folding.fold)) > 0);
    })
    say(`folding ${fresh} new events: ${what}`, `${folded.toFixed(2)} s (goal 1)`)
  }
  const endings = (which: string) => `
    ended as (update cases set state = 'returned', ended_at = $1::timestamptz from (${which}) c where cases.id = c.id returning cases.id)`
  await foldNew(
    'a day: 1 000 dossiers come, 1 000 end, 2 000 move on',
    `with chosen as materialized (
        select id, row_number() over (order by received_at desc) as n from cases where state = 'processing'
        order by received_at desc limit 4000),
      come as (update cases set received_at = $1::timestamptz, due_at = $1::timestamptz + interval '5 days' from chosen
        where cases.id = chosen.id and n <= 1000),
      ${endings('select id from chosen where n between 1001 and 2000')}
    insert into events (at, name, subject_id, actor_kind, payload)
    select now(), 'dossier.step', id, 'officer', '{}' from chosen, generate_series(1, case when n <= 2000 then 3 else 2 end)`,
  )
  await foldNew(
    '5 000 dossiers end, the newest first',
    `with chosen as materialized (
        select id from cases where state = 'processing' order by received_at desc limit ${fresh / 2}),
      ${endings('select id from chosen')}
    insert into events (at, name, subject_id, actor_kind, payload)
    select now(), 'dossier.step', id, 'officer', '{}' from chosen, generate_series(1, 2)`,
  )
  const compared = await seconds(async () => {
    const run = await folding.compare(context)
    if (run.differing + run.sumsDiffering > 0)
      throw new Error(`The comparison found ${run.differing} and ${run.sumsDiffering} differences`)
  })
  say('nightly comparison of everything', `${compared.toFixed(1)} s, no difference`)
} finally {
  await owner.end()
  await installation.stop()
}
