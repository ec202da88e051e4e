/** Dự kiến ngày xong: what a forecast is and what it promises. Pure; the reasons are docs/decisions/0013-forecasts.md. */

import { defineRefusals } from '#kernel/errors.ts'

export const refusal = defineRefusals('forecast', {
  unknownUnit: ['notFound', 'Không có cơ quan này.', 'There is no such agency.'],
  unknownProcedure: ['notFound', 'Không có thủ tục này.', 'There is no such procedure.'],
})

/** A forecast holds in at least this share of cases, or it promises too much. */
export const promisedShare = 0.8
/** Half of what may go wrong lies before the range, half behind it. */
export const tail = (1 - promisedShare) / 2
/** Counted up whenever the same history would give another range; kept with every forecast. */
export const methodVersion = 1

/** Whose finished dossiers a forecast rests on, the nearest first. */
export const levels = ['unit', 'above', 'province'] as const
export type Level = (typeof levels)[number]

/** Khoảng thời gian in working minutes from reception, without what the applicant was waited for. */
export type Range = {
  readonly low: number
  readonly high: number
  /** Finished dossiers it rests on. */
  readonly cases: number
}

/** How a forecast came out. `void`: the dossier left without a result or went elsewhere, and says nothing. */
export const verdicts = ['held', 'earlier', 'later', 'void'] as const
export type Verdict = (typeof verdicts)[number]
export type Counted = Exclude<Verdict, 'void'>

export type Scores = { readonly [K in Counted]: number }
export const noScores: Scores = { held: 0, earlier: 0, later: 0 }
export const scoredIn = ({ held, earlier, later }: Scores): number => held + earlier + later
export const addScores = (one: Scores, other: Scores): Scores => ({
  held: one.held + other.held,
  earlier: one.earlier + other.earlier,
  later: one.later + other.later,
})
