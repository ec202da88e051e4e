/** Câu hỏi của tờ khai as one list: the fields of every page in their order, each with the page on which it stands. Pure. */

import type { Field, FormDefinition } from '#kernel/forms.ts'
import { slugify } from '#kernel/text.ts'
import type { JsonObject } from '#kernel/types.ts'

/** Kinds that a new question may have; files and groups come with a pack. */
export const questionKinds = [
  'text',
  'longText',
  'fullName',
  'date',
  'number',
  'money',
  'identityNumber',
  'taxCode',
  'phone',
  'email',
  'choice',
  'choices',
  'yesNo',
  'address',
  'country',
  'ethnicity',
  'declaration',
] as const

/** A question with the key of its page. */
export const questionsOf = ({ pages }: FormDefinition): readonly JsonObject[] =>
  pages.flatMap(({ key: page, fields }) =>
    fields.map((field) => ({ required: true, ...field, page }) as unknown as JsonObject),
  )

/** The form with these questions on their pages. A page without any is left out; one that is not named goes last. */
export function withQuestions(form: FormDefinition, questions: readonly JsonObject[]): FormDefinition {
  const last = form.pages.at(-1)?.key
  const known = new Set<string>(form.pages.map(({ key }) => key))
  const pageOf = ({ page }: JsonObject) => (known.has(String(page)) ? page : last)
  const pages = form.pages.map((page) => ({
    ...page,
    fields: questions.filter((one) => pageOf(one) === page.key).map(fieldOf),
  }))
  return { ...form, pages: pages.filter(({ fields }) => fields.length > 0) }
}

/** A field is required unless it says otherwise. */
function fieldOf({ page: _page, required, ...field }: JsonObject): Field {
  const kept = required === undefined || required === true ? field : { ...field, required }
  return kept as unknown as Field
}

/** Over the edge of its page a question goes to the end or the beginning of the next one; else it changes places. */
export function moveQuestion(
  questions: readonly JsonObject[],
  index: number,
  by: -1 | 1,
): readonly JsonObject[] {
  const [one, other] = [questions[index], questions[index + by]]
  if (!one || !other) return questions
  if (one.page !== other.page) return questions.with(index, { ...one, page: other.page ?? null })
  return questions.with(index, other).with(index + by, one)
}

/** `Ngày sinh của con` → `ngaySinhCuaCon`, with a number where it is taken. */
export function questionKey(label: string, taken: ReadonlySet<unknown>): string {
  const [first = 'cau', ...rest] = slugify(label).split('-').filter(Boolean)
  const camel = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
  const wanted = (/^[a-z]/.test(camel) ? camel : `cau${camel}`).slice(0, 56)
  let key = wanted
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}${number}`
  return key
}
