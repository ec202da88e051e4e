/** Field reports as Open311 tells them: only what everyone may read. Sending needs a token. */

import type { Context } from '#kernel/context.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import {
  createReport,
  listReports,
  listTold,
  type PublicReport,
  readReport,
  remarkReport,
  reportLinks,
  takePhotos,
} from '#modules/feedback/api.ts'
import { serviceOf } from '#modules/identity/api.ts'
import { areaAt } from '#modules/maps/api.ts'
import {
  listOf,
  pointOf,
  type RequestUpdate,
  refusal,
  rowsMax,
  type Service,
  type ServiceRequest,
  sendingScope,
  spanOf,
  statesOf,
  statusesOf,
  statusOf,
  updateStatusOf,
} from './domain.ts'

export type AskedRequests = {
  readonly service_request_id?: string
  readonly service_code?: string
  readonly start_date?: string
  readonly end_date?: string
  readonly status?: string
}
export type SentRequest = {
  readonly api_key?: string
  readonly service_code?: string
  readonly lat?: string
  readonly long?: string
  readonly address_string?: string
  readonly address_id?: string
  readonly description?: string
  readonly first_name?: string
  readonly last_name?: string
  readonly phone?: string
  readonly media_url?: string
}
export type SentUpdate = {
  readonly api_key?: string
  readonly service_request_id?: string
  readonly description?: string
  readonly status?: string
  readonly media_url?: string
}

/** Lĩnh vực as services, in the language of the province. */
export const servicesOf = ({ pack }: Context): readonly Service[] =>
  pack.feedback.categories.map(({ code, name, hint }) => ({ code, name: name.vi, description: hint.vi }))

/** Throws `open311.noSuchService`. */
export function demandService(context: Context, code: string): Service {
  const service = servicesOf(context).find((one) => one.code === code)
  if (!service) throw refusal.noSuchService({ details: { code } })
  return service
}

function requestOf(context: Context, report: PublicReport): ServiceRequest {
  const service = servicesOf(context).find(({ code }) => code === report.category)
  const { latitude, longitude } = report
  return {
    id: report.code,
    status: statusOf(report.state),
    statusNotes: report.answer ?? undefined,
    service: service ?? { code: report.category, name: report.category, description: '' },
    description: report.words,
    agency: report.unitName ?? undefined,
    requestedAt: report.receivedAt,
    updatedAt: report.changedAt,
    expectedAt: report.dueAt ?? undefined,
    address: report.place,
    addressId: report.areaCode,
    point: latitude === null || longitude === null ? undefined : { lat: latitude, lon: longitude },
    mediaUrl:
      report.photoId === null
        ? undefined
        : new URL(reportLinks.photo(report.code, report.photoId), context.settings.publicUrl).href,
  }
}

/**
 * Public reports, the newest first, at most 1 000 of at most 90 days. Codes override the other questions. Throws the
 * refusals of the protocol.
 */
export async function findRequests(
  context: Context,
  asked: AskedRequests,
): Promise<readonly ServiceRequest[]> {
  const codes = listOf('service_request_id', asked.service_request_id)
  const services = listOf('service_code', asked.service_code)?.map(
    (code) => demandService(context, code).code,
  )
  const statuses = statusesOf(asked.status)
  const { from, until } = spanOf(asked, context.now)
  const span = { from, until, states: statesOf(statuses), max: rowsMax }
  const pages = codes
    ? [await listReports(context, { codes, max: rowsMax })]
    : await Promise.all(
        (services ?? [undefined]).map((category) => listReports(context, { ...span, category })),
      )
  const reports = pages
    .flatMap((page) => page.reports)
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
    .slice(0, rowsMax)
  return reports.map((report) => requestOf(context, report))
}

/** Throws `open311.noSuchRequest`. */
export async function findRequest(context: Context, code: string): Promise<ServiceRequest> {
  const { reports } = await listReports(context, { codes: [code], max: 1 })
  const [report] = reports
  if (!report) throw refusal.noSuchRequest({ details: { code } })
  return requestOf(context, report)
}

/** What was told in public of reports, as the extension for updates has it. Throws the refusals of the protocol. */
export async function findUpdates(
  context: Context,
  asked: Pick<AskedRequests, 'service_request_id' | 'start_date' | 'end_date'>,
): Promise<readonly RequestUpdate[]> {
  const codes = listOf('service_request_id', asked.service_request_id)
  const { from, until } = spanOf(asked, context.now)
  const told = await listTold(context, { codes, from, until, max: rowsMax })
  return told.map(({ id, code, act, at, words }) => ({
    id,
    requestId: code,
    status: updateStatusOf(act),
    updatedAt: at,
    description: words,
  }))
}

/** The system behind a key. Throws `open311.badKey`. */
async function demandKey(context: Context, key: string | undefined): Promise<Context> {
  const actor = key ? await serviceOf(context, key, context.now) : undefined
  if (!actor?.scopes.has(sendingScope)) throw refusal.badKey({ details: { scope: sendingScope } })
  return { ...context, actor }
}

/**
 * Gửi phản ánh from another system: it is told its code at once, and everyone may read it once somebody has looked. The
 * commune is the one that was named, or the one that holds the point. Throws the refusals of the protocol and of feedback.
 */
export async function sendRequest(
  visitor: Context,
  sent: SentRequest,
  pictures: readonly ReceivedFile[] = [],
): Promise<string> {
  const context = await demandKey(visitor, sent.api_key)
  if (sent.media_url) throw refusal.noMediaUrl()
  if (!sent.service_code) throw refusal.missing({ details: { name: 'service_code' } })
  demandService(context, sent.service_code)
  if (!sent.description?.trim()) throw refusal.missing({ details: { name: 'description' } })
  const point = pointOf(sent)
  const place = point && areaAt(context.pack, point, context.today)
  const area = sent.address_id ?? place?.commune?.code ?? place?.among[0]?.code
  if (!area) throw refusal.noPlace()
  const read = readReport(context, {
    category: sent.service_code,
    area,
    place: sent.address_string,
    latitude: sent.lat,
    longitude: sent.long,
    words: sent.description,
    name: [sent.last_name, sent.first_name].filter(Boolean).join(' '),
    phone: sent.phone,
  })
  if ('wrong' in read) throw read.wrong[0]?.refusal ?? refusal.noPlace()
  const photos = await takePhotos(context, pictures, context.pack.feedback.photosMax)
  const { code } = await createReport(context, read.meant, { photos })
  return code
}

/**
 * What another system heard of a report meanwhile: a remark for those who see to it, with the state that it has there. What
 * becomes of the report is decided here alone. Throws the refusals of the protocol and of feedback.
 */
export async function sendUpdate(visitor: Context, sent: SentUpdate) {
  const context = await demandKey(visitor, sent.api_key)
  if (sent.media_url) throw refusal.noMediaUrl()
  const { service_request_id: code, description, status } = sent
  if (!code) throw refusal.missing({ details: { name: 'service_request_id' } })
  if (!description?.trim()) throw refusal.missing({ details: { name: 'description' } })
  const words = [description.trim(), status && `(status: ${status.slice(0, 40)})`].filter(Boolean).join(' ')
  return remarkReport(context, { code, words })
}
