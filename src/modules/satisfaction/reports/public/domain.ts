/** What is told to everyone, and of how few it is not (docs/legal.md#small-numbers). Pure. */

import type { CriteriaSet } from '#kernel/packs.ts'
import { type AskedCriterion, choicesOf, isAsked, type PointsCriterion } from '../../criteria/domain.ts'
import { type AgencyReport, isTooFew, satisfiedShare } from '../domain.ts'

export type PublicRow = {
  readonly report: AgencyReport
  /** `few`: somebody rated, and too few to tell; `none`: nobody did. */
  readonly state: 'told' | 'few' | 'none'
  /** Of a hundred; only where it is told. */
  readonly share: number | null
}

export const rowOf = (report: AgencyReport, shown: number): PublicRow => {
  const { count } = report.rated
  const state = count === 0 ? 'none' : isTooFew(count, shown) ? 'few' : 'told'
  return { report, state, share: state === 'told' ? satisfiedShare(report) : null }
}

export type Answered = {
  readonly criterion: AskedCriterion
  readonly answers: readonly { readonly words: { vi: string; en: string }; readonly count: number }[]
}

/** How often each answer was given, in the order in which it was asked. */
export function answeredIn(
  { set }: { readonly set: Pick<CriteriaSet, 'criteria'> },
  report: AgencyReport,
): readonly Answered[] {
  return set.criteria.filter(isAsked).map((criterion) => {
    const result = report.results.find((one) => one.criterion.number === criterion.number)
    const said = report.opinions.find((one) => one.criterion.number === criterion.number)?.said
    const { count, complaints } = report.rated
    const countOf = (answer: unknown): number => {
      if (criterion.of === 'opinion')
        return answer === 'very' || answer === 'satisfied' || answer === 'dissatisfied'
          ? (said?.[answer] ?? 0)
          : 0
      // A complaint that was found to be false is none.
      if (criterion.of === 'attitude') return answer === 'complaint' ? complaints : count - complaints
      const [two, one, none] = result?.spread ?? [0, 0, 0]
      return answer === 2 ? two : answer === 1 ? one : none
    }
    return {
      criterion,
      answers: choicesOf(criterion).map(({ answer, words }) => ({ words, count: countOf(answer) })),
    }
  })
}

/** Points of a criterion for everyone: `few` where they rest on too few dossiers. */
export function pointsTold(
  report: AgencyReport,
  criterion: PointsCriterion,
  shown: number,
): number | 'few' | null {
  const result = report.results.find((one) => one.criterion === criterion)
  if (!result || result.verified === null) return null
  const count = result.spread?.reduce((sum, one) => sum + one, 0)
  return count !== undefined && isTooFew(count, shown) ? 'few' : result.verified
}
