/** Câu trả lời cho mọi người xem, and the way to one's own. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, shorten, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { reportLinks } from '#modules/feedback/api.ts'
import { formLists } from '#modules/organisation/api.ts'
import { type Choice, Select } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { type About, abouts, petitionLinks, ratings } from '../domain.ts'
import { procedureName } from '../parts/pages.tsx'
import { type Judged, ReaderVerdict } from '../readers/pages.tsx'
import { texts } from '../texts.ts'
import type { PetitionPage, ReadPetition } from './commands.ts'
import type { PublicPetition } from './store.ts'

export type ListTyped = {
  readonly tim?: string | undefined
  readonly 've-viec'?: string | undefined
  readonly 'co-quan'?: string | undefined
  readonly sau?: string | undefined
}

export function listPage(context: Context, found: PetitionPage, typed: ListTyped): Reply {
  const { title, lead } = textsFor(texts, context.language)
  return page(
    context,
    { title, description: lead },
    <PortalFrame>
      <List found={found} typed={typed} units={formLists(context).units} />
    </PortalFrame>,
  )
}

type ListProps = {
  readonly found: PetitionPage
  readonly typed: ListTyped
  readonly units: readonly Choice[]
}

function List({ found, typed, units }: ListProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const next = new URLSearchParams(
    Object.entries({ ...typed, sau: found.next ?? '' }).filter((pair): pair is [string, string] => !!pair[1]),
  )
  return (
    <div class="stack">
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton href={petitionLinks.ask} icon="edit">
              {t.send}
            </LinkButton>
            <LinkButton href={petitionLinks.follow} kind="secondary" icon="search">
              {t.follow}
            </LinkButton>
          </>
        }
      />
      <Notice title={t.whichTitle}>
        <p>{t.whichPetition}</p>
        <p>
          {t.whichReport} <a href={reportLinks.list}>{t.reports}</a>.
        </p>
      </Notice>
      <FilterBar action={petitionLinks.list}>
        <TextInput
          name="tim"
          label={t.searchLabel}
          kind="search"
          width="medium"
          isOptional
          value={typed.tim}
        />
        <Select
          name="ve-viec"
          label={t.about}
          placeholder={t.all}
          isOptional
          value={typed['ve-viec']}
          choices={(Object.keys(abouts) as About[]).map((value) => ({
            value,
            label: abouts[value][language],
          }))}
        />
        <Select
          name="co-quan"
          label={t.unit}
          placeholder={t.all}
          isOptional
          value={typed['co-quan']}
          choices={units}
        />
      </FilterBar>
      {found.petitions.length === 0 ? (
        <div class="empty">{t.none}</div>
      ) : (
        <ul class="reports" aria-label={t.list}>
          {found.petitions.map((petition) => (
            <Line key={petition.code} petition={petition} />
          ))}
        </ul>
      )}
      <Pagination nextHref={found.next ? `${petitionLinks.list}?${next}` : undefined} />
      <p>
        <a href={petitionLinks.statistics}>{t.statistics}</a>
      </p>
    </div>
  )
}

function Line({ petition }: { readonly petition: PublicPetition }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, about, title, answer, unitName, publishedAt } = petition
  return (
    <li class="report">
      <div class="report-words">
        <h2>
          <a href={petitionLinks.show(code)}>{title}</a>
        </h2>
        <p class="hint">
          {abouts[about][language]}
          {' · '}
          <time dateTime={publishedAt.toISOString()}>{t.answeredOn(formatDate(publishedAt))}</time>
        </p>
        <p class="report-answer">
          <strong>{t.unitAnswers(unitName)}</strong> {shorten(answer)}
        </p>
      </div>
    </li>
  )
}

export function followPage(
  context: Context,
  typed: { readonly code: string; readonly secret: string },
): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).follow },
    <PortalFrame>
      <Follow {...typed} />
    </PortalFrame>,
  )
}

function Follow({ code, secret }: { readonly code: string; readonly secret: string }) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <BackLink href={petitionLinks.list}>{t.back}</BackLink>
      <PageHead title={t.follow} lead={t.followLead} />
      <form method="get" action={petitionLinks.follow} class="stack" noValidate>
        <TextInput
          name="kien-nghi"
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

/** What a petition with its answer looks like to everyone. */
export function publicPage(context: Context, petition: ReadPetition, judged?: Judged): Reply {
  return page(
    context,
    { title: petition.title, description: petition.words.slice(0, 160) },
    <PortalFrame>
      <PublicView
        petition={petition}
        judged={judged}
        procedure={procedureName(context, petition.procedureCode)}
      />
    </PortalFrame>,
  )
}

type PublicProps = {
  readonly petition: ReadPetition
  readonly judged: Judged | undefined
  readonly procedure: string | undefined
}

function PublicView({ petition, judged, procedure }: PublicProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, about, title, words, answer, unitName, receivedAt, publishedAt, rating, senderName } =
    petition
  return (
    <div class="reading stack">
      <BackLink href={petitionLinks.list}>{t.back}</BackLink>
      <PageHead title={title} kicker={code} />
      <p class="report-said">{words}</p>
      <SummaryList
        rows={[
          { term: t.about, value: abouts[about][language] },
          ...(procedure ? [{ term: t.procedure, value: procedure }] : []),
          ...(senderName ? [{ term: t.senderTitle, value: senderName }] : []),
          { term: t.receivedOn, value: formatDate(receivedAt) },
        ]}
      />
      <Section title={t.answeredOn(formatDate(publishedAt))} id="tra-loi" isPanel>
        <p>
          <strong>{t.unitAnswers(unitName)}</strong>
        </p>
        <p class="report-said">{answer}</p>
        {rating && <p class="hint">{t.rated(ratings[rating][language])}</p>}
      </Section>
      <ReaderVerdict code={code} found={petition.found} judged={judged} />
    </div>
  )
}
