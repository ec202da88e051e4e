/** Schema of field reports (phản ánh hiện trường): categories and whose they are, classes of urgency, limits, words at hand. */
import { type Static, Type } from 'typebox'
import { Bilingual, file, Limit, Name, record, Slug, Timed, UnitCode } from './shapes.ts'

/** Mức độ. */
const UrgencyClass = record({
  code: Slug,
  name: Bilingual,
  hint: Bilingual,
  handle: Timed,
  /** What one extension adds, counted from the moment at which the limit would have run out. */
  extension: Limit,
})
export type UrgencyClass = Static<typeof UrgencyClass>

/** Lĩnh vực, and the kind of unit that is competent: the commune's or district's of the place, or one agency for all. */
const Category = record({
  code: Slug,
  name: Bilingual,
  hint: Bilingual,
  handledBy: Type.Union([record({ level: Type.Enum(['commune', 'district']) }), record({ unit: UnitCode })]),
  class: Slug,
})
export type FeedbackCategory = Static<typeof Category>

/** Lý do từ chối, and where such a matter belongs instead. */
const Ground = record({ code: Slug, name: Bilingual, instead: Bilingual })
export type RejectionGround = Static<typeof Ground>

/** Mẫu trả lời: `{place}` and `{category}` stand for those of the report. */
const Reply = record({ code: Slug, name: Name, words: Type.String({ minLength: 10, maxLength: 2000 }) })
export type ReplyTemplate = Static<typeof Reply>

export const Feedback = file({
  /** The first look, the way to the unit, the unit's word whether it is theirs, the second look before everyone sees it. */
  limits: record({ accept: Timed, forward: Timed, take: Timed, publish: Timed }),
  classes: Type.Array(UrgencyClass, { minItems: 1, maxItems: 8 }),
  categories: Type.Array(Category, { minItems: 1, maxItems: 40 }),
  grounds: Type.Array(Ground, { minItems: 1, maxItems: 20 }),
  replies: Type.Array(Reply, { maxItems: 40 }),
  photosMax: Type.Integer({ minimum: 1, maximum: 10 }),
  /** Calendar days after publication in which the reporter may rate or have it opened again; then it is closed. */
  rateDays: Type.Integer({ minimum: 1, maximum: 90 }),
  /** What counts as the same matter: of one category, so near and so lately. */
  near: record({
    metres: Type.Integer({ minimum: 10, maximum: 5000 }),
    days: Type.Integer({ minimum: 1, maximum: 365 }),
  }),
})
export type Feedback = Static<typeof Feedback>
