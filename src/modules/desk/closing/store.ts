/** SQL of the end of a day at one desk. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Counted, Difference, DifferenceKind, Figures, OpenDifference } from './domain.ts'

export type Day = {
  readonly officer: Officer
  readonly day: CalendarDate
  readonly from: Date
  readonly to: Date
}

const papersAtDesk = ({ officer }: Day) => sql`
  d.receiving_unit_id = ${officer.unitId} and d.channel <> 'online' and c.received_at is not null and c.ended_at is null
  and c.step_type not in ('receive', 'return')
  and not exists (select from desk_handover_lines l where l.case_id = c.id and l.is_received is not false)`

type Money = 'feesNotedVnd' | 'feesOtherVnd' | 'receipts' | 'voided'

/** Figures of the desk's own work; those of the money come from the book of fees. */
export async function findFigures(tx: Tx, day: Day): Promise<Omit<Figures, Money>> {
  const { officer, from, to } = day
  const unit = officer.unitId
  const within = (column: string) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}`
  const { rows } = await sql<Omit<Figures, Money>>`
    with own as (select c.*, d.channel, d.fee_vnd from cases c join dossiers d on d.case_id = c.id
      where d.receiving_unit_id = ${unit} and (${within('c.opened_at')} or ${within('c.received_at')} or ${within('c.ended_at')})),
    taken as (select i.*, d.fee_vnd as due from desk_intakes i join dossiers d on d.case_id = i.case_id
      where i.unit_id = ${unit} and i.state = 'accepted' and ${within('i.closed_at')}),
    numbers as (select state from desk_tickets where unit_id = ${unit} and day = ${day.day})
    select
      (select count(*) from own where ${within('opened_at')} and channel <> 'online') as received,
      (select count(*) from own where ${within('opened_at')} and channel = 'online') as "receivedOnline",
      (select count(*) from own where ${within('received_at')}) as accepted,
      (select count(*) from own where state = 'notAccepted' and ${within('ended_at')}) as refused,
      (select count(*) from dossier_supplements s join dossiers d on d.case_id = s.case_id
        where d.receiving_unit_id = ${unit} and ${within('s.asked_at')}) as supplements,
      (select coalesce(sum(due), 0)::bigint from taken) as "feesDueVnd",
      (select count(*) from cases c join dossiers d on d.case_id = c.id where ${papersAtDesk(day)}) as "papersAtDesk",
      (select count(*) from desk_handover_lines l join desk_handovers h on h.id = l.handover_id
        where h.from_unit_id = ${unit} and ${within('h.given_at')}) as "handedOver",
      (select count(*) from cases c where c.holder_unit_id = ${unit} and c.state = 'done' and c.step_type = 'return') as "resultsWaiting",
      (select count(*) from desk_deliveries x where x.unit_id = ${unit} and ${within('x.handed_at')}) as "resultsGiven",
      (select count(*) from numbers) as tickets,
      (select count(*) from numbers where state = 'done') as "ticketsServed",
      (select count(*) from numbers where state = 'skipped') as "ticketsSkipped"`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('Counting the day gave no row')
  return row
}

/** Everything that does not agree up to the end of the day, whenever it began. */
export async function findDifferences(
  tx: Tx,
  { officer, day, from, to }: Day,
): Promise<readonly Difference[]> {
  const unit = officer.unitId
  const { rows } = await sql<{ kind: DifferenceKind; subject: string; label: string }>`
    select 'feeNotNoted' as kind, c.code as subject, c.code as label
    from cases c join dossiers d on d.case_id = c.id
    where d.fee_vnd > 0
      and (exists (select from desk_intakes i where i.case_id = c.id and i.unit_id = ${unit} and i.closed_at < ${to})
        or exists (select from desk_deliveries x where x.case_id = c.id and x.unit_id = ${unit} and x.handed_at < ${to}))
      and exists (select from jsonb_array_elements(d.fee_lines) line
        where (coalesce(line->>'collect', 'onReceipt') = 'onReceipt' or c.state = 'returned')
          and not exists (select from payment_lines_live l where l.case_id = c.id and l.fee_key = line->>'key'))
    union all
    select 'ticketOpen', t.id::text, t.group_key || lpad(t.number::text, 3, '0') from desk_tickets t
    where t.unit_id = ${unit} and t.day = ${day} and t.state in ('waiting', 'called')
    union all
    select 'intakeOpen', i.id::text, coalesce(nullif(i.cards->0->>'name', ''), i.procedure_code, to_char(i.opened_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI'))
    from desk_intakes i where i.unit_id = ${unit} and i.state = 'open' and i.opened_at < ${to}
      and (i.cards <> '[]' or i.procedure_code is not null)
    union all
    select 'deliveryMissing', c.id::text, c.code from cases c join dossiers d on d.case_id = c.id
    where d.receiving_unit_id = ${unit} and c.state = 'returned' and d.return_method = 'desk'
      and c.ended_at >= ${from} and c.ended_at < ${to}
      and not exists (select from desk_deliveries x where x.case_id = c.id)
    union all
    select 'handoverOpen', h.id::text, u.short_name || ', ' || to_char(h.given_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM')
    from desk_handovers h join units u on u.id = h.to_unit_id
    where h.from_unit_id = ${unit} and h.received_at is null and h.given_at < ${to}
    order by 1, 3 limit 500`.execute(tx)
  return rows.map(({ kind, subject, label }) => ({ kind, subject, details: { label } }))
}

export async function findOpenDifferences(tx: Tx, unitId: string): Promise<readonly OpenDifference[]> {
  const { rows } = await sql<OpenDifference>`
    select x.id, x.kind, x.subject, x.details, x.first_day as "firstDay", x.explanation, p.full_name as "explainedBy"
    from desk_differences x left join persons p on p.id = x.explained_by
    where x.unit_id = ${unitId} and x.settled_day is null order by x.first_day, x.kind, x.subject`.execute(tx)
  return rows
}

/** Writes down what was found; what stands there already keeps its first day and its explanation. */
export async function keepDifferences(
  tx: Tx,
  { unitId, day }: { readonly unitId: string; readonly day: CalendarDate },
  found: readonly Difference[],
  newId: () => string,
): Promise<void> {
  for (const { kind, subject, details } of found)
    await sql`insert into desk_differences (id, unit_id, kind, subject, first_day, details)
      values (${newId()}, ${unitId}, ${kind}, ${subject}, ${day}, ${JSON.stringify(details)}::jsonb)
      on conflict (unit_id, kind, subject) where settled_day is null do update set details = excluded.details`.execute(
      tx,
    )
}

export async function settleDifferences(tx: Tx, ids: readonly string[], day: CalendarDate): Promise<void> {
  if (ids.length > 0)
    await tx.updateTable('desk_differences').set({ settled_day: day }).where('id', 'in', ids).execute()
}

export async function explainDifference(
  tx: Tx,
  {
    id,
    unitId,
    text,
    by,
  }: { readonly id: string; readonly unitId: string; readonly text: string; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('desk_differences')
    .set({ explanation: text, explained_by: by })
    .where('id', '=', id)
    .where('unit_id', '=', unitId)
    .where('settled_day', 'is', null)
    .execute()
}

export type Closing = Counted & {
  readonly figures: Figures
  readonly signedBy: string
  readonly signedById: string
  readonly signedAt: Date
  readonly checkedBy: string | null
  readonly checkedAt: Date | null
}

export async function findClosing(tx: Tx, unitId: string, day: CalendarDate): Promise<Closing | undefined> {
  const { rows } = await sql<Closing>`
    select x.figures, x.cash_vnd as "cashVnd", x.papers_count as papers, s.full_name as "signedBy",
      x.signed_by as "signedById", x.signed_at as "signedAt", k.full_name as "checkedBy", x.checked_at as "checkedAt"
    from desk_closings x join persons s on s.id = x.signed_by left join persons k on k.id = x.checked_by
    where x.unit_id = ${unitId} and x.day = ${day}`.execute(tx)
  return rows[0]
}

/** False when the day was signed before, also at the same moment. */
export async function insertClosing(
  tx: Tx,
  { officer, day }: Pick<Day, 'officer' | 'day'>,
  { figures, cashVnd, papers, at }: Counted & { readonly figures: Figures; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into desk_closings (unit_id, day, figures, cash_vnd, papers_count, signed_by, signed_at)
    values (${officer.unitId}, ${day}, ${JSON.stringify(figures)}::jsonb, ${cashVnd}, ${papers}, ${officer.personId}, ${at})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function checkClosing(
  tx: Tx,
  { officer, day }: Pick<Day, 'officer' | 'day'>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('desk_closings')
    .set({ checked_by: officer.personId, checked_at: at })
    .where('unit_id', '=', officer.unitId)
    .where('day', '=', day)
    .execute()
}
