/**
 * `npm run bench:forecast [-- --rows 1000000]`: how often forecasts hold on made-up histories, and how narrow they are, beside mean
 * and spread of past times; the milliseconds of one forecast beside a plain sort of the same window; then, on a database with many
 * durations, until a page has its forecast, beside a plain read. Fails when coverage leaves its band or a ratio its goal.
 */

import { parseArgs } from 'node:util'
import pg from 'pg'
import { read, sql } from '#kernel/db.ts'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import { calendarDate, instantAt } from '#kernel/types.ts'
import { promisedShare } from '../src/modules/forecast/domain.ts'
import { type Life, noCorrection, rangeOf, windowCases } from '../src/modules/forecast/method/domain.ts'
import { usualTimeAt } from '../src/modules/forecast/reading/commands.ts'
import { replay } from '../src/modules/forecast/replay/domain.ts'
import {
  chanceFrom,
  inventHistory,
  type Office,
  plainResults,
  resultsOf,
  rollingHeld,
  tally,
} from '../src/modules/forecast/testing/domain.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const goalPageRatio = 20
const goalRatio = 10
const bandWhole = 0.05

const pack = await readPack(new URL('../packs/binh-thuan', import.meta.url).pathname)
const calendar = calendarOf(pack)
const day = (text: string) => instantAt(calendarDate(text), 480)
const [from, to, scored] = [day('2025-06-02'), day('2026-11-30'), day('2025-10-01')]
const between = (at: Date, first: string, last: string) => at >= day(first) && at < day(last)
const months = (at: Date) => (at.getTime() - from.getTime()) / 86_400_000 / 30

const histories: Readonly<Record<string, Pick<Office, 'perDay' | 'minutes'>>> = {
  'nothing changes': { perDay: () => 7, minutes: () => 140 },
  'twice as many for six weeks': {
    perDay: (at) => (between(at, '2026-03-02', '2026-04-13') ? 13 : 7),
    minutes: () => 140,
  },
  'twice as many, no queue': {
    perDay: (at) => (between(at, '2026-03-02', '2026-04-13') ? 13 : 7),
    minutes: () => 1,
  },
  'work slows down': { perDay: () => 6, minutes: (at) => 120 * (1 + months(at) / 24) },
  'before Tết': {
    perDay: (at) => (between(at, '2026-01-19', '2026-02-14') ? 12 : 7),
    minutes: () => 140,
  },
}

function backTest(): void {
  console.log(
    `share that held (promise ${promisedShare}), least and most of any 400 in a row, mean width in working days`,
  )
  for (const [name, history] of Object.entries(histories))
    for (const seed of [1, 2, 3]) {
      const office = { calendar, from, to, desks: 3, beside: 900, chance: chanceFrom(seed), ...history }
      const pasts = inventHistory(office)
      const played = replay(pasts, calendar, to)
      const results = resultsOf(pasts, played, scored)
      const { share } = tally(results)
      const widths = [...played.forecasts.values()].map(({ low, high }) => (high - low) / 480)
      const width = widths.reduce((sum, one) => sum + one, 0) / widths.length
      const plain = plainResults(pasts, scored)
      const spread = (shares: readonly number[]) =>
        `${Math.min(...shares).toFixed(2)}–${Math.max(...shares).toFixed(2)}`
      console.log(
        `${name.padEnd(28)} ${share.toFixed(3)}  ${spread(rollingHeld(results, 400))}  ${width.toFixed(1)} days;  mean and spread ${tally(plain).share.toFixed(3)}  ${spread(rollingHeld(plain, 400))}`,
      )
      if (Math.abs(share - promisedShare) > bandWhole) process.exitCode = 1
    }
}

/** One forecast over a full window with as many that wait, beside the least that any method does: sort the times once. */
function race(): void {
  const chance = chanceFrom(9)
  const lives: readonly Life[] = Array.from({ length: 2 * windowCases }, (_, at) => ({
    entered: at % 3 === 0 ? 500 * chance() : 0,
    left: 600 + 3000 * chance(),
    isDone: at % 2 === 0,
    load: 2 + 5 * chance(),
    channel: 'online',
  }))
  const asked = { elapsed: 0, load: 4, correction: noCorrection, minutesPerDay: 480 }
  const plain = timed(() => lives.map(({ left }) => left).sort((a, b) => a - b))
  const ours = timed(() => rangeOf(lives, asked))
  console.log(
    `one forecast over ${lives.length} dossiers ${ours.toFixed(3)} ms, ${(ours / plain).toFixed(1)} × a plain sort (goal ${goalRatio})`,
  )
  if (ours > plain * goalRatio) process.exitCode = 1
}

function timed(run: () => unknown): number {
  for (let warm = 0; warm < 200; warm += 1) run()
  const began = performance.now()
  for (let round = 0; round < 200; round += 1) run()
  return (performance.now() - began) / 200
}

/** Many durations over all units and fifty procedures, the oldest a year back, one in fifty open. */
async function pages({ context, urls }: BenchInstallation, rows: number): Promise<void> {
  const owner = new pg.Client(urls.owner)
  await owner.connect()
  await owner.query(`set search_path to "${context.database.schema}"`)
  await owner.query(
    `with places as (select array_agg(id order by code) as ids, array_agg(parent_id order by code) as above from units
        where kind in ('commune', 'district', 'department') and valid_to is null)
    insert into forecast_durations (case_id, unit_id, above_id, procedure, case_limit, channel, received_at, ended_at, is_done,
      ran_minutes, running_since, load)
    select gen_random_uuid(), ids[p], above[p], 'P' || n % 50, '5 workingDay', 'online', at, case when n % 49 > 0 then at + took end,
      n % 49 > 0, 60 + (random() * 2400)::int, case when n % 49 = 0 then at end, 2 + random() * 5
    from places, generate_series(1, $1::bigint) n,
      lateral (select 1 + (n / 50 * 7919 % cardinality(ids))::int as p,
        now() - n * 104729 % 31536000 * interval '1 second' as at, n * 15485863 % 518400 * interval '1 second' as took) as one`,
    [rows],
  )
  await owner.query('analyze forecast_durations')
  const { rows: units } = await owner.query<{ code: string }>(
    `select code from units where kind = 'commune' and valid_to is null order by code limit 40`,
  )
  await owner.end()
  const limit = { amount: 5, unit: 'workingDay' } as const
  for (const [name, codes] of [
    ['at a commune', units.map(({ code }) => code)],
    ['in the province', units.map(() => undefined)],
  ] as const) {
    const [ours, plain]: [number[], number[]] = [[], []]
    for (const [index, unitCode] of codes.entries()) {
      const wanted = { procedure: `P${index % 50}`, limit, unitCode }
      ours.push(await waited(() => read(context, (tx) => usualTimeAt(tx, context, wanted))))
      plain.push(await waited(() => read(context, (tx) => sql`select code from units limit 1`.execute(tx))))
    }
    const [p50, base] = [median(ours), median(plain)]
    console.log(
      `${rows.toLocaleString('en')} durations, forecast ${name}: ${p50.toFixed(1)} ms, ${(p50 / base).toFixed(1)} × a plain read of ${base.toFixed(1)} ms (goal ${goalPageRatio})`,
    )
    if (p50 > base * goalPageRatio) process.exitCode = 1
  }
}

async function waited(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  if ((await run()) === undefined) throw new Error('Nothing is told where there is history enough')
  return performance.now() - began
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

backTest()
race()
const installation = await startInstallation()
try {
  await pages(installation, Number(values.rows))
} finally {
  await installation.stop()
}
