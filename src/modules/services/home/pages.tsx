/** The home page: search first, then the ways in. It carries no script. */

import type { LifeEvent } from '#kernel/packs.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { ArticleRows, newsLinks } from '#modules/news/api.ts'
import { Button } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { SearchForm } from '#ui/frame-parts.tsx'
import { Icon } from '#ui/icons.tsx'
import { Horizon, Section } from '#ui/layout.tsx'
import { serviceLinks } from '../api.ts'
import { examplesOf, type ProcedureSummary, shortName } from '../catalogue/domain.ts'
import { EventTiles } from '../catalogue/pages.tsx'
import { texts } from './texts.ts'

/** Pages of the installation that other modules serve. */
const elsewhere = { track: '/tra-cuu', verify: '/kiem-tra' } as const
const examplesMax = 4
const eventsMax = 12

type HomePageProps = {
  readonly events: readonly LifeEvent[]
  readonly mostAsked: readonly ProcedureSummary[]
  readonly news: Parameters<typeof ArticleRows>[0]['articles']
  /** How many procedures there are. */
  readonly count: number
}

/** Trang chủ. */
export function HomePage(props: HomePageProps) {
  return (
    <PortalFrame hidesSearch hero={<Welcome mostAsked={props.mostAsked} />}>
      <HomeMatter {...props} />
    </PortalFrame>
  )
}

function Welcome({ mostAsked }: Pick<HomePageProps, 'mostAsked'>) {
  const t = useTexts(texts)
  const examples = examplesOf(mostAsked, examplesMax)
  return (
    <div class="welcome">
      <div class="wrap welcome-row">
        <div class="welcome-main">
          <h1>{t.question}</h1>
          <p class="lead">{t.lead}</p>
          <SearchForm action={serviceLinks.search()} label={t.searchLabel} id="search" isLarge />
          {examples.length > 0 && (
            <p class="examples">
              {t.examples}{' '}
              {examples.map((words) => (
                <a key={words} href={serviceLinks.search({ q: words })} lang="vi">
                  {words}
                </a>
              ))}
            </p>
          )}
        </div>
        <Track />
      </div>
      <Horizon />
    </div>
  )
}

function Track() {
  const t = useTexts(texts)
  return (
    <section class="panel stack welcome-track" aria-labelledby="tra-cuu">
      <h2 id="tra-cuu">{t.track}</h2>
      <form method="get" action={elsewhere.track}>
        <label class="label" for="ma">
          {t.trackCode}
        </label>
        <p class="hint" id="ma-hint">
          {t.trackHint}
        </p>
        <div class="search-line">
          <input class="input" id="ma" name="ho-so" aria-describedby="ma-hint" autocomplete="off" />
          <Button kind="secondary">{t.trackAct}</Button>
        </div>
      </form>
      <p>
        <a href={elsewhere.verify}>
          <Icon name="shield" small /> {t.verify}
        </a>
      </p>
    </section>
  )
}

function HomeMatter({ events, mostAsked, count, news }: HomePageProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      {events.length > 0 && (
        <Section title={t.events} id="su-kien">
          <EventTiles events={events.slice(0, eventsMax)} />
          {events.length > eventsMax && (
            <p>
              <a href={`${serviceLinks.search()}#su-kien`}>{t.allEvents}</a>
            </p>
          )}
        </Section>
      )}
      <Section title={t.mostAsked} id="nhieu-nguoi-can">
        <ul class="often">
          {mostAsked.map((summary) => (
            <li key={summary.code}>
              <Often summary={summary} />
            </li>
          ))}
        </ul>
        <p>
          <a href={serviceLinks.search()}>{t.allProcedures(formatNumber(count, language))}</a>
        </p>
      </Section>
      {news.length > 0 && (
        <Section title={t.news} id="tin-moi">
          <ArticleRows articles={news} level={3} isShort />
          <p>
            <a href={newsLinks.list('article')}>{t.allNews}</a>
          </p>
        </Section>
      )}
      <Section title={t.how} id="cach-lam">
        <ol class="how">
          {(['how1', 'how2', 'how3'] as const).map((step) => (
            <li key={step}>
              <h3>{t[step]}</h3>
              <p>{t[`${step}Text`]}</p>
            </li>
          ))}
        </ol>
        <Person />
      </Section>
    </>
  )
}

/** The person's own word before the official one. */
function Often({ summary: { code, name, say, fieldName } }: { readonly summary: ProcedureSummary }) {
  const [spoken] = say
  return (
    <>
      <a href={serviceLinks.procedure(code)}>{spoken ? capitalised(spoken) : shortName(name)}</a>
      <span class="hint">{spoken ? shortName(name) : fieldName}</span>
    </>
  )
}

const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

function Person() {
  const t = useTexts(texts)
  const { province } = usePage()
  if (!province.hotline) return null
  return (
    <div class="person">
      <Icon name="phone" />
      <div>
        <h3>{t.person}</h3>
        <p>
          {t.personText}{' '}
          <a class="person-number" href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>
            {province.hotline}
          </a>
        </p>
      </div>
    </div>
  )
}
