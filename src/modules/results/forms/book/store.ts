/** SQL of the follow-up book: dossiers received in a period, at one desk within the officer's reach. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import type { BookEntry, Period } from './domain.ts'

export type BookAsk = {
  readonly officer: Officer
  /** Received there or decided there. */
  readonly unitCode: string
  readonly period: Period
  readonly procedure?: string | undefined
  /** The last line of the page before. */
  readonly after?: { readonly receivedAt: Date; readonly code: string } | undefined
}

/** Another unit's book is empty: the unit is looked up within the officer's reach. */
function inBook({ officer, unitCode, period, procedure }: BookAsk) {
  const unit = sql`(select id from units where code = ${unitCode} and path ~ ${officer.unitReach}::lquery)`
  return sql`c.received_at >= ${instantAt(period.from)} and c.received_at < ${instantAt(addDays(period.to, 1))}
    and (d.receiving_unit_id in ${unit} or d.competent_unit_id in ${unit})
    and ${procedure ? sql`d.procedure_code = ${procedure}` : sql`true`}`
}

/** Lines of the book, in the order of reception. */
export async function findBook(tx: Tx, ask: BookAsk, rowsMax: number): Promise<readonly BookEntry[]> {
  const { after } = ask
  const { rows } = await sql<BookEntry>`
    select c.id as "caseId", c.code, c.state, d.procedure_name as "procedureName", d.applicant_name as "applicantName",
      d.applicant_address as address, d.applicant_phone as phone, competent.short_name as "competentName",
      c.received_at as "receivedAt", coalesce(c.due_at, c.due_before_pause) as "dueAt",
      case when c.step_type = 'return' then (select s.started_at from case_steps s where s.case_id = c.id
        order by s.number desc limit 1) end as "resultAt",
      d.result_delivered_at as "returnedAt", c.ended_at as "endedAt", d.return_method as "returnMethod"
    from cases c join dossiers d on d.case_id = c.id join units competent on competent.id = d.competent_unit_id
    where ${inBook(ask)}
      and ${after ? sql`(c.received_at, c.code) > (${after.receivedAt}, ${after.code})` : sql`true`}
    order by c.received_at, c.code limit ${rowsMax}`.execute(tx)
  return rows
}

export type BookProcedure = { readonly code: string; readonly name: string; readonly count: number }

/** Procedures of the book in the period, with how many dossiers each. */
export async function countBook(tx: Tx, ask: BookAsk): Promise<readonly BookProcedure[]> {
  const { rows } = await sql<BookProcedure>`
    select d.procedure_code as code, min(d.procedure_name) as name, count(*) as count
    from cases c join dossiers d on d.case_id = c.id
    where ${inBook({ ...ask, procedure: undefined })}
    group by 1 order by 2`.execute(tx)
  return rows
}
