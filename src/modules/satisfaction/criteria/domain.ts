/** Tiêu chí: which set holds when, what is asked, and what answers and figures are worth (docs/legal.md#satisfaction). Pure. */

import type { Sentence } from '#kernel/errors.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import type { UnitLevel } from '#kernel/measures.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type Criterion = CriteriaSet['criteria'][number]
export type OfAgency = Extract<Criterion, { readonly of: 'agency' }>
export type Opinion = Extract<Criterion, { readonly of: 'opinion' }>
/** Those that a person is asked about. */
export type AskedCriterion = Extract<Criterion, { readonly of: 'answer' | 'attitude' | 'opinion' }>
/** Those that bring points. */
export type PointsCriterion = Exclude<Criterion, Opinion>

/** The version that holds on a day; of two sets the one that began later. */
export function setOn(sets: readonly CriteriaSet[], on: CalendarDate): CriteriaSet | undefined {
  return sets
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
}

export const isAsked = (one: Criterion): one is AskedCriterion =>
  one.of === 'answer' || one.of === 'attitude' || one.of === 'opinion'
export const isOpinion = (one: Criterion): one is Opinion => one.of === 'opinion'
export const bringsPoints = (one: Criterion): one is PointsCriterion => one.of !== 'opinion'
export const isOfAgency = (one: Criterion): one is OfAgency => one.of === 'agency'
/** Figures that the agency tells, and a second person verifies. */
export const isTold = ({ figures }: OfAgency): boolean => figures.some(({ of }) => of === undefined)

export const pointsMost = 2
/** 18 for the nine of the circular. */
export const mostOf = ({ criteria }: Pick<CriteriaSet, 'criteria'>): number =>
  criteria.filter(bringsPoints).length * pointsMost

/** `10*`: a star for those without points. */
export const numberOf = ({ number, of }: Pick<Criterion, 'number' | 'of'>): string =>
  of === 'opinion' ? `${number}*` : number

export type Answer = 0 | 1 | 2 | 'good' | 'complaint' | Satisfaction
export const satisfactions = ['very', 'satisfied', 'dissatisfied'] as const
export type Satisfaction = (typeof satisfactions)[number]
/** By the number of the criterion. */
export type Answers = Readonly<Record<string, Answer>>

export type AnswerChoice = { readonly value: string; readonly answer: Answer; readonly words: Sentence }

/** What may be answered, the best first. */
export function choicesOf(one: AskedCriterion): readonly AnswerChoice[] {
  if (one.of === 'answer')
    return one.levels.map(({ points, words }) => ({
      value: String(points),
      answer: points === 2 ? 2 : points === 1 ? 1 : 0,
      words,
    }))
  if (one.of === 'attitude')
    return (['good', 'complaint'] as const).map((value) => ({ value, answer: value, words: one[value] }))
  return satisfactions.map((value) => ({ value, answer: value, words: one.options[value] }))
}

/** Reads what was chosen, by number; `missing` are the numbers of questions without an answer that there is. */
export function readAnswers(
  set: Pick<CriteriaSet, 'criteria'>,
  typed: (number: string) => string | undefined,
): { readonly answers: Answers; readonly missing: readonly string[] } {
  const asked = set.criteria.filter(isAsked)
  const found = asked.map((one) => ({
    number: one.number,
    answer: choicesOf(one).find(({ value }) => value === typed(one.number))?.answer,
  }))
  return {
    answers: Object.fromEntries(
      found.flatMap(({ number, answer }) => (answer === undefined ? [] : [[number, answer]])),
    ),
    missing: found.filter(({ answer }) => answer === undefined).map(({ number }) => number),
  }
}

/** Whether the person is satisfied at all, where the set asks. */
export function overallOf(set: Pick<CriteriaSet, 'criteria'>, answers: Answers): Satisfaction | null {
  const number = set.criteria.filter(isOpinion).find(({ isOverall }) => isOverall)?.number
  const answer = number === undefined ? undefined : answers[number]
  return satisfactions.find((one) => one === answer) ?? null
}

/** Figures of an agency by their keys; `null` where nobody knows. */
export type Figures = Readonly<Record<string, number | null>>

/** Điểm của cơ quan for one criterion: `null` while any of its figures is missing, which is not nought. */
export function agencyPoints(criterion: OfAgency, level: UnitLevel, figures: Figures): 0 | 1 | 2 | null {
  const known = Object.fromEntries(criterion.figures.map(({ key }) => [key, figures[key] ?? null]))
  if (Object.values(known).includes(null)) return null
  const value = evaluate(expression(criterion.award), { ...known, least: { ...criterion.least?.[level] } })
  return value === 2 || value === 1 || value === 0 ? value : null
}

/** A level in words, with the thresholds of the agency's own level. */
export const levelWords = (criterion: PointsCriterion, points: number, level?: UnitLevel): Sentence => {
  const words = criterion.levels.find((one) => one.points === points)?.words ?? { vi: '', en: '' }
  const least = criterion.of === 'agency' && level ? criterion.least?.[level] : undefined
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, key) => String(least?.[key] ?? all))
  return { vi: fill(words.vi), en: fill(words.en) }
}

export type Class = CriteriaSet['classes'][number]

/** Xếp loại. The sum is rounded to two decimals before, so that 14.995 is what people read: 15. */
export function classOf({ classes }: Pick<CriteriaSet, 'classes'>, points: number): Class | undefined {
  return classes.toSorted((a, b) => b.from - a.from).find(({ from }) => points >= from)
}

/** Two decimals, half up of the decimal number people see. */
export const rounded = (value: number): number => Math.round(Number((value * 100).toPrecision(15))) / 100

/** How many dossiers brought 2, 1 and 0 points. */
export type Spread = readonly [two: number, one: number, none: number]

/** The mean of what dossiers brought; `null` without any. */
export function meanOf([two, one, none]: Spread): number | null {
  const count = two + one + none
  return count === 0 ? null : rounded((two * 2 + one) / count)
}

export type Total = {
  readonly points: number
  /** The most that criteria with data can bring; the rest is missing, not lost. */
  readonly known: number
  /** The class if all that is missing brought nothing, and if it brought everything. */
  readonly least: Class | undefined
  readonly most: Class | undefined
  /** Only where nothing that is missing could change it. */
  readonly class: Class | undefined
}

/** Tổng điểm và xếp loại of the criteria with points; `null` where one is missing. */
export function totalOf(
  set: Pick<CriteriaSet, 'classes'>,
  criteria: readonly (number | null)[],
): Total | undefined {
  const known = criteria.filter((points) => points !== null)
  if (known.length === 0) return undefined
  const points = rounded(known.reduce((sum, one) => sum + one, 0))
  const least = classOf(set, points)
  const most = classOf(set, rounded(points + (criteria.length - known.length) * pointsMost))
  return {
    points,
    known: known.length * pointsMost,
    least,
    most,
    class: least === most ? least : undefined,
  }
}
