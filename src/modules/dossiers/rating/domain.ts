/**
 * Đánh giá việc giải quyết: the criteria of a dossier that its applicant is asked about, 2, 1 or 0 points each
 * (docs/legal.md#satisfaction; numbers 3, 4 and 7 of the nine). Numbers 1 and 2 are computed, the rest belong to the
 * agency. Pure.
 */

import { type Static, Type } from 'typebox'

export const criteria = { contacts: 3, agencies: 4, attitude: 7 } as const
export type Criterion = keyof typeof criteria
export const criterionKeys = Object.keys(criteria) as readonly Criterion[]

const Points = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2)])

/** What is kept of a rating beside its comment. `overall`: 5 very satisfied to 1 very dissatisfied. */
export const RatingAnswers = Type.Object(
  {
    contacts: Points,
    agencies: Points,
    attitude: Points,
    overall: Type.Integer({ minimum: 1, maximum: 5 }),
    /** The agency sees the answers, but not whose dossier they are about. */
    anonymous: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type RatingAnswers = Static<typeof RatingAnswers>
export const commentMax = 1000
