/** Hộ chiếu của một con số, and the rows behind it. Pure. */

import { type Sheet, tableOf } from '#kernel/sheets.ts'
import { formatDate, textsFor } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { besideOf, type UnitBoard } from '../board/domain.ts'
import type { Reader } from '../board/sheets/domain.ts'
import { texts } from '../board/texts.ts'
import type { KnownMeasure } from '../domain.ts'
import type { UnitAt } from '../figures/domain.ts'
import { indicatorLinks } from '../links/domain.ts'
import { type Period, periodName } from '../periods/domain.ts'
import type { Figure, Wanted } from '../scoring/domain.ts'

export type Input = {
  readonly wanted: Wanted
  readonly measure: KnownMeasure
  readonly value: number | null
}

export type MarkedRow = {
  readonly subjectId: string
  readonly on: CalendarDate
  readonly item: string
  readonly value: number
  readonly code: string | null
}

export type Rows = {
  readonly unit: UnitAt
  readonly measure: KnownMeasure
  readonly period: Period
  readonly rows: readonly MarkedRow[]
  readonly total: number
  readonly page: number
  readonly completeUntil: Date
}

export const origins = {
  marks: 'fromMarks',
  list: 'fromList',
  people: 'fromPeople',
  both: 'fromBoth',
} as const

/** What went into a figure. */
export function inputsSheet(
  {
    board,
    figure,
    inputs,
  }: { readonly board: UnitBoard; readonly figure: Figure; readonly inputs: readonly Input[] },
  { publicUrl, language }: Reader,
): Sheet {
  const t = textsFor(texts, language)
  const { own, period, set } = board
  const { indicator } = figure
  return {
    title: `${indicator.code}. ${indicator.name[language]}`,
    about: [own.unit.name, periodName(period)[language]],
    ...tableOf<Input>(
      [
        { label: t.measure, kind: 'text', width: 3, cell: ({ measure }) => measure.label[language] },
        { label: t.meaning, kind: 'text', width: 4, cell: ({ measure }) => measure.meaning[language] },
        { label: t.origin, kind: 'text', width: 1.6, cell: ({ measure }) => t[origins[measure.from]] },
        { label: t.reading, kind: 'text', width: 1.6, cell: ({ wanted }) => t[wanted.reading] },
        { label: t.value, kind: 'figure', decimals: 2, cell: ({ value }) => value },
      ],
      inputs,
    ),
    notes: [
      `${t.numerator}: ${indicator.of}`,
      ...(indicator.per === undefined ? [] : [`${t.denominator}: ${indicator.per}`]),
      t.versionFrom(set.version, formatDate(set.validFrom as CalendarDate)),
      indicator.legal,
      ...(indicator.note === undefined ? [] : [indicator.note]),
    ],
    passport: `${publicUrl}${indicatorLinks.passport(own.unit.code, indicator.code, period, besideOf(set))}`,
    completeUntil: board.completeUntil,
    language,
  }
}

/** The dossiers of a measure. */
export function rowsSheet(
  { unit, measure, period, rows, completeUntil }: Rows,
  { publicUrl, language }: Reader,
): Sheet {
  const t = textsFor(texts, language)
  return {
    title: measure.label[language],
    about: [unit.name, periodName(period)[language]],
    ...tableOf<Rows['rows'][number]>(
      [
        { label: t.dossier, kind: 'text', width: 2.4, cell: ({ code }) => code ?? '' },
        { label: t.procedure, kind: 'text', width: 1.2, cell: ({ item }) => item },
        { label: t.day, kind: 'day', width: 1.2, cell: ({ on }) => on },
        { label: t.counted, kind: 'figure', cell: ({ value }) => value },
      ],
      rows,
    ),
    notes: [measure.meaning[language]],
    passport: `${publicUrl}${indicatorLinks.rows(unit.code, measure.key, period)}`,
    completeUntil,
    language,
  }
}
