/** Bảng điểm của dự kiến: the promise, what came of it, where, and how it is done. Every picture beside its table. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber, formatPercent } from '#kernel/text.ts'
import { ShareBar, TrendColumns } from '#ui/charts.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { type Column, Table } from '#ui/tables.tsx'
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
        <Lines lines={board.units} head={t.agency} caption={t.byUnit} hrefOf={forecastLinks.unit} least={board.least} />
      </Section>
      <Section title={t.byProcedure} id="thu-tuc">
        <Lines
          lines={board.procedures}
          head={t.procedure}
          caption={t.byProcedure}
          hrefOf={forecastLinks.procedure}
          least={board.least}
        />
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

type PartProps = { readonly found: NamedBoard; readonly by: 'unit' | 'procedure' }

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
  const parts = {
    unit: { lines: board.units, head: t.agency, caption: t.byUnit, hrefOf: forecastLinks.unit },
    procedure: {
      lines: board.procedures,
      head: t.procedure,
      caption: t.byProcedure,
      hrefOf: forecastLinks.procedure,
    },
  }[by]
  return (
    <div class="stack">
      <PageHead
        title={name}
        kicker={`${t.title} ${t.period}`}
        lead={by === 'unit' ? t.leadProcedure : t.leadUnit}
      />
      <Results board={board} />
      <Section title={parts.caption} id="bang">
        <Lines {...parts} least={board.least} />
      </Section>
      <Method />
    </div>
  )
}

function Results({ board: { total, months, least } }: Of) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (total.held === null) return <p>{total.scored === null ? t.nothing : t.tooFew(least)}</p>
  const share = (value: number | null) => (value === null ? '–' : formatPercent(value, language))
  return (
    <>
      <KeyFigures>
        <KeyFigure label={t.held} value={share(total.held)} note={total.isShort ? t.short : t.heldNote} />
        <KeyFigure label={t.earlier} value={share(total.earlier)} />
        <KeyFigure label={t.later} value={share(total.later)} />
        <KeyFigure label={t.closed} value={formatNumber(total.scored ?? 0, language)} note={t.period} />
      </KeyFigures>
      <Section title={t.byMonth} id="thang">
        <Months months={months} least={least} />
      </Section>
    </>
  )
}

function Months({ months, least }: { readonly months: readonly ShownMonth[]; readonly least: number }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const begun = months.slice(Math.max(0, months.findIndex(({ scored }) => scored !== null)))
  const points = begun.map(({ month, held, scored }) => ({
    label: `${Number(month.slice(5, 7))}/${month.slice(0, 4)}`,
    value: held === null ? undefined : Math.round(held * 1000) / 10,
    shown: held === null ? t.tooFewShare : formatPercent(held, language),
    scored: scored === null ? t.tooFew(least) : formatNumber(scored, language),
  }))
  return (
    <>
      <TrendColumns points={points} most={100} />
      <Disclosure summary={t.byMonth}>
        <Table
          caption={t.byMonth}
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

type LinesProps = {
  readonly lines: readonly Shown[]
  readonly head: string
  readonly caption: string
  readonly hrefOf: (code: string) => string
  readonly least: number
}

function Lines({ lines, head, caption, hrefOf, least }: LinesProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const share = (value: number | null) => (value === null ? '' : formatPercent(value, language))
  const columns: readonly Column<Shown>[] = [
    {
      key: 'name',
      label: head,
      isRowHead: true,
      cell: ({ code, name }) => (
        <a href={hrefOf(code)} lang="vi">
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
    { key: 'earlier', label: t.earlier, isFigure: true, isSecondary: true, cell: ({ earlier }) => share(earlier) },
    { key: 'later', label: t.later, isFigure: true, isSecondary: true, cell: ({ later }) => share(later) },
    {
      key: 'closed',
      label: t.closed,
      isFigure: true,
      cell: ({ scored }) => (scored === null ? t.tooFew(least) : formatNumber(scored, language)),
    },
  ]
  const told = lines.filter(({ scored }) => scored !== null)
  const few = lines.filter(({ scored }) => scored === null)
  return (
    <>
      <Table
        caption={caption}
        isCaptionHidden
        isCards
        columns={columns}
        rows={told}
        rowKey={({ code }) => code}
        empty={<p>{t.nothing}</p>}
      />
      {few.length > 0 && (
        <Disclosure summary={`${t.some} (${few.length})`}>
          <ul>
            {few.map(({ code, name }) => (
              <li key={code}>
                <a href={hrefOf(code)} lang="vi">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
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
