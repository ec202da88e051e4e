/** What is still to be asked, and what was filled in. */

import type { PageView } from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { Disclosure } from '#ui/layout.tsx'
import type { TillForm } from '../commands.ts'
import { texts } from '../texts.ts'

type FormPanelProps = {
  readonly form: TillForm
  readonly lists: Omit<FormLists, 'file' | 'megabytesMax'>
  readonly isChecked: boolean
  readonly megabytesMax: number
}

/** Papers stand in their own list, so the form's questions for files are left out. */
function only(views: readonly PageView[], fits: (path: string) => boolean): PageView[] {
  return views
    .map((view) => ({
      ...view,
      fields: view.fields.filter((shown) => shown.field.kind !== 'file' && fits(shown.path)),
    }))
    .filter(({ fields }) => fields.length > 0)
}

export function FormPanel({ form, lists, isChecked, megabytesMax }: FormPanelProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { views, settled, summary, faults } = form
  const asked = only(views, (path) => !settled.has(path))
  const filled = only(views, (path) => settled.has(path))
  const suggestions = (path: string) => form.suggestions.get(path)
  const all: FormLists = { ...lists, file: () => undefined, megabytesMax, suggestions }
  const errors = isChecked ? faults : []
  const fieldsOf = (shown: readonly PageView[]) =>
    shown.map((view) => (
      <section key={view.page.key} class="till-page" aria-label={view.page.title[language]}>
        <h3>{view.page.title[language]}</h3>
        <FormFields view={view} errors={errors} lists={all} />
      </section>
    ))
  return (
    <section class="till-panel" aria-labelledby="till-asked">
      <h2 id="till-asked">{t.asked}</h2>
      {asked.length === 0 ? <p>{t.askedNone}</p> : <div class="till-pages">{fieldsOf(asked)}</div>}
      {settled.size > 0 && (
        <div class="till-settled">
          <h3>{t.settled(settled.size)}</h3>
          <dl class="till-facts till-facts-wide">
            {summary.map(({ field, label, value }) => (
              <div key={field}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Disclosure summary={t.settledEdit}>
            <div class="till-pages">{fieldsOf(filled)}</div>
          </Disclosure>
        </div>
      )}
    </section>
  )
}
