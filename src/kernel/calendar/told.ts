/** Diễn giải: the whole history of a clock, span by span, each with its rule and in words. */

import { defineTexts, formatDateTime, type Language, textsFor } from '#kernel/text.ts'
import { assertNever } from '#kernel/types.ts'
import { duration, isRest, tellSpan, tellSpans } from './explain.ts'
import {
  type ClockEvent,
  type ClockHistory,
  clockAfter,
  dueOf,
  type PauseCause,
  type RunningClock,
} from './history.ts'
import { isWhole } from './limit.ts'
import type { PublishedSpan } from './schemas.ts'
import { type ClockReason, type ClockSpan, isCounted, spansOfRun, wholeSpan } from './spans.ts'
import {
  dayIndexAt,
  instantOf,
  type Minute,
  midnightOf,
  minuteAt,
  minutesPerDay,
  type WorkingCalendar,
  workedBefore,
} from './working-time.ts'

type Phase = RunningClock['phase']
type PhaseSpan = ClockSpan & { readonly phase: Phase; readonly open?: true }

/** Một đoạn đã diễn giải. `open`: it goes on; its end is the moment until which it was told. */
export type ToldSpan = PhaseSpan & {
  readonly counts: boolean
  /** Where the law is written down: `docs/legal.md#…`. */
  readonly rule: string
  readonly text: string
}

/** A stretch as the API gives it, its moments as ISO text. */
export const publishedSpan = ({ startAt, endAt, ...span }: ToldSpan): PublishedSpan => ({
  ...span,
  startAt: startAt.toISOString(),
  endAt: endAt.toISOString(),
})

export type ToldClock = {
  readonly lines: readonly string[]
  /** Touching each other, from the first event to the due date, or to the last event when that is later. */
  readonly spans: readonly ToldSpan[]
  readonly dueAt: Date | null
}

/** How the present date came about. `until`: how far an open pause is told; the moment of the pause when left out. */
export function explainClock(
  calendar: WorkingCalendar,
  history: ClockHistory,
  language: Language,
  until?: Date,
): ToldClock {
  const traced = trace(calendar, history, until && minuteAt(until))
  const perDay = calendar.minutesPerWorkingDay
  return {
    spans: traced.spans.map((span) => ({
      ...span,
      counts: isCounted(span.reason),
      rule: `docs/legal.md#${ruleOf(span)}`,
      text: tellSpan(span, language, perDay),
    })),
    lines: linesOf(calendar, traced, language),
    dueAt: traced.clock && traced.clock.pausedAt === undefined ? instantOf(dueOf(traced.clock)) : null,
  }
}

type Traced = {
  readonly clock: RunningClock | undefined
  readonly spans: readonly PhaseSpan[]
  /** What an accepted dossier still owed as an answer, at the moment of acceptance. */
  readonly replyDue: Minute | undefined
}

function trace(calendar: WorkingCalendar, history: ClockHistory, until: Minute | undefined): Traced {
  const spans: PhaseSpan[] = []
  let clock: RunningClock | undefined
  let replyDue: Minute | undefined
  let cause: PauseCause = 'supplement'
  let cursor: Minute = 0
  const add = (phase: Phase, made: readonly ClockSpan[]) => {
    spans.push(...made.map((span) => ({ ...span, phase })))
    cursor = made.length > 0 ? minuteAt(made.at(-1)?.endAt ?? new Date(0)) : cursor
  }
  for (const event of history) {
    const before = clock
    const at = minuteAt(new Date(event.at))
    clock = clockAfter(calendar, before, event)
    if (clock === before || !clock) continue
    if (event.kind === 'accepted' && before) replyDue = dueOf(before)
    if (event.kind === 'paused' && clock.causes === 1) cause = event.cause
    if (!before || !endsStretch(event, before)) {
      if (!before) cursor = at
      continue
    }
    if (before.pausedAt === undefined) {
      const to = event.kind === 'ended' ? Math.max(at, dueOf(before)) : at
      add(before.phase, running(calendar, before, cursor, to))
    } else {
      const { from, to } = standing(calendar, before, clock, at)
      add(before.phase, running(calendar, before, cursor, from))
      if (restarts(before, event) && clock.run !== before.run) dropCounted(spans)
      add(before.phase, wholeSpan(Math.max(cursor, from), to, `waiting:${cause}`))
    }
    if (event.kind === 'accepted') cursor = at
  }
  if (clock && clock.endedAt === undefined) {
    const { pausedAt, phase } = clock
    add(phase, running(calendar, clock, cursor, pausedAt ?? dueOf(clock)))
    if (pausedAt !== undefined) {
      // Whole days may have been told to the end of the day already.
      const from = Math.max(cursor, pausedAt)
      const [startAt, endAt] = [instantOf(from), instantOf(Math.max(from, until ?? from))]
      spans.push({ startAt, endAt, minutes: 0, reason: `waiting:${cause}`, phase, open: true })
    }
  }
  return { clock, spans: joinedPhases(spans), replyDue }
}

/** A pause is told when it is over, so that its days are known; everything else ends the stretch before it. */
function endsStretch(event: ClockEvent, before: RunningClock): boolean {
  switch (event.kind) {
    case 'paused':
    case 'extended':
      return false
    case 'resumed':
      return before.causes === 1
    case 'submitted':
    case 'accepted':
    case 'ended':
      return true
    default:
      return assertNever(event)
  }
}

/** How a running clock spends a stretch: its limit, then the promised time beyond it, then lateness. */
function running(calendar: WorkingCalendar, clock: RunningClock, from: Minute, to: Minute): ClockSpan[] {
  const { run, promises } = clock
  const due = dueOf(clock)
  const cause = promises.at(-1) ?? 'extension'
  return [
    ...spansOfRun(calendar, run, from, to),
    ...wholeSpan(Math.max(from, run.end), Math.min(to, due), `extended:${cause}`),
    ...wholeSpan(Math.max(from, due), to, 'late'),
  ]
}

/**
 * The stretch that a pause takes out. Where days count as wholes it is whole days: the day of the pause still counts,
 * the day of the return does not (Civil Code 2015, article 147); both on one day take out nothing.
 */
function standing(calendar: WorkingCalendar, before: RunningClock, after: RunningClock, at: Minute) {
  const { pausedAt = at, run, phase } = before
  const due = dueOf(before)
  const byDays = phase === 'appointment' && isWhole(run) && run.policy.afterPause !== 'restart'
  if (!byDays || pausedAt > due || after.endedAt !== undefined || after.phase !== phase)
    return { from: pausedAt, to: at }
  const endOfDay = (minute: Minute) => midnightOf(calendar, dayIndexAt(calendar, minute)) + minutesPerDay
  if (dueOf(after) === due && endOfDay(pausedAt) === endOfDay(at)) return { from: pausedAt, to: pausedAt }
  const from = Math.min(endOfDay(pausedAt), due)
  return { from, to: Math.max(from, Math.min(endOfDay(at), dueOf(after))) }
}

const restarts = ({ phase, run }: RunningClock, { kind }: ClockEvent) =>
  kind === 'resumed' && phase === 'appointment' && run.policy.afterPause === 'restart'

function dropCounted(spans: PhaseSpan[]): void {
  spans.forEach((span, index) => {
    if (span.phase === 'appointment' && isCounted(span.reason))
      spans[index] = { ...span, reason: 'restarted', minutes: 0 }
  })
}

function joinedPhases(spans: readonly PhaseSpan[]): readonly PhaseSpan[] {
  return spans.reduce<PhaseSpan[]>((done, span) => {
    const last = done.at(-1)
    if (last?.reason !== span.reason || last.phase !== span.phase || span.open) done.push(span)
    else done[done.length - 1] = { ...last, endAt: span.endAt, minutes: last.minutes + span.minutes }
    return done
  }, [])
}

function ruleOf({ reason, phase }: PhaseSpan): string {
  const [kind] = reason.split(':')
  switch (kind) {
    case 'waiting':
    case 'restarted':
      return 'pause'
    case 'extended':
      return 'extension'
    case 'holiday':
    case 'halfDay':
      return 'public-holidays'
    case 'closure':
      return 'office-closure'
    case 'cutOff':
      return 'cut-off'
    case 'late':
      return 'late'
    default:
      return phase === 'reply' && isCounted(reason) ? 'reply-to-online' : 'clock'
  }
}

const texts = defineTexts({
  submitted: {
    vi: (at: string): string => `Nộp trực tuyến lúc ${at}`,
    en: (at: string): string => `Submitted online at ${at}`,
  },
  replied: {
    vi: (due: string, at: string): string => `Phải trả lời trước ${due}; tiếp nhận lúc ${at}`,
    en: (due: string, at: string): string => `An answer was due by ${due}; accepted at ${at}`,
  },
  replyDue: {
    vi: (at: string): string => `Phải trả lời trước ${at}`,
    en: (at: string): string => `An answer is due by ${at}`,
  },
  received: {
    vi: (at: string): string => `Tiếp nhận lúc ${at}`,
    en: (at: string): string => `Accepted at ${at}`,
  },
  outside: { vi: ', ngoài giờ làm việc', en: ', outside office hours' },
  due: { vi: (at: string): string => `Đến hạn lúc ${at}`, en: (at: string): string => `Due at ${at}` },
  standing: {
    vi: (at: string): string => `Từ ${at}: tạm dừng, thời gian chờ không tính; ngày hẹn lùi lại khi tiếp tục`,
    en: (at: string): string => `From ${at}: the clock stands; the date moves on by the time waited`,
  },
  notCounted: {
    vi: (length: string): string => ` (không tính ${length} làm việc)`,
    en: (length: string): string => ` (${length} of office time left out)`,
  },
  lateStays: {
    vi: 'Tạm dừng sau khi đã quá hạn: ngày hẹn không đổi',
    en: 'The pause came after the due date: the date stays',
  },
  ended: { vi: (at: string): string => `Kết thúc lúc ${at}`, en: (at: string): string => `Ended at ${at}` },
  endedLate: { vi: ', quá hạn', en: ', overdue' },
  endedInTime: { vi: ', trong hạn', en: ', in time' },
})

function linesOf(
  calendar: WorkingCalendar,
  { clock, spans, replyDue }: Traced,
  language: Language,
): string[] {
  const t = textsFor(texts, language)
  const at = (minute: Minute) => formatDateTime(instantOf(minute), language)
  if (!clock) return []
  const [replying, appointed] = [
    spans.filter((one) => one.phase === 'reply'),
    spans.filter((one) => one.phase === 'appointment'),
  ]
  const [first] = replying
  const accepted = clock.phase === 'appointment'
  return [
    ...(first
      ? [`${t.submitted(formatDateTime(first.startAt, language))}${isRest(first.reason) ? t.outside : ''}`]
      : []),
    ...(replyDue === undefined
      ? spansTold(calendar, replying, language)
      : [t.replied(at(replyDue), at(clock.run.received))]),
    ...(accepted && replyDue === undefined ? [receivedLine(appointed, clock, language)] : []),
    ...spansTold(calendar, appointed, language),
    ...endLines(clock, language),
  ]
}

function receivedLine(appointed: readonly PhaseSpan[], { run }: RunningClock, language: Language): string {
  const t = textsFor(texts, language)
  const [first] = appointed
  return `${t.received(formatDateTime(first?.startAt ?? instantOf(run.received), language))}${first && isRest(first.reason) ? t.outside : ''}`
}

function spansTold(calendar: WorkingCalendar, spans: readonly PhaseSpan[], language: Language): string[] {
  const t = textsFor(texts, language)
  const perDay = calendar.minutesPerWorkingDay
  const groups: PhaseSpan[][] = []
  for (const span of spans) {
    if (isWaiting(span.reason) || !groups.at(-1) || isWaiting(groups.at(-1)?.[0]?.reason)) groups.push([span])
    else groups.at(-1)?.push(span)
  }
  return groups.flatMap((group) => {
    const [first] = group
    if (!first || !isWaiting(first.reason)) return tellSpans(group, language, perDay)
    if (first.open) return [t.standing(formatDateTime(first.startAt, language))]
    const worked =
      workedBefore(calendar, minuteAt(first.endAt)) - workedBefore(calendar, minuteAt(first.startAt))
    const left = worked > 0 && !isWholeDays(first) ? t.notCounted(duration(worked, perDay, language)) : ''
    return [`${tellSpan(first, language, perDay)}${left}`]
  })
}

const isWholeDays = ({ startAt, endAt }: ClockSpan) =>
  minuteAt(startAt) % minutesPerDay === 0 && minuteAt(endAt) % minutesPerDay === 0

const isWaiting = (reason: ClockReason | undefined) => reason?.startsWith('waiting:') ?? false

function endLines(clock: RunningClock, language: Language): string[] {
  const t = textsFor(texts, language)
  const due = dueOf(clock)
  const at = (minute: Minute) => formatDateTime(instantOf(minute), language)
  const { endedAt, pausedAt, phase } = clock
  const dueLine = phase === 'reply' ? t.replyDue(at(due)) : t.due(at(due))
  const late = pausedAt !== undefined && pausedAt > due && phase === 'appointment'
  return [
    ...(pausedAt === undefined || late ? [dueLine] : []),
    ...(late ? [t.lateStays] : []),
    ...(endedAt === undefined
      ? []
      : [
          `${t.ended(at(endedAt))}${pausedAt !== undefined && !late ? '' : endedAt > due ? t.endedLate : t.endedInTime}`,
        ]),
  ]
}
