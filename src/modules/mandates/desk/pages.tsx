/** Papers of mandates that wait to be compared with their originals. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Button, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Mandate, mandateLinks, roleNames } from '../domain.ts'
import { useFacts } from '../pages.tsx'
import { texts } from '../texts.ts'

type Props = { readonly waiting: readonly Mandate[]; readonly problem?: Problem }

export function deskPage(context: Context, props: Props): Reply {
  const { deskTitle: title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <OfficeFrame>
      <Desk {...props} />
    </OfficeFrame>,
    props.problem?.status ?? 200,
  )
}

function Desk({ waiting, problem }: Props) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t.deskTitle} lead={t.deskLead} />
      {waiting.length === 0 && <p class="empty">{t.deskNone}</p>}
      {waiting.map((mandate) => (
        <Claim key={mandate.id} mandate={mandate} />
      ))}
    </div>
  )
}

function Claim({ mandate }: { readonly mandate: Mandate }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { id, agentName, representedName, role, askedAt } = mandate
  return (
    <SummaryCard title={t.wantsFor(agentName ?? '', representedName)} level={2}>
      <SummaryList
        rows={[
          { term: t.role, value: roleNames[role][language] },
          ...useFacts(mandate, false),
          { term: t.askedAt, value: formatDateTime(askedAt, language) },
        ]}
      />
      <p>
        <a href={mandateLinks.deskFile(id)}>{t.openPaper}</a>
      </p>
      <PostForm action={mandateLinks.decide(id)} class="stack" label={representedName}>
        <TextInput name="reason" label={t.reasonAsked} isOptional width="long" maxLength={1000} />
        <div class="button-group">
          <Button name="act" value="confirm">
            {t.confirmPaper}
          </Button>
          <Button kind="secondary" name="act" value="refuse">
            {t.refusePaper}
          </Button>
        </div>
      </PostForm>
    </SummaryCard>
  )
}
