/** One report on the desk of an officer: what was sent, what may be done, what was done. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { formatDateTime, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section, WithAside } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DeadlineTag } from '#ui/status.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { actFacts, awaitedThings, isPublic, ratings, reportLinks } from '../../domain.ts'
import { namesOf, ReportTag } from '../../parts/pages.tsx'
import { PhotoDesk } from '../../photos/pages.tsx'
import { VoiceDesk } from '../../voices/pages.tsx'
import { texts } from '../texts.ts'
import { isOfficerAct } from './domain.ts'
import { ActForm, type FormProps } from './forms/pages.tsx'

type Shared = Omit<FormProps, 'name' | 'isFirst'>
export type WorkParts = Pick<Shared, 'work' | 'typed' | 'act' | 'template'> & {
  readonly problem?: Problem | undefined
  readonly isDone?: boolean | undefined
  readonly second?: string | undefined
}

type Props = WorkParts & Shared & { readonly isDesk: boolean }

export function workPage(context: Context, parts: WorkParts): Reply {
  const { code } = parts.work.report
  const whole = {
    ...parts,
    names: namesOf(context),
    feedback: context.pack.feedback,
    units: formLists(context).units,
    isDesk: hasPermission(officerOf(context.actor), 'feedback.triage'),
  }
  return page(
    context,
    { title: `${textsFor(texts, context.language).title} ${code}` },
    <OfficeFrame>
      <WorkView {...whole} />
    </OfficeFrame>,
    parts.problem?.status ?? 200,
  )
}

function WorkView(props: Props) {
  const t = useTexts(texts)
  const { work, names, problem, isDone, second, isDesk, act, typed } = props
  const { report, photos, voice, acts } = work
  return (
    <div class="stack">
      <BackLink href={reportLinks.console}>{t.back}</BackLink>
      <NotDone reason={problem?.detail} />
      {isDone && (
        <Notice tone="success" isResult>
          <p>{second ? t.splitDone(second) : t.done}</p>
        </Notice>
      )}
      <PageHead
        title={`${names.category(report.category)}, ${names.area(report.areaCode)}`}
        kicker={report.code}
        tags={
          <>
            <ReportTag state={report.state} />
            {report.deadline && <DeadlineTag deadline={report.deadline} />}
          </>
        }
      />
      <WithAside label={t.story} aside={<Aside {...props} />}>
        <Section title={t.asSent} id="noi-dung">
          <p class="report-said">{report.words}</p>
          <Facts {...props} />
        </Section>
        {voice && (
          <VoiceDesk
            code={report.code}
            voice={voice}
            mayHear={isDesk}
            typed={act === 'voice' ? typed?.words : undefined}
          />
        )}
        {photos.length > 0 && (
          <Section title={t.photos} id="anh">
            <PhotoDesk code={report.code} photos={photos} mayCover={acts.includes('publish')} />
          </Section>
        )}
        <Section title={t.acts} id="viec">
          {acts.length === 0 && <p>{t.actsNone}</p>}
          {acts.filter(isOfficerAct).map((act, index) => (
            <ActForm key={act} {...props} name={act} isFirst={index === 0} />
          ))}
        </Section>
      </WithAside>
    </div>
  )
}

function Facts({ work: { report }, names, feedback }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { latitude, longitude, awaited, dueAt, publicWords, publicPlace, ground, joined } = report
  const level = feedback.classes.find(({ code }) => code === report.urgency)?.name[language] ?? report.urgency
  const why = feedback.grounds.find(({ code }) => code === ground)?.name[language]
  const rows = [
    { term: t.place, value: [report.place, names.area(report.areaCode)].filter(Boolean).join(', ') },
    ...(latitude === null || longitude === null
      ? []
      : [{ term: t.point, value: `${latitude}; ${longitude}` }]),
    { term: t.receivedOn, value: formatDateTime(report.receivedAt, language) },
    { term: t.urgency, value: level },
    {
      term: t.due,
      value:
        awaited && dueAt
          ? t.dueAt(awaitedThings[awaited][language], formatDateTime(dueAt, language))
          : t.nothingDue,
    },
    ...(report.unitName ? [{ term: t.unit, value: report.unitName }] : []),
    ...(joined > 0 ? [{ term: t.joined, value: t.people(joined) }] : []),
    ...(publicWords === null
      ? []
      : [{ term: t.asPublic, value: [publicWords, publicPlace].filter(Boolean).join(' · ') }]),
    ...(why ? [{ term: t.rejected, value: why }] : []),
  ]
  return <SummaryList rows={rows} />
}

function Aside({ work: { report, done, handlings, near }, names, isDesk, typed, act }: Props) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <Section title={t.story} id="dien-bien">
        <Timeline
          label={t.story}
          steps={done.map((one, index) => ({
            title: actFacts(one.act)[language],
            state: index === done.length - 1 ? 'current' : 'done',
            at: one.at,
            holder: [one.byTitle, one.unitName].filter(Boolean).join(', ') || undefined,
            children: (
              <>
                {one.words && <p class="report-said">{one.words}</p>}
                {one.met && one.dueAt && one.at > one.dueAt && (
                  <p class="hint">{t.metLate(formatDateTime(one.dueAt, language))}</p>
                )}
              </>
            ),
          }))}
        />
        {isPublic(report) && <a href={reportLinks.show(report.code)}>{t.publicPage}</a>}
      </Section>
      {handlings.some(({ rating }) => rating) && (
        <Section title={t.rating} id="danh-gia">
          {handlings.map(
            ({ id, rating, ratingWords }) =>
              rating && (
                <p key={id} class="report-said">
                  {ratings[rating][language]}
                  {ratingWords && `: ${ratingWords}`}
                </p>
              ),
          )}
        </Section>
      )}
      {isDesk && (
        <Section title={t.near} id="gan">
          {near.length === 0 && <p>{t.nearNone}</p>}
          <ul>
            {near.map((one) => (
              <li key={one.code}>
                <a href={reportLinks.work(one.code)}>{one.code}</a>{' '}
                {shorten(one.publicWords ?? names.area(one.areaCode))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {isDesk && (
        <Section title={t.contact} id="nguoi-gui">
          <PostForm action={reportLinks.contact(report.code)} class="stack">
            <TextInput
              name="reason"
              label={t.contactReason}
              maxLength={300}
              value={act === 'contact' ? typed?.words : undefined}
            />
            <Button kind="secondary">{t.contactAct}</Button>
          </PostForm>
        </Section>
      )}
    </>
  )
}
