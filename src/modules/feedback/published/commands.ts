/** Phản ánh cho mọi người xem: the list, one with its story, its pictures; and a sender's own before it is public. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { fileRefusal, readReleased } from '#kernel/files.ts'
import { isId } from '#kernel/ids.ts'
import { sharedly } from '#kernel/recent.ts'
import { searchKey } from '#kernel/text.ts'
import { actFacts, type ReportState, refusal } from '../domain.ts'
import type { OpenedPhoto } from '../photos/commands.ts'
import { findPhotos, type Photo } from '../photos/store.ts'
import { demandOwn, findOwn } from '../sending/commands.ts'
import * as reports from '../store.ts'
import * as store from './store.ts'

export type ListAsk = {
  readonly category?: string | undefined
  readonly areaCode?: string | undefined
  readonly states?: readonly ReportState[] | undefined
  readonly search?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly codes?: readonly string[] | undefined
  /** `next` of the page before. */
  readonly after?: string | undefined
  readonly max: number
}

export type ReportPage = {
  readonly reports: readonly store.PublicReport[]
  readonly next: string | undefined
}

/** Reports that everyone may read, the newest first, a page at a time. */
export function listReports(context: Context, { after, search, max, ...ask }: ListAsk): Promise<ReportPage> {
  return read(context, async (tx) => {
    const found = await store.findPublic(tx, {
      ...ask,
      search: search ? searchKey(search) : undefined,
      before: readMark(after),
      max: max + 1,
    })
    const shown = found.slice(0, max)
    const last = shown.at(-1)
    const next =
      found.length > max && last ? `${last.receivedAt.getTime().toString(36)}_${last.id}` : undefined
    return { reports: shown, next }
  })
}

/** How old the list may be that people see who have not signed in; whoever works here or follows a report sees it as it is. */
const listSeconds = 2

/** `listReports` for a page that a crowd may open: of the questions of one moment, one is put to the database. */
export function listForVisitors(context: Context, ask: ListAsk): Promise<ReportPage> {
  if (context.actor.kind !== 'visitor' || ask.search) return listReports(context, ask)
  return sharedly(context, `reports ${JSON.stringify(ask)}`, { freshSeconds: listSeconds }, () =>
    listReports(context, ask),
  )
}

function readMark(after: string | undefined): { at: Date; id: string } | undefined {
  const [moment = '', id = ''] = (after ?? '').split('_')
  const at = new Date(Number.parseInt(moment, 36))
  return isId(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined
}

export type PublicStory = {
  readonly report: store.PublicReport
  readonly acts: readonly reports.DoneAct[]
  readonly handlings: readonly reports.Handling[]
  readonly photos: readonly Photo[]
}

/** One report with what everyone may know of it. Throws `feedback.notFound` for what is not public. */
export function openReport(context: Context, code: string): Promise<PublicStory> {
  return read(context, async (tx) => {
    const report = await store.findPublicOne(tx, code)
    if (!report) throw refusal.notFound()
    const photos = report.publishedAt ? await findPhotos(tx, report.id) : []
    return {
      report,
      acts: (await reports.findActs(tx, report.id)).filter(({ act }) => actFacts(act).told),
      handlings: (await reports.findHandlings(tx, report.id)).filter(({ publishedAt }) => publishedAt),
      photos: photos.filter(({ publicSha256 }) => publicSha256),
    }
  })
}

export type OwnStory = Omit<PublicStory, 'report'> & { readonly report: reports.Report }

/** The sender's own, whatever its state, with the words and pictures as they were sent. Throws `feedback.notFound`. */
export function openOwnReport(context: Context, code: string, secret?: string): Promise<OwnStory> {
  return read(context, async (tx) => {
    const report = await demandOwn(tx, context, { code, secret })
    const handlings = (await reports.findHandlings(tx, report.id)).filter(({ publishedAt }) => publishedAt)
    const published = new Set(handlings.map(({ id }) => id))
    const photos = (await findPhotos(tx, report.id)).filter(
      ({ handlingId, publicSha256 }) =>
        handlingId === null || (published.has(handlingId) && publicSha256 !== null),
    )
    return {
      report,
      acts: (await reports.findActs(tx, report.id)).filter(({ act }) => actFacts(act).told),
      handlings,
      photos,
    }
  })
}

/** Whether the one who asks sent it: then the page is theirs. */
export async function isOwn(context: Context, code: string, secret?: string): Promise<boolean> {
  return (await read(context, (tx) => findOwn(tx, context, { code, secret }))) !== undefined
}

/** A picture as everyone sees it, covered in part. Throws `feedback.notFound`, `files.notFound`. */
export async function openPhoto(context: Context, code: string, photoId: string): Promise<OpenedPhoto> {
  const { photos } = await openReport(context, code)
  return readPhoto(context, photos, photoId, 'public')
}

/** The sender's own picture as it was kept. Throws `feedback.notFound`, `files.notFound`. */
export async function openOwnPhoto(
  context: Context,
  code: string,
  photoId: string,
  secret?: string,
): Promise<OpenedPhoto> {
  const { photos } = await openOwnReport(context, code, secret)
  const photo = photos.find(({ id }) => id === photoId)
  return readPhoto(context, photos, photoId, photo?.handlingId === null ? 'original' : 'public')
}

async function readPhoto(
  context: Context,
  photos: readonly Photo[],
  photoId: string,
  which: 'public' | 'original',
): Promise<OpenedPhoto> {
  const photo = photos.find(({ id }) => id === photoId)
  const sha256 = which === 'public' ? photo?.publicSha256 : photo?.sha256
  if (!photo || !sha256) throw fileRefusal.notFound()
  return {
    name: photo.name,
    mediaType: photo.mediaType,
    body: await readReleased(context, { sha256, name: photo.name }),
  }
}
