/** From an HTTP request to what an endpoint takes: access, limits, form token, files and checked input. */

import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { kernelRefusal, Refusal, toProblem } from '../errors.ts'
import { cleanFileName, receiveFile, uploadMegabytesMax } from '../files.ts'
import { isId } from '../ids.ts'
import { demand, demandLevel, demandToken } from '../policy.ts'
import { takeQuota } from '../quotas.ts'
import { takeUpload } from '../uploads.ts'
import type { Endpoint, FormBody, RefusedUpload, TextUpload, Upload } from '../web.ts'
import { checkInput, cleanTexts, unknownField } from './input.ts'
import { countAttempt, countWrite } from './limits.ts'
import { cookieName, isFormToken, sessionCookie } from './session.ts'

export type RequestParts = { context: Context; input: never; form: FormBody }

/** What came in, checked: who may, how often, whose form, which keys. Throws the refusals of the kernel. */
export async function readRequest(
  route: Endpoint,
  request: FastifyRequest,
  visitor: Context,
): Promise<RequestParts> {
  if (route.api) demandToken(route.access, visitor.actor)
  else demand(route.access, visitor.actor)
  if (route.level) demandLevel(route.level, visitor.actor)
  if (request.method !== 'GET' && !isBearer(request) && request.headers['sec-fetch-site'] === 'cross-site')
    throw kernelRefusal.staleForm()
  if (route.method !== 'GET') await countWrite(visitor)
  if (route.limit) await countAttempt(visitor, route.limit, request.ip)
  const multipartForm = request.isMultipart()
    ? await readMultipart(visitor, route, request).catch(asUnreadable)
    : undefined
  const body = cleanTexts(multipartForm?.fields ?? request.body ?? {}) as Record<string, unknown>
  const { _csrf: token, request_id: requestId, ...fields } = body
  const session = request.cookies[cookieName(visitor.settings, sessionCookie)]
  if (request.method !== 'GET' && session && !isBearer(request) && !route.isReport)
    if (!isFormToken(visitor.settings.secretKey, session, token)) throw kernelRefusal.staleForm()
  // What stands for `*` in a path is the input `rest`.
  const { '*': rest, ...params } = request.params as Record<string, string>
  const outside = cleanTexts({
    ...(request.query as object),
    ...params,
    ...(rest !== undefined && { rest }),
  }) as object
  const raw = route.body === 'raw' || request.method === 'GET' ? outside : { ...fields, ...outside }
  const header = request.headers['idempotency-key']
  const operationKey =
    typeof header === 'string' ? header : typeof requestId === 'string' ? requestId : undefined
  if (route.api?.idempotencyKey && !/^[!-~]{8,200}$/.test(operationKey ?? '')) throw kernelRefusal.keyNeeded()
  const named = route.body === 'raw' ? await takeNamed(visitor, route, fields) : nothingNamed
  return {
    context: { ...visitor, operationKey: operationKey?.slice(0, 200) || undefined },
    input: checkInput(route.input, ownKeys(route, raw, visitor.language), visitor.language) as never,
    form: {
      fields: withoutNamed(fields) as FormBody['fields'],
      uploads: [...(multipartForm?.uploads ?? []), ...named.uploads],
      refusedUploads: [...(multipartForm?.refusedUploads ?? []), ...named.refusedUploads],
      texts: multipartForm?.texts ?? [],
    },
  }
}

/** Begins the names of fields with the ids of files that came in parts; the file field follows. */
const namedMark = '_upload.'
const nothingNamed = { uploads: [], refusedUploads: [] } as const

const withoutNamed = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith(namedMark)))

/** The files that the form names, as if they had come with it. */
async function takeNamed(
  context: Context,
  { files, megabytesMax = uploadMegabytesMax }: Endpoint,
  fields: Record<string, unknown>,
): Promise<Pick<FormBody, 'uploads' | 'refusedUploads'>> {
  const uploads: Upload[] = []
  const refusedUploads: RefusedUpload[] = []
  const ids = Object.entries(fields)
    .filter(([name]) => name.startsWith(namedMark))
    .flatMap(([name, value]) =>
      [value].flat().map((id) => ({ field: name.slice(namedMark.length), id: String(id) })),
    )
  for (const { field, id } of ids.slice(0, filesMax))
    try {
      uploads.push({ field, file: await takeUpload(context, uuidOrNone(id), megabytesMax, files) })
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      const problem = toProblem(thrown, context.requestId, context.language)
      refusedUploads.push({ field, name: String(thrown.details['name'] ?? field), problem })
    }
  return { uploads, refusedUploads }
}

const filesMax = 20
/** What is no id is the id of nothing. */
const uuidOrNone = (text: string) => (isId(text) ? text : '00000000-0000-0000-0000-000000000000')

/** Links and browsers add keys of their own to pages; a program that does so under the API is told. */
function ownKeys({ input, path }: Endpoint, raw: object, language: 'vi' | 'en'): object {
  const { properties } = input as { readonly properties?: object }
  if (!properties) return raw
  const strangers = Object.keys(raw).filter((key) => !Object.hasOwn(properties, key))
  if (path.startsWith('/api/') && strangers.length > 0)
    throw kernelRefusal.invalidInput({ fields: strangers.map((key) => unknownField(key, language)) })
  return Object.fromEntries(Object.entries(raw).filter(([key]) => Object.hasOwn(properties, key)))
}

/** What the parser of multipart bodies throws has no code; faults of the disk and of the network do. */
function asUnreadable(thrown: unknown): never {
  if (thrown instanceof Refusal || (thrown instanceof Error && 'code' in thrown)) throw thrown
  throw Object.assign(kernelRefusal.unreadableRequest(), { cause: thrown })
}

async function readMultipart(context: Context, route: Endpoint, request: FastifyRequest) {
  const fields: Record<string, string | string[]> = {}
  const uploads: Upload[] = []
  const refusedUploads: RefusedUpload[] = []
  const texts: TextUpload[] = []
  const fileSize = (route.megabytesMax ?? uploadMegabytesMax) * 1024 * 1024 + 1
  for await (const part of request.parts({ limits: { fileSize } })) {
    if (part.type === 'file') {
      // A file field left empty still comes as a part without a name.
      if (!part.filename) part.file.resume()
      else if (route.body === 'text') texts.push(await readText(part, route.megabytesMax ?? 1))
      else {
        const taken = await takeFile(context, route, part, request.raw)
        if ('problem' in taken) refusedUploads.push(taken)
        else uploads.push(taken)
      }
      continue
    }
    const value = String(part.value)
    const before = fields[part.fieldname]
    fields[part.fieldname] = before === undefined ? value : [before, value].flat()
  }
  return { fields, uploads, refusedUploads, texts }
}

/** A small text file, whole. Throws `kernel.tooLarge`, and `kernel.unreadableRequest` for what is not UTF-8. */
async function readText(
  { fieldname: field, filename, file }: MultipartFile,
  megabytesMax: number,
): Promise<TextUpload> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > megabytesMax * 1024 * 1024)
      throw kernelRefusal.tooLarge({ details: { megabytes: megabytesMax } })
    chunks.push(chunk)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { field, name: cleanFileName(filename), text }
  } catch (cause) {
    throw Object.assign(kernelRefusal.unreadableRequest(), { cause })
  }
}

/** Stores one file. A refused one is read to its end all the same, so that the parts after it still arrive. */
async function takeFile(
  context: Context,
  { body, files, megabytesMax = uploadMegabytesMax }: Endpoint,
  { fieldname: field, filename, file }: MultipartFile,
  sender: IncomingMessage,
): Promise<Upload | RefusedUpload> {
  const content = file.pipe(new PassThrough())
  // The parser says nothing when the line is cut; without this the half file would wait for ever.
  const cutOff = () => sender.complete || content.destroy(new Error('The upload was cut off'))
  sender.once('close', cutOff)
  try {
    const received = await receiveFile(context.files, { name: filename, content }, megabytesMax, files)
    // Parts were counted when their file was announced. Bytes that no row names are swept.
    if (files !== 'anything') await takeQuota(context, { files: 1, megabytes: received.bytes / 1024 ** 2 })
    return { field, file: received }
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || body !== 'raw') throw thrown
    const problem = toProblem(thrown, context.requestId, context.language)
    return { field, name: cleanFileName(filename), problem }
  } finally {
    sender.off('close', cutOff)
    file.unpipe(content)
    file.resume()
  }
}

/** A program asks, by the address. */
export const isApi = (request: FastifyRequest) => request.url.startsWith('/api/v')

export const isBearer = (request: FastifyRequest) =>
  String(request.headers.authorization ?? '').startsWith('Bearer ')

/** Where the person was: the page asked for, or the one that held the form. */
export function placeOf({ method, url, headers, host }: FastifyRequest): string {
  if (method === 'GET') return url
  const from = URL.parse(String(headers.referer ?? ''))
  return from?.host === host ? `${from.pathname}${from.search}` : '/'
}
