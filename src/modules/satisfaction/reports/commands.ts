/** Đọc báo cáo: every agency's criteria for a period, and the dossiers behind them. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import { officerOf } from '#kernel/policy.ts'
import {
  countersFor,
  figureOf,
  type Ground,
  openGround,
  type Period,
  parsePeriod,
  periodOf,
  reachedBy,
  scoredUnits,
  spanOf,
  type UnitAt,
} from '#modules/indicators/api.ts'
import { type Figures, isOfAgency, type OfAgency, setOn } from '../criteria/domain.ts'
import { refusal } from '../domain.ts'
import { type AgencyReport, agencyOf, apart, judgedPeriods, reportOf } from './domain.ts'
import * as store from './store.ts'

/** The period a page asks for; this quarter without one. Throws `satisfaction.unknownPeriod`. */
export function wantedPeriod({ today }: Pick<Context, 'today'>, text: string | undefined): Period {
  const period = text === undefined ? periodOf('quarter', today) : parsePeriod(text)
  const isJudged = period && judgedPeriods.some((kind) => kind === period.kind)
  if (!period || !isJudged || period.from > today) throw refusal.unknownPeriod()
  return period
}

export type Judged = UnitAt & { readonly level: AgencyReport['level'] }

export type Reports = {
  readonly set: CriteriaSet
  readonly period: Period
  readonly today: string
  readonly reports: readonly AgencyReport[]
  /** The agency that each unit belongs to, by id. */
  readonly agencies: ReadonlyMap<string, string>
}

/** BM02 of every agency, which together are BM03. Throws `satisfaction.noSet` for a period before there were criteria. */
export function openReports(
  context: Context,
  period: Period,
  lists: readonly ListSource[],
): Promise<Reports> {
  return read(context, (tx) => reportsFor(tx, context, period, lists))
}

/** The criteria that hold at the end of a period. Throws `satisfaction.noSet`. */
export function setFor(context: Context, period: Period): CriteriaSet {
  const set = setOn(context.pack.satisfaction, spanOf(period, context).to)
  if (!set) throw refusal.noSet()
  return set
}

export async function reportsFor(
  tx: Tx,
  context: Context,
  period: Period,
  lists: readonly ListSource[],
): Promise<Reports> {
  const set = setFor(context, period)
  const span = spanOf(period, context)
  const { ground, judged, agencies } = await openAgencies(tx, context, period, lists)
  const grouped = await store.findGrouped(tx, span)
  const scores = await store.findScores(tx, period)
  const count = await figuresFor(tx, context, ground, set.criteria.filter(isOfAgency), period)
  const byAgency = <Row extends { readonly unitId: string }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ unitId }) => agencies.get(unitId))
  const [times, answers, rated] = [
    byAgency(grouped.times),
    byAgency(grouped.answers),
    byAgency(grouped.rated),
  ]
  const reports = judged.map((unit) =>
    reportOf({
      set,
      unit,
      grouped: {
        times: times.get(unit.id) ?? [],
        answers: answers.get(unit.id) ?? [],
        rated: rated.get(unit.id) ?? [],
      },
      scores: scores.filter(({ unitId }) => unitId === unit.id),
      counted: (number) => count(unit, number, 'of'),
    }),
  )
  return { set, period, today: context.today, reports, agencies }
}

type Agencies = {
  readonly ground: Ground
  readonly judged: readonly Judged[]
  readonly agencies: ReadonlyMap<string, string>
}

/** Agencies that are judged in a period, each with only what is its own. */
export async function openAgencies(
  tx: Tx,
  context: Context,
  period: Period,
  lists: readonly ListSource[],
): Promise<Agencies> {
  const ground = await openGround(tx, context, lists)
  const judged = scoredUnits(ground.units, spanOf(period, context).to)
  const agencies = agencyOf(ground.units, new Set(judged.map(({ id }) => id)))
  return { ground: { ...ground, units: apart(ground.units, agencies) }, judged, agencies }
}

/** Figures of criteria as the platform counts them: those it answers for itself, or what it knows of those that are told. */
export async function figuresFor(
  tx: Tx,
  context: Context,
  ground: Ground,
  criteria: readonly OfAgency[],
  period: Period,
): Promise<(unit: UnitAt, number: string, from: 'of' | 'known') => Figures> {
  const formulas = criteria.flatMap(({ number, figures }) =>
    figures.flatMap(({ key, name, unit, of, per, known }) => {
      const text = of ?? known
      const indicator = text && {
        code: key,
        name,
        plain: name,
        group: 'x',
        of: text,
        ...(per !== undefined && { per }),
        unit: unit === 'percent' ? ('percent' as const) : ('count' as const),
        better: 'more' as const,
        whenNothing: 'notApplicable' as const,
        legal: '',
      }
      return indicator ? [{ number, key, from: of === undefined ? 'known' : 'of', indicator }] : []
    }),
  )
  const entered = new Map(
    context.pack.indicators.flatMap((set) => set.entered.map((one) => [one.key, one] as const)),
  )
  const set = { indicators: formulas.map(({ indicator }) => indicator), entered: [...entered.values()] }
  const [counted] = await countersFor(tx, context, ground, [{ set, period }])
  const byId = new Map(ground.units.map((unit) => [unit.id, unit]))
  return (unit, number, from) => {
    const own = counted?.(byId.get(unit.id) ?? unit) ?? new Map()
    return Object.fromEntries(
      formulas
        .filter((one) => one.number === number && one.from === from)
        .map(({ key, indicator }) => [key, figureOf(indicator, own).value]),
    )
  }
}

/** Agencies in the reach of the officer's post, first the one it belongs to. */
export async function reachedAgencies(
  tx: Tx,
  context: Context,
  { judged, agencies }: Pick<Agencies, 'judged' | 'agencies'>,
): Promise<readonly Judged[]> {
  const officer = officerOf(context.actor)
  const reached = new Set(await reachedBy(tx, [officer.unitReach]))
  const own = agencies.get(officer.unitId)
  const found = judged.filter(({ id }) => reached.has(id) || id === own)
  return found.toSorted((a, b) => Number(b.id === own) - Number(a.id === own))
}

export type OfficeReport = Reports & {
  readonly own: AgencyReport
  /** Agencies that the officer may choose. */
  readonly units: readonly UnitAt[]
}

type Asked = { readonly unitCode: string | undefined; readonly period: Period }

/** BM02 and BM03 for an officer: of the own agency, and of those below it in reach. Throws `satisfaction.unknownUnit`. */
export function openOfficeReport(
  context: Context,
  { unitCode, period }: Asked,
  lists: readonly ListSource[],
): Promise<OfficeReport> {
  return read(context, async (tx) => {
    const all = await reportsFor(tx, context, period, lists)
    const judged = all.reports.map(({ unit, level }) => ({ ...unit, level }))
    const units = await reachedAgencies(tx, context, { judged, agencies: all.agencies })
    const unit = unitCode === undefined ? units[0] : units.find(({ code }) => code === unitCode)
    const reports = all.reports.filter((one) => units.some(({ id }) => id === one.unit.id))
    const own = reports.find((one) => one.unit.id === unit?.id)
    if (!own) throw refusal.unknownUnit()
    return { ...all, reports, own, units }
  })
}

const rowsMax = { page: 50, file: 20_000 } as const

export type DossierReport = {
  readonly set: CriteriaSet
  readonly period: Period
  readonly today: string
  readonly unit: UnitAt
  readonly units: readonly UnitAt[]
  readonly rows: readonly store.RatedDossier[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Answers without a name; `undefined` while they are so few that they would tell of somebody. */
  readonly unnamed: readonly store.Unnamed[] | undefined
}

/** BM01. What people said with their name is looked at; what they said without it is told apart from every dossier. */
export function openDossierReport(
  context: Context,
  { unitCode, period, page }: Asked & { readonly page: number | 'all' },
  lists: readonly ListSource[],
): Promise<DossierReport> {
  return inTransaction(context, async (tx) => {
    const found = await openAgencies(tx, context, period, lists)
    const units = await reachedAgencies(tx, context, found)
    const unit = unitCode === undefined ? units[0] : units.find(({ code }) => code === unitCode)
    if (!unit) throw refusal.unknownUnit()
    const reached = new Set(await reachedBy(tx, [officerOf(context.actor).unitReach]))
    const unitIds = [...found.agencies].flatMap(([id, agency]) =>
      agency === unit.id && reached.has(id) ? [id] : [],
    )
    const span = spanOf(period, context)
    const most = page === 'all' ? rowsMax.file : rowsMax.page
    const from = page === 'all' ? 0 : (page - 1) * most
    const { rows, total } = await store.findDossiers(tx, span, { unitIds, most, from })
    const said = rows.filter(({ rating }) => rating !== null).map(({ id }) => id)
    await recordLook(tx, context, { of: said, what: 'list', why: 'work' })
    const unnamed = await store.findUnnamed(tx, span, unitIds)
    const { shown = 5 } = context.pack.manifest.smallNumbers ?? {}
    return {
      set: setFor(context, period),
      period,
      today: context.today,
      unit,
      units,
      rows,
      total,
      page: page === 'all' ? 1 : page,
      pages: Math.max(1, Math.ceil(total / most)),
      unnamed: unnamed.length >= shown ? unnamed : undefined,
    }
  })
}
