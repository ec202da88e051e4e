/** A table for programs. */

import { csvTable } from '../text.ts'
import { plain, type Sheet } from './table.ts'

/** For programs: one line of heads, figures with a point, days as they are sorted; what is missing is empty. */
export function csvOf({ columns, rows }: Sheet): string {
  const heads = columns.map(({ under = [], label }) => [...under, label].join(' – '))
  return csvTable([
    heads,
    ...rows
      .filter(({ kind }) => kind !== 'head')
      .map(({ cells }) => cells.map((cell) => plain(cell, (figure) => String(figure)))),
  ])
}
