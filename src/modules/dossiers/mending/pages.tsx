/** The page on which an applicant mends what was named. */

import type { Context } from '#kernel/context.ts'
import { uploadMegabytesMax } from '#kernel/files.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { ErrorSummary, Notice, SaveIndicator } from '#ui/feedback.tsx'
import { FormFields, type FormLists } from '#ui/form-fields.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { dossierLinks } from '../api.ts'
import type { Mending } from './commands.ts'
import { texts } from './texts.ts'

type MendingParts = {
  readonly mending: Mending
  /** The request's own words, with or without the news that it was saved; or what is still wrong. */
  readonly shows: 'request' | 'saved' | 'wrong'
}

export function mendingPage(context: Context, parts: MendingParts): Reply {
  const { files } = parts.mending
  const lists: FormLists = {
    ...formLists(context),
    megabytesMax: uploadMegabytesMax,
    file: (id) => files.get(id),
  }
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    <PortalFrame>
      <Matter {...parts} lists={lists} />
    </PortalFrame>,
    parts.shows === 'wrong' ? 422 : 200,
  )
}

function Matter({ mending, shows, lists }: MendingParts & { readonly lists: FormLists }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { dossier, request, mended } = mending
  const others = request.faults.filter(({ target }) => target === 'other')
  const errors = shows === 'wrong' ? mending.errors : []
  const listed = shows === 'wrong' ? mending.errors : mending.named
  const title = shows === 'wrong' ? t.summaryLeft(listed.length) : t.summary(listed.length)
  return (
    <QuestionPage>
      <BackLink href={dossierLinks.show(dossier.code)}>{t.back}</BackLink>
      {shows === 'saved' && (
        <Notice tone="success" isResult>
          <p>{t.saved}</p>
        </Notice>
      )}
      <ErrorSummary
        title={title}
        errors={listed.map(({ inputId, message }) => ({ name: inputId, message }))}
      />
      <PageHead kicker={dossier.procedureName} title={t.title} lead={t.lead} />
      <p class="hint">
        {t.askedAt(formatDateTime(request.askedAt, language))}.{' '}
        <a href={dossierLinks.supplementPdf(dossier.code)}>{t.slip}</a>
      </p>
      {request.reason && (
        <Notice title={t.general}>
          <p lang="vi">{request.reason}</p>
        </Notice>
      )}
      {others.length > 0 && (
        <Notice tone="warning" title={t.others}>
          <ul lang="vi">
            {others.map(({ key, reason }) => (
              <li key={key}>{reason}</li>
            ))}
          </ul>
          <p>{t.further}</p>
        </Notice>
      )}
      <PostForm action={dossierLinks.mend(dossier.code)} hasFiles class="stack">
        <button class="visually-hidden" name="act" value="save" tabIndex={-1} aria-hidden="true" />
        <FormFields view={mended.view} errors={errors} lists={lists} isRevealing />
        <p class="hint">{t.once}</p>
        <ButtonGroup>
          <Button name="act" value="send" icon="send">
            {t.send}
          </Button>
          <Button kind="secondary" name="act" value="save">
            {t.save}
          </Button>
        </ButtonGroup>
      </PostForm>
      {request.savedAt && <SaveIndicator state={{ kind: 'saved', at: request.savedAt }} />}
      <p>{t.help}</p>
    </QuestionPage>
  )
}
