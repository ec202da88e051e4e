/** Bảng điểm of a head as tables for files. Pure. */

import { type Sheet, tableOf } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import { pointsCell, type Reader, twoDecimals, valueCell } from '../../board/sheets/domain.ts'
import { texts as boardTexts } from '../../board/texts.ts'
import { indicatorLinks, scoreboardLinks } from '../../links/domain.ts'
import { periodName } from '../../periods/domain.ts'
import { isReached } from '../../targets/domain.ts'
import { asTree, type Scoreboard } from '../domain.ts'
import { texts } from '../texts.ts'

function frameOf({ board }: Scoreboard, { publicUrl, language }: Reader) {
  const { own, period, set, completeUntil } = board
  return {
    about: [own.unit.name, periodName(period)[language]],
    notes: [set.legal],
    passport: `${publicUrl}${scoreboardLinks.board(own.unit.code, period)}`,
    completeUntil,
    language,
  }
}

/** Figure, target, place and trend of each indicator. */
export function linesSheet(view: Scoreboard, reader: Reader): Sheet {
  const { language, publicUrl } = reader
  const t = textsFor(texts, language)
  const b = textsFor(boardTexts, language)
  const { own, period, trend } = view.board
  return {
    ...frameOf(view, reader),
    title: t.title,
    ...tableOf<Scoreboard['lines'][number]>(
      [
        {
          label: b.code,
          kind: 'text',
          cell: ({ figure: { indicator } }) => ({
            text: indicator.code,
            href: `${publicUrl}${indicatorLinks.passport(own.unit.code, indicator.code, period)}`,
          }),
        },
        { label: b.indicator, kind: 'text', width: 4, cell: ({ figure }) => figure.indicator.name[language] },
        { label: b.value, kind: 'figure', decimals: 2, cell: ({ figure }) => valueCell(figure) },
        { label: t.goal, kind: 'figure', decimals: 2, cell: ({ goal }) => goal?.value ?? '' },
        {
          label: b.state,
          kind: 'text',
          width: 1.4,
          cell: ({ figure: { indicator, value }, goal }) =>
            value === null || !goal ? '' : isReached(indicator, value, goal) ? t.reached : t.notReached,
        },
        { label: b.points, kind: 'figure', decimals: 2, cell: ({ figure }) => pointsCell(figure) },
        {
          label: b.pointsMost,
          kind: 'figure',
          decimals: 2,
          cell: ({ figure }) => figure.indicator.points?.most ?? '',
        },
        { label: b.rank, kind: 'figure', cell: ({ place }) => place?.place ?? '' },
        { label: b.rankBest, kind: 'figure', cell: ({ place }) => place?.best ?? '' },
        { label: b.rankWorst, kind: 'figure', cell: ({ place }) => place?.worst ?? '' },
        { label: b.rankAmong, kind: 'figure', cell: ({ place }) => place?.of ?? '' },
        ...trend.map(({ period: one }, index) => ({
          label: periodName(one)[language],
          under: [b.trend],
          kind: 'figure' as const,
          decimals: 2,
          cell: (line: Scoreboard['lines'][number]) => line.trend[index] ?? null,
        })),
      ],
      view.lines,
    ),
  }
}

/** The tree below, with what each drags down. */
export function belowSheet(view: Scoreboard, reader: Reader): Sheet {
  const { language, publicUrl } = reader
  const t = textsFor(texts, language)
  const b = textsFor(boardTexts, language)
  return {
    ...frameOf(view, reader),
    title: t.below,
    ...tableOf<ReturnType<typeof asTree>[number]>(
      [
        {
          label: b.code,
          kind: 'text',
          width: 1.4,
          cell: ({ scored: { unit } }) => ({
            text: unit.code,
            href: `${publicUrl}${scoreboardLinks.board(unit.code, view.board.period)}`,
          }),
        },
        { label: b.agency, kind: 'text', width: 4, cell: ({ scored }) => scored.unit.name },
        { label: t.depth, kind: 'figure', cell: ({ depth }) => depth + 1 },
        {
          label: b.share,
          kind: 'figure',
          decimals: 2,
          cell: ({ scored }) => twoDecimals(scored.score.share),
        },
        { label: b.rank, kind: 'figure', cell: ({ scored }) => scored.rank?.place ?? '' },
        { label: b.rankAmong, kind: 'figure', cell: ({ scored }) => scored.rank?.of ?? '' },
        { label: t.drag, kind: 'figure', decimals: 2, cell: ({ points }) => twoDecimals(points) },
        {
          label: t.dragMost,
          kind: 'text',
          width: 3,
          cell: ({ most }) => (most ? `${most.indicator.code}. ${most.indicator.name[language]}` : ''),
        },
      ],
      asTree(view.drags),
    ),
  }
}
