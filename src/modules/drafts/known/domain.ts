/** Không hỏi lại: which questions of a draft the State can answer, which papers it vouches for, and what is told of both. Pure. */

import type { Sentence } from '#kernel/errors.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import {
  type Answers,
  answersAsTyped,
  checkAnswers,
  type Field,
  type FormDefinition,
  type FormLookups,
  type RawFields,
  visiblePages,
} from '#kernel/forms.ts'
import type { AnswerSource, Prefilled, Provenance } from '#kernel/provenance.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import type { VouchedPaper } from '#modules/dossiers/api.ts'
import { type Book, isSame, type Known, provenanceOf } from '#modules/facts/api.ts'
import type { PapersAsked } from '#modules/national/api.ts'
import type { Draft } from '../domain.ts'

/** What the person says is wrong, with what stands in its place. */
export type Objected = {
  readonly fact: string
  readonly source: Provenance
  readonly known: string
  readonly value: JsonValue
  readonly why: string
  readonly request: string
}

/** Kept with a draft; every part is there once it happened. */
export type DraftKnown = {
  /** Registers asked when it was begun, and what came of it. */
  readonly registers?: Readonly<Record<string, { readonly outcome: string; readonly name: Sentence }>>
  readonly papers?: PapersAsked
  readonly objections?: Readonly<Record<string, Objected>>
}

/** The form in which no paper that a register vouches for is needed any more; it may still be handed in. */
export function withoutVouched(form: FormDefinition, vouched: readonly VouchedPaper[]): FormDefinition {
  if (vouched.length === 0) return form
  const keys = new Set(vouched.map(({ key }) => key))
  const freed = (field: Field): Field =>
    field.kind === 'file' && keys.has(field.paper) ? { ...field, required: false } : field
  return { ...form, pages: form.pages.map((page) => ({ ...page, fields: page.fields.map(freed) })) }
}

/** The value of a fact as an answer to a field: a field that asks for the commune alone takes no street. */
export function asAnswer(field: Field, value: JsonValue): JsonValue {
  if (field.kind !== 'address' || field.line !== false) return value
  const { line: _line, ...rest } = value as JsonObject
  return rest
}

/** Không hỏi lại điều vừa khai: with what a field begins; `null` for nothing. */
const startOf = (field: Field, answers: Answers, known: JsonObject): JsonValue =>
  field.startsAs === undefined ? null : evaluate(expression(field.startsAs), { answers, known })

/** The book as expressions read it: `known.person.ethnicity`. */
function factsByName(book: Book): JsonObject {
  const groups: Record<string, Record<string, JsonValue>> = {}
  for (const [key, { current }] of book) {
    const [group = '', name = ''] = key.split('.')
    groups[group] = { ...groups[group], [name]: current.value }
  }
  return groups
}

type Parts = {
  readonly draft: {
    readonly answers: Answers
    readonly pages: Readonly<Record<string, unknown>>
    readonly known: DraftKnown
  }
  readonly form: FormDefinition
  readonly lookups: FormLookups
  readonly facts: Book
}

/**
 * Answers that are known beforehand to a page: to one that was never saved whatever is known or follows from answers before, to
 * one that was, what came up since and a register vouches for.
 */
export function prefilledAnswers({ draft, form, facts }: Parts, pageKey: string): Record<string, JsonValue> {
  const fields = form.pages.find(({ key }) => key === pageKey)?.fields ?? []
  const isSaved = draft.pages[pageKey] !== undefined
  const named = factsByName(facts)
  return Object.fromEntries(
    fields.flatMap((field) => {
      const known = field.prefill === undefined ? undefined : facts.get(field.prefill)
      if (Object.hasOwn(draft.answers, field.key) || (isSaved && !known?.isVouched)) return []
      const value = known ? known.current.value : startOf(field, draft.answers, named)
      return value === null ? [] : [[field.key, asAnswer(field, value)] as const]
    }),
  )
}

/** The answers as they stand on a page, with what is known beforehand. */
const answersOn = (parts: Parts, pageKey: string): Answers => ({
  ...prefilledAnswers(parts, pageKey),
  ...parts.draft.answers,
})

/** How a question stands to what is known. */
export type Standing = {
  readonly known: Known
  /** The answer is what the source says. */
  readonly isSame: boolean
  /** A register vouches for it and it is right for the form: shown to be confirmed, not asked. */
  readonly isConfirmed: boolean
}

/** What is known of each question of a page that is asked, by the key of its field. */
export function standingsOn(parts: Parts, pageKey: string): ReadonlyMap<string, Standing> {
  const { draft, form, lookups, facts } = parts
  const answers = answersOn(parts, pageKey)
  const asked = visiblePages(form, answers, lookups).find(({ key }) => key === pageKey)?.fields ?? []
  const known = asked.flatMap((field) => {
    const found = field.prefill === undefined ? undefined : facts.get(field.prefill)
    return found && !draft.known.objections?.[field.key] ? [{ field, found }] : []
  })
  if (known.length === 0) return new Map()
  const wrong = new Set(checkAnswers(form, answers, 'vi', lookups).map(({ field }) => field.split('.')[0]))
  return new Map(
    known.map(({ field, found }) => {
      const same = isSame(answers[field.key], asAnswer(field, found.current.value))
      const isConfirmed = same && found.isVouched && !wrong.has(field.key)
      return [field.key, { known: found, isSame: same, isConfirmed }] as const
    }),
  )
}

/**
 * Không còn gì để hỏi: pages of which every question is vouched for by a register or begins with a right answer, at least one of
 * these from what is known or was said before. They are answered by themselves and stand on the check of all answers, each answer to
 * be changed there. What was answered so before is looked at anew, as answers it came from may have changed.
 */
export function settled(parts: Omit<Parts, 'draft'> & { readonly draft: Draft }): Draft {
  const { form } = parts
  const own = Object.entries(parts.draft.pages).filter(([, save]) => !save.isKnown)
  const taken = form.pages.flatMap(({ key, fields }) => (parts.draft.pages[key]?.isKnown ? fields : []))
  const keys = new Set(taken.map(({ key }) => key))
  let draft: Draft = {
    ...parts.draft,
    answers: Object.fromEntries(Object.entries(parts.draft.answers).filter(([key]) => !keys.has(key))),
    pages: Object.fromEntries(own),
  }
  for (const { key } of form.pages) {
    if (draft.pages[key]) continue
    const known = knownPage({ ...parts, draft }, key)
    if (!known) continue
    draft = {
      ...draft,
      answers: { ...draft.answers, ...known },
      pages: { ...draft.pages, [key]: { version: draft.version, device: '', isKnown: true } },
    }
  }
  return draft
}

/** Answers to the whole page, if nothing of it is left to ask. */
function knownPage(parts: Parts, pageKey: string): Answers | undefined {
  const { form, lookups } = parts
  const answers = answersOn(parts, pageKey)
  const page = visiblePages(form, answers, lookups).find(({ key }) => key === pageKey)
  if (!page) return undefined
  const standings = standingsOn(parts, pageKey)
  const isSettled = (field: Field) =>
    standings.get(field.key)?.isConfirmed || (field.startsAs !== undefined && field.prefill === undefined)
  if (!page.fields.every((field) => answers[field.key] !== undefined && isSettled(field))) return undefined
  const isFromKnown = (field: Field) =>
    standings.has(field.key) || expression(field.startsAs ?? 'null').names.length > 0
  if (!page.fields.some(isFromKnown)) return undefined
  const own = new Set(page.fields.map(({ key }) => key))
  const faults = checkAnswers(form, answers, 'vi', lookups)
  if (faults.some(({ field }) => own.has(field.split('.')[0] ?? ''))) return undefined
  return Object.fromEntries(Object.entries(answers).filter(([key]) => own.has(key)))
}

/** What the controls of a confirmed question would hold, so that it is sent like every other. */
export const typedAsKnown = (field: Field, { current }: Known): RawFields =>
  answersAsTyped([field], { [field.key]: asAnswer(field, current.value) })

/** Không phải hỏi bao nhiêu, và từ đâu: told with the submission. Declarations are no questions. */
export function prefilledOf(
  parts: Parts,
  vouched: readonly VouchedPaper[],
  valueWords: (known: Known) => string,
): Prefilled {
  const { draft, form, lookups } = parts
  const pages = visiblePages(form, draft.answers, lookups)
  const sources: Record<string, AnswerSource> = {}
  const fields = { asked: 0, known: 0, objected: 0 }
  const papers = { asked: 0, vouched: vouched.length }
  for (const page of pages) {
    const standings = standingsOn(parts, page.key)
    for (const field of page.fields) {
      if (field.kind === 'declaration') continue
      if (field.kind === 'file') {
        if (!vouched.some(({ key }) => key === field.paper)) papers.asked += 1
        continue
      }
      const standing = standings.get(field.key)
      const objected = draft.known.objections?.[field.key]
      if (standing?.isConfirmed) fields.known += 1
      else fields.asked += 1
      if (objected) fields.objected += 1
      const source = objected ? sourceOfObjected(objected) : standing && sourceOf(standing, valueWords)
      if (source) sources[field.key] = source
    }
  }
  return { sources, fields, papers }
}

const sourceOfObjected = ({ fact, source, known, why, request }: Objected): AnswerSource => ({
  ...source,
  fact,
  otherwise: { known, why, request },
})

/** Where the answer came from; of one that was changed, what a source that weighs more than the person's word says. */
function sourceOf(
  { known, isSame: same }: Standing,
  words: (known: Known) => string,
): AnswerSource | undefined {
  const { fact, current } = known
  const source = { ...provenanceOf(current), fact: fact.key }
  if (same) return source
  if (current.source === 'said' || current.source === 'account') return undefined
  return { ...source, otherwise: { known: words(known), why: null, request: null } }
}
