/** Loại giấy tờ: papers that many procedures ask for, how to know one when it is scanned, and what stands on it. */
import { type Static, Type } from 'typebox'
import { Bilingual, file, Name, ResultCode, record, Slug } from './shapes.ts'

/** Keys that mean something to the platform whatever the paper; others are only kept. */
const FieldKey = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 })

/** Ô đọc được: `after` are the words behind which the value stands, the surest first. */
export const PaperField = record({
  key: FieldKey,
  is: Type.Enum(['identityNumber', 'fullName', 'date', 'number', 'text']),
  label: Bilingual,
  after: Type.Array(Name, { minItems: 1 }),
})
export type PaperField = Static<typeof PaperField>

export const PaperKind = record({
  code: Slug,
  name: Bilingual,
  /** Title lines as printed; any of them names the paper. */
  titles: Type.Array(Name, { minItems: 1 }),
  /** Other words that stand on it and on few others. */
  marks: Type.Optional(Type.Array(Name)),
  /** Mã kết quả that is the same paper when it was issued electronically. */
  results: Type.Optional(Type.Array(ResultCode)),
  /** Months after its date of issue during which it is good; without it there is no end. */
  validMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
  fields: Type.Array(PaperField),
})
export type PaperKind = Static<typeof PaperKind>
export const PaperKinds = file({ kinds: Type.Array(PaperKind, { minItems: 1 }) })
