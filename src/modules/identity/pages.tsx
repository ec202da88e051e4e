/** Choosing a post, and one's own sessions. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import type { OfficerPost } from '#modules/organisation/api.ts'
import { Button } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Stack } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import type { OwnSession } from './commands.ts'
import { texts } from './texts.ts'

type PostsProps = {
  readonly action: string
  readonly returnTo: string
  readonly posts: readonly OfficerPost[]
}

export function PostsPage(props: PostsProps) {
  return (
    <PortalFrame hidesSearch>
      <Posts {...props} />
    </PortalFrame>
  )
}

function Posts({ action, returnTo, posts }: PostsProps) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.choosePost} lead={t.choosePostLead} />
      <PostForm action={action} hidden={{ tiep: returnTo }} class="stack">
        {posts.map(({ postId, title, unitName }) => (
          <Button key={postId} kind="secondary" name="post" value={postId}>
            {title} – {unitName}
          </Button>
        ))}
      </PostForm>
    </QuestionPage>
  )
}

type SessionsProps = {
  readonly endPath: string
  readonly signOutPath: string
  readonly sessions: readonly OwnSession[]
}

export function SessionsPage(props: SessionsProps) {
  return (
    <PortalFrame>
      <Sessions {...props} />
    </PortalFrame>
  )
}

function Sessions({ endPath, signOutPath, sessions }: SessionsProps) {
  const t = useTexts(texts)
  return (
    <Stack>
      <PageHead title={t.sessions} lead={t.sessionsLead} />
      <PostForm action={endPath}>
        <Table
          caption={t.sessions}
          isCaptionHidden
          rows={sessions}
          rowKey={({ id }) => id}
          empty={t.noSessions}
          columns={[
            {
              key: 'opened',
              label: t.openedAt,
              isRowHead: true,
              cell: ({ openedAt }) => formatDateTime(openedAt),
            },
            { key: 'used', label: t.usedAt, cell: ({ usedAt }) => formatDateTime(usedAt) },
            {
              key: 'end',
              label: t.act,
              cell: ({ id, isThisOne, openedAt }) =>
                isThisOne ? (
                  <StatusTag tone="progress">{t.thisSession}</StatusTag>
                ) : (
                  <Button kind="secondary" name="phien" value={id}>
                    {t.endSession} <span class="visually-hidden">{formatDateTime(openedAt)}</span>
                  </Button>
                ),
            },
          ]}
        />
      </PostForm>
      <PostForm action={signOutPath}>
        <Button kind="secondary" icon="signOut">
          {t.signOut}
        </Button>
      </PostForm>
    </Stack>
  )
}
