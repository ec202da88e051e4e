/** Thống kê: the agencies and the kinds, each as a table. */

import type { Context } from '#kernel/context.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { periodKeys, shareOf } from '#kernel/periods.ts'
import { formatNumber, formatPercent, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink, KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FilterBar, Table } from '#ui/tables.tsx'
import { type About, abouts, petitionLinks } from '../domain.ts'
import type { Statistics } from './commands.ts'
import type { Counted } from './domain.ts'
import { texts } from './texts.ts'

export function statisticsPage(context: Context, statistics: Statistics): Reply {
  const { title, lead } = textsFor(texts, context.language)
  const kinds = statistics.kinds.map((one) => ({ ...one, name: abouts[one.key as About][context.language] }))
  return page(
    context,
    { title, description: lead },
    <PortalFrame>
      <View {...statistics} kinds={kinds} periods={periodKeys(context.today)} />
    </PortalFrame>,
  )
}

function View({ period, units, kinds, periods }: Statistics & { readonly periods: readonly string[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const sum = (name: Exclude<keyof Counted, 'key' | 'name'>) => units.reduce((all, one) => all + one[name], 0)
  const share = useShare()
  const [answered, disliked] = [sum('answered'), sum('disliked')]
  return (
    <div class="stack">
      <BackLink href={petitionLinks.list}>{t.back}</BackLink>
      <PageHead title={t.title} lead={t.lead} />
      <FilterBar action={petitionLinks.statistics}>
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
        <KeyFigure label={t.share} value={share(sum('answeredInTime'), sum('due'))} />
        <KeyFigure label={t.fellLate} value={formatNumber(sum('fellLate'), language)} />
        <KeyFigure label={t.content} value={share(answered - disliked, answered)} note={t.contentNote} />
      </KeyFigures>
      <Section title={t.units} id="co-quan">
        <CountedTable rows={units} caption={t.unitTable} label={t.unit} />
      </Section>
      <Section title={t.kinds} id="loai">
        <CountedTable rows={kinds} caption={t.kindTable} label={t.kind} />
      </Section>
    </div>
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
        { key: 'due', label: t.due, isFigure: true, cell: ({ due }) => figure(due) },
        {
          key: 'share',
          label: t.share,
          isFigure: true,
          cell: ({ answeredInTime, due }) => share(answeredInTime, due),
        },
        { key: 'fellLate', label: t.fellLate, isFigure: true, cell: ({ fellLate }) => figure(fellLate) },
        { key: 'answered', label: t.answered, isFigure: true, cell: ({ answered }) => figure(answered) },
        {
          key: 'content',
          label: t.content,
          isFigure: true,
          cell: ({ answered, disliked }) => share(answered - disliked, answered),
        },
        {
          key: 'useful',
          label: t.useful,
          isFigure: true,
          cell: ({ foundUseful, foundUnclear }) => share(foundUseful, foundUseful + foundUnclear),
        },
      ]}
    />
  )
}
