/** Bảng điểm as tables for files. Pure. */

import type { Sheet } from '#kernel/sheets.ts'
import { formatNumber, type Language, textsFor } from '#kernel/text.ts'
import { indicatorLinks } from '../../links/domain.ts'
import { periodName } from '../../periods/domain.ts'
import { neededFor } from '../../scoring/domain.ts'
import type { Board, Scored, UnitBoard } from '../domain.ts'
import { texts } from '../texts.ts'

/** For whom and where a table is written. */
export type Reader = { readonly publicUrl: string; readonly language: Language }

const twoDecimals = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

function frameOf(board: Board, { publicUrl, language }: Reader, path: string) {
  const t = textsFor(texts, language)
  return {
    notes: [t.methodLead, ...(board.period.to >= board.today ? [t.running] : []), board.set.legal],
    passport: `${publicUrl}${path}`,
    completeUntil: board.completeUntil,
    language,
  }
}

/** Agencies with points, place and label. */
export function unitsSheet(
  board: Board,
  scored: readonly Scored[],
  { title, path }: { readonly title: string; readonly path: string },
  reader: Reader,
): Sheet {
  const { language, publicUrl } = reader
  const t = textsFor(texts, language)
  return {
    ...frameOf(board, reader, path),
    title: t.scoresOf(title),
    about: [periodName(board.period)[language]],
    columns: [
      { label: t.code, kind: 'text', width: 1.4 },
      { label: t.agency, kind: 'text', width: 4 },
      { label: t.level, kind: 'text', width: 2 },
      { label: t.share, kind: 'figure', decimals: 2 },
      { label: t.points, kind: 'figure', decimals: 2 },
      { label: t.pointsKnown, kind: 'figure', decimals: 2 },
      { label: t.label, kind: 'text', width: 1.4 },
      { label: t.rank, kind: 'figure' },
      { label: t.rankBest, kind: 'figure' },
      { label: t.rankWorst, kind: 'figure' },
      { label: t.rankAmong, kind: 'figure' },
    ],
    rows: scored.map(({ unit, level, score, rank }) => ({
      cells: [
        { text: unit.code, href: `${publicUrl}${indicatorLinks.unit(unit.code, board.period)}` },
        unit.name,
        t[level],
        twoDecimals(score.share),
        score.known > 0 ? score.points : null,
        score.known,
        score.label?.name[language] ?? '',
        rank?.place ?? '',
        rank?.best ?? '',
        rank?.worst ?? '',
        rank?.of ?? '',
      ],
    })),
  }
}

/** Every indicator of an agency. */
export function indicatorsSheet(board: UnitBoard, reader: Reader): Sheet {
  const { language, publicUrl } = reader
  const { own, period, set } = board
  const t = textsFor(texts, language)
  const unitNames = { percent: '%', hours: t.inHours, count: t.inPieces, points: t.inPoints } as const
  return {
    ...frameOf(board, reader, indicatorLinks.unit(own.unit.code, period)),
    title: t.indicatorsOf(own.unit.name),
    about: [set.name[language], periodName(period)[language]],
    columns: [
      { label: t.code, kind: 'text' },
      { label: t.indicator, kind: 'text', width: 4 },
      { label: t.numerator, kind: 'figure', decimals: 2 },
      { label: t.denominator, kind: 'figure', decimals: 2 },
      { label: t.value, kind: 'figure', decimals: 2 },
      { label: t.measuredIn, kind: 'text' },
      { label: t.points, kind: 'figure', decimals: 2 },
      { label: t.pointsMost, kind: 'figure', decimals: 2 },
      { label: t.needed, kind: 'text', width: 2 },
      { label: t.state, kind: 'text', width: 1.4 },
    ],
    rows: set.groups.flatMap(({ key, name }) => [
      { kind: 'head' as const, cells: [name[language]] },
      ...own.score.figures
        .filter(({ indicator }) => indicator.group === key)
        .map((figure) => {
          const { indicator, of, per, value, points, state } = figure
          const needed = neededFor(figure)
          const number = (one: number) => formatNumber(one, language, 2)
          const isMissing = state === 'missing'
          return {
            cells: [
              {
                text: indicator.code,
                href: `${publicUrl}${indicatorLinks.passport(own.unit.code, indicator.code, period)}`,
              },
              indicator.name[language],
              of,
              indicator.per === undefined ? '' : per,
              isMissing ? null : (value ?? ''),
              unitNames[indicator.unit],
              indicator.points ? (isMissing ? null : (points ?? '')) : '',
              indicator.points?.most ?? '',
              needed ? t.neededMore(number(needed.of), number(needed.points)) : '',
              state === 'known' ? t.known : state === 'nothing' ? t.nothing : t.noData,
            ],
          }
        }),
    ]),
  }
}

/** The score period by period. */
export function trendSheet(board: UnitBoard, reader: Reader): Sheet {
  const { language } = reader
  const { own, period, trend } = board
  const t = textsFor(texts, language)
  return {
    ...frameOf(board, reader, indicatorLinks.unit(own.unit.code, period)),
    title: `${t.trend}: ${own.unit.name}`,
    about: [],
    columns: [
      { label: t.period, kind: 'text', width: 2 },
      { label: t.fromDay, kind: 'day', width: 1.4 },
      { label: t.toDay, kind: 'day', width: 1.4 },
      { label: t.share, kind: 'figure', decimals: 2 },
      { label: t.points, kind: 'figure', decimals: 2 },
      { label: t.pointsKnown, kind: 'figure', decimals: 2 },
    ],
    rows: trend.map(({ period: one, score }) => ({
      cells: [
        periodName(one)[language],
        one.from,
        one.to,
        twoDecimals(score?.share ?? null),
        score?.points ?? null,
        score?.known ?? null,
      ],
    })),
  }
}
