/** Cuối ngày: count, explain what differs, sign; a second person checks. A difference stays until it agrees. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { addDays, type CalendarDate, instantAt, parseCalendarDate } from '#kernel/types.ts'
import { totalsOfDay } from '#modules/payments/api.ts'
import { refusal } from '../domain.ts'
import {
  type Counted,
  countedDifferences,
  type Difference,
  type Figures,
  type OpenDifference,
  settledByCheck,
} from './domain.ts'
import * as store from './store.ts'

export type ClosingView = {
  readonly day: CalendarDate
  readonly figures: Figures
  readonly differences: readonly (Difference & Partial<OpenDifference>)[]
  readonly closing: store.Closing | undefined
  readonly maySign: boolean
  readonly mayCheck: boolean
}

const keyOf = ({ kind, subject }: Difference) => `${kind} ${subject}`

function dayOf({ actor, today }: Context, wanted?: string): store.Day {
  const named = wanted ? parseCalendarDate(wanted) : undefined
  const day = named && named <= today ? named : today
  return { officer: officerOf(actor), day, from: instantAt(day), to: instantAt(addDays(day, 1)) }
}

/** The desk's own counts beside the book of fees. */
async function figuresOf(tx: Tx, day: store.Day): Promise<Figures> {
  const { byMeans, receipts, voided } = await totalsOfDay(tx, day.officer.unitId, day.day)
  const { cash, card, transfer } = byMeans
  return {
    ...(await store.findFigures(tx, day)),
    feesNotedVnd: cash,
    feesOtherVnd: card + transfer,
    receipts,
    voided,
  }
}

/** Bảng đối soát of a day: what agrees is not listed, what does not is, from whichever day it comes. */
export function viewClosing(context: Context, wanted?: string): Promise<ClosingView> {
  const day = dayOf(context, wanted)
  return read(context, async (tx) => {
    const closing = await store.findClosing(tx, day.officer.unitId, day.day)
    const open = await store.findOpenDifferences(tx, day.officer.unitId)
    const found = closing ? [] : await store.findDifferences(tx, day)
    const known = new Set(open.map(keyOf))
    return {
      day: day.day,
      figures: closing?.figures ?? (await figuresOf(tx, day)),
      differences: [...open, ...found.filter((one) => !known.has(keyOf(one)))],
      closing,
      maySign: !closing,
      mayCheck:
        closing !== undefined && closing.checkedAt === null && closing.signedById !== day.officer.personId,
    }
  })
}

export type CloseDay = Counted & {
  readonly day?: string | undefined
  /** Explanations by kind and subject of the line. */
  readonly explanations: ReadonlyMap<string, string>
}

export const lineKey = keyOf

/**
 * Ký chốt ngày. Every line that does not agree must be explained; those that agree again are settled. Explanations are
 * kept even when the day cannot be signed yet. Throws `desk.differencesOpen` and `desk.dayClosed`.
 */
export async function closeDay(context: Context, close: CloseDay): Promise<void> {
  const day = dayOf(context, close.day)
  const { officer } = day
  const unexplained = await inTransaction(context, async (tx) => {
    if (await store.findClosing(tx, officer.unitId, day.day)) throw refusal.dayClosed()
    const figures = await figuresOf(tx, day)
    const open = await bringUpToDate(tx, context, day, figures, close)
    const missing = open.filter(({ explanation }) => !explanation)
    if (missing.length > 0) return missing.length
    const { cashVnd, papers } = close
    if (!(await store.insertClosing(tx, day, { figures, cashVnd, papers, at: context.now })))
      throw refusal.dayClosed()
    await appendEvent(tx, context, 'desk.daySigned', {
      subject: officer.unitId,
      payload: { day: day.day, differences: open.length, cashVnd, papers },
    })
    return 0
  })
  if (unexplained > 0) throw refusal.differencesOpen({ details: { count: unexplained } })
}

/** Found anew, kept, explained, and settled where they agree now. A count of an earlier day waits for its check. */
async function bringUpToDate(
  tx: Tx,
  context: Context,
  day: store.Day,
  figures: Figures,
  close: CloseDay,
): Promise<readonly OpenDifference[]> {
  const { officer } = day
  const place = { unitId: officer.unitId, day: day.day }
  const found = [...(await store.findDifferences(tx, day)), ...countedDifferences(figures, close, day.day)]
  await store.keepDifferences(tx, place, found, () => newId(context.now))
  const keys = new Set(found.map(keyOf))
  const all = await store.findOpenDifferences(tx, officer.unitId)
  const isRight = (one: OpenDifference) =>
    !keys.has(keyOf(one)) && (!settledByCheck(one.kind) || one.subject === day.day)
  await store.settleDifferences(
    tx,
    all.filter(isRight).map(({ id }) => id),
    day.day,
  )
  for (const one of all) {
    const text = close.explanations.get(keyOf(one))?.trim()
    if (text && text !== one.explanation)
      await store.explainDifference(tx, { id: one.id, unitId: officer.unitId, text, by: officer.personId })
  }
  const open = await store.findOpenDifferences(tx, officer.unitId)
  return open
}

/** Đối soát by somebody else: with it the counts of the day are settled, as explained. */
export async function checkDay(context: Context, wanted?: string): Promise<void> {
  const day = dayOf(context, wanted)
  const { officer } = day
  await inTransaction(context, async (tx) => {
    const closing = await store.findClosing(tx, officer.unitId, day.day)
    if (!closing) throw refusal.notSigned()
    if (closing.signedById === officer.personId) throw refusal.checkedBySelf()
    if (closing.checkedAt) throw refusal.dayClosed()
    await store.checkClosing(tx, day, context.now)
    const open = await store.findOpenDifferences(tx, officer.unitId)
    const counts = open.filter(({ kind, subject }) => settledByCheck(kind) && subject === day.day)
    await store.settleDifferences(
      tx,
      counts.map(({ id }) => id),
      day.day,
    )
    await appendEvent(tx, context, 'desk.dayChecked', { subject: officer.unitId, payload: { day: day.day } })
  })
}
