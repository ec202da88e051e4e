/** The dossiers of an indicator, for officers of the agency. */

import { Fragment } from 'preact'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { BackLink } from '#ui/elements.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, FileLinks, Pagination, Table } from '#ui/tables.tsx'
import { texts as boardTexts } from '../../board/texts.ts'
import { scoreboardLinks } from '../../links/domain.ts'
import { periodInside } from '../../periods/domain.ts'
import type { NetRow } from '../../rows/domain.ts'
import { rowsPerPage } from '../commands.ts'
import { texts } from '../texts.ts'
import { type PartRows, partWords } from './domain.ts'

export function PartPage(props: { readonly found: PartRows }) {
  return (
    <OfficeFrame>
      <Part {...props} />
    </OfficeFrame>
  )
}

function Part({ found }: { readonly found: PartRows }) {
  const t = useTexts(texts)
  const b = useTexts(boardTexts)
  const { language } = usePage()
  const { unit, indicator, part, parts, period, rows, total, page, unitNames, procedureNames } = found
  const open = (to: number) => scoreboardLinks.part(unit.code, indicator.code, part, period, to)
  const isPlain = rows.every(({ value }) => value === 1)
  const columns: readonly Column<NetRow>[] = [
    {
      key: 'dossier',
      label: b.dossier,
      isRowHead: true,
      isCode: true,
      cell: ({ code }) => (code === null ? '–' : <a href={deskLinks.dossier(code)}>{code}</a>),
    },
    { key: 'procedure', label: b.procedure, cell: ({ item }) => procedureNames.get(item) ?? item },
    { key: 'agency', label: b.agency, cell: ({ unitId }) => unitNames.get(unitId) ?? '' },
    { key: 'day', label: b.day, isCode: true, cell: ({ on }) => formatDate(on) },
    ...(isPlain
      ? []
      : [
          {
            key: 'value',
            label: b.counted,
            isFigure: true,
            cell: ({ value }: NetRow) => formatNumber(value, language, 2),
          },
        ]),
  ]
  return (
    <>
      <BackLink href={scoreboardLinks.board(unit.code, period)}>{t.title}</BackLink>
      <PageHead
        kicker={`${unit.name}, ${periodInside(period)[language]}`}
        title={`${indicator.code}. ${indicator.name[language]}: ${t[partWords[part]].toLowerCase()}`}
        lead={t.partLead}
      />
      {parts.length > 1 && (
        <p>
          {t.otherParts}:{' '}
          {parts.map((one, index) => (
            <Fragment key={one}>
              {index > 0 && ' · '}
              {one === part ? (
                <strong>{t[partWords[one]].toLowerCase()}</strong>
              ) : (
                <a href={scoreboardLinks.part(unit.code, indicator.code, one, period)}>
                  {t[partWords[one]].toLowerCase()}
                </a>
              )}
            </Fragment>
          ))}
        </p>
      )}
      <Table
        caption={b.rowsTitle}
        isCaptionHidden
        isCards
        columns={columns}
        rows={rows}
        rowKey={({ subjectId }) => subjectId}
        empty={<p>{b.noRows}</p>}
      />
      <Pagination
        summary={b.rowsTotal(formatNumber(total, language))}
        previousHref={page > 1 ? open(page - 1) : undefined}
        nextHref={page * rowsPerPage < total ? open(page + 1) : undefined}
      />
      <FileLinks
        label={b.tableFiles}
        href={(format) => scoreboardLinks.partSheet(unit.code, indicator.code, part, format, period)}
      />
    </>
  )
}
