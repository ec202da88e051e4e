/** What the platform says to a person, and what it asks them about itself. */
import type { ComponentChildren } from 'preact'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatTime } from '#kernel/text.ts'
import { Button } from './elements.tsx'
import { fieldId } from './forms.tsx'
import { Icon, type IconName, StateIcon } from './icons.tsx'
import { feedbackTexts, formTexts } from './texts.ts'

export type FieldError = {
  /** Name of the field; leads to it. */ readonly name: string
  readonly message: string
}

/** Stands above the `h1` after a form came back. Nothing when there is no error. */
export function ErrorSummary({
  errors,
  title,
}: {
  readonly errors: readonly FieldError[]
  readonly title?: string | undefined
}) {
  const texts = useTexts(formTexts)
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="error-summary">
      <h2>{title ?? texts.errorSummary}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.name + error.message}>
            <a href={`#${fieldId(error.name)}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export type NoticeTone = 'information' | 'success' | 'warning' | 'danger'

const noticeIcons = {
  information: 'bell',
  success: 'check',
  warning: 'alert',
  danger: 'alert',
} as const satisfies Record<NoticeTone, IconName>

type NoticeProps = {
  readonly tone?: NoticeTone | undefined
  readonly title?: string | undefined
  readonly children?: ComponentChildren
  /** Read out at once: it tells what a sent form did. */
  readonly isResult?: boolean | undefined
}

/** A notice inside a page. */
export function Notice({ tone = 'information', title, children, isResult }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={isResult ? 'status' : undefined}>
      <Icon name={noticeIcons[tone]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

/** What was asked for and not done, with the sentence of the refusal. Nothing when there is no reason. */
export function NotDone({
  reason,
  title,
}: {
  readonly reason: string | undefined
  readonly title?: string | undefined
}) {
  const texts = useTexts(feedbackTexts)
  if (!reason) return null
  return (
    <Notice tone="danger" title={title ?? texts.notDone} isResult>
      <p>{reason}</p>
    </Notice>
  )
}

/** A notice above all pages: an outage, a change of law, a training copy. */
export function Banner({
  label,
  children,
}: {
  readonly label: string
  readonly children: ComponentChildren
}) {
  return (
    <section class="banner" aria-label={label}>
      <div class="wrap">
        <strong>{label}</strong> {children}
      </div>
    </section>
  )
}

export type SaveState =
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'failed' }

/** "Đã lưu nháp 14:05". */
export function SaveIndicator({ state }: { readonly state: SaveState }) {
  const texts = useTexts(formTexts)
  if (state.kind === 'saved') {
    return (
      <output class="save-indicator">
        <Icon name="check" small /> {texts.savedAt(formatTime(state.at))}
      </output>
    )
  }
  return (
    <output class="save-indicator save-indicator-open">
      <StateIcon shape="unsent" /> {state.kind === 'unsent' ? texts.notSent : texts.saveFailed}
    </output>
  )
}

/** "Trang này có ích không?", at the foot of a public page. */
export function HelpfulQuestion({ action, path }: { readonly action: string; readonly path: string }) {
  const texts = useTexts(feedbackTexts)
  return (
    <PostForm action={action} hidden={{ path }} class="helpful" label={texts.helpful}>
      <p id="helpful">{texts.helpful}</p>
      <Button kind="secondary" name="helpful" value="yes">
        {texts.yes}
      </Button>
      <Button kind="secondary" name="helpful" value="no">
        {texts.no}
      </Button>
    </PostForm>
  )
}
