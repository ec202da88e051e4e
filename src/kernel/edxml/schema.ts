/** What an edXML message may hold (docs/legal.md#edxml), as values of ours. */

import { type Static, type TProperties, Type } from 'typebox'

const record = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const Text = Type.String({ maxLength: 4_000 })
const Short = Type.String({ maxLength: 300 })
const Needed = Type.String({ minLength: 1, maxLength: 300 })
/** Mã định danh cơ quan trên trục, such as `000.00.00.H11`. */
const OrganId = Type.String({ pattern: '^[A-Za-z0-9.]{1,40}$' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const many = 500

export const EdxmlOrganisation = record({
  organId: OrganId,
  inCharge: Short,
  name: Needed,
  address: Short,
  email: Short,
  telephone: Short,
  fax: Short,
  website: Short,
})
const Code = record({ number: Needed, notation: Short })
const Staff = record({ department: Short, name: Short, email: Short, mobile: Short })

/** Loại nghiệp vụ, in the order of its numbers: 0 new, 1 recalled, 2 updated, 3 replaced. */
export const businessKinds = ['new', 'recall', 'update', 'replace'] as const

export const EdxmlMessage = record({
  documentId: Needed,
  from: EdxmlOrganisation,
  to: Type.Array(EdxmlOrganisation, { minItems: 1, maxItems: many }),
  code: Code,
  promulgation: record({ place: Short, on: Day }),
  documentType: record({ type: Short, name: Needed }),
  subject: Type.String({ minLength: 1, maxLength: 4_000 }),
  content: Text,
  /** `competence`: KT, TL, TM and the like. */
  signer: record({ competence: Short, position: Short, name: Needed }),
  dueOn: Type.Union([Day, Type.Null()]),
  toPlaces: Type.Array(Short, { maxItems: many }),
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
  priority: Type.Integer({ minimum: 0, maximum: 4 }),
  pages: Type.Integer({ minimum: 0, maximum: 100_000 }),
  responseFor: Type.Array(record({ organId: OrganId, code: Needed, on: Day, documentId: Short }), {
    maxItems: many,
  }),
  steering: Type.Integer({ minimum: 1, maximum: 3 }),
  /** Where it was, hop by hop. */
  trace: Type.Array(record({ organId: OrganId, at: Instant }), { minItems: 1, maxItems: many }),
  business: record({
    kind: Type.Enum([...businessKinds]),
    reason: Text,
    /** The message that is recalled, updated or replaced; empty for a new one. */
    documentId: Short,
    hasPaper: Type.Boolean(),
    staff: Staff,
  }),
  attachments: Type.Array(
    record({
      contentId: Type.String({ pattern: '^[A-Za-z0-9._@-]{1,200}$' }),
      contentType: Type.String({ pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$', maxLength: 200 }),
      name: Type.String({ minLength: 1, maxLength: 255, pattern: '^[^/\\\\\\x00-\\x1f]+$' }),
      description: Short,
      /** base64. */
      content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    }),
    { maxItems: many },
  ),
})
export type EdxmlMessage = Static<typeof EdxmlMessage>

/** Trạng thái xử lý, by the numbers of the axis. */
export const edxmlStatuses = {
  '01': { vi: 'Đã đến', en: 'Arrived' },
  '02': { vi: 'Từ chối tiếp nhận', en: 'Not taken' },
  '03': { vi: 'Đã tiếp nhận', en: 'Registered' },
  '04': { vi: 'Phân công', en: 'Assigned' },
  '05': { vi: 'Đang xử lý', en: 'In work' },
  '06': { vi: 'Hoàn thành', en: 'Done' },
  '13': { vi: 'Lấy lại', en: 'Recall asked' },
  '15': { vi: 'Đồng ý lấy lại, cập nhật', en: 'Recall or update agreed' },
  '16': { vi: 'Từ chối lấy lại, cập nhật', en: 'Recall or update refused' },
} as const

export const EdxmlStatus = record({
  responseFor: record({ organId: OrganId, code: Needed, on: Day, documentId: Needed }),
  from: EdxmlOrganisation,
  statusCode: Type.Enum(Object.keys(edxmlStatuses) as (keyof typeof edxmlStatuses)[]),
  description: Text,
  at: Instant,
  staff: Staff,
})
export type EdxmlStatus = Static<typeof EdxmlStatus>
