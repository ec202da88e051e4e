/** Sức khỏe: what modules can prove of themselves from minute to minute. `Module.checks`; whoever runs the platform reads it. */

import type { Context } from './context.ts'
import type { Sentence } from './errors.ts'

/** `degraded`: something is worse and people can still do what they came for. `down`: they cannot. */
export type HealthState = 'well' | 'degraded' | 'down'

/** What was found, with what it is about: a figure, a name. `because` is needed unless all is well. */
export type Health = { readonly state: HealthState; readonly because?: Sentence }

export type HealthCheck = {
  /** `<module>.<what is proved>`; its runbook is `docs/runbooks/<what is proved>.md`. */
  readonly name: `${string}.${string}`
  readonly title: Sentence
  /** What people notice meanwhile, where they notice anything; shown on the public page. */
  readonly noticed?: Sentence
  /** The first thing to do, in one sentence; the runbook says the rest. */
  readonly remedy: Sentence
  /** What throws, or takes longer than ten seconds, is down. */
  look(context: Context): Promise<Health>
}

export const well: Health = { state: 'well' }
export const degraded = (vi: string, en: string): Health => ({ state: 'degraded', because: { vi, en } })
export const down = (vi: string, en: string): Health => ({ state: 'down', because: { vi, en } })
