/** Sổ theo dõi hồ sơ on the screen. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { parseTypedDay } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Select } from '#ui/choices.tsx'
import { ButtonGroup, LinkButton } from '#ui/elements.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, FilterBar, Pagination, Table } from '#ui/tables.tsx'
import { resultLinks } from '../../api.ts'
import type { OpenBook } from './commands.ts'
import { type BookEntry, noteOf, type PeriodFault } from './domain.ts'
import { texts } from './texts.ts'

type BookProps = {
  readonly book: OpenBook
  readonly fault: PeriodFault | undefined
  readonly typed: { readonly from: string | undefined; readonly to: string | undefined }
}

export function BookPage(props: BookProps) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

/** The address of the page is the book with its days. */
function queryOf({ unit, period, procedure }: OpenBook, after?: OpenBook['next']): string {
  const query = new URLSearchParams({ tu: period.from, den: period.to, 'don-vi': unit.code })
  if (procedure) query.set('thu-tuc', procedure)
  if (after) query.set('sau', `${after.receivedAt.toISOString()}_${after.code}`)
  return `?${query}`
}

function Body({ book, fault, typed }: BookProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const query = queryOf(book)
  const { entries, total, next, isFirstPage } = book
  return (
    <>
      <PageHead
        kicker={book.unit.name}
        title={t.book}
        lead={t.lead}
        actions={
          entries.length > 0 && (
            <ButtonGroup>
              <LinkButton kind="secondary" icon="print" href={resultLinks.followUpPdf(query)}>
                {t.print}
              </LinkButton>
              <LinkButton kind="secondary" icon="download" href={resultLinks.followUpTable(query)} downloads>
                {t.download}
              </LinkButton>
            </ButtonGroup>
          )
        }
      />
      <Filters book={book} fault={fault} typed={typed} />
      <Entries entries={entries} unitName={book.unit.shortName} />
      <Pagination
        previousHref={isFirstPage ? undefined : resultLinks.followUpBook(query)}
        nextHref={next && resultLinks.followUpBook(queryOf(book, next))}
        summary={entries.length > 0 ? t.shown(entries.length, formatNumber(total, language)) : undefined}
      />
    </>
  )
}

function Filters({ book, fault, typed }: BookProps) {
  const t = useTexts(texts)
  const { period, units, unit, procedures, procedure } = book
  const isLast = fault === 'notADay' && (!typed.from || parseTypedDay(typed.from) !== undefined)
  return (
    <FilterBar action={resultLinks.followUpBook()}>
      <TextInput
        name="tu"
        label={t.from}
        hint={t.dayHint}
        width="short"
        value={fault ? (typed.from ?? '') : formatDate(period.from)}
        error={fault && !isLast ? t[fault] : undefined}
      />
      <TextInput
        name="den"
        label={t.to}
        hint={t.dayHint}
        width="short"
        value={fault ? (typed.to ?? '') : formatDate(period.to)}
        error={isLast ? t[fault] : undefined}
      />
      {units.length > 1 && (
        <Select
          name="don-vi"
          label={t.unit}
          value={unit.code}
          choices={units.map(({ code, shortName }) => ({ value: code, label: shortName }))}
        />
      )}
      <Select
        name="thu-tuc"
        label={t.procedure}
        value={procedure ?? ''}
        choices={[
          { value: '', label: t.anyProcedure },
          ...procedures.map(({ code, name, count }) => ({
            value: code,
            label: t.procedureChoice(name, count),
          })),
        ]}
      />
    </FilterBar>
  )
}

/** Names of some procedures are paragraphs of law; the whole name stands in the dossier and on paper. */
function shortened(name: string): string {
  if (name.length <= nameLettersMax) return name
  return `${name.slice(0, nameLettersMax).replace(/\s+\S*$/, '')}…`
}
const nameLettersMax = 90

type EntriesProps = { readonly entries: readonly BookEntry[]; readonly unitName: string }

function Entries({ entries, unitName }: EntriesProps) {
  const t = useTexts(texts)
  const day = (at: Date | null) => (at ? formatDate(at) : '–')
  const columns: readonly Column<BookEntry>[] = [
    {
      key: 'code',
      label: t.code,
      isRowHead: true,
      cell: ({ code, procedureName, competentName }) => (
        <>
          <a class="dossier-code" href={deskLinks.dossier(code)}>
            {code}
          </a>
          <span class="cell-note">{shortened(procedureName)}</span>
          {competentName !== unitName && <span class="cell-note">{competentName}</span>}
        </>
      ),
    },
    {
      key: 'applicant',
      label: t.applicant,
      cell: ({ applicantName, address, phone }) => (
        <>
          {applicantName}
          <span class="cell-note">{[address, phone].filter(Boolean).join(', ')}</span>
        </>
      ),
    },
    { key: 'received', label: t.received, isCode: true, cell: ({ receivedAt }) => formatDate(receivedAt) },
    { key: 'due', label: t.due, isCode: true, cell: ({ dueAt }) => day(dueAt) },
    {
      key: 'result',
      label: t.result,
      isCode: true,
      isSecondary: true,
      cell: ({ resultAt }) => day(resultAt),
    },
    { key: 'returned', label: t.returned, isCode: true, cell: ({ returnedAt }) => day(returnedAt) },
    { key: 'note', label: t.note, isSecondary: true, cell: noteOf },
  ]
  return (
    <Table
      caption={t.book}
      isCaptionHidden
      columns={columns}
      rows={entries}
      rowKey={({ code }) => code}
      empty={<p>{t.empty}</p>}
    />
  )
}
