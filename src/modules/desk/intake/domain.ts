/** Tiếp nhận tại quầy: a whole form on one page, filled in beforehand from card and record. Pure. */

import type { Card } from '#kernel/citizen-cards.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import {
  type Answers,
  answersAsTyped,
  type FilledForm,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  fillForm,
  type PageView,
  pathsOf,
  type RawFields,
  type SimpleField,
} from '#kernel/forms.ts'
import type { CounterFills } from '#kernel/packs.ts'
import type { CalendarDate, JsonObject, JsonValue } from '#kernel/types.ts'
import { applicantKindOf, type PaperOnHand, type Party, type VouchedPaper } from '#modules/dossiers/api.ts'
import type { PapersAsked } from '#modules/national/api.ts'
import { type DeskMeans, deskMeans, type Payment } from '#modules/payments/api.ts'
import type { TakenPaper } from '#modules/wallet/api.ts'
import type { Fact } from '../cards/domain.ts'

/** Cách giấy tờ được xuất trình. */
export const paperWays = ['original', 'copy', 'electronic'] as const
export type PaperWay = (typeof paperWays)[number]
export type PaperTick = {
  readonly way: PaperWay | null
  readonly count: number
  readonly files: readonly string[]
}

/** Nộp cho ai, theo giấy nào, cùng ai, ai hỗ trợ, ở đâu. */
export type Filing = {
  /** The one who stands here files for somebody else; the second card is then that person's. */
  readonly isForOther?: boolean
  readonly scope?: string
  readonly authorityPaper?: string
  /** Other applicants, one a line; the first applicant is the form's. */
  readonly others?: string
  readonly contact?: string
  /** Member of the community digital team who helped, and the unit where. */
  readonly helpedBy?: string
  readonly helpedAtUnit?: string
}

export type Filled = Readonly<Record<string, JsonValue>>
export type Holding = Partial<Readonly<Record<Fact, 'card' | 'record'>>>

export type Intake = {
  readonly id: string
  readonly state: 'open' | 'accepted' | 'dropped'
  readonly unitId: string
  readonly clerkId: string
  readonly ticketId: string | null
  readonly procedureCode: string | null
  readonly procedureVersion: number | null
  readonly cards: readonly Card[]
  readonly holding: Holding
  readonly typed: RawFields
  readonly filled: Filled
  readonly papers: Readonly<Record<string, PaperTick>>
  readonly filing: Filing
  /** How the fee is taken; nothing said is cash. */
  readonly means: DeskMeans | 'none' | null
  readonly payReference: string | null
  /** Stacks put on the glass, and what was confirmed of them. */
  readonly scans: readonly string[]
  readonly scanned: readonly TakenPaper[]
  /** What registers said in place of papers. */
  readonly asked: PapersAsked
  readonly caseId: string | null
  readonly openedAt: Date
  readonly savedAt: Date
}

export const emptyTick: PaperTick = { way: null, count: 1, files: [] }

/** Giấy đã ký bản số hóa stand as files of their rows; a clerk who compared them has seen the originals. */
export function withScanned(intake: Intake, taken: readonly TakenPaper[]): Intake {
  const papers: Record<string, PaperTick> = { ...intake.papers }
  for (const { key, fileId } of taken) {
    const before = papers[key] ?? emptyTick
    papers[key] = { ...before, way: before.way ?? 'original', files: [...before.files, fileId] }
  }
  return { ...intake, papers, scanned: [...intake.scanned, ...taken] }
}

/** What a value beforehand may be made of. */
export type FillScope = {
  readonly card: JsonObject
  readonly other: JsonObject
  readonly desk: JsonObject
  /** What was confirmed of scanned papers: `papers.birth_proof.number`. */
  readonly papers: JsonObject
  readonly today: string
  /** Facts by the names that forms use: `person.fullName`. */
  readonly facts: Readonly<Record<string, JsonValue | undefined>>
}

const roundsMax = 6

/**
 * Điền sẵn: as a cell of a sheet, a value follows what it is made of until a person writes over it. Emptied by hand it
 * stays empty. Never a declaration, never a paper.
 */
export function furnish(
  form: FormDefinition,
  given: { readonly typed: RawFields; readonly filled: Filled },
  fills: CounterFills['values'],
  scope: FillScope,
  lookups: FormLookups,
): { readonly typed: RawFields; readonly filled: Filled } {
  const byField = new Map(
    fills.flatMap(({ field, value }) => (value ? [[field, expression(value)] as const] : [])),
  )
  const typed: Record<string, string | readonly string[] | undefined> = { ...given.typed }
  const filled: Record<string, JsonValue> = { ...given.filled }
  const { facts, ...names } = scope
  for (let round = 0; round < roundsMax; round += 1) {
    const { answers, views } = fillForm(form, typed, 'vi', lookups)
    const changed = fillableIn(views).filter((field) => {
      const rule = byField.get(field.key)
      const value = rule
        ? evaluate(rule, { ...names, answers })
        : ((field.prefill && facts[field.prefill]) ?? null)
      return putValue(field, { typed, filled }, value, answers[field.key])
    })
    if (changed.length === 0) break
  }
  return { typed, filled }
}

/** What people at this desk wrote so often that it names nobody. */
export const usualMin = 3

/**
 * Gợi ý of the text fields that are asked: what the pack derives from cards and answers first, then what this desk usually
 * writes there. Offered beside the field, never filled in by itself.
 */
export function suggestionsFor(
  views: readonly PageView[],
  { answers, scope, fills }: SuggestParts,
  usual: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const { facts: _facts, ...names } = scope
  return new Map(
    textFieldsIn(views).flatMap((key) => {
      const rule = fills.find(({ field }) => field === key)?.suggest
      const derived = rule ? [evaluate(expression(rule), { ...names, answers })].flat() : []
      const texts = [...derived, ...(usual.get(key) ?? [])].filter(
        (text): text is string => typeof text === 'string' && text !== '',
      )
      return texts.length > 0 ? [[key, [...new Set(texts)].slice(0, suggestionsMax)] as const] : []
    }),
  )
}

const suggestionsMax = 8
type SuggestParts = {
  readonly answers: Answers
  readonly scope: FillScope
  readonly fills: CounterFills['values']
}

export const textFieldsIn = (views: readonly PageView[]): readonly string[] =>
  fillableIn(views).flatMap(({ kind, key }) => (kind === 'text' ? [key] : []))

function fillableIn(views: readonly PageView[]): SimpleField[] {
  return views
    .flatMap((view) => view.fields)
    .flatMap((shown) =>
      shown.kind === 'one' && shown.field.kind !== 'declaration' && shown.field.kind !== 'file'
        ? [shown.field]
        : [],
    )
}

type Sheet = {
  readonly typed: Record<string, string | readonly string[] | undefined>
  readonly filled: Record<string, JsonValue>
}

/** Whether the controls of the field hold something else now. */
function putValue(
  field: SimpleField,
  { typed, filled }: Sheet,
  value: JsonValue,
  answer: JsonValue | undefined,
): boolean {
  const { key } = field
  const last = filled[key]
  const isUntouched =
    last === undefined ? isEmpty(typed, key) : isSame(answer, last) || standsAsFilled(field, typed, last)
  if (!isUntouched || isSame(value, last ?? null)) return false
  for (const name of namesUnder(typed, key)) delete typed[name]
  if (value === null) {
    delete filled[key]
    return true
  }
  Object.assign(typed, answersAsTyped([field], { [key]: value }))
  filled[key] = value
  return true
}

/** The controls hold what was filled in, even where another answer has since made it wrong. */
function standsAsFilled(field: SimpleField, typed: RawFields, last: JsonValue): boolean {
  const controls = Object.entries(answersAsTyped([field], { [field.key]: last }))
  return (
    controls.some(([name]) => name in typed) &&
    controls.every(([name, value]) => !(name in typed) || String(typed[name]) === String(value))
  )
}

const namesUnder = (typed: object, key: string): string[] =>
  Object.keys(typed).filter((name) => name === key || name.startsWith(`${key}.`))

/** The province is in every address control, typed or not. */
const isEmpty = (typed: RawFields, key: string): boolean =>
  namesUnder(typed, key).every(
    (name) => name.endsWith('.province') || [typed[name] ?? ''].flat().join('') === '',
  )

/** Whether the answer still is what was filled in. */
export const isSame = (answer: JsonValue | undefined, value: JsonValue | undefined): boolean =>
  answer !== undefined && value !== undefined && ordered(answer) === ordered(value)

function ordered(value: JsonValue): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Paths that stand as they were filled in: shown to be checked, not asked. */
export function settledPaths({ answers, errors, views }: FilledForm, filled: Filled): ReadonlySet<string> {
  const wrong = new Set(errors.map(({ field }) => field))
  return new Set(
    views
      .flatMap(pathsOf)
      .filter(
        (path) => filled[path] !== undefined && isSame(answers[path], filled[path]) && !wrong.has(path),
      ),
  )
}

const copyKinds = { original: 0, copy: 1 } as const

/** Những người trong hồ sơ beside the first applicant, as the clerk wrote them down. */
export function partiesOf({ filing, cards }: Pick<Intake, 'filing' | 'cards'>): Party[] {
  const [present] = cards
  const digitsIn = (text: string) => /\b\d{9,12}\b/.exec(text.replace(/(?<=\d)[ .](?=\d)/g, ''))?.[0] ?? null
  const nameIn = (text: string) => text.replace(/[\d.,;:-].*$/, '').trim()
  const lines = (filing.others ?? '').split('\n').map((line) => line.trim())
  return [
    ...lines
      .filter((line) => nameIn(line) !== '')
      .map((line): Party => ({ role: 'applicant', name: nameIn(line), identity: digitsIn(line) })),
    ...(filing.contact && nameIn(filing.contact)
      ? [{ role: 'contact', name: nameIn(filing.contact), phone: digitsIn(filing.contact) } as const]
      : []),
    ...(filing.isForOther && present?.name
      ? [
          {
            role: 'authorised',
            name: present.name,
            identity: present.identityNumber,
            scope: 'submit',
          } as const,
        ]
      : []),
    ...(filing.helpedBy ? [{ role: 'helper', name: filing.helpedBy } as const] : []),
  ]
}

/** What fees and limits of a dossier filed here go by. */
export const situationOf = (form: FormDefinition, answers: Answers, today: CalendarDate) => ({
  channel: 'direct' as const,
  answers,
  today,
  applicant: { kind: applicantKindOf(form, answers) },
})

/** Giấy tờ trên quầy, as a submission takes them. */
export function onHandOf(papers: Readonly<Record<string, PaperTick>>): PaperOnHand[] {
  return Object.entries(papers).flatMap(([key, { way }]) =>
    way === 'original' || way === 'copy' ? [{ key, copyKind: copyKinds[way] }] : [],
  )
}

/** Whether the paper lies on the counter or was handed in as a file. */
export const isGiven = ({ way, files }: PaperTick): boolean =>
  way === 'original' || way === 'copy' || files.length > 0

/** Faults that remain when papers on the counter, scanned ones and those a register vouches for count as given. */
export function remainingFaults(
  form: FormDefinition,
  faults: readonly FormFault[],
  papers: Readonly<Record<string, PaperTick>>,
  vouched: readonly VouchedPaper[],
): readonly FormFault[] {
  const given = new Set([
    ...vouched.map(({ key }) => key),
    ...Object.entries(papers).flatMap(([key, tick]) => (isGiven(tick) ? [key] : [])),
  ])
  const paperOf = new Map(
    form.pages
      .flatMap((page) => page.fields)
      .flatMap((field) => (field.kind === 'file' ? [[field.key, field.paper] as const] : [])),
  )
  return faults.flatMap((fault) => {
    const paper = paperOf.get(fault.field)
    if (paper === undefined) return [fault]
    return given.has(paper) ? [] : [{ ...fault, inputId: `_paper.${paper}.way` }]
  })
}

export const returnWays = ['desk', 'online', 'post'] as const
export type ReturnWay = (typeof returnWays)[number]

/** The question of a form that asks how the result is handed over: a choice among nothing but the three ways. */
export function returnFieldOf(form: FormDefinition): string | undefined {
  const known = new Set<string>(returnWays)
  return form.pages
    .flatMap((page) => page.fields)
    .find((field) => field.kind === 'choice' && field.options.every(({ value }) => known.has(value)))?.key
}

/** What the clerk says about money, as it came from the screen. */
export const meansIn = (text: string): Intake['means'] =>
  text === 'none' ? 'none' : (deskMeans.find((known) => known === text) ?? null)

/** Thu bằng gì; `undefined` when the clerk takes nothing now. */
export const paymentOf = ({
  means,
  payReference,
}: Pick<Intake, 'means' | 'payReference'>): Payment | undefined =>
  means === 'none' ? undefined : { means: means ?? 'cash', reference: payReference ?? '' }
