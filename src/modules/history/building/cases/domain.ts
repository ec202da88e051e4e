/** From the events of a case to a case as ours: state, steps, clock, what happened. Pure. */

import { type ClockEvent, foldClock, type WorkingCalendar, workingMinutesBetween } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { dateOf, type JsonObject } from '#kernel/types.ts'
import { replyLimit } from '#modules/dossiers/api.ts'
import { limitFor, type ProcedureDefinition } from '#modules/services/api.ts'
import type { Act, Mapping, RemarkKind } from '../../domain.ts'
import type { LogCase, LogEvent } from '../domain.ts'

type Step = ProcedureDefinition['steps'][number]

export type BuiltStep = {
  readonly step: Step
  readonly startedAt: Date
  /** When somebody set to work, where the log tells it. */
  readonly begunAt: Date | null
  readonly endedAt: Date | null
  readonly resource: string
}
export type BuiltEvent = {
  readonly at: Date
  readonly name: `dossier.${string}`
  readonly payload: JsonObject
}
export type BuiltCase = {
  readonly key: string
  readonly facts: LogCase['facts']
  readonly channel: 'direct' | 'online' | 'post'
  readonly state: CaseState
  readonly step: Step
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly endedAt: Date | null
  readonly clock: readonly ClockEvent[]
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
  readonly steps: readonly BuiltStep[]
  readonly events: readonly BuiltEvent[]
  readonly variant: string
  readonly throughputMinutes: number | null
  readonly onTime: boolean | null
  readonly remarks: ReadonlySet<RemarkKind>
  readonly skippedCount: number
}

type Rules = {
  readonly definition: ProcedureDefinition
  readonly mapping: Mapping
  /** Of the agency that decided, and its code as the clock keeps it. */
  readonly calendar: WorkingCalendar
  readonly unitCode: string
}

/** Lifecycles of the XES standard that end the work of an event; `start` begins it, the others say nothing that we keep. */
const ending = new Set(['', 'complete', 'completed', 'hoan thanh', 'ket thuc'])
const beginning = new Set(['start', 'started', 'bat dau'])
const endStates: Partial<Record<Act, CaseState>> = {
  notAccepted: 'notAccepted',
  withdrawn: 'withdrawn',
  stopped: 'stopped',
  returned: 'returned',
}
const eventOf: Partial<Record<Act, BuiltEvent['name']>> = {
  submitted: 'dossier.submitted',
  accepted: 'dossier.accepted',
  notAccepted: 'dossier.receptionRefused',
  supplementRequested: 'dossier.supplementRequested',
  supplemented: 'dossier.supplemented',
  paymentAsked: 'dossier.clockStopped',
  paid: 'dossier.clockResumed',
  returned: 'dossier.resultReturned',
  withdrawn: 'dossier.withdrawn',
  stopped: 'dossier.stopped',
}

/** What an activity is here: the step, and the act that the step or the activity stands for. */
function meaningOf(activity: string, { definition, mapping }: Rules): { step?: Step; act?: Act } | 'skip' {
  const target = Object.hasOwn(mapping.activities, activity) ? mapping.activities[activity] : undefined
  if (target === undefined || target === 'skip') return 'skip'
  if (!target.startsWith('step:')) return { act: target as Act }
  const step = definition.steps.find(({ key }) => key === target.slice(5))
  if (!step) return 'skip'
  if (step.type === 'receive') return { step, act: 'accepted' }
  return step.type === 'return' ? { step, act: 'returned' } : { step }
}

/** The case as a fold over its events. `undefined` when every one of them is left out. */
export function buildCase(log: LogCase, rules: Rules): BuiltCase | undefined {
  const course = new Course(log, rules)
  for (const event of log.events) course.take(event)
  return course.finish()
}

/** A case while its events are taken in order. */
class Course {
  readonly #log: LogCase
  readonly #rules: Rules
  readonly #steps: BuiltStep[] = []
  readonly #events: BuiltEvent[] = []
  readonly #clock: ClockEvent[] = []
  readonly #names: string[] = []
  readonly #remarks = new Set<RemarkKind>()
  readonly #begun = new Map<string, Date>()
  #skipped = 0
  #state: CaseState = 'registered'
  #openedAt: Date | undefined
  #receivedAt: Date | undefined
  #finishedAt: Date | undefined
  #endedAt: Date | undefined
  #lastAt: Date | undefined

  constructor(log: LogCase, rules: Rules) {
    this.#log = log
    this.#rules = rules
  }

  take(event: LogEvent): void {
    const meaning = meaningOf(event.activity, this.#rules)
    if (meaning === 'skip') {
      this.#skipped += 1
      return
    }
    if (beginning.has(event.lifecycle)) this.#begun.set(event.activity, event.at)
    if (!ending.has(event.lifecycle)) {
      if (!beginning.has(event.lifecycle)) this.#remarks.add('lifecycles')
      return
    }
    if (this.#endedAt) {
      this.#remarks.add('afterEnd')
      this.#skipped += 1
      return
    }
    this.#openedAt ??= this.#begun.get(event.activity) ?? event.at
    this.#names.push(event.activity)
    const { act, step } = meaning
    if (act !== 'submitted' && act !== 'notAccepted') this.#receive(event, act === 'accepted')
    if (act) this.#act(act, event)
    if (step) this.#work(step, event)
    this.#lastAt = event.at
  }

  /** Tiếp nhận: at the event that says so, or, where the log has none, at the first one. */
  #receive({ at }: LogEvent, isSaid: boolean): void {
    if (this.#receivedAt || this.#state === 'supplementing') return
    if (!isSaid) this.#remarks.add('noReception')
    const { definition, unitCode: unit } = this.#rules
    this.#receivedAt = at
    this.#state = isSaid ? 'accepted' : 'processing'
    const limit = limitFor(definition, { channel: this.#channel, answers: {}, today: dateOf(at) })
    this.#clock.push({ kind: 'accepted', at: at.toISOString(), policy: definition.clock, limit, unit })
    this.#tell(at, 'dossier.accepted', {})
  }

  get #channel() {
    return this.#log.facts.channel ?? 'direct'
  }

  #act(act: Act, { at }: LogEvent): void {
    if (act === 'submitted')
      this.#clock.push({
        kind: 'submitted',
        at: at.toISOString(),
        limit: replyLimit,
        unit: this.#rules.unitCode,
      })
    if (act === 'supplementRequested' || act === 'paymentAsked')
      this.#pause(at, act === 'paymentAsked' ? 'financialDuty' : 'supplementing')
    if (act === 'supplemented' || act === 'paid') this.#resume(at)
    if (act === 'done') {
      this.#resume(at, true)
      this.#finish(at)
      this.#state = 'done'
    }
    const end = endStates[act]
    if (end) {
      this.#resume(at, true)
      this.#state = end
      this.#endedAt = at
      if (act === 'returned') this.#finish(at)
      else this.#clock.push({ kind: 'ended', at: at.toISOString() })
    }
    const name = eventOf[act]
    if (name && act !== 'accepted') this.#tell(at, name, {})
  }

  /** The result is there: the clock ends, and what comes after is not counted. */
  #finish(at: Date): void {
    if (this.#finishedAt) return
    this.#finishedAt = at
    this.#clock.push({ kind: 'ended', at: at.toISOString() })
  }

  #isPaused(): boolean {
    return this.#state === 'supplementing' || this.#state === 'financialDuty'
  }

  #pause(at: Date, state: 'supplementing' | 'financialDuty'): void {
    if (this.#isPaused()) return
    this.#state = state
    const cause = state === 'supplementing' ? 'supplement' : 'financialDuty'
    this.#clock.push({ kind: 'paused', at: at.toISOString(), cause })
  }

  #resume(at: Date, isImplied = false): void {
    if (!this.#isPaused()) return
    if (isImplied) this.#remarks.add('resumedByWork')
    this.#state = 'processing'
    this.#clock.push({ kind: 'resumed', at: at.toISOString() })
  }

  /** A step lasts from the end of the one before to the event that completes it; the same again goes on with it. */
  #work(step: Step, { at, activity, resource }: LogEvent): void {
    if (this.#isPaused()) this.#resume(at, true)
    if (!this.#endedAt && this.#state !== 'done' && step.type !== 'receive') this.#state = 'processing'
    const last = this.#steps.at(-1)
    const begunAt = this.#begun.get(activity) ?? null
    this.#begun.delete(activity)
    if (last?.step.key === step.key) this.#steps.splice(-1, 1, { ...last, endedAt: at })
    else {
      const startedAt = last?.endedAt ?? this.#openedAt ?? at
      this.#steps.push({
        step,
        startedAt,
        begunAt: begunAt && begunAt > startedAt ? begunAt : null,
        endedAt: at,
        resource,
      })
      if (last) this.#tell(at, 'dossier.forwarded', { from: last.step.key, to: step.key })
    }
  }

  #tell(at: Date, name: BuiltEvent['name'], payload: JsonObject): void {
    this.#events.push({ at, name, payload })
  }

  finish(): BuiltCase | undefined {
    const { definition, mapping } = this.#rules
    const first = definition.steps[0]
    if (!this.#openedAt || !this.#lastAt || !first) return undefined
    if (this.#channel === 'direct' && this.#log.facts.channel === undefined)
      this.#remarks.add('unknownChannel')
    const isUnfinished = !this.#endedAt && this.#state !== 'done'
    if (isUnfinished) this.#remarks.add('unfinished')
    const dates = this.#dates()
    const staysOpen = !this.#endedAt && mapping.unfinished === 'open' && dates !== undefined
    const last = this.#steps.at(-1) ?? this.#firstStep(first)
    const steps = staysOpen ? [...this.#steps.slice(0, -1), { ...last, endedAt: null }] : this.#steps
    const finishedAt = this.#finishedAt
    return {
      key: this.#log.key,
      facts: this.#log.facts,
      channel: this.#channel,
      state: this.#state,
      step: this.#steps.at(-1)?.step ?? first,
      openedAt: this.#openedAt,
      receivedAt: this.#receivedAt ?? null,
      endedAt: staysOpen ? null : (this.#endedAt ?? this.#lastAt),
      clock: this.#clock,
      ...(dates ?? { dueAt: null, pausedAt: null, dueBeforePause: null }),
      steps,
      events: this.#events,
      variant: this.#names.join(' → ').slice(0, 1_000),
      throughputMinutes: finishedAt
        ? Math.round((finishedAt.getTime() - this.#openedAt.getTime()) / 60_000)
        : null,
      onTime: finishedAt && dates?.dueAt ? finishedAt <= dates.dueAt : null,
      remarks: this.#remarks,
      skippedCount: this.#skipped,
    }
  }

  #firstStep(step: Step): BuiltStep {
    const startedAt = this.#openedAt ?? new Date(0)
    return { step, startedAt, begunAt: null, endedAt: null, resource: '' }
  }

  /** The dates that follow from the clock; none where the calendar of the pack does not reach. */
  #dates() {
    try {
      const { dueAt, pausedAt, dueBeforePause } = foldClock(this.#rules.calendar, this.#clock)
      return { dueAt, pausedAt, dueBeforePause }
    } catch {
      this.#remarks.add('noCalendar')
      return undefined
    }
  }
}

/** Office minutes between two moments; none where the calendar does not reach. */
export function officeMinutes(calendar: WorkingCalendar, from: Date, to: Date): number {
  try {
    return from < to ? workingMinutesBetween(calendar, from, to) : 0
  } catch {
    return 0
  }
}
