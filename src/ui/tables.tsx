/** Lists of many things: table, filters, pages and acts on chosen rows. All are links and plain forms. */
import type { ComponentChildren, Key } from 'preact'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { Button } from './elements.tsx'
import { Icon } from './icons.tsx'
import { listTexts } from './texts.ts'

export type SortDirection = 'ascending' | 'descending'

export type Column<Row> = {
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => ComponentChildren
  /** Where the head leads to sort by this column. */
  readonly sortHref?: string | undefined
  readonly sorted?: SortDirection | undefined
  readonly isFigure?: boolean | undefined
  /** Codes and days that must not break over two lines. */
  readonly isCode?: boolean | undefined
  /** The column that names the row; its cells become row heads. */
  readonly isRowHead?: boolean | undefined
  /** Hidden on narrow screens, where its content is found in the row's page. */
  readonly isSecondary?: boolean | undefined
}

export type TableSelection<Row> = {
  readonly name: string
  readonly value: (row: Row) => string
  readonly label: (row: Row) => string
  readonly chosen?: readonly string[] | undefined
}

type TableProps<Row> = {
  readonly caption: string
  readonly isCaptionHidden?: boolean | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => Key
  /** Said instead of an empty table, with what to do next. */
  readonly empty: ComponentChildren
  readonly selection?: TableSelection<Row> | undefined
  readonly isCurrent?: ((row: Row) => boolean) | undefined
  /** On narrow screens each row is a card with the names of its columns, and nothing of it is left out. */
  readonly isCards?: boolean | undefined
  /** Foot of the table: source, "số liệu đến …". */
  readonly foot?: ComponentChildren
}

function columnClass<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.isFigure && 'figure-cell',
    column.isCode && 'code-cell',
    column.isSecondary && 'secondary-cell',
  ].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}

function HeadCell<Row>({ column }: { readonly column: Column<Row> }) {
  const texts = useTexts(listTexts)
  return (
    <th scope="col" class={columnClass(column)} aria-sort={column.sorted}>
      {column.sortHref ? (
        <a href={column.sortHref} class={column.sorted ? `sort sort-${column.sorted}` : 'sort'}>
          {column.label}
          {column.sorted && <span class="visually-hidden">, {texts[column.sorted]}</span>}
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}

function BodyRow<Row>({ row, table }: { readonly row: Row; readonly table: TableProps<Row> }) {
  const texts = useTexts(listTexts)
  const { selection } = table
  const value = selection?.value(row)
  // Browsers forget what a table is once its parts are laid out as blocks.
  const role = <R extends string>(name: R) => (table.isCards ? name : undefined)
  return (
    <tr aria-current={table.isCurrent?.(row) ? 'true' : undefined} role={role('row')}>
      {selection && value !== undefined && (
        <td class="select-cell">
          <input
            type="checkbox"
            name={selection.name}
            value={value}
            checked={selection.chosen?.includes(value)}
            aria-label={texts.select(selection.label(row))}
          />
        </td>
      )}
      {table.columns.map((column) =>
        column.isRowHead ? (
          <th key={column.key} scope="row" class={columnClass(column)} role={role('rowheader')}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} class={columnClass(column)} role={role('cell')} data-label={column.label}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}

/** A table that scrolls sideways inside itself when it must, reachable by keyboard. */
export function Table<Row>(props: TableProps<Row>) {
  const texts = useTexts(listTexts)
  if (props.rows.length === 0) return <div class="empty">{props.empty}</div>
  return (
    // A scrolling region has to take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="table-scroll" aria-label={props.caption} tabIndex={0}>
      <table
        class={props.isCards ? 'cards' : undefined}
        role={props.isCards ? 'table' : undefined}
        data-list={props.selection || props.columns.some((column) => column.isRowHead) ? '' : undefined}
      >
        <caption class={props.isCaptionHidden ? 'visually-hidden' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.selection && (
              <th scope="col" class="select-cell">
                <span class="visually-hidden">{texts.selectColumn}</span>
              </th>
            )}
            {props.columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <BodyRow key={props.rowKey(row)} row={row} table={props} />
          ))}
        </tbody>
      </table>
      {props.foot && <p class="hint">{props.foot}</p>}
    </section>
  )
}

const fileFormats = ['csv', 'xlsx', 'pdf'] as const

/** The table to take away, in each form that it is written in. */
export function FileLinks({
  label,
  of,
  href,
}: {
  readonly label: string
  /** Which table, where a page has several: said to those who cannot see where the links stand. */
  readonly of?: string | undefined
  readonly href: (format: (typeof fileFormats)[number]) => string
}) {
  return (
    <p class="file-links">
      <Icon name="download" small />
      <span>{label}:</span>
      {fileFormats.map((format) => (
        <a
          key={format}
          href={href(format)}
          aria-label={[label, of, format.toUpperCase()].filter(Boolean).join(' ')}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}

export type Chip = { readonly label: string; readonly removeHref: string }

type FilterBarProps = {
  readonly action: string
  readonly label?: string | undefined
  /** Inputs of the conditions. */
  readonly children: ComponentChildren
  /** Conditions in force; each can be removed by its link. */
  readonly chips?: readonly Chip[] | undefined
  readonly clearHref?: string | undefined
}

/** Conditions of a list as a GET form, so that the address of the page is the view. */
export function FilterBar(props: FilterBarProps) {
  const texts = useTexts(listTexts)
  const chips = props.chips ?? []
  return (
    <div class="filters">
      <search>
        <form
          method="get"
          action={props.action}
          class="filter-form"
          aria-label={props.label ?? texts.filters}
        >
          {props.children}
          <Button kind="secondary" icon="filter">
            {texts.apply}
          </Button>
        </form>
      </search>
      {chips.length > 0 && (
        <ul class="chips" aria-label={texts.filters}>
          {chips.map((chip) => (
            <li key={chip.removeHref}>
              <a class="chip" href={chip.removeHref}>
                <span class="visually-hidden">{texts.removeFilter('')}</span>
                {chip.label}
                <Icon name="close" small />
              </a>
            </li>
          ))}
          {props.clearHref && (
            <li>
              <a href={props.clearHref}>{texts.clearFilters}</a>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

type PaginationProps = {
  readonly previousHref?: string | undefined
  readonly nextHref?: string | undefined
  /** What is shown: "1–50 trên 1.204 hồ sơ". */
  readonly summary?: string | undefined
}

/** Before and after by key; there are no page numbers to go stale. */
export function Pagination({ previousHref, nextHref, summary }: PaginationProps) {
  const texts = useTexts(listTexts)
  if (!previousHref && !nextHref && !summary) return null
  return (
    <nav class="pagination" aria-label={texts.pages}>
      {previousHref && (
        <a class="button button-secondary" href={previousHref} rel="prev">
          <Icon name="arrowLeft" />
          <span>{texts.previous}</span>
        </a>
      )}
      {summary && <p>{summary}</p>}
      {nextHref && (
        <a class="button button-secondary" href={nextHref} rel="next">
          <span>{texts.next}</span>
          <Icon name="arrowRight" />
        </a>
      )}
    </nav>
  )
}

type BulkFormProps = {
  readonly action: string
  readonly hidden?: Readonly<Record<string, string>> | undefined
  /** The buttons, each with its own name, value or address. */
  readonly actions: ComponentChildren
  /** The table whose rows are chosen. */
  readonly children: ComponentChildren
}

/** Acts on the chosen rows of the table inside. */
export function BulkActionForm(props: BulkFormProps) {
  const texts = useTexts(listTexts)
  return (
    <PostForm action={props.action} hidden={props.hidden} class="bulk">
      {props.children}
      <div class="bulk-bar">
        <span>{texts.selectedActions}</span>
        {props.actions}
      </div>
    </PostForm>
  )
}
