/** A made-up log of an older one-stop system: one step is slow until a day on which something was done about it. Pure. */

import { addWorkingMinutes, nextWorkingMoment, type WorkingCalendar } from '#kernel/calendar.ts'
import { csvTable } from '#kernel/text.ts'
import { dateOf } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'

type Step = ProcedureDefinition['steps'][number]
type Inventing = {
  readonly steps: readonly Step[]
  readonly calendar: WorkingCalendar
  readonly cases: number
  readonly from: Date
  readonly until: Date
  /** From this day on the slow step is done faster. */
  readonly changed: Date
  readonly chance: () => number
  /** Code of the unit that does a step. */
  readonly unitOf: (step: Step) => string
}

/** Columns as such systems export them; each step has a line for its beginning and one for its end. */
const head = ['Mã hồ sơ', 'Hoạt động', 'Thời điểm', 'Đơn vị', 'Giai đoạn']

export function inventLog(inventing: Inventing): string {
  const { cases, from, until, chance } = inventing
  const lines: string[][] = []
  for (let one = 0; one < cases; one += 1) {
    const at = new Date(from.getTime() + ((until.getTime() - from.getTime()) * (one + chance())) / cases)
    lines.push(...inventCase(`CU-${String(one + 1).padStart(4, '0')}`, at, inventing))
  }
  return csvTable([head, ...lines])
}

function inventCase(
  key: string,
  opened: Date,
  { steps, calendar, changed, chance, unitOf, until }: Inventing,
) {
  const slow = slowStep(steps)
  const lines: string[][] = []
  let at = nextWorkingMoment(calendar, opened)
  const isHurried = chance() < 0.06
  const way = walked(steps, slow, chance).filter(
    ({ type }, index) => !(isHurried && index > 0 && (type === 'approve' || type === 'assign')),
  )
  for (const step of way) {
    const isSlow = step.key === slow?.key && at < changed
    const share = step.type === 'receive' ? 0.1 : isSlow ? 2 : 0.35
    const waiting = step.hours * 60 * share * chance() ** 2
    const working = step.hours * 60 * (0.2 + 0.5 * chance()) * (isSlow ? 1.6 : 1)
    const begun = addWorkingMinutes(calendar, at, Math.round(waiting) + 1)
    const ended = addWorkingMinutes(calendar, begun, Math.round(working) + 5)
    if (ended > until) return lines
    for (const [moment, phase] of [
      [begun, 'start'],
      [ended, 'complete'],
    ] as const)
      lines.push([key, step.name.vi, written(moment), unitOf(step), phase])
    at = ended
  }
  return lines
}

/** The longest step of the officers' own work. */
const slowStep = (steps: readonly Step[]) =>
  steps
    .filter(({ type }) => type === 'appraise' || type === 'inspect')
    .toSorted((a, b) => b.hours - a.hours)[0]

/** The steps of one case: conditional ones now and then, and back to the slow one from a later step. */
function walked(steps: readonly Step[], slow: Step | undefined, chance: () => number): readonly Step[] {
  const way = steps.filter(({ when, type }) => type !== 'archive' && (when === undefined || chance() < 0.3))
  const draft = way.findIndex(({ type }) => type === 'draft' || type === 'approve')
  const back = way.findIndex(({ key }) => key === slow?.key)
  if (chance() > 0.14 || back < 0 || draft <= back) return way
  return [...way.slice(0, draft + 1), ...way.slice(back, draft + 1), ...way.slice(draft + 1)]
}

const written = (moment: Date) => {
  const [year, month, day] = dateOf(moment).split('-')
  const clock = new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(11, 19)
  return `${day}/${month}/${year} ${clock}`
}
