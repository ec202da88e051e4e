/** SQL of the work queue: scoped by unit, ordered by legal urgency, page after page by key. */

import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import { visibleTo } from '../steps/store.ts'
import { type Cursor, type QueueTab, queueTabs } from './domain.ts'

export type QueueAsk = {
  readonly officer: Officer
  /** Step roles that the officer's roles do. */
  readonly stepRoles: readonly string[]
  readonly tab: QueueTab
  readonly procedure?: string | undefined
  readonly field?: string | undefined
  readonly state?: CaseState | undefined
  /** A code, or words without marks. */
  readonly text?: string | undefined
  readonly after?: Cursor | undefined
  readonly rowsMax: number
}

export type QueueRow = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly procedureName: string
  readonly applicantName: string
  readonly channel: 'direct' | 'online' | 'post'
  readonly stepName: string | null
  readonly holderName: string | null
  readonly holderUnitName: string
  readonly openedAt: Date
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly stepDueAt: Date | null
}

type Condition = ReturnType<typeof visibleTo>

/** Which cases stand in a list. */
function inTab(tab: QueueTab, { officer, stepRoles }: QueueAsk): Condition {
  const below = sql<boolean>`holder.path ~ ${officer.unitReach}::lquery`
  const mineOrFree = sql<boolean>`(cases.holder_id = ${officer.personId} or (cases.holder_id is null and ${below}))`
  const open = sql<boolean>`cases.ended_at is null`
  switch (tab) {
    case 'receive':
      return sql`(${open} and cases.state = 'registered' and ${below})`
    case 'mine':
      return sql`(${open} and cases.holder_id = ${officer.personId} and cases.state in ('accepted', 'processing', 'financialDuty', 'done'))`
    case 'free':
      return sql`(${open} and cases.holder_id is null and cases.state in ('accepted', 'processing', 'financialDuty') and ${below}
        and cases.step_role = any(${stepRoles}))`
    case 'sign':
      return sql`(${open} and cases.step_type = 'sign' and cases.state = 'processing' and ${mineOrFree})`
    case 'number':
      return sql`(${open} and cases.step_type in ('number', 'seal') and ${mineOrFree})`
    case 'return':
      return sql`(${open} and cases.step_type = 'return' and cases.state = 'done' and ${below})`
    case 'waiting':
      return sql`(${open} and cases.paused_at is not null)`
    case 'unit':
      return open
    case 'all':
      return sql`true`
    default:
      return tab satisfies never
  }
}

/** One page of a list, most urgent first; what is paused comes last. */
export async function findQueue(tx: Tx, ask: QueueAsk): Promise<readonly QueueRow[]> {
  const { after, rowsMax } = ask
  const { rows } = await sql<QueueRow>`
    select cases.id, cases.code, cases.version, cases.state, dossiers.procedure_name as "procedureName",
      dossiers.applicant_name as "applicantName", dossiers.channel, step.name as "stepName",
      person.full_name as "holderName", holder.short_name as "holderUnitName", cases.opened_at as "openedAt",
      cases.received_at as "receivedAt", cases.due_at as "dueAt", cases.step_due_at as "stepDueAt"
    from cases join dossiers on dossiers.case_id = cases.id join units holder on holder.id = cases.holder_unit_id
      left join persons person on person.id = cases.holder_id
      left join case_steps step on step.case_id = cases.id and step.ended_at is null
    where ${visibleTo(ask.officer)} and ${inTab(ask.tab, ask)} and ${filtered(ask)}
      and ${
        after
          ? sql`(coalesce(cases.due_at, 'infinity'::timestamptz), cases.id) > (${after.dueAt}::timestamptz, ${after.id}::uuid)`
          : sql`true`
      }
    order by coalesce(cases.due_at, 'infinity'::timestamptz), cases.id
    limit ${rowsMax}`.execute(tx)
  return rows
}

function filtered({ procedure, field, state, text }: QueueAsk): Condition {
  const conditions = [
    procedure && sql`dossiers.procedure_code = ${procedure}`,
    field && sql`dossiers.procedure_code in (select code from procedures where field_code = ${field})`,
    state && sql`cases.state = ${state}`,
    text && found(text),
  ].filter((one) => typeof one === 'object')
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

/** A part of the code, or every word somewhere among names, numbers and procedure. */
function found(text: string): Condition {
  const code = sql<boolean>`cases.code like ${`%${escaped(text.trim().toUpperCase())}%`}`
  const words = searchKey(text).split(' ').filter(Boolean).slice(0, 8)
  if (words.length === 0) return code
  const each = words.map((word) => sql`dossiers.search_text like ${`%${escaped(word)}%`}`)
  return sql`(${code} or (${sql.join(each, sql` and `)}))`
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

export type QueueCounts = Readonly<Record<QueueTab, number>>

/** How many open dossiers stand in each list; `all` counts the open ones. */
export async function countQueues(tx: Tx, ask: QueueAsk): Promise<QueueCounts> {
  const counts = queueTabs.map((tab) => sql`count(*) filter (where ${inTab(tab, ask)}) as ${sql.ref(tab)}`)
  const { rows } = await sql<QueueCounts>`
    select ${sql.join(counts)}
    from cases join dossiers on dossiers.case_id = cases.id join units holder on holder.id = cases.holder_unit_id
    where cases.ended_at is null and ${visibleTo(ask.officer)}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('Counting gave no row')
  return row
}

export type ProcedureChoice = { readonly code: string; readonly name: string }

/** Procedures of the open dossiers that the officer sees, for the filter. */
export async function findProcedureChoices(tx: Tx, officer: Officer): Promise<readonly ProcedureChoice[]> {
  const { rows } = await sql<ProcedureChoice>`
    select procedure_code as code, min(procedure_name) as name
    from cases join dossiers on dossiers.case_id = cases.id join units holder on holder.id = cases.holder_unit_id
    where cases.ended_at is null and ${visibleTo(officer)}
    group by procedure_code order by 2 limit 200`.execute(tx)
  return rows
}
