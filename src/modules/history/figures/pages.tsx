/** What an import counted, and the cases behind each figure. */

import { useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber, formatPercent } from '#kernel/text.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { BackLink, KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Pagination, Table } from '#ui/tables.tsx'
import { historyLinks } from '../api.ts'
import type { Counted, Import, StepFigure } from '../domain.ts'
import type { OldCase, Only, Totals } from './store.ts'
import { texts } from './texts.ts'

export type FiguresView = {
  readonly one: Import
  readonly totals: Totals
  readonly variants: readonly Counted[]
}

const days = (minutes: number | null) => (minutes === null ? '–' : formatNumber(minutes / 1440, 'vi', 1))

export function ImportFigures({ one, totals, variants }: FiguresView) {
  const t = useTexts(texts)
  const counted = totals.onTime + totals.late
  const open = (only: Readonly<Record<string, string>>) => historyLinks.cases(one.id, only)
  return (
    <>
      <KeyFigures>
        <KeyFigure label={t.cases} value={formatNumber(totals.cases)} href={open({})} />
        <KeyFigure
          label={t.finished}
          value={formatNumber(totals.finished)}
          href={open({ loc: 'finished' })}
        />
        <KeyFigure
          label={t.unfinished}
          value={formatNumber(totals.cases - totals.finished)}
          href={open({ loc: 'unfinished' })}
        />
        <KeyFigure
          label={t.half}
          value={days(totals.medianMinutes)}
          unit={t.days}
          note={t.calendarDays}
          href={open({ loc: 'finished' })}
        />
        <KeyFigure
          label={t.most}
          value={days(totals.mostMinutes)}
          unit={t.days}
          note={t.calendarDays}
          href={open({ loc: 'finished' })}
        />
        <KeyFigure
          label={t.onTime}
          value={counted === 0 ? '–' : formatPercent(totals.onTime / counted)}
          note={<a href={open({ loc: 'late' })}>{`${t.late}: ${formatNumber(totals.late)}`}</a>}
          href={open({ loc: 'onTime' })}
        />
      </KeyFigures>
      <p class="hint">{t.howCounted(formatNumber(counted))}</p>
      <Section title={t.steps} id="buoc">
        <p class="hint">{t.stepsLead}</p>
        <StepChart steps={one.figures?.steps ?? []} />
        <Steps one={one} steps={one.figures?.steps ?? []} />
      </Section>
      <Section title={t.variants} id="duong-di">
        <Variants one={one} variants={variants} total={totals.cases} />
      </Section>
    </>
  )
}

const hoursOf = (minutes: number, count: number) => minutes / 60 / Math.max(1, count)
const rowHeight = 34
const labelWidth = 250
const barWidth = 360

/** Thanh chờ và làm: one bar a step. The table below says the same in figures, so the picture is left out for readers. */
function StepChart({ steps }: { readonly steps: readonly StepFigure[] }) {
  const longest = Math.max(
    1,
    ...steps.map(({ waitingMinutes, workingMinutes, count }) =>
      hoursOf(waitingMinutes + workingMinutes, count),
    ),
  )
  const width = (minutes: number, count: number) => (hoursOf(minutes, count) / longest) * barWidth
  return (
    <svg
      width={labelWidth + barWidth}
      viewBox={`0 0 ${labelWidth + barWidth} ${steps.length * rowHeight}`}
      aria-hidden="true"
    >
      {steps.map(({ stepKey, name, count, waitingMinutes, workingMinutes }, index) => {
        const waiting = width(waitingMinutes, count)
        const y = index * rowHeight
        return (
          <g key={stepKey}>
            <text x={labelWidth - 12} y={y + 21} text-anchor="end" fill="currentColor" font-size="14">
              {name.length > 32 ? `${name.slice(0, 31)}…` : name}
            </text>
            <rect x={labelWidth} y={y + 8} width={waiting} height={18} fill="var(--chart-4)" />
            <rect
              x={labelWidth + waiting}
              y={y + 8}
              width={width(workingMinutes, count)}
              height={18}
              fill="var(--chart-1)"
            />
          </g>
        )
      })}
    </svg>
  )
}

function Steps({ one, steps }: { readonly one: Import; readonly steps: readonly StepFigure[] }) {
  const t = useTexts(texts)
  const hours = (minutes: number, count: number) => t.hours(formatNumber(hoursOf(minutes, count), 'vi', 1))
  const columns: readonly Column<StepFigure>[] = [
    {
      key: 'step',
      label: t.step,
      isRowHead: true,
      cell: ({ stepKey, name }) => <a href={historyLinks.cases(one.id, { buoc: stepKey })}>{name}</a>,
    },
    { key: 'count', label: t.cases, isFigure: true, cell: ({ count }) => formatNumber(count) },
    {
      key: 'waiting',
      label: t.waiting,
      isFigure: true,
      cell: (step) => hours(step.waitingMinutes, step.count),
    },
    {
      key: 'working',
      label: t.working,
      isFigure: true,
      cell: (step) => hours(step.workingMinutes, step.count),
    },
  ]
  return (
    <Table
      caption={t.step}
      isCaptionHidden
      columns={columns}
      rows={steps}
      rowKey={({ stepKey }) => stepKey}
      empty={<p>{t.none}</p>}
    />
  )
}

type VariantsProps = { readonly one: Import; readonly variants: readonly Counted[]; readonly total: number }

function Variants({ one, variants, total }: VariantsProps) {
  const t = useTexts(texts)
  const columns: readonly Column<Counted>[] = [
    {
      key: 'path',
      label: t.path,
      isRowHead: true,
      cell: ({ name }) => <a href={historyLinks.cases(one.id, { 'duong-di': name })}>{name}</a>,
    },
    { key: 'count', label: t.cases, isFigure: true, cell: ({ count }) => formatNumber(count) },
    {
      key: 'share',
      label: t.share,
      isFigure: true,
      cell: ({ count }) => formatPercent(count / Math.max(1, total)),
    },
  ]
  return (
    <Table
      caption={t.path}
      isCaptionHidden
      columns={columns}
      rows={variants}
      rowKey={({ name }) => name}
      empty={<p>{t.none}</p>}
    />
  )
}

type CasesProps = {
  readonly one: Import
  readonly cases: readonly OldCase[]
  readonly only: Only
  readonly nextHref: string | undefined
}

export function OldCasesPage(props: CasesProps) {
  return (
    <OfficeFrame>
      <OldCases {...props} />
    </OfficeFrame>
  )
}

function OldCases({ one, cases, only, nextHref }: CasesProps) {
  const t = useTexts(texts)
  const columns: readonly Column<OldCase>[] = [
    { key: 'foreign', label: t.foreignCase, isRowHead: true, cell: ({ foreignCase }) => foreignCase },
    {
      key: 'code',
      label: t.code,
      isCode: true,
      cell: ({ code }) => <a href={deskLinks.dossier(code)}>{code}</a>,
    },
    { key: 'began', label: t.began, cell: ({ openedAt }) => formatDate(openedAt) },
    {
      key: 'took',
      label: t.took,
      isFigure: true,
      cell: ({ throughputMinutes }) =>
        throughputMinutes === null ? '–' : `${days(throughputMinutes)} ${t.days}`,
    },
    {
      key: 'due',
      label: t.due,
      isSecondary: true,
      cell: ({ dueAt }) => (dueAt ? formatDateTime(dueAt) : '–'),
    },
    {
      key: 'verdict',
      label: t.verdict,
      cell: ({ onTime }) =>
        onTime === null ? (
          t.unknown
        ) : (
          <StatusTag tone={onTime ? 'success' : 'danger'}>{onTime ? t.onTime : t.late}</StatusTag>
        ),
    },
  ]
  const title = only.verdict
    ? t[only.verdict]
    : (only.variant ?? one.figures?.steps.find(({ stepKey }) => stepKey === only.step)?.name ?? t.all)
  return (
    <>
      <BackLink href={historyLinks.show(one.id)}>{t.back}</BackLink>
      <PageHead kicker={`${one.source} · ${one.fileName}`} title={title} />
      <Table
        caption={title}
        isCaptionHidden
        columns={columns}
        rows={cases}
        rowKey={({ code }) => code}
        empty={<p>{t.none}</p>}
      />
      <Pagination nextHref={nextHref} />
    </>
  )
}
