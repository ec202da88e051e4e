/** Từng hồ sơ: which things make a figure, where its formula is a sum; their table for files. Pure. */

import { expression } from '#kernel/expressions.ts'
import { type Sheet, tableOf } from '#kernel/sheets.ts'
import { type Language, textsFor } from '#kernel/text.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import { texts } from '../board/texts.ts'
import type { Span } from '../figures/domain.ts'
import { formulaOver, keyOf, type Wanted, wantedIn } from '../scoring/domain.ts'

/** The marks of a measure on these days count so many times. */
export type Window = {
  readonly measure: string
  readonly weight: number
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** A thing with what is left of it when all windows are added up. */
export type NetRow = {
  readonly subjectId: string
  readonly code: string | null
  readonly item: string
  readonly unitId: string
  readonly on: CalendarDate
  readonly value: number
  readonly reason: string | null
  readonly words: string | null
}

export const rowsPerPage = 50
const sheetRowsMax = 20_000

/** Which of the rows are read: one page, counted from 1, or as many as a file holds. */
export const pageOf = (page: number, isWhole: boolean): { readonly most: number; readonly from: number } =>
  isWhole ? { most: sheetRowsMax, from: 0 } : { most: rowsPerPage, from: (page - 1) * rowsPerPage }

/** The things as a table for files. */
export function rowTable(
  rows: readonly NetRow[],
  unitName: (id: string) => string,
  language: Language,
): Pick<Sheet, 'columns' | 'rows'> {
  const t = textsFor(texts, language)
  return tableOf<NetRow>(
    [
      { label: t.dossier, kind: 'text', width: 2.4, cell: ({ code }) => code ?? '' },
      { label: t.procedure, kind: 'text', width: 1.2, cell: ({ item }) => item },
      { label: t.agency, kind: 'text', width: 3, cell: ({ unitId }) => unitName(unitId) },
      { label: t.day, kind: 'day', width: 1.2, cell: ({ on }) => on },
      { label: t.counted, kind: 'figure', cell: ({ value }) => value },
    ],
    rows,
  )
}

const firstOfAll = '0001-01-01' as CalendarDate
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]

/**
 * By how much each reading counts in a formula; `undefined` where the formula is no sum of marks, so that nobody can say which
 * things make it.
 */
export function weightsOf(text: string): readonly (Wanted & { readonly weight: number })[] | undefined {
  const names = [...new Set(expression(text).names)]
  const wanted = names.flatMap((name) => wantedIn(name) ?? [])
  if (wanted.length < names.length) return undefined
  if (wanted.length === 0 || wanted.length > primes.length) return undefined
  if (!wanted.every(({ reading }) => ['during', 'before', 'upTo'].includes(reading))) return undefined
  const over = (value: (index: number) => number) =>
    formulaOver(text, new Map(wanted.map((one, index) => [keyOf(one), value(index)])))
  const weights = wanted.map((_one, at) => over((index) => (index === at ? 1 : 0)))
  if (over(() => 0) !== 0 || weights.includes(null)) return undefined
  // Where some far and some near figures give the weighted sum, the formula is one.
  for (const far of [0, 100_000]) {
    const probe = (index: number) => far + (primes[index] ?? 0)
    const sum = weights.reduce<number>((total, weight, index) => total + (weight ?? 0) * probe(index), 0)
    const gap = Math.abs((over(probe) ?? Number.NaN) - sum)
    if (!(gap < 1e-6)) return undefined
  }
  return wanted.map((one, index) => ({ ...one, weight: weights[index] ?? 0 }))
}

/** The days that each reading takes in. `undefined` as for `weightsOf`. */
export function windowsOf(text: string, { from, to }: Span): readonly Window[] | undefined {
  return weightsOf(text)?.map(({ reading, measure, weight }) => ({
    measure,
    weight,
    from: reading === 'during' ? from : firstOfAll,
    to: reading === 'before' ? addDays(from, -1) : to,
  }))
}
