/** Bộ chỉ số khác beside the score: figures without points, each set with a table of its own. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Section } from '#ui/layout.tsx'
import { Table } from '#ui/tables.tsx'
import type { Beside } from '../../board/domain.ts'
import { useFigureWords } from '../../board/pages.tsx'
import { texts as boardTexts } from '../../board/texts.ts'
import { indicatorLinks } from '../../links/domain.ts'
import type { Period } from '../../periods/domain.ts'

type Props = { readonly beside: Beside; readonly unitCode: string; readonly period: Period }

export function BesideSet({ beside: { set, figures }, unitCode, period }: Props) {
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const words = useFigureWords()
  const number = (value: number) => formatNumber(value, language, 2)
  const name = set.name[language]
  return (
    <Section title={name} id={`bo-${set.code}`}>
      <Table
        caption={`${b.indicators}: ${name}`}
        isCaptionHidden
        isCards
        rows={figures}
        rowKey={({ indicator }) => indicator.code}
        empty={<p>{b.noData}</p>}
        columns={[
          {
            key: 'indicator',
            label: b.indicator,
            isRowHead: true,
            cell: ({ indicator }) => (
              <>
                <a href={indicatorLinks.passport(unitCode, indicator.code, period, set.code)}>
                  {indicator.name[language]}
                </a>
                <span class="cell-note">{indicator.plain[language]}</span>
              </>
            ),
          },
          {
            key: 'value',
            label: b.value,
            isFigure: true,
            cell: (one) => (
              <>
                {words(one)}
                {one.of !== null && one.per !== null && one.per > 0 && (
                  <span class="cell-note">{b.countedOf(number(one.of), number(one.per))}</span>
                )}
              </>
            ),
          },
        ]}
      />
      <p class="hint">{set.legal}.</p>
    </Section>
  )
}
