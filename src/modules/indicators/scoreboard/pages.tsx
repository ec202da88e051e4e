/** Bảng điểm of a head: one page on the screen and one sheet of paper; every figure leads to its dossiers. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { miningLinks } from '#modules/mining/api.ts'
import { ShareBar, Spark } from '#ui/charts.tsx'
import { Select } from '#ui/choices.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, FileLinks, FilterBar, Table } from '#ui/tables.tsx'
import { PeriodSelect, useFigureWords } from '../board/pages.tsx'
import { texts as boardTexts } from '../board/texts.ts'
import { indicatorLinks, scoreboardLinks } from '../links/domain.ts'
import { type Period, periodName } from '../periods/domain.ts'
import { isReached } from '../targets/domain.ts'
import { asTree, type Drag, type Line, lostBy, nearestPoints, type Place, type Scoreboard } from './domain.ts'
import { partWords } from './parts/domain.ts'
import { texts } from './texts.ts'

type BoardProps = { readonly view: Scoreboard; readonly mayEnter: boolean }

export function ScoreboardPage(props: BoardProps) {
  return (
    <OfficeFrame>
      <Whole {...props} />
    </OfficeFrame>
  )
}

function Whole({ view, mayEnter }: BoardProps) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const { board, wards, today } = view
  const { own, period, completeUntil, set } = board
  return (
    <div class="stack scoreboard">
      <PageHead title={own.unit.name} kicker={`${t.title}, ${periodName(period)[language].toLowerCase()}`} />
      <FilterBar action={scoreboardLinks.board()}>
        {wards.length > 1 && (
          <Select
            name="don-vi"
            label={b.agency}
            placeholder={null}
            value={own.unit.code}
            choices={wards.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <PeriodSelect period={period} today={today} />
      </FilterBar>
      <Heads view={view} />
      {view.missing.length > 0 && <Missing view={view} mayEnter={mayEnter} />}
      <Nearest view={view} />
      <Section title={b.indicators} id="chi-tieu">
        <Lines view={view} />
        <FileLinks
          label={b.tableFiles}
          of={b.indicators}
          href={(format) => scoreboardLinks.sheet('chi-tieu', format, own.unit.code, period)}
        />
      </Section>
      {view.drags.length > 0 && <Below view={view} />}
      <p class="hint">
        {set.legal}. {b.completeUntil(formatDateTime(completeUntil, language))}.{' '}
        {period.to >= today && b.running}{' '}
        <a href={indicatorLinks.unit(own.unit.code, period)}>{t.publicPage}</a>
      </p>
    </div>
  )
}

const rounded = (value: number) => Math.round(value * 100) / 100

function Heads({ view: { board, goal } }: { readonly view: Scoreboard }) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const { own, trend, set } = board
  const { score, rank, level } = own
  const figure = (value: number) => formatNumber(rounded(value), language, 2)
  const before = trend.at(-2)
  const change =
    typeof before?.score?.share === 'number' && score.share !== null
      ? score.share - before.score.share
      : undefined
  const signed = (value: number) => `${value > 0 ? '+' : ''}${figure(value)}`
  const short = goal && score.share !== null ? goal.value - score.share : undefined
  return (
    <>
      <KeyFigures>
        <KeyFigure
          label={b.share}
          value={score.share === null ? b.tooLittle : figure(score.share)}
          note={
            goal && short !== undefined
              ? short > 0
                ? t.missingToGoal(figure(short), figure(goal.value))
                : t.goalReached(figure(goal.value))
              : b.pointsOf(figure(score.points), figure(score.known))
          }
        />
        <KeyFigure
          label={b.label}
          value={score.label?.name[language] ?? '–'}
          note={score.known < set.points ? b.labelPartial : undefined}
        />
        {rank && rank.of > 1 && (
          <KeyFigure
            label={b.rank}
            value={b.rankOf(rank.place, rank.of)}
            note={rank.best === rank.worst ? b[level] : b.rankDoubt(rank.best, rank.worst)}
          />
        )}
        {change !== undefined && before && (
          <KeyFigure
            label={t.change}
            value={signed(change)}
            note={t.changeFrom(periodName(before.period)[language].toLowerCase())}
          />
        )}
      </KeyFigures>
      <ShareBar value={score.points} known={score.known} most={set.points} target={goal?.value} />
      {goal && (
        <p class="hint">
          {t.goal}: {figure(goal.value)}, {t.goalBy(goal.source)}
          {goal.of && goal.of.id !== own.unit.id && ` (${goal.of.shortName})`}.
        </p>
      )}
    </>
  )
}

function Missing({ view, mayEnter }: BoardProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { own, period } = view.board
  return (
    <Section title={t.missing} id="chua-co">
      <p>{t.missingLead}</p>
      <ul>
        {view.missing.map(({ indicator, measures }) => (
          <li key={indicator.code}>
            <a href={indicatorLinks.passport(own.unit.code, indicator.code, period)}>
              {indicator.code}. {indicator.name[language]}
            </a>
            : {measures.join(', ')}
          </li>
        ))}
      </ul>
      {mayEnter && (
        <p class="print-skip">
          <a href={indicatorLinks.entries(own.unit.code, period)}>{t.enter}</a>
        </p>
      )}
    </Section>
  )
}

const nearestMost = 3

function Nearest({ view }: { readonly view: Scoreboard }) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const { own, period } = view.board
  const number = (value: number) => formatNumber(value, language, 2)
  const lines = nearestPoints(view.lines, nearestMost)
  if (lines.length === 0) return null
  return (
    <Section title={t.nearest} id="them-diem">
      <ol class="nearest">
        {lines.map(({ figure: { indicator }, needed, worst, parts }) => (
          <li key={indicator.code}>
            <a href={indicatorLinks.passport(own.unit.code, indicator.code, period)}>
              {indicator.name[language]}
            </a>
            :{' '}
            {needed &&
              (parts.length > 0 ? t.nearestTakes : b.neededMore)(number(needed.of), number(needed.points))}
            {worst && `; ${t.nearestAt(worst.unit.shortName, number(worst.short))}`}.{' '}
            {parts.length > 0 && (
              <a
                href={miningLinks.show({ 'don-vi': worst?.unit.code ?? own.unit.code })}
                class="print-skip"
                aria-label={`${t.causesOf(worst?.unit.shortName ?? own.unit.shortName)}, ${indicator.code}`}
              >
                {t.causes}
              </a>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function usePlaceWords(): (place: Place | undefined) => { readonly place: string; readonly doubt: string } {
  const b = useTexts(boardTexts)
  return (place) => ({
    place: place ? b.rankOf(place.place, place.of) : '–',
    doubt: place && place.best !== place.worst ? b.rankDoubt(place.best, place.worst) : '',
  })
}

function Lines({ view }: { readonly view: Scoreboard }) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const words = useFigureWords()
  const placeWords = usePlaceWords()
  const { own, period } = view.board
  const number = (value: number) => formatNumber(value, language, 2)
  const columns: readonly Column<Line>[] = [
    {
      key: 'indicator',
      label: b.indicator,
      isRowHead: true,
      cell: ({ figure: { indicator } }) => (
        <>
          {indicator.code}.{' '}
          <a href={indicatorLinks.passport(own.unit.code, indicator.code, period)}>
            {indicator.name[language]}
          </a>
        </>
      ),
    },
    {
      key: 'value',
      label: b.value,
      isFigure: true,
      cell: ({ figure }) => (
        <>
          {figure.state === 'missing' ? (
            <span class="missing-cell">
              <span class="visually-hidden">{b.noData}</span>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
            </span>
          ) : (
            words(figure)
          )}
          {figure.of !== null && figure.per !== null && figure.per > 0 && (
            <span class="cell-note">{b.countedOf(number(figure.of), number(figure.per))}</span>
          )}
        </>
      ),
    },
    {
      key: 'goal',
      label: t.goal,
      isFigure: true,
      cell: ({ figure: { indicator, value }, goal }) => {
        if (!goal) return '–'
        const isGood = value !== null && isReached(indicator, value, goal)
        return (
          <>
            {number(goal.value)}
            {indicator.unit === 'percent' && '%'}
            {value !== null && (
              <span class={isGood ? 'cell-note goal-reached' : 'cell-note goal-missed'}>
                {isGood ? t.reached : t.notReached}
              </span>
            )}
          </>
        )
      },
    },
    {
      key: 'points',
      label: b.points,
      isFigure: true,
      cell: ({ figure: { points, indicator } }) =>
        !indicator.points
          ? b.monitored
          : points === null
            ? '–'
            : `${number(points)}/${number(indicator.points.most)}`,
    },
    {
      key: 'trend',
      label: b.trend,
      cell: ({ trend, figure: { indicator } }) => {
        const most = indicator.unit === 'percent' ? 100 : Math.max(1, ...trend.map((one) => one ?? 0))
        const told = trend.map((one) => (one === undefined ? b.noData : number(one))).join('; ')
        return <Spark values={trend} most={most} words={t.trendWords(told)} />
      },
    },
    {
      key: 'place',
      label: b.rank,
      isFigure: true,
      cell: ({ place }) => {
        const { place: shown, doubt } = placeWords(place)
        return (
          <>
            {shown}
            {doubt && <span class="cell-note">{doubt}</span>}
          </>
        )
      },
    },
    {
      key: 'dossiers',
      label: t.dossiers,
      cell: ({ figure, parts }) => <Parts figure={figure} parts={parts} view={view} />,
    },
  ]
  return (
    <Table
      caption={b.indicators}
      isCaptionHidden
      isCards
      columns={columns}
      rows={view.lines}
      rowKey={({ figure }) => figure.indicator.code}
      empty={<p>{b.noData}</p>}
    />
  )
}

type PartsProps = Pick<Line, 'figure' | 'parts'> & { readonly view: Scoreboard }

/** The way to the dossiers: one press. */
function Parts({ figure: { indicator, of, per }, parts, view: { board, hasRows } }: PartsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { own, period } = board
  if (!hasRows || parts.length === 0) return <>–</>
  const short = of !== null && per !== null ? per - of : 0
  return (
    <ul class="plain-list">
      {parts
        .filter((part) => part !== 'thieu' || short > 0)
        .map((part) => (
          <li key={part}>
            <a href={scoreboardLinks.part(own.unit.code, indicator.code, part, period)}>
              {part === 'thieu' ? t.partShortLink(formatNumber(short, language)) : t[partWords[part]]}
              <span class="visually-hidden">, {indicator.code}</span>
            </a>
          </li>
        ))}
    </ul>
  )
}

const worstMost = 5

function Below({ view }: { readonly view: Scoreboard }) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const { board, drags } = view
  const { own, period } = board
  const number = (value: number) => formatNumber(rounded(value), language, 2)
  const shared = drags.filter(({ depth }) => depth === 0).reduce((sum, { points }) => sum + points, 0)
  const leaves = drags
    .filter(({ scored, points }) => points > 0 && !drags.some((other) => isUnder(scored.unit.path, other)))
    .toSorted((a, b) => b.points - a.points)
    .slice(0, worstMost)
  const lost = board.own.score.figures.reduce((sum, figure) => sum + lostBy(figure), 0)
  return (
    <Section title={t.below} id="ben-duoi">
      <p>{t.belowLead(`${number(shared)}/${number(lost)}`)}</p>
      {leaves.length > 0 && (
        <ol class="nearest">
          {leaves.map((one) => (
            <li key={one.scored.unit.id}>
              <a href={scoreboardLinks.board(one.scored.unit.code, period)}>{one.scored.unit.name}</a>:{' '}
              {t.pointsChange(`−${number(one.points)}`)}
              {one.most && `, ${t.dragMostAt(one.most.indicator.name[language], number(one.most.short))}`}.
            </li>
          ))}
        </ol>
      )}
      <div class="print-skip stack">
        <Tree
          drags={asTree(drags)}
          period={period}
          most={Math.max(...drags.map(({ points }) => points), 0.01)}
        />
        <FileLinks
          label={b.tableFiles}
          of={t.below}
          href={(format) => scoreboardLinks.sheet('co-quan', format, own.unit.code, period)}
        />
      </div>
    </Section>
  )
}

const isUnder = (path: string, { scored }: Drag) => scored.unit.path.startsWith(`${path}.`)

type TreeProps = { readonly drags: readonly Drag[]; readonly period: Period; readonly most: number }

function Tree({ drags, period, most }: TreeProps) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const number = (value: number) => formatNumber(rounded(value), language, 2)
  const columns: readonly Column<Drag>[] = [
    {
      key: 'agency',
      label: b.agency,
      isRowHead: true,
      cell: ({ scored: { unit }, depth }) => (
        <div class={depth > 0 ? `tree-${Math.min(depth, 2)}` : undefined}>
          <a href={scoreboardLinks.board(unit.code, period)}>{unit.name}</a>
        </div>
      ),
    },
    {
      key: 'share',
      label: b.share,
      isFigure: true,
      cell: ({ scored: { score } }) => (score.share === null ? b.tooLittle : number(score.share)),
    },
    {
      key: 'rank',
      label: b.rank,
      isFigure: true,
      cell: ({ scored: { rank } }) =>
        rank && rank.of > 1 ? (
          <>
            {b.rankOf(rank.place, rank.of)}
            {rank.best !== rank.worst && <span class="cell-note">{b.rankDoubt(rank.best, rank.worst)}</span>}
          </>
        ) : (
          '–'
        ),
    },
    {
      key: 'drag',
      label: t.drag,
      cell: ({ points }) =>
        points > 0 ? (
          <>
            <ShareBar value={points} known={most} most={most} />
            <span class="cell-note">{t.pointsChange(`−${number(points)}`)}</span>
          </>
        ) : (
          '–'
        ),
    },
    {
      key: 'most',
      label: t.dragMost,
      cell: ({ most: heaviest }) =>
        heaviest
          ? t.dragMostAt(
              `${heaviest.indicator.code}. ${heaviest.indicator.name[language]}`,
              number(heaviest.short),
            )
          : '–',
    },
    {
      key: 'causes',
      label: t.causes,
      cell: ({ scored: { unit } }) => (
        <a href={miningLinks.show({ 'don-vi': unit.code })}>
          {t.causes}
          <span class="visually-hidden">, {unit.name}</span>
        </a>
      ),
    },
  ]
  return (
    <Table
      caption={t.below}
      isCaptionHidden
      isCards
      columns={columns}
      rows={drags}
      rowKey={({ scored }) => scored.unit.id}
      empty={<p>{b.noData}</p>}
    />
  )
}
