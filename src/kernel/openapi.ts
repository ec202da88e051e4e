/** OpenAPI 3.1, written from the same declarations that serve the requests, so that the two cannot disagree. */

import { type TObject, type TSchema, Type } from 'typebox'
import type { Module } from './module.ts'
import { type Access, scopesIn } from './policy.ts'
import type { JsonObject, JsonValue } from './types.ts'
import { type ApiDocs, type ApiTag, apiTags, type Endpoint } from './web.ts'

/** RFC 9457 problem details, as every refusal of the API is told. */
export const ProblemDetails = Type.Object(
  {
    type: Type.String({ description: 'Page that says what it means and what to do.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({
      description: 'A sentence the person can act on; Vietnamese unless Accept-Language asks for English.',
    }),
    code: Type.String({ description: 'Stable code, `<module>.<reason>`; all of them at /api/problems.' }),
    requestId: Type.String({
      description: 'Also in the header X-Request-Id; tell it when you call for help.',
    }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ field: Type.String(), message: Type.String() }, { additionalProperties: false }),
      ),
    ),
  },
  { additionalProperties: false },
)

/** An endpoint of the API. */
export type ApiEndpoint = Endpoint & { readonly api: ApiDocs }

/** Every endpoint that declares `api`, in the order of modules. */
export function apiEndpoints(modules: readonly Module[]): readonly ApiEndpoint[] {
  return modules
    .flatMap(({ routes = [] }) => routes)
    .filter((route): route is ApiEndpoint => Boolean(route.api))
}

/** The description of every endpoint that declares `api`, with the scopes that tokens may carry. */
export function openApiDocument(modules: readonly Module[], province: string, publicUrl: string): JsonObject {
  const endpoints = apiEndpoints(modules)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of endpoints) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const scopes = [...new Set(endpoints.flatMap(({ access }) => scopesIn(access)))].sort()
  const used = new Set(endpoints.map(({ api }) => api.tag))
  const document = {
    openapi: '3.1.0',
    info: {
      title: `Một Cửa – ${province}`,
      version: '1.0.0',
      description: `Hướng dẫn / guide: ${publicUrl}/api. Phạm vi của khóa dịch vụ / scopes of service tokens: ${scopes
        .map((scope) => `\`${scope}\``)
        .join(', ')}.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: Object.entries(apiTags)
      .filter(([tag]) => used.has(tag as ApiTag))
      .map(([, { vi, en }]) => ({ name: vi, description: en })),
    paths,
    components: {
      schemas: { Problem: ProblemDetails },
      responses: {
        Problem: {
          description: 'Không làm được, và vì sao / refused, and why (RFC 9457)',
          headers: {
            'Retry-After': {
              description: 'Số giây nên chờ, với 429 và 503 / seconds to wait, with 429 and 503.',
              schema: { type: 'integer', minimum: 1 },
            },
          },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Khóa dịch vụ / service token: npm run token -- --name … --scope …',
        },
      },
    },
  }
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

function operation(endpoint: ApiEndpoint): JsonObject {
  const { api, access, method, path } = endpoint
  const { vi, en } = api.summary
  return {
    operationId: operationId(method, path),
    summary: `${vi} / ${en}`,
    description: `${api.description.vi}\n\n${api.description.en}`,
    tags: [apiTags[api.tag].vi],
    ...securityOf(access),
    ...parametersOf(endpoint),
    ...bodyOf(endpoint),
    responses: {
      [api.status ?? 200]: {
        description: api.status === 201 ? 'Đã tạo / created' : 'Được / OK',
        content: { 'application/json': { schema: api.response, example: api.example.response } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  } as unknown as JsonObject
}

/** Any one of the scopes is enough. Where everybody may, a token is taken and not needed. */
function securityOf(access: Access): { readonly security: readonly JsonObject[] } {
  return { security: access === 'public' ? [{}] : scopesIn(access).map((scope) => ({ token: [scope] })) }
}

function parametersOf({ api, input, method, path }: ApiEndpoint): {
  readonly parameters?: readonly unknown[]
} {
  const { pathNames, properties, required } = inputParts(input, path)
  const parameters: unknown[] = Object.entries(properties)
    .filter(([name]) => pathNames.has(name) || !hasBody(method))
    .map(([name, schema]) => ({
      name,
      in: pathNames.has(name) ? 'path' : 'query',
      required: pathNames.has(name) || required.has(name),
      schema,
      ...exampleOf(api.example.request?.[name]),
    }))
  if (api.idempotencyKey)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[!-~]+$' },
      description:
        'Một khóa làm đúng một việc: gửi lại thì nhận câu trả lời đầu; nội dung khác bị từ chối. / The same key does one thing: a repeat gets the first answer; other content under it is refused.',
      example: 'ho-so-2026-000123',
    })
  return parameters.length > 0 ? { parameters } : {}
}

const exampleOf = (example: JsonValue | undefined) => (example === undefined ? {} : { example })
const hasBody = (method: string) => method !== 'GET' && method !== 'DELETE'

function bodyOf({ api, body, input, method, path }: ApiEndpoint): { readonly requestBody?: unknown } {
  if (!hasBody(method)) return {}
  const { pathNames, properties, required } = inputParts(input, path)
  const inBody = Object.entries(properties).filter(([name]) => !pathNames.has(name))
  const schema = {
    type: 'object',
    properties: Object.fromEntries(inBody),
    required: inBody.map(([name]) => name).filter((name) => required.has(name)),
    additionalProperties: false,
  }
  if (body === 'file') return { requestBody: { required: true, content: fileContent(schema) } }
  if (inBody.length === 0) return {}
  const example = Object.fromEntries(
    Object.entries(api.example.request ?? {}).filter(([name]) => !pathNames.has(name)),
  )
  return { requestBody: { required: true, content: { 'application/json': { schema, example } } } }
}

/** In OpenAPI 3.1 the bytes of a part have no schema of their own, only their kinds. */
function fileContent(schema: { readonly properties: object; readonly required: readonly string[] }) {
  return {
    'multipart/form-data': {
      schema: {
        ...schema,
        properties: { ...schema.properties, file: {} },
        required: [...schema.required, 'file'],
      },
      encoding: { file: { contentType: 'image/jpeg, image/png, image/webp, application/pdf' } },
    },
  }
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
