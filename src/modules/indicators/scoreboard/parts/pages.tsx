/** The dossiers of an indicator, for officers of the agency. */

import { Fragment } from 'preact'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { BackLink } from '#ui/elements.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { texts as boardTexts } from '../../board/texts.ts'
import { scoreboardLinks } from '../../links/domain.ts'
import { periodInside } from '../../periods/domain.ts'
import type { NetRow } from '../../rows/domain.ts'
import { RowPage, useRowColumns } from '../../rows/pages.tsx'
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
  const { unit, indicator, part, parts, period, rows, unitNames, procedureNames } = found
  const isPlain = rows.every(({ value }) => value === 1)
  const columns = useRowColumns<NetRow>({
    itemName: (item) => procedureNames.get(item) ?? item,
    before: [{ key: 'agency', label: b.agency, cell: ({ unitId }) => unitNames.get(unitId) ?? '' }],
    after: isPlain
      ? []
      : [
          {
            key: 'value',
            label: b.counted,
            isFigure: true,
            cell: ({ value }) => formatNumber(value, language, 2),
          },
        ],
  })
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
      <RowPage
        columns={columns}
        found={found}
        rowKey={({ subjectId }) => subjectId}
        empty={b.noRows}
        open={(to) => scoreboardLinks.part(unit.code, indicator.code, part, period, to)}
        file={(format) => scoreboardLinks.partSheet(unit.code, indicator.code, part, format, period)}
      />
    </>
  )
}
