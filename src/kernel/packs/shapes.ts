/** The small shapes that every file of a pack is built from. */
import { type Static, type TObject, type TProperties, Type } from 'typebox'
import { ClockPolicy, TimeLimit } from '../calendar.ts'

/** An object with no property but those named: a misspelt property is reported, not ignored. */
export function record<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false })
}

/** A file of a pack: a record that names its schema, so that editors complete and check it. */
export function file<P extends TProperties>(properties: P) {
  return record({ $schema: Type.String(), note: Type.Optional(Note), ...properties })
}

export const Note = Type.String({ minLength: 1, maxLength: 1000, description: 'Ghi chú cho người sửa gói.' })
export const Name = Type.String({ minLength: 1, maxLength: 500 })
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Ngày, dạng YYYY-MM-DD.',
})
export const Slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 80,
  description: 'Khóa: chữ thường không dấu, số và gạch nối.',
})
export const AreaCode = Type.String({ pattern: '^[0-9]{2,5}$', description: 'Mã đơn vị hành chính.' })
export const UnitCode = Type.String({
  pattern: '^[A-Z][0-9]{2}(\\.[A-Z0-9]{1,4})*$',
  maxLength: 35,
  description: 'Mã định danh cơ quan, dạng H11.12.03.',
})
export const ProcedureCode = Type.String({
  pattern: '^[0-9]\\.[0-9]{6}$',
  description: 'Mã thủ tục hành chính, dạng 1.001193.',
})
export const ResultCode = Type.String({ pattern: '^KQ\\.[GH][0-9]{2}\\.[0-9]{6}$' })
export const Expression = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'Biểu thức trên câu trả lời của tờ khai.',
})
/** Words in both languages of the screens. */
export const Bilingual = record({ vi: Name, en: Name })

/** From the first to the last day, both included. Without `validTo` it still holds. */
export const validity = {
  validFrom: Day,
  validTo: Type.Optional(Day),
}

/** Kênh nộp hồ sơ. */
export const channels = ['direct', 'online', 'post'] as const
export const Channel = Type.Enum(channels)
/** Cấp thực hiện. */
export const levels = ['ministry', 'province', 'district', 'commune', 'other'] as const
export const Level = Type.Enum(levels)

/** Thời hạn, as the legal clock counts it. */
export { TimeLimit as Limit } from '../calendar.ts'

/** Thời hạn: how long something may take, and how it is counted. `sure: false` until the province has confirmed it. */
export const Timed = record({
  limit: TimeLimit,
  policy: Type.Optional(ClockPolicy),
  sure: Type.Boolean(),
})
export type TimedLimit = Static<typeof Timed>
