/** Danh sách thông báo of an officer or a citizen. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Button } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Pagination } from '#ui/tables.tsx'
import type { MessageList, ShownMessage } from './commands.ts'
import { notificationLinks, wordsOf } from './domain.ts'
import { masked } from './outside/domain.ts'
import type { Attempt } from './outside/store.ts'
import { texts } from './texts.ts'

type Kind = 'citizen' | 'officer'

export function messagesPage(context: Context, kind: Kind, list: MessageList, isFirst: boolean): Reply {
  const t = textsFor(texts, context.language)
  const body = <Messages kind={kind} list={list} isFirst={isFirst} />
  return page(
    context,
    { title: t.title, noIndex: true },
    kind === 'officer' ? (
      <OfficeFrame>{body}</OfficeFrame>
    ) : (
      <PortalFrame breadcrumb={[{ href: '/tai-khoan', label: t.account }]}>{body}</PortalFrame>
    ),
  )
}

function Messages({
  kind,
  list: { messages, next, hasUnread },
  isFirst,
}: {
  readonly kind: Kind
  readonly list: MessageList
  readonly isFirst: boolean
}) {
  const t = useTexts(texts)
  const here = notificationLinks.list(kind)
  return (
    <div class="reading stack">
      <PageHead
        title={t.title}
        actions={
          hasUnread && (
            <PostForm action={notificationLinks.readAll}>
              <Button kind="secondary" icon="check">
                {t.readAll}
              </Button>
            </PostForm>
          )
        }
      />
      {kind === 'citizen' && (
        <p>
          <a href={notificationLinks.contacts}>{t.contacts}</a>
        </p>
      )}
      {messages.length === 0 && <p class="empty">{t.none}</p>}
      {messages.length > 0 && (
        <ol class="task-list">
          {messages.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ol>
      )}
      <Pagination
        previousHref={isFirst ? undefined : here}
        nextHref={next ? `${here}?sau=${next}` : undefined}
      />
    </div>
  )
}

function MessageLine({
  message: { id, subject, body, at, readAt, attempts },
}: {
  readonly message: ShownMessage
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <li>
      <div>
        <a href={notificationLinks.open(id)}>{subject}</a>
        {body && <p>{body}</p>}
        <p class="hint">
          <time dateTime={at.toISOString()}>{formatDateTime(at, language)}</time>
        </p>
        <Attempts attempts={attempts} />
      </div>
      {readAt === null && <StatusTag tone="progress">{t.unread}</StatusTag>}
    </li>
  )
}

const tones = { waiting: 'waiting', sent: 'progress', delivered: 'success', refused: 'warning' } as const

/** What became of a message beside the account, one line for each channel that was tried. */
function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (attempts.length === 0) return null
  return (
    <>
      {attempts.map(({ id, channel, state, phone, email, madeAt, sentAt, endedAt }) => (
        <p key={id} class="hint">
          <StatusTag tone={tones[state]}>{t[state]}</StatusTag>{' '}
          {channel === 'push'
            ? t.attemptAt(t.push, formatDateTime(endedAt ?? sentAt ?? madeAt, language))
            : t.attempt(
                t[channel],
                masked((channel === 'mail' ? email : phone) ?? ''),
                formatDateTime(endedAt ?? sentAt ?? madeAt, language),
              )}
        </p>
      ))}
    </>
  )
}

/** Tin đã gửi about one thing, for the officers who handle it: message by message, the newest first. */
export function SentMessages({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (attempts.length === 0) return null
  return (
    <Section title={t.sentMessages} id="tin-da-gui">
      <ol class="task-list">
        {[...Map.groupBy(attempts, ({ key }) => key)].map(([key, tries]) => (
          <li key={key}>
            <div>
              {tries[0] && wordsOf(tries[0].kind, tries[0].facts, language).subject}
              <Attempts attempts={tries} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
