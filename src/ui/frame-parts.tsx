/** What the frames of portal and office share: search, breadcrumb, settings of display and language. */
import { type NavigationEntry, type TextSize, type Theme, usePage, useTexts } from '#kernel/page.tsx'
import { Icon } from './icons.tsx'
import { frameTexts } from './texts.ts'

/** Addresses that the frames lead to; the application answers them. */
export const frameLinks = {
  home: '/',
  office: '/lam-viec',
  help: '/tro-giup',
  search: '/thu-tuc',
  officeSearch: '/lam-viec/tim-kiem',
  officeMessages: '/lam-viec/thong-bao',
  account: '/tai-khoan',
  signIn: '/dang-nhap',
  signOut: '/dang-xuat',
  actAsOneself: '/tai-khoan/thay-mat/tro-lai',
  settings: '/tuy-chon',
  app: '/ung-dung',
  manifest: '/ung-dung.webmanifest',
} as const

export type Crumb = { readonly href: string; readonly label: string }

/** Whether the page is the entry's own or one beneath it. */
export function isCurrent(entry: NavigationEntry, path: string): boolean {
  const [clean = ''] = path.split('?')
  return clean === entry.href || (entry.href !== '/' && clean.startsWith(`${entry.href}/`))
}

export function SkipLink() {
  return (
    <a class="skip-link" href="#main">
      {useTexts(frameTexts).skip}
    </a>
  )
}

type SearchFormProps = {
  readonly action: string
  readonly label: string
  readonly id: string
  readonly query?: string | undefined
  readonly isLarge?: boolean | undefined
}

/** A search whose label is always read; it is seen where there is room for it (`isLarge`). */
export function SearchForm({ action, label, id, query, isLarge }: SearchFormProps) {
  const texts = useTexts(frameTexts)
  return (
    <search class={isLarge ? 'search search-large' : 'search'}>
      <form method="get" action={action}>
        <label class={isLarge ? 'label' : 'visually-hidden'} for={id}>
          {label}
        </label>
        <div class="search-line">
          <input
            class="input"
            id={id}
            name="q"
            type="search"
            value={query}
            placeholder={isLarge ? undefined : label}
            autocomplete="off"
          />
          <button class="button button-primary" type="submit">
            <Icon name="search" />
            <span>{texts.search}</span>
          </button>
        </div>
      </form>
    </search>
  )
}

/** Where the page stands; the page itself is not in it. */
export function Breadcrumb({
  crumbs,
  class: className,
}: {
  readonly crumbs: readonly Crumb[]
  readonly class?: string
}) {
  const texts = useTexts(frameTexts)
  return (
    <nav class={className ? `${className} breadcrumb` : 'breadcrumb'} aria-label={texts.breadcrumb}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Switches the language by a plain GET form, so that public pages carry no token and can be cached. */
export function LanguageSwitch() {
  const page = usePage()
  const other =
    page.language === 'vi' ? { code: 'en', label: 'English' } : { code: 'vi', label: 'Tiếng Việt' }
  return (
    <form method="get" action={frameLinks.settings}>
      <input type="hidden" name="return_to" value={page.path} />
      <button class="tool" type="submit" name="language" value={other.code} lang={other.code}>
        <Icon name="globe" />
        {other.label}
      </button>
    </form>
  )
}

/** Text size and colours behind one word of the masthead. */
export function DisplaySettings() {
  const texts = useTexts(frameTexts)
  return (
    <details class="menu">
      <summary class="tool">
        <Icon name="display" />
        {texts.accessibility}
      </summary>
      <div class="menu-panel">
        <DisplayChoices />
      </div>
    </details>
  )
}

/** `followsDevice`: without a choice the page takes the device's colours, as the office does; the portal is light. */
export function DisplayChoices({ followsDevice }: { readonly followsDevice?: boolean | undefined }) {
  const page = usePage()
  const texts = useTexts(frameTexts)
  const sizes: readonly (readonly [TextSize, string])[] = [
    ['normal', texts.textNormal],
    ['large', texts.textLarge],
    ['largest', texts.textLargest],
  ]
  const themes: readonly (readonly [Theme | 'auto', string])[] = [
    ...(followsDevice ? ([['auto', texts.themeAuto]] as const) : []),
    ['light', texts.light],
    ['dark', texts.dark],
    ['contrast', texts.contrast],
  ]
  return (
    <>
      <SettingChoices name="text_size" label={texts.textSize} choices={sizes} value={page.textSize} />
      <SettingChoices
        name="theme"
        label={texts.theme}
        choices={themes}
        value={page.theme ?? (followsDevice ? 'auto' : 'light')}
      />
    </>
  )
}

type SettingChoicesProps = {
  readonly name: string
  readonly label: string
  readonly choices: readonly (readonly [string, string])[]
  readonly value: string
}

/** Buttons of one setting; the one in force is marked as pressed. */
export function SettingChoices({ name, label, choices, value }: SettingChoicesProps) {
  const page = usePage()
  return (
    <form method="get" action={frameLinks.settings} class="setting">
      <fieldset>
        <legend>{label}</legend>
        <input type="hidden" name="return_to" value={page.path} />
        {choices.map(([choice, words]) => (
          <button
            key={choice}
            class="setting-choice"
            type="submit"
            name={name}
            value={choice}
            aria-pressed={choice === value}
          >
            {words}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
