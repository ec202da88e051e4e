/** Preact to HTML: what a page knows of its request, the document around it, and islands of script. */
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Language, type TextBundle, type Texts, textsFor } from './text.ts'
import type { JsonObject } from './types.ts'

export type Theme = 'light' | 'dark' | 'contrast'
export type TextSize = 'normal' | 'large' | 'largest'
export type Density = 'comfortable' | 'dense'
/** Who a page is for: the portal is light unless asked, the office follows the device, the wall is dark. */
export type Surface = 'portal' | 'office' | 'wall'

/** A link of a menu that the viewer has the right to follow. `icon` is a name from `ui/icons.tsx`. */
export type NavigationEntry = {
  readonly href: string
  readonly label: string
  readonly icon?: string | undefined
  readonly count?: number | undefined
  readonly group?: string | undefined
}

/** How a province presents itself on its pages. */
export type PageProvince = {
  /** "Tỉnh Bình Thuận" */
  readonly name: string
  readonly responsibleBody: string
  readonly address: string
  readonly hotline: string
  readonly email?: string | undefined
  /** Working hours in words. */
  readonly openingHours?: string | undefined
}

/** A warning that stands above a page, whatever the page is about. */
export type PageAlert = {
  readonly href: string
  /** What it warns of, in a word or two. */
  readonly kind: string
  readonly title: string
  readonly areas: readonly string[]
  readonly tone: 'danger' | 'warning' | 'information'
}

export type PageContext = {
  readonly language: Language
  readonly csrfToken: string
  /** Path of the page with its query, for "current" marks and for coming back. */
  readonly path: string
  readonly theme: Theme | undefined
  readonly textSize: TextSize
  readonly density?: Density | undefined
  readonly actorKind: 'visitor' | 'citizen' | 'business' | 'officer'
  readonly actorName?: string | undefined
  /** The person who acts in the place of `actorName`, and whether the mandate still holds. */
  readonly agent?: { readonly name: string; readonly isInForce: boolean } | undefined
  /** Unit and post, shown under an officer's name. */
  readonly actorPost?: string | undefined
  /** The device asked to save data: the system's font is used and nothing is preloaded. */
  readonly savesData?: boolean | undefined
  readonly province: PageProvince
  readonly navigation: readonly NavigationEntry[]
  readonly footerLinks: readonly NavigationEntry[]
  /** Tiles of the app that the viewer may open, in their order. */
  readonly tiles?: readonly NavigationEntry[] | undefined
  /** Whose page it is, so that a device that keeps it shows it to nobody else. */
  readonly owner?: string | undefined
  /** Figures beside links, by path: messages that wait, work that waits. */
  readonly counts?: ReadonlyMap<string, number> | undefined
  /** What people where the viewer is must know now. */
  readonly alerts?: readonly PageAlert[] | undefined
  /** Address of a built asset by its logical name, `style.css`. Throws for an unknown name. */
  readonly assets: (logicalName: string) => string
  /** A fresh random UUID that makes one sent form one act. */
  readonly newRequestId: () => string
}

export type DocumentHead = {
  readonly title: string
  readonly description?: string | undefined
  /** Logical names of scripts beside those of the islands on the page. */
  readonly scripts?: readonly string[] | undefined
  /** Load the Latin letters of K'Ho and Raglai. */
  readonly extendedLatin?: boolean | undefined
  readonly noIndex?: boolean | undefined
  /** Whole seconds after which the page asks again for itself. */
  readonly refreshSeconds?: number | undefined
  /** Where it goes then, instead of asking for itself. */
  readonly refreshTo?: string | undefined
}

type DocumentState = {
  readonly islands: Set<string>
  readonly sheets: Set<string>
  surface: Surface
  manifest?: string
}

/**
 * The page being rendered. Rendering never waits, so there is one at a time, and reading it here is far cheaper than
 * Preact's contexts, which every component of a long list would subscribe to.
 */
let rendering: { readonly page: PageContext; readonly document: DocumentState | undefined } | undefined

function renderOn(page: PageContext, document: DocumentState | undefined, body: VNode): string {
  const outer = rendering
  rendering = { page, document }
  try {
    return renderToString(body)
  } finally {
    rendering = outer
  }
}

/** What the current page knows of its request. Throws outside `renderDocument`. */
export function usePage(): PageContext {
  if (!rendering) throw new Error('usePage outside of a page')
  return rendering.page
}

/** The words of a bundle in the language of the page. */
export function useTexts<T>(bundle: TextBundle<T>): Texts<T> {
  return textsFor(bundle, usePage().language)
}

/** Called by a page frame: tells the document which surface it is. */
export function useSurface(surface: Surface): void {
  if (rendering?.document) rendering.document.surface = surface
}

/** Called by an element that has a style sheet of its own, such as a map: pages without one do not load it. */
export function useSheet(logicalName: string): void {
  rendering?.document?.sheets.add(logicalName)
}

/** Called by a page frame: the page belongs to an app that may be put on the home screen. */
export function useManifest(path: string): void {
  if (rendering?.document) rendering.document.manifest = path
}

/** JSON that may stand inside `<script>`: no `<` can end the element or open a comment. */
export function scriptJson(value: JsonObject): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** A component without a document around it, for tests, fragments and e-mail. */
export function renderFragment(context: PageContext, body: VNode): string {
  return renderOn(context, undefined, body)
}

const kept = new WeakMap<object, Map<string, string>>()
const keptMax = 500
const everyPage = {}

/**
 * The HTML of a part that comes out the same for the same key, rendered once and kept as long as `owner` lives: the frame
 * is most of a small page, and a list of choices most of another. The key must name everything the part depends on.
 */
export function keptHtml(key: readonly unknown[], render: () => VNode, owner: object = everyPage): string {
  const parts = kept.get(owner) ?? new Map<string, string>()
  kept.set(owner, parts)
  const name = JSON.stringify(key)
  const known = parts.get(name)
  if (known !== undefined) return known
  if (parts.size >= keptMax) parts.clear()
  const html = renderToString(render())
  parts.set(name, html)
  return html
}

/** A whole HTML document. Loads the scripts of the islands that were rendered, and no others. */
export function renderDocument(context: PageContext, head: DocumentHead, body: VNode): string {
  const state: DocumentState = { islands: new Set(), sheets: new Set(), surface: 'portal' }
  const content = renderOn(context, state, body)
  const scripts = [...(head.scripts ?? []), ...[...state.islands].map((name) => `islands/${name}.js`)]
  const sheets = [...state.sheets]
  const headKey = [
    head,
    scripts,
    sheets,
    state.surface,
    state.manifest,
    context.theme,
    context.savesData,
    context.province.name,
  ]
  const top = keptHtml(['head', context.assets('style.css'), ...headKey], () => (
    <Head context={context} head={head} scripts={scripts} sheets={sheets} state={state} />
  ))
  return `<!doctype html>\n<html ${documentAttributes(context, state.surface)}>${top}<body>${content}</body></html>`
}

/** Attributes that the styles go by; every value is one of a closed set. */
function documentAttributes(context: PageContext, surface: Surface): string {
  const attributes = [
    ['lang', context.language],
    ['data-surface', surface],
    ['data-theme', context.theme],
    ['data-text-size', context.textSize === 'normal' ? undefined : context.textSize],
    ['data-density', surface === 'office' ? (context.density ?? 'dense') : undefined],
    ['data-fonts', context.savesData ? 'system' : undefined],
  ] as const
  return attributes.flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`])).join(' ')
}

type HeadProps = {
  readonly context: PageContext
  readonly head: DocumentHead
  readonly scripts: readonly string[]
  readonly sheets: readonly string[]
  readonly state: DocumentState
}

/** Tells the browser before the style sheet comes, so that a light page never flashes dark. */
function colourScheme(theme: Theme | undefined, surface: Surface): string {
  if (theme === 'dark' || surface === 'wall') return 'dark'
  return theme === undefined && surface === 'office' ? 'light dark' : 'light'
}

/** Of text and titles: asked for with the page itself, a style sheet names them a round of the line later. */
const firstFonts = ['fonts/text-400.woff2', 'fonts/text-600.woff2']

function Head({ context, head, scripts, sheets, state: { surface, manifest } }: HeadProps) {
  const { assets } = context
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${head.title} – ${context.province.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {head.description && <meta name="description" content={head.description} />}
      {head.noIndex && <meta name="robots" content="noindex" />}
      {head.refreshSeconds && (
        <meta
          http-equiv="refresh"
          content={`${head.refreshSeconds}${head.refreshTo ? `; url=${head.refreshTo}` : ''}`}
        />
      )}
      <meta name="color-scheme" content={colourScheme(context.theme, surface)} />
      <meta name="theme-color" content="#083F54" />
      {!context.savesData &&
        firstFonts.map((font) => (
          <link
            key={font}
            rel="preload"
            href={assets(font)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
      <link rel="stylesheet" href={assets('style.css')} />
      {surface === 'office' && <link rel="stylesheet" href={assets('office.css')} />}
      {sheets.map((sheet) => (
        <link key={sheet} rel="stylesheet" href={assets(sheet)} />
      ))}
      {head.extendedLatin && <link rel="stylesheet" href={assets('latin-ext.css')} />}
      <link rel="icon" href={assets('mark.svg')} type="image/svg+xml" />
      {manifest && <link rel="manifest" href={manifest} />}
      {manifest && <link rel="apple-touch-icon" href={assets('icons/app-180.png')} />}
      {scripts.length > 0 && (
        <script
          defer
          src={assets('islands/starter.js')}
          data-islands={[...new Set(scripts.map(assets))].join(' ')}
        />
      )}
    </head>
  )
}

type IslandProps = {
  /** Name of the file in an `islands` folder. */
  readonly of: string
  readonly children?: ComponentChildren
} & { readonly [prop: string]: unknown }

/** A part of a page that a script improves. Its children work by themselves; the other props reach the script as JSON. */
export function Island({ of, children, ...props }: IslandProps) {
  rendering?.document?.islands.add(of)
  return (
    <div class="island" data-island={of}>
      {children}
      <script
        type="application/json"
        data-island-props=""
        // oxlint-disable-next-line react/no-danger
        dangerouslySetInnerHTML={{ __html: scriptJson(props as JsonObject) }}
      />
    </div>
  )
}

type PostFormProps = {
  readonly action: string
  /** Fields that the person does not see. */
  readonly hidden?: Readonly<Record<string, string | number>> | undefined
  /** The form carries files. */
  readonly hasFiles?: boolean | undefined
  readonly class?: string | undefined
  readonly id?: string | undefined
  readonly label?: string | undefined
  /** A script keeps it on the device until it has been sent. */
  readonly isKept?: boolean | undefined
  readonly children: ComponentChildren
}

/** A form that changes something: carries the CSRF token and a request id, so that sending it twice does one thing. */
export function PostForm(props: PostFormProps) {
  const page = usePage()
  return (
    <form
      method="post"
      action={props.action}
      enctype={props.hasFiles ? 'multipart/form-data' : undefined}
      class={props.class}
      id={props.id}
      aria-label={props.label}
      data-kept={props.isKept ? '' : undefined}
      noValidate
    >
      <input type="hidden" name="_csrf" value={page.csrfToken} />
      <input type="hidden" name="request_id" value={page.newRequestId()} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  )
}
