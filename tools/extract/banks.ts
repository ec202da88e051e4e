/** Banks of VietQR by their six digits (BIN), as payers know them. */

type Cells = Readonly<Record<string, string>>

/** A bank that was renamed keeps its digits: both names stand beside each other. */
export function banksOf(rows: readonly Cells[]): Readonly<Record<string, string>> {
  const named = Map.groupBy(rows, ({ bin = '' }) => bin)
  return Object.fromEntries(
    [...named]
      .map(([bin, banks]) => [bin, banks.map(({ short_name: name = '' }) => name).join(' / ')] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  )
}
