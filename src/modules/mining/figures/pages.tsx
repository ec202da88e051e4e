/** A table of figures with its file. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { type Column, Table } from '#ui/tables.tsx'
import { miningLinks } from '../api.ts'
import { texts } from '../texts.ts'
import type { Sheet, Value } from './domain.ts'
import { texts as sheetTexts } from './texts.ts'
import { valueInWords } from './writing/domain.ts'

type SheetProps = {
  readonly sheet: Sheet
  /** What the page was asked for. */
  readonly query: Readonly<Record<string, string | undefined>>
  readonly hasHeading?: boolean
  /** A page shows no more; the file has all. */
  readonly rowsMax?: number
}

export function SheetTable({ sheet, query, hasHeading, rowsMax = 12 }: SheetProps) {
  const t = useTexts(texts)
  const words = useTexts(sheetTexts)
  const { language } = usePage()
  const { name, rows } = sheet
  const title = words[name]
  const columns = sheet.columns.map(
    ({ key, kind }, at): Column<readonly Value[]> => ({
      key,
      label: String(words[key]),
      isFigure: kind !== 'text',
      isRowHead: at === 0,
      cell: (row) => valueInWords(row[at] ?? null, kind, language),
    }),
  )
  return (
    <>
      {hasHeading && <h3>{title}</h3>}
      <Table
        caption={title}
        isCaptionHidden
        isCards
        columns={columns}
        rows={rows.slice(0, rowsMax)}
        rowKey={(row) => row.slice(0, 2).join('\0')}
        empty={<p>{t.none}</p>}
      />
      {rows.length > 0 && (
        <p class="hint">
          {rows.length > rowsMax && `${t.moreRows(rowsMax, formatNumber(rows.length, language))} `}
          <a href={miningLinks.table(name, query)} download>
            {t.download(title)}
          </a>
        </p>
      )}
    </>
  )
}
