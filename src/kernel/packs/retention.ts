/** Schema of how long each class of records is kept, on which ground, and what becomes of it then. */
import { type Static, Type } from 'typebox'
import { Day, file, Name, ProcedureCode, record } from './shapes.ts'

const Count = Type.Integer({ minimum: 1, maximum: 100 })

/** Thời hạn lưu giữ, counted from the moment that the class names. */
export const Keep = Type.Union([
  Type.Literal('forever'),
  record({ years: Count }),
  record({ months: Count }),
  record({ days: Type.Integer({ minimum: 1, maximum: 366 }) }),
])
export type Keep = Static<typeof Keep>

/** Xóa; bỏ phần nhận ra người, để lại số liệu; giao lưu trữ lịch sử rồi bỏ phần nhận ra người. */
export const Ending = Type.Enum(['erase', 'anonymise', 'archive'])

const Exception = record({
  procedures: Type.Array(ProcedureCode, { minItems: 1, uniqueItems: true }),
  keep: Keep,
  ending: Ending,
  legal: Name,
})

/** Quy tắc lưu giữ của một nhóm. Of several for one class the latest whose day has come holds. */
export const RetentionRule = record({
  class: Type.String({ pattern: '^[a-z]+\\.[a-zA-Z]+$', maxLength: 60 }),
  validFrom: Type.Optional(Day),
  keep: Keep,
  ending: Ending,
  legal: Name,
  /** `false`: the period was not read in the text of the law; whoever runs the installation settles it here. */
  sure: Type.Boolean(),
  exceptions: Type.Optional(Type.Array(Exception, { minItems: 1 })),
})
export type RetentionRule = Static<typeof RetentionRule>

export const Retention = file({ rules: Type.Array(RetentionRule, { minItems: 1 }) })
export type Retention = Static<typeof Retention>
