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

type Rows = ReturnType<typeof latenessOf>['bySteps']

function bottleneckSheet(
  name: 'bottlenecks' | 'bottleneckUnits',
  { nameOf, unitName, fewest, minutesPerDay }: Counting,
  rows: Rows,
  all: number,
): Sheet {
  const told = guardOf(fewest.shown)
  const isSteps = name === 'bottlenecks'
  return {
    name,
    columns: [
      { key: isSteps ? 'step' : 'unit', kind: 'text' },
      { key: 'lateCases', kind: 'count' },
      { key: 'days', kind: 'days' },
      { key: 'share', kind: 'share' },
      { key: 'points', kind: 'points' },
    ],
    rows: rows.map(({ key, cases, lateMinutes, points }) => [
      isSteps ? nameOf(key) : unitName(key),
      told.count(cases),
      told.of(cases, tenth(lateMinutes / minutesPerDay)),
      told.of(cases, all > 0 ? lateMinutes / all : 0),
      told.of(cases, hundredth(points)),
    ]),
  }
}

function stepSheet({ log, measure, limit, nameOf, fewest }: Counting, { nodes }: Flow): Sheet {
  const told = guardOf(fewest.shown)
  const timings = new Map(nodes.map(({ activity, timing }) => [activity, timing]))
  return {
    name: 'steps',
    columns: [
      { key: 'step', kind: 'text' },
      { key: 'cases', kind: 'count' },
      { key: 'times', kind: 'count' },
      { key: 'waiting', kind: 'hours' },
      { key: 'working', kind: 'hours' },
      { key: 'stopped', kind: 'hours' },
      { key: 'median', kind: 'hours' },
      { key: 'p90', kind: 'hours' },
      { key: 'overShare', kind: 'share' },
      { key: 'knownShare', kind: 'share' },
    ],
    rows: waitsOf(log, measure, limit).map((wait) => {
      const { activity, events, cases, waiting, working, stopped, known, late } = wait
      return [
        nameOf(activity),
        told.count(cases),
        told.counted(cases, events),
        known > 0 ? told.of(Math.min(cases, known), tenth(waiting / known / 60)) : null,
        told.of(cases, tenth(working / events / 60)),
        told.of(cases, tenth(stopped / events / 60)),
        told.of(cases, hours(timings.get(activity)?.median)),
        told.of(cases, hours(timings.get(activity)?.p90)),
        told.of(cases, late / events),
        told.of(cases, known / events),
      ]
    }),
  }
}

function transitionSheet({ nameOf, fewest, language }: Counting, { nodes, edges }: Flow): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  const border = (count: number): readonly Value[] => [told.count(count), told.count(count), null, null]
  return {
    name: 'transitions',
    columns: [
      { key: 'from', kind: 'text' },
      { key: 'to', kind: 'text' },
      { key: 'times', kind: 'count' },
      { key: 'cases', kind: 'count' },
      { key: 'median', kind: 'hours' },
      { key: 'p90', kind: 'hours' },
    ],
    rows: [
      ...nodes
        .filter(({ starts }) => starts > 0)
        .map((one) => [t.start, nameOf(one.activity), ...border(one.starts)]),
      ...edges.map(({ from, to, count, cases, timing }) => [
        nameOf(from),
        nameOf(to),
        told.counted(cases, count),
        told.count(cases),
        told.of(cases, hours(timing?.median)),
        told.of(cases, hours(timing?.p90)),
      ]),
      ...nodes
        .filter(({ ends }) => ends > 0)
        .map((one) => [nameOf(one.activity), t.end, ...border(one.ends)]),
    ],
  }
}

function variantSheet({ log, measure, nameOf, fewest, language }: Counting): Sheet {
  const told = guardOf(fewest.shown)
  const variants = variantsOf(log, measure)
  const rare = variants.filter(({ cases }) => told.isFew(cases))
  const rareCases = rare.reduce((sum, { cases }) => sum + cases, 0)
  const rareShare = rare.reduce((sum, { share }) => sum + share, 0)
  const others = textsFor(texts, language).otherPaths(formatNumber(rare.length, language), fewest.shown)
  return {
    name: 'variants',
    columns: [
      { key: 'path', kind: 'text' },
      { key: 'cases', kind: 'count' },
      { key: 'share', kind: 'share' },
      { key: 'median', kind: 'hours' },
    ],
    rows: [
      ...variants
        .filter(({ cases }) => !told.isFew(cases))
        .map(({ activities, cases, share, throughput }) => [
          activities.map(nameOf).join(' → '),
          cases,
          share,
          told.of(throughput?.count ?? 0, hours(throughput?.median)),
        ]),
      ...(rare.length > 0 ? [[others, told.count(rareCases), told.of(rareCases, rareShare), null]] : []),
    ],
  }
}

function reworkSheet({ log, measure, nameOf, fewest }: Counting): Sheet {
  const told = guardOf(fewest.shown)
  return {
    name: 'rework',
    columns: [
      { key: 'step', kind: 'text' },
      { key: 'cases', kind: 'count' },
      { key: 'loops', kind: 'count' },
      { key: 'returns', kind: 'count' },
      { key: 'hours', kind: 'hours' },
    ],
    rows: reworkOf(log, measure).map(({ activity, cases, selfLoops, returns, minutes }) => [
      nameOf(activity),
      told.count(cases),
      told.counted(cases, selfLoops),
      told.counted(cases, returns),
      told.of(cases, hours(minutes)),
    ]),
  }
}

function handOverSheet(
  name: 'unitHandOvers' | 'roleHandOvers',
  { log, measure, unitName, roleName, fewest }: Counting,
): Sheet {
  const told = guardOf(fewest.shown)
  const [between, nameOf] =
    name === 'unitHandOvers' ? (['unit', unitName] as const) : (['role', roleName] as const)
  return {
    name,
    columns: [
      { key: 'from', kind: 'text' },
      { key: 'to', kind: 'text' },
      { key: 'times', kind: 'count' },
      { key: 'cases', kind: 'count' },
      { key: 'median', kind: 'hours' },
      { key: 'waitingMedian', kind: 'hours' },
    ],
    rows: handOversOf(log, measure, between).map(({ from, to, count, cases, timing, waiting }) => [
      nameOf(from),
      nameOf(to),
      told.counted(cases, count),
      told.count(cases),
      told.of(cases, hours(timing?.median)),
      told.of(Math.min(cases, waiting?.count ?? 0), hours(waiting?.median)),
    ]),
  }
}

type Deviations = NonNullable<ReturnType<typeof conformanceOf>>['deviations']

function deviationSheet({ nameOf, fewest, language }: Counting, deviations: Deviations): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  return {
    name: 'deviations',
    columns: [
      { key: 'step', kind: 'text' },
      { key: 'kind', kind: 'text' },
      { key: 'cases', kind: 'count' },
      { key: 'times', kind: 'count' },
    ],
    rows: deviations.map(({ activity, kind, cases, count }) => [
      nameOf(activity),
      t[kind],
      told.count(cases),
      told.counted(cases, count),
    ]),
  }
}

function comparisonSheet({ fewest, language }: Counting, comparison: Comparison | undefined): Sheet {
  const told = guardOf(fewest.shown)
  const t = textsFor(texts, language)
  return {
    name: 'comparison',
    columns: [
      { key: 'side', kind: 'text' },
      { key: 'cases', kind: 'count' },
      { key: 'median', kind: 'hours' },
      { key: 'lateShare', kind: 'share' },
    ],
    rows: comparison
      ? (['before', 'after'] as const).map((side) => {
          const { cases, median, lateShare } = comparison[side]
          return [t[side], told.count(cases), told.of(cases, hours(median)), told.of(cases, lateShare)]
        })
      : [],
  }
}
