/** Thủ tục hành chính: one shape for every procedure, whether it is modelled in depth or only known by its papers. */

import type { ClockPolicy, TimeLimit } from '#kernel/calendar.ts'
import { defineRefusals } from '#kernel/errors.ts'
import { evaluate, expression, holds } from '#kernel/expressions.ts'
import { type FormDefinition, generatedForm } from '#kernel/forms.ts'
import {
  applicantNames,
  type CatalogueEntry,
  type FeeRule,
  type LimitCase,
  type Pack,
  type PartyRule,
  type Procedure,
  type RequiredPaper,
  type Step,
} from '#kernel/packs.ts'
import type { AssuranceLevel } from '#kernel/policy.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'

export type Channel = 'direct' | 'online' | 'post'
type Words = { readonly vi: string; readonly en: string }

/** A procedure as everything downstream sees it; a dossier is pinned to `code` and `version`. */
export type ProcedureDefinition = {
  readonly code: string
  readonly version: number
  readonly name: string
  readonly field: string
  /** False: only names and numbers of papers are known, and form and steps are generated. */
  readonly inDepth: boolean
  readonly facts: CatalogueEntry
  readonly form: FormDefinition
  readonly papers: readonly RequiredPaper[]
  readonly limits: readonly LimitCase[]
  /** The source states no limit; the one in `limits` is the province's default until a person sets it. */
  readonly limitIsAssumed: boolean
  readonly clock: ClockPolicy
  readonly steps: readonly Step[]
  readonly fees: readonly FeeRule[]
  /** Whom the form names beside the first applicant. */
  readonly parties?: readonly PartyRule[]
  readonly result: Procedure['result']
  readonly competence: Procedure['competence']
  readonly legalBasis: readonly string[]
  readonly lawAllows?: NonNullable<Procedure['lawAllows']>
  /** Mức xác thực cần có để nộp; without it that of the pack. */
  readonly assurance?: number
}

export const refusal = defineRefusals('services', {
  unknownProcedure: [
    'notFound',
    'Không có thủ tục mang mã {code}. Kiểm tra lại mã, hoặc tìm theo tên.',
    'There is no procedure {code}. Check the code or search by name.',
  ],
  unknownField: [
    'notFound',
    'Không có lĩnh vực này. Xem các lĩnh vực ở trang Thủ tục.',
    'There is no such field. See the fields on the page Procedures.',
  ],
  unknownEvent: [
    'notFound',
    'Không có trang này. Xem các việc trong đời ở trang chủ.',
    'There is no such page. See the events in life on the home page.',
  ],
})

/** Mức xác thực cần có để nộp. docs/legal.md#assurance */
export const levelNeeded = (manifest: Pack['manifest'], { assurance }: ProcedureDefinition): AssuranceLevel =>
  (assurance ?? manifest.assurance ?? 1) as AssuranceLevel

const hourExact: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }
/** What must be done the same day counts from the next morning when it comes after 15:00 (docs/legal.md#cut-off). */
const sameDay: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: 15 * 60 }
const assumedLimit: TimeLimit = { amount: 10, unit: 'workingDay' }

/** Joins what the catalogue knows with the procedure in depth, if there is one. Pure; the version is given by the store. */
export function describeProcedure(
  facts: CatalogueEntry,
  depth: Procedure | undefined,
  forms: ReadonlyMap<string, FormDefinition>,
): Omit<ProcedureDefinition, 'version'> {
  const { code, name, field } = facts
  if (!depth)
    return { ...generated(facts), code, name, field, facts, inDepth: false, legalBasis: facts.legal }
  const form = forms.get(depth.form)
  if (!form)
    throw new Error(`The procedure ${code} names the form ${depth.form}, which the pack does not have`)
  return {
    code,
    name,
    field,
    facts,
    inDepth: true,
    form,
    papers: depth.papers,
    limits: depth.limits,
    limitIsAssumed: false,
    clock: depth.limits.some(({ limit }) => limit.amount === 0) ? sameDay : hourExact,
    steps: depth.steps,
    fees: depth.fees,
    result: depth.result,
    competence: depth.competence,
    legalBasis: depth.legalBasis.length > 0 ? depth.legalBasis : facts.legal,
    ...(depth.parties && { parties: depth.parties }),
    ...(depth.lawAllows && { lawAllows: depth.lawAllows }),
    ...(depth.assurance && { assurance: depth.assurance }),
  }
}

function generated(facts: CatalogueEntry) {
  const stated = facts.channels.flatMap(({ channel, limit }) => (limit ? [{ channel, limit }] : []))
  const fallback = stated[0]?.limit ?? assumedLimit
  const [result] = facts.results
  return {
    form: generatedForm({ ...facts, applicants: facts.applicants.map((one) => applicantNames[one]) }),
    papers: [...facts.papers.map(paperOf), authorisation],
    limits: [...stated, { limit: fallback }],
    limitIsAssumed: stated.length === 0,
    clock: hourExact,
    steps: generatedSteps(fallback),
    fees: [],
    parties: [whoFiles],
    result: {
      ...(result?.code && { code: result.code }),
      name: {
        vi: result?.name ?? `Kết quả giải quyết: ${facts.name}`,
        en: result?.name ?? `Result: ${facts.name}`,
      },
      template: 'generic-result',
    },
    competence: { level: levelOf(facts) },
  }
}

function levelOf({ levels }: CatalogueEntry): 'province' | 'commune' {
  return levels.includes('commune') && !levels.includes('province') ? 'commune' : 'province'
}

function paperOf({ key, name, originals, copies }: CatalogueEntry['papers'][number]): RequiredPaper {
  // The source's lists mix papers of several cases, so none may be demanded without a person's check.
  return { key, name: { vi: name, en: name }, required: false, originals, copies, accept: ['pdf', 'photo'] }
}

/** The generated form asks for it from whoever files for another. */
const authorisation: RequiredPaper = {
  key: 'authorisation',
  name: { vi: 'Giấy ủy quyền', en: 'Letter of authority' },
  hint: { vi: 'Chỉ khi nộp thay người khác.', en: 'Only when you apply for somebody else.' },
  required: "answers.onBehalf == 'authorised'",
  originals: 1,
  copies: 0,
  accept: ['pdf', 'photo'],
}

/** The generated form asks who files for another. */
const whoFiles: PartyRule = {
  role: 'authorised',
  when: "answers.onBehalf == 'authorised'",
  name: 'authorisedName',
  identity: 'authorisedIdentityNumber',
  phone: 'authorisedPhone',
  scope: 'submit',
  paper: 'authorisation',
}

const shares: readonly (readonly [
  key: string,
  type: Step['type'],
  vi: string,
  en: string,
  role: string,
  share: number,
])[] = [
  ['receive', 'receive', 'Tiếp nhận', 'Reception', 'desk', 0.05],
  ['appraise', 'appraise', 'Thẩm định và dự thảo kết quả', 'Appraisal and draft', 'officer', 0.6],
  ['approve', 'approve', 'Lãnh đạo phòng duyệt', 'Approval by the head of division', 'head', 0.1],
  ['sign', 'sign', 'Ký số', 'Signature', 'leader', 0.15],
  ['return', 'return', 'Vào sổ và trả kết quả', 'Registration and return', 'desk', 0.1],
]

/** Steps for a procedure without its own: they sum to the limit, in working hours. */
function generatedSteps(limit: TimeLimit): Step[] {
  const hours = limitHours(limit)
  return shares.map(([key, type, vi, en, role, share]) => ({
    key,
    type,
    name: { vi, en },
    role,
    hours: Math.max(1, Math.round(hours * share)),
  }))
}

const hoursPer = { hour: 1, workingDay: 8, day: 8 * (5 / 7), month: 8 * 21 } as const

function limitHours({ amount, unit }: TimeLimit): number {
  return Math.max(8, amount * hoursPer[unit])
}

/** What decides a limit or a fee: how, when and by whom the dossier was handed in, and what its form says. */
export type Situation = {
  readonly channel: Channel
  readonly answers: JsonObject
  /** The day of reception; for a fee, the day of submission. */
  readonly today: CalendarDate
  /** Unknown where nobody has said yet who applies; a condition on it does not hold then. */
  readonly applicant?: { readonly kind: string } | undefined
}

type Dated = { readonly validFrom?: string | undefined; readonly validTo?: string | undefined }
type Rule = Dated & { readonly channel?: Channel | undefined; readonly when?: string | undefined }

/** Whether a rule stands on a day, whoever asks (docs/legal.md#dated-rules). */
export function standsOn({ validFrom, validTo }: Dated, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

function fits(rule: Rule, situation: Situation): boolean {
  if (rule.channel && rule.channel !== situation.channel) return false
  if (!standsOn(rule, situation.today)) return false
  return rule.when === undefined || holds(rule.when, scopeOf(situation))
}

function scopeOf({ answers, channel, today, applicant }: Situation): JsonObject {
  return { answers, channel, today, applicant: { kind: applicant?.kind ?? null } }
}

/** Thời hạn của hồ sơ: the first case that fits by day, channel and condition. */
export function limitFor({ limits }: Pick<ProcedureDefinition, 'limits'>, situation: Situation): TimeLimit {
  const always = limits.find((one) => !one.validFrom && !one.validTo)
  return (limits.find((one) => fits(one, situation)) ?? always ?? limits[0])?.limit ?? assumedLimit
}

export type FeeLine = {
  readonly key: string
  readonly label: Words
  readonly vnd: number
  readonly legal: string
  /** Phí or lệ phí, and when it is to be taken; dossiers filed before this was kept say neither. */
  readonly kind?: FeeRule['kind']
  readonly collect?: FeeRule['collect']
}

/** Phí, lệ phí: a line for every rule that fits, in whole đồng. Published fees of the catalogue are never charged. */
export function feesFor({ fees }: Pick<ProcedureDefinition, 'fees'>, situation: Situation): FeeLine[] {
  return fees
    .filter((rule) => fits(rule, situation))
    .map(({ key, label, vnd, legal, kind, collect }) => ({
      key,
      label,
      legal,
      kind,
      collect,
      vnd: wholeVnd(vnd, situation),
    }))
    .filter((line) => line.vnd > 0)
}

function wholeVnd(amount: number | string, situation: Situation): number {
  const value = typeof amount === 'number' ? amount : evaluate(expression(amount), scopeOf(situation))
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : 0
}

/** Giấy tờ phải nộp trong trường hợp này. */
export function papersFor(
  { papers }: Pick<ProcedureDefinition, 'papers'>,
  answers: JsonObject,
): { readonly paper: RequiredPaper; readonly required: boolean }[] {
  return papers.map((paper) => ({
    paper,
    required: typeof paper.required === 'boolean' ? paper.required : holds(paper.required, { answers }),
  }))
}
