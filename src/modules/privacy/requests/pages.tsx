/** The person's own requests: asking, and what came of it. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import type { OwnLook } from '../looks/commands.ts'
import { LookFacts, useWho } from '../looks/pages.tsx'
import { outcomes, requestCode, requestKinds, rightKinds } from './domain.ts'
import { privacyLinks } from './links/domain.ts'
import type { DataRequest } from './store.ts'
import { texts } from './texts.ts'

const crumbs = ({ language }: Context) => [{ href: '/tai-khoan', label: textsFor(texts, language).account }]

type Typed = { readonly kind?: string | undefined; readonly words?: string | undefined }

export function askPage(
  context: Context,
  props: { readonly look: OwnLook; readonly typed: Typed; readonly problem?: Problem },
): Reply {
  const { askTitle: title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame breadcrumb={crumbs(context)}>
      <Ask {...props} />
    </PortalFrame>,
    props.problem?.status ?? 200,
  )
}

function Ask({ look, typed, problem }: Parameters<typeof askPage>[1]) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <BackLink href={privacyLinks.looks}>{t.backLooks}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t.askTitle} lead={t.askLead} />
      <SummaryCard title={useWho(look)} level={2}>
        <LookFacts look={look} />
      </SummaryCard>
      <PostForm action={privacyLinks.ask(look.id)} class="stack">
        <TextArea name="words" label={t.words} hint={t.wordsHint} rows={4} value={typed.words} />
        <Button>{t.send}</Button>
      </PostForm>
    </div>
  )
}

type ListProps = {
  readonly requests: readonly DataRequest[]
  readonly typed: Typed
  readonly problem?: Problem | undefined
}

export function requestsPage(context: Context, props: ListProps): Reply {
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame breadcrumb={crumbs(context)}>
      <List {...props} />
    </PortalFrame>,
    props.problem?.status ?? 200,
  )
}

function List({ requests, typed, problem }: ListProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t.title} lead={t.lead} />
      <Section id="da-gui" title={t.ownRequests}>
        {requests.length === 0 && <p class="empty">{t.none}</p>}
        {requests.map((one) => (
          <SummaryCard
            key={one.id}
            title={`${requestKinds[one.kind][language]} (${requestCode(one.number)})`}
            level={3}
            href={privacyLinks.request(one.id)}
            tag={<RequestTag request={one} />}
          >
            <p>{one.words}</p>
          </SummaryCard>
        ))}
      </Section>
      <Section id="yeu-cau-moi" title={t.newTitle}>
        <PostForm action={privacyLinks.requests} class="stack">
          <Radios
            name="kind"
            label={t.kind}
            value={typed.kind}
            choices={rightKinds.map((value) => ({ value, label: requestKinds[value][language] }))}
          />
          <TextArea name="words" label={t.rightWords} hint={t.rightHint} rows={4} value={typed.words} />
          <p class="hint">
            {t.dutyNote} <a href={privacyLinks.kept}>{t.howLong}</a>
          </p>
          <p class="hint">
            <a href={privacyLinks.consents}>{t.consents}</a>
          </p>
          <Button>{t.sendRequest}</Button>
        </PostForm>
      </Section>
    </div>
  )
}

/** Where a request is: its outcome, or waiting, or late. */
export function RequestTag({ request }: { readonly request: DataRequest }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (request.outcome) return <StatusTag tone="done">{outcomes[request.outcome][language]}</StatusTag>
  return <StatusTag tone="waiting">{t.waiting}</StatusTag>
}

export function requestPage(context: Context, request: DataRequest, isSent: boolean): Reply {
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title: `${title} ${requestCode(request.number)}`, noIndex: true },
    <PortalFrame breadcrumb={crumbs(context)}>
      <One request={request} isSent={isSent} />
    </PortalFrame>,
  )
}

function One({ request, isSent }: { readonly request: DataRequest; readonly isSent: boolean }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={privacyLinks.requests}>{t.back}</BackLink>
      {isSent && <Notice tone="success" isResult title={t.sent} />}
      <PageHead title={requestKinds[request.kind][language]} tags={<RequestTag request={request} />} />
      <SummaryList rows={requestRows(t, request, language)} />
      <AnswerGiven request={request} />
      {request.answer !== null && <p class="hint">{t.complain}</p>}
    </div>
  )
}

type Words = (typeof texts)['vi']

/** What was asked, when, and by when it must be done. */
export function requestRows(t: Words, request: DataRequest, language: 'vi' | 'en') {
  const { number, askedAt, replyDueAt, dueAt, unitName, lookId, lookWords, words } = request
  return [
    { term: t.code, value: requestCode(number) },
    { term: t.askedAt, value: formatDateTime(askedAt, language) },
    ...(replyDueAt < dueAt ? [{ term: t.replyDueAt, value: formatDateTime(replyDueAt, language) }] : []),
    { term: t.dueAt, value: formatDateTime(dueAt, language) },
    ...(unitName ? [{ term: t.unit, value: unitName }] : []),
    ...(lookWords ? [{ term: lookId ? t.look : t.about, value: lookWords }] : []),
    { term: t.yourWords, value: words },
  ]
}

export function AnswerGiven({ request }: { readonly request: DataRequest }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { answer, answeredAt, answeredTitle } = request
  if (answer === null || !answeredAt) return null
  return (
    <Section id="tra-loi" title={t.answerTitle} isPanel>
      <p>{answer}</p>
      <SummaryList
        rows={[
          { term: t.answeredBy, value: answeredTitle ?? '' },
          { term: t.answeredAt, value: formatDateTime(answeredAt, language) },
        ]}
      />
    </Section>
  )
}
