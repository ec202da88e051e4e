/**
 * Số liệu: every analysis as tables that a page, a file and the API show alike. What concerns fewer than a few cases is not told:
 * its count is "under five" and its times and shares are left out (docs/legal.md#small-numbers). Pure.
 */

import { formatNumber, type Language, textsFor } from '#kernel/text.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { latenessOf } from '../bottlenecks/domain.ts'
import { type Comparison, compareSides, type Split } from '../comparison/domain.ts'
import { conformanceOf } from '../conformance/domain.ts'
import { type LogCase, type Measure, timingOf } from '../domain.ts'
import { discoverFlow, type Flow } from '../flow/domain.ts'
import { handOversOf } from '../handovers/domain.ts'
import { reworkOf, throughputOf, variantsOf } from '../variants/domain.ts'
import { type StepLimit, waitsOf } from '../waiting/domain.ts'
import { texts } from './texts.ts'

export const sheetNames = [
  'bottlenecks',
  'bottleneckUnits',
  'steps',
  'transitions',
  'variants',
  'rework',
  'unitHandOvers',
  'roleHandOvers',
  'deviations',
  'comparison',
] as const
export type SheetName = (typeof sheetNames)[number]

/** How a value is written: `hours` and `days` are working time, `share` from 0 to 1. */
export type ValueKind = 'text' | 'count' | 'hours' | 'days' | 'share' | 'points'
/** Too few to be told; `null` is not known or not told. */
export type Few = { readonly below: number }
export type Value = string | number | Few | null
type ColumnName = Exclude<keyof (typeof texts)['vi'], SheetName>
export type Sheet = {
  readonly name: SheetName
  readonly columns: readonly { readonly key: ColumnName; readonly kind: ValueKind }[]
  readonly rows: readonly (readonly Value[])[]
}

/** From how many cases on figures are told, and from how many a side on two sides are compared. */
export type Fewest = { readonly shown: number; readonly compared: number }

export type Facts = {
  readonly cases: Value
  readonly finished: Value
  readonly late: Value
  readonly lateShare: number | null
  readonly daysLost: number | null
  readonly pointsLost: number | null
  readonly medianDays: number | null
  readonly fitness: number | null
  readonly conformingShare: number | null
}
export type Figures = {
  readonly facts: Facts
  readonly sheets: Readonly<Record<SheetName, Sheet>>
  readonly flow: Flow
  readonly comparison: Comparison | undefined
}

/** What a log is counted with. */
export type Counting = {
  readonly log: readonly LogCase[]
  readonly measure: Measure
  readonly limit: StepLimit
  /** By version. */
  readonly definitions: ReadonlyMap<number, ProcedureDefinition>
  readonly nameOf: (activity: string) => string
  readonly unitName: (code: string) => string
  readonly roleName: (role: string) => string
  readonly split: Split | undefined
  readonly fewest: Fewest
  readonly minutesPerDay: number
  readonly now: number
  readonly language: Language
}

const tenth = (value: number) => Math.round(value * 10) / 10
const hundredth = (value: number) => Math.round(value * 100) / 100

/** Every figure of a log. */
export function figuresOf(counting: Counting): Figures {
  const { log, measure, limit, definitions, fewest, minutesPerDay, now, split } = counting
  const flow = discoverFlow(log, measure)
  const lateness = latenessOf(log, measure, limit, now)
  const conformance = conformanceOf(log, (version) => definitions.get(version))
  const comparison = split && compareSides(log, measure, split, fewest.compared)
  const times = timingOf(log.flatMap((one) => throughputOf(one, measure) ?? []))
  const told = guardOf(fewest.shown)
  const finished = log.filter(({ finishedAt }) => finishedAt !== null).length
  return {
    flow,
    comparison,
    facts: {
      cases: told.count(flow.cases),
      finished: told.count(finished),
      late: told.count(lateness.late),
      lateShare: told.of(lateness.cases, lateness.late / lateness.cases),
      daysLost: told.of(lateness.cases, tenth(lateness.lateMinutes / minutesPerDay)),
      pointsLost: told.of(lateness.cases, hundredth(lateness.points)),
      medianDays: told.of(times?.count ?? 0, tenth((times?.median ?? 0) / minutesPerDay)),
      fitness: told.of(conformance?.cases ?? 0, conformance?.fitness ?? 0),
      conformingShare: told.of(
        conformance?.cases ?? 0,
        (conformance?.conforming ?? 0) / (conformance?.cases ?? 1),
      ),
    },
    sheets: {
      bottlenecks: bottleneckSheet('bottlenecks', counting, lateness.bySteps, lateness.lateMinutes),
      bottleneckUnits: bottleneckSheet('bottleneckUnits', counting, lateness.byUnits, lateness.lateMinutes),
      steps: stepSheet(counting, flow),
      transitions: transitionSheet(counting, flow),
      variants: variantSheet(counting),
      rework: reworkSheet(counting),
      unitHandOvers: handOverSheet('unitHandOvers', counting),
      roleHandOvers: handOverSheet('roleHandOvers', counting),
      deviations: deviationSheet(counting, conformance?.deviations ?? []),
      comparison: comparisonSheet(counting, comparison),
    },
  }
}

/** What may be told of so many cases. */
export function guardOf(fewest: number) {
  const few = { below: fewest }
  return {
    isFew: (cases: number) => cases > 0 && cases < fewest,
    count: (cases: number): number | Few => (cases > 0 && cases < fewest ? few : cases),
    /** A number of something that so many cases have. */
    counted: (cases: number, value: number): number | Few => (cases > 0 && cases < fewest ? few : value),
    of: (cases: number, value: number | undefined): number | null =>
      cases < fewest || value === undefined ? null : value,
  }
}

const hours = (minutes: number | undefined) => (minutes === undefined ? undefined : tenth(minutes / 60))

type Column<Row> = readonly [key: ColumnName, kind: ValueKind, value: (row: Row) => Value]

const sheetOf = <Row>(
  name: SheetName,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  last: Sheet['rows'] = [],
): Sheet => ({
  name,
  columns: columns.map(([key, kind]) => ({ key, kind })),
  rows: [...rows.map((row) => columns.map(([, , value]) => value(row))), ...last],
})

function bottleneckSheet(
  name: 'bottlenecks' | 'bottleneckUnits',
  { nameOf, unitName, fewest, minutesPerDay }: Counting,
  rows: ReturnType<typeof latenessOf>['bySteps'],
  all: number,
): Sheet {
  const told = guardOf(fewest.shown)
  const isSteps = name === 'bottlenecks'
  return sheetOf(name, rows, [
    [isSteps ? 'step' : 'unit', 'text', ({ key }) => (isSteps ? nameOf(key) : unitName(key))],
    ['lateCases', 'count', ({ cases }) => told.count(cases)],
    ['days', 'days', ({ cases, lateMinutes }) => told.of(cases, tenth(lateMinutes / minutesPerDay))],
    ['share', 'share', ({ cases, lateMinutes }) => told.of(cases, all > 0 ? lateMinutes / all : 0)],
    ['points', 'points', ({ cases, points }) => told.of(cases, hundredth(points))],
  ])
}

function stepSheet({ log, measure, limit, nameOf, fewest }: Counting, { nodes }: Flow): Sheet {
  const told = guardOf(fewest.shown)
  const timings = new Map(nodes.map(({ activity, timing }) => [activity, timing]))
  const each = (minutes: number, times: number) => tenth(minutes / times / 60)
  return sheetOf('steps', waitsOf(log, measure, limit), [
    ['step', 'text', ({ activity }) => nameOf(activity)],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['times', 'count', ({ cases, events }) => told.counted(cases, events)],
    [
      'waiting',
      'hours',
      ({ cases, known, waiting }) =>
        known > 0 ? told.of(Math.min(cases, known), each(waiting, known)) : null,
    ],
    ['working', 'hours', ({ cases, working, events }) => told.of(cases, each(working, events))],
    ['stopped', 'hours', ({ cases, stopped, events }) => told.of(cases, each(stopped, events))],
    ['median', 'hours', ({ cases, activity }) => told.of(cases, hours(timings.get(activity)?.median))],
    ['p90', 'hours', ({ cases, activity }) => told.of(cases, hours(timings.get(activity)?.p90))],
    ['overShare', 'share', ({ cases, late, events }) => told.of(cases, late / events)],
    ['knownShare', 'share', ({ cases, known, events }) => told.of(cases, known / events)],
  ])
}

function transitionSheet({ nameOf, fewest, language }: Counting, { nodes, edges }: Flow): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  const border = { timing: undefined }
  const begun = nodes.filter(({ starts }) => starts > 0)
  const ended = nodes.filter(({ ends }) => ends > 0)
  const rows = [
    ...begun.map(({ activity, starts }) => ({
      ...border,
      from: t.start,
      to: nameOf(activity),
      count: starts,
      cases: starts,
    })),
    ...edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
    ...ended.map(({ activity, ends }) => ({
      ...border,
      from: nameOf(activity),
      to: t.end,
      count: ends,
      cases: ends,
    })),
  ]
  return sheetOf('transitions', rows, [
    ['from', 'text', ({ from }) => from],
    ['to', 'text', ({ to }) => to],
    ['times', 'count', ({ cases, count }) => told.counted(cases, count)],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['median', 'hours', ({ cases, timing }) => told.of(cases, hours(timing?.median))],
    ['p90', 'hours', ({ cases, timing }) => told.of(cases, hours(timing?.p90))],
  ])
}

function variantSheet({ log, measure, nameOf, fewest, language }: Counting): Sheet {
  const told = guardOf(fewest.shown)
  const variants = variantsOf(log, measure)
  const rare = variants.filter(({ cases }) => told.isFew(cases))
  const rareCases = rare.reduce((sum, { cases }) => sum + cases, 0)
  const rareShare = rare.reduce((sum, { share }) => sum + share, 0)
  const others = textsFor(texts, language).otherPaths(formatNumber(rare.length, language), fewest.shown)
  return sheetOf(
    'variants',
    variants.filter(({ cases }) => !told.isFew(cases)),
    [
      ['path', 'text', ({ activities }) => activities.map(nameOf).join(' → ')],
      ['cases', 'count', ({ cases }) => cases],
      ['share', 'share', ({ share }) => share],
      ['median', 'hours', ({ throughput }) => told.of(throughput?.count ?? 0, hours(throughput?.median))],
    ],
    rare.length > 0 ? [[others, told.count(rareCases), told.of(rareCases, rareShare), null]] : [],
  )
}

function reworkSheet({ log, measure, nameOf, fewest }: Counting): Sheet {
  const told = guardOf(fewest.shown)
  return sheetOf('rework', reworkOf(log, measure), [
    ['step', 'text', ({ activity }) => nameOf(activity)],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['loops', 'count', ({ cases, selfLoops }) => told.counted(cases, selfLoops)],
    ['returns', 'count', ({ cases, returns }) => told.counted(cases, returns)],
    ['hours', 'hours', ({ cases, minutes }) => told.of(cases, hours(minutes))],
  ])
}

function handOverSheet(
  name: 'unitHandOvers' | 'roleHandOvers',
  { log, measure, unitName, roleName, fewest }: Counting,
): Sheet {
  const told = guardOf(fewest.shown)
  const [between, nameOf] =
    name === 'unitHandOvers' ? (['unit', unitName] as const) : (['role', roleName] as const)
  return sheetOf(name, handOversOf(log, measure, between), [
    ['from', 'text', ({ from }) => nameOf(from)],
    ['to', 'text', ({ to }) => nameOf(to)],
    ['times', 'count', ({ cases, count }) => told.counted(cases, count)],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['median', 'hours', ({ cases, timing }) => told.of(cases, hours(timing?.median))],
    [
      'waitingMedian',
      'hours',
      ({ cases, waiting }) => told.of(Math.min(cases, waiting?.count ?? 0), hours(waiting?.median)),
    ],
  ])
}

type Deviations = NonNullable<ReturnType<typeof conformanceOf>>['deviations']

function deviationSheet({ nameOf, fewest, language }: Counting, deviations: Deviations): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  return sheetOf('deviations', deviations, [
    ['step', 'text', ({ activity }) => nameOf(activity)],
    ['kind', 'text', ({ kind }) => t[kind]],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['times', 'count', ({ cases, count }) => told.counted(cases, count)],
  ])
}

function comparisonSheet({ fewest, language }: Counting, comparison: Comparison | undefined): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  const sides = comparison
    ? (['before', 'after'] as const).map((side) => ({ side, ...comparison[side] }))
    : []
  return sheetOf('comparison', sides, [
    ['side', 'text', ({ side }) => t[side]],
    ['cases', 'count', ({ cases }) => told.count(cases)],
    ['median', 'hours', ({ cases, median }) => told.of(cases, hours(median))],
    ['lateShare', 'share', ({ cases, lateShare }) => told.of(cases, lateShare)],
  ])
}
