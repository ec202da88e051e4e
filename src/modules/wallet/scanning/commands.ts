/** Quét giấy tờ: start with uploads, read in the background, look at what was found, put pages together or apart. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type ReceivedFile, readVerified, recordFile, storeBytes } from '#kernel/files.ts'
import { job } from '#kernel/jobs.ts'
import { recordLook } from '#kernel/looks.ts'
import type { PaperKind } from '#kernel/packs.ts'
import { scannedPages } from '#kernel/pdf.ts'
import { officerOf } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { dossierRefusal, findPaperwork } from '#modules/dossiers/api.ts'
import { getProcedure, getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { type EntryOwner, refusal } from '../domain.ts'
import { pagesMax, type Scan, type ScanPage, type ScanPaper, type ScanProblem } from './domain.ts'
import { type Candidate, fieldsOf, groupPages, proposeFields } from './fields/domain.ts'
import { readPage, straightenPage } from './recognition/commands.ts'
import * as store from './store.ts'

/** Unconfirmed pictures of people's papers are not kept for long. */
const keptDays = 30

export type StartScan = {
  readonly uploads: readonly ReceivedFile[]
  /** The dossier that the papers belong to; before there is one, the procedure and whose papers they are. */
  readonly dossier?: string | undefined
  readonly procedure?: string | undefined
  readonly owner?: EntryOwner | undefined
  /** Own address at which the clerk goes on when every paper is decided. */
  readonly backTo?: string | undefined
}

/** Bắt đầu quét. Gives the id of the scan; reading goes on in the worker. */
export const startScan = (context: Context, start: StartScan): Promise<string> =>
  inTransaction(context, (tx) => beginScan(tx, context, start))

/** As `startScan`, within the caller's transaction. Throws `wallet.nothingToScan`, `wallet.tooManyPages`. */
export async function beginScan(tx: Tx, context: Context, start: StartScan): Promise<string> {
  const officer = officerOf(context.actor)
  const { uploads, backTo = null } = start
  if (uploads.length === 0) throw refusal.nothingToScan()
  const count = uploads.reduce((sum, { pages = 1 }) => sum + pages, 0)
  if (count > pagesMax) throw refusal.tooManyPages({ details: { max: pagesMax, count } })
  const matter = await matterOf(tx, context, start)
  const fileIds: string[] = []
  for (const file of uploads) fileIds.push(await recordFile(tx, context, file, { unitId: officer.unitId }))
  const scan = { officer, ...matter, pagesTotal: count, fileIds, backTo, at: context.now }
  const id = await store.insertScan(tx, scan)
  await readScanJob.enqueue(tx, { key: id, payload: { scanId: id } })
  const at = instantAt(addDays(context.today, keptDays))
  await forgetScanJob.enqueue(tx, { key: id, at, payload: { scanId: id } })
  return id
}

async function matterOf(tx: Tx, context: Context, { dossier: code, procedure, owner }: StartScan) {
  if (code !== undefined) {
    const found = await findPaperwork(tx, { actor: context.actor }, code)
    if (!found) throw dossierRefusal.notFound()
    const { caseId, procedureCode, procedureVersion } = found
    const who: EntryOwner = {
      id: found.applicantId,
      identity: found.applicantIdentity,
      kind: found.applicantKind,
      name: found.applicantName,
    }
    return { caseId, procedureCode, procedureVersion, owner: who }
  }
  const { code: procedureCode, version } = await getProcedure(tx, procedure ?? '', context.today)
  const nobody: EntryOwner = { id: null, identity: null, kind: 'citizen', name: '' }
  return { caseId: null, procedureCode, procedureVersion: version, owner: owner ?? nobody }
}

/** Đọc lượt quét, in the worker. Run again it begins anew; a scan that is read is left alone. */
export const readScanJob = job<{ scanId: string }>({
  task: 'wallet.readScan',
  attemptsMax: 3,
  run: (context, { scanId }) => readScan(context, scanId),
})

/** Bỏ lượt quét that nobody confirmed anything of. */
export const forgetScanJob = job<{ scanId: string }>({
  task: 'wallet.forgetScan',
  attemptsMax: 5,
  run: (context, { scanId }) => inTransaction(context, (tx) => store.deleteScan(tx, scanId)),
})

export async function readScan(context: Context, scanId: string): Promise<void> {
  const scan = await read(context, (tx) => store.findScanToRead(tx, scanId))
  if (!scan) return
  const files = await read(context, (tx) => store.findScanFiles(tx, scanId))
  const pages = new Map<string, store.NewPage>()
  const problems: ScanProblem[] = []
  let done = 0
  for (const file of files) {
    const pictures = await picturesOf(context, file)
    for (const [index, picture] of pictures.entries()) {
      const place = { file: file.name, page: index + 1 }
      const page = picture && (await readPicture(context, file, index, picture))
      if (!picture) problems.push({ ...place, why: 'notPicture' })
      else if (!page) problems.push({ ...place, why: 'damaged' })
      else pages.set(page.id, page)
      done += 1
      await inTransaction(context, (tx) => store.noteProgress(tx, scanId, done))
    }
  }
  await inTransaction(context, async (tx) => {
    const definition = await getProcedureVersion(tx, context, scan.procedureCode, scan.procedureVersion)
    const candidates = candidatesOf(context, definition)
    const groups = groupPages([...pages.values()], candidates)
    const papers = groups.map((group) => {
      const kind = candidates.find(({ paperKey }) => paperKey === group.guess?.paperKey)?.kind
      return { ...group, proposals: proposeFields(group.lines, fieldsOf(kind)) }
    })
    await store.finishScan(tx, scanId, { pages, papers, problems, at: context.now })
  })
}

/** What each paper of the procedure may look like. */
export function candidatesOf({ pack }: Pick<Context, 'pack'>, { papers }: ProcedureDefinition): Candidate[] {
  return papers.map(({ key, name, kind }) => ({
    paperKey: key,
    name: name.vi,
    kind: pack.paperKinds.find(({ code }) => code === kind),
  }))
}

async function picturesOf(
  { files }: Context,
  { sha256, name, mediaType }: store.ScanFile,
): Promise<readonly (Buffer | undefined)[]> {
  const bytes = await readVerified(files, sha256, name)
  return mediaType === 'application/pdf' ? scannedPages(bytes) : [bytes]
}

/** One picture laid flat, judged and read. A page that takes too long is kept unread; a broken one is `undefined`. */
async function readPicture(
  context: Context,
  { sha256 }: store.ScanFile,
  index: number,
  picture: Buffer,
): Promise<store.NewPage | undefined> {
  const straight = await straightenPage(picture).catch(() => undefined)
  if (!straight) return undefined
  const both = await readPage(straight).catch(() => undefined)
  const { jpeg, width, height, faults } = both?.page ?? straight
  const kept = await storeBytes(context.files, 'trang.jpg', jpeg)
  return {
    id: randomUUID(),
    sourceSha256: `${sha256}/${index}`,
    pageSha256: kept.sha256,
    width,
    height,
    faults: both ? faults : [...faults, 'unread'],
    lines: both?.read.lines ?? [],
    confidence: Math.round(both?.read.confidence ?? 0),
  }
}

export type ShownPaper = ScanPaper & {
  readonly pages: readonly ScanPage[]
  readonly kind: PaperKind | undefined
}
export type ShownScan = {
  readonly scan: Scan
  readonly definition: ProcedureDefinition
  readonly papers: readonly ShownPaper[]
}

/** Of papers before there is a dossier nobody is known yet by whom they could ask. */
function tellScanSeen(tx: Tx, context: Context, { caseId }: Scan): Promise<void> {
  return recordLook(tx, context, { of: caseId ? [caseId] : [], what: 'file', why: 'digitise' })
}

/** The scan of the own unit with what was found. Throws `wallet.scanNotFound`. */
export const openScan = (context: Context, scanId: string): Promise<ShownScan> =>
  inTransaction(context, async (tx) => {
    const shown = await findScan(tx, context, scanId)
    if (!shown) throw refusal.scanNotFound()
    return shown
  })

/** As `openScan`; `undefined` where a scan was forgotten. */
export async function findScan(tx: Tx, context: Context, scanId: string): Promise<ShownScan | undefined> {
  const scan = await store.findScan(tx, officerOf(context.actor), scanId)
  if (!scan) return undefined
  await tellScanSeen(tx, context, scan)
  return showScan(tx, context, scan)
}

export async function showScan(tx: Tx, context: Context, scan: Scan): Promise<ShownScan> {
  const definition = await getProcedureVersion(tx, context, scan.procedureCode, scan.procedureVersion)
  const candidates = candidatesOf(context, definition)
  const pages = Map.groupBy(await store.findPages(tx, scan.id), ({ paperId }) => paperId)
  const papers = (await store.findPapers(tx, scan.id)).map((paper) => ({
    ...paper,
    pages: pages.get(paper.id) ?? [],
    kind: candidates.find(({ paperKey }) => paperKey === paper.paperKey)?.kind,
  }))
  return {
    scan,
    definition,
    papers: papers.filter((paper) => paper.state !== 'dropped' && paper.pages.length > 0),
  }
}

export type Arrange = { readonly scanId: string; readonly paperId: string } & (
  | { readonly act: 'join' }
  | { readonly act: 'drop' }
  | { readonly act: 'split'; readonly page: number }
  | { readonly act: 'name'; readonly paperKey: string }
  /** One page goes to another paper of the scan, or begins a paper of this key. */
  | { readonly act: 'move'; readonly pageId: string; readonly to: string }
)

/**
 * Sắp lại trang: joins a paper to the one before, cuts it before a page, takes it out, or says which paper it is and
 * reads its fields anew. Throws `wallet.alreadyDecided` once it was confirmed or dropped.
 */
export function arrange(context: Context, { scanId, paperId, ...change }: Arrange): Promise<void> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const scan = await store.findScan(tx, officer, scanId)
    if (!scan) throw refusal.scanNotFound()
    const paper = await store.findPaperForUpdate(tx, scanId, paperId)
    if (paper?.state !== 'proposed') throw refusal.alreadyDecided()
    const decided = { decided_by: officer.personId, decided_at: context.now }
    switch (change.act) {
      case 'drop':
        return store.changePaper(tx, paperId, { state: 'dropped', ...decided })
      case 'join': {
        const before = (await showScan(tx, context, scan)).papers
          .filter(({ position, state }) => position < paper.position && state === 'proposed')
          .at(-1)
        if (!before) throw refusal.alreadyDecided()
        await store.movePages(tx, paperId, before.id)
        await store.changePaper(tx, paperId, { state: 'dropped', ...decided })
        return readAgain(tx, context, scan, before.id)
      }
      case 'split': {
        const own = (await store.findPages(tx, scanId)).filter((page) => page.paperId === paperId)
        if (
          !own.some(({ number }) => number < change.page) ||
          !own.some(({ number }) => number >= change.page)
        )
          return
        const next = await store.insertPaperAfter(tx, scanId, paper.position)
        await store.movePages(tx, paperId, next, change.page)
        await readAgain(tx, context, scan, paperId)
        return readAgain(tx, context, scan, next)
      }
      case 'move':
        return moveOne(tx, context, scan, paper, change)
      case 'name': {
        const { papers } = await getProcedureVersion(tx, context, scan.procedureCode, scan.procedureVersion)
        if (!papers.some(({ key }) => key === change.paperKey)) throw refusal.chooseKind()
        await store.changePaper(tx, paperId, { paper_key: change.paperKey })
        return readAgain(tx, context, scan, paperId)
      }
    }
  })
}

type MoveOne = { readonly pageId: string; readonly to: string }

/** A page is put where it belongs; a paper left without pages is gone. Nothing happens where the page is there already. */
async function moveOne(
  tx: Tx,
  context: Context,
  scan: Scan,
  from: ScanPaper,
  { pageId, to }: MoveOne,
): Promise<void> {
  const { papers, definition } = await showScan(tx, context, scan)
  const own = papers.find(({ id }) => id === from.id)
  if (!own?.pages.some(({ id }) => id === pageId)) throw refusal.alreadyDecided()
  const isKey = definition.papers.some(({ key }) => key === to)
  const target = papers.find((one) => one.state === 'proposed' && (isKey ? one.paperKey : one.id) === to)
  if (!target && !isKey) throw refusal.chooseKind()
  if (target?.id === from.id) return
  if (!target && own.pages.length === 1) {
    await store.changePaper(tx, from.id, { paper_key: to })
    return readAgain(tx, context, scan, from.id)
  }
  const place = target?.id ?? (await store.insertPaperAfter(tx, scan.id, from.position))
  if (!target) await store.changePaper(tx, place, { paper_key: to })
  await store.movePage(tx, pageId, place)
  if (own.pages.length === 1)
    await store.changePaper(tx, from.id, {
      state: 'dropped',
      decided_by: officerOf(context.actor).personId,
      decided_at: context.now,
    })
  else await readAgain(tx, context, scan, from.id)
  await readAgain(tx, context, scan, place)
}

/** The fields of a paper whose pages or kind have changed, from the lines that were read before. */
async function readAgain(tx: Tx, context: Context, scan: Scan, paperId: string): Promise<void> {
  const { papers } = await showScan(tx, context, scan)
  const paper = papers.find(({ id }) => id === paperId)
  if (!paper) return
  const lines = paper.pages.flatMap((page) => page.lines)
  await store.changePaper(tx, paperId, {
    proposals: JSON.stringify(proposeFields(lines, fieldsOf(paper.kind))),
  })
}

/** The picture of a page, for whoever may see the scan. */
export async function readScanPage(context: Context, scanId: string, pageId: string): Promise<Buffer> {
  const { papers } = await openScan(context, scanId)
  const page = papers.flatMap(({ pages }) => pages).find(({ id }) => id === pageId)
  if (!page) throw refusal.scanNotFound()
  return readVerified(context.files, page.pageSha256, 'trang.jpg')
}
