/** Nộp hồ sơ: what a submission says about its applicant, its unit and itself. Pure. */

import { createHash, createHmac, randomInt } from 'node:crypto'
import { Type } from 'typebox'
import type { FormDefinition } from '#kernel/forms.ts'
import type { Actor } from '#kernel/policy.ts'
import type { Vouch } from '#kernel/provenance.ts'
import { searchKey } from '#kernel/text.ts'
import type { CalendarDate, JsonObject, JsonValue } from '#kernel/types.ts'

export type SubmittedPaper = { readonly key: string; readonly fileId: string }

/** Giấy tờ đưa tại quầy: shown or left on paper, as the national portal counts copies (0 original, 1 copy). */
export type PaperOnHand = { readonly key: string; readonly copyKind: 0 | 1 }

/** Giấy tờ do cơ sở dữ liệu xác nhận: nobody hands it in. */
export type VouchedPaper = { readonly key: string; readonly vouch: Vouch }

type PaperRow = {
  readonly key: string
  readonly name: string
  readonly fileId: string | null
  readonly copyKind: number
  readonly position: number
  readonly vouch?: Vouch
}

/** Thành phần hồ sơ: a row for each file, and one for each paper that came without or that a register vouches for. */
export function paperRows(
  sent: readonly SubmittedPaper[],
  onHand: readonly PaperOnHand[],
  vouched: readonly VouchedPaper[],
  nameOf: (key: string) => string,
): readonly PaperRow[] {
  const kinds = new Map(onHand.map(({ key, copyKind }) => [key, copyKind]))
  const filed = new Set(sent.map(({ key }) => key))
  const bare = onHand.filter(({ key }) => !filed.has(key)).map(({ key }) => ({ key, fileId: null }))
  const known = vouched.filter(({ key }) => !filed.has(key) && !kinds.has(key))
  const rows = [...sent, ...bare, ...known.map((paper) => ({ ...paper, fileId: null }))]
  return rows.map(({ key, fileId, ...more }, position) => ({
    key,
    name: nameOf(key),
    fileId,
    copyKind: kinds.get(key) ?? 2,
    position,
    ...more,
  }))
}

/** The questions of a form that a paper on hand, or a register that vouches for it, answers as well as a file would. */
export function answeredOnPaper(
  form: FormDefinition,
  onHand: readonly { readonly key: string }[],
): ReadonlySet<string> {
  const shown = new Set(onHand.map(({ key }) => key))
  const fields = form.pages.flatMap((page) => page.fields)
  return new Set(
    fields.flatMap((field) => (field.kind === 'file' && shown.has(field.paper) ? [field.key] : [])),
  )
}

export type Applicant = {
  readonly id: string | null
  readonly kind: 'citizen' | 'enterprise' | 'household'
  readonly name: string
  readonly identity: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly submitterName: string
}

/**
 * A form may ask for a paper as a field, and a caller may send it as a paper: both say the same. Gives the answers with
 * the ids of such papers, and the papers with those of such answers, each once.
 */
export function joinPapers(
  form: FormDefinition,
  answers: JsonObject,
  papers: readonly SubmittedPaper[],
): { readonly answers: JsonObject; readonly papers: readonly SubmittedPaper[] } {
  const joined: Record<string, JsonValue> = { ...answers }
  const all = [...papers]
  for (const field of form.pages.flatMap(({ fields }) => fields)) {
    if (field.kind !== 'file') continue
    const answered = Array.isArray(answers[field.key]) ? (answers[field.key] as readonly JsonValue[]) : []
    const ids = new Set([
      ...answered,
      ...papers.filter(({ key }) => key === field.paper).map(({ fileId }) => fileId),
    ])
    if (ids.size > 0) joined[field.key] = [...ids]
    for (const fileId of ids)
      if (
        typeof fileId === 'string' &&
        !all.some((paper) => paper.key === field.paper && paper.fileId === fileId)
      )
        all.push({ key: field.paper, fileId })
  }
  return { answers: joined, papers: all }
}

/** The answers to fields that the form ties to a fact about the person, by fact: `person.fullName` → answer. */
export function factsIn(form: FormDefinition, answers: JsonObject): ReadonlyMap<string, JsonValue> {
  const facts = new Map<string, JsonValue>()
  for (const { fields } of form.pages)
    for (const { key, prefill } of fields) {
      const answer = answers[key]
      if (prefill && answer !== undefined && !facts.has(prefill)) facts.set(prefill, answer)
    }
  return facts
}

/** Cá nhân hay tổ chức: as the account is, else as the answers say; an enterprise is whoever named an organisation. */
export function applicantKindOf(form: FormDefinition, answers: JsonObject, actor?: Actor): Applicant['kind'] {
  if (actor?.kind === 'citizen' && actor.organisation) return actor.organisation
  return factsIn(form, answers).get('organisation.name') ? 'enterprise' : 'citizen'
}

/**
 * Chủ hồ sơ: as the form says; what it does not ask comes from the account. In the account of a firm the firm applies,
 * whatever the form says of it.
 */
export function applicantOf(
  form: FormDefinition,
  answers: JsonObject,
  actor: Actor,
  communeName: (code: string) => string | undefined,
): Applicant {
  const facts = factsIn(form, answers)
  const text = (fact: string) => {
    const value = facts.get(fact)
    return typeof value === 'string' && value !== '' ? value : null
  }
  const account = actor.kind === 'citizen' ? actor : undefined
  const firm = account?.organisation ? account : undefined
  const name = firm?.name ?? text('organisation.name') ?? text('person.fullName') ?? account?.name ?? ''
  return {
    id: account?.personId ?? (actor.kind === 'service' ? actor.tokenId : null),
    kind: applicantKindOf(form, answers, actor),
    name,
    identity:
      firm?.identityNumber ??
      text('organisation.taxCode') ??
      text('person.identityNumber') ??
      account?.identityNumber ??
      null,
    phone: text('person.phone') ?? account?.phone ?? null,
    email: text('person.email'),
    address: addressText(facts.get('person.address'), communeName),
    submitterName: account?.agent?.name ?? account?.name ?? text('person.fullName') ?? name,
  }
}

type Address = { readonly commune?: string; readonly line?: string }

function addressText(
  answer: JsonValue | undefined,
  communeName: (code: string) => string | undefined,
): string | null {
  if (typeof answer !== 'object' || answer === null) return null
  const { commune = '', line = '' } = answer as Address
  return [line, communeName(commune) ?? ''].filter(Boolean).join(', ') || null
}

/** The commune that decides competence: the field the procedure names, else the first address given. */
export function areaCodeOf(areaField: string | undefined, answers: JsonObject): string | undefined {
  const named = areaField ? answers[areaField] : undefined
  if (typeof named === 'string') return named
  const candidates = named === undefined ? Object.values(answers) : [named]
  for (const value of candidates)
    if (
      typeof value === 'object' &&
      value !== null &&
      'commune' in value &&
      typeof value.commune === 'string'
    )
      return value.commune
  return undefined
}

/** Two submissions under one key are the same exactly when this is the same. With a `secret` nobody finds by trying what was said. */
export function contentHash(content: JsonValue, secret?: Buffer): string {
  const hash = secret ? createHmac('sha256', secret) : createHash('sha256')
  return hash.update(canonical(content)).digest('hex')
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((one: JsonValue) => canonical(one)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** A paper with its bytes, as they were sent first. */
export type SentFile = SubmittedPaper & { readonly sha256: string }

/**
 * Answers and papers with the files of `before` in place of files with the same bytes; nothing when a paper has other bytes.
 * `hashes` are those of the papers' own files, by id.
 */
export function withFilesOf(
  { answers, papers }: { readonly answers: JsonObject; readonly papers: readonly SubmittedPaper[] },
  hashes: ReadonlyMap<string, string>,
  before: readonly SentFile[],
): { readonly answers: JsonObject; readonly papers: readonly SubmittedPaper[] } | undefined {
  const left = [...before]
  const first = new Map<string, string>()
  const found: SubmittedPaper[] = []
  for (const { key, fileId } of papers) {
    const at = left.findIndex((sent) => sent.key === key && sent.sha256 === hashes.get(fileId))
    const [sent] = at < 0 ? [] : left.splice(at, 1)
    if (!sent) return undefined
    first.set(fileId, sent.fileId)
    found.push({ key, fileId: sent.fileId })
  }
  const put = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map((one: JsonValue) => put(one))
    if (value === null || typeof value !== 'object')
      return typeof value === 'string' ? (first.get(value) ?? value) : value
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, put(inner)]))
  }
  return { answers: put(answers) as JsonObject, papers: found }
}

// No letters or digits that are mistaken for one another when read aloud or from a worn slip.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Mã tra cứu: six signs, a thousand million possibilities; guessing is limited besides. */
export function newLookupSecret(): string {
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** The day part of a dossier code, `YYMMDD` (docs/legal.md#dossier-code). */
export const codePeriod = (day: CalendarDate): string => day.slice(2).replaceAll('-', '')

type Searched = Pick<Applicant, 'name' | 'submitterName' | 'identity' | 'phone'> & {
  readonly procedureName: string
  readonly procedureCode: string
  readonly parties?: readonly {
    readonly name: string
    readonly identity: string | null
    readonly phone: string | null
  }[]
}

/** What a person at the desk may type to find the dossier, without marks and in lower case. */
export function searchTextOf(dossier: Searched): string {
  const { name, submitterName, identity, phone, procedureName, procedureCode, parties = [] } = dossier
  const words = [name, submitterName === name ? '' : submitterName, identity ?? '', phone ?? '']
  const others = parties.flatMap((one) => [one.name, one.identity ?? '', one.phone ?? ''])
  return searchKey([...words, ...others, procedureName, procedureCode].join(' '))
}

/** Giấy tiếp nhận as the API gives it. */
export const ReceiptBody = Type.Object(
  {
    code: Type.String({ description: 'Mã hồ sơ.' }),
    lookupSecret: Type.String({
      description: 'Mã tra cứu; with the code it opens the public tracking page.',
    }),
    submittedAt: Type.String({ format: 'date-time' }),
    replyDueAt: Type.String({
      format: 'date-time',
      description: 'By when the agency accepts, asks or refuses.',
    }),
  },
  { additionalProperties: false },
)

export const receiptExample = {
  code: 'H10.12-260302-0001',
  lookupSecret: 'K7MPQ2',
  submittedAt: '2026-03-02T01:00:00.000Z',
  replyDueAt: '2026-03-03T01:00:00.000Z',
}
