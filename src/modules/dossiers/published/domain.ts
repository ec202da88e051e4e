/** Hồ sơ cho hệ thống khác: the shapes of the API, and how a dossier becomes one. Pure. */

import { type Static, Type } from 'typebox'
import { PublishedSpan, publishedSpan, type ToldClock } from '#kernel/calendar.ts'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import { againstDue, promisedShare, type Told } from '#modules/forecast/api.ts'
import { dossierLinks } from '../api.ts'
import { type Moved, moveCauses } from '../clock/domain.ts'
import { openWork } from '../steps/domain.ts'
import type { SupplementAsked, Tracked } from '../tracking/domain.ts'

export const strict = { additionalProperties: false }
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
export const Moment = Type.String({ format: 'date-time' })

/** Trạng thái with the code 1 to 10 of the national portal. */
export const State = Type.Object(
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

export function publishedState(state: CaseState): Static<typeof State> {
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
    number: Type.Integer({ description: 'A transition names an open step by it where several are.' }),
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

/** Ngày hẹn đã đổi: what moved the date beside the clock's own stops, and on which ground. */
const DateMove = Type.Object(
  {
    at: Moment,
    cause: Type.Enum(moveCauses, {
      description: 'A change of the calendar, a promise of the agency, or other rules of the procedure.',
    }),
    before: orNull(Moment),
    after: orNull(Moment),
    reason: orNull(Type.String()),
    legalBasis: orNull(Type.String()),
  },
  strict,
)

/** Dự kiến ngày xong, for the applicant's side: no deadline, and none for whoever handles the dossier. */
const PublishedForecast = Type.Object(
  {
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    share: Type.Number({
      description: 'In about this share of dossiers the outcome is there within these days.',
    }),
    basis: Type.Enum(['unit', 'above', 'province'], {
      description: 'Whose finished dossiers it rests on: the agency, its neighbours, the province.',
    }),
    cases: Type.Integer({ description: 'How many these are.' }),
    againstDue: Type.Enum(['within', 'mayBeLate', 'late', 'unknown'], {
      description: 'How the days stand to `dueAt`, which holds whatever the forecast says.',
    }),
  },
  strict,
)

export const PublishedDossier = Type.Object(
  {
    ...ListedDossier.properties,
    version: Type.Integer({ description: 'Counted up by every change; a transition names the one it saw.' }),
    step: Type.String({ description: 'Key of the step it is at; of several side by side the first.' }),
    replyDueAt: orNull(Moment),
    pausedAt: orNull(Moment),
    explanation: Type.Array(Type.String(), {
      description: 'How the present date came about, line by line, in the language that was asked for.',
    }),
    spans: Type.Array(PublishedSpan, {
      description: 'The same stretch by stretch: what counts, what does not, and by which rule.',
    }),
    moves: Type.Array(DateMove, {
      description: 'Every time the date was moved by something else, oldest first.',
    }),
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
    forecast: orNull(PublishedForecast),
    resultUrl: orNull(Type.String({ description: 'The signed result, once there is one.' })),
  },
  strict,
)
export type PublishedDossier = Static<typeof PublishedDossier>

type Line = Pick<
  Tracked,
  'code' | 'procedureCode' | 'procedureName' | 'state' | 'openedAt' | 'receivedAt' | 'dueAt' | 'endedAt'
>

export const iso = (moment: Date | null) => moment?.toISOString() ?? null

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
  /** Cách tính hạn. */
  readonly told: Pick<ToldClock, 'lines' | 'spans'>
  readonly moves: readonly Moved[]
  readonly steps: readonly {
    readonly number: number
    readonly key: string
    readonly name: string
    readonly unitName: string
    readonly startedAt: Date
    readonly dueAt: Date | null
    readonly endedAt: Date | null
    readonly outcome: string | null
  }[]
  readonly forecast: Told | undefined
  readonly supplements: readonly SupplementAsked[]
  readonly papers: readonly {
    readonly paperKey: string
    readonly name: string
    readonly fileId: string | null
  }[]
}

/** One dossier for the system that submitted it or handles it. */
export function publishedDossier({ dossier, ...parts }: Parts, publicUrl: string): PublishedDossier {
  const { code, lookupSecret, hasResult } = dossier
  const leading = openWork({ work: parts.steps })[0] ?? parts.steps.at(-1)
  return {
    ...listedDossier(dossier, dossier.holder.name),
    version: dossier.version,
    step: leading?.key ?? '',
    replyDueAt: iso(dossier.replyDueAt),
    pausedAt: iso(dossier.pausedAt),
    explanation: [...parts.told.lines],
    spans: parts.told.spans.map(publishedSpan),
    moves: parts.moves.map(({ at, cause, before, after, reason, legalBasis }) => ({
      at: at.toISOString(),
      cause,
      before: iso(before),
      after: iso(after),
      reason,
      legalBasis,
    })),
    steps: parts.steps.map(({ number, key, name, unitName: unit, startedAt, dueAt, endedAt, outcome }) => ({
      number,
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
    forecast: publishedForecast(parts.forecast, dossier.dueAt),
    resultUrl: hasResult ? `${publicUrl}${dossierLinks.resultPdf(code, lookupSecret)}` : null,
  }
}

function publishedForecast(told: Told | undefined, dueAt: Date | null): PublishedDossier['forecast'] {
  if (told?.kind !== 'days') return null
  const { days, level: basis, cases } = told
  return { ...days, share: promisedShare, basis, cases, againstDue: againstDue(days, dueAt) }
}

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
  explanation: ['Tiếp nhận lúc 09:30 ngày 02/03/2026', 'Đến hạn lúc 09:30 ngày 03/03/2026'],
  spans: [
    {
      startAt: '2026-03-02T02:30:00.000Z',
      endAt: '2026-03-02T04:30:00.000Z',
      minutes: 120,
      reason: 'officeHours',
      counts: true,
      phase: 'appointment' as const,
      rule: 'docs/legal.md#clock',
      text: 'Ngày 02/03/2026: tính 2 giờ làm việc',
    },
  ],
  moves: [],
  steps: [
    {
      number: 1,
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
  forecast: {
    from: '2026-03-02',
    to: '2026-03-03',
    share: 0.8,
    basis: 'unit' as const,
    cases: 150,
    againstDue: 'within' as const,
  },
  papers: [
    { key: 'giay-chung-sinh', name: 'Giấy chứng sinh', fileId: '019cabcd-0000-7000-8000-000000000001' },
  ],
  resultUrl: null,
}
