/** The frame of those who work here: desk, officers, leaders, reports, administration. */
import type { ComponentChildren } from 'preact'
import {
  type Density,
  Island,
  type NavigationEntry,
  PostForm,
  usePage,
  useSurface,
  useTexts,
} from '#kernel/page.tsx'
import {
  Breadcrumb,
  type Crumb,
  DisplayChoices,
  frameLinks,
  isCurrent,
  SearchForm,
  SettingChoices,
  SkipLink,
} from './frame-parts.tsx'
import { Icon, isIconName, Mark } from './icons.tsx'
import { frameTexts } from './texts.ts'

type OfficeFrameProps = {
  readonly children: ComponentChildren
  readonly breadcrumb?: readonly Crumb[] | undefined
  readonly query?: string | undefined
  readonly banner?: ComponentChildren
}

/** Office pages: side navigation made of what the officer may do, search, and the officer's own menu. */
export function OfficeFrame({ children, breadcrumb, query, banner }: OfficeFrameProps) {
  useSurface('office')
  const page = usePage()
  const texts = useTexts(frameTexts)
  return (
    <>
      <SkipLink />
      {banner}
      <header class="office-bar">
        <a class="brand" href={frameLinks.office}>
          <Mark />
          <span>
            <span class="brand-kind">{page.province.name}</span>
            <span class="brand-name">{texts.office}</span>
          </span>
        </a>
        <SearchForm
          action={frameLinks.officeSearch}
          label={texts.officeSearch}
          query={query}
          id="office-search"
        />
        <UserMenu />
      </header>
      <div class="office">
        <div class="office-side">
          <nav class="side-navigation" aria-label={texts.mainNavigation}>
            <SideEntries />
            <Island of="office-keys">
              <p class="command-hint">{texts.commandHint}</p>
            </Island>
          </nav>
          <details class="side-menu">
            <summary>
              <Icon name="menu" />
              {texts.mainNavigation}
            </summary>
            <nav aria-label={texts.mainNavigation}>
              <SideEntries />
            </nav>
          </details>
        </div>
        <main id="main" class="office-main" tabIndex={-1}>
          {breadcrumb && breadcrumb.length > 0 && <Breadcrumb crumbs={breadcrumb} />}
          {children}
        </main>
      </div>
    </>
  )
}

function SideEntries() {
  const { navigation } = usePage()
  const groups = Map.groupBy(navigation, (entry) => entry.group ?? '')
  return [...groups].map(([group, entries]) => (
    <div key={group} class="side-group">
      {group && <p class="side-label">{group}</p>}
      <ul>
        {entries.map((entry) => (
          <SideEntry key={entry.href} entry={entry} />
        ))}
      </ul>
    </div>
  ))
}

function SideEntry({ entry }: { readonly entry: NavigationEntry }) {
  const { path, navigation } = usePage()
  // An entry above another is not the page when the one beneath it is.
  const isBest =
    isCurrent(entry, path) &&
    !navigation.some((other) => other.href.length > entry.href.length && isCurrent(other, path))
  return (
    <li>
      <a href={entry.href} aria-current={isBest ? 'page' : undefined}>
        {isIconName(entry.icon) && <Icon name={entry.icon} />}
        <span>{entry.label}</span>
        {entry.count !== undefined && <span class="count-badge">{entry.count}</span>}
      </a>
    </li>
  )
}

/** Chuông: messages that wait, with how many in words for those who do not see the figure. */
function Bell() {
  const { counts } = usePage()
  const texts = useTexts(frameTexts)
  const count = counts?.get(frameLinks.officeMessages) ?? 0
  return (
    <a class="tool" href={frameLinks.officeMessages}>
      <Icon name="bell" />
      {texts.messages}
      {count > 0 && (
        <span class="count-badge">
          {count > 99 ? '99+' : count}
          <span class="visually-hidden"> {texts.unread}</span>
        </span>
      )}
    </a>
  )
}

function UserMenu() {
  const page = usePage()
  const texts = useTexts(frameTexts)
  const densities: readonly (readonly [Density, string])[] = [
    ['dense', texts.dense],
    ['comfortable', texts.comfortable],
  ]
  return (
    <div class="office-tools">
      <a class="tool" href={frameLinks.help}>
        <Icon name="help" />
        {texts.help}
      </a>
      <Bell />
      <details class="menu">
        <summary class="tool">
          <Icon name="person" />
          <span>
            {page.actorName}
            {page.actorPost && <span class="tool-note">{page.actorPost}</span>}
          </span>
        </summary>
        <div class="menu-panel">
          <SettingChoices
            name="density"
            label={texts.density}
            choices={densities}
            value={page.density ?? 'dense'}
          />
          <DisplayChoices followsDevice />
          <PostForm action={frameLinks.signOut}>
            <button class="button button-secondary" type="submit">
              <Icon name="signOut" />
              <span>{texts.signOut}</span>
            </button>
          </PostForm>
        </div>
      </details>
    </div>
  )
}
