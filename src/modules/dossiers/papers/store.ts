/** SQL of what is known of a dossier's papers: where each came from, as Decision 766 counts it. */

import { sql, type Tx } from '#kernel/db.ts'
import type { FileOrigin } from '#kernel/types.ts'

/** Cờ của giấy tờ (docs/legal.md#digitised-and-reused). */
export type PaperFlags = {
  readonly isDigitised: boolean
  readonly isReused: boolean
  readonly isFromNationalStore: boolean
  readonly resultCode: string | null
  readonly entryId: string
}

export type FlaggedPaper = { readonly id: string; readonly paperKey: string; readonly origin: FileOrigin }

/** Papers of a dossier whose file came from the wallet and that bear no flag yet. */
export async function findUnflagged(tx: Tx, caseId: string): Promise<readonly FlaggedPaper[]> {
  const { rows } = await sql<FlaggedPaper>`
    select p.id, p.paper_key as "paperKey", f.origin from dossier_papers p join files f on f.id = p.file_id
    where p.case_id = ${caseId} and p.removed_at is null and f.origin is not null and p.wallet_entry_id is null and f.revoked_at is null
    order by p.position for update of p`.execute(tx)
  return rows
}

export async function flagPaper(tx: Tx, paperId: string, flags: PaperFlags): Promise<void> {
  await tx
    .updateTable('dossier_papers')
    .set({
      is_digitised: flags.isDigitised,
      is_reused: flags.isReused,
      is_from_national_store: flags.isFromNationalStore,
      result_code: flags.resultCode,
      wallet_entry_id: flags.entryId,
    })
    .where('id', '=', paperId)
    .execute()
}

/** Papers that stood for an entry made by mistake count as neither digitised nor reused any more. */
export async function unflagPapers(tx: Tx, entryId: string): Promise<void> {
  await tx
    .updateTable('dossier_papers')
    .set({
      is_digitised: false,
      is_reused: false,
      is_from_national_store: false,
      result_code: null,
      wallet_entry_id: null,
    })
    .where('wallet_entry_id', '=', entryId)
    .execute()
}

type FiledPaper = {
  readonly caseId: string
  readonly paperKey: string
  readonly name: string
  readonly fileId: string
  readonly at: Date
}

/** Puts a file in the place of the paper that was handed in without one, or adds it after the others. Gives its id. */
export async function filePaper(tx: Tx, paper: FiledPaper): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    update dossier_papers set file_id = ${paper.fileId} where id = (
      select id from dossier_papers where case_id = ${paper.caseId} and paper_key = ${paper.paperKey}
        and removed_at is null and file_id is null order by position limit 1)
    returning id`.execute(tx)
  if (rows[0]) return rows[0].id
  const added = await sql<{ id: string }>`
    insert into dossier_papers (case_id, paper_key, name, file_id, copy_kind, position, added_at)
    select ${paper.caseId}, ${paper.paperKey}, ${paper.name}, ${paper.fileId}, 2,
      coalesce(max(position) + 1, 0), ${paper.at} from dossier_papers where case_id = ${paper.caseId}
    returning id`.execute(tx)
  const [row] = added.rows
  if (!row) throw new Error('The paper was not added')
  return row.id
}

export type PaperState = {
  readonly id: string
  readonly paperKey: string
  readonly name: string
  readonly fileId: string | null
  readonly isDigitised: boolean
  readonly isReused: boolean
  readonly entryId: string | null
}

/** Papers of a dossier with their flags. Whoever calls has found the dossier visible before. */
export async function findPaperStates(tx: Tx, caseId: string): Promise<readonly PaperState[]> {
  const { rows } = await sql<PaperState>`
    select id, paper_key as "paperKey", name, file_id as "fileId", is_digitised as "isDigitised",
      is_reused as "isReused", wallet_entry_id as "entryId"
    from dossier_papers where case_id = ${caseId} and removed_at is null order by position`.execute(tx)
  return rows
}

/** Giấy tờ của hồ sơ as other systems are told of it: with its file, and where that came from. */
export type HandedInPaper = {
  readonly id: string
  readonly paperKey: string
  readonly name: string
  readonly copyKind: 0 | 1 | 2
  readonly fileId: string | null
  readonly fileName: string | null
  readonly sha256: string | null
  readonly isDigitised: boolean
  readonly isReused: boolean
  readonly isFromNationalStore: boolean
  readonly resultCode: string | null
  readonly isRemoved: boolean
}

/** Every paper that was ever handed in, in order; those taken out again say so. */
export async function findHandedIn(tx: Tx, caseId: string): Promise<readonly HandedInPaper[]> {
  const { rows } = await sql<HandedInPaper>`
    select p.id, p.paper_key as "paperKey", p.name, p.copy_kind as "copyKind", f.id as "fileId", f.name as "fileName", f.sha256,
      coalesce(p.is_digitised, false) as "isDigitised", coalesce(p.is_reused, false) as "isReused",
      coalesce(p.is_from_national_store, false) as "isFromNationalStore", p.result_code as "resultCode",
      p.removed_at is not null as "isRemoved"
    from dossier_papers p left join files f on f.id = p.file_id
    where p.case_id = ${caseId} order by p.position, p.added_at`.execute(tx)
  return rows
}
