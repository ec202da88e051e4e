/** Answering requests about personal data. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import { outcomes, requestCode, requestKinds } from '../domain.ts'
import { privacyLinks } from '../links/domain.ts'
import { AnswerGiven, RequestTag, requestRows } from '../pages.tsx'
import type { DataRequest } from '../store.ts'
import { texts } from '../texts.ts'

export function RequestQueue({ requests }: { readonly requests: readonly DataRequest[] }) {
  return (
    <OfficeFrame>
      <Queue requests={requests} />
    </OfficeFrame>
  )
}

function Queue({ requests }: { readonly requests: readonly DataRequest[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <PageHead title={t.queueTitle} lead={t.queueLead} />
      <Table
        caption={t.queueTitle}
        isCaptionHidden
        rows={requests}
        rowKey={({ id }) => id}
        empty={t.queueNone}
        columns={[
          {
            key: 'code',
            label: t.code,
            isRowHead: true,
            isCode: true,
            cell: ({ id, number }) => <a href={privacyLinks.work(id)}>{requestCode(number)}</a>,
          },
          { key: 'kind', label: t.matter, cell: ({ kind }) => requestKinds[kind][language] },
          { key: 'person', label: t.person, cell: ({ personName }) => personName },
          { key: 'unit', label: t.unit, isSecondary: true, cell: ({ unitName }) => unitName ?? '' },
          { key: 'dueAt', label: t.dueAt, cell: ({ dueAt }) => formatDateTime(dueAt, language) },
          { key: 'state', label: t.outcome, cell: (request) => <RequestTag request={request} /> },
        ]}
      />
    </>
  )
}

export type WorkProps = {
  readonly request: DataRequest
  readonly typed: { readonly outcome?: string | undefined; readonly answer?: string | undefined }
  readonly problem?: Problem | undefined
}

export function RequestWork(props: WorkProps) {
  return (
    <OfficeFrame>
      <Work {...props} />
    </OfficeFrame>
  )
}

function Work({ request, typed, problem }: WorkProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={privacyLinks.queue}>{t.back}</BackLink>
      <NotDone title={t.answerNotDone} reason={problem?.detail} />
      <PageHead title={requestKinds[request.kind][language]} tags={<RequestTag request={request} />} />
      <SummaryList
        rows={[{ term: t.person, value: request.personName }, ...requestRows(t, request, language)]}
      />
      <AnswerGiven request={request} />
      {request.answer === null && (
        <Section id="tra-loi" title={t.answerTitle}>
          <PostForm action={privacyLinks.work(request.id)} class="stack">
            <Radios
              name="outcome"
              label={t.outcome}
              value={typed.outcome}
              choices={Object.entries(outcomes).map(([value, words]) => ({ value, label: words[language] }))}
            />
            <TextArea name="answer" label={t.answer} hint={t.answerHint} rows={6} value={typed.answer} />
            <Button>{t.answerAct}</Button>
          </PostForm>
        </Section>
      )}
    </div>
  )
}
