/** Schemas of the province itself: manifest, areas, units, roles, names of invented people. */
import { type Static, Type } from 'typebox'
import {
  AreaCode,
  Bilingual,
  Day,
  file,
  Name,
  ProcedureCode,
  record,
  Slug,
  UnitCode,
  validity,
} from './shapes.ts'

const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'Giờ, dạng 21:00.' })

const amount = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }))

/** Tỉnh: what the province is called and where it is reached. */
export const PackManifest = file({
  code: Slug,
  name: Bilingual,
  schema: Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$', description: 'Tên schema trong cơ sở dữ liệu.' }),
  agencyCode: UnitCode,
  areaCode: AreaCode,
  asOf: Type.Optional(Day),
  stepUp: Type.Optional(
    Type.Enum(['whoever-can', 'everyone'], {
      description:
        'Trước khi ký và làm việc đặc quyền, hỏi bằng chứng thứ hai của cán bộ đã có yếu tố xác thực (whoever-can) hay của mọi cán bộ (everyone).',
    }),
  ),
  assurance: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3,
      description: 'Mức xác thực cần có để nộp hồ sơ, nếu thủ tục không nói khác; bỏ trống là mức 1.',
    }),
  ),
  circular2025From: Type.Optional({
    ...Day,
    description:
      'Ngày bắt đầu dùng các mẫu của Thông tư 03/2025/TT-VPCP; bỏ trống thì theo ngày của Thông tư.',
  }),
  apologyDaysBefore: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 30,
      description:
        'Văn bản xin lỗi gửi chậm nhất bao nhiêu ngày trước ngày hẹn trả; bỏ trống là 1 (Nghị định 61/2018, điều 19; chưa chắc).',
    }),
  ),
  /** From how many cases on figures are told, and from how many on each side two sides are compared. */
  smallNumbers: Type.Optional({
    ...record({
      shown: Type.Integer({ minimum: 2, maximum: 100 }),
      compared: Type.Integer({ minimum: 5, maximum: 1000 }),
    }),
    description:
      'Số liệu dựa trên ít hồ sơ hơn shown không nêu ra; mỗi bên ít hơn compared thì không so sánh; bỏ trống là 5 và 12.',
  }),
  quotas: Type.Optional({
    ...record({ files: amount, megabytes: amount, drafts: amount, submissions: amount, reports: amount }),
    description:
      'Mỗi ngày một người, hay một thiết bị chưa đăng nhập, được gửi nhiều nhất bao nhiêu; bỏ trống là 500 tệp, 2000 MB, 100 bản nháp, 100 hồ sơ, 60 phản ánh.',
  }),
  /** Giờ không gửi tin nhắn cho người dân; bỏ trống là 21:00 đến 07:00. */
  quietHours: Type.Optional(record({ from: ClockTime, until: ClockTime })),
  timeZone: Type.Literal('Asia/Ho_Chi_Minh'),
  motto: Type.Optional(Bilingual),
  appName: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 30,
      description: 'Tên ứng dụng trên màn hình điện thoại; bỏ trống là tên của tỉnh.',
    }),
  ),
  keptPagesDays: Type.Optional(
    Type.Integer({
      minimum: 7,
      maximum: 90,
      description:
        'Số ngày không có mạng mà trang đã lưu trên điện thoại vẫn mở được; bỏ trống là 30 (một phiên biển xa).',
    }),
  ),
  hotline: Type.Optional(Type.String({ pattern: '^[0-9 .+]{3,20}$' })),
  email: Type.Optional(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' })),
  website: Type.Optional(Type.String({ pattern: '^https://[^\\s]+$' })),
})
export type PackManifest = Static<typeof PackManifest>

const areaKinds = [
  'Tỉnh',
  'Thành phố',
  'Thị xã',
  'Quận',
  'Huyện',
  'Phường',
  'Xã',
  'Thị trấn',
  'Đặc khu',
] as const

/** Đơn vị hành chính. Identified by code and validity, never by name: a name may move to another code. */
export const Area = record({
  code: AreaCode,
  level: Type.Enum(['province', 'district', 'commune']),
  kind: Type.Enum(areaKinds),
  name: Name,
  parent: Type.Optional(AreaCode),
  ...validity,
})
export type Area = Static<typeof Area>

/** Sắp xếp đơn vị hành chính: a change of law known to the pack, for the province to apply on its day. */
export const AreaChange = record({
  on: Day,
  code: AreaCode,
  change: Type.Enum(['renamed', 'abolished', 'merged']),
  name: Type.Optional(Name),
  into: Type.Optional(
    Type.Array(
      record({ code: AreaCode, name: Name, province: AreaCode, share: Type.Enum(['full', 'partial']) }),
    ),
  ),
})
export type AreaChange = Static<typeof AreaChange>

export const Areas = file({
  source: Type.Optional(Name),
  areas: Type.Array(Area, { minItems: 1 }),
  changes: Type.Optional(Type.Array(AreaChange)),
})

/** Cơ quan, đơn vị: one row of the dated tree. */
export const Unit = record({
  code: UnitCode,
  name: Name,
  shortName: Name,
  kind: Type.Enum(['province', 'centre', 'department', 'division', 'district', 'commune', 'vertical']),
  parent: Type.Optional(UnitCode),
  area: Type.Optional(AreaCode),
  address: Type.Optional(Name),
  phone: Type.Optional(Type.String({ pattern: '^[0-9 .+]{3,20}$' })),
  desk: Type.Optional(Name),
  /** Giờ làm việc: a variant of calendar/hours.json other than `default`. */
  hours: Type.Optional(Slug),
  /** True while the real identification code has not been confirmed by the province. */
  assumedCode: Type.Optional(Type.Boolean()),
  ...validity,
})
export type Unit = Static<typeof Unit>
export const Units = file({ units: Type.Array(Unit, { minItems: 1 }) })

/** Quyền: what a role may do. A module may bring more; these are the ones packs grant. */
export const permissions = [
  'desk.receive',
  'desk.handover',
  'desk.return',
  'desk.close',
  'dossier.receive',
  'dossier.process',
  'dossier.approve',
  'dossier.sign',
  'dossier.number',
  'dossier.return',
  'dossier.view',
  'dossier.assign',
  'catalogue.view',
  'catalogue.manage',
  'catalogue.approve',
  'dossier.repin',
  'calendar.manage',
  'history.import',
  'people.manage',
  'system.view',
  'operations.run',
  'oversight.view',
  'mining.view',
  'paper.digitise',
  'exchange.view',
  'exchange.manage',
  'paper.revoke',
  'payment.take',
  'payment.view',
  'payment.void',
  'privacy.answer',
  'records.keep',
  'indicators.view',
  'indicators.enter',
  'indicators.explain',
  'mandate.check',
  'satisfaction.view',
  'satisfaction.score',
  'satisfaction.verify',
  'satisfaction.kiosk',
  'feedback.triage',
  'feedback.process',
  'feedback.publish',
  'petitions.receive',
  'petitions.handle',
  'petitions.publish',
  'news.write',
  'news.approve',
  'news.express',
  'assisted.appoint',
] as const

/** Vai trò. `scope` says how far the permissions reach: the own unit, or every unit below it. */
export const Role = record({
  code: Slug,
  name: Bilingual,
  permissions: Type.Array(Type.Enum(permissions), { minItems: 1, uniqueItems: true }),
  scope: Type.Enum(['unit', 'subtree']),
})
export type Role = Static<typeof Role>

/** `stepRoles`: the role that a step of a procedure names → the role of the officers who may do it. */
export const Roles = file({
  roles: Type.Array(Role, { minItems: 1 }),
  stepRoles: Type.Record(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }), Slug),
})

const Counted = record({ name: Name, count: Type.Integer({ minimum: 1 }) })

/** Tên người của một dân tộc: `male` and `female` hold middle and given name together. */
export const NameGroup = record({
  ethnicity: Name,
  share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  families: Type.Array(Counted, { minItems: 1 }),
  /** Where women bear another first word than men, as `Ka` beside `K'`. */
  femaleFamilies: Type.Optional(Type.Array(Counted, { minItems: 1 })),
  male: Type.Array(Counted, { minItems: 1 }),
  female: Type.Array(Counted, { minItems: 1 }),
  /** Areas where most of them live; empty when they live everywhere. */
  areas: Type.Array(AreaCode),
})
export type NameGroup = Static<typeof NameGroup>
export const People = file({ source: Name, groups: Type.Array(NameGroup, { minItems: 1 }) })

/** Sự kiện trong đời: a way into the catalogue in the words of the person. */
export const LifeEvent = record({
  key: Slug,
  icon: Slug,
  name: Bilingual,
  summary: Bilingual,
  procedures: Type.Array(ProcedureCode, { minItems: 1, uniqueItems: true }),
})
export type LifeEvent = Static<typeof LifeEvent>
export const LifeEvents = file({ events: Type.Array(LifeEvent, { minItems: 1 }) })
