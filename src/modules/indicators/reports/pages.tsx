/** Biểu báo cáo on the screen: the form as it is sent, each figure a way to its dossiers. */

import { Fragment } from 'preact'
import { usePage, useTexts } from '#kernel/page.tsx'
import { headGrid } from '#kernel/sheets.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink } from '#ui/elements.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FileLinks, FilterBar } from '#ui/tables.tsx'
import { texts as boardTexts } from '../board/texts.ts'
import { AgencySelect } from '../choosing/pages.tsx'
import { reportLinks } from '../links/domain.ts'
import { lastPeriods, type Period, periodInside, periodKey, periodName, periodOf } from '../periods/domain.ts'
import type { NetRow } from '../rows/domain.ts'
import { RowPage, useRowColumns } from '../rows/pages.tsx'
import { formulaWords } from '../scoring/domain.ts'
import { type CellRows, type ReportView, reportPeriods } from './domain.ts'
import { numbered, periodWords, reportColumns } from './sheets/domain.ts'
import { texts } from './texts.ts'

type Measures = (key: string) => string

export function ReportPage(props: { readonly view: ReportView; readonly measureName: Measures }) {
  return (
    <OfficeFrame>
      <OneReport {...props} />
    </OfficeFrame>
  )
}

function OneReport({ view, measureName }: { readonly view: ReportView; readonly measureName: Measures }) {
  const t = useTexts(texts)
  const { completeUntil: until } = useTexts(boardTexts)
  const { language } = usePage()
  const { report, unit, period } = view
  return (
    <>
      <PageHead kicker={`${report.form}, ${report.legal}`} title={report.name[language]} lead={t.lead} />
      <ReportFilters view={view} />
      <Section title={unit.name} id="bieu">
        <p>
          {periodWords(period, language)}. {t.unit}. {until(formatDateTime(view.completeUntil, language))}.
        </p>
        {period.to >= view.today && <p class="hint">{t.running}</p>}
        <ReportTable view={view} />
        <FileLinks
          label={t.files}
          href={(format) => reportLinks.sheet(report.code, format, unit.code, period)}
        />
        {report.rows === 'reasons' && view.mayExplain && (
          <p>
            <a href={reportLinks.reasons(unit.code, period)}>{t.explain}</a>
          </p>
        )}
      </Section>
      <Section title={t.notes} id="cach-lap">
        {report.notes.map((note) => (
          <p key={note.vi}>{note[language]}</p>
        ))}
        <Disclosure summary={t.formula}>
          <Formulas view={view} measureName={measureName} />
        </Disclosure>
      </Section>
    </>
  )
}

function ReportFilters({
  view: { report, reports, unit, wards, period, today },
}: {
  readonly view: ReportView
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <FilterBar action={reportLinks.all()}>
      <Select
        name="bieu"
        label={t.form}
        placeholder={null}
        value={report.code}
        choices={reports.map(({ code, form, name }) => ({
          value: code,
          label: `${form}: ${name[language]}`,
        }))}
      />
      {wards.length > 1 && <AgencySelect unit={unit} units={wards} />}
      <ReportPeriodSelect period={period} today={today} />
    </FilterBar>
  )
}

const choiceCount = 4

/** Periods of the decree, then those of the calendar. */
export function ReportPeriodSelect({
  period,
  today,
}: {
  readonly period: Period
  readonly today: ReportView['today']
}) {
  const t = useTexts(texts)
  const { language } = usePage()
  const choicesOf = (kinds: readonly Period['kind'][]) =>
    kinds
      .flatMap((kind) => {
        const now = periodOf(kind, today)
        // After nine months of a year there are none that run.
        const last = now ?? periodOf(kind, `${today.slice(0, 4)}-06-01` as ReportView['today'])
        return last ? lastPeriods(last, choiceCount).toReversed() : []
      })
      .filter(({ from }) => from <= today)
      .map((one) => ({ value: periodKey(one), label: periodName(one)[language] }))
  return (
    <Select
      name="ky"
      label={t.period}
      placeholder={null}
      value={periodKey(period)}
      groups={[
        {
          label: t.reportKinds,
          choices: choicesOf(reportPeriods.filter((kind) => kind.startsWith('report'))),
        },
        {
          label: t.calendarKinds,
          choices: choicesOf(reportPeriods.filter((kind) => !kind.startsWith('report'))),
        },
      ]}
    />
  )
}

function ReportTable({ view }: { readonly view: ReportView }) {
  const { language } = usePage()
  const { report, unit } = view
  const columns = reportColumns(view, language)
  const { depth, cells } = headGrid(columns)
  return (
    // A scrolling region has to take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="table-scroll" aria-label={report.form} tabIndex={0}>
      <table class="report-table">
        <caption class="visually-hidden">{`${report.name[language]}, ${unit.name}`}</caption>
        <thead>
          {Array.from({ length: depth }, (_row, row) => (
            <tr key={`head-${row}`}>
              {cells
                .filter((cell) => cell.row === row)
                .map(({ label, column, rowSpan, columnSpan }) => (
                  <th
                    key={column}
                    scope={columnSpan > 1 ? 'colgroup' : 'col'}
                    rowSpan={rowSpan}
                    colSpan={columnSpan}
                  >
                    {label}
                  </th>
                ))}
            </tr>
          ))}
          <tr class="column-numbers">
            {columns.map((_column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={index}>{index + 1}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(view.rows).map((row) => (
            <ReportLine key={row.key} row={row} view={view} width={columns.length} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type LineProps = {
  readonly row: ReturnType<typeof numbered>[number]
  readonly view: ReportView
  readonly width: number
}

function ReportLine({ row, view: { report, unit, period, hasRows }, width }: LineProps) {
  const { noData } = useTexts(boardTexts)
  const { language } = usePage()
  if (row.kind === 'head')
    return (
      <tr class="row-head">
        <th scope="rowgroup" colSpan={width}>
          {row.name}
        </th>
      </tr>
    )
  const shown = (value: number | null, column: string) => {
    if (value === null) return <span class="visually-hidden">{noData}</span>
    const figure = formatNumber(value, language)
    if (value === 0 || !hasRows) return figure
    return <a href={reportLinks.cell(report.code, unit.code, period, column, row.key)}>{figure}</a>
  }
  return (
    <tr class={row.kind === 'total' ? 'row-total' : undefined}>
      <td>{row.order}</td>
      <th scope="row">{row.name}</th>
      {report.columns.map(({ key }, index) => {
        const value = row.values[index] ?? null
        return (
          <td key={key} class={value === null ? 'figure-cell missing-cell' : 'figure-cell'}>
            {shown(value, key)}
          </td>
        )
      })}
    </tr>
  )
}

function Formulas({
  view: { report },
  measureName,
}: {
  readonly view: ReportView
  readonly measureName: Measures
}) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const readings = { during: b.during, before: b.before, upTo: b.upTo } as const
  const words = (name: string) => {
    const [reading = '', ...rest] = name.split('.')
    const how = readings[reading as keyof typeof readings]
    return how && `${measureName(rest.join('.'))} (${how})`
  }
  return (
    <dl class="summary-list">
      {report.columns.map(({ key, name, under = [], of }) => (
        <Fragment key={key}>
          <div class="summary-row">
            <dt>{[...under, name].map((head) => head[language]).join(', ')}</dt>
            <dd>{formulaWords(of, words)}</dd>
          </div>
        </Fragment>
      ))}
      <p class="visually-hidden">{t.formulaHead}</p>
    </dl>
  )
}

export function CellPage(props: CellProps) {
  return (
    <OfficeFrame>
      <Cell {...props} />
    </OfficeFrame>
  )
}

type CellProps = {
  readonly found: CellRows
  readonly unitName: (id: string) => string
  readonly procedureName: (code: string) => string
}

function Cell({ found, unitName, procedureName }: CellProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { view, column, row } = found
  const { report, unit, period } = view
  const heads = [...(column.under ?? []), column.name].map((head) => head[language]).join(', ')
  const reasonName = (key: string | null) =>
    view.reports.flatMap(({ reasons = [] }) => reasons).find((one) => one.key === key)?.name[language] ?? ''
  const columns = useRowColumns<NetRow>({
    itemName: procedureName,
    before: [{ key: 'agency', label: t.agency, cell: ({ unitId }) => unitName(unitId) }],
    after:
      report.rows === 'reasons'
        ? [
            {
              key: 'reason',
              label: t.reason,
              cell: ({ reason, words }) =>
                [reasonName(reason), words].filter(Boolean).join(': ') || t.noReason,
            },
          ]
        : [],
  })
  return (
    <>
      <BackLink href={reportLinks.report(report.code, unit.code, period)}>{report.form}</BackLink>
      <PageHead
        kicker={`${unit.name}, ${periodInside(period)[language]}`}
        title={t.rowsOf(row.name, heads)}
        lead={t.rowsLead}
      />
      <RowPage
        columns={columns}
        found={found}
        rowKey={({ subjectId }) => subjectId}
        empty={t.nothing}
        open={(to) => reportLinks.cell(report.code, unit.code, period, column.key, row.key, to)}
        file={(format) => reportLinks.cellSheet(report.code, format, unit.code, period, column.key, row.key)}
      />
    </>
  )
}
