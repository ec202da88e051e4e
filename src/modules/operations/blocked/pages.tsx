/** What browsers were kept from doing: either somebody tried something, or a page of ours asks for what it may not. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { Section } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import { texts } from '../texts.ts'
import type { BlockedSum } from './store.ts'

export function BlockedByBrowsers({ sums }: { readonly sums: readonly BlockedSum[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section id="trinh-duyet-chan" title={t.blocked}>
      <p class="hint">{t.blockedLead}</p>
      <Table
        caption={t.blockedTable}
        isCaptionHidden
        isCards
        rows={sums}
        rowKey={({ directive, blocked, page }) => `${directive} ${blocked} ${page}`}
        empty={t.noneBlocked}
        columns={[
          { key: 'page', label: t.blockedPage, isRowHead: true, cell: ({ page }) => <code>{page}</code> },
          { key: 'rule', label: t.blockedRule, cell: ({ directive }) => <code>{directive}</code> },
          { key: 'what', label: t.blockedWhat, cell: ({ blocked }) => <code>{blocked}</code> },
          { key: 'times', label: t.blockedTimes, cell: ({ times }) => formatNumber(times, language) },
          { key: 'last', label: t.blockedLast, cell: ({ lastDay }) => formatDate(lastDay) },
        ]}
      />
    </Section>
  )
}
