/** Bảng điểm of a head: one page on the screen and one sheet of paper; every figure leads to its dossiers. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { miningLinks } from '#modules/mining/api.ts'
import { ShareBar, Spark } from '#ui/charts.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, FileLinks, FilterBar, Table } from '#ui/tables.tsx'
import { useFigureWords } from '../board/pages.tsx'
import { texts as boardTexts } from '../board/texts.ts'
import { AgencySelect, PeriodSelect } from '../choosing/pages.tsx'
import { indicatorLinks, scoreboardLinks } from '../links/domain.ts'
import { periodInside } from '../periods/domain.ts'
import { isReached } from '../targets/domain.ts'
import { Below } from './below/pages.tsx'
import { BesideSet } from './beside/pages.tsx'
import { type Line, nearestPoints, type Place, rounded, type Scoreboard } from './domain.ts'
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
      <PageHead title={own.unit.name} kicker={`${t.title}, ${periodInside(period)[language]}`} />
      <FilterBar action={scoreboardLinks.board()}>
        {wards.length > 1 && <AgencySelect unit={own.unit} units={wards} />}
        <PeriodSelect period={period} today={today} />
      </FilterBar>
      <Heads view={view} />
      {view.missing.length > 0 && <Missing view={view} mayEnter={mayEnter} />}
      <Nearest view={view} />
      <Section title={b.indicators} id="chi-tieu">
        <div class="score-lines">
          <Lines view={view} />
        </div>
        <FileLinks
          label={b.tableFiles}
          of={b.indicators}
          href={(format) => scoreboardLinks.sheet('chi-tieu', format, own.unit.code, period)}
        />
      </Section>
      {view.drags.length > 0 && <Below view={view} />}
      {view.beside.map((beside) => (
        <BesideSet key={beside.set.code} beside={beside} unitCode={own.unit.code} period={period} />
      ))}
      <p class="hint">
        {set.legal}. {b.completeUntil(formatDateTime(completeUntil, language))}.{' '}
        {period.to >= today && b.running}{' '}
        <a href={indicatorLinks.unit(own.unit.code, period)}>{t.publicPage}</a>
      </p>
    </div>
  )
}

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
            note={t.changeFrom(periodInside(before.period)[language])}
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
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  return (place) => ({
    place: place ? b.rankOf(place.place, place.of) : '–',
    doubt: place && place.best !== place.worst ? t.doubt(place.best, place.worst) : '',
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
        return <Spark values={trend} most={most} words={b.trendWords(told)} />
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
      caption={b.indicatorsOf(own.unit.name)}
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
  const part = parts.find((one) => one !== 'thieu' || short > 0)
  if (!part) return <>–</>
  return (
    <a href={scoreboardLinks.part(own.unit.code, indicator.code, part, period)}>
      {part === 'thieu' ? t.partShortLink(formatNumber(short, language)) : t[partWords[part]]}
      <span class="visually-hidden">, {indicator.code}</span>
    </a>
  )
}
