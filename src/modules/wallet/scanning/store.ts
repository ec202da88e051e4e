/** SQL of scans. Another unit's scan is simply not found. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { EntryOwner } from '../domain.ts'
import type { Scan, ScanPage, ScanPaper, ScanProblem } from './domain.ts'
import type { Group, Proposal } from './fields/domain.ts'

const scanColumns = sql`s.id, s.unit_id as "unitId", s.procedure_code as "procedureCode",
  s.procedure_version as "procedureVersion", s.case_id as "caseId", c.code, s.owner, s.state,
  s.pages_total as "pagesTotal", s.pages_done as "pagesDone", s.problem, s.started_at as "startedAt", s.back_to as "backTo"`
const scanTables = sql`wallet_scans s left join cases c on c.id = s.case_id`

export type NewScan = {
  readonly officer: Officer
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly caseId: string | null
  readonly owner: EntryOwner
  readonly pagesTotal: number
  readonly fileIds: readonly string[]
  readonly backTo: string | null
  readonly at: Date
}

export async function insertScan(tx: Tx, scan: NewScan): Promise<string> {
  const { id } = await tx
    .insertInto('wallet_scans')
    .values({
      unit_id: scan.officer.unitId,
      started_by: scan.officer.personId,
      procedure_code: scan.procedureCode,
      procedure_version: scan.procedureVersion,
      case_id: scan.caseId,
      owner: JSON.stringify(scan.owner),
      state: 'waiting',
      pages_total: scan.pagesTotal,
      started_at: scan.at,
      back_to: scan.backTo,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [position, fileId] of scan.fileIds.entries())
    await tx.insertInto('wallet_scan_files').values({ scan_id: id, position, file_id: fileId }).execute()
  return id
}

export async function findScan(tx: Tx, officer: Officer, id: string): Promise<Scan | undefined> {
  const { rows } = await sql<Scan>`
    select ${scanColumns} from ${scanTables} where s.id = ${id} and s.unit_id = ${officer.unitId}`.execute(tx)
  return rows[0]
}

/** For the job that reads it. */
export async function findScanToRead(tx: Tx, id: string): Promise<Scan | undefined> {
  const { rows } = await sql<Scan>`
    select ${scanColumns} from ${scanTables} where s.id = ${id} and s.state in ('waiting', 'reading')`.execute(
    tx,
  )
  return rows[0]
}

/** Scans of one dossier by a unit, the newest first. */
export async function findScansOf(tx: Tx, officer: Officer, caseId: string): Promise<readonly Scan[]> {
  const { rows } = await sql<Scan>`
    select ${scanColumns} from ${scanTables}
    where s.case_id = ${caseId} and s.unit_id = ${officer.unitId} order by s.started_at desc, s.id desc limit 20`.execute(
    tx,
  )
  return rows
}

export type ScanFile = { readonly sha256: string; readonly name: string; readonly mediaType: string }

export async function findScanFiles(tx: Tx, scanId: string): Promise<readonly ScanFile[]> {
  const { rows } = await sql<ScanFile>`
    select f.sha256, f.name, f.media_type as "mediaType" from wallet_scan_files w join files f on f.id = w.file_id
    where w.scan_id = ${scanId} order by w.position`.execute(tx)
  return rows
}

export async function noteProgress(tx: Tx, scanId: string, pagesDone: number): Promise<void> {
  await sql`update wallet_scans set state = 'reading', pages_done = ${pagesDone} where id = ${scanId}
    and state in ('waiting', 'reading')`.execute(tx)
}

export type NewPage = Omit<ScanPage, 'id' | 'paperId' | 'number'> & { readonly id: string }
export type NewPaper = Group & { readonly proposals: readonly Proposal[] }

/** Writes all that was read; a second run of the job finds the scan ready and writes nothing. */
export async function finishScan(
  tx: Tx,
  scanId: string,
  read: {
    readonly pages: ReadonlyMap<string, NewPage>
    readonly papers: readonly NewPaper[]
    readonly problems: readonly ScanProblem[]
    readonly at: Date
  },
): Promise<boolean> {
  const state = read.pages.size > 0 ? 'ready' : 'failed'
  const { rows } = await sql<{ id: string }>`
    update wallet_scans set state = ${state}, pages_done = pages_total, ended_at = ${read.at},
      problem = ${read.problems.length > 0 ? JSON.stringify(read.problems) : null}
    where id = ${scanId} and state in ('waiting', 'reading') returning id`.execute(tx)
  if (rows.length === 0) return false
  let number = 0
  for (const [position, paper] of read.papers.entries()) {
    const { id: paperId } = await tx
      .insertInto('wallet_scan_papers')
      .values({
        scan_id: scanId,
        position,
        paper_key: paper.guess?.paperKey ?? null,
        guess: paper.guess ? JSON.stringify(paper.guess) : null,
        proposals: JSON.stringify(paper.proposals),
        state: 'proposed',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const pageId of paper.pageIds) {
      const page = read.pages.get(pageId)
      if (!page) continue
      number += 1
      await tx
        .insertInto('wallet_scan_pages')
        .values({
          scan_id: scanId,
          number,
          paper_id: paperId,
          source_sha256: page.sourceSha256,
          page_sha256: page.pageSha256,
          width: page.width,
          height: page.height,
          faults: [...page.faults],
          lines: JSON.stringify(page.lines),
          confidence: page.confidence,
        })
        .execute()
    }
  }
  return true
}

const paperColumns = sql`id, position, paper_key as "paperKey", guess, proposals, state, fields,
  number_label as "numberLabel", verify_code as "verifyCode", entry_id as "entryId"`

export async function findPapers(tx: Tx, scanId: string): Promise<readonly ScanPaper[]> {
  const { rows } = await sql<ScanPaper>`
    select ${paperColumns} from wallet_scan_papers where scan_id = ${scanId} order by position, id`.execute(
    tx,
  )
  return rows
}

export async function findPages(tx: Tx, scanId: string): Promise<readonly ScanPage[]> {
  const { rows } = await sql<ScanPage>`
    select id, paper_id as "paperId", number, source_sha256 as "sourceSha256", page_sha256 as "pageSha256", width, height,
      faults, lines, confidence
    from wallet_scan_pages where scan_id = ${scanId} order by number`.execute(tx)
  return rows
}

/** The row stays locked until the transaction ends: of two who confirm at once one is told. */
export async function findPaperForUpdate(
  tx: Tx,
  scanId: string,
  paperId: string,
): Promise<ScanPaper | undefined> {
  const { rows } = await sql<ScanPaper>`
    select ${paperColumns} from wallet_scan_papers where scan_id = ${scanId} and id = ${paperId} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function changePaper(
  tx: Tx,
  paperId: string,
  change: {
    readonly paper_key?: string
    readonly proposals?: string
    readonly state?: ScanPaper['state']
    readonly fields?: string
    readonly number_label?: string
    readonly verify_code?: string
    readonly entry_id?: string
    readonly decided_by?: string
    readonly decided_at?: Date
  },
): Promise<void> {
  await tx.updateTable('wallet_scan_papers').set(change).where('id', '=', paperId).execute()
}

/** Moves the pages of one paper to another; what is left without pages is dropped. */
export async function movePages(tx: Tx, fromPaper: string, toPaper: string, fromNumber = 0): Promise<void> {
  await sql`update wallet_scan_pages set paper_id = ${toPaper}
    where paper_id = ${fromPaper} and number >= ${fromNumber}`.execute(tx)
}

export async function movePage(tx: Tx, pageId: string, toPaper: string): Promise<void> {
  await tx.updateTable('wallet_scan_pages').set({ paper_id: toPaper }).where('id', '=', pageId).execute()
}

export async function insertPaperAfter(tx: Tx, scanId: string, position: number): Promise<string> {
  await sql`update wallet_scan_papers set position = position + 1
    where scan_id = ${scanId} and position > ${position}`.execute(tx)
  const { id } = await tx
    .insertInto('wallet_scan_papers')
    .values({ scan_id: scanId, position: position + 1, proposals: '[]', state: 'proposed' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Số của bản số hóa: the next one of the agency's book of copies for the year. */
export async function takeCopyNumber(tx: Tx, unitCode: string, year: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into number_books (book, period, last_number) values (${`copy ${unitCode}`}, ${String(year)}, 1)
    on conflict (book, period) do update set last_number = number_books.last_number + 1
    returning last_number as number`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The book of copies gave no number')
  return row.number
}

/** Scans that nobody finished and that no dossier holds may go. */
export async function deleteScan(tx: Tx, id: string): Promise<void> {
  await sql`delete from wallet_scans s where s.id = ${id}
    and not exists (select from wallet_scan_papers p where p.scan_id = s.id and p.state = 'confirmed')`.execute(
    tx,
  )
}
