/** What a member's device asks: to be enrolled, for the server's half of its key, whether it is to be wiped. */

import { Type } from 'typebox'
import { type Endpoint, endpoint, json, redirect } from '#kernel/web.ts'
import { assistedLinks } from '../domain.ts'
import * as commands from './commands.ts'

const Id = Type.String({ maxLength: 40 })
const Secret = Type.String({ maxLength: 60 })
const access = 'citizen' as const

export const deviceRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: assistedLinks.enrol,
    access,
    level: 2,
    limit: { name: 'assisted-enrol', max: 10, seconds: 3600 },
    input: Type.Object({
      team: Type.Optional(Id),
      name: Type.String({ maxLength: 200 }),
      token: Secret,
      proof: Secret,
    }),
    handle: async (context, { team, ...typed }) =>
      json(await commands.enrolDevice(context, { team, ...typed })),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-tro/may/:id/khoa',
    access,
    level: 2,
    limit: { name: 'assisted-key', max: 60, seconds: 3600 },
    input: Type.Object({ id: Id, token: Secret, proof: Secret }),
    handle: async (context, shown) => json(await commands.releaseHalf(context, shown)),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-tro/may/:id/lien-lac',
    access,
    input: Type.Object({
      id: Id,
      token: Secret,
      lastSlip: Type.Integer({ minimum: 0, maximum: 9999 }),
      wiped: Type.Optional(Type.Literal('yes')),
    }),
    handle: async (context, { wiped, ...shown }) =>
      json(await commands.contactDevice(context, { ...shown, isWiped: wiped === 'yes' })),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-tro/may/:id/bo',
    access,
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await commands.giveUpDevice(context, id)
      return redirect(assistedLinks.home)
    },
  }),
]
