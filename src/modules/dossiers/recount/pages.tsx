/** How recounts go on, and what a dossier says about a date that moved. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Notice } from '#ui/feedback.tsx'
import { PageHead, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import type { DueMoved } from './domain.ts'
import type { Recount } from './store.ts'
import { texts } from './texts.ts'

export function RecountsPage({ recounts }: { readonly recounts: readonly Recount[] }) {
  return (
    <OfficeFrame>
      <Recounts recounts={recounts} />
    </OfficeFrame>
  )
}

function Recounts({ recounts }: { readonly recounts: readonly Recount[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (count: number) => formatNumber(count, language)
  return (
    <Stack>
      <PageHead title={t.title} lead={t.lead} />
      <Table
        caption={t.progress}
        isCaptionHidden
        rows={recounts}
        rowKey={({ id }) => id}
        empty={<p>{t.none}</p>}
        columns={[
          { key: 'why', label: t.why, cell: ({ change, name }) => t[change](name), isRowHead: true },
          { key: 'basis', label: t.basis, cell: ({ legalBasis }) => legalBasis },
          { key: 'asked', label: t.asked, cell: ({ askedAt }) => formatDateTime(askedAt, language) },
          { key: 'progress', label: t.progress, cell: (one) => <Progress recount={one} /> },
          { key: 'moved', label: t.moved, cell: ({ moved }) => figure(moved) },
          { key: 'uncounted', label: t.uncounted, cell: ({ uncounted }) => figure(uncounted) },
        ]}
      />
    </Stack>
  )
}

function Progress({ recount }: { readonly recount: Recount }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { looked, openCount, finishedAt } = recount
  const words = t.looked(formatNumber(looked, language), formatNumber(Math.max(looked, openCount), language))
  return (
    <>
      {!finishedAt && <progress value={looked} max={Math.max(1, openCount)} aria-label={t.progress} />}
      {` ${words}, ${finishedAt ? t.finished : t.underWay}`}
    </>
  )
}

/** Ngày hẹn đã đổi: for the page of a dossier and for tracking; nothing when the calendar moved nothing. */
export function DueMovedNotice({ moves }: { readonly moves: readonly DueMoved[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      {moves.map(({ at, before, after, change, name, legalBasis }) => (
        <Notice
          key={at.toISOString()}
          title={t.dueMoved(formatDateTime(before, language), formatDateTime(after, language))}
        >
          <p>{change === 'announced' ? t.because(name, legalBasis) : t.becauseWithdrawn(name, legalBasis)}</p>
        </Notice>
      ))}
    </>
  )
}
