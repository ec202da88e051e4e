/** What the check of a log found. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Button, KeyFigure, KeyFigures, LinkButton } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { historyLinks } from '../api.ts'
import type { Fault, Import } from '../domain.ts'
import { texts } from '../texts.ts'
import { faultText } from './domain.ts'
import { remarkTexts } from './texts.ts'

const faultsShown = 50

export function ReportSection({ one }: { readonly one: Import }) {
  const t = useTexts(texts)
  const remarks = useTexts(remarkTexts)
  const { report } = one
  if (!report) return null
  const isClean = report.faultsCount === 0 && report.unmapped.length === 0
  return (
    <Section title={t.report} id="kiem-tra">
      <KeyFigures>
        <KeyFigure label={t.cases} value={formatNumber(report.casesCount)} />
        <KeyFigure label={t.events} value={formatNumber(report.eventsCount)} />
        <KeyFigure label={t.faults} value={formatNumber(report.faultsCount)} />
      </KeyFigures>
      {report.unmapped.length > 0 && (
        <>
          <h3>{t.unmapped}</h3>
          <ul>
            {report.unmapped.map(({ name, count }) => (
              <li key={name}>{`${name} (${formatNumber(count)})`}</li>
            ))}
          </ul>
        </>
      )}
      {report.remarks.length > 0 && (
        <>
          <h3>{t.remarks}</h3>
          <ul>
            {report.remarks.map(({ kind, count }) => (
              <li key={kind}>{remarks[kind](formatNumber(count))}</li>
            ))}
          </ul>
        </>
      )}
      {report.faultsCount > 0 ? <Faults one={one} faults={report.faults} /> : <p>{t.noFaults}</p>}
      {isClean && (
        <PostForm action={historyLinks.load(one.id)}>
          <Button icon="check">{t.load}</Button>
        </PostForm>
      )}
    </Section>
  )
}

function Faults({ one, faults }: { readonly one: Import; readonly faults: readonly Fault[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<Fault>[] = [
    { key: 'line', label: t.line, isRowHead: true, isFigure: true, cell: ({ line }) => formatNumber(line) },
    { key: 'wrong', label: t.wrong, cell: (fault) => faultText(fault, language) },
  ]
  return (
    <>
      <Table
        caption={t.faults}
        columns={columns}
        rows={faults.slice(0, faultsShown)}
        rowKey={({ line, kind }) => `${line} ${kind}`}
        empty={null}
      />
      <LinkButton kind="secondary" icon="download" href={historyLinks.faults(one.id)} downloads>
        {t.downloadFaults}
      </LinkButton>
    </>
  )
}
