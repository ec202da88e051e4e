/** Bảng điểm, for everyone: all agencies, and one. Without a script; every picture beside its table. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { ShareBar, TrendColumns } from '#ui/charts.tsx'
import { Select } from '#ui/choices.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { type Column, FileLinks, FilterBar, Table } from '#ui/tables.tsx'
import { PeriodSelect } from '../choosing/pages.tsx'
import { Snippets } from '../embedding/pages.tsx'
import { indicatorLinks } from '../links/domain.ts'
import { periodInside, periodName } from '../periods/domain.ts'
import { type Figure, neededFor } from '../scoring/domain.ts'
import type { Board, Scored, UnitBoard } from './domain.ts'
import { texts } from './texts.ts'

const levels = ['province', 'department', 'district', 'commune'] as const
export type Level = (typeof levels)[number]

type BoardProps = { readonly board: Board; readonly level: Level | undefined }

export function BoardPage(props: BoardProps) {
  return (
    <PortalFrame>
      <AllUnits {...props} />
    </PortalFrame>
  )
}

function AllUnits({ board, level }: BoardProps) {
  const t = useTexts(texts)
  const shown = level === undefined ? levels : [level]
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      <p>
        <a href={indicatorLinks.satisfaction()}>{t.satisfaction}</a>
      </p>
      <FilterBar action={indicatorLinks.board()} label={t.period}>
        <PeriodSelect period={board.period} today={board.today} />
        <Select
          name="cap"
          label={t.level}
          placeholder={t.everyLevel}
          value={level}
          choices={levels.map((value) => ({ value, label: t[value] }))}
        />
      </FilterBar>
      {shown.map((one) => (
        <Section key={one} title={t[one]} id={one}>
          <Units
            scored={board.scored.filter((scored) => scored.level === one)}
            board={board}
            caption={t.scoresOf(t[one])}
          />
        </Section>
      ))}
      <FileLinks
        label={t.tableFiles}
        href={(format) => indicatorLinks.boardSheet(format, board.period, level)}
      />
      <Foot board={board} />
    </div>
  )
}

type UnitsProps = { readonly scored: readonly Scored[]; readonly board: Board; readonly caption: string }

function Units({ scored, board: { set, period }, caption }: UnitsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = (value: number) => formatNumber(value, language, 2)
  const columns: readonly Column<Scored>[] = [
    {
      key: 'agency',
      label: t.agency,
      isRowHead: true,
      cell: ({ unit }) => <a href={indicatorLinks.unit(unit.code, period)}>{unit.name}</a>,
    },
    {
      key: 'share',
      label: t.share,
      isFigure: true,
      cell: ({ score: { share } }) => (share === null ? t.tooLittle : figure(Math.round(share * 100) / 100)),
    },
    {
      key: 'bar',
      label: t.points,
      cell: ({ score }) => (
        <>
          <ShareBar value={score.points} known={score.known} most={set.points} />
          <span class="cell-note">{t.pointsOf(figure(score.points), figure(score.known))}</span>
        </>
      ),
    },
    { key: 'label', label: t.label, cell: ({ score }) => score.label?.name[language] ?? '–' },
    {
      key: 'rank',
      label: t.rank,
      isFigure: true,
      isSecondary: true,
      cell: ({ rank }) =>
        rank && rank.of > 1 ? (
          <>
            {t.rankOf(rank.place, rank.of)}
            {rank.best !== rank.worst && <span class="cell-note">{t.rankDoubt(rank.best, rank.worst)}</span>}
          </>
        ) : (
          ''
        ),
    },
  ]
  const sorted = scored.toSorted((a, b) => (b.score.share ?? -1) - (a.score.share ?? -1))
  return (
    <Table
      caption={caption}
      isCaptionHidden
      isCards
      columns={columns}
      rows={sorted}
      rowKey={({ unit }) => unit.id}
      empty={<p>{t.noData}</p>}
    />
  )
}

function Foot({ board }: { readonly board: Board }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Section title={t.method} id="cach-tinh">
      <p>{t.methodLead}</p>
      {board.period.to >= board.today && <p>{t.running}</p>}
      <p class="hint">
        {board.set.legal}. {t.completeUntil(formatDateTime(board.completeUntil, language))}.
      </p>
    </Section>
  )
}

type UnitProps = { readonly board: UnitBoard; readonly publicUrl: string }

export function UnitPage(props: UnitProps) {
  return <FramedUnit {...props} />
}

function FramedUnit({ board, publicUrl }: UnitProps) {
  const t = useTexts(texts)
  return (
    <PortalFrame breadcrumb={[{ href: indicatorLinks.board(board.period), label: t.title }]}>
      <OneUnit board={board} publicUrl={publicUrl} />
    </PortalFrame>
  )
}

function OneUnit({ board, publicUrl }: UnitProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { own, period, set } = board
  const { score, rank } = own
  const { share } = score
  const figure = (value: number) => formatNumber(value, language, 2)
  return (
    <div class="stack">
      <PageHead title={own.unit.name} kicker={`${t.title}, ${periodInside(period)[language]}`} />
      <FilterBar action={indicatorLinks.unit(own.unit.code)} label={t.period}>
        <PeriodSelect period={board.period} today={board.today} />
      </FilterBar>
      <KeyFigures>
        <KeyFigure
          label={t.share}
          value={share === null ? t.tooLittle : figure(Math.round(share * 100) / 100)}
          note={t.pointsOf(figure(score.points), figure(score.known))}
        />
        <KeyFigure
          label={t.label}
          value={score.label?.name[language] ?? '–'}
          note={score.known < set.points ? t.labelPartial : undefined}
        />
        {rank && rank.of > 1 && (
          <KeyFigure
            label={t.rank}
            value={t.rankOf(rank.place, rank.of)}
            note={rank.best === rank.worst ? t[own.level] : t.rankDoubt(rank.best, rank.worst)}
          />
        )}
      </KeyFigures>
      <Section title={t.groups} id="nhom">
        <div class="group-scores">
          {score.groups.map((group) => (
            <div key={group.key} class="group-score">
              <p>
                <span>{set.groups.find(({ key }) => key === group.key)?.name[language]}</span>
                <strong>
                  {figure(group.points)}/{figure(group.most)}
                </strong>
              </p>
              <ShareBar value={group.points} known={group.known} most={group.most} />
            </div>
          ))}
        </div>
      </Section>
      <Section title={t.indicators} id="chi-tieu">
        <Indicators board={board} />
        <FileLinks
          label={t.tableFiles}
          of={t.indicators}
          href={(format) => indicatorLinks.table(own.unit.code, 'chi-tieu', format, period)}
        />
        <p>
          <a href={indicatorLinks.satisfaction(own.unit.code)}>{t.satisfaction}</a>
        </p>
      </Section>
      <Section title={t.trend} id="dien-bien">
        <Trend board={board} />
        <FileLinks
          label={t.tableFiles}
          of={t.trend}
          href={(format) => indicatorLinks.table(own.unit.code, 'dien-bien', format, period)}
        />
      </Section>
      {board.below.length > 0 && (
        <Section title={t.below} id="ben-duoi">
          <Units scored={board.below} board={board} caption={t.scoresOf(t.below)} />
          <FileLinks
            label={t.tableFiles}
            of={t.below}
            href={(format) => indicatorLinks.table(own.unit.code, 'ben-duoi', format, period)}
          />
        </Section>
      )}
      <Snippets board={board} publicUrl={publicUrl} />
      <Foot board={board} />
    </div>
  )
}

/** A figure in the unit of its indicator. */
export function useFigureWords(): (figure: Pick<Figure, 'indicator' | 'value' | 'state'>) => string {
  const t = useTexts(texts)
  const { language } = usePage()
  return ({ indicator, value, state }) => {
    if (state === 'nothing') return t.nothing
    if (value === null) return t.noData
    const shown = formatNumber(value, language, indicator.decimals ?? 2)
    if (indicator.unit === 'percent') return `${shown}%`
    return indicator.unit === 'hours' ? t.hours(shown) : shown
  }
}

function Indicators({ board: { own, set, period } }: { readonly board: UnitBoard }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = useFigureWords()
  const figure = (value: number) => formatNumber(value, language, 2)
  const groupName = new Map(set.groups.map(({ key, name }) => [key, name[language]]))
  const columns: readonly Column<Figure>[] = [
    {
      key: 'indicator',
      label: t.indicator,
      isRowHead: true,
      cell: ({ indicator }) => (
        <>
          {indicator.code}.{' '}
          <a href={indicatorLinks.passport(own.unit.code, indicator.code, period)}>
            {indicator.name[language]}
          </a>
          <span class="cell-note">{indicator.plain[language]}</span>
        </>
      ),
    },
    {
      key: 'value',
      label: t.value,
      isFigure: true,
      cell: (one) => (
        <>
          {words(one)}
          {one.of !== null && one.per !== null && one.per > 0 && (
            <span class="cell-note">{t.countedOf(figure(one.of), figure(one.per))}</span>
          )}
        </>
      ),
    },
    {
      key: 'points',
      label: t.points,
      isFigure: true,
      cell: ({ points, indicator }) =>
        !indicator.points
          ? t.monitored
          : points === null
            ? '–'
            : `${figure(points)}/${figure(indicator.points.most)}`,
    },
    {
      key: 'needed',
      label: t.needed,
      isSecondary: true,
      cell: (one) => {
        const needed = neededFor(one)
        if (needed) return t.neededMore(figure(needed.of), figure(needed.points))
        return one.points !== null && one.points === one.indicator.points?.most ? t.full : ''
      },
    },
  ]
  return (
    <>
      {own.score.groups.map(({ key }) => (
        <Table
          key={key}
          caption={groupName.get(key) ?? key}
          isCards
          columns={columns}
          rows={own.score.figures.filter(({ indicator }) => indicator.group === key)}
          rowKey={({ indicator }) => indicator.code}
          empty={<p>{t.noData}</p>}
        />
      ))}
    </>
  )
}

function Trend({ board: { trend, set } }: { readonly board: UnitBoard }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const points = trend.map(({ period, score }) => {
    const value = typeof score?.share === 'number' ? Math.round(score.share * 100) / 100 : undefined
    const label = periodName(period)[language]
    return { label, value, shown: value === undefined ? t.noData : formatNumber(value, language, 1) }
  })
  return (
    <>
      <TrendColumns points={points} most={set.points} />
      <Table
        caption={t.share}
        columns={[
          { key: 'period', label: t.period, isRowHead: true, cell: ({ label }) => label },
          { key: 'share', label: t.share, isFigure: true, cell: ({ shown }) => shown },
        ]}
        rows={points}
        rowKey={({ label }) => label}
        empty={<p>{t.noData}</p>}
      />
    </>
  )
}
