/** The services of other agencies, beside the routes for people: their answers are signed byte by byte. */

import type { FastifyInstance } from 'fastify'
import type { ServedService } from '#kernel/connectors.ts'
import type { Platform } from '#kernel/context.ts'
import { ownMember } from '../registry/commands.ts'
import { answerCall } from './commands.ts'
import { refusal, sandboxSubsystem, servedDocument } from './domain.ts'

type Address = {
  readonly instance: string
  readonly class: string
  readonly member: string
  readonly subsystem: string
  readonly service: string
  readonly version: string
}

/** Mounts `/x-road/r1/{instance}/{class}/{member}/{subsystem}/{service}/{version}` and the description. */
export const mountServices =
  (services: readonly ServedService[]) =>
  async (server: FastifyInstance, platform: Platform): Promise<void> => {
    const own = ownMember(platform)
    const sandbox = own.replace(/[^/]+$/, sandboxSubsystem)
    server.get('/x-road/openapi.json', (_request, reply) =>
      reply.send(servedDocument(services, own, platform.settings.publicUrl)),
    )
    server.get('/x-road/r1/:instance/:class/:member/:subsystem/:service/:version', async (request, reply) => {
      const address = request.params as Address
      const { instance, class: memberClass, member, subsystem } = address
      const called = [instance, memberClass, member, subsystem].join('/')
      if (called !== own && called !== sandbox) throw refusal.noService()
      const answer = await answerCall(platform, services, {
        path: request.url,
        headers: request.headers,
        query: request.query as Record<string, unknown>,
        subsystem,
        code: address.service,
        version: address.version,
      })
      return reply
        .code(answer.status)
        .headers({ ...answer.headers, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
        .type('application/json; charset=utf-8')
        .send(answer.body)
    })
  }
