/** Two devices on one page: what each holds. */

import { mergePage, type RawFields, readPage, summarise } from '#kernel/forms.ts'
import { type OpenDraft, shownPage } from '../commands.ts'

export type Compared = {
  /** Key of the field on the page. */
  readonly field: string
  readonly label: string
  readonly theirs: string
  readonly mine: string
}

/** What each device holds on a page, question by question: what was right as it reads, the rest as typed. */
export function compareDevices(
  open: OpenDraft,
  pageKey: string,
  typed: RawFields,
  language: 'vi' | 'en',
): readonly Compared[] {
  const theirs = contents(open, pageKey, shownPage(open, pageKey).view.typed, language)
  const mine = contents(open, pageKey, typed, language)
  const fields = open.form.pages.find(({ key }) => key === pageKey)?.fields ?? []
  return fields.flatMap(({ key: field, label }) =>
    theirs.has(field) || mine.has(field)
      ? [
          {
            field,
            label: label[language],
            theirs: (theirs.get(field) ?? []).join('\n'),
            mine: (mine.get(field) ?? []).join('\n'),
          },
        ]
      : [],
  )
}

/** The lines of each field of the page; those of a group name what each one is. */
function contents(
  { draft, form, lookups }: OpenDraft,
  pageKey: string,
  typed: RawFields,
  language: 'vi' | 'en',
): ReadonlyMap<string, readonly string[]> {
  const { values } = readPage(form, pageKey, typed, language, lookups, draft.answers)
  const answers = mergePage(form, draft.answers, pageKey, values)
  const rows = summarise(form, answers, language, lookups).filter((row) => row.page === pageKey)
  const lines = new Map<string, string[]>()
  for (const { field, label, value } of rows) {
    const raw = Object.entries(typed).filter(([name]) => name === field || name.startsWith(`${field}.`))
    const [key = '', ...inner] = field.split('.')
    const text = Object.hasOwn(values, key) ? value : raw.flatMap(([, part]) => part ?? []).join(' ')
    const line = inner.length > 0 && text ? `${label}: ${text}` : text
    lines.set(key, [...(lines.get(key) ?? []), ...(line ? [line] : [])])
  }
  return lines
}
