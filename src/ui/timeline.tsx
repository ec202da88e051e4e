/** The life of a dossier and the talk about it, as ordered lists. */
import type { ComponentChildren } from 'preact'
import { usePage } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Icon } from './icons.tsx'

export type TimelineStep = {
  readonly title: string
  readonly state: 'done' | 'current' | 'coming' | 'stopped'
  /** When it happened. */
  readonly at?: Date | undefined
  /** When it is expected, in words. */
  readonly expected?: string | undefined
  readonly holder?: string | undefined
  readonly children?: ComponentChildren
}

/** Diễn biến hồ sơ: what happened, who holds it now, what comes. The order of the list is the order of time. */
export function Timeline({
  steps,
  label,
}: {
  readonly steps: readonly TimelineStep[]
  readonly label: string
}) {
  const { language } = usePage()
  return (
    <ol class="timeline" aria-label={label}>
      {steps.map((step) => (
        <li
          key={`${step.title} ${step.at?.toISOString() ?? ''}`}
          class={`step step-${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <p class="step-title">{step.title}</p>
          {step.holder && <p>{step.holder}</p>}
          {step.at ? (
            <p class="hint">
              <time dateTime={step.at.toISOString()}>{formatDateTime(step.at, language)}</time>
            </p>
          ) : (
            step.expected && <p class="hint">{step.expected}</p>
          )}
          {step.children}
        </li>
      ))}
    </ol>
  )
}

export type Comment = {
  readonly author: string
  readonly post?: string | undefined
  readonly at: Date
  readonly body: string
  /** Only officers see it. */
  readonly internalNote?: string | undefined
}

/** Ý kiến, bàn giao: what people wrote, oldest first. Line breaks are kept. */
export function CommentThread({
  comments,
  empty,
}: {
  readonly comments: readonly Comment[]
  readonly empty: string
}) {
  const { language } = usePage()
  if (comments.length === 0) return <p class="empty">{empty}</p>
  return (
    <ol class="thread">
      {comments.map((comment) => (
        <li key={comment.at.toISOString() + comment.author}>
          <p class="thread-author">
            <strong>{comment.author}</strong>
            {comment.post && <span class="hint"> {comment.post}</span>}
          </p>
          <p class="hint">
            <time dateTime={comment.at.toISOString()}>{formatDateTime(comment.at, language)}</time>
            {comment.internalNote && (
              <span class="thread-internal">
                <Icon name="lock" small /> {comment.internalNote}
              </span>
            )}
          </p>
          <p class="thread-body">{comment.body}</p>
        </li>
      ))}
    </ol>
  )
}
