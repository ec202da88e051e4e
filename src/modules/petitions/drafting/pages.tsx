/** Xem lại trước khi gửi: every answer, each with the way back to it. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { BackLink, Button, SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { UploadedFiles } from '#ui/upload.tsx'
import { abouts, conducts, draftKey, petitionLinks } from '../domain.ts'
import { texts as enclosureTexts } from '../enclosures/domain.ts'
import { procedureName } from '../parts/pages.tsx'
import type { Meant } from '../sending/domain.ts'
import { texts } from '../texts.ts'
import type { OpenDraft } from './commands.ts'

type Props = {
  readonly draft: OpenDraft
  readonly meant: Meant
  readonly procedure: string | undefined
  readonly accused: string | undefined
}

export function checkPage(context: Context, draft: OpenDraft, meant: Meant): Reply {
  const whole: Props = {
    draft,
    meant,
    procedure: procedureName(context, meant.procedureCode),
    accused: formLookups(context).unit(meant.accused)?.name,
  }
  return page(
    context,
    { title: textsFor(texts, context.language).check, noIndex: true },
    <PortalFrame>
      <Check {...whole} />
    </PortalFrame>,
  )
}

function Check({ draft, meant, procedure, accused }: Props) {
  const t = useTexts(texts)
  const enclosed = useTexts(enclosureTexts)
  const { language } = usePage()
  const { about, earlier, files } = draft
  const edit = petitionLinks.edit(about, draft)
  const row = (term: string, value: SummaryRow['value'], place: string): SummaryRow => ({
    term,
    value,
    action: { href: `${edit}#${place}`, label: t.change },
  })
  const rows = [
    ...(about === 'staff'
      ? [
          row(t.accused, accused ?? meant.accused, 'co-quan'),
          row(t.official, meant.officialName ?? t.notGiven, 'co-quan'),
          row(t.conduct, meant.conduct && conducts[meant.conduct][language], 'co-quan'),
        ]
      : [row(t.procedure, procedure ?? t.notGiven, 'thu-tuc')]),
    row(t.words, <span class="report-said">{meant.words}</span>, 'noi-dung'),
    row(enclosed.title, files.length > 0 ? <UploadedFiles files={files} /> : enclosed.none, 'tep'),
    row(t.name, meant.name, 'nguoi-gui'),
    row(t.phone, meant.phone ?? t.notGiven, 'nguoi-gui'),
    row(t.address, meant.address ?? t.notGiven, 'nguoi-gui'),
    ...(about === 'rules' ? [row(t.nameShown, meant.isNamePublic ? t.yes : t.no, 'nguoi-gui')] : []),
  ]
  return (
    <QuestionPage>
      <BackLink href={edit}>{t.send}</BackLink>
      <PageHead title={t.check} kicker={abouts[about][language]} lead={t.checkLead} />
      {earlier && (
        <Notice>
          <p>{t.again(earlier.code)}</p>
        </Notice>
      )}
      <SummaryList rows={rows} />
      <PostForm action={`/kien-nghi/gui/xem-lai/${draftKey(draft)}`}>
        <Button icon="send">{t.sendAct}</Button>
      </PostForm>
    </QuestionPage>
  )
}
