/** Số thứ tự: groups, numbers and an honest time to wait. Pure. */

import type { DeskRules, TicketGroup } from '#kernel/packs.ts'

export type Ticket = {
  readonly id: string
  readonly groupKey: string
  readonly number: number
  readonly state: 'waiting' | 'called' | 'done' | 'skipped'
  readonly takenAt: Date
  readonly waitsFrom: Date
  readonly forWindow: string | null
  readonly windowKey: string | null
  readonly officerId: string | null
  readonly calledAt: Date | null
  readonly calls: number
  readonly endedAt: Date | null
}

/** `A007`, as it is printed, shown and called out. */
export const ticketLabel = ({ groupKey, number }: Pick<Ticket, 'groupKey' | 'number'>): string =>
  `${groupKey}${String(number).padStart(3, '0')}`

/** The group of a procedure's field; the one that names no fields takes the rest. */
export function groupOfField({ groups }: DeskRules, field: string): TicketGroup | undefined {
  return groups.find(({ fields }) => fields?.includes(field)) ?? groups.find(({ fields }) => !fields)
}

export type Wait = { readonly fromMinutes: number; readonly toMinutes: number }

const samplesMin = 5
/** Without enough of today's turns the declared length may be this much off either way. */
const declaredSpread = 0.5

/**
 * Thời gian chờ dự kiến, as a span: the middle half of today's turns of the group, times those ahead, shared among the
 * windows that are open for it. Nothing when no window is.
 */
export function expectedWait(
  ahead: number,
  windows: number,
  turnMinutes: readonly number[],
  declaredMinutes: number,
): Wait | undefined {
  if (windows === 0) return undefined
  const sorted = turnMinutes.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? declaredMinutes
  const [short, long] =
    sorted.length >= samplesMin
      ? [at(0.25), at(0.75)]
      : [declaredMinutes * (1 - declaredSpread), declaredMinutes * (1 + declaredSpread)]
  // Whoever is at the window now is on average halfway through.
  const turns = ahead / windows
  return {
    fromMinutes: Math.floor(turns * short),
    toMinutes: Math.ceil((turns + 0.5) * long),
  }
}

export type Waiting = {
  readonly count: number
  readonly medianMinutes: number | null
  readonly longestMinutes: number
}

/** Số liệu chờ of turns that were called. */
export function waitingFigures(
  turns: readonly { readonly takenAt: Date; readonly calledAt: Date }[],
): Waiting {
  const minutes = turns
    .map(({ takenAt, calledAt }) => Math.max(0, calledAt.getTime() - takenAt.getTime()) / 60_000)
    .toSorted((a, b) => a - b)
  const middle = minutes[Math.floor((minutes.length - 1) / 2)]
  return {
    count: minutes.length,
    medianMinutes: middle === undefined ? null : Math.round(middle),
    longestMinutes: Math.round(minutes.at(-1) ?? 0),
  }
}
