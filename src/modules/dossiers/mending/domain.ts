/** Bổ sung hồ sơ, the applicant's side: only what the request names can be mended. Pure. */

import {
  type Answers,
  answersAsTyped,
  checkAnswers,
  type Field,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  type FormPage,
  type PageView,
  pruneAnswers,
  type RawFields,
  readPage,
  viewPage,
} from '#kernel/forms.ts'
import type { JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { Fault } from '../supplement/domain.ts'

/** The key has a hyphen, which a form's own pages cannot have. */
const mendPage = 'bo-sung'
const filesMax = 10

type FileField = Extract<Field, { kind: 'file' }>
type Known = Pick<ProcedureDefinition, 'form' | 'papers'>

/** The field of the form, or a field made for the paper, that mends a fault; `undefined` for faults of another kind. */
function fieldFor(
  { form, papers }: Known,
  { target, key }: Pick<Fault, 'target' | 'key'>,
): Field | undefined {
  const fields = form.pages.flatMap((page) => page.fields)
  if (target === 'field') return fields.find((field) => field.key === key)
  const paper = target === 'paper' ? papers.find((one) => one.key === key) : undefined
  if (!paper) return undefined
  const own = fields.find((field): field is FileField => field.kind === 'file' && field.paper === key)
  if (own) return { ...own, required: true }
  return {
    kind: 'file',
    key: `mendPaper${papers.indexOf(paper) + 1}`,
    paper: paper.key,
    label: paper.name,
    required: true,
    max: filesMax,
    ...(paper.hint && { hint: paper.hint }),
  }
}

/** What else may be sent where the request names something that is neither field nor paper. */
function furtherPapers(known: Known, faults: readonly Fault[]): Field[] {
  if (!faults.some(({ target }) => target === 'other')) return []
  const asked = new Set(faults.filter(({ target }) => target === 'paper').map(({ key }) => key))
  return known.papers
    .filter(({ key }) => !asked.has(key))
    .flatMap(({ key }) => fieldFor(known, { target: 'paper', key }) ?? [])
    .map((field): Field => ({ ...field, required: false }))
}

/** Whatever was answered is asked, with the officer's words before the field's own hint. */
function toMend({ when: _when, ...field }: Field, reason = ''): Field {
  const hint = {
    vi: [reason && `Cơ quan nêu: ${reason}`, field.hint?.vi].filter(Boolean).join(' '),
    en: [reason && `The agency says: ${reason}`, field.hint?.en].filter(Boolean).join(' '),
  }
  return { ...field, ...(hint.vi && { hint }) } as Field
}

/** The form with everything to mend moved to one page, the last; `more` are keys of fields that changes brought up. */
export function mendForm(
  known: Known,
  faults: readonly Fault[],
  more: readonly string[] = [],
): FormDefinition {
  const brought = more.map((key) => ({ target: 'field' as const, key }))
  const named = faults.flatMap((fault) => {
    const field = fieldFor(known, fault)
    return field ? [toMend(field, fault.reason)] : []
  })
  const further = [
    ...furtherPapers(known, faults),
    ...brought.flatMap((fault) => fieldFor(known, fault) ?? []),
  ]
  const byKey = new Map(
    [...named, ...further.map((field) => toMend(field))].map((field) => [field.key, field]),
  )
  const fields = [...byKey.values()]
  const others = known.form.pages
    .map((page) => ({ ...page, fields: page.fields.filter(({ key }) => !byKey.has(key)) }))
    .filter((page) => page.fields.length > 0)
  const title = { vi: 'Bổ sung hồ sơ', en: 'Complete the dossier' }
  return { ...known.form, pages: [...others, { key: mendPage, title, fields } as FormPage] }
}

/** The page of a form made by `mendForm`. */
export function mendPageOf({ pages }: FormDefinition): FormPage {
  const page = pages.find(({ key }) => key === mendPage)
  if (!page) throw new Error('Not a form of mending')
  return page
}

/** What stands in the controls at first: the answers as they were, and no files, because the old ones are at fault. */
export function firstTyped(form: FormDefinition, answers: Answers): RawFields {
  const fields = mendPageOf(form).fields.filter(({ kind }) => kind !== 'file')
  return answersAsTyped(fields, answers)
}

export type Mended = {
  readonly view: PageView
  readonly kept: RawFields
  readonly errors: readonly FormFault[]
  /** The whole form with what was mended, and the new papers. */
  readonly answers: Answers
  readonly papers: readonly { readonly key: string; readonly fileId: string }[]
}

type Setting = {
  readonly known: Known
  readonly faults: readonly Fault[]
  readonly answers: Answers
  readonly language: 'vi' | 'en'
  readonly lookups: FormLookups
}

/**
 * Reads what was typed. Only named fields are taken; everything else stays as it was submitted. Where a change, or the
 * time that went by, makes another answer wrong, that one is asked as well.
 */
export function readMending(setting: Setting, typed: RawFields): Mended {
  const first = readWith(setting, typed, [])
  if (first.errors.length > 0) return first
  const { known, language, lookups } = setting
  const whole = pruneAnswers(known.form, first.answers, lookups)
  const shown = new Set(first.view.page.fields.map(({ key }) => key))
  const beyond = checkAnswers(known.form, whole, language, lookups)
    .map(({ field }) => field.split('.')[0] ?? field)
    .filter((key) => !shown.has(key))
  return beyond.length === 0 ? first : readWith(setting, typed, [...new Set(beyond)])
}

function readWith(
  { known, faults, answers, language, lookups }: Setting,
  typed: RawFields,
  more: readonly string[],
): Mended {
  const form = mendForm(known, faults, more)
  const page = mendPageOf(form)
  const given = {
    ...answersAsTyped(
      page.fields.filter(({ key }) => more.includes(key)),
      answers,
    ),
    ...typed,
  }
  const { values, errors, kept } = readPage(form, mendPage, given, language, lookups, answers)
  const own = new Set(known.form.pages.flatMap(({ fields }) => fields.map(({ key }) => key)))
  const isMended = new Set(page.fields.map(({ key }) => key))
  const papers = page.fields.flatMap((field) =>
    field.kind === 'file' && Array.isArray(values[field.key])
      ? (values[field.key] as readonly JsonValue[]).map((id) => ({ key: field.paper, fileId: String(id) }))
      : [],
  )
  return {
    view: viewPage(form, mendPage, answers, lookups, kept),
    kept,
    errors,
    answers: {
      ...Object.fromEntries(Object.entries(answers).filter(([key]) => !isMended.has(key))),
      ...Object.fromEntries(Object.entries(values).filter(([key]) => own.has(key))),
    },
    papers,
  }
}

/** What was asked, as the summary at the head of the page leads to it. */
export function faultsAsErrors(
  known: Known,
  faults: readonly Fault[],
  view: PageView,
  language: 'vi' | 'en',
): FormFault[] {
  return faults.flatMap((fault): FormFault[] => {
    const field = fieldFor(known, fault)
    const shown = field && view.fields.find(({ path }) => path === field.key)
    if (!shown) return []
    return [
      {
        kind: 'value',
        field: shown.path,
        message: `${shown.field.label[language]}: ${fault.reason}`,
        inputId: shown.path,
      },
    ]
  })
}
