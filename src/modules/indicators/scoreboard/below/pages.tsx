/** The agencies below, by how much they drag the points of the one above down. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { miningLinks } from '#modules/mining/api.ts'
import { ShareBar } from '#ui/charts.tsx'
import { Section } from '#ui/layout.tsx'
import { type Column, FileLinks, Table } from '#ui/tables.tsx'
import { texts as boardTexts } from '../../board/texts.ts'
import { indicatorLinks, scoreboardLinks } from '../../links/domain.ts'
import type { Period } from '../../periods/domain.ts'
import { asTree, type Drag, lostBy, rounded, type Scoreboard } from '../domain.ts'
import { texts } from '../texts.ts'

const worstMost = 5

/** Ai kéo điểm xuống: the heaviest by name, then the tree of all that drag. */
export function Below({ view }: { readonly view: Scoreboard }) {
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
  const dragging = asTree(drags).filter(({ points }) => rounded(points) > 0)
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
        <Tree drags={dragging} period={period} most={Math.max(...drags.map(({ points }) => points), 0.01)} />
        {dragging.length < drags.length && (
          <p>
            {t.noDrag(number(drags.length - dragging.length))}{' '}
            <a href={`${indicatorLinks.unit(own.unit.code, period)}#ben-duoi`}>{t.allBelow}</a>
          </p>
        )}
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
            {rank.best !== rank.worst && <span class="cell-note">{t.doubt(rank.best, rank.worst)}</span>}
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
      caption={b.scoresOf(t.below)}
      isCaptionHidden
      isCards
      columns={columns}
      rows={drags}
      rowKey={({ scored }) => scored.unit.id}
      empty={<p>{b.noData}</p>}
    />
  )
}
