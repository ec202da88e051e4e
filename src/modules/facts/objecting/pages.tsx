/** Báo không đúng: what stands there, what is right, and why. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { type FormFault, type RawFields, viewPage } from '#kernel/forms.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { provenanceWords } from '#kernel/provenance.ts'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLists, formLookups } from '#modules/organisation/api.ts'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary, NotDone } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { formOfFact, type Known, provenanceOf, valueWords } from '../domain.ts'
import { texts } from './texts.ts'

export type ObjectionParts = {
  readonly known: Known
  readonly action: string
  readonly back: { readonly href: string; readonly label: string }
  /** In a form being filled in the value is used there at once. */
  readonly isInForm: boolean
  readonly typed?: { readonly fields: RawFields; readonly why: string }
  readonly errors?: readonly FormFault[]
  readonly problem?: Problem
}

export function objectionPage(context: Context, parts: ObjectionParts): Reply {
  const { title } = textsFor(texts, context.language)
  const { errors = [], problem } = parts
  const lookups = formLookups(context)
  const lists: FormLists = { ...formLists(context), file: () => undefined, megabytesMax: 0 }
  const { fact } = parts.known
  const asked = { ...fact, name: { vi: `${fact.name.vi} đúng`, en: `${fact.name.en}, rightly` } }
  const view = viewPage(formOfFact(asked), 'value', {}, lookups, parts.typed?.fields ?? {})
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <Objection
        {...parts}
        view={view}
        lists={lists}
        words={valueWords(fact, parts.known.current.value, context.language, lookups)}
      />
    </PortalFrame>,
    problem?.status ?? (errors.length > 0 ? 422 : 200),
  )
}

type Drawn = ObjectionParts & {
  readonly view: ReturnType<typeof viewPage>
  readonly lists: FormLists
  readonly words: string
}

function Objection({
  known,
  action,
  back,
  isInForm,
  typed,
  errors = [],
  problem,
  view,
  lists,
  words,
}: Drawn) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <QuestionPage>
      <BackLink href={back.href}>{back.label}</BackLink>
      <ErrorSummary errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))} />
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t.title} lead={isInForm ? t.leadInForm : t.lead} />
      <SummaryList
        rows={[
          { term: known.fact.name[language], value: words },
          { term: t.source, value: provenanceWords(provenanceOf(known.current), language, true) },
        ]}
      />
      <PostForm action={action} class="stack">
        <FormFields view={view} errors={errors} lists={lists} />
        <TextArea name="why" label={t.why} hint={t.whyHint} rows={3} value={typed?.why} />
        <p class="hint">{t.clock}</p>
        <Button>{isInForm ? t.sendAndUse : t.send}</Button>
      </PostForm>
    </QuestionPage>
  )
}
