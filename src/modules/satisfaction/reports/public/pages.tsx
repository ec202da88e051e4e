/** Người dân đánh giá các cơ quan: in plain words, for everyone. */

import type { CriteriaSet } from '#kernel/packs.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { indicatorLinks, periodInside, periodName } from '#modules/indicators/api.ts'
import { ShareBar } from '#ui/charts.tsx'
import { KeyFigure, KeyFigures } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { bringsPoints, levelWords, type PointsCriterion } from '../../criteria/domain.ts'
import type { Reports } from '../commands.ts'
import { type AgencyReport, reportLinks } from '../domain.ts'
import { Choose, totalWords, useClassWords, useFigure } from '../frame/pages.tsx'
import { texts } from '../texts.ts'
import { type Answered, answeredIn, type PublicRow, pointsTold, rowOf } from './domain.ts'

type AllProps = { readonly view: Reports; readonly shown: number }

export function PublicAllPage(props: AllProps) {
  return (
    <PortalFrame>
      <All {...props} />
    </PortalFrame>
  )
}

function All({ view, shown }: AllProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const { period, today, reports } = view
  const columns: readonly Column<PublicRow>[] = [
    {
      key: 'agency',
      label: t.agency,
      isRowHead: true,
      cell: ({ report: { unit } }) => <a href={reportLinks.publicOne(unit.code, period)}>{unit.name}</a>,
    },
    {
      key: 'share',
      label: t.satisfied,
      isFigure: true,
      cell: ({ share }) => (share === null ? t.publicTooFew(figure(shown)) : `${figure(share)}%`),
    },
    {
      key: 'bar',
      label: '0–100%',
      isSecondary: true,
      cell: ({ share }) => <ShareBar value={share ?? 0} known={share === null ? 0 : 100} most={100} />,
    },
    {
      key: 'rated',
      label: t.rated,
      isFigure: true,
      cell: ({ report, state }) => (state === 'told' ? figure(report.rated.count) : `< ${figure(shown)}`),
    },
  ]
  return (
    <div class="stack">
      <PageHead title={t.publicTitle} lead={t.publicLead} />
      <Choose action={reportLinks.publicAll()} period={period} today={today} />
      {(['province', 'department', 'district', 'commune'] as const).map((level) => {
        const all = reports.filter((one) => one.level === level).map((one) => rowOf(one, shown))
        if (all.length === 0) return null
        const rows = all.filter(({ state }) => state !== 'none')
        const silent = all.filter(({ state }) => state === 'none')
        return (
          <Section key={level} title={t[level]} id={level}>
            <Table
              caption={`${t[level]}, ${periodInside(period)[language]}`}
              isCaptionHidden
              isCards
              columns={columns}
              rows={rows.toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))}
              rowKey={({ report }) => report.unit.id}
              empty={<p>{t.publicNone}.</p>}
            />
            {silent.length > 0 && (
              <Disclosure summary={t.publicSilent(figure(silent.length))}>
                <ul>
                  {silent.map(({ report: { unit } }) => (
                    <li key={unit.id}>
                      <a href={reportLinks.publicOne(unit.code, period)}>{unit.name}</a>
                    </li>
                  ))}
                </ul>
              </Disclosure>
            )}
          </Section>
        )
      })}
      <HowToRate />
    </div>
  )
}

function HowToRate() {
  const t = useTexts(texts)
  return (
    <p>
      {t.publicHow} <a href={dossierLinks.lookUp}>{t.lookUp}</a>
    </p>
  )
}

type OneProps = AllProps & { readonly report: AgencyReport }

export function PublicOnePage(props: OneProps) {
  return <FramedOne {...props} />
}

function FramedOne(props: OneProps) {
  const t = useTexts(texts)
  return (
    <PortalFrame breadcrumb={[{ href: reportLinks.publicAll(props.view.period), label: t.publicTitle }]}>
      <One {...props} />
    </PortalFrame>
  )
}

function One({ view, report, shown }: OneProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const { unit } = report
  const { period, today, set } = view
  const { share, state } = rowOf(report, shown)
  return (
    <div class="stack">
      <PageHead
        kicker={periodName(period)[language]}
        title={unit.name}
        lead={
          state === 'told' && share !== null
            ? t.publicSaid(figure(report.rated.count), figure(Math.round(share)))
            : state === 'none'
              ? t.publicNone
              : undefined
        }
      />
      <Choose action={reportLinks.publicOne(unit.code)} period={period} today={today} />
      {state === 'few' && (
        <Notice>
          <p>{t.publicFewLead(figure(shown))}</p>
        </Notice>
      )}
      {state === 'told' && (
        <Section title={t.publicAnswers} id="tra-loi">
          {answeredIn(view, report).map((one) => (
            <AnsweredTable key={one.criterion.number} answered={one} />
          ))}
        </Section>
      )}
      <PublicPoints set={set} report={report} shown={shown} />
      <p>
        <a href={indicatorLinks.unit(unit.code, period)}>{t.publicQuality}</a>
      </p>
      <HowToRate />
    </div>
  )
}

function AnsweredTable({ answered: { criterion, answers } }: { readonly answered: Answered }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const all = answers.reduce((sum, { count }) => sum + count, 0)
  const share = (count: number) => (all === 0 ? 0 : Math.round((count / all) * 1000) / 10)
  return (
    <Table
      caption={criterion.question[language]}
      columns={[
        { key: 'answer', label: t.publicAnswer, isRowHead: true, cell: ({ words }) => words[language] },
        {
          key: 'share',
          label: t.publicShare,
          isFigure: true,
          cell: ({ count }) => `${figure(share(count))}%`,
        },
        {
          key: 'bar',
          label: '0–100%',
          isSecondary: true,
          cell: ({ count }) => <ShareBar value={share(count)} known={100} most={100} />,
        },
      ]}
      rows={answers}
      rowKey={({ words }) => words.vi}
      empty={<p>{t.noData}</p>}
    />
  )
}

function PublicPoints({ set, report, shown }: { readonly set: CriteriaSet } & Omit<OneProps, 'view'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const classWords = useClassWords()
  const criteria = set.criteria.filter(bringsPoints)
  const told = (criterion: PointsCriterion) => pointsTold(report, criterion, shown)
  // A sum beside its parts would tell the one that is left out.
  const isWhole = criteria.every((one) => told(one) !== 'few')
  const words = (criterion: PointsCriterion) => {
    const points = told(criterion)
    if (points === null) return t.noData
    return points === 'few' ? t.publicTooFew(figure(shown)) : `${figure(points)}/2`
  }
  return (
    <Section title={t.publicPoints} id="diem">
      <p>{t.publicPointsLead}</p>
      {isWhole && report.verified && (
        <KeyFigures>
          <KeyFigure label={t.class} value={classWords(report.verified)} />
          <KeyFigure
            label={t.total}
            value={totalWords(set, report.verified, figure)}
            note={t.knownOf(figure(report.verified.points), figure(report.verified.known))}
          />
        </KeyFigures>
      )}
      <Table
        caption={t.tableOf(t.publicPoints)}
        isCaptionHidden
        columns={[
          {
            key: 'criterion',
            label: t.criterion,
            isRowHead: true,
            cell: (criterion: PointsCriterion) => {
              const points = told(criterion)
              return (
                <>
                  {criterion.number}. {criterion.name[language]}
                  {criterion.of === 'agency' && typeof points === 'number' && (
                    <span class="cell-note">{levelWords(criterion, points, report.level)[language]}</span>
                  )}
                </>
              )
            },
          },
          { key: 'points', label: t.publicPoint, isFigure: true, cell: words },
        ]}
        rows={criteria}
        rowKey={({ number }) => number}
        empty={<p>{t.noData}</p>}
      />
      <p class="hint">{set.legal}.</p>
    </Section>
  )
}
