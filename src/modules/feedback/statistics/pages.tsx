/** Thống kê: the units and the categories, each as a table. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { periodKeys, shareOf } from '#kernel/periods.ts'
import { formatNumber, formatPercent, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { useFigureWords } from '#modules/indicators/api.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink, KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FilterBar, Table } from '#ui/tables.tsx'
import { reportLinks } from '../domain.ts'
import { categoryOf } from '../notices/domain.ts'
import type { Statistics, Told } from './commands.ts'
import type { Counted } from './domain.ts'
import { texts } from './texts.ts'

export function statisticsPage(context: Context, statistics: Statistics): Reply {
  const { title, lead } = textsFor(texts, context.language)
  const categories = statistics.categories.map((one) => ({
    ...one,
    name: categoryOf(context, one.key)?.name[context.language] ?? one.name,
  }))
  return page(
    context,
    { title, description: lead },
    <PortalFrame>
      <View {...statistics} categories={categories} periods={periodKeys(context.today)} />
    </PortalFrame>,
  )
}

function View({
  period,
  units,
  categories,
  indicators,
  periods,
}: Statistics & { readonly periods: readonly string[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const sum = (name: Exclude<keyof Counted, 'key' | 'name'>) => units.reduce((all, one) => all + one[name], 0)
  const answered = sum('answeredInTime') + sum('answeredLate')
  const share = useShare()
  return (
    <div class="stack">
      <BackLink href={reportLinks.list}>{t.back}</BackLink>
      <PageHead title={t.title} lead={t.lead} />
      <FilterBar action={reportLinks.statistics}>
        <Select
          name="ky"
          label={t.period}
          placeholder={null}
          value={period.key}
          choices={periods.map((value) => ({
            value,
            label: value.length === 4 ? t.year(value) : t.month(value.slice(5), value.slice(0, 4)),
          }))}
        />
      </FilterBar>
      <KeyFigures>
        <KeyFigure label={t.received} value={formatNumber(sum('received'), language)} />
        <KeyFigure label={t.share} value={share(sum('answeredInTime'), answered)} />
        <KeyFigure label={t.fellLate} value={formatNumber(sum('fellLate'), language)} />
        <KeyFigure label={t.happy} value={share(sum('ratedHappy'), sum('rated'))} />
      </KeyFigures>
      {indicators.length > 0 && (
        <Section title={t.indicators} id="chi-tieu">
          <IndicatorTable rows={indicators} />
          <p class="hint">{t.indicatorsNote}</p>
        </Section>
      )}
      <Section title={t.units} id="don-vi">
        <CountedTable rows={units} caption={t.unitTable} label={t.unit} />
      </Section>
      <Section title={t.categories} id="linh-vuc">
        <CountedTable rows={categories} caption={t.categoryTable} label={t.category} />
      </Section>
    </div>
  )
}

/** Each leads to where its figure comes from. */
function IndicatorTable({ rows }: { readonly rows: readonly Told[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = useFigureWords()
  return (
    <Table
      caption={t.indicatorTable}
      isCaptionHidden
      isCards
      rows={rows}
      rowKey={({ figure }) => figure.indicator.code}
      empty={t.none}
      columns={[
        {
          key: 'indicator',
          label: t.indicator,
          isRowHead: true,
          cell: ({ figure: { indicator }, href }) => (
            <>
              <a href={href}>{indicator.name[language]}</a>
              <span class="cell-note">{indicator.plain[language]}</span>
            </>
          ),
        },
        { key: 'value', label: t.value, isFigure: true, cell: ({ figure }) => words(figure) },
      ]}
    />
  )
}

function useShare() {
  const t = useTexts(texts)
  const { language } = usePage()
  return (part: number, whole: number): string => {
    const share = shareOf(part, whole)
    return share === undefined ? t.noFigure : formatPercent(share, language)
  }
}

type TableProps = { readonly rows: readonly Counted[]; readonly caption: string; readonly label: string }

function CountedTable({ rows, caption, label }: TableProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const share = useShare()
  const figure = (value: number) => formatNumber(value, language)
  return (
    <Table
      caption={caption}
      isCaptionHidden
      isCards
      rows={rows}
      rowKey={({ key }) => key}
      empty={t.none}
      columns={[
        { key: 'name', label, isRowHead: true, cell: ({ name }) => name },
        { key: 'received', label: t.received, isFigure: true, cell: ({ received }) => figure(received) },
        {
          key: 'inTime',
          label: t.inTime,
          isFigure: true,
          cell: ({ answeredInTime }) => figure(answeredInTime),
        },
        { key: 'late', label: t.late, isFigure: true, cell: ({ answeredLate }) => figure(answeredLate) },
        { key: 'fellLate', label: t.fellLate, isFigure: true, cell: ({ fellLate }) => figure(fellLate) },
        {
          key: 'share',
          label: t.share,
          isFigure: true,
          cell: ({ answeredInTime, answeredLate }) => share(answeredInTime, answeredInTime + answeredLate),
        },
        { key: 'rated', label: t.rated, isFigure: true, cell: ({ rated }) => figure(rated) },
        {
          key: 'happy',
          label: t.happy,
          isFigure: true,
          cell: ({ rated, ratedHappy }) => share(ratedHappy, rated),
        },
      ]}
    />
  )
}
