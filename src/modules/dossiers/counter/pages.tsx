/** Reception at the counter: choose a procedure, then its whole form on one page. */

import { uploadMegabytesMax } from '#kernel/files.ts'
import { pathsOf } from '#kernel/forms.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import type { ProcedureChoice } from '../queue/store.ts'
import type { CounterForm } from './commands.ts'
import { returnFieldOf, returnWays } from './domain.ts'
import { texts } from './texts.ts'

export const counterLink = '/lam-viec/tiep-nhan-tai-quay'

export type ChooseView = { readonly text: string; readonly procedures: readonly ProcedureChoice[] }

export function ChoosePage({ view }: { readonly view: ChooseView }) {
  return (
    <OfficeFrame>
      <Choose view={view} />
    </OfficeFrame>
  )
}

function Choose({ view: { text, procedures } }: { readonly view: ChooseView }) {
  const t = useTexts(texts)
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <search>
        <form method="get" action={counterLink} class="filter-form">
          <TextInput name="q" label={t.search} value={text} kind="search" isOptional isFocused />
          <Button icon="search">{t.find}</Button>
        </form>
      </search>
      <Section title={text ? t.found : t.often} id="thu-tuc">
        {procedures.length === 0 && <p class="empty">{t.nothing}</p>}
        <ul class="paper-list">
          {procedures.map(({ code, name }) => (
            <li key={code}>
              <a href={`${counterLink}/${code}`}>{name}</a>
              <span class="cell-note">{code}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

type Lists = Omit<FormLists, 'file' | 'megabytesMax'>

export function CounterPage({ form, lists }: { readonly form: CounterForm; readonly lists: Lists }) {
  return (
    <OfficeFrame>
      <Counter form={form} lists={lists} />
    </OfficeFrame>
  )
}

function Counter({ form, lists }: { readonly form: CounterForm; readonly lists: Lists }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { definition, views, errors, files } = form
  const allLists: FormLists = { ...lists, file: (id) => files.get(id), megabytesMax: uploadMegabytesMax }
  const ways = returnWays.map((value) => ({ value, label: t[value] }))
  return (
    <>
      <BackLink href={counterLink}>{t.back}</BackLink>
      <ErrorSummary errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))} />
      {form.hasNewQuestions && (
        <Notice isResult>
          <p>{t.newQuestions}</p>
        </Notice>
      )}
      <PageHead kicker={definition.code} title={definition.name} />
      <PostForm
        action={`${counterLink}/${definition.code}`}
        hidden={{ _shown: views.flatMap(pathsOf).join(' ') }}
        hasFiles
        class="counter"
      >
        <button class="visually-hidden" name="act" value="submit" tabIndex={-1} aria-hidden="true" />
        {views.map((view) => (
          <Section key={view.page.key} title={view.page.title[language]} id={`trang-${view.page.key}`}>
            <FormFields view={view} errors={errors} lists={allLists} />
          </Section>
        ))}
        {returnFieldOf(definition.form) === undefined && (
          <Radios name="_return" label={t.returnMethod} choices={ways} value="desk" isInline />
        )}
        <Button icon="check" name="act" value="submit">
          {t.submit}
        </Button>
      </PostForm>
    </>
  )
}
