/** SQL of a dossier on its way: the locked row, its steps, its notes. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Actor } from '#kernel/policy.ts'
import type { Dossier, Step } from './domain.ts'

/**
 * What an actor may see of dossiers, as a condition on `cases`, `dossiers` and the holder's unit `holder`. An officer:
 * of every unit at or below the own one, and what is in the own hands. A citizen: the own ones. A service: those it
 * submitted, and with the scope `dossiers.handle` those of its unit.
 */
export function visibleTo(actor: Actor) {
  switch (actor.kind) {
    case 'officer':
      return sql<boolean>`(cases.holder_id = ${actor.personId} or holder.path ~ ${actor.unitReach}::lquery
        or dossiers.competent_unit_id in (select id from units where path ~ ${actor.unitReach}::lquery)
        or dossiers.receiving_unit_id in (select id from units where path ~ ${actor.unitReach}::lquery))`
    case 'citizen':
      return sql<boolean>`dossiers.applicant_id = ${actor.personId}`
    case 'service':
      return actor.unitId && actor.scopes.has('dossiers.handle')
        ? sql<boolean>`(dossiers.applicant_id = ${actor.tokenId} or ${ofUnit(actor.unitId)})`
        : sql<boolean>`dossiers.applicant_id = ${actor.tokenId}`
    case 'system':
      return sql<boolean>`true`
    default:
      return sql<boolean>`false`
  }
}

/** Held by a unit or one below it, received there, or decided there. */
function ofUnit(unitId: string) {
  const below = sql`(select id from units where path <@ (select path from units where id = ${unitId}))`
  return sql<boolean>`(cases.holder_unit_id in ${below} or dossiers.competent_unit_id in ${below}
    or dossiers.receiving_unit_id in ${below})`
}

function selectDossier(tx: Tx, actor: Actor, code: string) {
  return tx
    .selectFrom('cases')
    .innerJoin('dossiers', 'dossiers.case_id', 'cases.id')
    .innerJoin('units as holder', 'holder.id', 'cases.holder_unit_id')
    .select([
      'cases.id',
      'cases.code',
      'cases.version',
      'cases.state',
      'cases.definition_code as procedureCode',
      'cases.definition_version as procedureVersion',
      'cases.step_key as stepKey',
      'cases.step_type as stepType',
      'cases.step_role as stepRole',
      'cases.step_due_at as stepDueAt',
      'cases.holder_unit_id as holderUnitId',
      'holder.path as holderUnitPath',
      'cases.holder_id as holderId',
      'cases.opened_at as openedAt',
      'cases.received_at as receivedAt',
      'cases.due_at as dueAt',
      'cases.paused_at as pausedAt',
      'cases.due_before_pause as dueBeforePause',
      'dossiers.channel',
      'dossiers.answers',
      'dossiers.applicant_id as applicantId',
      'dossiers.applicant_kind as applicantKind',
      'dossiers.competent_unit_id as competentUnitId',
      'dossiers.receiving_unit_id as receivingUnitId',
      'dossiers.supplement_count as supplementCount',
      'dossiers.due_explanation as dueExplanation',
    ])
    .where('cases.code', '=', code)
    .where(visibleTo(actor))
}

/** Another unit's or another person's dossier is simply not found. */
export async function findDossier(tx: Tx, actor: Actor, code: string): Promise<Dossier | undefined> {
  return (await selectDossier(tx, actor, code).executeTakeFirst()) as Dossier | undefined
}

/** As `findDossier`; the row stays locked until the transaction ends. */
export async function findDossierForUpdate(tx: Tx, actor: Actor, code: string): Promise<Dossier | undefined> {
  return (await selectDossier(tx, actor, code).forUpdate('cases').executeTakeFirst()) as Dossier | undefined
}

const columns = {
  state: 'state',
  stepKey: 'step_key',
  stepType: 'step_type',
  stepRole: 'step_role',
  stepDueAt: 'step_due_at',
  holderUnitId: 'holder_unit_id',
  holderId: 'holder_id',
  receivedAt: 'received_at',
  dueAt: 'due_at',
  pausedAt: 'paused_at',
  dueBeforePause: 'due_before_pause',
} as const satisfies Partial<Record<keyof Dossier, string>>

export type CaseChange = Partial<
  Pick<Dossier, keyof typeof columns | 'holderUnitPath' | 'dueExplanation'>
> & {
  readonly endedAt?: Date
}

/** Writes what changed and counts the version up; answers the dossier as it is now. */
export async function saveCase(tx: Tx, dossier: Dossier, change: CaseChange): Promise<Dossier> {
  const { endedAt, holderUnitPath, dueExplanation, ...facts } = change
  const row = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [columns[name as keyof typeof columns], value]),
  )
  await tx
    .updateTable('cases')
    .set({ ...row, ...(endedAt && { ended_at: endedAt }), version: dossier.version + 1 })
    .where('id', '=', dossier.id)
    .execute()
  if (dueExplanation)
    await tx
      .updateTable('dossiers')
      .set({ due_explanation: JSON.stringify(dueExplanation) })
      .where('case_id', '=', dossier.id)
      .execute()
  const changed = {
    ...facts,
    ...(holderUnitPath && { holderUnitPath }),
    ...(dueExplanation && { dueExplanation }),
  }
  return { ...dossier, ...changed, version: dossier.version + 1 }
}

/** Ends the open step. `holderId` is who did it; a step that nobody had taken is remembered as theirs. */
export async function endStep(
  tx: Tx,
  caseId: string,
  end: {
    readonly at: Date
    readonly outcome: string
    readonly note: string | null
    readonly holderId: string | null
  },
): Promise<void> {
  await tx
    .updateTable('case_steps')
    .set({
      ended_at: end.at,
      outcome: end.outcome,
      note: end.note,
      ...(end.holderId && { holder_id: end.holderId }),
    })
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute()
}

type NewStep = {
  readonly step: Step
  readonly unitId: string
  readonly holderId: string | null
  readonly at: Date
  readonly dueAt: Date | null
}

export async function insertStep(tx: Tx, caseId: string, { step, unitId, holderId, at, dueAt }: NewStep) {
  await sql`
    insert into case_steps (case_id, number, step_key, name, role, unit_id, holder_id, started_at, due_at)
    values (${caseId}, (select coalesce(max(number), 0) + 1 from case_steps where case_id = ${caseId}), ${step.key},
      ${step.name.vi}, ${step.role}, ${unitId}, ${holderId}, ${at}, ${dueAt})`.execute(tx)
}

/** The open step passes into other hands or gets another date. */
export async function changeOpenStep(
  tx: Tx,
  caseId: string,
  change: { readonly holder_id?: string; readonly due_at?: Date },
): Promise<void> {
  await tx
    .updateTable('case_steps')
    .set(change)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute()
}

/** When the open step is due, as it stood before any pause. */
export async function openStepDue(tx: Tx, caseId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('case_steps')
    .select('due_at')
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/** Who did a step last, and where. */
export async function lastDoerOf(
  tx: Tx,
  caseId: string,
  stepKey: string,
): Promise<{ unitId: string; holderId: string | null } | undefined> {
  return tx
    .selectFrom('case_steps')
    .select(['unit_id as unitId', 'holder_id as holderId'])
    .where('case_id', '=', caseId)
    .where('step_key', '=', stepKey)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

export async function noteDelivery(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.updateTable('dossiers').set({ result_delivered_at: at }).where('case_id', '=', caseId).execute()
}

export async function insertNote(
  tx: Tx,
  note: { readonly caseId: string; readonly authorId: string; readonly body: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('dossier_notes')
    .values({ case_id: note.caseId, author_id: note.authorId, body: note.body, written_at: note.at })
    .execute()
}

export type Hanging = { readonly code: string; readonly lack: 'unit' | 'step' | 'date' }

/**
 * Hồ sơ treo: open cases without a unit in force, without an open step that is theirs, or without a date although the
 * clock is not paused. There must be none, ever.
 */
export async function findHanging(tx: Tx): Promise<readonly Hanging[]> {
  const { rows } = await sql<Hanging>`
    select * from (
      select c.code, case
        when u.id is null then 'unit'
        when s.case_id is null or s.step_key <> c.step_key or s.unit_id <> c.holder_unit_id then 'step'
        when (c.due_at is null) <> (c.paused_at is not null) then 'date'
      end as lack
      from cases c left join units u on u.id = c.holder_unit_id
        left join case_steps s on s.case_id = c.id and s.ended_at is null
      where c.kind = 'dossier' and c.ended_at is null) open
    where lack is not null order by code limit 100`.execute(tx)
  return rows
}
