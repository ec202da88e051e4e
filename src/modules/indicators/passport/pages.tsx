/** Hộ chiếu của một con số, for everyone; and the rows behind it, for officers of the agency. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { ShareBar } from '#ui/charts.tsx'
import { BackLink, KeyFigure, KeyFigures, SummaryList } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, FileLinks, Table } from '#ui/tables.tsx'
import { besideOf } from '../board/domain.ts'
import { useFigureWords } from '../board/pages.tsx'
import { texts } from '../board/texts.ts'
import { indicatorLinks } from '../links/domain.ts'
import { periodInside } from '../periods/domain.ts'
import { RowPage, useRowColumns } from '../rows/pages.tsx'
import { formulaWords, keyOf } from '../scoring/domain.ts'
import type { Passport } from './commands.ts'
import { type Input, type MarkedRow, origins, type Rows } from './domain.ts'

export function PassportPage(props: { readonly passport: Passport }) {
  return <FramedPassport {...props} />
}

function FramedPassport({ passport }: { readonly passport: Passport }) {
  const t = useTexts(texts)
  const { own, period } = passport.board
  return (
    <PortalFrame
      breadcrumb={[
        { href: indicatorLinks.board(period), label: t.title },
        { href: indicatorLinks.unit(own.unit.code, period), label: own.unit.shortName },
      ]}
    >
      <OnePassport passport={passport} />
    </PortalFrame>
  )
}

function OnePassport({ passport: { board, figure, inputs, compared } }: { readonly passport: Passport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = useFigureWords()
  const { own, period, set } = board
  const { indicator, of, per, points } = figure
  const number = (value: number) => formatNumber(value, language, 2)
  const missing = inputs.filter(({ value }) => value === null).map(({ measure }) => measure.label[language])
  const most = indicator.points?.most
  return (
    <div class="stack">
      <PageHead
        kicker={`${own.unit.name}, ${periodInside(period)[language]}`}
        title={`${indicator.code}. ${indicator.name[language]}`}
        lead={indicator.plain[language]}
      />
      <KeyFigures>
        <KeyFigure
          label={t.value}
          value={words(figure)}
          note={of !== null && per !== null ? t.countedOf(number(of), number(per)) : undefined}
        />
        {most !== undefined && (
          <KeyFigure
            label={t.points}
            value={points === null ? '–' : `${number(points)}/${number(most)}`}
            note={<ShareBar value={points ?? 0} known={points === null ? 0 : most} most={most} />}
          />
        )}
      </KeyFigures>
      {missing.length > 0 && <p class="hint">{t.missing(missing.join(', '))}</p>}
      <Section title={t.whereFrom} id="tu-dau">
        <SummaryList
          rows={[
            { term: t.numerator, value: <Formula text={indicator.of} inputs={inputs} /> },
            ...(indicator.per === undefined
              ? []
              : [{ term: t.denominator, value: <Formula text={indicator.per} inputs={inputs} /> }]),
            ...(most === undefined
              ? []
              : [
                  {
                    term: t.award,
                    value: indicator.points?.award ? (
                      <code>{indicator.points.award}</code>
                    ) : (
                      t.rateTimesMost(number(most))
                    ),
                  },
                ]),
            { term: t.version, value: t.versionFrom(set.version, formatDate(set.validFrom as CalendarDate)) },
            { term: t.legal, value: indicator.legal },
            ...(indicator.note === undefined ? [] : [{ term: t.note, value: indicator.note }]),
          ]}
        />
      </Section>
      <Section title={t.inputs} id="so-do">
        <Inputs inputs={inputs} passport={board} />
        <FileLinks
          label={t.tableFiles}
          href={(format) =>
            indicatorLinks.inputsSheet(own.unit.code, indicator.code, format, period, besideOf(set))
          }
        />
        <p class="hint">{t.rowsForOfficers}</p>
      </Section>
      <p class="hint">
        {t.completeUntil(formatDateTime(board.completeUntil, language))}.{' '}
        {compared &&
          (compared.differing + compared.sumsDiffering === 0
            ? t.lastCompare(formatDateTime(compared.at, language), number(compared.subjects))
            : t.lastDiffered(
                formatDateTime(compared.at, language),
                number(compared.differing + compared.sumsDiffering),
              ))}
      </p>
    </div>
  )
}

/** The formula in words, with what stands in the pack beneath. */
function Formula({ text, inputs }: { readonly text: string; readonly inputs: readonly Input[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = formulaWords(text, (name) => {
    const input = inputs.find(({ wanted }) => keyOf(wanted) === name)
    return input && `${input.measure.label[language]} (${t[input.wanted.reading]})`
  })
  return (
    <>
      {words}
      <p class="hint">
        <code>{text}</code>
      </p>
    </>
  )
}

type InputsProps = { readonly inputs: readonly Input[]; readonly passport: Passport['board'] }

function Inputs({ inputs, passport: { own, period } }: InputsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const columns: readonly Column<Input>[] = [
    {
      key: 'measure',
      label: t.measure,
      isRowHead: true,
      cell: ({ measure }) => (
        <>
          {measure.label[language]}
          <span class="cell-note">
            {measure.meaning[language]} ({t[origins[measure.from]]})
          </span>
        </>
      ),
    },
    { key: 'reading', label: t.reading, cell: ({ wanted }) => t[wanted.reading] },
    {
      key: 'value',
      label: t.value,
      isFigure: true,
      cell: ({ value }) => (value === null ? t.noData : formatNumber(value, language, 2)),
    },
    {
      key: 'rows',
      label: t.openRows,
      cell: ({ measure, wanted }) =>
        (measure.from === 'marks' || measure.from === 'both') && wanted.reading === 'during' ? (
          <a href={indicatorLinks.rows(own.unit.code, measure.key, period)}>
            {t.openRows}
            <span class="visually-hidden">: {measure.label[language]}</span>
          </a>
        ) : (
          ''
        ),
    },
  ]
  return (
    <Table
      caption={t.measure}
      isCaptionHidden
      isCards
      columns={columns}
      rows={inputs}
      rowKey={({ wanted }) => `${wanted.reading}.${wanted.measure}`}
      empty={<p>{t.noData}</p>}
    />
  )
}

export function RowsPage({ found }: { readonly found: Rows }) {
  return (
    <OfficeFrame>
      <AllRows found={found} />
    </OfficeFrame>
  )
}

function AllRows({ found }: { readonly found: Rows }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { unit, measure, period } = found
  const columns = useRowColumns<MarkedRow>({
    after: [
      { key: 'value', label: t.value, isFigure: true, cell: ({ value }) => formatNumber(value, language) },
    ],
  })
  return (
    <>
      <BackLink href={indicatorLinks.unit(unit.code, period)}>{unit.shortName}</BackLink>
      <PageHead
        kicker={`${unit.name}, ${periodInside(period)[language]}`}
        title={measure.label[language]}
        lead={measure.meaning[language]}
      />
      <RowPage
        columns={columns}
        found={found}
        rowKey={({ subjectId, on }) => `${subjectId} ${on}`}
        empty={t.noRows}
        open={(to) => indicatorLinks.rows(unit.code, measure.key, period, to)}
        file={(format) => indicatorLinks.rowsSheet(unit.code, measure.key, format, period)}
      />
    </>
  )
}
