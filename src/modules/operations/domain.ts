/** Vận hành: what counts as proved, what a promise leaves to spend, and the words of the state of things. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { HealthState } from '#kernel/health.ts'
import { type Journey, journeys } from '#kernel/service-levels.ts'

export const refusal = defineRefusals('operations', {
  notFound: ['notFound', 'Không tìm thấy báo động này.', 'There is no such alarm.'],
  alreadyTaken: [
    'conflict',
    '{name} đã nhận xử lý báo động này. Trao đổi với người đó trước khi làm.',
    '{name} is already on it. Speak with them first.',
  ],
  noteNeeded: [
    'invalid',
    'Viết vài lời cho người dân: việc gì đang chậm, vẫn làm được gì, khi nào báo tiếp.',
    'Write a few words for people: what is slow, what still works, when you will say more.',
  ],
})

/** What was proved longer ago says nothing of now. */
export const provenForMs = 5 * 60_000

export type Standing = HealthState | 'unproven'

export type Proof = { readonly state: HealthState; readonly provedAt: Date }

/** Green means proven in the last five minutes. */
export function standingOf(proof: Proof | undefined, now: Date): Standing {
  if (!proof || now.getTime() - proof.provedAt.getTime() > provenForMs) return 'unproven'
  return proof.state
}

const gravity: Readonly<Record<Standing, number>> = { well: 0, degraded: 1, unproven: 2, down: 3 }

/** The gravest of all; of nothing nothing is known. */
export function worst(all: readonly Standing[]): Standing {
  return all.toSorted((a, b) => gravity[b] - gravity[a])[0] ?? 'unproven'
}

/** Requests of one journey. */
export type Served = { readonly total: number; readonly good: number }

export type Budget = {
  /** Share of good requests, `null` where there was none. */
  readonly share: number | null
  /** Share of the error budget that is left: 1 untouched, 0 spent, below 0 overdrawn. */
  readonly left: number | null
}

/** Quỹ lỗi: how many bad requests the promise allows, and what is left of them. */
export function budgetOf(journey: Journey, { total, good }: Served): Budget {
  if (total === 0) return { share: null, left: null }
  const allowed = total * (1 - journeys[journey].promised)
  return { share: good / total, left: 1 - (total - good) / allowed }
}

/** So few bad requests are chance, whatever their share. */
const badRequestsMin = 5
/** At this pace the budget of 28 days is spent in two days, or in five. */
const [fastBurn, slowBurn] = [14, 6]

/** How a journey does now: by the last hour, and by the last six where the last hour is not that bad. */
export function burnOf(journey: Journey, hour: Served, sixHours: Served): 'well' | 'degraded' | 'down' {
  const pace = ({ total, good }: Served) =>
    total - good < badRequestsMin ? 0 : (total - good) / total / (1 - journeys[journey].promised)
  if (pace(hour) >= fastBurn) return 'down'
  return pace(sixHours) >= slowBurn ? 'degraded' : 'well'
}
