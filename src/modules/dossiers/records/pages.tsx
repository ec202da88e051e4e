/** The page on which an officer writes down what a step of its kind needs. */

import { caseActs } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { uploadMegabytesMax } from '#kernel/files.ts'
import type { FormFault, PageView } from '#kernel/forms.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { BackLink, Button } from '#ui/elements.tsx'
import { ErrorSummary, NotDone, Notice } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { deskLinks } from '../api.ts'
import type { Writing } from './commands.ts'
import { texts } from './texts.ts'

type Sent = {
  readonly writing: Writing
  readonly view: PageView
  readonly errors: readonly FormFault[]
  readonly problem?: Problem | undefined
  readonly action: string
}
export type RecordParts = Sent & { readonly lists: FormLists }

/** With what the fields choose from. */
export function partsFor(context: Context, sent: Sent): RecordParts {
  const { files } = sent.writing
  const lists = {
    ...formLists(context),
    megabytesMax: uploadMegabytesMax,
    file: (id: string) => files.get(id),
  }
  return { ...sent, lists }
}

export function recordPageOf(context: Context, sent: Sent, status = 200): Reply {
  const { act, dossier } = sent.writing
  const title = `${caseActs[act][context.language]} ${dossier.code}`
  return page(
    context,
    { title },
    <OfficeFrame>
      <Matter {...partsFor(context, sent)} />
    </OfficeFrame>,
    status,
  )
}

function Matter(parts: RecordParts) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { act, dossier, work, question } = parts.writing
  return (
    <QuestionPage>
      <BackLink href={`${deskLinks.dossier(dossier.code)}?buoc=${work.number}`}>{t.back}</BackLink>
      <PageHead kicker={`${dossier.code}, ${work.name}`} title={caseActs[act][language]} lead={t[act]} />
      {question && act === 'answerConsultation' && (
        <Notice title={t.asked}>
          <p lang="vi">{question}</p>
        </Notice>
      )}
      <RecordForm {...parts} />
    </QuestionPage>
  )
}

/** The form itself, with what is wrong above it. `isKept` marks it for the script that keeps it on the device. */
export function RecordForm(parts: RecordParts & { readonly isKept?: boolean | undefined }) {
  const t = useTexts(texts)
  const { writing, view, errors, problem, action, lists, isKept } = parts
  return (
    <>
      {errors.length > 0 && (
        <ErrorSummary
          title={t.mend(errors.length)}
          errors={errors.map(({ inputId, message }) => ({ name: inputId, message }))}
        />
      )}
      {errors.length === 0 && <NotDone title={t.notDone} reason={problem?.detail} />}
      <PostForm
        action={action}
        hidden={{ version: writing.dossier.version }}
        hasFiles
        class="stack"
        isKept={isKept}
      >
        <FormFields view={view} errors={errors} lists={lists} />
        <Button icon="send">{t.send}</Button>
      </PostForm>
    </>
  )
}
