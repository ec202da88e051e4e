/** Lịch sử mẫu: how long dossiers of one kind took at one place over some months. Pure. */

import { addWorkingMinutes, nextWorkingMoment, type WorkingCalendar } from '#kernel/calendar.ts'
import type { Past } from '../replay/domain.ts'

export type Kind = Pick<Past, 'unit' | 'above' | 'procedure'> & { readonly limit: string }
type Inventing = {
  readonly calendar: WorkingCalendar
  readonly from: Date
  readonly now: Date
  readonly count: number
  readonly chance: () => number
  readonly idAt: (at: Date) => string
}

/** Working minutes of a limit, roughly. */
function limitMinutes(limit: string): number {
  const [amount = '1', unit = ''] = limit.split(' ')
  const minutes: Readonly<Record<string, number>> = { hour: 60, workingDay: 480, day: 340, month: 10_000 }
  return Math.max(120, Number(amount) * (minutes[unit] ?? 480))
}

/** One place is quick, another slow; each has better and worse weeks, and the middle of the period is busy everywhere. */
export function inventPasts({ limit, ...kind }: Kind, inventing: Inventing): Past[] {
  const { calendar, from, now, count, chance, idAt } = inventing
  const pace = (0.25 + 0.3 * chance()) * (chance() < 0.15 ? 1.8 : 1)
  const phase = chance()
  const length = now.getTime() - from.getTime()
  return Array.from({ length: count }, (_, index): Past => {
    const when = (index + chance()) / count
    const receivedAt = nextWorkingMoment(calendar, new Date(from.getTime() + when * length))
    const busy = 1 + 0.35 * Math.exp(-((when - 0.55) ** 2) / 0.01)
    // The sum of a few draws is nearly bell-shaped; its exponential is skewed as times are.
    const spread = Math.exp((chance() + chance() + chance() - 1.5) * 0.9)
    const week = 1 + 0.3 * Math.sin(2 * Math.PI * (when * 6 + phase))
    const minutes = Math.round(limitMinutes(limit) * pace * busy * week * spread) + 20
    const ended = addWorkingMinutes(calendar, receivedAt, minutes)
    const endedAt = ended <= now ? ended : null
    return {
      ...kind,
      id: idAt(receivedAt),
      channel: chance() < 0.75 ? 'online' : 'direct',
      isDone: endedAt !== null && chance() > 0.03,
      course: { receivedAt, endedAt, limit, stretches: [{ from: receivedAt, to: endedAt }] },
    }
  }).filter(({ course }) => course.endedAt !== null)
}
