/** Bảng điểm của dự kiến: the promise, what came of it, where, and how it is done. Every picture beside its table. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber, formatPercent } from '#kernel/text.ts'
import { ShareBar, TrendColumns } from '#ui/charts.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { type Column, Pagination, Table } from '#ui/tables.tsx'
import { forecastLinks } from '../links/domain.ts'
import type { Board, NamedBoard } from './commands.ts'
import { promisedPercent, type Shown, type ShownMonth } from './domain.ts'
import { texts } from './texts.ts'

type Of = { readonly board: Board }

export function BoardPage(props: Of) {
  return (
    <PortalFrame>
      <Whole {...props} />
    </PortalFrame>
  )
}

function Whole({ board }: Of) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.title} kicker={t.period} lead={t.lead} />
      <Results board={board} />
      <Section title={t.byUnit} id="co-quan">
        <MostLines lines={board.units} kind="unit" least={board.least} />
      </Section>
      <Section title={t.byProcedure} id="thu-tuc">
        <MostLines lines={board.procedures} kind="procedure" least={board.least} />
      </Section>
      <Method />
    </div>
  )
}

export function UnitBoardPage(found: NamedBoard) {
  return <Part found={found} by="procedure" />
}

export function ProcedureBoardPage(found: NamedBoard) {
  return <Part found={found} by="unit" />
}

type PartProps = { readonly found: NamedBoard; readonly by: Kind }

function Part(props: PartProps) {
  const t = useTexts(texts)
  return (
    <PortalFrame breadcrumb={[{ href: forecastLinks.board(), label: t.title }]}>
      <PartMatter {...props} />
    </PortalFrame>
  )
}

function PartMatter({ found: { name, board }, by }: PartProps) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead
        title={name}
        kicker={`${t.title} ${t.period}`}
        lead={by === 'unit' ? t.leadProcedure : t.leadUnit}
      />
      <Results board={board} />
      <Section title={by === 'unit' ? t.byUnit : t.byProcedure} id="bang">
        <Lines lines={by === 'unit' ? board.units : board.procedures} kind={by} least={board.least} />
      </Section>
      <Method />
    </div>
  )
}

function Results({ board: { total, months, least } }: Of) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (total.held === null) return <p>{t.nothing}</p>
  const share = (value: number | null) => (value === null ? '–' : formatPercent(value, language))
  return (
    <>
      <KeyFigures>
        <KeyFigure label={t.held} value={share(total.held)} note={total.isShort ? t.short : t.heldNote} />
        <KeyFigure label={t.earlier} value={share(total.earlier)} />
        <KeyFigure label={t.later} value={share(total.later)} />
        <KeyFigure label={t.closed} value={formatNumber(total.scored ?? 0, language)} note={t.period} />
      </KeyFigures>
      {months.some(({ scored }) => scored !== null) && (
        <Section title={t.byMonth} id="thang">
          <Months months={months} least={least} />
        </Section>
      )}
    </>
  )
}

function Months({ months, least }: { readonly months: readonly ShownMonth[]; readonly least: number }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const begun = months.slice(
    Math.max(
      0,
      months.findIndex(({ scored }) => scored !== null),
    ),
  )
  const points = begun.map(({ month, held, scored }) => ({
    label: `${Number(month.slice(5, 7))}/${month.slice(0, 4)}`,
    value: held === null ? undefined : Math.round(held * 1000) / 10,
    shown: held === null ? t.tooFewShare : formatPercent(held, language),
    scored: scored === null ? t.tooFew(least) : formatNumber(scored, language),
  }))
  return (
    <>
      <TrendColumns points={points} most={100} />
      <Disclosure summary={t.tableByMonth}>
        <Table
          caption={t.tableByMonth}
          isCaptionHidden
          columns={[
            { key: 'month', label: t.month, isRowHead: true, cell: ({ label }) => label },
            { key: 'share', label: t.share, isFigure: true, cell: ({ shown }) => shown },
            { key: 'closed', label: t.closed, isFigure: true, cell: ({ scored }) => scored },
          ]}
          rows={points}
          rowKey={({ label }) => label}
          empty={<p>{t.nothing}</p>}
        />
      </Disclosure>
    </>
  )
}

type Kind = 'unit' | 'procedure'
type LinesProps = { readonly lines: readonly Shown[]; readonly kind: Kind; readonly least: number }

function Lines({ lines, kind, least }: LinesProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const share = (value: number | null) => (value === null ? '–' : formatPercent(value, language))
  const columns: readonly Column<Shown>[] = [
    {
      key: 'name',
      label: t[kind],
      isRowHead: true,
      cell: ({ code, name }) => (
        <a href={forecastLinks[kind](code)} lang="vi">
          {name}
        </a>
      ),
    },
    {
      key: 'share',
      label: t.share,
      cell: ({ held, isShort }) =>
        held === null ? (
          t.tooFewShare
        ) : (
          <>
            <ShareBar value={held * 100} known={100} most={100} target={promisedPercent} />
            <span class="cell-note">
              {t.shareShown(share(held))}
              {isShort && `. ${t.short}`}
            </span>
          </>
        ),
    },
    { key: 'earlier', label: t.earlier, isFigure: true, cell: ({ earlier }) => share(earlier) },
    { key: 'later', label: t.later, isFigure: true, cell: ({ later }) => share(later) },
    {
      key: 'closed',
      label: t.closed,
      isFigure: true,
      cell: ({ scored }) => (scored === null ? t.tooFew(least) : formatNumber(scored, language)),
    },
  ]
  return (
    <Table
      caption={kind === 'unit' ? t.tableByUnit : t.tableByProcedure}
      isCaptionHidden
      isCards
      columns={columns}
      rows={lines}
      rowKey={({ code }) => code}
      empty={<p>{t.nothing}</p>}
    />
  )
}

const firstLines = 8

/** Those with most results; the others on a page of their own. */
function MostLines({ lines, kind, least }: LinesProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const told = lines.filter(({ scored }) => scored !== null).slice(0, firstLines)
  return (
    <>
      <Lines lines={told} kind={kind} least={least} />
      {lines.length > told.length && (
        <p>
          <a href={forecastLinks.all(kind)}>{t[`all.${kind}`](formatNumber(lines.length, language))}</a>
        </p>
      )}
    </>
  )
}

export type AllProps = { readonly board: Board; readonly kind: Kind; readonly page: number }

/** Every agency or every procedure of which there was a forecast. */
export function AllPage(props: AllProps) {
  return <Framed {...props} />
}

function Framed(props: AllProps) {
  const t = useTexts(texts)
  return (
    <PortalFrame breadcrumb={[{ href: forecastLinks.board(), label: t.title }]}>
      <All {...props} />
    </PortalFrame>
  )
}

const linesOfPage = 40

function All({ board, kind, page }: AllProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const all = kind === 'unit' ? board.units : board.procedures
  const from = (page - 1) * linesOfPage
  const shown = all.slice(from, from + linesOfPage)
  const figure = (value: number) => formatNumber(value, language)
  return (
    <div class="stack">
      <PageHead title={kind === 'unit' ? t.byUnit : t.byProcedure} kicker={`${t.title} ${t.period}`} />
      <Lines lines={shown} kind={kind} least={board.least} />
      {all.length > linesOfPage && (
        <Pagination
          previousHref={page > 1 ? forecastLinks.all(kind, page - 1) : undefined}
          nextHref={from + linesOfPage < all.length ? forecastLinks.all(kind, page + 1) : undefined}
          summary={t.linesOf(figure(from + 1), figure(from + shown.length), figure(all.length))}
        />
      )}
    </div>
  )
}

function Method() {
  const t = useTexts(texts)
  return (
    <Section title={t.method} id="cach-tinh">
      <ol class="reading">
        {[t.method1, t.method2, t.method3, t.method4, t.method5, t.method6, t.method7].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </Section>
  )
}
