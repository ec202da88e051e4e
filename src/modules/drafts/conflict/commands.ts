/** Two devices on one page: what each holds. */

import { mergePage, type RawFields, readPage, summarise } from '#kernel/forms.ts'
import { type OpenDraft, shownPage } from '../commands.ts'

/** What each device holds on a page, question by question: what was right as it reads, the rest as typed. */
export function compareDevices(open: OpenDraft, pageKey: string, typed: RawFields, language: 'vi' | 'en') {
  const theirs = contents(open, pageKey, shownPage(open, pageKey).view.typed, language)
  const mine = contents(open, pageKey, typed, language)
  return [...new Set([...theirs.keys(), ...mine.keys()])].map((path) => ({
    label: (theirs.get(path) ?? mine.get(path))?.label ?? '',
    theirs: theirs.get(path)?.text ?? '',
    mine: mine.get(path)?.text ?? '',
  }))
}

function contents(
  { draft, form, lookups }: OpenDraft,
  pageKey: string,
  typed: RawFields,
  language: 'vi' | 'en',
) {
  const { values } = readPage(form, pageKey, typed, language, lookups, draft.answers)
  const answers = mergePage(form, draft.answers, pageKey, values)
  const rows = summarise(form, answers, language, lookups).filter((row) => row.page === pageKey)
  return new Map(
    rows.map(({ field, label, value }) => {
      const raw = Object.entries(typed).filter(([name]) => name === field || name.startsWith(`${field}.`))
      const [key = ''] = field.split('.')
      const text = Object.hasOwn(values, key) ? value : raw.flatMap(([, part]) => part ?? []).join(' ')
      return [field, { label, text }]
    }),
  )
}
