/** BM01, BM02, BM03 as spreadsheets open them. Pure. */

import type { CriteriaSet } from '#kernel/packs.ts'
import { csvTable, type Language, textsFor } from '#kernel/text.ts'
import { type Answers, choicesOf, isAsked, numberOf, satisfactions } from '../../criteria/domain.ts'
import type { AgencyReport } from '../domain.ts'
import { satisfiedShare } from '../domain.ts'
import { texts } from '../texts.ts'

const number = (value: number | null | undefined): string => value?.toString() ?? ''

/** BM02: a line for each criterion. */
export function agencyTable({ results, opinions }: AgencyReport, language: Language): string {
  const t = textsFor(texts, language)
  const rows = results.map(({ criterion, self, verified, spread, scores }) => [
    numberOf(criterion),
    criterion.name[language],
    number(self),
    number(verified),
    ...(spread ?? ['', '', '']).map(String),
    scores.self?.ground ?? '',
    scores.verified?.ground ?? '',
  ])
  const said = opinions.map(({ criterion, said: counts }) => [
    numberOf(criterion),
    criterion.name[language],
    '',
    '',
    ...satisfactions.map((one) => String(counts[one])),
    '',
    '',
  ])
  const head = [
    '#',
    t.criterion,
    t.self,
    t.verified,
    '2',
    '1',
    '0',
    `${t.basis}, ${t.self}`,
    `${t.basis}, ${t.verified}`,
  ]
  return csvTable([head, ...rows, ...said])
}

/** BM03: a line for each agency. */
export function summaryTable(reports: readonly AgencyReport[], language: Language): string {
  const t = textsFor(texts, language)
  const [first] = reports
  const numbers = first?.results.map(({ criterion }) => numberOf(criterion)) ?? []
  const head = [
    'code',
    t.agency,
    ...numbers.flatMap((one) => [`${one} ${t.self}`, `${one} ${t.verified}`]),
    `${t.total} ${t.self}`,
    `${t.total} ${t.verified}`,
    t.class,
    `${t.satisfied} %`,
    t.rated,
  ]
  const rows = reports.map((report) => [
    report.unit.code,
    report.unit.name,
    ...report.results.flatMap(({ self, verified }) => [number(self), number(verified)]),
    number(report.self?.points),
    number(report.verified?.points),
    report.verified?.class?.name[language] ?? '',
    number(satisfiedShare(report)),
    String(report.rated.count),
  ])
  return csvTable([head, ...rows])
}

/** A dossier as BM01 tells it. */
export type WrittenDossier = {
  readonly code: string
  readonly endedOn: string
  readonly whole: number | null
  readonly steps: readonly { readonly unit: string; readonly points: number }[]
  readonly rating: {
    readonly answers: Answers
    readonly attitude: number | null
    readonly comment: string | null
    readonly channel: string
  } | null
}

/** BM01: a line for each dossier; one that was rated anonymously is as if it had not been. */
export function dossierTable(
  set: Pick<CriteriaSet, 'criteria'>,
  dossiers: readonly WrittenDossier[],
  language: Language,
): string {
  const t = textsFor(texts, language)
  const asked = set.criteria.filter(isAsked)
  const head = [t.dossier, t.ended, '1', '2', ...asked.map(numberOf), t.comment, t.channel]
  const rows = dossiers.map(({ code, endedOn, whole, steps, rating }) => [
    code,
    endedOn,
    number(whole),
    steps.map(({ unit, points }) => `${unit} ${points}`).join('; '),
    ...asked.map((one) => {
      if (!rating) return ''
      if (one.of === 'attitude') return number(rating.attitude)
      const answer = rating.answers[one.number]
      if (one.of === 'answer') return String(answer ?? '')
      return choicesOf(one).find((choice) => choice.answer === answer)?.words[language] ?? ''
    }),
    rating?.comment ?? '',
    rating ? t.channelName(rating.channel) : '',
  ])
  return csvTable([head, ...rows])
}
