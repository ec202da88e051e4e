/** SQL of the fault kit: the people of a run, and what the checker looks at. The modules' own functions are not asked here. */

import type { ClockHistory } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type RawBuilder, read, sql, type Tx } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'

/** Citizens with a number by which they sign in; the phones of some are switched off, as the simulators have it. */
export const identityNumberOf = (index: number): string => `099190${String(100_000 + index)}`

export async function inventPeople(context: Context, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => ({
    number: identityNumberOf(index),
    name: `Nguyễn Thị Gió ${index + 1}`,
    phone: `0990${String(index).padStart(6, '0')}`,
  }))
  await inTransaction(context, (tx) =>
    sql`insert into persons (kind, full_name, identity_number, phone, birth_date, gender, area_code, address_line)
      select 'citizen', name, number, phone, '1990-03-02', 'female', '99101', 'Bãi sau'
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p (number text, name text, phone text)`.execute(
      tx,
    ),
  )
}

/** From now on the platform reaches every simulator that speaks HTTP by this port. */
export async function reachSimulatorsBy(context: Context, port: number): Promise<void> {
  await inTransaction(context, (tx) =>
    sql`update exchange_systems set port = ${port} where is_simulator and path_prefix <> ''`.execute(tx),
  )
}

export type StoredDossier = {
  readonly code: string
  readonly procedure: string
  readonly answers: JsonObject
  readonly files: readonly string[]
}

/** These dossiers as the database has them, with the hashes of their files. */
export async function findDossiers(
  context: Context,
  codes: readonly string[],
): Promise<readonly StoredDossier[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<StoredDossier>`
      select c.code, d.procedure_code as procedure, d.answers,
        array(select f.sha256 from dossier_papers p join files f on f.id = p.file_id where p.case_id = c.id) as files
      from cases c join dossiers d on d.case_id = c.id where c.code = any(${codes}::text[])`.execute(tx)
    return rows
  })
}

/** How many events of each name these dossiers have, by `code name`. */
export async function countEvents(
  context: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return read(context, async (tx) => {
    const { rows } = await sql<{ key: string; count: number }>`
      select c.code || ' ' || e.name as key, count(*) as count from cases c join events e on e.subject_id = c.id
      where c.code = any(${codes}::text[]) group by 1`.execute(tx)
    return new Map(rows.map(({ key, count }) => [key, count]))
  })
}

/** Every bundle of bytes that a row names. */
export async function findHashes(context: Context): Promise<readonly string[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<{ sha256: string }>`select distinct sha256 from files`.execute(tx)
    return rows.map(({ sha256 }) => sha256)
  })
}

type Count = { readonly what: string; readonly count: number }

/** What is found must be nothing. Each row of `broken` is one thing that is not as it must be. */
async function counted(tx: Tx, checks: Readonly<Record<string, RawBuilder<unknown>>>): Promise<Count[]> {
  const found: Count[] = []
  for (const [what, broken] of Object.entries(checks)) {
    const { rows } = await sql<{
      count: number
    }>`select count(*) as count from (${broken}) as broken`.execute(tx)
    found.push({ what, count: rows[0]?.count ?? 0 })
  }
  return found
}

const inOneMoment = (context: Context, checks: Readonly<Record<string, RawBuilder<unknown>>>) =>
  read(context, (tx) => counted(tx, checks))

/** I2: every file of a run was made for one submission only, so that two dossiers with it are one submission twice. */
export const findDoubled = (context: Context, madeForOne: readonly string[]) =>
  inOneMoment(context, {
    'dossiers of one submission': sql`select f.sha256 from dossier_papers p join files f on f.id = p.file_id
      where f.sha256 = any(${madeForOne}::text[]) group by f.sha256 having count(distinct p.case_id) > 1`,
    'dossiers of one key': sql`select subject_id from operations group by subject_id having count(*) > 1`,
    'receipts of one order': sql`select order_id from payments_transactions where receipt_id is not null
      group by order_id having count(*) > 1`,
    'receipts of one payment': sql`select provider_reference from payments_receipts where voided_at is null
      and means = 'online' group by provider_reference having count(*) > 1`,
    'notices of one event': sql`select person_id from notifications where kind like 'dossiers.%'
      group by person_id, subject_id, kind, facts having count(*) > 1`,
    'acceptances of one dossier': sql`select subject_id from events where name = 'dossier.accepted'
      group by subject_id having count(*) > 1`,
    'messages of one step': sql`select connector from exchange_messages
      group by connector, stream, number having count(*) > 1`,
  })

/** I3: submission, first step, date, papers, files and event are together or none of them is. */
export const findHalf = (context: Context) =>
  inOneMoment(context, {
    'operation without its dossier': sql`select from operations o left join cases c on c.id = o.subject_id where c.id is null`,
    'case without its key': sql`select from cases c left join operations o on o.subject_id = c.id
      where c.kind = 'dossier' and o.key is null`,
    'case without its dossier': sql`select from cases c left join dossiers d on d.case_id = c.id
      where c.kind = 'dossier' and d.case_id is null`,
    'case without its first step': sql`select from cases c where c.kind = 'dossier'
      and not exists (select from case_steps s where s.case_id = c.id and s.number = 1)`,
    'open case without a date': sql`select from cases c where c.kind = 'dossier' and c.ended_at is null
      and c.due_at is null and c.paused_at is null`,
    'case without its event': sql`select from cases c where c.kind = 'dossier'
      and (select count(*) from events e where e.subject_id = c.id and e.name = 'dossier.submitted') <> 1`,
    'event without its case': sql`select from events e left join cases c on c.id = e.subject_id
      where e.name = 'dossier.submitted' and c.id is null`,
    'papers other than those told': sql`select from events e where e.name = 'dossier.submitted'
      and (select count(*) from dossier_papers p where p.case_id = e.subject_id and p.file_id is not null)
        <> jsonb_array_length(e.payload -> 'files')`,
    'answers other than those told': sql`select from events e join dossiers d on d.case_id = e.subject_id
      where e.name = 'dossier.submitted' and d.supplement_count = 0
        and e.payload ->> 'answers' <> encode(sha256(convert_to(d.answers::text, 'UTF8')), 'hex')`,
    'receipt without its lines': sql`select from payments_receipts r
      where r.total_vnd <> (select coalesce(sum(vnd), 0) from payments_lines l where l.receipt_id = r.id)`,
    'receipt without its event': sql`select from payments_receipts r where (select count(*) from events e
      where e.subject_id = r.case_id and e.name = 'payment.taken' and e.payload ->> 'receipt' = r.id::text) <> 1`,
    'signed without its event': sql`select from results r where r.state = 'signed' and (select count(*) from events e
      where e.subject_id = r.case_id and e.name = 'result.signed') <> 1`,
    'number without its event': sql`select from results r where r.numbered_at is not null and (select count(*) from events e
      where e.subject_id = r.case_id and e.name = 'result.numbered') <> 1`,
  })

/** I5: one event and one actor for each change, and the steps lead to where the case stands. */
export const findUnexplained = (context: Context) =>
  inOneMoment(context, {
    'state without any event': sql`select from cases c where c.kind = 'dossier'
      and not exists (select from events e where e.subject_id = c.id and e.name = 'dossier.submitted')`,
    'step that is not open': sql`select from cases c where c.kind = 'dossier' and c.ended_at is null and not exists (
      select from case_steps s where s.case_id = c.id and s.ended_at is null and s.step_key = c.step_key
        and s.unit_id = c.holder_unit_id)`,
    'hole in the steps': sql`select case_id from case_steps group by case_id having max(number) <> count(*)`,
    'event of nobody': sql`select from events where actor_id is null and actor_kind not in ('system', 'visitor')`,
  })

export type Told = { readonly code: string; readonly state: CaseState; readonly told: readonly CaseState[] }

/** Where every dossier stands, and the states that its events tell, in their order. */
export async function findCourses(context: Context): Promise<readonly Told[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<Told>`
      select c.code, c.state, array(select e.payload ->> 'state' from events e where e.subject_id = c.id and e.payload ? 'state'
        order by e.txid, e.position) as told
      from cases c where c.kind = 'dossier'`.execute(tx)
    return rows
  })
}

/** I6: numbers begin at one and have no hole, and the book stands at the last one. */
export const findHoles = (context: Context) =>
  inOneMoment(context, {
    'hole in the codes of dossiers': sql`
      with numbered as (
        select 'dossier ' || split_part(code, '-', 1) as book, split_part(code, '-', 2) as period,
          split_part(code, '-', 3)::bigint as number from cases where kind = 'dossier'
      ), given as (select book, period, count(distinct number) as count, max(number) as last from numbered group by 1, 2)
      select from given left join number_books b using (book, period) where count <> last or last <> coalesce(b.last_number, 0)`,
    'hole in a book of receipts': sql`select unit_id from payments_receipts group by unit_id, book_year
      having count(*) <> max(number)`,
    'hole in a register of results': sql`select unit_id from results where register_number is not null
      group by unit_id, register, register_year having count(*) <> max(register_number)`,
  })

export type Clocked = {
  readonly code: string
  readonly clock: ClockHistory
  readonly dueAt: Date | null
}

/** I8: the clock of every open dossier and the date that is kept. */
export async function findClocks(context: Context): Promise<readonly Clocked[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<Clocked>`select code, clock, due_at as "dueAt" from cases
      where kind = 'dossier' and ended_at is null`.execute(tx)
    return rows
  })
}

/** I9: what came in, what was given for it and what the lines say, to the đồng. */
export const findUnbalanced = (context: Context) =>
  inOneMoment(context, {
    'payment without a receipt': sql`select from payments_transactions where receipt_id is null`,
    'receipt of another sum': sql`select from payments_transactions t join payments_receipts r on r.id = t.receipt_id
      where r.total_vnd <> t.amount_vnd`,
    'online receipt without a payment': sql`select from payments_receipts r where r.means = 'online'
      and not exists (select from payments_transactions t where t.receipt_id = r.id)`,
    'order and receipt that disagree': sql`select from payments_orders o where (o.state = 'paid')
      <> exists (select from payments_transactions t where t.order_id = o.id and t.receipt_id is not null)`,
  })

export type Unfinished = {
  readonly events: number
  readonly jobs: number
  readonly messages: number
  readonly leaves: number
}

/** What is still on its way: events not taken by every reaction, jobs that should have run, messages, leaves. */
export async function findUnfinished(context: Context): Promise<Unfinished> {
  return read(context, async (tx) => {
    const { rows } = await sql<Unfinished>`
      select
        (select count(*) from event_cursors c where exists (
          select from events e where (e.txid, e.position) > (c.txid, c.position))) as events,
        (select count(*) from graphile_worker.jobs where run_at <= now() and attempts < max_attempts or locked_at is not null) as jobs,
        (select count(*) from exchange_messages where state = 'waiting') as messages,
        (select count(*) from events e where not exists (select from ledger_leaves l where l.event_position = e.position))
          as leaves`.execute(tx)
    return rows[0] as Unfinished
  })
}

/** Process ids of the connections of web and worker, in order. */
export async function findBackends(context: Context): Promise<readonly number[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name in ('mot-cua web', 'mot-cua worker') order by pid`.execute(tx)
    return rows.map(({ pid }) => pid)
  })
}
