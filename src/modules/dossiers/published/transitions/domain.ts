/** Chuyển trạng thái qua API: what a transition takes and what it answers. Pure. */

import { type Static, Type } from 'typebox'
import { caseStates } from '#kernel/cases.ts'
import type { Permission } from '#kernel/policy.ts'
import { recordActs } from '../../records/domain.ts'
import { type Dossier, leadingWork, openWork } from '../../steps/domain.ts'
import { iso, Moment, orNull, PublishedDossier, publishedState, State, strict } from '../domain.ts'

/** What a system may do in its unit's name with the scope `dossiers.handle`. Signing and numbering stay with people. */
export const handlePermissions: ReadonlySet<Permission> = new Set([
  'dossier.view',
  'dossier.receive',
  'dossier.process',
  'dossier.approve',
  'dossier.return',
])

/** What a transition changed: enough to make the next one. The whole dossier is read by its own address. */
export const TransitionDone = Type.Object(
  {
    code: Type.String(),
    version: PublishedDossier.properties.version,
    state: State,
    step: PublishedDossier.properties.step,
    dueAt: orNull(Moment),
    pausedAt: orNull(Moment),
    open: Type.Array(
      Type.Object(
        { number: Type.Integer(), key: Type.String(), name: Type.String(), dueAt: orNull(Moment) },
        strict,
      ),
      { description: 'The steps that are open now, side by side.' },
    ),
  },
  strict,
)
export type TransitionDone = Static<typeof TransitionDone>

export function transitionDone(dossier: Dossier): TransitionDone {
  const { code, version, state, dueAt, pausedAt } = dossier
  return {
    code,
    version,
    state: publishedState(state),
    step: leadingWork(dossier).key,
    dueAt: iso(dueAt),
    pausedAt: iso(pausedAt),
    open: openWork(dossier).map((work) => ({
      number: work.number,
      key: work.key,
      name: work.name,
      dueAt: iso(work.dueAt),
    })),
  }
}

export const transitionExample: TransitionDone = {
  code: 'H10.12-260302-0001',
  version: 2,
  state: { key: 'processing', code: 4, vi: caseStates.processing.vi, en: caseStates.processing.en },
  step: 'tham-dinh',
  dueAt: '2026-03-03T02:30:00.000Z',
  pausedAt: null,
  open: [{ number: 2, key: 'tham-dinh', name: 'Thẩm định', dueAt: '2026-03-02T09:30:00.000Z' }],
}

const transitions = [
  'accept',
  'refuseReception',
  'requestSupplement',
  'take',
  'forward',
  'handBack',
  'returnResult',
  'transfer',
  'sendBack',
  'withdrawAtDesk',
  'propose',
  ...recordActs,
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
        description: 'Of every transition that says no, goes back, passes on, ends or proposes.',
      }),
    ),
    legalBasis: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Of refuseReception; of propose to stop.' }),
    ),
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
    step: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Number of the open step that is meant; needed only where it could be several.',
      }),
    ),
    outcome: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'Of forward: what came of a step that declares its outcomes.',
      }),
    ),
    to: Type.Optional(
      Type.String({
        maxLength: 80,
        description:
          'Of handBack: key of the step, else the last one. Of transfer: code of the agency, else by field and place.',
      }),
    ),
    record: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
        description:
          'Of the acts that write something down (askConsultation … archive): the answers of their form; `outcome` where the step declares some, `files` as ids of uploaded files.',
      }),
    ),
    note: Type.Optional(Type.String({ maxLength: 4000, description: 'Of accept and forward.' })),
    nextHolder: Type.Optional(
      Type.String({ format: 'uuid', description: 'Officer who gets the next step; of accept and forward.' }),
    ),
    proposal: Type.Optional(
      Type.Enum(['apology', 'extension', 'stop', 'secondSupplement'], {
        description: 'Of propose: what the head is asked to sign. Deciding stays with people.',
      }),
    ),
    day: Type.Optional(
      Type.String({ format: 'date', description: 'Of propose: the later day of an apology or extension.' }),
    ),
    requester: Type.Optional(
      Type.Object(
        {
          name: Type.String({ maxLength: 200 }),
          identity: Type.String({ maxLength: 40 }),
          capacity: Type.Enum(['self', 'authorised']),
          authority: Type.String({ maxLength: 200 }),
        },
        { ...strict, description: 'Of withdrawAtDesk: who asked for it at the desk.' },
      ),
    ),
    way: Type.Optional(
      Type.Enum(['online', 'desk', 'post'], { description: 'Of returnResult; `online` unless told.' }),
    ),
  },
  strict,
)
export type TransitionInput = Static<typeof TransitionInput>
