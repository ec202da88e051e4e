/** SQL of a dossier on its way: loaded in one query, its moves written in one call, its notes. */

import { combine } from '#kernel/combine.ts'
import type { Context } from '#kernel/context.ts'
import { callFunction, type Database, readOnce, sql, type Tx } from '#kernel/db.ts'
import { actorIdOf, actorKindOf, mandateIdOf, representedIdOf } from '#kernel/events.ts'
import {
  type Actor,
  type Capacity,
  type Citizen,
  capacitiesOf,
  type Officer,
  proceduresOf,
} from '#kernel/policy.ts'
import { type Dossier, leadingWork, type Move, type Work } from './domain.ts'
import { representedIn } from './rights/domain.ts'

/**
 * What an actor may see of dossiers, as a condition on `cases` and `dossiers`. An officer with `dossier.view`: what the own
 * unit or one below decides, took in or works on now, and what is in the own hands. A citizen: those in which they have a
 * part; a helper, with consent and while it is open. A service with a scope for dossiers: those it submitted, and with
 * `dossiers.handle` those of its unit.
 */
export function visibleTo(actor: Actor) {
  switch (actor.kind) {
    case 'officer':
      return inAnyCapacity(
        actor,
        ({ personId, unitReach }) => {
          const units = sql`(select id from units where path ~ ${unitReach}::lquery)`
          return sql<boolean>`(dossiers.competent_unit_id in ${units} or dossiers.receiving_unit_id in ${units}
            or exists (select from case_steps s where s.case_id = cases.id and s.ended_at is null
              and (s.holder_id = ${personId} or s.unit_id in ${units})))`
        },
        maySee,
      )
    case 'citizen':
      return sql<boolean>`(${withinMandate(actor)} and cases.id = any (array(
        select case_id from dossiers where applicant_id = ${actor.personId}
        union all select p.case_id from dossier_participants p join cases c on c.id = p.case_id
          where p.identity = ${actor.identityNumber} and (p.role <> 'helper' or (p.has_consent and c.ended_at is null)))))`
    case 'service':
      if (![...actor.scopes].some((scope) => scope.startsWith('dossiers.'))) return sql<boolean>`false`
      return actor.unitId && actor.scopes.has('dossiers.handle')
        ? sql<boolean>`(dossiers.applicant_id = ${actor.tokenId} or ${ofUnit(actor.unitId)})`
        : sql<boolean>`dossiers.applicant_id = ${actor.tokenId}`
    case 'system':
      return sql<boolean>`true`
    default:
      return sql<boolean>`false`
  }
}

/** Whoever acts in the place of another sees the procedures of the mandate only; a condition on `cases`. */
export function withinMandate(citizen: Citizen) {
  const procedures = proceduresOf(citizen)
  return procedures === null
    ? sql<boolean>`true`
    : sql<boolean>`cases.definition_code = any(${procedures}::text[])`
}

type Condition = ReturnType<typeof sql<boolean>>

const maySee = ({ permissions }: Pick<Capacity, 'permissions'>) => permissions.has('dossier.view')

/**
 * A condition on `cases` that holds for the officer as themselves or in place of someone who is away, for the procedures that
 * were passed on only.
 */
export function inAnyCapacity(
  officer: Officer,
  condition: (capacity: Capacity) => Condition,
  fits: (capacity: Capacity) => boolean = () => true,
): Condition {
  const each = capacitiesOf(officer)
    .filter(fits)
    .map((one) =>
      one.procedures === null
        ? condition(one)
        : sql<boolean>`(cases.definition_code = any(${one.procedures}::text[]) and ${condition(one)})`,
    )
  if (each.length === 0) return sql<boolean>`false`
  return each.length === 1 && each[0] ? each[0] : sql<boolean>`(${sql.join(each, sql` or `)})`
}

/** Units that the officer reaches, found once for the whole query. */
export const unitsOf = ({ unitReach }: Pick<Capacity, 'unitReach'>) =>
  sql`any(array(select id from units where path ~ ${unitReach}::lquery))`

/** What is sought by words: as a condition on `cases` and `dossiers`, and as the ids of all that have them, whoever sees them. */
export type Sought = { readonly condition: Condition; readonly ids: Source }

/**
 * Ids of the newest dossiers that `visibleTo` shows the actor and that are wanted, a condition on `cases` and `dossiers`.
 * Ids grow with time: those of each unit are read from the end of its own index, beside what is open there or in the own
 * hands. Reading back through everyone's until enough are found takes seconds for somebody who sees few. Whoever sees many units
 * has what is sought by words found once, not in each unit.
 */
export function newestFor(actor: Actor, wanted: Condition, rowsMax: number, sought?: Sought) {
  const all = sought ? sql<boolean>`(${wanted} and ${sought.condition})` : wanted
  const where = (
    condition: Condition,
  ) => sql`(select cases.id from dossiers join cases on cases.id = dossiers.case_id
    where ${condition} and ${all} order by dossiers.case_id desc limit ${rowsMax})`
  const sources = (): readonly Source[] => {
    const seeing = actor.kind === 'officer' ? capacitiesOf(actor).filter(maySee) : []
    if (seeing.length > 0)
      return seeing.flatMap((one) => {
        const hands = { reach: sql`path ~ ${one.unitReach}::lquery`, holderId: one.personId }
        const within = (condition: Condition) =>
          one.procedures
            ? sql<boolean>`(cases.definition_code = any(${one.procedures}::text[]) and ${condition})`
            : condition
        return sought && one.unitReach.endsWith('*')
          ? [amongSought(hands, within(wanted), sought, rowsMax)]
          : ofUnits(hands, within(all), rowsMax)
      })
    if (actor.kind !== 'service' || !actor.unitId || !actor.scopes.has('dossiers.handle'))
      return [where(visibleTo(actor))]
    const reach = sql`path <@ (select path from units where id = ${actor.unitId})`
    return [
      where(sql`dossiers.applicant_id = ${actor.tokenId}`),
      ...ofUnits({ reach, holderId: null }, all, rowsMax),
    ]
  }
  return sql`select id from (${sql.join(sources(), sql` union `)}) own order by id desc limit ${rowsMax}`
}

type Source = ReturnType<typeof sql>
type Hands = { readonly reach: Source; readonly holderId: string | null }

const ofReach = ({ reach }: Hands) => sql`array(select id from units where ${reach})`

function amongSought(hands: Hands, wanted: Condition, { ids }: Sought, rowsMax: number): Source {
  const here = sql`any(${ofReach(hands)})`
  return sql`(with sought (id) as materialized (${ids})
    select cases.id from sought join dossiers on dossiers.case_id = sought.id join cases on cases.id = sought.id
    where ${wanted} and (dossiers.competent_unit_id = ${here} or dossiers.receiving_unit_id = ${here}
      or exists (select from case_steps s where s.case_id = sought.id and s.ended_at is null
        and (s.holder_id = ${hands.holderId} or s.unit_id = ${here})))
    order by cases.id desc limit ${rowsMax})`
}

/** Newest of what the units of this reach decide or took in, and all that is open in them or in these hands. */
function ofUnits(hands: Hands, wanted: Condition, rowsMax: number): readonly Source[] {
  const units = ofReach(hands)
  const byIndex = (where: Source) => sql`
    select found.id from unnest(${units}) as own (id) cross join lateral (
      select cases.id from dossiers join cases on cases.id = dossiers.case_id
      where ${where} and ${wanted} order by dossiers.case_id desc limit ${rowsMax}) found`
  return [
    byIndex(sql`dossiers.competent_unit_id = own.id`),
    byIndex(
      sql`dossiers.receiving_unit_id = own.id and dossiers.receiving_unit_id <> dossiers.competent_unit_id`,
    ),
    sql`(select cases.id from dossiers join cases on cases.id = dossiers.case_id
      where dossiers.case_id = any(array(select case_id from case_steps
        where ended_at is null and (holder_id = ${hands.holderId} or unit_id = any(${units})))) and ${wanted}
      order by dossiers.case_id desc limit ${rowsMax})`,
  ]
}

/** Worked on by a unit or one below it, received there, or decided there. */
function ofUnit(unitId: string) {
  const below = sql`(select id from units where path <@ (select path from units where id = ${unitId}))`
  return sql<boolean>`(dossiers.competent_unit_id in ${below} or dossiers.receiving_unit_id in ${below}
    or exists (select from case_steps s where s.case_id = cases.id and s.ended_at is null and s.unit_id in ${below}))`
}

type Dates = 'startedAt' | 'dueAt' | 'endedAt'
type Row = Omit<Dossier, 'work'> & {
  readonly work: readonly (Omit<Work, Dates> & { readonly [name in Dates]: string | null })[]
}

const selectDossier = (actor: Actor, code: string) => sql<Row>`
  select cases.id, cases.code, cases.version, cases.state, cases.definition_code as "procedureCode",
    cases.definition_version as "procedureVersion", cases.opened_at as "openedAt", cases.ended_at as "endedAt",
    cases.received_at as "receivedAt", cases.due_at as "dueAt", cases.paused_at as "pausedAt",
    cases.due_before_pause as "dueBeforePause", cases.clock, dossiers.channel, dossiers.answers,
    dossiers.applicant_id as "applicantId", dossiers.applicant_kind as "applicantKind", dossiers.competent_unit_id as "competentUnitId",
    dossiers.receiving_unit_id as "receivingUnitId", dossiers.result_delivered_at as "deliveredAt",
    dossiers.supplement_count as "supplementCount", dossiers.family_id as "familyId",
    (select jsonb_agg(jsonb_build_object('number', s.number, 'key', s.step_key, 'type', s.step_type, 'name', s.name,
        'role', s.role, 'unitId', s.unit_id, 'unitPath', u.path, 'holderId', s.holder_id, 'representedId', s.represented_id, 'startedAt', s.started_at,
        'dueAt', s.due_at, 'endedAt', s.ended_at, 'outcome', s.outcome, 'note', s.note, 'record', s.record)
        order by s.number)
      from case_steps s join units u on u.id = s.unit_id where s.case_id = cases.id) as work
  from cases join dossiers on dossiers.case_id = cases.id
  where cases.code = ${code} and ${visibleTo(actor)}`

const momentOf = (text: string | null) => (text === null ? null : new Date(text))

function dossierOf(row: Row | undefined): Dossier | undefined {
  return (
    row && {
      ...row,
      work: row.work.map(({ startedAt, dueAt, endedAt, ...facts }) => ({
        ...facts,
        startedAt: new Date(startedAt ?? row.openedAt),
        dueAt: momentOf(dueAt),
        endedAt: momentOf(endedAt),
      })),
    }
  )
}

/** Another unit's or another person's dossier is simply not found. */
export async function findDossier(tx: Tx, actor: Actor, code: string): Promise<Dossier | undefined> {
  const { rows } = await selectDossier(actor, code).execute(tx)
  return dossierOf(rows[0])
}

/** As `findDossier`, in one round trip of its own. */
export async function loadDossier({ database, actor }: Context, code: string): Promise<Dossier | undefined> {
  const [row] = await readOnce({ database }, selectDossier(actor, code))
  return dossierOf(row)
}

/** As `findDossier`; nobody else moves it until the transaction ends. Locked first, so that all is read as it stands then. */
export async function findDossierForUpdate(tx: Tx, actor: Actor, code: string): Promise<Dossier | undefined> {
  await sql`select from cases where code = ${code} for update`.execute(tx)
  return findDossier(tx, actor, code)
}

/** A move in the names that `apply_moves` reads: the case as it will be, and of its work what is new or changed. */
function rowOf(context: Context, { before, after, told }: Move) {
  const { actor, now } = context
  const { id, version } = before
  const { state, clock, receivedAt, dueAt, pausedAt, dueBeforePause, endedAt } = after
  const leading = leadingWork(after)
  const known = new Set(before.work)
  const wasOpen = new Set(before.work.filter((work) => work.endedAt === null).map(({ number }) => number))
  const representedId =
    actor.kind === 'officer' ? representedIn(actor, { before, after, told }, context.pack.stepRoles) : null
  const hasNewAnswers = after.answers !== before.answers
  const facts = {
    ...(hasNewAnswers && { answers: after.answers }),
    ...(after.supplementCount !== before.supplementCount && { supplementCount: after.supplementCount }),
    ...(after.deliveredAt !== before.deliveredAt && { deliveredAt: after.deliveredAt }),
  }
  return {
    id,
    version,
    state,
    stepKey: leading.key,
    stepType: leading.type,
    stepRole: leading.role,
    stepDueAt: pausedAt ? null : leading.dueAt,
    holderUnitId: leading.unitId,
    holderId: leading.holderId,
    receivedAt,
    dueAt,
    pausedAt,
    dueBeforePause,
    endedAt,
    clock,
    work: after.work
      .filter((work) => !known.has(work))
      .map((work) => (work.endedAt && wasOpen.has(work.number) ? { ...work, representedId } : work)),
    facts: Object.keys(facts).length > 0 ? facts : null,
    told: inLastState(told, after),
    at: now,
    actorKind: actorKindOf(context),
    actorId: actorIdOf(context),
    unitId: actor.kind === 'officer' ? actor.unitId : null,
    // An act for an agency touches no step of the absent head's; its context says for whom it is.
    representedId: representedIdOf(context) ?? representedId,
    mandateId: mandateIdOf(context) ?? absenceOf(actor, representedId),
  }
}

/** What was told before the move was at its end tells where it ended; the course of a case is replayed from its events. */
function inLastState(told: Move['told'], { state }: Move['after']): Move['told'] {
  const last = told.at(-1)
  if (!last || last.payload.state === state) return told
  return [...told.slice(0, -1), { ...last, payload: { ...last.payload, state } }]
}

const absenceOf = (actor: Actor, representedId: string | null) =>
  (actor.kind === 'officer' &&
    actor.represents?.find(({ personId }) => personId === representedId)?.absenceId) ||
  null

type MoveRow = ReturnType<typeof rowOf>
const writers = new WeakMap<Database, (row: MoveRow) => Promise<boolean>>()

const inPlaces = (rows: readonly MoveRow[]) => rows.map((row, place) => ({ place, ...row }))

function writerOf(database: Database): (row: MoveRow) => Promise<boolean> {
  const known = writers.get(database)
  if (known) return known
  const writer = combine(async (rows: readonly MoveRow[]) => {
    const applied = await callFunction<readonly number[]>({ database }, 'apply_moves', inPlaces(rows))
    const places = new Set(applied)
    return rows.map((_, place) => places.has(place))
  })
  writers.set(database, writer)
  return writer
}

/**
 * Writes a move, alone in the caller's transaction or together with those that other requests of this process bring at
 * the same moment. False when the dossier has changed since it was loaded; then nothing is written.
 */
export async function applyMove(context: Context, move: Move, tx?: Tx): Promise<boolean> {
  const row = rowOf(context, move)
  if (!tx) return writerOf(context.database)(row)
  const { rows } = await sql<{ applied: readonly number[] }>`
    select apply_moves(${JSON.stringify(inPlaces([row]))}::jsonb) as applied`.execute(tx)
  return rows[0]?.applied.length === 1
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
