/** Bảng điểm as tables for files. Pure. */

import { type ColumnOf, type Sheet, type SheetCell, tableOf } from '#kernel/sheets.ts'
import { formatNumber, type Language, textsFor } from '#kernel/text.ts'
import { indicatorLinks } from '../../links/domain.ts'
import { periodName } from '../../periods/domain.ts'
import { type Figure, neededFor } from '../../scoring/domain.ts'
import type { Board, Scored, UnitBoard } from '../domain.ts'
import { texts } from '../texts.ts'

/** For whom and where a table is written. */
export type Reader = { readonly publicUrl: string; readonly language: Language }

export const twoDecimals = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

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
    ...tableOf<Scored>(
      [
        {
          label: t.code,
          kind: 'text',
          width: 1.4,
          cell: ({ unit }) => ({
            text: unit.code,
            href: `${publicUrl}${indicatorLinks.unit(unit.code, board.period)}`,
          }),
        },
        { label: t.agency, kind: 'text', width: 4, cell: ({ unit }) => unit.name },
        { label: t.level, kind: 'text', width: 2, cell: ({ level }) => t[level] },
        { label: t.share, kind: 'figure', decimals: 2, cell: ({ score }) => twoDecimals(score.share) },
        {
          label: t.points,
          kind: 'figure',
          decimals: 2,
          cell: ({ score }) => (score.known > 0 ? score.points : null),
        },
        { label: t.pointsKnown, kind: 'figure', decimals: 2, cell: ({ score }) => score.known },
        { label: t.label, kind: 'text', width: 1.4, cell: ({ score }) => score.label?.name[language] ?? '' },
        { label: t.rank, kind: 'figure', cell: ({ rank }) => rank?.place ?? '' },
        { label: t.rankBest, kind: 'figure', cell: ({ rank }) => rank?.best ?? '' },
        { label: t.rankWorst, kind: 'figure', cell: ({ rank }) => rank?.worst ?? '' },
        { label: t.rankAmong, kind: 'figure', cell: ({ rank }) => rank?.of ?? '' },
      ],
      scored,
    ),
  }
}

/** Every indicator of an agency. */
export function indicatorsSheet(board: UnitBoard, reader: Reader): Sheet {
  const { language, publicUrl } = reader
  const { own, period, set } = board
  const t = textsFor(texts, language)
  const unitNames = { percent: '%', hours: t.inHours, count: t.inPieces, points: t.inPoints } as const
  const stateNames = { known: t.known, nothing: t.nothing, missing: t.noData } as const
  const number = (one: number) => formatNumber(one, language, 2)
  const columns: readonly ColumnOf<Figure>[] = [
    {
      label: t.code,
      kind: 'text',
      cell: ({ indicator }) => ({
        text: indicator.code,
        href: `${publicUrl}${indicatorLinks.passport(own.unit.code, indicator.code, period)}`,
      }),
    },
    { label: t.indicator, kind: 'text', width: 4, cell: ({ indicator }) => indicator.name[language] },
    { label: t.numerator, kind: 'figure', decimals: 2, cell: ({ of }) => of },
    {
      label: t.denominator,
      kind: 'figure',
      decimals: 2,
      cell: ({ indicator, per }) => (indicator.per === undefined ? '' : per),
    },
    { label: t.value, kind: 'figure', decimals: 2, cell: valueCell },
    { label: t.measuredIn, kind: 'text', cell: ({ indicator }) => unitNames[indicator.unit] },
    { label: t.points, kind: 'figure', decimals: 2, cell: pointsCell },
    {
      label: t.pointsMost,
      kind: 'figure',
      decimals: 2,
      cell: ({ indicator }) => indicator.points?.most ?? '',
    },
    {
      label: t.needed,
      kind: 'text',
      width: 2,
      cell: (figure) => {
        const needed = neededFor(figure)
        return needed ? t.neededMore(number(needed.of), number(needed.points)) : ''
      },
    },
    { label: t.state, kind: 'text', width: 1.4, cell: ({ state }) => stateNames[state] },
  ]
  return {
    ...frameOf(board, reader, indicatorLinks.unit(own.unit.code, period)),
    title: t.indicatorsOf(own.unit.name),
    about: [set.name[language], periodName(period)[language]],
    columns: tableOf(columns, []).columns,
    rows: set.groups.flatMap(({ key, name }) => [
      { kind: 'head' as const, cells: [name[language]] },
      ...tableOf(
        columns,
        own.score.figures.filter(({ indicator }) => indicator.group === key),
      ).rows,
    ]),
  }
}

/** Missing is not nought, and what has no value at all stays empty. */
export const valueCell = ({ state, value }: Figure): SheetCell => (state === 'missing' ? null : (value ?? ''))
export const pointsCell = ({ indicator, state, points }: Figure): SheetCell =>
  indicator.points ? (state === 'missing' ? null : (points ?? '')) : ''

/** The score period by period. */
export function trendSheet(board: UnitBoard, reader: Reader): Sheet {
  const { language } = reader
  const { own, period, trend } = board
  const t = textsFor(texts, language)
  return {
    ...frameOf(board, reader, indicatorLinks.unit(own.unit.code, period)),
    title: `${t.trend}: ${own.unit.name}`,
    about: [],
    ...tableOf<UnitBoard['trend'][number]>(
      [
        { label: t.period, kind: 'text', width: 2, cell: (one) => periodName(one.period)[language] },
        { label: t.fromDay, kind: 'day', width: 1.4, cell: (one) => one.period.from },
        { label: t.toDay, kind: 'day', width: 1.4, cell: (one) => one.period.to },
        {
          label: t.share,
          kind: 'figure',
          decimals: 2,
          cell: ({ score }) => twoDecimals(score?.share ?? null),
        },
        { label: t.points, kind: 'figure', decimals: 2, cell: ({ score }) => score?.points ?? null },
        { label: t.pointsKnown, kind: 'figure', decimals: 2, cell: ({ score }) => score?.known ?? null },
      ],
      trend,
    ),
  }
}
