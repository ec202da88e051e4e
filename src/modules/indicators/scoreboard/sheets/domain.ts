/** Bảng điểm of a head as tables for files. Pure. */

import type { Sheet } from '#kernel/sheets.ts'
import { textsFor } from '#kernel/text.ts'
import type { Reader } from '../../board/sheets/domain.ts'
import { texts as boardTexts } from '../../board/texts.ts'
import { indicatorLinks, scoreboardLinks } from '../../links/domain.ts'
import { periodName } from '../../periods/domain.ts'
import { isReached } from '../../targets/domain.ts'
import { asTree, type Scoreboard } from '../domain.ts'
import { texts } from '../texts.ts'

const twoDecimals = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

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
    columns: [
      { label: b.code, kind: 'text' },
      { label: b.indicator, kind: 'text', width: 4 },
      { label: b.value, kind: 'figure', decimals: 2 },
      { label: t.goal, kind: 'figure', decimals: 2 },
      { label: b.state, kind: 'text', width: 1.4 },
      { label: b.points, kind: 'figure', decimals: 2 },
      { label: b.pointsMost, kind: 'figure', decimals: 2 },
      { label: b.rank, kind: 'figure' },
      { label: b.rankBest, kind: 'figure' },
      { label: b.rankWorst, kind: 'figure' },
      { label: b.rankAmong, kind: 'figure' },
      ...trend.map(({ period: one }) => ({
        label: periodName(one)[language],
        under: [b.trend],
        kind: 'figure' as const,
        decimals: 2,
      })),
    ],
    rows: view.lines.map(({ figure, goal, place, trend: values }) => {
      const { indicator, value, points, state } = figure
      const isMissing = state === 'missing'
      return {
        cells: [
          {
            text: indicator.code,
            href: `${publicUrl}${indicatorLinks.passport(own.unit.code, indicator.code, period)}`,
          },
          indicator.name[language],
          isMissing ? null : (value ?? ''),
          goal?.value ?? '',
          value === null || !goal ? '' : isReached(indicator, value, goal) ? t.reached : t.notReached,
          indicator.points ? (isMissing ? null : (points ?? '')) : '',
          indicator.points?.most ?? '',
          place?.place ?? '',
          place?.best ?? '',
          place?.worst ?? '',
          place?.of ?? '',
          ...values.map((one) => one ?? null),
        ],
      }
    }),
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
    columns: [
      { label: b.code, kind: 'text', width: 1.4 },
      { label: b.agency, kind: 'text', width: 4 },
      { label: t.depth, kind: 'figure' },
      { label: b.share, kind: 'figure', decimals: 2 },
      { label: b.rank, kind: 'figure' },
      { label: b.rankAmong, kind: 'figure' },
      { label: t.drag, kind: 'figure', decimals: 2 },
      { label: t.dragMost, kind: 'text', width: 3 },
    ],
    rows: asTree(view.drags).map(({ scored, depth, points, most }) => ({
      cells: [
        {
          text: scored.unit.code,
          href: `${publicUrl}${scoreboardLinks.board(scored.unit.code, view.board.period)}`,
        },
        scored.unit.name,
        depth + 1,
        twoDecimals(scored.score.share),
        scored.rank?.place ?? '',
        scored.rank?.of ?? '',
        twoDecimals(points),
        most ? `${most.indicator.code}. ${most.indicator.name[language]}` : '',
      ],
    })),
  }
}
