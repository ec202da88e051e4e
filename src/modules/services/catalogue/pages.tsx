/** Pages that lead to a procedure: search, fields, events in life. */

import type { ComponentChildren } from 'preact'
import type { LifeEvent } from '#kernel/packs.ts'
import { Island, keptHtml, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Select } from '#ui/choices.tsx'
import { LinkTile, LinkTiles } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { type Crumb, SearchForm } from '#ui/frame-parts.tsx'
import { Icon, isIconName } from '#ui/icons.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { serviceLinks } from '../api.ts'
import { limitInWords } from '../procedure/domain.ts'
import type { Catalogue, Hit, HitPage, Level, ProcedureSummary, Wanted } from './domain.ts'
import { texts } from './texts.ts'

/** Procedures under each other: name, where, how long, and why each was found. */
function HitList({ hits }: { readonly hits: readonly Hit[] }) {
  return (
    <ul class="hits">
      {hits.map(({ summary, why }) => (
        <li key={summary.code}>
          <HitEntry summary={summary} why={why} />
        </li>
      ))}
    </ul>
  )
}

function HitEntry({ summary, why }: Hit) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <h3>
        <a href={serviceLinks.procedure(summary.code)}>{summary.name}</a>
      </h3>
      <p class="hit-facts">
        <span>{summary.fieldName}</span>
        <span>{summary.levels.map((level) => t[`level.${level}`]).join(', ')}</span>
        <span>
          {t.limit}: {limitInWords(summary.limit, language)}
          {summary.limitIsAssumed && ` (${t.limitAssumed})`}
        </span>
        <span>
          {t.code} {summary.code}
        </span>
      </p>
      {why && why.kind === 'code' && <p class="hint">{t.whyCode}</p>}
      {why && why.kind === 'phrase' && <p class="hint">{t.whyPhrase(why.phrase)}</p>}
      {why && why.kind === 'words' && why.words.length > 0 && (
        <p class="hint">{t.whyWords(why.words.join(', '))}</p>
      )}
    </>
  )
}

/** The ways in by what happens in a person's life. */
export function EventTiles({ events }: { readonly events: readonly LifeEvent[] }) {
  const { language } = usePage()
  return (
    <LinkTiles>
      {events.map(({ key, icon, name, summary }) => (
        <LinkTile
          key={key}
          href={serviceLinks.event(key)}
          title={name[language]}
          icon={isIconName(icon) ? icon : 'folder'}
        >
          {summary[language]}
        </LinkTile>
      ))}
    </LinkTiles>
  )
}

type SearchPageProps = {
  readonly catalogue: Catalogue
  readonly wanted: Wanted
  readonly found: HitPage
  readonly events: readonly LifeEvent[]
}

/** Tìm thủ tục: results where something was asked for, otherwise every way in. */
export function SearchPage(props: SearchPageProps) {
  return (
    <PortalFrame hidesSearch>
      <SearchMatter {...props} />
    </PortalFrame>
  )
}

function SearchMatter({ catalogue, wanted, found, events }: SearchPageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const isSearch = Boolean(wanted.q || wanted.field || wanted.level)
  return (
    <>
      <PageHead
        title={wanted.q ? t.resultsFor(wanted.q) : t.searchTitle}
        lead={isSearch ? undefined : t.searchLead(formatNumber(catalogue.summaries.length, language))}
      />
      <Island of="search-suggestions" address={serviceLinks.suggestions()}>
        <SearchForm
          action={serviceLinks.search()}
          label={t.searchLabel}
          id="search"
          query={wanted.q}
          isLarge
        />
      </Island>
      {found.instead && (
        <p class="did-you-mean">
          {t.didYouMean}{' '}
          <a href={serviceLinks.search({ ...wanted, q: found.instead, after: undefined })}>{found.instead}</a>
          ?
        </p>
      )}
      {!isSearch && events.length > 0 && (
        <Section title={t.byEvent} id="su-kien">
          <EventTiles events={events} />
        </Section>
      )}
      {!isSearch && (
        <Section title={t.byField} id="linh-vuc">
          <FieldList catalogue={catalogue} />
        </Section>
      )}
      <Section title={isSearch ? t.resultsTitle : t.byName} id="ket-qua">
        {wanted.q ? (
          <details class="disclosure" open={Boolean(wanted.field || wanted.level)}>
            <summary>{t.filters}</summary>
            <Filters catalogue={catalogue} wanted={wanted} />
          </details>
        ) : (
          <Filters catalogue={catalogue} wanted={wanted} />
        )}
        {found.hits.length > 0 ? <HitList hits={found.hits} /> : <NothingFound wanted={wanted} />}
        <Pages wanted={wanted} found={found} />
      </Section>
    </>
  )
}

type FilterProps = Pick<SearchPageProps, 'catalogue' | 'wanted'>

/** Every field of the catalogue is a choice, so this is the longest part of the page; it is kept as long as the catalogue. */
function Filters(props: FilterProps) {
  const { language } = usePage()
  const html = keptHtml(
    ['filters', language, props.wanted],
    () => <FilterContent {...props} />,
    props.catalogue,
  )
  // oxlint-disable-next-line react/no-danger -- our own components, rendered and escaped a moment or an hour ago
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}

function FilterContent({ catalogue, wanted }: FilterProps) {
  const t = useTexts(texts)
  const fieldName = catalogue.fields.find(({ code }) => code === wanted.field)?.name
  const chips = [
    ...(wanted.field
      ? [
          {
            label: fieldName ?? wanted.field,
            removeHref: serviceLinks.search({ q: wanted.q, level: wanted.level }),
          },
        ]
      : []),
    ...(wanted.level
      ? [
          {
            label: t[`level.${wanted.level}`],
            removeHref: serviceLinks.search({ q: wanted.q, field: wanted.field }),
          },
        ]
      : []),
  ]
  return (
    <FilterBar action={serviceLinks.search()} label={t.filters} chips={chips}>
      {wanted.q && <input type="hidden" name="q" value={wanted.q} />}
      <Select
        name="field"
        label={t.field}
        placeholder={t.anyField}
        value={wanted.field}
        choices={catalogue.fields.map(({ code, name, count }) => ({
          value: code,
          label: `${name} (${count})`,
        }))}
      />
      <Select
        name="level"
        label={t.level}
        placeholder={t.anyLevel}
        value={wanted.level}
        choices={catalogue.levels.map((level: Level) => ({ value: level, label: t[`level.${level}`] }))}
      />
    </FilterBar>
  )
}

function Pages({ wanted, found }: Pick<SearchPageProps, 'wanted' | 'found'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (found.hits.length === 0) return null
  const at = (after: string | undefined) =>
    after === undefined
      ? undefined
      : `${serviceLinks.search({ ...wanted, after: after || undefined })}#ket-qua`
  return (
    <Pagination
      previousHref={at(found.previous)}
      nextHref={at(found.next)}
      summary={t.shown(found.first, found.first + found.hits.length - 1, formatNumber(found.total, language))}
    />
  )
}

function NothingFound({ wanted }: { readonly wanted: Wanted }) {
  const t = useTexts(texts)
  const { province } = usePage()
  return (
    <div class="empty stack">
      <h3>{t.nothing}</h3>
      {wanted.q && <p>{t.nothingAdvice}</p>}
      {(wanted.field || wanted.level) && <p>{t.nothingFilter}</p>}
      {province.hotline && <p>{t.nothingCall(province.hotline)}</p>}
      <p>
        <a href={serviceLinks.search()}>{t.clear}</a>
      </p>
    </div>
  )
}

function FieldList({ catalogue }: { readonly catalogue: Catalogue }) {
  return (
    <ul class="field-list">
      {catalogue.fields.map(({ code, name, count }) => (
        <li key={code}>
          <a href={serviceLinks.field(code)}>{name}</a> <span class="field-count">{count}</span>
        </li>
      ))}
    </ul>
  )
}

const asHits = (summaries: readonly ProcedureSummary[]): Hit[] =>
  summaries.map((summary) => ({ summary, why: undefined }))

type FieldPageProps = {
  readonly name: string
  readonly department: string | undefined
  readonly summaries: readonly ProcedureSummary[]
}

/** Lĩnh vực: every procedure of one field. */
export function FieldPage(props: FieldPageProps) {
  return (
    <CatalogueFrame>
      <FieldMatter {...props} />
    </CatalogueFrame>
  )
}

function FieldMatter({ name, department, summaries }: FieldPageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <PageHead kicker={t.field} title={name} lead={t.fieldLead(formatNumber(summaries.length, language))} />
      {department && (
        <p>
          <Icon name="building" small /> {t.department}: {department}
        </p>
      )}
      <Section title={t.procedures} id="thu-tuc">
        <HitList hits={asHits(summaries)} />
      </Section>
    </>
  )
}

type EventPageProps = {
  readonly event: LifeEvent
  readonly others: readonly LifeEvent[]
  readonly summaries: readonly ProcedureSummary[]
}

/** Sự kiện trong đời: the procedures that go with it, the first ones first. */
export function EventPage(props: EventPageProps) {
  return (
    <CatalogueFrame>
      <EventMatter {...props} />
    </CatalogueFrame>
  )
}

function EventMatter({ event, others, summaries }: EventPageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <PageHead title={event.name[language]} lead={event.summary[language]} />
      <Section title={t.eventTitle} id="thu-tuc">
        <HitList hits={asHits(summaries)} />
      </Section>
      {others.length > 0 && (
        <Section title={t.eventOthers} id="viec-khac">
          <EventTiles events={others} />
        </Section>
      )}
    </>
  )
}

type CatalogueFrameProps = { readonly children: ComponentChildren; readonly parent?: Crumb | undefined }

/** The frame of every page under the catalogue; `parent` stands between it and the page. */
export function CatalogueFrame({ children, parent }: CatalogueFrameProps) {
  const t = useTexts(texts)
  const crumbs = [{ href: serviceLinks.search(), label: t.procedures }, ...(parent ? [parent] : [])]
  return <PortalFrame breadcrumb={crumbs}>{children}</PortalFrame>
}
