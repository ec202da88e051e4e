/** Buttons, lists of facts and cards: the parts that most pages are made of. */
import type { ComponentChildren } from 'preact'
import { useTexts } from '#kernel/page.tsx'
import { Icon, type IconName } from './icons.tsx'
import { StatusTag } from './status.tsx'
import { stateTexts } from './texts.ts'

/** One primary per page. Danger is for what cannot be undone. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

type ButtonLook = {
  readonly kind?: ButtonKind | undefined
  readonly icon?: IconName | undefined
  readonly children: ComponentChildren
}

type ButtonProps = ButtonLook & {
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly type?: 'submit' | 'button' | undefined
  /** Sends the form to another address, such as "save and leave". */
  readonly action?: string | undefined
  /** Id of the form when the button stands outside of it. */
  readonly form?: string | undefined
  readonly isDisabled?: boolean | undefined
  /** Until a script shows it: what it does needs one. */
  readonly isHidden?: boolean | undefined
  readonly shortcut?: string | undefined
  /** One letter or figure: pressed with Alt it does the same, also while a field is being filled in and without script. */
  readonly altKey?: string | undefined
}

/** The key that reaches a control with Alt; it is shown beside its words and by "?". */
export const accessKey = (key: string | undefined) => (key ? { accesskey: key.toLowerCase() } : {})

/** Sends its form. Its words are a verb: "Nộp hồ sơ". */
export function Button(props: ButtonProps) {
  return (
    <button
      class={`button button-${props.kind ?? 'primary'}`}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      formaction={props.action}
      form={props.form}
      disabled={props.isDisabled}
      hidden={props.isHidden}
      aria-keyshortcuts={props.altKey ? `Alt+${props.altKey}` : props.shortcut}
      {...accessKey(props.altKey)}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
      {(props.altKey ?? props.shortcut) && (
        <kbd aria-hidden="true">{props.altKey ? `Alt ${props.altKey}` : props.shortcut}</kbd>
      )}
    </button>
  )
}

type LinkButtonProps = ButtonLook & {
  readonly href: string
  readonly downloads?: boolean | undefined
  readonly altKey?: string | undefined
  /** Opens beside the page, such as a paper to print. */
  readonly opensBeside?: boolean | undefined
}

/** Goes somewhere, looking like a button. It changes nothing. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={`button button-${props.kind ?? 'primary'}`}
      href={props.href}
      download={props.downloads}
      {...accessKey(props.altKey)}
      target={props.opensBeside ? '_blank' : undefined}
      rel={props.opensBeside ? 'noopener' : undefined}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
      {props.altKey && <kbd aria-hidden="true">{`Alt ${props.altKey}`}</kbd>}
    </a>
  )
}

export function ButtonGroup({ children }: { readonly children: ComponentChildren }) {
  return <div class="button-group">{children}</div>
}

export function BackLink({
  href,
  children,
}: {
  readonly href: string
  readonly children: ComponentChildren
}) {
  return (
    <a class="back-link" href={href}>
      <Icon name="arrowLeft" small />
      {children}
    </a>
  )
}

export type SummaryRow = {
  readonly term: string
  readonly value: ComponentChildren
  readonly action?: { readonly href: string; readonly label: string } | undefined
}

/** Facts about one thing; with actions it is the check-your-answers list. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }) {
  return (
    <dl class="summary-list">
      {rows.map((row) => (
        <div key={row.term} class="summary-row">
          <dt>{row.term}</dt>
          <dd>{row.value}</dd>
          {row.action && (
            <dd class="summary-action">
              <a href={row.action.href}>
                {row.action.label} <span class="visually-hidden">{row.term}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

type CardProps = {
  readonly title: string
  /** Heading level that fits the page around it. */
  readonly level?: 2 | 3 | 4 | undefined
  readonly href?: string | undefined
  readonly tag?: ComponentChildren
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
}

export function Heading({
  level,
  children,
  id,
}: {
  readonly level: 2 | 3 | 4
  readonly children: ComponentChildren
  readonly id?: string | undefined
}) {
  const Tag = `h${level}` as const
  return <Tag id={id}>{children}</Tag>
}

/** One dossier, service or paper among others. */
export function SummaryCard(props: CardProps) {
  return (
    <section class="card">
      <div class="card-head">
        <Heading level={props.level ?? 3}>
          {props.href ? <a href={props.href}>{props.title}</a> : props.title}
        </Heading>
        {props.tag}
      </div>
      {props.children}
      {props.actions && <div class="card-actions">{props.actions}</div>}
    </section>
  )
}

export type LinkTileProps = {
  readonly href: string
  readonly title: string
  readonly icon?: IconName | undefined
  readonly children?: ComponentChildren
  readonly level?: 2 | 3 | undefined
}

/** A way in, such as a life event on the home page. The whole tile is the link. */
export function LinkTile(props: LinkTileProps) {
  return (
    <li class="tile">
      {props.icon && (
        <span class="tile-icon">
          <Icon name={props.icon} />
        </span>
      )}
      <div>
        <Heading level={props.level ?? 3}>
          <a href={props.href}>{props.title}</a>
        </Heading>
        {props.children && <p>{props.children}</p>}
      </div>
    </li>
  )
}

export function LinkTiles({ children }: { readonly children: ComponentChildren }) {
  return <ul class="tiles">{children}</ul>
}

export type TaskState = 'done' | 'todo' | 'blocked' | 'error'
export type Task = {
  readonly label: string
  readonly href: string
  readonly state: TaskState
  readonly hint?: string | undefined
}

/** What is left to do before sending. A blocked task is not a link. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  const texts = useTexts(stateTexts)
  const words = {
    done: texts.taskDone,
    todo: texts.taskTodo,
    blocked: texts.taskBlocked,
    error: texts.taskError,
  }
  const tones = { done: 'done', todo: 'progress', blocked: 'waiting', error: 'danger' } as const
  return (
    <ol class="task-list">
      {tasks.map((task) => (
        <li key={task.href}>
          <div>
            {task.state === 'blocked' ? <span>{task.label}</span> : <a href={task.href}>{task.label}</a>}
            {task.hint && <p class="hint">{task.hint}</p>}
          </div>
          <StatusTag tone={tones[task.state]}>{words[task.state]}</StatusTag>
        </li>
      ))}
    </ol>
  )
}

type ConfirmationProps = {
  readonly title: string
  readonly codeLabel: string
  readonly code: string
  /** `<svg>…</svg>` of the QR code, made by the server, and where it leads in words. */
  readonly qrSvg?: string | undefined
  readonly qrLabel?: string | undefined
  readonly children?: ComponentChildren
}

/** "It is done": the receipt's code large enough to copy by hand. The page's `h1`. */
export function ConfirmationPanel(props: ConfirmationProps) {
  return (
    <div class="confirmation">
      <div>
        <h1>
          <Icon name="check" /> {props.title}
        </h1>
        <p class="confirmation-code">
          <span>{props.codeLabel}</span>
          <strong>{props.code}</strong>
        </p>
        {props.children}
      </div>
      {props.qrSvg && (
        <figure class="qr">
          {/* oxlint-disable-next-line react/no-danger */}
          <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: props.qrSvg }} />
          <figcaption>{props.qrLabel}</figcaption>
        </figure>
      )}
    </div>
  )
}

type KeyFigureProps = {
  readonly label: string
  readonly value: string
  readonly unit?: string | undefined
  /** Change with its base, or the state of the data: "+3,2 điểm % so với tháng 10". */
  readonly note?: ComponentChildren
  readonly href?: string | undefined
}

export function KeyFigure(props: KeyFigureProps) {
  return (
    <div class="figure">
      <p class="figure-label">{props.href ? <a href={props.href}>{props.label}</a> : props.label}</p>
      <p class="figure-value">
        {props.value}
        {props.unit && <span class="figure-unit"> {props.unit}</span>}
      </p>
      {props.note && <p class="hint">{props.note}</p>}
    </div>
  )
}

export function KeyFigures({ children }: { readonly children: ComponentChildren }) {
  return <div class="figures">{children}</div>
}
