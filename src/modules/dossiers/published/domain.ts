/** Hồ sơ cho hệ thống khác: the shapes of the API, and how a dossier becomes one. Pure. */

import { type Static, Type } from 'typebox'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { Permission } from '#kernel/policy.ts'
import { dossierLinks } from '../api.ts'
import type { SupplementAsked, Tracked } from '../tracking/domain.ts'

const strict = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Moment = Type.String({ format: 'date-time' })

/** Trạng thái with the code 1 to 10 of the national portal. */
const State = Type.Object(
  {
    key: Type.Enum(Object.keys(caseStates) as CaseState[]),
    code: Type.Integer({
      minimum: 1,
      maximum: 10,
      description: 'Code of the national public service portal.',
    }),
    vi: Type.String(),
    en: Type.String(),
  },
  strict,
)

function publishedState(state: CaseState): Static<typeof State> {
  const { code, vi, en } = caseStates[state]
  return { key: state, code, vi, en }
}

export const ListedDossier = Type.Object(
  {
    code: Type.String(),
    procedure: Type.Object({ code: Type.String(), name: Type.String() }, strict),
    state: State,
    submittedAt: Moment,
    receivedAt: orNull(Moment),
    dueAt: orNull(Moment),
    endedAt: orNull(Moment),
    holder: Type.String({ description: 'Agency that has it now.' }),
  },
  strict,
)

export const DossierList = Type.Object(
  {
    items: Type.Array(ListedDossier),
    next: orNull(Type.String({ description: '`after` of the next page.' })),
  },
  strict,
)

const StepTaken = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    unit: Type.String(),
    startedAt: Moment,
    dueAt: orNull(Moment),
    endedAt: orNull(Moment),
    outcome: orNull(Type.String()),
  },
  strict,
)

const Supplement = Type.Object(
  {
    reason: Type.String(),
    faults: Type.Array(
      Type.Object(
        {
          target: Type.Enum(['field', 'paper', 'other']),
          key: Type.String(),
          label: Type.String(),
          reason: Type.String(),
        },
        strict,
      ),
    ),
    askedAt: Moment,
    answeredAt: orNull(Moment),
  },
  strict,
)

export const PublishedDossier = Type.Object(
  {
    ...ListedDossier.properties,
    version: Type.Integer({ description: 'Counted up by every change; a transition names the one it saw.' }),
    step: Type.String({ description: 'Key of the step it is at.' }),
    replyDueAt: orNull(Moment),
    pausedAt: orNull(Moment),
    explanation: Type.Object(
      { reply: Type.Array(Type.String()), due: Type.Array(Type.String()) },
      { ...strict, description: 'How the dates were counted, in Vietnamese lines.' },
    ),
    steps: Type.Array(StepTaken),
    supplements: Type.Array(Supplement),
    fees: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          label: Type.Object({ vi: Type.String(), en: Type.String() }, strict),
          vnd: Type.Integer(),
          legal: Type.String(),
        },
        strict,
      ),
    ),
    feeVnd: Type.Integer(),
    papers: Type.Array(
      Type.Object({ key: Type.String(), name: Type.String(), fileId: orNull(Type.String()) }, strict),
    ),
    resultUrl: orNull(Type.String({ description: 'The signed result, once there is one.' })),
  },
  strict,
)
export type PublishedDossier = Static<typeof PublishedDossier>

type Line = Pick<
  Tracked,
  'code' | 'procedureCode' | 'procedureName' | 'state' | 'openedAt' | 'receivedAt' | 'dueAt' | 'endedAt'
>

const iso = (moment: Date | null) => moment?.toISOString() ?? null

export function listedDossier(line: Line, holder: string): Static<typeof ListedDossier> {
  return {
    code: line.code,
    procedure: { code: line.procedureCode, name: line.procedureName },
    state: publishedState(line.state),
    submittedAt: line.openedAt.toISOString(),
    receivedAt: iso(line.receivedAt),
    dueAt: iso(line.dueAt),
    endedAt: iso(line.endedAt),
    holder,
  }
}

type Parts = {
  readonly dossier: Tracked
  readonly steps: readonly {
    readonly key: string
    readonly name: string
    readonly unitName: string
    readonly startedAt: Date
    readonly dueAt: Date | null
    readonly endedAt: Date | null
    readonly outcome: string | null
  }[]
  readonly supplements: readonly SupplementAsked[]
  readonly papers: readonly {
    readonly paperKey: string
    readonly name: string
    readonly fileId: string | null
  }[]
}

/** One dossier for the system that submitted it or handles it. */
export function publishedDossier({ dossier, ...parts }: Parts, publicUrl: string): PublishedDossier {
  const { code, lookupSecret, dueExplanation, hasResult } = dossier
  return {
    ...listedDossier(dossier, dossier.holder.name),
    version: dossier.version,
    step: dossier.stepKey,
    replyDueAt: iso(dossier.replyDueAt),
    pausedAt: iso(dossier.pausedAt),
    explanation: { reply: [...(dueExplanation.reply ?? [])], due: [...(dueExplanation.due ?? [])] },
    steps: parts.steps.map(({ key, name, unitName: unit, startedAt, dueAt, endedAt, outcome }) => ({
      key,
      name,
      unit,
      startedAt: startedAt.toISOString(),
      dueAt: iso(dueAt),
      endedAt: iso(endedAt),
      outcome,
    })),
    supplements: parts.supplements.map(({ reason, faults, askedAt, answeredAt }) => ({
      reason,
      faults: faults.map(({ target, key, label, reason: why }) => ({ target, key, label, reason: why })),
      askedAt: askedAt.toISOString(),
      answeredAt: iso(answeredAt),
    })),
    fees: dossier.feeLines.map(({ key, label, vnd, legal }) => ({ key, label, vnd, legal })),
    feeVnd: dossier.feeVnd,
    papers: parts.papers.map(({ paperKey: key, name, fileId }) => ({ key, name, fileId })),
    resultUrl: hasResult ? `${publicUrl}${dossierLinks.resultPdf(code, lookupSecret)}` : null,
  }
}

/** What a system may do in its unit's name with the scope `dossiers.handle`. Signing and numbering stay with people. */
export const handlePermissions: ReadonlySet<Permission> = new Set([
  'dossier.view',
  'dossier.receive',
  'dossier.process',
  'dossier.approve',
  'dossier.return',
])

const transitions = [
  'accept',
  'refuseReception',
  'requestSupplement',
  'take',
  'forward',
  'handBack',
  'returnResult',
] as const

export const TransitionInput = Type.Object(
  {
    code: Type.String({ maxLength: 80 }),
    transition: Type.Enum(transitions),
    version: Type.Integer({
      minimum: 1,
      description: 'The version that was seen; another one is refused, so the same transition happens once.',
    }),
    reason: Type.Optional(
      Type.String({
        maxLength: 4000,
        description: 'Of refuseReception, requestSupplement (overall) and handBack.',
      }),
    ),
    legalBasis: Type.Optional(Type.String({ maxLength: 1000, description: 'Of refuseReception.' })),
    faults: Type.Optional(
      Type.Array(
        Type.Object(
          {
            target: Type.Enum(['field', 'paper', 'other']),
            key: Type.String({ maxLength: 100 }),
            reason: Type.String({ minLength: 1, maxLength: 1000 }),
          },
          strict,
        ),
        { maxItems: 100, description: 'Of requestSupplement: all of them, since it is asked once.' },
      ),
    ),
    note: Type.Optional(Type.String({ maxLength: 4000, description: 'Of accept and forward.' })),
    nextHolder: Type.Optional(
      Type.String({ format: 'uuid', description: 'Officer who gets the next step; of accept and forward.' }),
    ),
    way: Type.Optional(
      Type.Enum(['online', 'desk', 'post'], { description: 'Of returnResult; `online` unless told.' }),
    ),
  },
  strict,
)
export type TransitionInput = Static<typeof TransitionInput>

export const listedExample = {
  code: 'H10.12-260302-0001',
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
  state: { key: 'processing', code: 4, vi: caseStates.processing.vi, en: caseStates.processing.en },
  submittedAt: '2026-03-02T01:00:00.000Z',
  receivedAt: '2026-03-02T02:30:00.000Z',
  dueAt: '2026-03-03T02:30:00.000Z',
  endedAt: null,
  holder: 'Ủy ban nhân dân phường Phú Thủy',
}

export const dossierExample = {
  ...listedExample,
  version: 3,
  step: 'tham-dinh',
  replyDueAt: '2026-03-03T01:00:00.000Z',
  pausedAt: null,
  explanation: { reply: ['Nộp lúc 08:00 ngày 02/03/2026'], due: ['Đến hạn lúc 09:30 ngày 03/03/2026'] },
  steps: [
    {
      key: 'tiep-nhan',
      name: 'Tiếp nhận',
      unit: 'Ủy ban nhân dân phường Phú Thủy',
      startedAt: '2026-03-02T01:00:00.000Z',
      dueAt: '2026-03-03T01:00:00.000Z',
      endedAt: '2026-03-02T02:30:00.000Z',
      outcome: 'accepted',
    },
  ],
  supplements: [],
  fees: [],
  feeVnd: 0,
  papers: [
    { key: 'giay-chung-sinh', name: 'Giấy chứng sinh', fileId: '019cabcd-0000-7000-8000-000000000001' },
  ],
  resultUrl: null,
}
