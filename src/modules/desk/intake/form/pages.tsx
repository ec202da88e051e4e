/** What is still to be asked, what was filled in, and the papers on the counter. */

import type { PageView } from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { Radios } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { Field, fieldId, TextInput } from '#ui/forms.tsx'
import { Disclosure } from '#ui/layout.tsx'
import type { PaperLine, TillForm } from '../commands.ts'
import { paperWays } from '../domain.ts'
import type { OwnFile } from '../store.ts'
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
  const all: FormLists = { ...lists, file: () => undefined, megabytesMax }
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

type PapersProps = { readonly form: TillForm; readonly files: ReadonlyMap<string, OwnFile> }

export function PapersPanel({ form, files }: PapersProps) {
  const t = useTexts(texts)
  if (form.papers.length === 0) return null
  return (
    <section class="till-panel" aria-labelledby="till-papers">
      <h2 id="till-papers">{t.papers}</h2>
      {form.papers.filter(isShown).map((paper) => (
        <PaperRow key={paper.key} paper={paper} files={files} />
      ))}
      {form.papers.some((paper) => !isShown(paper)) && (
        <Disclosure summary={t.otherPapers}>
          {form.papers
            .filter((paper) => !isShown(paper))
            .map((paper) => (
              <PaperRow key={paper.key} paper={paper} files={files} />
            ))}
        </Disclosure>
      )}
    </section>
  )
}

/** Papers that this dossier needs or has; the others are a press away. */
const isShown = ({ isExpected, tick }: PaperLine) => isExpected || tick.way !== null || tick.files.length > 0

function PaperRow({ paper, files }: { readonly paper: PaperLine; readonly files: PapersProps['files'] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { key, name, isExpected, tick } = paper
  const scan = `_file.${key}`
  return (
    <div class="till-paper" data-expected={isExpected ? '' : undefined}>
      <Radios
        name={`_paper.${key}.way`}
        label={name[language]}
        choices={paperWays.map((value) => ({ value, label: t[value] }))}
        value={tick.way ?? undefined}
        isOptional={!isExpected}
        isInline
      />
      <TextInput
        name={`_paper.${key}.count`}
        label={t.count}
        value={String(tick.count)}
        inputMode="numeric"
        width="short"
        autocomplete="off"
        isOptional
      />
      <Field name={scan} label={t.scan} isOptional>
        <input
          id={fieldId(scan)}
          class="input-file"
          type="file"
          name={scan}
          multiple
          accept="application/pdf,image/jpeg,image/png,image/webp"
        />
      </Field>
      {tick.files.length > 0 && (
        <ul class="till-files">
          {tick.files.map((id) => (
            <li key={id}>
              {files.get(id)?.name ?? id}{' '}
              <Button kind="quiet" name="act" value={`unfile:${key}:${id}`}>
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
