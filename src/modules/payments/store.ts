/** SQL of receipts. A unit finds the receipts of its own book only. */

import { sql, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { Officer } from '#kernel/policy.ts'
import type { FeeLine } from '#modules/services/api.ts'
import type { Means, Moment, Receipt, ReceiptLine } from './domain.ts'

export type Payer = {
  readonly caseId: string
  readonly feeLines: readonly FeeLine[]
  readonly name: string
  readonly identity: string | null
  readonly address: string | null
}

/** Who pays for a dossier, and what is asked for it. */
export async function getPayer(tx: Tx, caseId: string): Promise<Payer> {
  const { rows } = await sql<Payer>`
    select case_id as "caseId", fee_lines as "feeLines", submitter_name as name,
      case when submitter_name = applicant_name then applicant_identity end as identity,
      case when submitter_name = applicant_name then applicant_address end as address
    from dossiers where case_id = ${caseId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`The dossier ${caseId} is not there`)
  return row
}

/** The dossier stays locked until the transaction ends: of two who take its fees at once one finds nothing due. */
export async function lockDossier(tx: Tx, caseId: string): Promise<void> {
  await sql`select from dossiers where case_id = ${caseId} for update`.execute(tx)
}

export async function findTakenKeys(tx: Tx, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('payments_lines')
    .select('fee_key')
    .where('case_id', '=', caseId)
    .where('is_void', '=', false)
    .execute()
  return new Set(rows.map((row) => row.fee_key))
}

const columns = sql`r.id, r.unit_id as "unitId", r.book_year as year, r.number, r.case_id as "caseId", c.code, r.moment,
  r.means, r.provider_reference as "providerReference", r.paper_number as "paperNumber", r.payer_name as "payerName",
  r.payer_identity as "payerIdentity", r.payer_address as "payerAddress", r.total_vnd as "totalVnd",
  r.taken_by as "takenById", taker.full_name as "takenBy", r.taken_at as "takenAt", voider.full_name as "voidedBy",
  r.voided_at as "voidedAt", r.void_reason as "voidReason",
  (select jsonb_agg(jsonb_build_object('key', l.fee_key, 'label', l.label, 'kind', l.kind, 'vnd', l.vnd, 'legal', l.legal)
    order by l.position) from payments_lines l where l.receipt_id = r.id) as lines`
const tables = sql`payments_receipts r join cases c on c.id = r.case_id
  left join persons taker on taker.id = r.taken_by left join persons voider on voider.id = r.voided_by`

export async function findReceipt(tx: Tx, officer: Officer, id: string): Promise<Receipt | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Receipt>`select ${columns} from ${tables}
    where r.id = ${id} and r.unit_id = ${officer.unitId}`.execute(tx)
  return rows[0]
}

/** Receipts of a dossier, the first taken first. */
export async function findReceiptsOf(tx: Tx, caseId: string): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`select ${columns} from ${tables}
    where r.case_id = ${caseId} order by r.taken_at, r.number`.execute(tx)
  return rows
}

export async function findByKey(tx: Tx, key: string): Promise<Receipt | undefined> {
  const { rows } = await sql<Receipt>`select ${columns} from ${tables} where r.request_key = ${key}`.execute(
    tx,
  )
  return rows[0]
}

/** The live receipt of the unit that bears this number of a paper book. */
export async function findByPaper(tx: Tx, unitId: string, paperNumber: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('payments_receipts')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('paper_number', '=', paperNumber)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

export type Span = { readonly from: Date; readonly to: Date }

/** Receipts of the unit's book that were taken or voided in the span, in the order of their numbers. */
export async function findBook(
  tx: Tx,
  unitId: string,
  { from, to }: Span,
  rowsMax: number,
): Promise<readonly Receipt[]> {
  const { rows } = await sql<Receipt>`select ${columns} from ${tables}
    where r.id in (
      select id from payments_receipts where unit_id = ${unitId} and taken_at >= ${from} and taken_at < ${to}
      union select id from payments_receipts where unit_id = ${unitId} and voided_at >= ${from} and voided_at < ${to})
    order by r.book_year, r.number limit ${rowsMax}`.execute(tx)
  return rows
}

/** Số biên lai: the next one of the unit's book for the year. */
async function takeNumber(tx: Tx, unitCode: string, year: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into number_books (book, period, last_number) values (${`receipt ${unitCode}`}, ${String(year)}, 1)
    on conflict (book, period) do update set last_number = number_books.last_number + 1
    returning last_number as number`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The book of receipts gave no number')
  return row.number
}

export type NewReceipt = {
  readonly id: string
  readonly key: string
  readonly officer: Officer
  readonly year: number
  readonly payer: Payer
  readonly moment: Moment
  readonly means: Means
  readonly providerReference: string | null
  readonly paperNumber: string | null
  readonly lines: readonly ReceiptLine[]
  readonly totalVnd: number
  readonly at: Date
}

export async function insertReceipt(tx: Tx, receipt: NewReceipt): Promise<void> {
  const { id, officer, payer, lines } = receipt
  await tx
    .insertInto('payments_receipts')
    .values({
      id,
      request_key: receipt.key,
      unit_id: officer.unitId,
      book_year: receipt.year,
      number: await takeNumber(tx, officer.unitCode, receipt.year),
      case_id: payer.caseId,
      moment: receipt.moment,
      means: receipt.means,
      provider_reference: receipt.providerReference,
      paper_number: receipt.paperNumber,
      payer_name: payer.name,
      payer_identity: payer.identity,
      payer_address: payer.address,
      total_vnd: receipt.totalVnd,
      taken_by: officer.personId,
      taken_at: receipt.at,
    })
    .execute()
  await tx
    .insertInto('payments_lines')
    .values(
      lines.map(({ key, label, kind, vnd, legal }, position) => ({
        receipt_id: id,
        position,
        case_id: payer.caseId,
        fee_key: key,
        label,
        kind,
        vnd,
        legal,
      })),
    )
    .execute()
}

/** False when somebody voided it before. */
export async function voidReceipt(
  tx: Tx,
  {
    id,
    by,
    reason,
    at,
  }: { readonly id: string; readonly by: string; readonly reason: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('payments_receipts')
    .set({ voided_by: by, voided_at: at, void_reason: reason })
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await tx.updateTable('payments_lines').set({ is_void: true }).where('receipt_id', '=', id).execute()
  return true
}
