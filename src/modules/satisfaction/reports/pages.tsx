/** BM02, BM03 for officers: tables that print. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { periodInside } from '#modules/indicators/api.ts'
import { ShareBar } from '#ui/charts.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { mostOf, numberOf, pointsMost, satisfactions } from '../criteria/domain.ts'
import type { OfficeReport } from './commands.ts'
import { type AgencyReport, type CriterionResult, reportLinks, satisfiedShare } from './domain.ts'
import { Basis, Choose, ScreenLinks, totalWords, useClassWords, useFigure } from './frame/pages.tsx'
import { texts } from './texts.ts'

export function AgencyPage(props: { readonly view: OfficeReport }) {
  return (
    <OfficeFrame>
      <Agency {...props} />
    </OfficeFrame>
  )
}

function Agency({ view: { own, set, period, today, units } }: { readonly view: OfficeReport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const classWords = useClassWords()
  const asked = { unit: own.unit.code, period }
  const share = satisfiedShare(own)
  return (
    <>
      <ScreenLinks at="agency" unit={own.unit} period={period} />
      <PageHead
        kicker={`${t.bm02}, ${periodInside(period)[language]}`}
        title={own.unit.name}
        lead={set.legal}
      />
      <Choose action={reportLinks.agency()} period={period} today={today} units={units} unit={own.unit} />
      <KeyFigures>
        <KeyFigure label={t.class} value={classWords(own.verified)} note={t.verified} />
        <KeyFigure
          label={`${t.total}, ${t.verified.toLowerCase()}`}
          value={totalWords(set, own.verified, figure)}
          note={own.verified && t.knownOf(figure(own.verified.points), figure(own.verified.known))}
        />
        <KeyFigure
          label={`${t.total}, ${t.self.toLowerCase()}`}
          value={totalWords(set, own.self, figure)}
          note={own.self && t.knownOf(figure(own.self.points), figure(own.self.known))}
        />
        <KeyFigure
          label={t.satisfied}
          value={share === null ? '–' : `${figure(share)}%`}
          note={`${t.rated}: ${figure(own.rated.count)}`}
        />
      </KeyFigures>
      {period.to >= today && <p class="hint">{t.running}</p>}
      <Criteria report={own} />
      <Opinions report={own} />
      <p class="screen-only">
        <a href={reportLinks.agencyCsv(asked)}>{t.csv}</a>. {t.printHint}
      </p>
      <Section title={t.method} id="cach-tinh">
        <p>{t.methodTimes}</p>
        <p>{t.methodTold}</p>
      </Section>
    </>
  )
}

function Criteria({ report }: { readonly report: AgencyReport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const points = (value: number | null, missing: string) => (value === null ? missing : figure(value))
  const columns: readonly Column<CriterionResult>[] = [
    {
      key: 'criterion',
      label: t.criterion,
      isRowHead: true,
      cell: ({ criterion }) => `${numberOf(criterion)}. ${criterion.name[language]}`,
    },
    {
      key: 'self',
      label: t.self,
      isFigure: true,
      cell: ({ self, criterion }) => points(self, criterion.of === 'agency' ? t.notScored : t.noData),
    },
    {
      key: 'verified',
      label: t.verified,
      isFigure: true,
      cell: ({ verified, criterion }) =>
        points(verified, criterion.of === 'agency' ? t.notVerified : t.noData),
    },
    {
      key: 'bar',
      label: t.class,
      isSecondary: true,
      cell: ({ verified }) => (
        <ShareBar value={verified ?? 0} known={verified === null ? 0 : pointsMost} most={pointsMost} />
      ),
    },
    { key: 'basis', label: t.basis, cell: (result) => <Basis result={result} report={report} /> },
  ]
  return (
    <Table
      caption={t.title}
      isCaptionHidden
      isCards
      columns={columns.map((one) => (one.key === 'bar' ? { ...one, label: `0–${pointsMost}` } : one))}
      rows={report.results}
      rowKey={({ criterion }) => criterion.number}
      empty={<p>{t.noData}</p>}
    />
  )
}

function Opinions({ report: { opinions } }: { readonly report: AgencyReport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  if (opinions.length === 0) return null
  const [first] = opinions
  return (
    <Section title={t.opinions} id="dia-phuong">
      <Table
        caption={t.tableOf(t.opinions)}
        isCaptionHidden
        isCards
        columns={[
          {
            key: 'criterion',
            label: t.criterion,
            isRowHead: true,
            cell: ({ criterion }) => `${numberOf(criterion)}. ${criterion.name[language]}`,
          },
          ...satisfactions.map((one) => ({
            key: one,
            label: first?.criterion.options[one][language] ?? one,
            isFigure: true,
            cell: ({ said }: AgencyReport['opinions'][number]) => figure(said[one]),
          })),
        ]}
        rows={opinions}
        rowKey={({ criterion }) => criterion.number}
        empty={<p>{t.noData}</p>}
      />
    </Section>
  )
}

export function SummaryPage(props: { readonly view: OfficeReport }) {
  return (
    <OfficeFrame>
      <Summary {...props} />
    </OfficeFrame>
  )
}

function Summary({ view }: { readonly view: OfficeReport }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { own, set, period, today, reports } = view
  const figure = useFigure()
  const classWords = useClassWords()
  const columns: readonly Column<AgencyReport>[] = [
    {
      key: 'agency',
      label: t.agency,
      isRowHead: true,
      cell: ({ unit }) => <a href={reportLinks.agency({ unit: unit.code, period })}>{unit.name}</a>,
    },
    { key: 'self', label: t.self, isFigure: true, cell: ({ self }) => totalWords(set, self, figure) },
    {
      key: 'verified',
      label: t.verified,
      isFigure: true,
      cell: ({ verified }) => totalWords(set, verified, figure),
    },
    {
      key: 'bar',
      label: `0–${figure(mostOf(set))}`,
      isSecondary: true,
      cell: ({ verified }) => (
        <ShareBar value={verified?.points ?? 0} known={verified?.known ?? 0} most={mostOf(set)} />
      ),
    },
    { key: 'class', label: t.class, cell: ({ verified }) => classWords(verified) },
    {
      key: 'share',
      label: t.satisfied,
      isFigure: true,
      cell: (report) => {
        const share = satisfiedShare(report)
        return share === null ? '–' : `${figure(share)}%`
      },
    },
    { key: 'rated', label: t.rated, isFigure: true, cell: ({ rated }) => figure(rated.count) },
  ]
  return (
    <>
      <ScreenLinks at="summary" unit={own.unit} period={period} />
      <PageHead kicker={`${t.bm03}, ${periodInside(period)[language]}`} title={t.title} lead={set.legal} />
      <Choose action={reportLinks.summary()} period={period} today={today} />
      {period.to >= today && <p class="hint">{t.running}</p>}
      {(['province', 'department', 'district', 'commune'] as const).map((level) => {
        const like = reports.filter((one) => one.level === level)
        if (like.length === 0) return null
        return (
          <Section key={level} title={t[level]} id={level}>
            <Table
              caption={t.tableOf(t[level])}
              isCaptionHidden
              isCards
              columns={columns}
              rows={like.toSorted((a, b) => (b.verified?.points ?? -1) - (a.verified?.points ?? -1))}
              rowKey={({ unit }) => unit.id}
              empty={<p>{t.noData}</p>}
            />
          </Section>
        )
      })}
      <p class="screen-only">
        <a href={reportLinks.summaryCsv({ period })}>{t.csv}</a>. {t.printHint}
      </p>
      <Section title={t.method} id="cach-tinh">
        <p>{t.methodTimes}</p>
        <p>{t.methodTold}</p>
      </Section>
    </>
  )
}
