/**
 * Nhóm hồ sơ liên thông: makes members, ends the steps that waited for them, returns them with their head. One job looks at a
 * whole family and does what there is to do, so that it may be ordered for any reason, late, twice or after a crash.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { pruneAnswers } from '#kernel/forms.ts'
import { job } from '#kernel/jobs.ts'
import type { JsonObject } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, type ProcedureDefinition } from '#modules/services/api.ts'
import { refusal } from '../domain.ts'
import { acceptance, type ReturnWay, returning, withdrawal, withdrawDossier } from '../handling/commands.ts'
import {
  actingIn,
  beginProcessing,
  definitionOf,
  doneIfNothingIsLeft,
  familyOrder,
  isOver,
  passOn,
  type Seen,
  save,
} from '../steps/commands.ts'
import {
  type Dossier,
  dueWith,
  leadingWork,
  type Move,
  openWork,
  startMove,
  tell,
  type Work,
  writeDown,
} from '../steps/domain.ts'
import { findDossier, findDossierForUpdate } from '../steps/store.ts'
import { dossierRow } from '../submission/commands.ts'
import { joinPapers, searchTextOf } from '../submission/domain.ts'
import {
  asksFeesOf,
  type FamilyLine,
  familyLines,
  isDecided,
  type LinkedStep,
  linkedSteps,
  type Member,
  memberAnswers,
  memberPapers,
  outcomeOf,
} from './domain.ts'
import * as store from './store.ts'

/**
 * A job and not a part of the act itself: the clerk who accepts a declaration, or the leader who signs a member's result,
 * need not wait for another agency's dossier, and nothing they did is undone when that cannot be made yet. It is ordered in
 * the transaction of the act, and does its work in one of its own, so that a family is never half tended.
 */
export const tendFamily = job<{ head: string }>({
  ...familyOrder,
  expected: store.findUntended,
  run: (context, { head }) => tend(context, head),
})

/** Does what there is to do in a family. Nothing is left to do the second time. */
export async function tend(context: Context, headId: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const code = await store.findCodeOf(tx, headId)
    // The head is locked first: two who tend one family follow each other.
    const head = code && (await findDossierForUpdate(tx, context.actor, code))
    if (!head) return
    if (head.state === 'returned') return returnMembers(tx, context, head)
    if (isOver(head)) return
    const definition = await definitionOf(context, head, tx)
    const states = await store.findMemberStates(tx, head.id)
    let move = startMove(head)
    for (const work of openWork(head).filter(({ type }) => type === 'linked')) {
      const member = states.find(({ step }) => step === work.number)
      move = member
        ? await ended(tx, context, move, { work, definition, member })
        : await begun(tx, context, move, { work, definition })
    }
    if (move.after !== head) await save(context, move, { tx })
  })
}

type AtStep = { readonly work: Work; readonly definition: ProcedureDefinition }

/** Makes the member that a step is, received already: the person handed it in once, with the declaration. */
async function begun(tx: Tx, context: Context, move: Move, { work, definition }: AtStep): Promise<Move> {
  const step = linkedSteps(definition).find(({ key }) => key === work.key)
  if (!step) throw new Error(`The step ${work.key} of ${move.before.code} is linked to nothing`)
  const member = await makeMember(tx, context, move.after, { step, work })
  const underWay = beginProcessing(move, context)
  const written = writeDown(underWay, work.number, { member: member.code })
  return tell(dueWith(written, work.number, member.dueAt), 'dossier.memberMade', {
    step: work.key,
    member: member.code,
    procedure: member.procedureCode,
  })
}

type Making = { readonly step: LinkedStep; readonly work: Work }

async function makeMember(tx: Tx, context: Context, head: Dossier, { step, work }: Making): Promise<Dossier> {
  const definition = await getProcedure(tx, step.procedure, context.today)
  const lookups = formLookups(context)
  const { papers: given, feeLines, ...heritage } = await store.getHeritage(tx, head.id)
  const said = joinPapers(
    definition.form,
    memberAnswers(step, head, context.today),
    memberPapers(step, given),
  )
  const content = { ...said, answers: pruneAnswers(definition.form, said.answers, lookups) }
  const key = `family ${head.id} ${work.number}`
  const { channel, receivingUnitId: deskUnitId } = head
  const { returnMethod } = heritage
  const submission = { ...content, key, procedure: definition, channel, returnMethod, deskUnitId }
  const row = await dossierRow(context, definition, submission, lookups)
  const { applicantName: name, applicantIdentity: identity, applicantPhone: phone, submitterName } = heritage
  const { code: procedureCode, name: procedureName } = definition
  const { code } = await store.writeMember(tx, {
    ...row,
    ...heritage,
    summary: `${procedureName} – ${name}`.slice(0, 500),
    searchText: searchTextOf({ name, submitterName, identity, phone, procedureName, procedureCode }),
    familyId: head.id,
    familyStep: work.number,
    ...(asksFeesOf(step, feeLines) && { feeVnd: 0, feeLines: [] }),
  })
  const member = await findDossierForUpdate(tx, context.actor, code)
  if (!member) throw new Error(`The member ${code} was made and is not there`)
  const at = { dossier: member, definition, work: leadingWork(member) }
  return save(context, await acceptance(context, at, {}, tx), { tx })
}

/** Ends the step whose member is decided, and routes on by what came of it. */
async function ended(
  tx: Tx,
  context: Context,
  move: Move,
  { work, definition, member }: AtStep & { readonly member: store.MemberState },
): Promise<Move> {
  const outcome = outcomeOf(member)
  if (outcome === undefined) return move
  const facts = { step: work.key, member: member.code, outcome }
  const told = tell(move, 'dossier.memberDecided', facts)
  const passed = await passOn(context, told, { work, definition }, { outcome, note: member.code }, tx)
  return doneIfNothingIsLeft(passed, actingIn(context))
}

/** What was decided is returned with its head: one declaration, one handing over. */
async function returnMembers(tx: Tx, context: Context, head: Dossier): Promise<void> {
  const handedOver = head.work.findLast(({ type }) => type === 'return')
  const way = (handedOver?.record?.way ?? 'desk') as ReturnWay
  for (const { code } of await store.findMemberStates(tx, head.id)) {
    const member = await findDossierForUpdate(tx, context.actor, code)
    const work = member && openWork(member).find(({ type }) => type === 'return')
    if (!member || !work || member.state !== 'done') continue
    const definition = await definitionOf(context, member, tx)
    await save(context, await returning(context, { dossier: member, definition, work }, way, tx), { tx })
  }
}

/** Members that are not decided yet: whoever withdraws the head says what becomes of each. */
export async function undecidedMembers(tx: Tx, context: Context, headId: string): Promise<readonly Member[]> {
  const members = await store.findMembers(tx, context.actor, headId)
  return members.filter(({ state, mayOpen }) => mayOpen && !isDecided(state))
}

type WithdrawAll = Seen & { readonly reason: string; readonly members: readonly string[] }

/** Rút cả nhóm: the head with those of its members that were named, together or not at all. Throws as `withdrawDossier`. */
export function withdrawFamily(context: Context, { members, ...head }: WithdrawAll): Promise<Dossier> {
  return inTransaction(context, async (tx) => {
    const withdrawn = await withdrawDossier(context, head, tx)
    const facts = { reason: head.reason.trim() }
    await withdrawMembers(tx, context, withdrawn.id, { codes: members, facts })
    return withdrawn
  })
}

/** Those of a head's undecided members that were named, on the request that withdrew the head. */
export async function withdrawMembers(
  tx: Tx,
  context: Context,
  headId: string,
  { codes, facts }: { readonly codes: readonly string[]; readonly facts: JsonObject },
): Promise<void> {
  for (const { code } of await undecidedMembers(tx, context, headId)) {
    if (!codes.includes(code)) continue
    const member = await findDossierForUpdate(tx, context.actor, code)
    if (!member || isDecided(member.state)) throw refusal.changedMeanwhile()
    await save(context, withdrawal(context, member, facts), { tx })
  }
}

export type Family = {
  readonly head: { readonly code: string; readonly name: string; readonly mayOpen: boolean }
  /** Members there are or will be, in the order of the declaration. */
  readonly lines: readonly FamilyLine[]
}

type Shown = Parameters<typeof familyLines>[1] & {
  readonly id: string
  readonly code: string
  readonly procedureName: string
}

/** The family of a head, from its own page. `undefined` for a dossier that stands alone. */
export async function familyOfHead(
  tx: Tx,
  context: Context,
  head: Shown,
  definition: ProcedureDefinition,
): Promise<Family | undefined> {
  if (linkedSteps(definition).length === 0) return undefined
  const members = await store.findMembers(tx, context.actor, head.id)
  const { code, procedureName: name } = head
  return { head: { code, name, mayOpen: true }, lines: familyLines(definition, head, members, context.today) }
}

/** The head and the members beside a member, from the member's page. */
export async function familyOfMember(
  tx: Tx,
  context: Context,
  memberId: string,
): Promise<Family | undefined> {
  const head = await store.findHeadOf(tx, context.actor, memberId)
  if (!head) return undefined
  const members = await store.findMembers(tx, context.actor, head.id)
  const lines = members.map((member) => {
    const { stepKey, procedureName } = member
    return { stepKey, name: { vi: procedureName, en: procedureName }, member }
  })
  return { head, lines }
}

/** The family of a dossier that the actor may see, from its head or from a member. */
export async function openFamily(tx: Tx, context: Context, code: string): Promise<Family | undefined> {
  const dossier = await findDossier(tx, context.actor, code)
  if (!dossier) return undefined
  if (dossier.familyId) return familyOfMember(tx, context, dossier.id)
  const definition = await definitionOf(context, dossier, tx)
  return familyOfHead(tx, context, { ...dossier, procedureName: definition.name }, definition)
}
