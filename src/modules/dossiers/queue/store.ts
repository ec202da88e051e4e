/** SQL of the work queue: scoped by unit, ordered by legal urgency, page after page by key. */

import type { ClockHistory } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { StepType } from '#kernel/packs.ts'
import type { Capacity, Officer } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import { inAnyCapacity, newestFor, type Sought, unitsOf, visibleTo } from '../steps/store.ts'
import { type Cursor, isFor, type QueueTab, queueTabs, stepRolesOf } from './domain.ts'

export type QueueAsk = {
  readonly officer: Officer
  /** Roles of steps and the roles of the officers who do them. */
  readonly stepRoles: Readonly<Record<string, string>>
  readonly tab: QueueTab
  readonly procedure?: string | undefined
  readonly field?: string | undefined
  readonly state?: CaseState | undefined
  /** A code, or words without marks. */
  readonly text?: string | undefined
  readonly after?: Cursor | undefined
  readonly rowsMax: number
}

/** One piece of work, or in the list of all dossiers one dossier. */
export type QueueRow = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly procedureName: string
  readonly applicantName: string
  readonly channel: 'direct' | 'online' | 'post'
  readonly step: number
  readonly stepName: string
  readonly holderName: string | null
  readonly holderId: string | null
  readonly stepType: StepType
  readonly stepRole: string
  readonly unitPath: string
  readonly procedureCode: string
  readonly holderUnitName: string
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly stepDueAt: Date | null
  /** Says on whose calendar the time left is counted. */
  readonly clock: ClockHistory
}

type Condition = ReturnType<typeof visibleTo>

/** Work that the officer holds, or that lies in the officer's units. */
const within = (officer: Officer): Condition =>
  inAnyCapacity(
    officer,
    (one) => sql<boolean>`(step.holder_id = ${one.personId} or step.unit_id = ${unitsOf(one)})`,
  )

/** A menu of more is no help. */
const choicesMax = 200

type Asking = Pick<QueueAsk, 'officer' | 'stepRoles'>

/** Which open work stands in a list, of the officer and of those in whose place the officer acts. */
function inTab(tab: QueueTab, { officer, stepRoles }: Asking): Condition {
  if (tab === 'waiting')
    return sql`(cases.paused_at is not null and cases.ended_at is null and ${visibleTo(officer)})`
  return inAnyCapacity(
    officer,
    (one) => inTabOf(tab, one, stepRoles),
    (one) => isFor(tab, one),
  )
}

function inTabOf(
  tab: Exclude<QueueTab, 'waiting'>,
  one: Capacity,
  stepRoles: Asking['stepRoles'],
): Condition {
  const here = sql<boolean>`step.unit_id = ${unitsOf(one)}`
  const isMine = sql<boolean>`step.holder_id = ${one.personId}`
  const mineOrFree = sql<boolean>`(${isMine} or (step.holder_id is null and ${here}))`
  const moves = sql<boolean>`cases.state in ('accepted', 'processing', 'financialDuty', 'done', 'returned')`
  switch (tab) {
    case 'receive':
      return sql`(cases.state = 'registered' and ${here})`
    case 'mine':
      return sql`(${isMine} and ${moves})`
    case 'free':
      return sql`(step.holder_id is null and ${moves} and ${here} and step.step_type <> 'return'
        and step.role = any(${stepRolesOf(one, stepRoles)}))`
    case 'sign':
      return sql`(step.step_type = 'sign' and cases.state = 'processing' and ${mineOrFree})`
    case 'number':
      return sql`(step.step_type in ('number', 'seal') and ${mineOrFree})`
    case 'return':
      return sql`(step.step_type = 'return' and cases.state = 'done' and ${here})`
    case 'unit':
    case 'all':
      return sql<boolean>`(${isMine} or ${here})`
    default:
      return tab satisfies never
  }
}

const lineColumns = sql`cases.id, cases.code, cases.version, cases.state, dossiers.procedure_name as "procedureName",
  dossiers.applicant_name as "applicantName", dossiers.channel, step.number as step, step.name as "stepName",
  person.full_name as "holderName", step.holder_id as "holderId", step.step_type as "stepType",
  step.role as "stepRole", unit.path::text as "unitPath", dossiers.procedure_code as "procedureCode", unit.short_name as "holderUnitName", cases.opened_at as "openedAt",
  cases.received_at as "receivedAt", cases.due_at as "dueAt", step.due_at as "stepDueAt", cases.clock`

/** One page of a list of work, most urgent first; what is paused comes last. All dossiers stand with the newest first. */
export async function findQueue(tx: Tx, ask: QueueAsk): Promise<readonly QueueRow[]> {
  return ask.tab === 'all' ? findAll(tx, ask) : findWork(tx, ask)
}

async function findWork(tx: Tx, ask: QueueAsk): Promise<readonly QueueRow[]> {
  const { after, rowsMax } = ask
  const urgency = sql`coalesce(cases.due_at, 'infinity'::timestamptz)`
  const { rows } = await sql<QueueRow>`
    select ${lineColumns}
    from case_steps step join cases on cases.id = step.case_id join dossiers on dossiers.case_id = cases.id
      join units unit on unit.id = step.unit_id left join persons person on person.id = step.holder_id
    where step.ended_at is null and ${inTab(ask.tab, ask)} and ${filtered(ask)}
      and ${
        after
          ? sql`(${urgency}, cases.id, step.number) > (${after.dueAt}::timestamptz, ${after.id}::uuid, ${after.step}::int)`
          : sql`true`
      }
    order by ${urgency}, cases.id, step.number
    limit ${rowsMax}`.execute(tx)
  return rows
}

async function findAll(tx: Tx, ask: QueueAsk): Promise<readonly QueueRow[]> {
  const { after, rowsMax, officer } = ask
  const before = after ? sql`cases.id < ${after.id}::uuid` : sql`true`
  const sought = ask.text ? soughtBy(ask.text) : undefined
  const { rows } = await sql<QueueRow>`
    select ${lineColumns}
    from cases join dossiers on dossiers.case_id = cases.id join lateral (
        select * from case_steps s where s.case_id = cases.id order by s.ended_at is null desc,
          case when s.ended_at is null then s.number else -s.number end limit 1) step on true
      join units unit on unit.id = step.unit_id left join persons person on person.id = step.holder_id
    where cases.id = any(array(${newestFor(officer, sql`${before} and ${filtered({ ...ask, text: undefined })}`, rowsMax, sought)}))
    order by cases.id desc`.execute(tx)
  return rows
}

function filtered({ procedure, field, state, text }: QueueAsk): Condition {
  const conditions = [
    procedure && sql`dossiers.procedure_code = ${procedure}`,
    field && sql`dossiers.procedure_code in (select code from procedures where field_code = ${field})`,
    state && sql`cases.state = ${state}`,
    text && soughtBy(text).condition,
  ].filter((one) => typeof one === 'object')
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

/**
 * A part of the code, or every word somewhere among names, numbers and procedure. Words with a space and without a digit are no part of
 * a code, and what is asked of one table alone is found without reading the other.
 */
function soughtBy(text: string): Sought {
  const code = sql<boolean>`cases.code like ${`%${escaped(text.trim().toUpperCase())}%`}`
  const withCode = sql`select id from cases where ${code}`
  const words = searchKey(text).split(' ').filter(Boolean).slice(0, 8)
  if (words.length === 0) return { condition: code, ids: withCode }
  const each = words.map((word) => sql`dossiers.search_text like ${`%${escaped(word)}%`}`)
  const inWords = sql<boolean>`(${sql.join(each, sql` and `)})`
  const withWords = sql`select case_id from dossiers where ${inWords}`
  return words.length > 1 && !/\d/.test(text)
    ? { condition: inWords, ids: withWords }
    : { condition: sql`(${code} or ${inWords})`, ids: sql`${withWords} union ${withCode}` }
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

export type QueueCounts = Readonly<Record<QueueTab, number>>

export type ProcedureChoice = { readonly code: string; readonly name: string }

/** How much work stands in each list, and of which procedures it is, for the filter; `all` is not counted. */
export async function countQueues(
  tx: Tx,
  ask: Asking,
): Promise<{ readonly counts: QueueCounts; readonly procedures: readonly ProcedureChoice[] }> {
  const own = queueTabs.filter((tab) => tab !== 'waiting' && tab !== 'all')
  const counts = own.map((tab) => sql`count(*) filter (where ${inTab(tab, ask)})::int as ${sql.ref(tab)}`)
  const { rows } = await sql<ProcedureChoice & QueueCounts>`
    with work as materialized (
      select cases.definition_code as code, (array_agg(cases.id))[1] as one, ${sql.join(counts)}
      from case_steps step join cases on cases.id = step.case_id
      where step.ended_at is null and ${within(ask.officer)} group by 1
    )
    select work.*, dossiers.procedure_name as name from work join dossiers on dossiers.case_id = work.one
    order by name`.execute(tx)
  const waiting = await sql<{ count: number }>`
    select count(*)::int from case_steps step join cases on cases.id = step.case_id
      join dossiers on dossiers.case_id = cases.id
    where step.ended_at is null and ${inTab('waiting', ask)}`.execute(tx)
  const sum = (tab: QueueTab) => rows.reduce((total, row) => total + row[tab], 0)
  return {
    counts: {
      ...(Object.fromEntries(own.map((tab) => [tab, sum(tab)])) as QueueCounts),
      waiting: waiting.rows[0]?.count ?? 0,
      all: 0,
    },
    procedures: rows.slice(0, choicesMax).map(({ code, name }) => ({ code, name })),
  }
}
