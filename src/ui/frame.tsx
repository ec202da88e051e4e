/** The frame of the public portal and of a citizen's account. */
import type { ComponentChildren } from 'preact'
import { Island, keptHtml, PostForm, useManifest, usePage, useSurface, useTexts } from '#kernel/page.tsx'
import { Banner } from './feedback.tsx'
import {
  Breadcrumb,
  type Crumb,
  DisplaySettings,
  frameLinks,
  isCurrent,
  LanguageSwitch,
  SearchForm,
  SkipLink,
} from './frame-parts.tsx'
import { Icon, Mark, WaveLine } from './icons.tsx'
import { frameTexts } from './texts.ts'

type PortalFrameProps = {
  readonly children: ComponentChildren
  /** From the first page under the home page to the parent of this one. */
  readonly breadcrumb?: readonly Crumb[] | undefined
  /** Words already searched for. */
  readonly query?: string | undefined
  /** The page has a search of its own, such as the home page. */
  readonly hidesSearch?: boolean | undefined
  /** Above everything: an outage, a training copy. */
  readonly banner?: ComponentChildren
  /** The page is read long after it was made, when warnings would be of another day. */
  readonly hidesAlerts?: boolean | undefined
  /** Full width under the masthead, before the main matter's column. */
  readonly hero?: ComponentChildren
}

/** Public pages: one column, the same help in the same place on every page. */
export function PortalFrame(props: PortalFrameProps) {
  useSurface('portal')
  useManifest(frameLinks.manifest)
  const texts = useTexts(frameTexts)
  return (
    <>
      <SkipLink />
      {!props.hidesAlerts && <Alerts />}
      <ActingFor />
      {props.banner}
      <Masthead query={props.query} hidesSearch={props.hidesSearch ?? false} />
      {props.breadcrumb && (
        <Breadcrumb
          class="wrap"
          crumbs={[{ href: frameLinks.home, label: texts.home }, ...props.breadcrumb]}
        />
      )}
      <main id="main" tabIndex={-1}>
        {props.hero}
        <div class="wrap page">{props.children}</div>
      </main>
      <Footer />
      <Island of="app" owner={usePage().owner ?? ''} />
    </>
  )
}

/** Cảnh báo: for whoever is where it holds, above every page until it is over. */
function Alerts() {
  const { alerts = [], path } = usePage()
  const texts = useTexts(frameTexts)
  const shown = alerts.filter(({ href }) => href !== path)
  if (shown.length === 0) return null
  return (
    <section class="alerts" aria-label={texts.alerts}>
      {shown.map(({ href, kind, title, areas, tone }) => (
        <div key={href} class={`alert alert-${tone}`}>
          <p class="wrap">
            <Icon name="alert" />
            <span>
              <strong>
                {texts.alert}: {kind}.
              </strong>{' '}
              <a href={href}>{title}</a> <span class="alert-areas">{areas.join(', ')}</span>
            </span>
          </p>
        </div>
      ))}
    </section>
  )
}

/** In whose place the pages are, and the way back; on every page while it lasts. */
function ActingFor() {
  const { agent, actorName = '' } = usePage()
  const texts = useTexts(frameTexts)
  if (!agent) return null
  return (
    <Banner label={agent.isInForce ? texts.actingFor : texts.mandateEnded}>
      <span class="acting-for">
        <span>{texts.inPlaceOf(agent.name, actorName)}</span>
        <PostForm action={frameLinks.actAsOneself}>
          <button class="button button-secondary" type="submit">
            {texts.actAsOneself}
          </button>
        </PostForm>
      </span>
    </Banner>
  )
}

type MastheadProps = { readonly query: string | undefined; readonly hidesSearch: boolean }

function Masthead({ query, hidesSearch }: MastheadProps) {
  const page = usePage()
  const { language, path, theme, textSize, actorKind, actorName, navigation, province } = page
  const key = [
    language,
    path,
    theme,
    textSize,
    actorKind,
    actorName,
    navigation,
    province.name,
    query,
    hidesSearch,
  ]
  const html = keptHtml(['masthead', ...key], () => (
    <MastheadContent query={query} hidesSearch={hidesSearch} />
  ))
  // oxlint-disable-next-line react/no-danger -- our own components, rendered and escaped a moment or an hour ago
  return <header class="masthead" dangerouslySetInnerHTML={{ __html: html }} />
}

function MastheadContent({ query, hidesSearch }: MastheadProps) {
  const page = usePage()
  const texts = useTexts(frameTexts)
  return (
    <>
      <div class="flag-rule" />
      <div class="masthead-band">
        <div class="wrap masthead-row">
          <a class="brand" href={frameLinks.home}>
            <Mark />
            <span>
              <span class="brand-kind">{texts.portal}</span>
              <span class="brand-name">{page.province.name}</span>
            </span>
          </a>
          {!hidesSearch && (
            <SearchForm
              action={frameLinks.search}
              label={texts.searchLabel}
              query={query}
              id="masthead-search"
            />
          )}
          <ul class="masthead-tools">
            <li>
              <a href={frameLinks.help}>
                <Icon name="help" />
                {texts.help}
              </a>
            </li>
            <li>
              <LanguageSwitch />
            </li>
            <li>
              <DisplaySettings />
            </li>
          </ul>
        </div>
      </div>
      <ServiceNavigation />
      <WaveLine />
    </>
  )
}

function ServiceNavigation() {
  const page = usePage()
  const texts = useTexts(frameTexts)
  const entries = page.navigation.map((entry) => (
    <li key={entry.href}>
      <a href={entry.href} aria-current={isCurrent(entry, page.path) ? 'page' : undefined}>
        {entry.label}
        {entry.count !== undefined && <span class="count-badge"> {entry.count}</span>}
      </a>
    </li>
  ))
  return (
    <div class="service-band">
      <div class="wrap service-row">
        <nav class="service-navigation" aria-label={texts.mainNavigation}>
          <ul>{entries}</ul>
        </nav>
        <details class="service-menu">
          <summary>
            <Icon name="menu" />
            {texts.mainNavigation}
          </summary>
          <nav aria-label={texts.mainNavigation}>
            <ul>{entries}</ul>
          </nav>
        </details>
        <a class="account-link" href={page.actorKind === 'visitor' ? frameLinks.signIn : frameLinks.account}>
          <Icon name="person" />
          {page.actorKind === 'visitor' ? texts.signIn : page.actorName}
        </a>
      </div>
    </div>
  )
}

function Footer() {
  const { language, province, footerLinks } = usePage()
  const html = keptHtml(['footer', language, province, footerLinks], () => <FooterContent />)
  // oxlint-disable-next-line react/no-danger -- our own components, rendered and escaped a moment or an hour ago
  return <footer class="footer" dangerouslySetInnerHTML={{ __html: html }} />
}

function FooterContent() {
  const { province, footerLinks } = usePage()
  const texts = useTexts(frameTexts)
  return (
    <div class="wrap footer-row">
      <div>
        <p class="footer-label">{texts.hotline}</p>
        <p class="footer-hotline">
          <a href={`tel:${province.hotline.replace(/[^\d+]/g, '')}`}>{province.hotline}</a>
        </p>
        {province.openingHours && <p>{province.openingHours}</p>}
      </div>
      <div>
        <p class="footer-label">{texts.responsible}</p>
        <p>
          <strong>{province.responsibleBody}</strong>
        </p>
        <p>{province.address}</p>
        {province.email && (
          <p>
            <a href={`mailto:${province.email}`}>{province.email}</a>
          </p>
        )}
      </div>
      {footerLinks.length > 0 && (
        <ul class="footer-links">
          {footerLinks.map((link) => (
            <li key={link.href}>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
