/** Open311 GeoReport v2 with the extension for updates: its words, and what may be asked. Pure. */

import { defineRefusals } from '#kernel/errors.ts'

export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]
/** What a token needs to send reports and updates. */
export const sendingScope = 'feedback.send'

/** Faults of the protocol: 400 wrong or missing, 403 bad key, 404 unknown. */
export const refusal = defineRefusals('open311', {
  badKey: [
    'forbidden',
    'Khóa api_key thiếu, sai, hết hạn hoặc không có phạm vi {scope}. Liên hệ cơ quan quản trị để được cấp khóa.',
    'The api_key is missing, wrong, over, or lacks the scope {scope}. Ask the administrators for one.',
  ],
  noSuchFormat: ['notFound', 'Chỉ có hai dạng: .xml và .json.', 'There are two forms: .xml and .json.'],
  noSuchService: [
    'notFound',
    'Không có service_code {code}. Xem danh sách ở /open311/v2/services.',
    'There is no service_code {code}. See /open311/v2/services.',
  ],
  noSuchRequest: [
    'notFound',
    'Không có phản ánh {code}, hoặc phản ánh chưa được công khai.',
    'There is no request {code}, or it is not public yet.',
  ],
  missing: ['unreadable', 'Thiếu tham số {name}.', 'The argument {name} is missing.'],
  notAnInstant: [
    'unreadable',
    '{name} phải là thời điểm ISO 8601 có múi giờ, ví dụ 2026-03-02T08:00:00+07:00.',
    '{name} has to be an ISO 8601 instant with its zone, such as 2026-03-02T08:00:00+07:00.',
  ],
  wrongSpan: [
    'unreadable',
    'start_date phải đứng trước end_date, và mỗi lần hỏi tối đa {days} ngày. Hãy hỏi từng khoảng ngắn hơn.',
    'start_date comes before end_date, and one question spans {days} days at most. Ask for shorter spans.',
  ],
  tooManyCodes: [
    'unreadable',
    '{name}: mỗi lần hỏi tối đa {max} mã.',
    '{name}: at most {max} codes in one question.',
  ],
  noMediaUrl: [
    'unreadable',
    'media_url chưa nhận: máy chủ không tải tệp từ địa chỉ bên ngoài. Gửi ảnh kèm yêu cầu, multipart/form-data, trường media.',
    'media_url is not taken: the server fetches nothing from addresses outside. Send pictures with the request, as multipart/form-data in the field media.',
  ],
  wrongStatus: ['unreadable', 'Giá trị status chưa đúng: {status}.', 'Not a right status: {status}.'],
  wrongPoint: [
    'unreadable',
    'lat và long phải cùng có, là số thập phân theo WGS 84.',
    'lat and long come together, as decimal degrees of WGS 84.',
  ],
  noPlace: [
    'unreadable',
    'Chưa biết ở xã, phường nào. Gửi lat và long nằm trong tỉnh, hoặc address_id là mã xã.',
    'It is not known in which commune. Send lat and long within the province, or the code of the commune as address_id.',
  ],
})

export type Service = {
  readonly code: string
  readonly name: string
  readonly description: string
}
export type ServiceRequest = {
  readonly id: string
  readonly status: 'open' | 'closed'
  readonly statusNotes: string | undefined
  readonly service: Service
  readonly description: string
  readonly agency: string | undefined
  readonly requestedAt: Date
  readonly updatedAt: Date
  readonly expectedAt: Date | undefined
  readonly address: string
  /** Code of the commune. */
  readonly addressId: string
  readonly point: { readonly lat: number; readonly lon: number } | undefined
  readonly mediaUrl: string | undefined
}
export type RequestUpdate = {
  readonly id: string
  readonly requestId: string
  readonly status: string
  readonly updatedAt: Date
  readonly description: string
}

export const rowsMax = 1_000
export const daysMax = 90
const codesMax = 200
const dayMilliseconds = 86_400_000

/** `2026-03-02T08:00:00+07:00` or `…Z`; without a zone it is no instant. */
function instantOf(name: string, text: string | undefined): Date | undefined {
  if (!text) return undefined
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
  const at = new Date(text)
  if (!isInstant || Number.isNaN(at.getTime())) throw refusal.notAnInstant({ details: { name } })
  return at
}

/** A span of at most 90 days: the one that was asked for, or the 90 days up to its end, or from its beginning. */
export function spanOf(
  { start_date: start, end_date: end }: { readonly start_date?: string; readonly end_date?: string },
  now: Date,
): { readonly from: Date; readonly until: Date } {
  const [asked, until] = [instantOf('start_date', start), instantOf('end_date', end)]
  const longest = daysMax * dayMilliseconds
  const last = until ?? (asked ? new Date(Math.min(now.getTime(), asked.getTime() + longest)) : now)
  const first = asked ?? new Date(last.getTime() - longest)
  if (first > last || last.getTime() - first.getTime() > longest)
    throw refusal.wrongSpan({ details: { days: daysMax } })
  return { from: first, until: last }
}

/** `a,b` as a list; `undefined` where nothing was asked. */
export function listOf(name: string, text: string | undefined): readonly string[] | undefined {
  const parts = text
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  if (!parts?.length) return undefined
  if (parts.length > codesMax) throw refusal.tooManyCodes({ details: { name, max: codesMax } })
  return parts
}

export function statusesOf(text: string | undefined): readonly ('open' | 'closed')[] {
  const asked = listOf('status', text) ?? ['open', 'closed']
  return asked.map((one) => {
    if (one === 'open' || one === 'closed') return one
    throw refusal.wrongStatus({ details: { status: one } })
  })
}

/** Latitude and longitude of a sent request; `undefined` without both. */
export function pointOf({ lat, long }: { readonly lat?: string; readonly long?: string }) {
  if (!lat && !long) return undefined
  const point = { lat: Number(lat), lon: Number(long) }
  if (!lat || !long || !(Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180)) throw refusal.wrongPoint()
  return point
}

/** States of a report in which nothing more is done. */
const statesByStatus = {
  open: ['accepted', 'forwarded', 'processing', 'answered', 'reopened'],
  closed: ['published', 'closed', 'merged'],
} as const

export const statusOf = (state: string): 'open' | 'closed' =>
  statesByStatus.closed.some((one) => one === state) ? 'closed' : 'open'

export const statesOf = (statuses: readonly ('open' | 'closed')[]) =>
  statuses.flatMap((status) => [...statesByStatus[status]])

/** What an act means to the extension for updates, whose states are finer. */
const updateStatuses: Readonly<Record<string, string>> = {
  send: 'open',
  accept: 'investigating',
  forward: 'internal_referral',
  reassign: 'internal_referral',
  take: 'in_progress',
  extend: 'action_scheduled',
  answer: 'in_progress',
  publish: 'fixed',
  merge: 'duplicate',
  reopen: 'open',
  close: 'closed',
}
export const updateStatusOf = (act: string): string => updateStatuses[act] ?? 'open'
