/** Every state, kind of step, act and kind of actor: what the page offers is what the table says and what a command does. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseAct, type CaseState, caseActs, caseStates, mayBeDone, mayFollow } from '#kernel/cases.ts'
import { inTransaction, sql } from '#kernel/db.ts'
import { type StepType, stepTypes } from '#kernel/packs.ts'
import type { Officer } from '#kernel/policy.ts'
import { deputyOf } from '#kernel/policy.ts'
import { service } from '#kernel/testing/people.ts'
import { openDossier } from '../desk/commands.ts'
import { handlePermissions } from '../published/transitions/domain.ts'
import { statePurpose } from '../purpose/commands.ts'
import { takeRating } from '../rating/commands.ts'
import { findRateable } from '../rating/store.ts'
import { demandWork } from '../steps/commands.ts'
import { agencyMay, type OfficerAction } from '../steps/rights/domain.ts'
import { answerSupplement } from '../supplement/commands.ts'
import {
  applicant,
  as,
  kitePermit,
  look,
  monday,
  platform,
  submitted,
  system,
  who,
} from '../testing/commands.ts'
import { withdrawAtDesk } from '../withdrawal/commands.ts'
import { withdrawDossier } from './commands.ts'

const states = Object.keys(caseStates) as CaseState[]
const kinds = Object.keys(stepTypes) as StepType[]
/** Asked by the module of results, with its own page and tests. */
const ofResults: ReadonlySet<CaseAct> = new Set(['draftResult', 'signResult'])
const acts = (Object.keys(caseActs) as CaseAct[]).filter(
  (act): act is OfficerAction =>
    ['holder', 'taker', 'chief'].includes(caseActs[act].by) && !ofResults.has(act),
)

test('where an act leads is where the law lets a case go from every state it is done in', () => {
  for (const act of Object.keys(caseActs) as CaseAct[]) {
    const { from, to } = caseActs[act] as { from: readonly CaseState[]; to?: CaseState }
    // A payment that is confirmed was demanded from a case under way.
    if (to)
      for (const state of from)
        assert.ok(state === to || mayFollow(state, to) || state === 'accepted', `${act}: ${state} → ${to}`)
  }
})

/** A case put into a state and at a kind of step that commands might never bring about, to ask what is offered there. */
async function put(id: string, state: CaseState, type: StepType, holderId: string | null): Promise<void> {
  await inTransaction(system(), async (tx) => {
    await sql`update cases set state = ${state}, step_type = ${type}, holder_id = ${holderId} where id = ${id}`.execute(
      tx,
    )
    await sql`update case_steps set step_type = ${type}, role = 'officer', unit_id = ${officer().unitId},
      holder_id = ${holderId} where case_id = ${id}`.execute(tx)
  })
}

/** Able to do every kind of step, so that only the table and the hands decide. */
const officer = (): Officer => ({
  ...who('officer'),
  permissions: new Set([
    ...who('division-head').permissions,
    ...who('leader').permissions,
    ...who('registrar').permissions,
    ...who('desk-clerk').permissions,
  ]),
})
const deputy = (): Officer => {
  const { unitId: id, unitCode: code, unitName: name, unitReach: path } = who('officer')
  const rights = { roles: who('officer').roles, permissions: handlePermissions }
  return deputyOf(service(['dossiers.handle'], { unitId: id }), { id, code, name, path }, rights)
}

type Case = {
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly kind: StepType
}

/** What the page offers and what a command would be let do, for one actor. */
async function compare(one: Case, actor: Officer, how: string, isAble: boolean): Promise<void> {
  const { code, version: expectedVersion, state, kind } = one
  const context = platform.as(actor, monday)
  await statePurpose(context, { code, purpose: 'inspection', words: '' })
  const [work] = (await openDossier(context, code)).atHand
  await Promise.all(
    acts.map(async (act) => {
      const at = `${how}, ${state} at ${kind}: ${act}`
      const isLet = await demandWork(context, { code, expectedVersion }, act).then(
        () => true,
        (thrown: { code: string }) => {
          assert.match(thrown.code, /^dossiers\.(notNow|notYours)$/, at)
          return false
        },
      )
      assert.equal(isLet, work?.may.has(act) ?? false, `${at}: the command and the page agree`)
      if (!mayBeDone(act, state, kind)) assert.ok(!isLet, `${at}: beyond the table`)
      else if (isAble && caseActs[act].by === 'holder') assert.ok(isLet, `${at}: in the table`)
    }),
  )
}

test('for every state and kind of step the page, the commands and the API’s deputy agree with the table', async () => {
  const code = await submitted(kitePermit)
  const { id, version } = await look(code)
  const colleague = { ...officer(), personId: who('division-head').personId }
  for (const state of states)
    for (const kind of kinds) {
      const one = { code, version, state, kind }
      await put(id, state, kind, officer().personId)
      await compare(one, officer(), 'held', true)
      await compare(one, colleague, 'held by another', false)
      await put(id, state, kind, null)
      await compare(one, officer(), 'free', true)
      await compare(one, deputy(), 'a system', false)
    }
})

/** An act that no holder of a step does, as its command does it; what it is asked lacks nothing. */
type Direct = (seen: { readonly code: string; readonly expectedVersion: number }) => Promise<unknown>
const byApplicant = platform.as(applicant, monday)
const direct: Partial<Record<CaseAct, Direct>> = {
  withdraw: (seen) => withdrawDossier(byApplicant, { ...seen, reason: 'Thôi không thả nữa' }),
  answerSupplement: (seen) => answerSupplement(byApplicant, { ...seen, answers: {}, papers: [] }),
  rate: ({ code }) =>
    inTransaction(byApplicant, async (tx) => {
      const dossier = await findRateable(tx, { code })
      assert.ok(dossier && (await takeRating(tx, byApplicant, dossier)))
    }),
  withdrawAtDesk: (seen) =>
    withdrawAtDesk(as('desk-clerk', monday, 'Z99.11.01'), { ...seen, reason: '', requester }),
}
const requester = { name: '', identity: '', capacity: 'self', authority: '' } as const
const agencyActs = { extend: 'leader', stop: 'leader', allowSecondSupplement: 'division-head' } as const

test('what the applicant, the desk and the head do keeps to the table too, whoever holds the step', async () => {
  const others = (Object.keys(caseActs) as CaseAct[]).filter(
    (act) => !acts.includes(act as OfficerAction) && !ofResults.has(act),
  )
  assert.deepEqual(others.toSorted(), [...Object.keys(direct), ...Object.keys(agencyActs)].toSorted())
  for (const state of states) {
    for (const [act, run] of Object.entries(direct) as [CaseAct, Direct][]) {
      // A dossier of its own for each: an act that is let ends it.
      const code = await submitted('9.000002')
      const { id, version: expectedVersion } = await look(code)
      await inTransaction(system(), (tx) =>
        sql`update cases set state = ${state} where id = ${id}`.execute(tx),
      )
      const thrown = await run({ code, expectedVersion }).then(
        () => undefined,
        (error: { code?: string }) => error.code ?? String(error),
      )
      const isBeyond = thrown === 'dossiers.notNow'
      assert.equal(isBeyond, !mayBeDone(act, state), `${act} at ${state}: ${thrown}`)
    }
    const dossier = { ...(await look(await submitted(kitePermit))), state }
    for (const [act, role] of Object.entries(agencyActs) as [keyof typeof agencyActs, string][]) {
      const { unitPath } = dossier.work[0] ?? {}
      const head = { ...who(role), unitReach: unitPath ?? '' }
      assert.equal(agencyMay(act, head, dossier, unitPath ?? ''), mayBeDone(act, state), `${act} at ${state}`)
      assert.ok(!agencyMay(act, { ...head, permissions: new Set() }, dossier, unitPath ?? ''))
      assert.ok(!agencyMay(act, head, dossier, 'elsewhere'))
    }
  }
})
