/** Drafts in the account: go on, or delete. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { serviceLinks } from '#modules/services/api.ts'
import { BackLink, Button, ButtonGroup, LinkButton, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { draftLinks } from '../api.ts'
import { type Draft, keptUntil } from '../domain.ts'
import { texts } from '../texts.ts'

export type ListedDraft = { readonly draft: Draft; readonly name: string }
type ListParts = { readonly drafts: readonly ListedDraft[]; readonly done: 'saved' | 'discarded' | undefined }

export function draftListPage(context: Context, parts: ListParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).listTitle, noIndex: true },
    <PortalFrame>
      <DraftList {...parts} />
    </PortalFrame>,
  )
}

function DraftList({ drafts, done }: ListParts) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      {done && (
        <Notice tone="success" isResult>
          <p>{done === 'saved' ? t.savedLater : t.discarded}</p>
        </Notice>
      )}
      <PageHead title={t.listTitle} lead={drafts.length > 0 ? t.listLead : undefined} />
      {drafts.length === 0 && (
        <div class="empty stack">
          <p>{t.listEmpty}</p>
          <LinkButton href={serviceLinks.home()}>{t.find}</LinkButton>
        </div>
      )}
      {drafts.map(({ draft, name }) => (
        <DraftCard key={draft.id} draft={draft} name={name} />
      ))}
    </div>
  )
}

function DraftCard({ draft, name }: ListedDraft) {
  const { language } = usePage()
  const t = useTexts(texts)
  return (
    <SummaryCard
      title={name}
      level={2}
      actions={
        <>
          <LinkButton href={draftLinks.resume(draft.id)}>
            {t.goOn}
            <span class="visually-hidden"> {name}</span>
          </LinkButton>
          <LinkButton kind="quiet" icon="delete" href={draftLinks.discard(draft.id)}>
            {t.discard}
            <span class="visually-hidden"> {name}</span>
          </LinkButton>
        </>
      }
    >
      <SummaryList
        rows={[
          { term: t.lastSaved, value: formatDateTime(draft.savedAt, language) },
          { term: t.keptUntil, value: formatDate(keptUntil(draft.savedAt)) },
        ]}
      />
    </SummaryCard>
  )
}

/** Asks once before a draft is gone. */
export function discardPage(context: Context, parts: ListedDraft): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).discardTitle, noIndex: true },
    <PortalFrame>
      <Discard {...parts} />
    </PortalFrame>,
  )
}

function Discard({ draft, name }: ListedDraft) {
  const { language } = usePage()
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <BackLink href={draftLinks.list}>{t.back}</BackLink>
      <PageHead title={t.discardTitle} lead={t.discardLead} />
      <p>
        <strong>{name}</strong>
        <br />
        {t.lastSaved}: {formatDateTime(draft.savedAt, language)}
      </p>
      <PostForm action={draftLinks.discard(draft.id)}>
        <ButtonGroup>
          <Button kind="danger">{t.discardYes}</Button>
          <LinkButton kind="secondary" href={draftLinks.list}>
            {t.discardNo}
          </LinkButton>
        </ButtonGroup>
      </PostForm>
    </QuestionPage>
  )
}
