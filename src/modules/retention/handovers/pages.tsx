/** What waits for the archive, and recording that it was handed over. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import { retentionLinks } from '../domain.ts'
import { texts } from '../texts.ts'
import type { Waiting } from './commands.ts'

export type HandOverView = {
  readonly waiting: Waiting
  readonly typed: { readonly [name in 'number' | 'archive' | 'handedOn']?: string | undefined }
  readonly problem?: string | undefined
}

export function HandOverPage({ view }: { readonly view: HandOverView }) {
  return (
    <OfficeFrame>
      <HandOver {...view} />
    </OfficeFrame>
  )
}

function HandOver({ waiting: { one, things, before }, typed, problem }: HandOverView) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={retentionLinks.overview}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem} />
      <PageHead kicker={t.handOverOf} title={one.name[language]} lead={t.handOverLead} />
      {things.length === 0 ? (
        <Notice title={t.nothingWaits} />
      ) : (
        <>
          <Notice title={t.waitingCount(formatNumber(things.length, language))}>
            <LinkButton href={retentionLinks.list(one.key)} kind="secondary" icon="download">
              {t.downloadList}
            </LinkButton>
          </Notice>
          <Section id="bien-ban" title={t.recordTitle}>
            <PostForm action={retentionLinks.handOver(one.key)} class="stack">
              <TextInput name="number" label={t.number} value={typed.number} maxLength={60} />
              <TextInput name="archive" label={t.archive} value={typed.archive} maxLength={200} />
              <TextInput
                name="handedOn"
                label={t.handedOn}
                hint={t.dayHint}
                value={typed.handedOn}
                maxLength={10}
              />
              <Button>{t.record}</Button>
            </PostForm>
          </Section>
        </>
      )}
      {before.length > 0 && (
        <Section id="da-giao" title={t.recorded}>
          <Table
            caption={t.recordedTable}
            isCaptionHidden
            isCards
            rows={before}
            rowKey={({ id }) => id}
            empty=""
            columns={[
              { key: 'number', label: t.number, isRowHead: true, cell: ({ number }) => number },
              { key: 'archive', label: t.archive, cell: ({ archive }) => archive },
              { key: 'day', label: t.handedOn, isCode: true, cell: ({ handedOn }) => formatDate(handedOn) },
            ]}
          />
        </Section>
      )}
    </div>
  )
}
