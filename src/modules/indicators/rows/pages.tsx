/** Từng hồ sơ on the screen: a page of the things behind a figure, on to the next, and the whole as a file. */

import { usePage, useTexts } from '#kernel/page.tsx'
import type { SheetFormat } from '#kernel/sheets.ts'
import { formatDate, formatNumber } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { type Column, FileLinks, Pagination, Table } from '#ui/tables.tsx'
import { texts } from '../board/texts.ts'
import { rowsPerPage } from './domain.ts'

type RowFacts = { readonly code: string | null; readonly item: string; readonly on: CalendarDate }

/** The columns that every list of dossiers has, with those of this list before the day and after it. */
export function useRowColumns<Row extends RowFacts>({
  itemName = (item) => item,
  before = [],
  after = [],
}: {
  readonly itemName?: ((item: string) => string) | undefined
  readonly before?: readonly Column<Row>[]
  readonly after?: readonly Column<Row>[]
}): readonly Column<Row>[] {
  const t = useTexts(texts)
  return [
    {
      key: 'dossier',
      label: t.dossier,
      isRowHead: true,
      isCode: true,
      cell: ({ code }) => (code === null ? '–' : <a href={deskLinks.dossier(code)}>{code}</a>),
    },
    { key: 'procedure', label: t.procedure, cell: ({ item }) => itemName(item) },
    ...before,
    { key: 'day', label: t.day, isCode: true, cell: ({ on }) => formatDate(on) },
    ...after,
  ]
}

/** The table of one page, how many there are, and the files. */
export function RowPage<Row extends RowFacts>(props: {
  readonly columns: readonly Column<Row>[]
  readonly found: { readonly rows: readonly Row[]; readonly total: number; readonly page: number }
  readonly rowKey: (row: Row) => string
  readonly empty: string
  /** Address of another page. */
  readonly open: (page: number) => string
  readonly file: (format: SheetFormat) => string
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { columns, found, rowKey, empty, open, file } = props
  const { rows, total, page } = found
  return (
    <>
      <Table
        caption={t.rowsTitle}
        isCaptionHidden
        isCards
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        empty={<p>{empty}</p>}
      />
      <Pagination
        summary={t.rowsTotal(formatNumber(total, language))}
        previousHref={page > 1 ? open(page - 1) : undefined}
        nextHref={page * rowsPerPage < total ? open(page + 1) : undefined}
      />
      <FileLinks label={t.tableFiles} href={file} />
    </>
  )
}
