/** How parts stand together on a page. */
import type { ComponentChildren } from 'preact'
import { Heading } from './elements.tsx'

type WithChildren = { readonly children: ComponentChildren }

/** Parts under each other with even space. */
export function Stack({ children }: WithChildren) {
  return <div class="stack">{children}</div>
}

/** A page or step that asks one thing: 40rem wide. */
export function QuestionPage({ children }: WithChildren) {
  return <div class="question stack">{children}</div>
}

/** Prose: 44rem wide. */
export function Reading({ children }: WithChildren) {
  return <div class="reading">{children}</div>
}

type SectionProps = WithChildren & {
  readonly title: string
  readonly id: string
  readonly level?: 2 | 3 | undefined
  readonly isPanel?: boolean | undefined
}

/** A part with a heading that links may lead to. */
export function Section({ title, id, level = 2, isPanel, children }: SectionProps) {
  return (
    <section class={isPanel ? 'section panel' : 'section'} aria-labelledby={id}>
      <Heading level={level} id={id}>
        {title}
      </Heading>
      {children}
    </section>
  )
}

/** Main matter with something beside it: facts, help, next steps. Under it on narrow screens. */
export function WithAside({
  children,
  aside,
  label,
}: WithChildren & { readonly aside: ComponentChildren; readonly label: string }) {
  return (
    <div class="with-aside">
      <div class="stack">{children}</div>
      <aside class="panel stack" aria-label={label}>
        {aside}
      </aside>
    </div>
  )
}

type SplitViewProps = WithChildren & {
  readonly list: ComponentChildren
  readonly listLabel: string
  /** Something is open: narrow screens show it instead of the list. */
  readonly hasOpen: boolean
}

/** A list at the left and what is open at the right. */
export function SplitView({ list, listLabel, hasOpen, children }: SplitViewProps) {
  return (
    <div class={hasOpen ? 'split split-open' : 'split'}>
      <section class="split-list" aria-label={listLabel}>
        {list}
      </section>
      <div class="split-rest stack">{children}</div>
    </div>
  )
}

type PageHeadProps = {
  readonly title: string
  /** One or two sentences under the title. */
  readonly lead?: ComponentChildren
  /** A line above the title that says what kind of thing this is. */
  readonly kicker?: string | undefined
  readonly tags?: ComponentChildren
  readonly actions?: ComponentChildren
}

/** Official names of procedures reach 300 characters: as a full `h1` they would fill a phone's screen. */
const longTitle = 70

/** The page's `h1` with what belongs to it. */
export function PageHead({ title, lead, kicker, tags, actions }: PageHeadProps) {
  return (
    <div class="page-head">
      <div>
        {kicker && <p class="kicker">{kicker}</p>}
        <h1 class={title.length > longTitle ? 'is-long' : undefined}>{title}</h1>
        {tags && <div class="tags">{tags}</div>}
        {lead && <p class="lead">{lead}</p>}
      </div>
      {actions && <div class="button-group">{actions}</div>}
    </div>
  )
}

type HeroProps = WithChildren & {
  readonly title: string
  readonly lead?: ComponentChildren
  /** A second act beside the first, such as following a dossier by its code. */
  readonly aside?: ComponentChildren
}

/** The ground under the masthead of a page that many people enter by: one title, one act. */
export function Hero({ title, lead, aside, children }: HeroProps) {
  return (
    <div class="hero">
      <div class={aside ? 'wrap hero-with-aside' : 'wrap'}>
        <div class="hero-main">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
          {children}
        </div>
        {aside && <div class="panel stack">{aside}</div>}
      </div>
    </div>
  )
}

/** Details that most readers do not need. */
export function Disclosure({ summary, children }: WithChildren & { readonly summary: string }) {
  return (
    <details class="disclosure">
      <summary>{summary}</summary>
      <div class="stack">{children}</div>
    </details>
  )
}

/** Biển và cồn cát: the quiet foot of the home page's welcome, where the sea ends and the dunes begin. */
export function Horizon() {
  return (
    <svg
      class="horizon"
      viewBox="0 0 1200 120"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path class="horizon-sea" d="M0 40h1200v80H0z" />
      <path class="horizon-wave" d="M0 58c60-6 90-6 150 0s90 6 150 0 90-6 150 0 90 6 150 0" />
      <path class="horizon-wave" d="M0 80c50-5 80-5 130 0s80 5 130 0 80-5 130 0 80 5 130 0" />
      <path
        class="horizon-far"
        d="M420 120c120-20 190-66 300-76 70-6 110 20 190 12 110-11 170-58 290-50v114z"
      />
      <path class="horizon-near" d="M0 120c180-8 300-26 460-24 150 2 230 16 360-6 130-22 230-40 380-22v52z" />
    </svg>
  )
}
