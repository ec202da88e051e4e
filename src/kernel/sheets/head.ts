/** Heads of a table in as many rows as they need, with what each spans. */

import type { SheetColumn } from './table.ts'

export type HeadCell = {
  readonly label: string
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** Row by row, from the left; `depth` rows in all. */
export function headGrid(columns: readonly SheetColumn[]): {
  readonly depth: number
  readonly cells: readonly HeadCell[]
} {
  const paths = columns.map(({ under = [], label }) => [...under, label])
  const depth = Math.max(1, ...paths.map(({ length }) => length))
  const cells: HeadCell[] = []
  for (let row = 0; row < depth; row++)
    for (const [column, path] of paths.entries()) {
      const label = path[row]
      if (label === undefined) continue
      if (row === path.length - 1) {
        cells.push({ label, row, column, rowSpan: depth - row, columnSpan: 1 })
        continue
      }
      const isSame = (other: readonly string[] | undefined) =>
        other !== undefined &&
        row < other.length - 1 &&
        other.slice(0, row + 1).join('\n') === path.slice(0, row + 1).join('\n')
      if (isSame(paths[column - 1])) continue
      let end = column + 1
      while (isSame(paths[end])) end++
      cells.push({ label, row, column, rowSpan: 1, columnSpan: end - column })
    }
  return { depth, cells }
}
