/** Schema of the criteria by which agencies are judged on handling dossiers (docs/legal.md#satisfaction). */
import { type Static, Type } from 'typebox'
import { Bilingual, Expression, file, Name, record, Slug, validity } from './shapes.ts'

const Level = record({ points: Type.Integer({ minimum: 0, maximum: 2 }), words: Bilingual })
const levels = Type.Array(Level, { minItems: 3, maxItems: 3 })
/** `10` for 10*: a star stands beside those without points. */
const head = { number: Type.String({ pattern: '^[1-9][0-9]?$' }), name: Bilingual }
const question = { question: Bilingual, hint: Type.Optional(Bilingual) }

/** Computed for every dossier: its whole time, or the time of each agency that takes part. */
const Timed = record({ ...head, of: Type.Literal('time'), time: Type.Enum(['whole', 'steps']), levels })
/** Asked of the applicant, whose answer is the points. */
const Asked = record({ ...head, of: Type.Literal('answer'), ...question, levels })
/** Asked whether there is a complaint; without one the time decides. */
const Attitude = record({
  ...head,
  of: Type.Literal('attitude'),
  ...question,
  good: Bilingual,
  complaint: Bilingual,
  levels,
})
/** Chỉ số địa phương, asked and without points. `isOverall`: the one that says whether somebody is satisfied at all. */
const Opinion = record({
  ...head,
  of: Type.Literal('opinion'),
  ...question,
  isOverall: Type.Optional(Type.Literal(true)),
  options: record({ very: Bilingual, satisfied: Bilingual, dissatisfied: Bilingual }),
})

/**
 * What the points of an agency rest on. With `of` it is counted, as an indicator is; without it the agency tells it, and
 * `known` says what the platform holds of it, as a first proposal.
 */
const AgencyFigure = record({
  key: Type.String({ pattern: '^[a-z][a-zA-Z]*$', maxLength: 30 }),
  name: Bilingual,
  unit: Type.Enum(['count', 'percent', 'yesNo']),
  of: Type.Optional(Expression),
  per: Type.Optional(Expression),
  known: Type.Optional(Expression),
  /** Key of the figure that it is a part of. */
  partOf: Type.Optional(Type.String()),
})
const Thresholds = Type.Record(
  Type.String({ pattern: '^[a-z][a-zA-Z]*$' }),
  Type.Number({ minimum: 0, maximum: 100 }),
)
/** Of an agency for a period. `award` reads the figures by their keys, and the thresholds of its level as `least.<key>`. */
const OfAgency = record({
  ...head,
  of: Type.Literal('agency'),
  figures: Type.Array(AgencyFigure, { minItems: 1 }),
  least: Type.Optional(
    record({ province: Thresholds, department: Thresholds, district: Thresholds, commune: Thresholds }),
  ),
  award: Expression,
  levels,
})

export const CriteriaSet = file({
  code: Slug,
  version: Slug,
  name: Bilingual,
  ...validity,
  legal: Name,
  /** Days after the end of a dossier on which it may be rated by link, and at a kiosk. */
  openDays: Type.Integer({ minimum: 1, maximum: 365 }),
  kioskDays: Type.Integer({ minimum: 1, maximum: 60 }),
  classes: Type.Array(record({ from: Type.Number({ minimum: 0, maximum: 100 }), name: Bilingual }), {
    minItems: 2,
  }),
  criteria: Type.Array(Type.Union([Timed, Asked, Attitude, Opinion, OfAgency]), { minItems: 1 }),
})
/** Bộ tiêu chí đánh giá việc giải quyết thủ tục hành chính. A later version has the same `code`. */
export type CriteriaSet = Static<typeof CriteriaSet>
