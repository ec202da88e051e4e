/** Tự chấm và thẩm định: an agency says what stands behind its points, a second person of the level above verifies it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import { officerOf } from '#kernel/policy.ts'
import { formatDate } from '#kernel/text.ts'
import { addDays } from '#kernel/types.ts'
import { type Period, reachedBy } from '#modules/indicators/api.ts'
import { agencyPoints, type Figures, isOfAgency, isTold, type OfAgency } from '../criteria/domain.ts'
import { refusal } from '../domain.ts'
import { figuresFor, type Judged, openAgencies, setFor } from '../reports/commands.ts'
import type { Score } from '../reports/domain.ts'
import { findComplaints, findScores, refute as refuteAnswer } from '../reports/store.ts'
import { readFigures, verifies } from './domain.ts'
import * as store from './store.ts'

export type ToScore = {
  readonly criterion: OfAgency
  /** What the platform holds, as a first proposal. */
  readonly known: Figures
  readonly self: Score | undefined
  readonly verified: Score | undefined
}

export type Scoring = {
  readonly set: CriteriaSet
  readonly period: Period
  readonly today: string
  /** Agencies that the officer scores or verifies; none where the officer's agency is above nobody. */
  readonly units: readonly Judged[]
  readonly unit: Judged | undefined
  readonly criteria: readonly ToScore[]
}

type Side = 'self' | 'verified'
type Asked = { readonly unitCode: string | undefined; readonly period: Period }

/** Throws `satisfaction.unknownUnit` for an agency that is not the officer's to score, or to verify. */
export const openScoring = (
  context: Context,
  side: Side,
  asked: Asked,
  lists: readonly ListSource[],
): Promise<Scoring> => read(context, (tx) => scoringFor(tx, context, side, asked, lists))

async function scoringFor(
  tx: Tx,
  context: Context,
  side: Side,
  { unitCode, period }: Asked,
  lists: readonly ListSource[],
): Promise<Scoring> {
  const set = setFor(context, period)
  const found = await openAgencies(tx, context, period, lists)
  const units = await unitsFor(tx, context, side, found)
  const unit = unitCode === undefined ? units[0] : units.find(({ code }) => code === unitCode)
  if (unitCode !== undefined && !unit) throw refusal.unknownUnit()
  const told = set.criteria.filter(isOfAgency).filter(isTold)
  const known = await figuresFor(tx, context, found.ground, told, period)
  const scores = (await findScores(tx, period)).filter(({ unitId }) => unitId === unit?.id)
  const criteria = told.map((criterion) => {
    const own = (wanted: Side) =>
      scores.find(({ number, side: one }) => number === criterion.number && one === wanted)
    return {
      criterion,
      known: unit ? known(unit, criterion.number, 'known') : {},
      self: own('self'),
      verified: own('verified'),
    }
  })
  return { set, period, today: context.today, units, unit, criteria }
}

/** The own agency to score; those below it, or itself where none is above, to verify. */
async function unitsFor(
  tx: Tx,
  context: Context,
  side: Side,
  { judged, agencies }: Awaited<ReturnType<typeof openAgencies>>,
): Promise<readonly Judged[]> {
  const officer = officerOf(context.actor)
  const own = judged.find(({ id }) => id === agencies.get(officer.unitId))
  if (!own) return []
  if (side === 'self') return [own]
  const reached = new Set(await reachedBy(tx, [officer.unitReach]))
  return judged.filter((unit) => reached.has(unit.id) && verifies(own, unit, judged))
}

type Typed = {
  readonly number: string
  readonly figure: (key: string) => string
  readonly ground: string
}

/**
 * Tự chấm một tiêu chí of the officer's own agency, for a period that is over. Answers the points. Throws what `readFigures`
 * throws, and `satisfaction.periodRuns`, `satisfaction.groundNeeded`, `satisfaction.alreadyVerified`.
 */
export function scoreOwn(
  context: Context,
  period: Period,
  typed: Typed,
  lists: readonly ListSource[],
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const scoring = await scoringFor(tx, context, 'self', { unitCode: undefined, period }, lists)
    const { unit } = scoring
    if (!unit) throw refusal.unknownUnit()
    await store.lockScores(tx, unit.id, period.from)
    const fresh = await findScores(tx, period)
    const isVerified = fresh.some(
      ({ unitId, number, side }) => unitId === unit.id && number === typed.number && side === 'verified',
    )
    if (isVerified) throw refusal.alreadyVerified()
    return save(tx, context, { scoring, unit, side: 'self', typed })
  })
}

/**
 * Thẩm định one criterion of an agency below, on what it told last (`seen`). Answers the points. Throws as `scoreOwn`, and
 * `satisfaction.notScored`, `satisfaction.scoredMeanwhile`, `satisfaction.ownScore`.
 */
export function verifyScore(
  context: Context,
  { unitCode, period, seen, ...typed }: Typed & { unitCode: string; period: Period; seen: string },
  lists: readonly ListSource[],
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const scoring = await scoringFor(tx, context, 'verified', { unitCode, period }, lists)
    const { unit } = scoring
    if (!unit) throw refusal.unknownUnit()
    await store.lockScores(tx, unit.id, period.from)
    const self = (await findScores(tx, period)).find(
      (one) => one.unitId === unit.id && one.number === typed.number && one.side === 'self',
    )
    if (!self) throw refusal.notScored()
    if (self.id !== seen) throw refusal.scoredMeanwhile()
    if (self.byId === officerOf(context.actor).personId) throw refusal.ownScore()
    return save(tx, context, { scoring, unit, side: 'verified', typed })
  })
}

type Saving = {
  readonly scoring: Scoring
  readonly unit: Judged
  readonly side: Side
  readonly typed: Typed
}

async function save(tx: Tx, context: Context, { scoring, unit, side, typed }: Saving): Promise<number> {
  const { set, period, criteria } = scoring
  if (period.to >= context.today)
    throw refusal.periodRuns({ details: { from: formatDate(addDays(period.to, 1)) } })
  const criterion = criteria.find((one) => one.criterion.number === typed.number)?.criterion
  if (!criterion) throw refusal.unknownCriterion()
  const figures = readFigures(criterion, typed.figure)
  const ground = typed.ground.trim()
  if (ground.length < 3 || ground.length > 1000) throw refusal.groundNeeded()
  const points = agencyPoints(criterion, unit.level, figures)
  if (points === null) throw refusal.unknownCriterion()
  await store.saveScore(tx, {
    unitId: unit.id,
    criteria: set.code,
    version: set.version,
    number: criterion.number,
    from: period.from,
    to: period.to,
    side,
    figures,
    points,
    ground,
    by: officerOf(context.actor).personId,
    at: context.now,
  })
  await appendEvent(tx, context, side === 'self' ? 'satisfaction.scored' : 'satisfaction.verified', {
    subject: unit.id,
    payload: {
      unit: unit.code,
      criterion: criterion.number,
      from: period.from,
      to: period.to,
      points,
    },
  })
  return points
}

/** Complaints with a name, of agencies that the officer verifies. Who looked is told. */
export const listComplaints = (context: Context, period: Period, lists: readonly ListSource[]) =>
  inTransaction(context, async (tx) => {
    const found = await findComplaints(tx, await unitIdsBelow(tx, context, period, lists))
    await recordLook(tx, context, { of: found.map(({ caseId }) => caseId), what: 'list', why: 'complaint' })
    return found
  })

async function unitIdsBelow(tx: Tx, context: Context, period: Period, lists: readonly ListSource[]) {
  const found = await openAgencies(tx, context, period, lists)
  const below = new Set((await unitsFor(tx, context, 'verified', found)).map(({ id }) => id))
  return [...found.agencies].flatMap(([id, agency]) => (below.has(agency) ? [id] : []))
}

type Refute = { readonly code: string; readonly ground: string; readonly period: Period }

/**
 * Xác minh phàn nàn là sai, by the level above: the dossier's criterion 7 then counts as without a complaint. Throws
 * `satisfaction.unknownComplaint` and `satisfaction.groundNeeded`.
 */
export async function refuteComplaint(
  context: Context,
  { code, ground, period }: Refute,
  lists: readonly ListSource[],
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const [complaint] = await findComplaints(tx, await unitIdsBelow(tx, context, period, lists), code)
    if (!complaint) throw refusal.unknownComplaint()
    const plain = ground.trim()
    if (plain.length < 3 || plain.length > 1000) throw refusal.groundNeeded()
    const { personId: by } = officerOf(context.actor)
    const { caseId, unitId } = complaint
    if (!(await refuteAnswer(tx, { caseId, by, ground: plain, at: context.now })))
      throw refusal.unknownComplaint()
    await appendEvent(tx, context, 'satisfaction.complaintRefuted', {
      subject: caseId,
      unitId,
      payload: { code, ground: plain },
    })
  })
}
