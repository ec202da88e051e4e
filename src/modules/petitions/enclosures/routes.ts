/** Tệp gửi kèm: for officers in whose reach the petition is, and for who sent it. */

import { Type } from 'typebox'
import { type Endpoint, endpoint } from '#kernel/web.ts'
import { openEnclosure, openOwnEnclosure } from './commands.ts'

const code = Type.String({ maxLength: 20 })
const file = Type.String({ maxLength: 40 })
const limit = { name: 'petitions-open', max: 300, seconds: 600 } as const

export const enclosureRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/kien-nghi/:code/tep/:file',
    access: 'public',
    limit,
    input: Type.Object({ code, file, ma: Type.Optional(Type.String({ maxLength: 20 })) }),
    handle: async (context, { code: given, file: id, ma }) => ({
      kind: 'file',
      ...(await openOwnEnclosure(context, { code: given, secret: ma || undefined }, id)),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/kien-nghi/:code/tep/:file',
    access: { anyPermission: ['petitions.receive', 'petitions.handle', 'petitions.publish'] },
    input: Type.Object({ code, file }),
    handle: async (context, { code: given, file: id }) => ({
      kind: 'file',
      ...(await openEnclosure(context, given, id)),
    }),
  }),
]
