/**
 * Nhóm hồ sơ liên thông: one declaration that sets several procedures going. The head is what the person submitted; a
 * linked step of it is another procedure's dossier, a member, with its own code, unit and clock. Pure.
 */

import { type CaseState, caseStates } from '#kernel/cases.ts'
import { evaluate, expression } from '#kernel/expressions.ts'
import { outcomeName } from '#kernel/packs.ts'
import type { JsonObject } from '#kernel/types.ts'
import { type FeeLine, feesFor, type ProcedureDefinition, type Situation } from '#modules/services/api.ts'
import { type Dossier, type Move, openWork, type Step, type Work } from '../steps/domain.ts'
import { comingStages } from '../steps/routing/domain.ts'
import type { SubmittedPaper } from '../submission/domain.ts'

export type LinkedStep = Step & { readonly type: 'linked'; readonly procedure: string }

const isLinked = (step: Step): step is LinkedStep => step.type === 'linked' && step.procedure !== undefined

export const linkedSteps = ({ steps }: Pick<ProcedureDefinition, 'steps'>): readonly LinkedStep[] =>
  steps.filter(isLinked)

/** What a member is made of: of the head, what the expressions of its step read. */
export type Declared = Pick<Dossier, 'answers' | 'channel'> & {
  readonly work: readonly Pick<Work, 'key' | 'outcome' | 'endedAt'>[]
}

/** The answers of the member's form, by the expressions of the step; what has no value is not answered. */
export function memberAnswers({ answers = {} }: LinkedStep, head: Declared, today: string): JsonObject {
  const outcomes = Object.fromEntries(
    head.work.flatMap(({ key, outcome }) => (outcome === null ? [] : [[outcomeName(key), outcome]])),
  )
  const scope = { answers: head.answers, channel: head.channel, today, outcomes }
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, text]) => {
      const value = evaluate(expression(text), scope)
      return value === null ? [] : [[key, value]]
    }),
  )
}

/** Each paper of the member is the one of the head that the step names. */
export function memberPapers<Paper extends Pick<SubmittedPaper, 'key'>>(
  { papers = {} }: LinkedStep,
  given: readonly Paper[],
): readonly Paper[] {
  return Object.entries(papers).flatMap(([key, source]) =>
    given.filter((paper) => paper.key === source).map((paper) => ({ ...paper, key })),
  )
}

/** Where a fault of the member's form is mended: the question of the declaration from which the answer comes. */
export function askedIn({ answers = {} }: LinkedStep, field: string): string | undefined {
  const [key = '', ...inside] = field.split('.')
  const text = answers[key]
  if (text === undefined) return undefined
  const [name] = expression(text).names.filter((one) => one.startsWith('answers.'))
  const source = name?.split('.')[1]
  // The places inside a list are the same only where the whole list is taken over.
  return source && text.trim() === `answers.${source}` ? [source, ...inside].join('.') : source
}

/** Outcomes when every member is granted what it asks for, which is what whoever submits hopes for. */
const hopedOf = (definition: Pick<ProcedureDefinition, 'steps'>): JsonObject =>
  Object.fromEntries(linkedSteps(definition).map(({ key }) => [outcomeName(key), 'done']))

/** Linked steps that the declaration leads to when each member is granted; what follows a refusal is left out. */
export function expectedSteps(
  definition: Pick<ProcedureDefinition, 'steps'>,
  { answers, channel }: Pick<Declared, 'answers' | 'channel'>,
  today: string,
): readonly LinkedStep[] {
  const head = { answers, channel, work: [] }
  return comingStages(definition, head, today, hopedOf(definition)).flat().filter(isLinked)
}

/** Fees of a member that the head asks for with its own: paid once, each line by its own rule and basis. */
export const memberFees = (
  { key }: LinkedStep,
  member: Pick<ProcedureDefinition, 'fees'>,
  situation: Situation,
): readonly FeeLine[] => feesFor(member, situation).map((line) => ({ ...line, key: `${key}/${line.key}` }))

export const asksFeesOf = ({ key }: LinkedStep, lines: readonly FeeLine[]): boolean =>
  lines.some((line) => line.key.startsWith(`${key}/`))

type Decided = { readonly state: CaseState; readonly isRefused: boolean }

/** What the head's step ends with when its member is decided; `undefined` while it is not. */
export function outcomeOf({ state, isRefused }: Decided): string | undefined {
  if (state === 'done' || state === 'returned') return isRefused ? 'refused' : 'done'
  return caseStates[state].ended ? state : undefined
}

export const isDecided = (state: CaseState): boolean => state === 'done' || caseStates[state].ended

/**
 * The head of the family that a move leaves something to do for: a linked step began, a member was decided, or the head
 * itself was returned. `undefined` for a dossier that stands alone, at no cost.
 */
export function headToTend({ before, after }: Move): string | undefined {
  const hasEntered = before.state !== after.state
  if (after.familyId && hasEntered && isDecided(after.state)) return after.familyId
  const known = new Set(before.work.map(({ number }) => number))
  const linked = after.work.filter(({ type }) => type === 'linked')
  const hasBegun = openWork({ work: linked }).some(({ number }) => !known.has(number))
  const isReturned = linked.length > 0 && hasEntered && after.state === 'returned'
  return hasBegun || isReturned ? after.id : undefined
}

/** A member as the pages of its family show it. */
export type Member = {
  readonly caseId: string
  readonly code: string
  readonly state: CaseState
  readonly stepKey: string
  readonly procedureName: string
  readonly unitName: string
  readonly holderName: string
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  readonly lookupSecret: string
  readonly hasResult: boolean
  /** Whether whoever reads may open it. */
  readonly mayOpen: boolean
}

/** One line of a family: a member, or a step that will make one. */
export type FamilyLine = { readonly stepKey: string; readonly name: Step['name']; readonly member?: Member }

/** Every member there is or will be, in the order of the declaration; steps that do not apply are left out. */
export function familyLines(
  definition: Pick<ProcedureDefinition, 'steps'>,
  head: Declared & Pick<Dossier, 'state'>,
  members: readonly Member[],
  today: string,
): readonly FamilyLine[] {
  const coming = isDecided(head.state)
    ? []
    : comingStages(definition, head, today, hopedOf(definition)).flat()
  const open = openWork(head)
  return linkedSteps(definition).flatMap((step): FamilyLine[] => {
    const made = members.filter(({ stepKey }) => stepKey === step.key)
    if (made.length > 0) return made.map((member) => ({ stepKey: step.key, name: step.name, member }))
    const willCome = [...coming, ...open].some(({ key }) => key === step.key)
    return willCome ? [{ stepKey: step.key, name: step.name }] : []
  })
}
