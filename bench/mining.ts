/**
 * `npm run bench:mining`: milliseconds to discover the flow of 100,000 events (with variants, waiting, hand-overs, rework,
 * conformance and delay beside it), against a plain count of pairs in the same run. Fails above three seconds.
 *
 * `npm run bench:mining -- --log receipt.csv [--published receipt]`: the figures of any log in CSV or XES, read as an import
 * reads it. With `--published` they are compared with what others published of this log, and a difference fails.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCsv, readXes } from '../src/modules/history/reading/commands.ts'
import { guessColumns, type LogTable, parseTime } from '../src/modules/history/reading/domain.ts'
import { latenessOf } from '../src/modules/mining/bottlenecks/domain.ts'
import { conformanceOf } from '../src/modules/mining/conformance/domain.ts'
import { elapsed, inOrder, type LogCase } from '../src/modules/mining/domain.ts'
import { clearFlow, discoverFlow } from '../src/modules/mining/flow/domain.ts'
import { handOversOf } from '../src/modules/mining/handovers/domain.ts'
import { wanderingLog } from '../src/modules/mining/testing/domain.ts'
import { reworkOf, variantsOf } from '../src/modules/mining/variants/domain.ts'
import { waitsOf } from '../src/modules/mining/waiting/domain.ts'

const { values } = parseArgs({
  options: {
    log: { type: 'string' },
    published: { type: 'string' },
    events: { type: 'string', default: '100000' },
  },
})
const goalMs = 3_000

function race(events: number): void {
  const log = wanderingLog(Math.round(events / 10), 10, 14)
  const steps = log.reduce((sum, { steps: own }) => sum + own.length, 0)
  const definition = { steps: Array.from({ length: 14 }, (_, at) => ({ key: `B${at}` })) } as never
  const limit = () => 60
  const rows: readonly (readonly [string, () => unknown])[] = [
    ['plain count of pairs', () => plainPairs(log)],
    ['flow: counts and times', () => discoverFlow(log, elapsed)],
    ['flow cleared for a drawing', () => clearFlow(discoverFlow(log, elapsed), 0.8)],
    ['variants and rework', () => [variantsOf(log, elapsed), reworkOf(log, elapsed)]],
    ['waiting and hand-overs', () => [waitsOf(log, elapsed, limit), handOversOf(log, elapsed, 'unit')]],
    ['conformance', () => conformanceOf(log, () => definition)],
    [
      'delay shared out',
      () =>
        latenessOf(
          log.map((one) => ({ ...one, dueAt: one.startedAt })),
          elapsed,
          limit,
          0,
        ),
    ],
  ]
  console.log(`${log.length.toLocaleString('en')} cases, ${steps.toLocaleString('en')} events`)
  let [plain, discovery] = [0, 0]
  for (const [name, run] of rows) {
    run()
    const took = Math.min(...Array.from({ length: 3 }, () => timed(run)))
    plain ||= took
    if (name.startsWith('flow: ')) discovery = took
    console.log(
      `${name.padEnd(28)} ${took.toFixed(0).padStart(6)} ms, ${(took / plain).toFixed(1)} × the plain count`,
    )
  }
  console.log(`discovery ${discovery.toFixed(0)} ms (goal ${goalMs} ms)`)
  if (discovery > goalMs) process.exitCode = 1
}

function timed(run: () => unknown): number {
  const began = performance.now()
  run()
  return performance.now() - began
}

/** What the least program does: names of both in one key of a map. */
function plainPairs(log: readonly LogCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { steps } of log)
    for (let at = 1; at < steps.length; at += 1) {
      const key = `${steps[at - 1]?.activity} ${steps[at]?.activity}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  return counts
}

/** Cases of a file; every line completes its activity, and a line without a time is left out. */
function logOf(path: string): readonly LogCase[] {
  const text = readFileSync(path, 'utf8')
  const table: LogTable = /^\s*</.test(text.slice(0, 1000)) ? readXes(text) : readCsv(text)
  const columns = guessColumns(table.columns)
  const at = (name: string | undefined) => table.columns.indexOf(name ?? '\0')
  const [key, activity, time, resource] = [
    at(columns.case),
    at(columns.activity),
    at(columns.time),
    at(columns.resource),
  ]
  const rows = table.rows.flatMap(({ cells }) => {
    const moment = parseTime(cells[time] ?? '', 'utc')
    return moment
      ? [
          {
            key: cells[key] ?? '',
            activity: cells[activity] ?? '',
            unit: cells[resource] ?? '',
            at: moment.getTime(),
          },
        ]
      : []
  })
  console.log(`${path}: ${JSON.stringify(columns)}, ${rows.length} of ${table.rows.length} lines`)
  return [...Map.groupBy(rows, (row) => row.key)].map(([id, own]) => {
    const steps = inOrder(
      own.map((row) => ({
        activity: row.activity,
        unit: row.unit,
        role: '',
        startedAt: row.at,
        takenAt: null,
        endedAt: row.at,
        outcome: null,
      })),
    )
    const [first, last] = [steps[0]?.startedAt ?? 0, steps.at(-1)?.startedAt ?? 0]
    return {
      id,
      version: 1,
      startedAt: first,
      finishedAt: last,
      dueAt: null,
      course: 'finished',
      pauses: [],
      steps,
    }
  })
}

type Published = {
  readonly source: string
  readonly cases: number
  readonly events: number
  readonly variants: number
  readonly edges: number
  readonly starts: Readonly<Record<string, number>>
  readonly ends: Readonly<Record<string, number>>
  readonly pairs: readonly (readonly [from: string, to: string, count: number])[]
}

/** What others say of public logs; facts only, the logs themselves are not kept here. */
const published: Readonly<Record<string, Published>> = {
  receipt: {
    source:
      'pm4py, notebooks/5_advanced_examples.ipynb, on the receipt phase of an environmental permit (CoSeLoG, doi 10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6)',
    cases: 1434,
    events: 8577,
    variants: 116,
    edges: 99,
    starts: { 'Confirmation of receipt': 1434 },
    ends: {
      'T10 Determine necessity to stop indication': 828,
      'T05 Print and send confirmation of receipt': 400,
      'Confirmation of receipt': 116,
      'T15 Print document X request unlicensed': 39,
      'T06 Determine necessity of stop advice': 16,
      'T20 Print report Y to stop indication': 15,
      'T02 Check confirmation of receipt': 8,
      'T11 Create document X request unlicensed': 4,
      'T03 Adjust confirmation of receipt': 2,
      'T04 Determine confirmation of receipt': 2,
      'T07-1 Draft intern advice aspect 1': 1,
      'T13 Adjust document X request unlicensed': 1,
      'T07-5 Draft intern advice aspect 5': 1,
      'T07-2 Draft intern advice aspect 2': 1,
    },
    pairs: [
      ['Confirmation of receipt', 'T02 Check confirmation of receipt', 1079],
      ['Confirmation of receipt', 'T06 Determine necessity of stop advice', 239],
      ['T02 Check confirmation of receipt', 'T03 Adjust confirmation of receipt', 43],
      ['T02 Check confirmation of receipt', 'T04 Determine confirmation of receipt', 1119],
      ['T02 Check confirmation of receipt', 'T06 Determine necessity of stop advice', 178],
      ['T03 Adjust confirmation of receipt', 'T02 Check confirmation of receipt', 51],
      ['T04 Determine confirmation of receipt', 'T05 Print and send confirmation of receipt', 1177],
      ['T04 Determine confirmation of receipt', 'T06 Determine necessity of stop advice', 103],
    ],
  },
}

function tell(log: readonly LogCase[], name: string | undefined): void {
  const flow = discoverFlow(log, elapsed)
  const side = (one: 'starts' | 'ends') =>
    Object.fromEntries(flow.nodes.flatMap((node) => (node[one] > 0 ? [[node.activity, node[one]]] : [])))
  const found = {
    cases: flow.cases,
    events: flow.events,
    activities: flow.nodes.length,
    variants: variantsOf(log, elapsed).length,
    edges: flow.edges.length,
    starts: side('starts'),
    ends: side('ends'),
  }
  console.log(found)
  console.log('rework', reworkOf(log, elapsed).slice(0, 5))
  console.log('hand-overs', handOversOf(log, elapsed, 'unit').slice(0, 5))
  const facts = name === undefined ? undefined : published[name]
  if (name && !facts)
    throw new Error(`Nothing is published of ${name}; known: ${Object.keys(published).join(', ')}`)
  if (!facts) return
  const counts = new Map(flow.edges.map(({ from, to, count }) => [`${from} > ${to}`, count]))
  const wrong = [
    ...(['cases', 'events', 'variants', 'edges'] as const).filter((key) => found[key] !== facts[key]),
    ...(['starts', 'ends'] as const).flatMap((key) => differing(key, found[key], facts[key])),
    ...facts.pairs.flatMap(([from, to, count]) =>
      counts.get(`${from} > ${to}`) === count
        ? []
        : [`${from} > ${to}: ${counts.get(`${from} > ${to}`)}, published ${count}`],
    ),
  ]
  console.log(wrong.length === 0 ? `as published: ${facts.source}` : wrong)
  if (wrong.length > 0) process.exitCode = 1
}

const differing = (
  what: string,
  found: Readonly<Record<string, number>>,
  told: Readonly<Record<string, number>>,
) =>
  [...new Set([...Object.keys(found), ...Object.keys(told)])].flatMap((key) =>
    found[key] === told[key] ? [] : [`${what} ${key}: ${found[key]}, published ${told[key]}`],
  )

if (values.log) tell(logOf(values.log), values.published)
else race(Number(values.events))
