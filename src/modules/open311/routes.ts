/** Open311 GeoReport v2: the same answers as XML and as JSON, and faults in the protocol's own form. */

import { type TProperties, Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { endpoint, type FormBody, type Reply } from '#kernel/web.ts'
import {
  type AskedRequests,
  demandService,
  findRequest,
  findRequests,
  findUpdates,
  type SentRequest,
  type SentUpdate,
  sendRequest,
  sendUpdate,
  servicesOf,
} from './commands.ts'
import { type Format, formats, refusal } from './domain.ts'
import {
  faults,
  type Row,
  requestRow,
  requests,
  serviceRow,
  updateRow,
  updates,
  writeList,
  writeOne,
} from './writing/domain.ts'

const mediaTypes = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const
const optional = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String({ maxLength: 4_000 }))]))

const formatOf = (text: string): Format | undefined => formats.find((one) => one === text)
function demandFormat(text: string): Format {
  const format = formatOf(text)
  if (!format) throw refusal.noSuchFormat()
  return format
}

const answer = (format: Format, body: string, status = 200): Reply => ({
  kind: 'file',
  status,
  name: `open311.${format}`,
  mediaType: mediaTypes[format],
  body,
})

/** What is wrong with what was sent is 400 to the protocol, whatever else the platform calls it. */
function faultReply(problem: Problem, format: string): Reply {
  const status = problem.status === 422 ? 400 : problem.status
  const form = formatOf(format) ?? 'xml'
  return answer(form, writeList(form, faults(status, problem.detail)), status)
}

type Typed = AskedRequests & SentRequest & SentUpdate & { readonly format: string; readonly code?: string }

/** An address of the protocol: what it is asked is text, and checked in its own words. */
function protocol(
  method: 'GET' | 'POST',
  path: `/${string}`,
  names: readonly string[],
  give: (context: Context, asked: Typed, format: Format, form: FormBody) => Promise<string>,
) {
  const properties: TProperties = { format: Type.String(), ...optional(...names) }
  if (path.includes(':code')) properties.code = Type.String({ maxLength: 80 })
  return endpoint({
    method,
    path,
    access: 'public',
    input: Type.Object(properties),
    limit:
      method === 'POST'
        ? { name: 'open311.send', max: 300, seconds: 60 }
        : { name: 'open311.read', max: 600, seconds: 60 },
    // A file that is refused is told in the protocol's form as well.
    ...(method === 'POST' && { body: 'raw' as const, megabytesMax: 15 }),
    async handle(context, asked, form) {
      const sent = names.map((name) => [name, [form.fields[name] ?? []].flat()[0]?.slice(0, 4_000)])
      const typed = { ...Object.fromEntries(sent.filter(([, text]) => text)), ...asked } as Typed
      const format = demandFormat(typed.format)
      const [refused] = form.refusedUploads
      if (refused) return faultReply(refused.problem, format)
      return answer(format, await give(context, typed, format, form))
    },
    refused: async (_context, problem, asked) => faultReply(problem, (asked as unknown as Typed).format),
  })
}

/** Since when the addresses answer as they do. */
const changedAt = '2026-11-28T00:00:00+07:00'

function discovery({ settings, pack }: Context): Row {
  const { email, hotline } = pack.manifest
  return {
    changeset: changedAt,
    contact: [email, hotline].filter(Boolean).join(', '),
    key_service: 'npm run token -- --name "Tên hệ thống" --scope feedback.send',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: new URL('/open311/v2', settings.publicUrl).href,
        changeset: changedAt,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}

export const routes = [
  protocol('GET', '/open311/v2/discovery.:format', [], async (context, _asked, format) =>
    writeOne(format, 'discovery', discovery(context)),
  ),
  protocol('GET', '/open311/v2/services.:format', [], async (context, _asked, format) =>
    writeList(format, { root: 'services', item: 'service', rows: servicesOf(context).map(serviceRow) }),
  ),
  protocol('GET', '/open311/v2/services/:code.:format', [], async (context, { code = '' }, format) =>
    writeOne(format, 'service_definition', {
      service_code: demandService(context, code).code,
      attributes: [],
    }),
  ),
  protocol(
    'GET',
    '/open311/v2/requests.:format',
    ['service_request_id', 'service_code', 'start_date', 'end_date', 'status'],
    async (context, asked, format) =>
      writeList(format, requests((await findRequests(context, asked)).map(requestRow))),
  ),
  protocol('GET', '/open311/v2/requests/:code.:format', [], async (context, { code = '' }, format) =>
    writeList(format, requests([requestRow(await findRequest(context, code))])),
  ),
  // A report has its code at once, so that code is its token.
  protocol('GET', '/open311/v2/tokens/:code.:format', [], async (context, { code = '' }, format) => {
    const { id } = await findRequest(context, code)
    return writeList(format, requests([{ service_request_id: id, token: id }]))
  }),
  protocol(
    'POST',
    '/open311/v2/requests.:format',
    [
      'api_key',
      'service_code',
      'lat',
      'long',
      'address_string',
      'address_id',
      'description',
      'first_name',
      'last_name',
      'phone',
      'media_url',
    ],
    async (context, sent, format, { uploads }) =>
      writeList(
        format,
        requests([
          {
            service_request_id: await sendRequest(
              context,
              sent,
              uploads.filter(({ field }) => field === 'media').map(({ file }) => file),
            ),
            service_notice: null,
            account_id: null,
          },
        ]),
      ),
  ),
  protocol(
    'GET',
    '/open311/v2/servicerequestupdates.:format',
    ['service_request_id', 'start_date', 'end_date'],
    async (context, asked, format) =>
      writeList(format, updates((await findUpdates(context, asked)).map(updateRow))),
  ),
  protocol(
    'POST',
    '/open311/v2/servicerequestupdates.:format',
    ['api_key', 'service_request_id', 'description', 'status', 'media_url'],
    async (context, sent, format) => {
      const { id } = await sendUpdate(context, sent)
      return writeList(format, updates([{ update_id: id }]))
    },
  ),
]
