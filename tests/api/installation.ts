/** A whole installation for tests of the API, and a client that holds every answer against the published description. */

import assert from 'node:assert/strict'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { InjectOptions } from 'fastify'
import sharp from 'sharp'
import { declaredProblems } from '#kernel/errors.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import type { JsonObject } from '#kernel/types.ts'
import { createServer } from '#kernel/web/server.ts'
import { createServiceToken } from '#modules/identity/tokens/commands.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../../src/app.ts'

type Schema = JsonObject
export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required: boolean
    readonly schema: Schema
    readonly example?: unknown
  }[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>
  }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema; example: unknown }>> }>
  >
}
export type Description = {
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: { readonly Problem: Schema } }
}

export type Call = {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array; readonly field?: string }
}
type Named = { readonly field: string; readonly message: string }
/** What tests look at in answers of every kind; which of it is there, the client has checked by the description. */
type Body = {
  readonly code: string
  readonly status: number
  readonly detail: string
  readonly errors: readonly Named[]
  readonly requestId: string
  readonly id: string
  readonly version: number
  readonly mediaType: string
  readonly items: readonly { readonly id: string; readonly code: string }[]
  readonly next: string | null
  readonly answers: object
  readonly missing: { readonly answers: readonly Named[]; readonly papers: readonly Named[] }
  readonly papers: readonly Paper[]
  readonly isComplete: boolean
  readonly dossier: string | null
  readonly state: { readonly key: string }
  readonly step: string
  readonly dueAt: string | null
  readonly explanation: readonly string[]
  readonly supplements: readonly { readonly faults: readonly { readonly reason: string }[] }[]
  readonly resultUrl: string | null
}
type Paper = {
  readonly key: string
  readonly filesMax: number
  readonly files: readonly { readonly id: string; readonly name: string }[]
}
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Body
}

/** Opens the pack `demo`, or another, with every module; the day is given so that clocks stand still. */
export async function openInstallation(now: Date, packFolder?: string) {
  const platform = await freshPlatform(packFolder)
  const system = platform.as({ kind: 'system' }, now)
  for (const module of modules) await module.loadPack?.(system)
  const server = await createServer({
    platform,
    modules,
    assets: await buildAssets(),
    now: () => now,
    quiet: true,
  })
  const description: Description = JSON.parse(
    (await server.inject({ method: 'GET', url: '/api/v1/openapi.json' })).body,
  )
  const check = checkerOf(description)

  /** Makes a call, and fails unless the answer is as the description says. */
  async function call(target: `${string} /${string}`, parts: Call = {}): Promise<Answer> {
    const [method = '', path = ''] = target.split(' ')
    const reply = await server.inject({ url: `/api/v1${path}`, ...(await requestOf(method, parts)) })
    const answer = {
      status: reply.statusCode,
      headers: reply.headers,
      body: JSON.parse(reply.body) as Body,
    }
    check(method, `/api/v1${path}`, answer)
    return answer
  }

  const token = async (
    scopes: readonly string[],
    more: { unitCode?: string; writesPerMinute?: number } = {},
  ) => (await createServiceToken(system, { name: 'Phần mềm thử', scopes, ...more })).token

  return { platform, system, server, description, call, token }
}
export type Installation = Awaited<ReturnType<typeof openInstallation>>

async function requestOf(method: string, { token, body, headers, file }: Call): Promise<InjectOptions> {
  const known = { ...headers, ...(token && { authorization: `Bearer ${token}` }) }
  const verb = method as 'GET'
  if (file) {
    const form = new FormData()
    form.append(file.field ?? 'file', new Blob([Buffer.from(file.bytes)]), file.name)
    const request = new Request('http://test', { method: 'POST', body: form })
    const type = request.headers.get('content-type') ?? ''
    const payload = Buffer.from(await request.arrayBuffer())
    return { method: verb, headers: { ...known, 'content-type': type }, payload }
  }
  if (body === undefined) return { method: verb, headers: known }
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return { method: verb, headers: { 'content-type': 'application/json', ...known }, payload }
}

/** Checks answers by the description alone, with a validator that is not ours. */
function checkerOf(description: Description) {
  const ajv = newValidator()
  const known = new Map<object, ValidateFunction>()
  const fits = (schema: Schema, value: unknown): readonly ErrorObject[] => {
    const validate = known.get(schema) ?? ajv.compile(schema)
    known.set(schema, validate)
    return validate(value) ? [] : (validate.errors ?? [])
  }
  return (method: string, url: string, { status, headers, body }: Answer): void => {
    const place = `${method} ${url} answered ${status} ${JSON.stringify(body).slice(0, 600)}`
    assert.ok(status < 500, place)
    const type = String(headers['content-type'])
    if (status >= 400) {
      assert.match(type, /^application\/problem\+json/, place)
      assert.deepEqual(fits(description.components.schemas.Problem, body), [], place)
      assert.equal(body.status, status, place)
      assert.ok(declaredProblems().has(body.code), place)
      assert.equal(headers['x-request-id'], body.requestId)
      if (status === 429 || status === 503) assert.ok(Number(headers['retry-after']) >= 1, place)
      return
    }
    const operation = operationAt(description, method, url)
    const response = operation?.responses[status]?.content?.['application/json']
    assert.ok(response, `not described: ${place}`)
    assert.match(type, /^application\/json/, place)
    assert.deepEqual(fits(response.schema, body), [], place)
  }
}

export function newValidator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  formats.default(ajv)
  return ajv
}

function operationAt({ paths }: Description, method: string, url: string): Operation | undefined {
  const [path = ''] = url.split('?')
  const template = Object.keys(paths).find((one) =>
    new RegExp(`^${one.replace(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path),
  )
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()]
}

/** A picture as a phone makes it, only smaller. */
export function picture(red = 200): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: { r: red, g: 180, b: 120 } } })
    .jpeg()
    .toBuffer()
}

/** A fixed sequence of chances in [0, 1). */
export function chancesFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
