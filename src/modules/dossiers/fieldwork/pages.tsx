/** Pages for the field: large, few, and kept on the device. */

import { caseActs } from '#kernel/cases.ts'
import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, type Language } from '#kernel/text.ts'
import { BackLink, SummaryList } from '#ui/elements.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { fieldLinks } from '../api.ts'
import { RecordForm, type RecordParts } from '../records/pages.tsx'
import type { Visit } from './store.ts'
import { texts } from './texts.ts'

type Words = (typeof texts)['vi']

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
      <Island of="offline-form" owner={owner} title={t.title} pages={pages}>
        {visits.length === 0 && <p class="empty">{t.empty}</p>}
        <ul class="stack">
          {visits.map((visit) => (
            <li key={`${visit.code} ${visit.step}`} class="card">
              <h2 class="card-title">
                <a href={fieldLinks.record(visit.code, visit.step)}>{t.open(visit.code)}</a>
              </h2>
              <p class="hint">
                {visit.stepName}, {visit.procedureName}
                {!visit.isMine && `. ${t.free}`}
              </p>
              <SummaryList rows={whomAndWhen(visit, t, language)} />
            </li>
          ))}
        </ul>
      </Island>
    </>
  )
}

/** Whom to meet where; what is not known is left out. */
function whomAndWhen(
  { applicantName, applicantAddress, applicantPhone, dueAt }: Visit,
  t: Words,
  language: Language,
): readonly { readonly term: string; readonly value: string }[] {
  const facts: readonly (readonly [string, string | null])[] = [
    [t.applicant, applicantName],
    [t.address, applicantAddress],
    [t.phone, applicantPhone],
    [t.due, dueAt && formatDateTime(dueAt, language)],
  ]
  return facts.flatMap(([term, value]) => (value ? [{ term, value }] : []))
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
  const { code, stepName, applicantName } = visit
  return (
    <QuestionPage>
      <BackLink href={fieldLinks.list()}>{t.back}</BackLink>
      <PageHead
        kicker={`${code}, ${stepName}`}
        title={caseActs.recordInspection[language]}
        lead={t.atPlace}
      />
      <SummaryList rows={whomAndWhen(visit, t, language)} />
      <Island of="offline-form" owner={owner} title={`${code}, ${applicantName}`}>
        <Island of="map" latitude="latitude" longitude="longitude">
          <RecordForm {...parts} isKept />
        </Island>
      </Island>
    </QuestionPage>
  )
}
