/** OpenAPI 3.1, written from the same declarations that serve the requests, so that the two cannot disagree. */

import { type TObject, type TSchema, Type } from 'typebox'
import type { Module } from './module.ts'
import { permissionsOf } from './module.ts'
import type { Access } from './policy.ts'
import type { JsonObject } from './types.ts'
import type { Endpoint } from './web.ts'

/** RFC 9457 problem details, as every refusal of the API is told. */
export const ProblemDetails = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({
      description: 'A sentence the person can act on; Vietnamese unless Accept-Language asks for English.',
    }),
    code: Type.String({ description: 'Stable code, `<module>.<reason>`.' }),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  },
  { additionalProperties: false },
)

/** The description of every endpoint that declares `api`, with the scopes that tokens may carry. */
export function openApiDocument(modules: readonly Module[], province: string, publicUrl: string): JsonObject {
  const endpoints = modules.flatMap(({ routes = [] }) => routes).filter(({ api }) => api)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of endpoints) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const scopes = [...new Set(endpoints.flatMap(({ access }) => scopesIn(access)))].sort()
  const document = {
    openapi: '3.1.0',
    info: {
      title: `Một Cửa – ${province}`,
      version: '1.0.0',
      description: `Scopes of service tokens: ${scopes.map((scope) => `\`${scope}\``).join(', ')}. Permissions of officers: ${[
        ...permissionsOf(modules).keys(),
      ]
        .sort()
        .map((one) => `\`${one}\``)
        .join(', ')}.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: ProblemDetails },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'npm run token -- --scope …' },
      },
    },
  }
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

function operation({ api, access, input, method, path, body }: Endpoint): JsonObject {
  if (!api) throw new Error(`${path} is not part of the API`)
  const { pathNames, properties, required } = inputParts(input, path)
  const isQuery = method === 'GET' || method === 'DELETE'
  const parameters: unknown[] = Object.entries(properties)
    .filter(([name]) => pathNames.has(name) || isQuery)
    .map(([name, schema]) => ({
      name,
      in: pathNames.has(name) ? 'path' : 'query',
      required: pathNames.has(name) || required.has(name),
      schema,
    }))
  if (api.idempotencyKey)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 200 },
      description:
        'The same key does one thing: a repeat gets the first answer; other content under it is refused.',
    })
  const scopes = scopesIn(access)
  return {
    operationId: operationId(method, path),
    summary: api.summary,
    ...(api.description && { description: api.description }),
    tags: [api.tag],
    ...(access !== 'public' && { security: [{ token: [] }], 'x-scopes': scopes }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf({ body, isQuery, pathNames, properties, required }),
    responses: {
      [api.status ?? 200]: { description: 'OK', content: { 'application/json': { schema: api.response } } },
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  } as unknown as JsonObject
}

type BodyParts = {
  body: Endpoint['body']
  isQuery: boolean
  pathNames: ReadonlySet<string>
  properties: Record<string, TSchema>
  required: ReadonlySet<string>
}

function bodyOf({ body, isQuery, pathNames, properties, required }: BodyParts) {
  if (body === 'raw') {
    const file = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } }
  }
  const inBody = Object.entries(properties).filter(([name]) => !pathNames.has(name))
  if (isQuery || inBody.length === 0) return {}
  const schema = {
    type: 'object',
    properties: Object.fromEntries(inBody),
    required: inBody.map(([name]) => name).filter((name) => required.has(name)),
    additionalProperties: false,
  }
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function inputParts(input: TSchema, path: string) {
  const { properties = {}, required = [] } = input as TObject & { required?: readonly string[] }
  const pathNames = new Set([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name))
  return { pathNames, properties, required: new Set<string>(required) }
}

function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1/', '')
    .split(/[/:-]+/)
    .filter(Boolean)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function scopesIn(access: Access): string[] {
  if (typeof access === 'string') return []
  if ('scope' in access) return [access.scope]
  return 'either' in access ? access.either.flatMap(scopesIn) : []
}
