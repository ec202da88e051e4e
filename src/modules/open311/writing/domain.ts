/** Answers of the protocol in its two forms: JSON as bare arrays, XML with the roots that clients look for. */

import { provinceTime } from '#kernel/types.ts'
import { type NewXml, writable, writeXml } from '#kernel/xml.ts'
import type { Format, RequestUpdate, Service, ServiceRequest } from '../domain.ts'

type Value = string | number | boolean | null | readonly Row[] | readonly string[]
export type Row = { readonly [name: string]: Value }
type Answer = {
  readonly root: string
  readonly item: string
  readonly rows: readonly Row[]
}

/** What each entry of a list inside a row is called. */
const entryNames: Readonly<Record<string, string>> = {
  endpoints: 'endpoint',
  formats: 'format',
  attributes: 'attribute',
  values: 'value',
}

function elementOf(name: string, value: Value): NewXml {
  if (value === null) return { name, content: '' }
  if (!Array.isArray(value)) return { name, content: writable(String(value)) }
  const entry = entryNames[name] ?? 'entry'
  return {
    name,
    content: value.map((one: Row | string) =>
      typeof one === 'string' ? { name: entry, content: writable(one) } : rowElement(entry, one),
    ),
  }
}

const rowElement = (name: string, row: Row): NewXml => ({
  name,
  content: Object.entries(row).map(([key, value]) => elementOf(key, value)),
})

export function writeList(format: Format, { root, item, rows }: Answer): string {
  if (format === 'json') return JSON.stringify(rows)
  return writeXml({ name: root, content: rows.map((row) => rowElement(item, row)) })
}

/** One thing that is no list: discovery, the definition of a service. */
export function writeOne(format: Format, root: string, row: Row): string {
  return format === 'json' ? JSON.stringify(row) : writeXml(rowElement(root, row))
}

export const serviceRow = ({ code, name, description }: Service): Row => ({
  service_code: code,
  service_name: name,
  description,
  metadata: false,
  type: 'realtime',
  keywords: '',
  group: '',
})

export const requestRow = (request: ServiceRequest): Row => ({
  service_request_id: request.id,
  status: request.status,
  status_notes: request.statusNotes ?? null,
  service_name: request.service.name,
  service_code: request.service.code,
  description: request.description,
  agency_responsible: request.agency ?? null,
  service_notice: null,
  requested_datetime: provinceTime(request.requestedAt),
  updated_datetime: provinceTime(request.updatedAt),
  expected_datetime: request.expectedAt ? provinceTime(request.expectedAt) : null,
  address: request.address,
  address_id: request.addressId,
  zipcode: null,
  lat: request.point?.lat ?? null,
  long: request.point?.lon ?? null,
  media_url: request.mediaUrl ?? null,
})

export const updateRow = ({ id, requestId, status, updatedAt, description }: RequestUpdate): Row => ({
  update_id: id,
  service_request_id: requestId,
  status,
  updated_datetime: provinceTime(updatedAt),
  description,
  media_url: null,
})

export const requests = (rows: readonly Row[]): Answer => ({
  root: 'service_requests',
  item: 'request',
  rows,
})
export const updates = (rows: readonly Row[]): Answer => ({
  root: 'service_request_updates',
  item: 'request_update',
  rows,
})
export const faults = (code: number, description: string): Answer => ({
  root: 'errors',
  item: 'error',
  rows: [{ code, description }],
})
