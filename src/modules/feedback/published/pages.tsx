/** Phản ánh cho mọi người xem, and a sender's own page of one. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { actFacts, mayBeDone, type ReportState, ratings, reportLinks } from '../domain.ts'
import { type Names, namesOf, Photos, ReportList, ReportTag, type ShownPhoto } from '../parts/pages.tsx'
import type { DoneAct, Handling, Report } from '../store.ts'
import { topicQuery } from '../subscribing/domain.ts'
import { texts } from '../texts.ts'
import type { OwnStory, PublicStory, ReportPage } from './commands.ts'
import type { PublicReport } from './store.ts'

export type ListTyped = {
  readonly tim?: string | undefined
  readonly 'linh-vuc'?: string | undefined
  readonly noi?: string | undefined
  readonly 'trang-thai'?: string | undefined
  readonly sau?: string | undefined
}

/** The two questions that a reader has of a state. */
export const stateGroups = {
  'dang-xu-ly': ['accepted', 'forwarded', 'processing', 'answered', 'reopened'],
  'da-xong': ['published', 'closed', 'merged'],
} as const satisfies Record<string, readonly ReportState[]>
export type StateGroup = keyof typeof stateGroups

export function listPage(context: Context, found: ReportPage, typed: ListTyped): Reply {
  const { title, lead } = textsFor(texts, context.language)
  return page(
    context,
    { title, description: lead },
    <PortalFrame>
      <List found={found} typed={typed} names={namesOf(context)} />
    </PortalFrame>,
  )
}

type ListProps = { readonly found: ReportPage; readonly typed: ListTyped; readonly names: Names }

function List({ found, typed, names }: ListProps) {
  const t = useTexts(texts)
  const next = new URLSearchParams(
    Object.entries({ ...typed, sau: found.next ?? '' }).filter((pair): pair is [string, string] => !!pair[1]),
  )
  const topic = topicQuery({ areaCode: typed.noi ?? '', category: typed['linh-vuc'] ?? '' })
  const about = (path: string) => (topic ? `${path}?${topic}` : path)
  return (
    <div class="stack">
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton href={reportLinks.send} icon="camera">
              {t.send}
            </LinkButton>
            <LinkButton href={reportLinks.follow} kind="secondary" icon="search">
              {t.follow}
            </LinkButton>
          </>
        }
      />
      <Notice title={t.whichTitle}>
        <p>{t.whichReport}</p>
        <p>
          {t.whichPetition} <a href={reportLinks.petitions}>{t.petitions}</a>.
        </p>
      </Notice>
      <FilterBar action={reportLinks.list}>
        <TextInput
          name="tim"
          label={t.searchLabel}
          kind="search"
          width="medium"
          isOptional
          value={typed.tim}
        />
        <Select
          name="linh-vuc"
          label={t.category}
          choices={names.categories}
          placeholder={t.all}
          value={typed['linh-vuc']}
          isOptional
        />
        <Select
          name="noi"
          label={t.area}
          groups={names.areas}
          placeholder={t.all}
          value={typed.noi}
          isOptional
        />
        <Select
          name="trang-thai"
          label={t.state}
          placeholder={t.all}
          value={typed['trang-thai']}
          isOptional
          choices={[
            { value: 'dang-xu-ly', label: t.underWay },
            { value: 'da-xong', label: t.done },
          ]}
        />
      </FilterBar>
      {found.reports.length === 0 ? (
        <div class="empty">{t.none}</div>
      ) : (
        <ReportList reports={found.reports} names={names} />
      )}
      <Pagination nextHref={found.next ? `${reportLinks.list}?${next}` : undefined} />
      <p>
        <a href={about(reportLinks.followed)}>{topic ? t.followThis : t.followSome}</a> ·{' '}
        <a href={about(reportLinks.feed)}>{topic ? t.feedOfThis : t.feed}</a> ·{' '}
        <a href={reportLinks.statistics}>{t.statistics}</a>
      </p>
    </div>
  )
}

export function followPage(
  context: Context,
  typed: { readonly code: string; readonly secret: string },
): Reply {
  const title = textsFor(texts, context.language).follow
  return page(
    context,
    { title },
    <PortalFrame>
      <Follow {...typed} />
    </PortalFrame>,
  )
}

function Follow({ code, secret }: { readonly code: string; readonly secret: string }) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <BackLink href={reportLinks.list}>{t.back}</BackLink>
      <PageHead title={t.follow} lead={t.followLead} />
      <form method="get" action={reportLinks.follow} class="stack" noValidate>
        <TextInput
          name="phan-anh"
          label={t.code}
          hint={t.codeHint}
          width="long"
          maxLength={20}
          value={code}
        />
        <TextInput
          name="ma"
          label={t.secret}
          hint={t.secretHint}
          width="medium"
          maxLength={20}
          value={secret}
        />
        <Button icon="search">{t.followAct}</Button>
      </form>
    </QuestionPage>
  )
}

/** What a report looks like to everyone. */
export function publicPage(context: Context, story: PublicStory): Reply {
  const names = namesOf(context)
  const { report } = story
  const title = `${names.category(report.category)}, ${names.area(report.areaCode)}`
  return page(
    context,
    { title, description: report.words.slice(0, 160) },
    <PortalFrame>
      <PublicView story={story} title={title} names={names} />
    </PortalFrame>,
  )
}

type PublicProps = { readonly story: PublicStory; readonly title: string; readonly names: Names }

function PublicView({ story: { report, acts, handlings, photos }, title, names }: PublicProps) {
  const t = useTexts(texts)
  const href = (id: string) => reportLinks.photo(report.code, id)
  const own = photos.filter(({ handlingId }) => handlingId === null)
  return (
    <div class="reading stack">
      <BackLink href={reportLinks.list}>{t.back}</BackLink>
      <PageHead title={title} kicker={report.code} tags={<ReportTag state={report.state} />} />
      <p class="report-said">{report.words}</p>
      <Photos photos={own.map((photo, index) => shownPhoto(photo, href(photo.id), t.photoOf(index + 1)))} />
      <Facts report={report} place={[report.place, names.area(report.areaCode)]} />
      {mayBeDone('join', report.state) && (
        <PostForm action={reportLinks.join(report.code)}>
          <Button kind="secondary" icon="add">
            {t.metoo}
          </Button>
        </PostForm>
      )}
      <Merged into={report.mergedIntoCode} />
      <Results handlings={handlings} photos={photos} href={href} />
      <Story acts={acts} />
    </div>
  )
}

type Sized = { readonly width: number; readonly height: number }
export const shownPhoto = ({ width, height }: Sized, href: string, alt: string): ShownPhoto => ({
  href,
  alt,
  width,
  height,
})

type FactsProps = {
  readonly report: Pick<Report | PublicReport, 'receivedAt' | 'unitName' | 'dueAt' | 'joined'>
  readonly place: readonly string[]
}

export function Facts({ report: { receivedAt, unitName, dueAt, joined }, place }: FactsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const rows = [
    { term: t.place, value: place.filter(Boolean).join(', ') },
    { term: t.receivedOn, value: formatDateTime(receivedAt, language) },
    ...(unitName ? [{ term: t.unit, value: unitName }] : []),
    ...(dueAt ? [{ term: t.due, value: formatDateTime(dueAt, language) }] : []),
    ...(joined > 0 ? [{ term: t.metoo, value: t.joined(joined) }] : []),
  ]
  return <SummaryList rows={rows} />
}

export function Merged({ into }: { readonly into: string | null }) {
  const t = useTexts(texts)
  if (!into) return null
  return (
    <Notice title={t.mergedTitle}>
      <p>
        <a href={reportLinks.show(into)}>{t.mergedSee(into)}</a>
      </p>
    </Notice>
  )
}

type ResultsProps = {
  readonly handlings: readonly Handling[]
  readonly photos: OwnStory['photos']
  readonly href: (photoId: string) => string
}

export function Results({ handlings, photos, href }: ResultsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return handlings.map(({ id, publishedAt, answer, unitName, rating }) => (
    <Section
      key={id}
      id={`ket-qua-${id}`}
      title={publishedAt ? t.resultOf(formatDate(publishedAt)) : t.result}
      isPanel
    >
      <p>
        <strong>{t.unitAnswers(unitName)}</strong>
      </p>
      <p class="report-said">{answer}</p>
      <Photos
        photos={photos
          .filter(({ handlingId }) => handlingId === id)
          .map((photo, index) => shownPhoto(photo, href(photo.id), t.photoAfter(index + 1)))}
      />
      {rating && (
        <p class="hint">
          {actFacts('rate').told?.[language]}: {ratings[rating][language]}
        </p>
      )}
    </Section>
  ))
}

export function Story({ acts }: { readonly acts: readonly DoneAct[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const last = acts.length - 1
  return (
    <Section title={t.story} id="dien-bien">
      <Timeline
        label={t.story}
        steps={acts.map(({ act, at, unitName, words }, index) => ({
          title: actFacts(act).told?.[language] ?? actFacts(act)[language],
          state: index === last ? 'current' : 'done',
          at,
          holder: unitName ?? undefined,
          children: words && <p class="report-said">{words}</p>,
        }))}
      />
    </Section>
  )
}
