/** `/scim/v2`: beside the routes for people, because bodies and errors have the form of SCIM. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import type { Context, Platform } from '#kernel/context.ts'
import { kernelRefusal, Refusal, toProblem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { countWrite } from '#kernel/web/limits.ts'
import { staffRefusal } from '#modules/organisation/api.ts'
import { actingFor, createUser, getUser, listUsers, patchUser, replaceUser } from './commands.ts'
import { pageMax, schemas, scimTypes } from './domain.ts'

const log = pino({ name: 'scim', redact: ['req.headers.authorization'] })
const mediaType = 'application/scim+json; charset=utf-8'

const configuration = {
  schemas: [schemas.config],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: pageMax },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    { type: 'oauthbearertoken', name: 'Bearer', description: 'Service token with the scope officers.manage' },
  ],
}

type Act = (context: Context, request: FastifyRequest) => Promise<object>

const idIn = ({ params }: FastifyRequest): string => {
  const { id } = params as { readonly id: string }
  if (!isId(id)) throw staffRefusal.noSuchOfficer()
  return id
}
const numberIn = (value: unknown) => (/^\d{1,6}$/.test(String(value)) ? Number(value) : undefined)

/** Mounts the Users of SCIM 2.0. */
export async function mountScim(server: FastifyInstance, platform: Platform): Promise<void> {
  const answer =
    (act: Act, status = 200) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const token = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1]
      const context = await actingFor(platform, token)
      if (request.method !== 'GET') await countWrite(context)
      return reply
        .code(status)
        .type(mediaType)
        .send(JSON.stringify(await act(context, request)))
    }
  await server.register(
    async (scim) => {
      scim.removeAllContentTypeParsers()
      scim.addContentTypeParser(
        ['application/scim+json', 'application/json'],
        { parseAs: 'string' },
        scim.getDefaultJsonParser('error', 'error'),
      )
      scim.setErrorHandler((thrown, request, reply) => sendError(reply, request, thrown))
      scim.setNotFoundHandler((request, reply) => sendError(reply, request, kernelRefusal.noSuchPage()))
      scim.get(
        '/ServiceProviderConfig',
        answer(async () => configuration),
      )
      scim.get(
        '/Users',
        answer((context, { query }) => {
          const { filter, startIndex, count } = query as Record<string, string | undefined>
          return listUsers(context, { filter, startIndex: numberIn(startIndex), count: numberIn(count) })
        }),
      )
      scim.get(
        '/Users/:id',
        answer((context, request) => getUser(context, idIn(request))),
      )
      scim.post(
        '/Users',
        answer((context, { body }) => createUser(context, body), 201),
      )
      scim.put(
        '/Users/:id',
        answer((context, request) => replaceUser(context, idIn(request), request.body)),
      )
      scim.patch(
        '/Users/:id',
        answer((context, request) => patchUser(context, idIn(request), request.body)),
      )
    },
    { prefix: '/scim/v2' },
  )
}

/** RFC 7644, 3.12. What does not fit is 400 there. */
function sendError(reply: FastifyReply, request: FastifyRequest, thrown: unknown) {
  const { statusCode } = thrown as { readonly statusCode?: number }
  const known = thrown instanceof Refusal ? thrown : undefined
  const isClients = !known && statusCode !== undefined && statusCode < 500
  const problem = toProblem(isClients ? kernelRefusal.unreadableRequest() : thrown, String(request.id), 'vi')
  if (problem.status >= 500) log.error({ requestId: request.id, err: thrown })
  const status = problem.status === 422 ? 400 : problem.status
  const scimType = scimTypes[known?.code ?? ''] ?? (problem.status === 422 ? 'invalidValue' : undefined)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .type(mediaType)
    .send(
      JSON.stringify({
        schemas: [schemas.error],
        status: String(status),
        ...(scimType && { scimType }),
        detail: problem.detail,
      }),
    )
}
