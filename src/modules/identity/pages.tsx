/** Choosing a post, and one's own sessions. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import type { OfficerPost } from '#modules/organisation/api.ts'
import { Button, ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Stack } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { factorLinks } from './factors/domain.ts'
import type { OwnSession } from './sessions/commands.ts'
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
  readonly sharePath: string
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

function Sessions({ endPath, sharePath, signOutPath, sessions }: SessionsProps) {
  const t = useTexts(texts)
  return (
    <Stack>
      <PageHead title={t.sessions} lead={t.sessionsLead} />
      {usePage().actorKind === 'officer' && (
        <p>
          <a href={factorLinks.list}>{t.factors}</a>
        </p>
      )}
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
            { key: 'browser', label: t.browser, cell: (one) => <Device session={one} /> },
            { key: 'used', label: t.usedAt, isSecondary: true, cell: ({ usedAt }) => formatDateTime(usedAt) },
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
      {sessions.some(({ isThisOne, isShared }) => isThisOne && !isShared) && (
        <Notice title={t.shareTitle}>
          <p>{t.shareText}</p>
          <PostForm action={sharePath}>
            <Button kind="secondary">{t.share}</Button>
          </PostForm>
        </Notice>
      )}
      <PostForm action={signOutPath}>
        <Button kind="secondary" icon="signOut">
          {t.signOut}
        </Button>
      </PostForm>
    </Stack>
  )
}

function Device({ session: { browser, address, isShared } }: { readonly session: OwnSession }) {
  const t = useTexts(texts)
  return (
    <>
      {browser || t.unknownBrowser}
      {address && <span class="hint"> {address}</span>}
      {isShared && <StatusTag tone="waiting">{t.sharedDevice}</StatusTag>}
    </>
  )
}

type LevelProps = { readonly level: '2' | '3'; readonly returnTo: string }

export function LevelPage(props: LevelProps) {
  return (
    <PortalFrame hidesSearch>
      <Level {...props} />
    </PortalFrame>
  )
}

function Level({ level, returnTo }: LevelProps) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.levelNeeded(level)} lead={t.levelLead} />
      <p>{level === '2' ? t.levelTwoHow : t.levelThreeHow}</p>
      <ButtonGroup>
        <LinkButton href={`/dang-nhap?muc=${level}&tiep=${encodeURIComponent(returnTo)}`}>
          {t.signInAgain}
        </LinkButton>
        <LinkButton kind="secondary" href={returnTo}>
          {t.goBack}
        </LinkButton>
      </ButtonGroup>
    </QuestionPage>
  )
}
