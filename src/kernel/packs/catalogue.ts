/** Schemas of procedures: fields, facts of the catalogue, procedures in depth. */
import { type Static, Type } from 'typebox'
import { VouchedBy, WrittenFact } from './facts.ts'
import {
  Bilingual,
  Channel,
  Day,
  Expression,
  file,
  Level,
  Limit,
  Name,
  ProcedureCode,
  ResultCode,
  record,
  Slug,
  UnitCode,
  validity,
} from './shapes.ts'

/** Lĩnh vực. `department` is competent at province level, `communeOffice` names who acts for it in a commune. */
export const Field = record({
  code: Slug,
  name: Name,
  department: UnitCode,
  communeOffice: Type.Optional(Name),
})
export type Field = Static<typeof Field>
export const Fields = file({ fields: Type.Array(Field, { minItems: 1 }) })

/** Đối tượng thực hiện: code → official name. */
export const applicantNames = {
  citizen: 'Công dân Việt Nam',
  overseasVietnamese: 'Người Việt Nam định cư ở nước ngoài',
  foreigner: 'Người nước ngoài',
  residentForeigner: 'Người nước ngoài cư trú tại Việt Nam',
  officer: 'Cán bộ, công chức, viên chức',
  enterprise: 'Doanh nghiệp',
  vietnameseEnterprise: 'Doanh nghiệp Việt Nam',
  foreignInvestedEnterprise: 'Doanh nghiệp có vốn đầu tư nước ngoài',
  cooperative: 'Hợp tác xã',
  organisation: 'Tổ chức (không bao gồm doanh nghiệp, HTX)',
  foreignOrganisation: 'Tổ chức nước ngoài',
  partyMember: 'Đảng viên',
  partyOrganisation: 'Tổ chức Đảng',
} as const
export type Applicant = keyof typeof applicantNames
const applicants = Object.keys(applicantNames) as [Applicant, ...Applicant[]]

/** Loại thủ tục. */
export const procedureKinds = {
  detailed: 'TTHC được luật giao quy định chi tiết',
  notDetailed: 'TTHC không được luật giao cho địa phương quy định',
  local: 'TTHC đặc thù của địa phương',
  other: 'Loại khác',
} as const
type ProcedureKind = keyof typeof procedureKinds

/** Dấu nghi ngờ: what a person should check in the source before relying on the fact. Flag → meaning. */
export const flagMeanings = {
  limitMissing: 'Nguồn không ghi thời hạn',
  limitUnitMissing: 'Thời hạn không có đơn vị',
  limitByCase: 'Một kênh có nhiều thời hạn, tùy trường hợp',
  feeMissing: 'Nguồn không ghi phí, lệ phí',
  feeSuspect: 'Mức phí có thể sai',
  feeByCouncil: 'Mức thu do Hội đồng nhân dân tỉnh quyết định',
  feeByCase: 'Nhiều mức thu, tùy trường hợp',
  agencyLevelMismatch: 'Cơ quan thực hiện không khớp cấp thực hiện',
  papersUnreadable: 'Không đọc chắc được thành phần hồ sơ',
  papersMissing: 'Nguồn không ghi thành phần hồ sơ',
  resultMissing: 'Nguồn không ghi kết quả',
  nameSuspect: 'Tên thủ tục lặp lại ở nhiều mã, có thể sai',
} as const
export type Flag = keyof typeof flagMeanings
const Flags = Type.Array(Type.Enum(Object.keys(flagMeanings) as [Flag, ...Flag[]]), { uniqueItems: true })

/**
 * Cách nộp. A fee here is text as published and never a number: money is charged only by the fee rules of a
 * procedure in depth, which a person has checked.
 */
export const ChannelFacts = record({
  channel: Channel,
  limit: Type.Optional(Limit),
  fee: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  flags: Type.Optional(Flags),
})
export type ChannelFacts = Static<typeof ChannelFacts>

/** Giấy tờ phải nộp: the name of the paper only. `group` names the case in which it is asked for. */
export const Paper = record({
  key: Slug,
  name: Type.String({ minLength: 2, maxLength: 180 }),
  originals: Type.Integer({ minimum: 0, maximum: 99 }),
  copies: Type.Integer({ minimum: 0, maximum: 99 }),
  group: Type.Optional(Type.String({ minLength: 2, maxLength: 180 })),
})
export type Paper = Static<typeof Paper>

/** Thủ tục trong danh mục: facts only. */
export const CatalogueFacts = record({
  code: ProcedureCode,
  name: Type.String({ minLength: 3, maxLength: 1500 }),
  levels: Type.Array(Level, { minItems: 1, uniqueItems: true }),
  applicants: Type.Array(Type.Enum(applicants), { uniqueItems: true }),
  kind: Type.Optional(Type.Enum(Object.keys(procedureKinds) as [ProcedureKind, ...ProcedureKind[]])),
  /** Số quyết định công bố; absent where the entry was written from a secondary source. */
  decision: Type.Optional(Name),
  channels: Type.Array(ChannelFacts),
  papers: Type.Array(Paper),
  results: Type.Array(record({ code: Type.Optional(ResultCode), name: Name })),
  legal: Type.Array(Type.String({ minLength: 3, maxLength: 60 })),
  agency: Type.Optional(Name),
  competent: Type.Optional(Name),
  flags: Type.Optional(Flags),
})
/** One file per field; the field is said once, in the file, and added to each entry when the pack is read. */
export const Catalogue = file({
  source: Name,
  field: Slug,
  procedures: Type.Array(CatalogueFacts, { minItems: 1 }),
})
export type CatalogueEntry = Static<typeof CatalogueFacts> & { readonly field: string }

/** Loại bước. */
export const stepTypes = {
  receive: 'Tiếp nhận',
  assign: 'Phân công',
  appraise: 'Thẩm định',
  inspect: 'Kiểm tra thực địa',
  consult: 'Lấy ý kiến',
  council: 'Họp hội đồng',
  notice: 'Niêm yết công khai',
  financial: 'Thông báo nghĩa vụ tài chính',
  draft: 'Dự thảo kết quả',
  approve: 'Trình duyệt',
  linked: 'Thủ tục liên thông',
  sign: 'Ký số',
  seal: 'Đóng dấu số',
  number: 'Vào sổ, cấp số',
  return: 'Trả kết quả',
  archive: 'Lưu trữ',
} as const
export type StepType = keyof typeof stepTypes

/** Kết luận của bước, from which the officer chooses when ending it; conditions of later steps read it. */
export const Outcome = record({ key: Slug, label: Bilingual })
export type Outcome = Static<typeof Outcome>

/** What a step may end with where it declares nothing: by kind of step, else `done`. */
export const outcomesOfType: Partial<Record<StepType, readonly string[]>> = {
  receive: ['accepted'],
  approve: ['done', 'approved', 'proposed'],
  appraise: ['done', 'proposed'],
  draft: ['done', 'proposed'],
  sign: ['signed'],
  consult: ['agree', 'disagree', 'conditional', 'silent'],
  linked: ['done', 'refused', 'stopped', 'withdrawn', 'notAccepted'],
}

/** The name under which expressions read the outcome of a step: `outcomes.xem_bai_tha` for the key `xem-bai-tha`. */
export const outcomeName = (stepKey: string): string => stepKey.replaceAll('-', '_')

/** Bước xử lý. `hours` are working hours inside the limit of the procedure. */
export const Step = record({
  key: Slug,
  type: Type.Enum(Object.keys(stepTypes) as [StepType, ...StepType[]]),
  name: Bilingual,
  role: Slug,
  hours: Type.Number({ minimum: 0, maximum: 4000 }),
  /** Reads `answers`, `channel`, `today` and `outcomes.<step>` of steps before; a key’s hyphens are written as `_`. */
  when: Type.Optional(Expression),
  outcomes: Type.Optional(Type.Array(Outcome, { minItems: 2, maxItems: 9 })),
  /** Steps with the same word here, one after the other, run side by side; the next step waits for all of them. */
  parallel: Type.Optional(Slug),
  /** The unit asked, when it is not the competent unit. */
  unit: Type.Optional(UnitCode),
  /** What a consulted unit is asked. */
  question: Type.Optional(Bilingual),
  /** Days that a notice stands, counted by the calendar from the day after it was posted. */
  noticeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  /** What follows when a consulted unit stays silent past its hours: it counts as agreement, or it is waited for. */
  onSilence: Type.Optional(Type.Enum(['continue', 'wait'])),
  /** Thủ tục liên thông: this step is another procedure’s dossier, made of what the declaration says. */
  procedure: Type.Optional(ProcedureCode),
  /** Each field of that procedure’s form by an expression over `answers`, `channel`, `today` and `outcomes`. */
  answers: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Expression)),
  /** Each paper of that procedure by the key of the paper of this one. */
  papers: Type.Optional(Type.Record(Slug, Slug)),
  /** True only where the law stops the clock while this step waits. A notified financial duty stops it anyway. */
  stopsClock: Type.Optional(Type.Boolean()),
})
export type Step = Static<typeof Step>

/** Hiệu lực của một mức: both days included; left out, it holds without end. Within a version, which has its own day. */
const ruleValidity = { validFrom: Type.Optional(Day), validTo: Type.Optional(Day) }

/**
 * Thời hạn theo trường hợp: the first whose days, channel and condition fit is the limit of the dossier. `when` reads
 * `answers`, `channel`, `today` and `applicant.kind` (docs/legal.md#dated-rules).
 */
export const LimitCase = record({
  channel: Type.Optional(Channel),
  when: Type.Optional(Expression),
  ...ruleValidity,
  label: Type.Optional(Bilingual),
  limit: Limit,
})
export type LimitCase = Static<typeof LimitCase>

/** Phí, lệ phí: every rule whose days, channel and condition fit adds a line. `vnd` is whole đồng or an expression giving it. */
export const FeeRule = record({
  key: Slug,
  label: Bilingual,
  kind: Type.Enum(['fee', 'charge']),
  collect: Type.Enum(['onReceipt', 'onSupplement', 'onReturn']),
  channel: Type.Optional(Channel),
  when: Type.Optional(Expression),
  ...ruleValidity,
  vnd: Type.Union([Type.Integer({ minimum: 0 }), Expression]),
  legal: Name,
})
export type FeeRule = Static<typeof FeeRule>

/**
 * Giấy tờ của thủ tục in depth. `kind` is its kind in `paper-kinds.json`; `reuse` lists results that, found in the wallet,
 * make the paper unnecessary.
 */
export const RequiredPaper = record({
  key: Slug,
  name: Bilingual,
  required: Type.Union([Type.Boolean(), Expression]),
  originals: Type.Integer({ minimum: 0, maximum: 99 }),
  copies: Type.Integer({ minimum: 0, maximum: 99 }),
  accept: Type.Array(Type.Enum(['pdf', 'photo', 'office', 'drawing']), { minItems: 1, uniqueItems: true }),
  hint: Type.Optional(Bilingual),
  kind: Type.Optional(Slug),
  reuse: Type.Optional(Type.Array(ResultCode)),
  /** The register that may vouch in its place; where it does, the paper is not asked for. */
  vouchedBy: Type.Optional(VouchedBy),
})
export type RequiredPaper = Static<typeof RequiredPaper>

const FieldKey = Type.String({ minLength: 1, maxLength: 60 })

/**
 * Người trong hồ sơ beside the first applicant: who they are is read from these fields of the form. With `each` the
 * fields are those of every entry of that group.
 */
export const PartyRule = record({
  role: Type.Enum(['applicant', 'contact', 'authorised', 'helper']),
  each: Type.Optional(FieldKey),
  when: Type.Optional(Expression),
  name: FieldKey,
  identity: Type.Optional(FieldKey),
  phone: Type.Optional(FieldKey),
  /** What somebody with authority may do: everything, or submit and follow only. */
  scope: Type.Optional(Type.Enum(['all', 'submit'])),
  from: Type.Optional(FieldKey),
  to: Type.Optional(FieldKey),
  /** The field in which the applicant lets a helper follow the dossier. */
  consent: Type.Optional(FieldKey),
  /** Key of the paper that proves the authority. */
  paper: Type.Optional(Slug),
})
export type PartyRule = Static<typeof PartyRule>

/** Thẩm quyền: the level that decides; at province level the field's department unless `unit` names another. */
export const Competence = record({
  level: Type.Enum(['province', 'district', 'commune']),
  unit: Type.Optional(UnitCode),
  /** Key of the form field holding the area code that picks the commune or district. */
  areaField: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
})

/** Thủ tục được mô hình hóa đầy đủ: form, steps with limits, papers, fees and result. */
export const Procedure = file({
  code: ProcedureCode,
  version: Type.Integer({ minimum: 1 }),
  ...validity,
  form: Slug,
  serviceLevel: Type.Enum(['full', 'partial']),
  /** Mức xác thực cần có để nộp; bỏ trống thì theo gói. */
  assurance: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  competence: Competence,
  limits: Type.Array(LimitCase, { minItems: 1 }),
  steps: Type.Array(Step, { minItems: 1 }),
  papers: Type.Array(RequiredPaper),
  fees: Type.Array(FeeRule),
  parties: Type.Optional(Type.Array(PartyRule, { minItems: 1, maxItems: 9 })),
  result: record({
    code: Type.Optional(ResultCode),
    name: Bilingual,
    template: Slug,
    register: Type.Optional(Slug),
    /** Months during which the result is good; without it there is no end. */
    validMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
    /** What is known once it is signed. */
    writes: Type.Optional(Type.Array(WrittenFact, { minItems: 1, maxItems: 20 })),
    /** A new one takes the place of the former of the same person and, where named, of the same answer. */
    replaces: Type.Optional(
      record({ subject: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }),
    ),
  }),
  legalBasis: Type.Array(Name),
  /** Điều luật riêng cho phép: what the law of this procedure allows beyond the common rules, each with its provision. */
  lawAllows: Type.Optional(
    record({
      extension: Type.Optional(record({ legal: Name, atMost: Limit })),
      secondSupplement: Type.Optional(record({ legal: Name })),
    }),
  ),
  checkedOn: Type.Optional(Day),
})
export type Procedure = Static<typeof Procedure>
