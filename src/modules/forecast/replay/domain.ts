/**
 * Chạy lại lịch sử: forecasts as they would have been made, one reception after the other, each knowing only what was known
 * then. The same method as on the pages; back-tests and made-up provinces run on it. Pure.
 */

import type { WorkingCalendar } from '#kernel/calendar.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'
import { type Course, type Days, daysOf, ranBefore, ranUntil, unended, verdictOf } from '../courses/domain.ts'
import { type Level, levels, type Range, type Verdict } from '../domain.ts'
import { type Correction, corrected, loadOf, noCorrection, rangeOf } from '../method/domain.ts'
import { type Duration, livesOf, paceFloor, paceWorkingDays, windowStart } from '../window/domain.ts'

export type Past = {
  readonly id: string
  readonly unit: string
  readonly above: string
  readonly procedure: string
  readonly channel: string
  readonly course: Course
  /** It ended with its outcome. */
  readonly isDone: boolean
}

export type Replayed = Range & {
  readonly level: Level
  readonly days: Days
  /** `null` while the range is open. */
  readonly verdict: Verdict | null
  /** The last day of the range as it was moved on; `null` while it stands still. */
  readonly closesOn: CalendarDate | null
}
export type Replay = {
  /** By id: the load at the reception of every dossier, and the forecast made then. */
  readonly loads: ReadonlyMap<string, number | null>
  readonly forecasts: ReadonlyMap<string, Replayed>
  readonly corrections: ReadonlyMap<string, Correction>
}

/** Where results are learned together: of the level that the forecast rested on. */
export const scopeOf = (
  level: Level,
  { unit, above }: { readonly unit: string | undefined; readonly above: string | undefined },
): string => (level === 'province' ? level : `${level} ${level === 'unit' ? unit : above}`)

const groupKey = (scope: string, { procedure, course }: Past) => `${scope}|${procedure}|${course.limit}`
export const correctionKey = (scope: string, procedure: string) => `${scope}|${procedure}`

type Known = { readonly past: Past; readonly load: number | null }
type Group = { readonly done: Known[]; readonly left: Known[]; readonly open: Set<Known> }
type Unit = { open: number; readonly left: Date[] }

/** Plays all of it until `now`. */
export function replay(pasts: readonly Past[], calendar: WorkingCalendar, now: Date): Replay {
  const player = new Player(calendar)
  const moments = pasts
    .flatMap((past) => [
      { at: past.course.receivedAt, past, isEnd: false },
      ...(past.course.endedAt ? [{ at: past.course.endedAt, past, isEnd: true }] : []),
    ])
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.isEnd) - Number(b.isEnd))
  for (const { at, past, isEnd } of moments) {
    player.closeBefore(dateOf(at))
    if (isEnd) player.end(past, at)
    else player.receive(past, at)
  }
  player.closeBefore(dateOf(now))
  return player
}

class Player implements Replay {
  readonly loads = new Map<string, number | null>()
  readonly forecasts = new Map<string, Replayed>()
  readonly corrections = new Map<string, Correction>()
  readonly #calendar: WorkingCalendar
  readonly #groups = new Map<string, Group>()
  readonly #units = new Map<string, Unit>()
  readonly #known = new Map<string, Known>()
  /** Forecasts by the day on which they close. */
  readonly #closing = new Map<CalendarDate, Past[]>()

  constructor(calendar: WorkingCalendar) {
    this.#calendar = calendar
  }

  receive(past: Past, at: Date): void {
    const unit = this.#unitOf(past)
    const load = this.#loadOf(unit, at)
    const known = { past, load }
    this.loads.set(past.id, load)
    this.#known.set(past.id, known)
    this.#forecast(past, load, at)
    unit.open += 1
    for (const group of this.#groupsOf(past)) group.open.add(known)
  }

  end(past: Past, at: Date): void {
    const unit = this.#unitOf(past)
    unit.open -= 1
    unit.left.push(at)
    const known = this.#known.get(past.id)
    if (!known) return
    for (const group of this.#groupsOf(past)) {
      group.open.delete(known)
      group.left.push(known)
      if (past.isDone) group.done.push(known)
    }
    const made = this.forecasts.get(past.id)
    if (made && made.verdict === null) this.#judge(past, made, at)
  }

  /** A range is scored when its last day is over, and not before: short ones would be heard of first. */
  closeBefore(day: CalendarDate): void {
    const due = [...this.#closing.keys()].filter((closes) => closes < day).sort()
    for (const closes of due) {
      for (const past of this.#closing.get(closes) ?? []) this.#close(past)
      this.#closing.delete(closes)
    }
  }

  #forecast(past: Past, load: number | null, at: Date): void {
    for (const level of levels) {
      const scope = scopeOf(level, past)
      const correction = this.corrections.get(correctionKey(scope, past.procedure)) ?? noCorrection
      const lives = this.#livesOf(groupKey(scope, past), at)
      const range = rangeOf(lives, {
        elapsed: 0,
        load,
        channel: past.channel,
        correction,
        minutesPerDay: this.#calendar.minutesPerWorkingDay,
      })
      const days = range && daysOf(this.#calendar, { stretches: [{ from: at, to: null }] }, range)
      if (!range || !days) continue
      const closesOn = this.#closesOn(past, range)
      this.forecasts.set(past.id, { ...range, level, days, verdict: null, closesOn })
      if (closesOn) this.#closing.set(closesOn, [...(this.#closing.get(closesOn) ?? []), past])
      return
    }
  }

  #closesOn({ course }: Past, range: Range): CalendarDate | null {
    return daysOf(this.#calendar, unended(course), range)?.to ?? null
  }

  #judge(past: Past, made: Replayed, at: Date): void {
    const days = daysOf(this.#calendar, unended(past.course), made)
    const verdict = past.isDone && days ? verdictOf(days, dateOf(at)) : 'void'
    this.forecasts.set(past.id, { ...made, verdict })
  }

  #close(past: Past): void {
    const made = this.forecasts.get(past.id)
    if (!made) return
    const verdict = made.verdict ?? 'later'
    this.forecasts.set(past.id, { ...made, verdict })
    if (verdict === 'void') return
    const key = correctionKey(scopeOf(made.level, past), past.procedure)
    this.corrections.set(key, corrected(this.corrections.get(key) ?? noCorrection, verdict))
  }

  #livesOf(key: string, now: Date) {
    const group = this.#groups.get(key)
    if (!group) return []
    const latest = group.done.slice(-200).map(({ past }) => past.course.endedAt ?? now)
    const from = windowStart(latest, now)
    const left: Duration[] = []
    for (let index = group.left.length - 1; index >= 0; index -= 1) {
      const one = group.left[index]
      if (!one?.past.course.endedAt || one.past.course.endedAt < from) break
      left.push(this.#durationOf(one, now))
    }
    const open = [...group.open].map((one) => this.#durationOf(one, now))
    return livesOf(this.#calendar, [...left, ...open], { from, now })
  }

  #durationOf({ past: { course, channel, isDone }, load }: Known, now: Date): Duration {
    const { receivedAt } = course
    const hasEnded = course.endedAt !== null && course.endedAt <= now
    const ran = hasEnded
      ? ranBefore(this.#calendar, course)
      : ranUntil(this.#calendar, seenAt(course, now), now)
    const endedAt = hasEnded ? course.endedAt : null
    return { receivedAt, endedAt, ran, since: null, isDone: hasEnded && isDone, load, channel }
  }

  #loadOf({ open, left }: Unit, at: Date): number | null {
    const floor = paceFloor(at)
    while (left.length > 0 && (left[0] ?? at) < floor) left.shift()
    return loadOf({ open, left: left.length, days: paceWorkingDays(this.#calendar, at) })
  }

  #unitOf({ unit }: Past): Unit {
    const known = this.#units.get(unit) ?? { open: 0, left: [] }
    this.#units.set(unit, known)
    return known
  }

  #groupsOf(past: Past): Group[] {
    return levels.map((level) => {
      const key = groupKey(scopeOf(level, past), past)
      const known = this.#groups.get(key) ?? { done: [], left: [], open: new Set<Known>() }
      this.#groups.set(key, known)
      return known
    })
  }
}

/** A course as it was known at a moment: what came later had not happened. */
const seenAt = ({ stretches }: Course, now: Date): Pick<Course, 'stretches'> => ({
  stretches: stretches
    .filter(({ from }) => from <= now)
    .map((one) => (one.to !== null && one.to <= now ? one : { ...one, to: null })),
})
