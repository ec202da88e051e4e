/** Requests to reset somebody's access, for whoever may decide. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Button, ButtonGroup } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { PageHead, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import type { ShownReset } from './commands.ts'
import { resetLinks } from './domain.ts'
import { texts } from './texts.ts'

type Props = {
  readonly resets: readonly ShownReset[]
  readonly done?: 'duyet' | 'tu-choi' | undefined
  readonly problem?: string | undefined
}

export function ResetsPage(props: Props) {
  return (
    <OfficeFrame>
      <Resets {...props} />
    </OfficeFrame>
  )
}

function Resets({ resets, done, problem }: Props) {
  const t = useTexts(texts)
  return (
    <Stack>
      <NotDone reason={problem} />
      {done && <Notice tone="success" title={done === 'duyet' ? t.granted : t.refused} isResult />}
      <PageHead title={t.title} lead={t.lead} />
      <Table
        caption={t.title}
        isCaptionHidden
        rows={resets}
        rowKey={({ id }) => id}
        empty={t.none}
        columns={[
          {
            key: 'officer',
            label: t.officer,
            isRowHead: true,
            cell: ({ name, posts }) => (
              <>
                {name}
                {posts.map(({ title, unitId, unitName }) => (
                  <span key={unitId} class="cell-note">
                    {title} – {unitName}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: 'reason',
            label: t.reason,
            cell: ({ reason, subject }) => (
              <>
                {reason}
                {subject && <span class="cell-note">{t.newAccount(subject)}</span>}
              </>
            ),
          },
          {
            key: 'asked',
            label: t.askedBy,
            isSecondary: true,
            cell: ({ askedByName, askedAt }) => (
              <>
                {askedByName}
                <span class="cell-note">{formatDateTime(askedAt)}</span>
              </>
            ),
          },
          { key: 'act', label: t.act, cell: (reset) => <Decision reset={reset} /> },
        ]}
      />
    </Stack>
  )
}

function Decision({ reset: { id, name, mayDecide } }: { readonly reset: ShownReset }) {
  const t = useTexts(texts)
  if (!mayDecide) return <StatusTag tone="waiting">{t.waits}</StatusTag>
  return (
    <PostForm action={resetLinks.decide(id)}>
      <ButtonGroup>
        <Button name="quyet-dinh" value="duyet">
          {t.grant} <span class="visually-hidden">{name}</span>
        </Button>
        <Button kind="secondary" name="quyet-dinh" value="tu-choi">
          {t.refuse} <span class="visually-hidden">{name}</span>
        </Button>
      </ButtonGroup>
    </PostForm>
  )
}
