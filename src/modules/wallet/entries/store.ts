/** SQL of wallet entries. Another person's entry is simply not found. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Actor, mayInPlace } from '#kernel/policy.ts'
import type { Entry, EntryOwner, Source } from '../domain.ts'

const columns = sql`e.id, e.owner_id as "ownerId", e.owner_identity as "ownerIdentity", e.owner_kind as "ownerKind",
  e.owner_name as "ownerName", e.kind_code as "kindCode", e.title, e.number, e.source, e.agency_name as "agencyName",
  e.unit_id as "unitId", e.issued_on as "issuedOn", e.valid_from as "validFrom", e.valid_until as "validUntil", e.fields,
  e.file_id as "fileId", e.sha256, e.verify_code as "verifyCode", e.result_id as "resultId", e.case_id as "caseId",
  e.kept_at as "keptAt", e.ended_at as "endedAt", e.ended_how as "endedHow", e.ended_reason as "endedReason", e.ended_why as "endedWhy",
  e.replaced_by as "replacedBy", newer.title as "replacementTitle", newer.number as "replacementNumber"`
const tables = sql`wallet_entries e left join wallet_entries newer on newer.id = e.replaced_by`
const entriesMax = 500

/** Whose wallet: of the account's owner, under the account or the number that the State knows them by. */
export function ownedBy(actor: Actor) {
  if (actor.kind !== 'citizen') return sql<boolean>`false`
  const { personId, identityNumber, organisation = 'citizen' } = actor
  if (!mayInPlace(actor, 'wallet')) return sql<boolean>`false`
  if (!identityNumber) return sql<boolean>`e.owner_id = ${personId}`
  return sql<boolean>`(e.owner_id = ${personId} or (e.owner_identity = ${identityNumber} and e.owner_kind = ${organisation}))`
}

/** Everything in a person's wallet, the newest first. */
export async function findEntries(tx: Tx, actor: Actor): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables} where ${ownedBy(actor)}
    order by e.kept_at desc, e.id desc limit ${entriesMax}`.execute(tx)
  return rows
}

/** Entries of a person or firm by the number that the State knows them by: for those who may ask for others. */
export async function findEntriesOf(tx: Tx, identity: string): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables} where e.owner_identity = ${identity}
    order by e.kept_at desc, e.id desc limit ${entriesMax}`.execute(tx)
  return rows
}

export async function findOwnEntry(tx: Tx, actor: Actor, id: string): Promise<Entry | undefined> {
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables} where e.id = ${id} and ${ownedBy(actor)}`.execute(tx)
  return rows[0]
}

type Key =
  | { readonly id: string }
  | { readonly verifyCode: string }
  | { readonly sha256: string }
  | { readonly resultId: string }

/** By a key that only the platform, or whoever holds the paper, knows. */
export async function findEntry(tx: Tx, by: Key): Promise<Entry | undefined> {
  const condition =
    'id' in by
      ? sql<boolean>`e.id = ${by.id}`
      : 'verifyCode' in by
        ? sql<boolean>`e.verify_code = ${by.verifyCode}`
        : 'sha256' in by
          ? sql<boolean>`e.sha256 = ${by.sha256}`
          : sql<boolean>`e.result_id = ${by.resultId}`
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables} where ${condition} order by e.kept_at desc limit 1`.execute(tx)
  return rows[0]
}

export type NewEntry = {
  readonly owner: EntryOwner
  readonly kindCode: string
  readonly title: string
  readonly number: string | null
  readonly source: Source
  readonly agencyName: string
  readonly unitId: string | null
  readonly issuedOn: string | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly subject: string
  readonly fields: Readonly<Record<string, string>>
  readonly fileId: string
  readonly sha256: string
  readonly contentKey: string | null
  readonly verifyCode: string
  readonly resultId: string | null
  readonly caseId: string | null
  readonly at: Date
}

/** Keeps an entry; `undefined` when it is there already: the same result, or the same paper of the same owner. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<string | undefined> {
  const row = await tx
    .insertInto('wallet_entries')
    .values({
      owner_id: entry.owner.id,
      owner_identity: entry.owner.identity,
      owner_kind: entry.owner.kind,
      owner_name: entry.owner.name,
      kind_code: entry.kindCode,
      title: entry.title,
      number: entry.number,
      source: entry.source,
      agency_name: entry.agencyName,
      unit_id: entry.unitId,
      issued_on: entry.issuedOn,
      valid_from: entry.validFrom,
      valid_until: entry.validUntil,
      subject: entry.subject,
      fields: JSON.stringify(entry.fields),
      file_id: entry.fileId,
      sha256: entry.sha256,
      content_key: entry.contentKey,
      verify_code: entry.verifyCode,
      result_id: entry.resultId,
      case_id: entry.caseId,
      kept_at: entry.at,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

const samePerson = (owner: EntryOwner) =>
  owner.identity ? sql<boolean>`e.owner_identity = ${owner.identity}` : sql<boolean>`e.owner_id = ${owner.id}`

type Sought = {
  readonly owner: EntryOwner
  readonly caseId: string | null
  readonly kindCode: string
  readonly number: string | null
  readonly contentKey: string
}

/** Bản số hóa đã có of the same owner: the same pictures, or the same kind and number. */
export async function findSameCopy(tx: Tx, sought: Sought): Promise<Entry | undefined> {
  const { owner, caseId, kindCode, number, contentKey } = sought
  const whose = owner.identity ?? owner.id ?? caseId
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables}
    where coalesce(e.owner_identity, e.owner_id::text, e.case_id::text) = ${whose} and e.source = 'copy'
      and e.ended_at is null
      and (e.content_key = ${contentKey} or (e.kind_code = ${kindCode} and e.number = ${number}))
    limit 1`.execute(tx)
  return rows[0]
}

type Successor = {
  readonly id: string
  readonly owner: EntryOwner
  readonly kindCode: string
  readonly subject: string
  readonly validFrom: string
  readonly at: Date
}

/** Thay thế: former entries of the same person, kind and subject give way. Gives their ids. */
export async function replaceFormer(tx: Tx, successor: Successor): Promise<readonly string[]> {
  const { id, owner, kindCode, subject, validFrom, at } = successor
  if (!owner.identity && !owner.id) return []
  const { rows } = await sql<{ id: string }>`
    update wallet_entries e set ended_at = ${at}, ended_how = 'replaced', replaced_by = ${id}
    where ${samePerson(owner)} and e.kind_code = ${kindCode} and e.subject = ${subject} and e.id <> ${id}
      and e.ended_at is null and e.valid_from <= ${validFrom}::date and e.source <> 'copy'
    returning e.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Thu hồi. An entry that was replaced before is revoked all the same. Gives its id. */
export async function revokeEntry(
  tx: Tx,
  { resultId, reason, at }: { readonly resultId: string; readonly reason: string; readonly at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update wallet_entries set ended_at = ${at}, ended_how = 'revoked', ended_reason = ${reason}, replaced_by = null
    where result_id = ${resultId} and ended_how is distinct from 'revoked' returning id`.execute(tx)
  return rows[0]?.id
}

/** As `revokeEntry`, for an entry that is no result. */
export async function revokeById(
  tx: Tx,
  { id, reason, at }: { readonly id: string; readonly reason: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('wallet_entries')
    .set({ ended_at: at, ended_how: 'revoked', ended_reason: reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

type EndCopy = {
  readonly id: string
  readonly why: 'wrongScan' | 'paperReplaced'
  readonly reason: string
  readonly by: string
  readonly replacedBy: string | null
  readonly at: Date
}

/** Ends a copy that stands; false when somebody ended it before. */
export async function endCopy(tx: Tx, { id, why, reason, by, replacedBy, at }: EndCopy): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('wallet_entries')
    .set({
      ended_at: at,
      ended_how: replacedBy ? 'replaced' : 'revoked',
      ended_why: why,
      ended_reason: reason,
      ended_by: by,
      replaced_by: replacedBy,
    })
    .where('id', '=', id)
    .where('source', '=', 'copy')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Copies and results in force of the same owner and kind. */
export async function findSuccessors(tx: Tx, entry: Entry): Promise<readonly Entry[]> {
  const { id, ownerId, ownerIdentity, ownerKind: kind, ownerName: name, kindCode } = entry
  if (!ownerId && !ownerIdentity) return []
  const owner = { id: ownerId, identity: ownerIdentity, kind, name }
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables}
    where ${samePerson(owner)} and e.kind_code = ${kindCode} and e.id <> ${id} and e.ended_at is null
    order by e.kept_at desc limit 20`.execute(tx)
  return rows
}

export async function insertUse(
  tx: Tx,
  use: { readonly entryId: string; readonly caseId: string; readonly paperKey: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('wallet_uses')
    .values({ entry_id: use.entryId, case_id: use.caseId, paper_key: use.paperKey, used_at: use.at })
    .onConflict((on) => on.doNothing())
    .execute()
}

export type EntryUse = {
  readonly entryId: string
  readonly code: string
  readonly procedureName: string
  readonly at: Date
}

/** Where entries were handed in. */
export async function findUses(tx: Tx, entryIds: readonly string[]): Promise<readonly EntryUse[]> {
  if (entryIds.length === 0) return []
  const { rows } = await sql<EntryUse>`
    select u.entry_id as "entryId", c.code, d.procedure_name as "procedureName", u.used_at as at
    from wallet_uses u join cases c on c.id = u.case_id join dossiers d on d.case_id = c.id
    where u.entry_id = any(${entryIds}::uuid[]) order by u.used_at desc limit 200`.execute(tx)
  return rows
}

export type EntryView = {
  readonly entryId: string
  readonly by: string
  readonly agency: string | null
  readonly at: Date
}

/** Ai đã xem: officers by post, and systems by name, that opened these papers. */
export async function findViews(tx: Tx, entryIds: readonly string[]): Promise<readonly EntryView[]> {
  if (entryIds.length === 0) return []
  const { rows } = await sql<EntryView>`
    select seen.id as "entryId", coalesce(l.viewer_title, '') as by, u.name as agency, l.last_at as at
    from looks l cross join lateral unnest(l.subjects) as seen (id) left join units u on u.id = l.unit_id
    where l.subjects && ${entryIds}::uuid[] and seen.id = any(${entryIds}::uuid[])
    order by l.last_at desc limit 200`.execute(tx)
  return rows
}

export type StoredFile = {
  readonly sha256: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly pages: number | null
}

export async function getFile(tx: Tx, fileId: string): Promise<StoredFile> {
  return tx
    .selectFrom('files')
    .select(['sha256', 'name', 'media_type as mediaType', 'bytes', 'pages'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
}

/** What an officer sees of entries: those that one of the own dossiers holds, and copies that the own unit signed. */
export async function findEntryInCases(
  tx: Tx,
  id: string,
  { visible, unitId }: { readonly visible: ReturnType<typeof sql<boolean>>; readonly unitId: string },
): Promise<Entry | undefined> {
  const { rows } = await sql<Entry>`
    select ${columns} from ${tables}
    where e.id = ${id} and (e.source = 'copy' and e.unit_id = ${unitId} or exists (
      select from dossier_papers p join cases on cases.id = p.case_id join dossiers on dossiers.case_id = cases.id
        join units holder on holder.id = cases.holder_unit_id
      where p.wallet_entry_id = e.id and p.removed_at is null and ${visible}))`.execute(tx)
  return rows[0]
}

const codesMax = 20

/** Codes of the dossiers that hold the entry and that the officer may see, the newest first. */
export async function findCodesHolding(
  tx: Tx,
  id: string,
  visible: ReturnType<typeof sql<boolean>>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    select cases.code from cases join dossiers on dossiers.case_id = cases.id
      join units holder on holder.id = cases.holder_unit_id
    where cases.id in (select case_id from dossier_papers where wallet_entry_id = ${id} and removed_at is null)
      and ${visible} order by cases.opened_at desc limit ${codesMax}`.execute(tx)
  return rows.map(({ code }) => code)
}
