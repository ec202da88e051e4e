/** Pages for the field: large, few, and kept on the device. */

import { caseActs } from '#kernel/cases.ts'
import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { BackLink, SummaryList } from '#ui/elements.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import { fieldLinks } from '../api.ts'
import { RecordForm, type RecordParts } from '../records/pages.tsx'
import type { Visit } from './store.ts'
import { texts } from './texts.ts'

/** What the script that keeps pages has to know. */
const keeping = (owner: string, title: string) => ({
  owner,
  title,
  worker: fieldLinks.worker(),
  scope: fieldLinks.list(),
})

type VisitsProps = { readonly visits: readonly Visit[]; readonly owner: string }

export function VisitsPage(props: VisitsProps) {
  return (
    <OfficeFrame>
      <Visits {...props} />
    </OfficeFrame>
  )
}

function Visits({ visits, owner }: VisitsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const pages = visits.map(({ code, step }) => fieldLinks.record(code, step))
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Island of="offline-form" {...keeping(owner, t.title)} pages={pages}>
        <Table
          caption={t.title}
          isCaptionHidden
          rows={visits}
          rowKey={({ code, step }) => `${code} ${step}`}
          empty={t.empty}
          columns={[
            {
              key: 'what',
              label: t.what,
              isRowHead: true,
              cell: ({ code, step, stepName, procedureName, isMine }) => (
                <>
                  <a href={fieldLinks.record(code, step)}>{t.open(code)}</a>
                  <span class="cell-note">
                    {stepName}, {procedureName}
                    {!isMine && `. ${t.free}`}
                  </span>
                </>
              ),
            },
            {
              key: 'place',
              label: t.place,
              cell: ({ applicantName, applicantAddress, applicantPhone }) => (
                <>
                  {applicantName}
                  <span class="cell-note">
                    {[applicantAddress, applicantPhone].filter(Boolean).join(', ')}
                  </span>
                </>
              ),
            },
            {
              key: 'due',
              label: t.due,
              isCode: true,
              cell: ({ dueAt }) => (dueAt ? formatDateTime(dueAt, language) : ''),
            },
          ]}
        />
      </Island>
    </>
  )
}

type VisitProps = { readonly visit: Visit; readonly owner: string; readonly parts: RecordParts }

/** The record of one inspection. Without script it is sent like any form. */
export function VisitPage(props: VisitProps) {
  return (
    <OfficeFrame>
      <OneVisit {...props} />
    </OfficeFrame>
  )
}

function OneVisit({ visit, owner, parts }: VisitProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, stepName, applicantName, applicantAddress, applicantPhone } = visit
  const facts: readonly (readonly [string, string | null])[] = [
    [t.applicant, applicantName],
    [t.address, applicantAddress],
    [t.phone, applicantPhone],
  ]
  return (
    <QuestionPage>
      <BackLink href={fieldLinks.list()}>{t.back}</BackLink>
      <PageHead
        kicker={`${code}, ${stepName}`}
        title={caseActs.recordInspection[language]}
        lead={t.atPlace}
      />
      <SummaryList rows={facts.flatMap(([term, value]) => (value ? [{ term, value }] : []))} />
      <Island of="offline-form" {...keeping(owner, `${code}, ${applicantName}`)}>
        <Island of="my-place" latitude="latitude" longitude="longitude">
          <RecordForm {...parts} isKept />
        </Island>
      </Island>
    </QuestionPage>
  )
}
