/** Mức phục vụ: the journeys whose every request counts, what a good one is, and what is let go first when too many come. */

import type { Sentence } from './errors.ts'

export type JourneyFacts = {
  readonly name: Sentence
  /** Answered later than this, in milliseconds, it was not good, even if it was right. */
  readonly goodWithinMs: number
  /** Share of good requests that is promised over 28 days. */
  readonly promised: number
}

/** docs/legal.md does not set them: they are the platform's own promise. */
export const journeys = {
  save: { name: { vi: 'Lưu hồ sơ nháp', en: 'Save a draft' }, goodWithinMs: 3_000, promised: 0.9995 },
  submit: { name: { vi: 'Nộp hồ sơ', en: 'Submit a dossier' }, goodWithinMs: 3_000, promised: 0.9995 },
  lookUp: { name: { vi: 'Tra cứu hồ sơ', en: 'Look up a dossier' }, goodWithinMs: 1_000, promised: 0.999 },
  intake: {
    name: { vi: 'Tiếp nhận tại quầy', en: 'Intake at the desk' },
    goodWithinMs: 3_000,
    promised: 0.999,
  },
  sign: { name: { vi: 'Ký và phát hành', en: 'Sign and issue' }, goodWithinMs: 10_000, promised: 0.999 },
} as const satisfies Record<string, JourneyFacts>
export type Journey = keyof typeof journeys
export const journeyNames = Object.keys(journeys) as readonly Journey[]

/** What may wait when too many ask at once, the first to go first. Whatever saves or submits is never let go. */
export const sheddable = ['export', 'search', 'dashboard', 'reading'] as const
export type Sheddable = (typeof sheddable)[number]
