/** Theo dõi hồ sơ: where a dossier is, who has it, until when, and what comes next. Pure. */

import type { ClockHistory } from '#kernel/calendar.ts'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { JsonObject } from '#kernel/types.ts'
import type { FeeLine } from '#modules/services/api.ts'
import { dossierCan } from '../domain.ts'
import type { Fault } from '../supplement/domain.ts'

/** A unit as citizens need it: its name, where it is, whom to call. */
export type Place = {
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
}

/** A dossier as its applicant follows it. */
export type Tracked = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly procedureName: string
  readonly channel: 'direct' | 'online' | 'post'
  readonly applicantId: string | null
  readonly applicantKind: 'citizen' | 'enterprise' | 'household'
  readonly applicantName: string
  readonly submitterName: string
  /** A community digital team helped to submit it. */
  readonly isHelped?: boolean
  readonly answers: JsonObject
  readonly stepRole: string
  readonly holder: Place
  readonly desk: Place
  readonly competentName: string
  readonly competentCode: string
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
  readonly endedAt: Date | null
  readonly deliveredAt: Date | null
  readonly replyDueAt: Date | null
  readonly clock: ClockHistory
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly feeVnd: number
  readonly feeLines: readonly FeeLine[]
  readonly lookupSecret: string
  readonly supplementCount: number
  /** The head of the family of which it is a member. */
  readonly familyId: string | null
  /** A later day was promised, with an apology or under a law. */
  readonly isExtended: boolean
  readonly isRated: boolean
  /** A signed paper is there to open; a result on paper alone is not. */
  readonly hasResult: boolean
}

/** Ai đang giữ hồ sơ: while papers or money are missing it is the applicant's turn. */
export function holderKind(state: CaseState): 'applicant' | 'desk' | 'unit' | 'nobody' {
  if (state === 'supplementing' || state === 'financialDuty') return 'applicant'
  if (state === 'done') return 'desk'
  return caseStates[state].ended ? 'nobody' : 'unit'
}

/** Tên che bớt, for pages that anyone with the two codes may open: `Nguyễn Thị Mây` → `N***** T** M**`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const [first = '', ...rest] = word.normalize('NFC')
      return first + '*'.repeat(rest.length)
    })
    .join(' ')
}

/** The name on a page for everyone: of people only its outline, of firms as it is published anyway. */
export function publicName({
  applicantKind,
  applicantName,
}: Pick<Tracked, 'applicantKind' | 'applicantName'>): string {
  return applicantKind === 'enterprise' ? applicantName : maskName(applicantName)
}

export type StepTaken = {
  readonly number: number
  readonly key: string
  readonly name: string
  readonly unitName: string
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  readonly outcome: string | null
  /** What the step wrote down, as far as it concerns the applicant, in the language of the reader. */
  readonly told?: readonly StepFact[] | undefined
}
export type StepFact = { readonly label: string; readonly value: string }

export type SupplementAsked = {
  readonly number: number
  readonly faults: readonly Fault[]
  readonly reason: string
  readonly askedAt: Date
  readonly answeredAt: Date | null
}

/** Lý do không tiếp nhận, with the provision it rests on. */
export type Refusal = { readonly ground: string; readonly legalBasis: string }

type NamedStep = { readonly key: string; readonly name: { readonly vi: string; readonly en: string } }

/** Làm thay: who did it, and in whose place. */
export type InPlace = {
  readonly agent: string
  readonly owner: string
  /** By the community digital team, beside the person. */
  readonly isHelp?: boolean
}
/** An act of the applicant's that somebody did in their place. */
export type ActInPlace = InPlace & { readonly name: string; readonly at: Date }

/** One entry of the life of a dossier. `step` names are in the language of the reader. */
export type StoryEntry =
  | { readonly kind: 'submitted'; readonly at: Date; readonly inPlace?: InPlace }
  | {
      readonly kind: 'step'
      readonly state: 'done' | 'current' | 'stopped'
      readonly name: string
      readonly unitName: string
      readonly at: Date | undefined
      readonly dueAt: Date | null
      /** The work went back to the step before. */
      readonly isHandedBack: boolean
      readonly told: readonly StepFact[]
    }
  | { readonly kind: 'supplementAsked'; readonly at: Date }
  | { readonly kind: 'supplementAnswered'; readonly at: Date; readonly inPlace?: InPlace }
  | {
      readonly kind: 'extended'
      readonly at: Date
      readonly to: Date
      readonly cause: 'apology' | 'extension'
      readonly reason: string
    }
  | { readonly kind: 'transferred'; readonly at: Date; readonly unitName: string; readonly reason: string }
  | {
      /** The rules changed on the way, or the change was taken back, with the date that follows from it. */
      readonly kind: 'repinned' | 'repinUndone'
      readonly at: Date
      readonly reason: string
      readonly dueAt: Date | null
    }
  | { readonly kind: 'waiting'; readonly waitsFor: 'supplement' | 'payment' }
  | { readonly kind: 'coming'; readonly name: string }
  | {
      readonly kind: 'ended'
      readonly state: CaseState
      readonly at: Date
      readonly inPlace?: InPlace
    }

/** What concerns the applicant beside steps and supplements: a later day, another agency, other rules. */
export type ActTold = Extract<StoryEntry, { kind: 'extended' | 'transferred' | 'repinned' | 'repinUndone' }>

/** Steps that ended because the dossier went elsewhere or its rules changed: told by that act, not as work done. */
const endedByAct: ReadonlySet<string | null> = new Set(['transferred', 'sentBack', 'repinned', 'repinUndone'])

type StoryParts = {
  readonly dossier: Pick<Tracked, 'state' | 'openedAt' | 'endedAt'>
  readonly steps: readonly StepTaken[]
  readonly supplements: readonly Pick<SupplementAsked, 'askedAt' | 'answeredAt'>[]
  readonly acts?: readonly ActTold[]
  readonly inPlace?: readonly ActInPlace[]
  readonly known: readonly NamedStep[]
  readonly coming: readonly NamedStep[]
  readonly language: 'vi' | 'en'
}

/** Diễn biến hồ sơ: what happened in the order of time, where it stands, what is still to come. */
export function storyOf(parts: StoryParts): StoryEntry[] {
  const { dossier, steps, supplements, acts = [], inPlace = [], known, coming, language } = parts
  const doneIn = (event: string, moment: Date | null): { readonly inPlace?: InPlace } => {
    const found = inPlace.find(({ name, at }) => name === event && at.getTime() === moment?.getTime())
    if (!found) return {}
    const { agent, owner, isHelp } = found
    return { inPlace: { agent, owner, ...(isHelp && { isHelp }) } }
  }
  const names = new Map(known.map(({ key, name }) => [key, name[language]]))
  const isEnded = caseStates[dossier.state].ended
  const isWaiting = dossier.state === 'supplementing' || dossier.state === 'financialDuty'
  const past: (StoryEntry & { readonly at: Date })[] = [
    { kind: 'submitted', at: dossier.openedAt, ...doneIn('dossier.submitted', dossier.openedAt) },
  ]
  for (const { key, name, unitName, dueAt, endedAt, outcome, told = [] } of steps)
    if (endedAt && !(isEnded && outcome === dossier.state) && !endedByAct.has(outcome))
      past.push({
        kind: 'step',
        state: 'done',
        name: names.get(key) ?? name,
        unitName,
        at: endedAt,
        dueAt,
        isHandedBack: outcome === 'handedBack',
        told,
      })
  for (const { askedAt, answeredAt } of supplements) {
    past.push({ kind: 'supplementAsked', at: askedAt })
    if (answeredAt)
      past.push({
        kind: 'supplementAnswered',
        at: answeredAt,
        ...doneIn('dossier.supplemented', answeredAt),
      })
  }
  past.push(...acts)
  past.sort((a, b) => a.at.getTime() - b.at.getTime())
  if (isEnded)
    return [
      ...past,
      {
        kind: 'ended',
        state: dossier.state,
        at: dossier.endedAt ?? dossier.openedAt,
        ...doneIn('dossier.withdrawn', dossier.endedAt),
      },
    ]
  const open = steps.filter(({ endedAt }) => !endedAt)
  const current = open.map(
    ({ key, name, unitName, dueAt, told = [] }): StoryEntry => ({
      kind: 'step',
      state: isWaiting ? 'stopped' : 'current',
      name: names.get(key) ?? name,
      unitName,
      at: undefined,
      dueAt: isWaiting ? null : dueAt,
      isHandedBack: false,
      told,
    }),
  )
  const waiting: StoryEntry[] = isWaiting
    ? [
        {
          kind: 'waiting',
          waitsFor: dossier.state === 'financialDuty' ? 'payment' : 'supplement',
        },
      ]
    : []
  return [
    ...past,
    ...waiting,
    ...current,
    ...coming.map(({ name }): StoryEntry => ({ kind: 'coming', name: name[language] })),
  ]
}

/** Nhóm hồ sơ, as the filter of one's own list offers them. */
export const dossierGroups = {
  'can-lam': ['supplementing', 'financialDuty'],
  'dang-xu-ly': ['registered', 'accepted', 'processing'],
  'co-ket-qua': ['done', 'returned'],
  khac: ['notAccepted', 'withdrawn', 'stopped'],
} as const satisfies Record<string, readonly CaseState[]>
export type DossierGroup = keyof typeof dossierGroups
export const dossierGroupKeys = Object.keys(dossierGroups) as readonly DossierGroup[]

/** What an applicant is asked to do about a dossier, the most pressing first. */
export type Todo = 'mend' | 'pay' | 'collect' | 'rate'

/** Việc cần làm: one for each dossier, or none. */
export function todoOf({
  state,
  isRated,
}: {
  readonly state: CaseState
  readonly isRated: boolean
}): Todo | undefined {
  if (state === 'supplementing') return 'mend'
  if (state === 'financialDuty') return 'pay'
  if (state === 'done') return 'collect'
  return (state === 'returned' || state === 'notAccepted') && !isRated ? 'rate' : undefined
}

/** Kết quả chờ ở quầy: there, and to be taken home from the desk. */
export const waitsAtDesk = ({
  state,
  hasResult,
  returnMethod,
}: Pick<Tracked, 'state' | 'hasResult' | 'returnMethod'>): boolean =>
  state === 'done' && returnMethod !== 'post' && !(hasResult && returnMethod === 'online')

/** Whether its applicant may still give an opinion. */
export const dossierCanBeRated = (dossier: Pick<Tracked, 'state' | 'isRated'>): boolean =>
  dossierCan('rate', dossier) && !dossier.isRated
