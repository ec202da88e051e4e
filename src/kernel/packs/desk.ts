/** Schemas of the one-stop desk of a province: groups of tickets, windows, appointments, what is filled in at the counter. */
import { type Static, Type } from 'typebox'
import { Bilingual, Expression, file, ProcedureCode, record, Slug, UnitCode } from './shapes.ts'

/** Nhóm thủ tục mà người dân lấy số theo. */
const TicketGroup = record({
  key: Type.String({ pattern: '^[A-Z]$', description: 'Chữ đứng đầu số thứ tự.' }),
  name: Bilingual,
  fields: Type.Optional(
    Type.Array(Slug, { description: 'Lĩnh vực thuộc nhóm; nhóm không có là nhóm còn lại.' }),
  ),
  minutes: Type.Integer({ minimum: 1, maximum: 240, description: 'Số phút một lượt, khi chưa có số đo.' }),
})
export type TicketGroup = Static<typeof TicketGroup>

const Window = record({
  key: Type.String({ pattern: '^[A-Za-z0-9]{1,4}$' }),
  name: Bilingual,
  groups: Type.Array(Type.String({ pattern: '^[A-Z]$' }), { minItems: 1 }),
})
export type DeskWindow = Static<typeof Window>

/** Một bộ phận một cửa, hoặc mọi bộ phận không được nêu riêng. */
const Desk = record({
  units: Type.Optional(Type.Array(UnitCode, { minItems: 1 })),
  groups: Type.Array(TicketGroup, { minItems: 1, maxItems: 26 }),
  windows: Type.Array(Window, { minItems: 1, maxItems: 60 }),
  appointments: record({
    slotMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
    /** People who may come at the same time. */
    places: Type.Integer({ minimum: 1, maximum: 50 }),
    daysAhead: Type.Integer({ minimum: 1, maximum: 60 }),
  }),
})
export type DeskRules = Static<typeof Desk>

/**
 * Ô điền sẵn tại quầy: a value for a question, read from `card`, `other`, `desk`, `answers`, `today`, and of scanned papers that
 * the clerk compared (`papers.birth_proof.number`, hyphens of keys as underscores).
 */
const Fill = record({
  field: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' }),
  value: Type.Optional(Expression),
  /** Gợi ý: one text or a list of them, offered and never filled in by itself. */
  suggest: Type.Optional(Expression),
})
const Fills = record({ procedure: ProcedureCode, values: Type.Array(Fill, { minItems: 1, maxItems: 80 }) })
export type CounterFills = Static<typeof Fills>

export const DeskFile = file({
  desks: Type.Array(Desk, { minItems: 1 }),
  favourites: Type.Array(ProcedureCode, {
    maxItems: 9,
    description: 'Thủ tục có phím sẵn khi quầy chưa có hồ sơ nào.',
  }),
  fills: Type.Array(Fills),
})
export type DeskFile = Static<typeof DeskFile>
