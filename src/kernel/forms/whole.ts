/** A form on one page, as a counter or a helper sees it. */

import type {
  Answers,
  FormDefinition,
  FormFault,
  FormLanguage,
  FormLookups,
  RawFields,
} from './definition.ts'
import { mergePage, readPage } from './read.ts'
import { type PageView, viewPage } from './view.ts'
import { visiblePages } from './visible.ts'

export type FilledForm = {
  readonly answers: Answers
  readonly errors: readonly FormFault[]
  readonly views: readonly PageView[]
}

/** Reads every page that is asked, the answers of one deciding about the next. */
export function fillForm(
  form: FormDefinition,
  typed: RawFields,
  language: FormLanguage,
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
