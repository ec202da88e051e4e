/** Schema of what a province wants to be warned of, and after how long something counts as forgotten. */
import { type Static, Type } from 'typebox'
import { file, record, Slug } from './shapes.ts'

const Days = Type.Integer({ minimum: 1, maximum: 365 })

/** When a warning is due, on the legal clock. */
const Moment = Type.Union([
  record({ share: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }) }),
  record({ workingDaysBefore: Type.Integer({ minimum: 1, maximum: 60 }) }),
  record({ overdue: Type.Literal('at-once') }),
  record({ overdue: Type.Literal('next-morning') }),
  record({ daysAfter: Days }),
])

/** Quy tắc cảnh báo: about what, when, and who is told. */
export const WarningRule = record({
  key: Slug,
  watches: Type.Enum(['step', 'case', 'consultation', 'supplement']),
  at: Moment,
  tell: Type.Array(Type.Enum(['holder', 'chief', 'leader', 'applicant']), { minItems: 1, uniqueItems: true }),
})
export type WarningRule = Static<typeof WarningRule>

export const Oversight = file({
  /** Days after which an unanswered supplement is a question for the officer: wait on, or stop. */
  supplementDays: Days,
  /** Days after which a signed result that nobody has fetched is a question for the desk. */
  handOverDays: Days,
  warnings: Type.Array(WarningRule, { minItems: 1 }),
})
export type Oversight = Static<typeof Oversight>
