/** Tiếp nhận tại quầy: a whole form on one page, read in the order of its pages. Pure. */

import {
  type Answers,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  mergePage,
  type PageView,
  pathsOf,
  type RawFields,
  readPage,
  viewPage,
  visiblePages,
} from '#kernel/forms.ts'
import type { SubmittedPaper } from '../submission/domain.ts'

export type FilledForm = {
  readonly answers: Answers
  readonly errors: readonly FormFault[]
  readonly views: readonly PageView[]
}

/** Reads every page that is asked, the answers of one deciding about the next. */
export function fillForm(
  form: FormDefinition,
  typed: RawFields,
  language: 'vi' | 'en',
  lookups: FormLookups,
): FilledForm {
  let answers: Answers = {}
  const errors: FormFault[] = []
  for (const { key } of form.pages) {
    if (!visiblePages(form, answers, lookups).some((page) => page.key === key)) continue
    const read = readPage(form, key, typed, language, lookups, answers)
    answers = mergePage(form, answers, key, read.values)
    errors.push(...read.errors)
  }
  const views = visiblePages(form, answers, lookups).map(({ key }) =>
    viewPage(form, key, answers, lookups, typed),
  )
  return { answers, errors, views }
}

/** Questions on the page now that were not on it when it was sent. */
export function newQuestions(views: readonly PageView[], shown: readonly string[]): boolean {
  const before = new Set(shown)
  return views.flatMap(pathsOf).some((path) => !before.has(path))
}

/** Papers given in file fields of the form. */
export function papersIn(form: FormDefinition, answers: Answers): SubmittedPaper[] {
  return form.pages
    .flatMap((page) => page.fields)
    .flatMap((field) => {
      const ids = field.kind === 'file' ? answers[field.key] : undefined
      if (field.kind !== 'file' || !Array.isArray(ids)) return []
      return ids.map((id) => ({ key: field.paper, fileId: String(id) }))
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
