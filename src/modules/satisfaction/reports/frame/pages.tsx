/** What the screens of the reports share: the way between them, the choice of agency and period, and figures in words. */

import type { CriteriaSet } from '#kernel/packs.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber } from '#kernel/text.ts'
import { AgencySelect, type Period, PeriodSelect, type UnitAt } from '#modules/indicators/api.ts'
import { FilterBar } from '#ui/tables.tsx'
import { levelWords, mostOf, type Total } from '../../criteria/domain.ts'
import { type AgencyReport, type CriterionResult, judgedPeriods, reportLinks, type Score } from '../domain.ts'
import { texts } from '../texts.ts'

type Where = { readonly unit: Pick<UnitAt, 'code'>; readonly period: Period }
type At = 'dossiers' | 'agency' | 'summary'

/** BM01, BM02, BM03 of the same agency and period. */
export function ScreenLinks({ at, unit, period }: Where & { readonly at: At }) {
  const t = useTexts(texts)
  const asked = { unit: unit.code, period }
  const links = [
    ['agency', reportLinks.agency(asked), t.bm02],
    ['dossiers', reportLinks.dossiers(asked), t.bm01],
    ['summary', reportLinks.summary({ period }), t.bm03],
  ] as const
  return (
    <nav class="queue-tabs screen-only" aria-label={t.screens}>
      <ul>
        {links.map(([key, href, label]) => (
          <li key={key}>
            <a href={href} aria-current={key === at ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type ChooseProps = {
  readonly action: string
  readonly period: Period
  readonly today: string
  readonly units?: readonly UnitAt[] | undefined
  readonly unit?: UnitAt | undefined
}

export function Choose({ action, period, today, units, unit }: ChooseProps) {
  const t = useTexts(texts)
  return (
    <div class="screen-only">
      <FilterBar action={action} label={t.period}>
        {units && unit && units.length > 1 && <AgencySelect unit={unit} units={units} />}
        <PeriodSelect period={period} today={today} kinds={judgedPeriods} />
      </FilterBar>
    </div>
  )
}

/** Figures as the reader's language writes them. */
export function useFigure(): (value: number) => string {
  const { language } = usePage()
  return (value) => formatNumber(value, language, 2)
}

/** The class, or between which classes it lies while something is missing. */
export function useClassWords(): (total: Total | undefined) => string {
  const t = useTexts(texts)
  const { language } = usePage()
  return (total) => {
    if (!total) return t.noData
    if (total.class) return total.class.name[language]
    return t.between(total.least?.name[language] ?? '', total.most?.name[language] ?? '')
  }
}

export const totalWords = (set: CriteriaSet, total: Total | undefined, figure: (value: number) => string) =>
  total ? `${figure(total.points)}/${figure(mostOf(set))}` : '–'

type FigureWordsProps = {
  readonly result: Pick<CriterionResult, 'criterion'>
  readonly figures: Score['figures']
}

/** What was counted or told, each with its name. */
export function FigureLines({ result: { criterion }, figures }: FigureWordsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  if (criterion.of !== 'agency') return null
  const words = (key: string, unit: 'count' | 'percent' | 'yesNo') => {
    const value = figures[key] ?? null
    if (value === null) return t.noData
    if (unit === 'yesNo') return value === 1 ? t.yes : t.no
    return unit === 'percent' ? `${figure(value)}%` : figure(value)
  }
  return criterion.figures.map(({ key, name, unit }) => (
    <span key={key} class="cell-note">
      {name[language]}: <strong>{words(key, unit)}</strong>
    </span>
  ))
}

type BasisProps = { readonly result: CriterionResult; readonly report: AgencyReport }

/** What points rest on, in a few lines. */
export function Basis({ result, report }: BasisProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const figure = useFigure()
  const { criterion, spread, counted, scores } = result
  if (spread) {
    const [two, one, none] = spread
    const all = two + one + none
    if (all === 0) return t.noData
    const say = criterion.of === 'time' && criterion.time === 'steps' ? t.spreadSteps : t.spread
    const { complaints, refuted } = report.rated
    return (
      <>
        {say(figure(all), figure(two), figure(one), figure(none))}
        {criterion.of === 'attitude' && complaints + refuted > 0 && (
          <span class="cell-note">{t.complaints(figure(complaints), figure(refuted))}</span>
        )}
      </>
    )
  }
  if (counted) return <FigureLines result={result} figures={counted} />
  const last = scores.verified ?? scores.self
  if (!last) return t.notScored
  return (
    <>
      {levelWords(criterion, last.points, report.level)[language]}
      <FigureLines result={result} figures={last.figures} />
      {(['self', 'verified'] as const).map((side) => {
        const score = scores[side]
        return (
          score && (
            <span key={side} class="cell-note">
              {t[side]}: <span lang="vi">{score.ground}</span> ({t.by(score.byName, formatDate(score.at))})
            </span>
          )
        )
      })}
    </>
  )
}
