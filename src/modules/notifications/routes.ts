/** Messages of the person who looks. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { markAllRead, openMessage, viewMessages } from './commands.ts'
import { notificationLinks } from './domain.ts'
import { messagesPage } from './pages.tsx'

/** Messages speak of every matter, so a mandate for some procedures does not open them. */
const citizen = { citizen: 'look', whole: true } as const
const person = { either: [citizen, 'officer'] } as const
const kindOf = ({ actor }: Context) => (actor.kind === 'officer' ? 'officer' : 'citizen')

const list = (kind: 'citizen' | 'officer') =>
  endpoint({
    method: 'GET',
    path: notificationLinks.list(kind) as `/${string}`,
    access: kind === 'citizen' ? citizen : kind,
    personal: 'none',
    input: Type.Object({ sau: Type.Optional(Type.String({ format: 'uuid' })) }),
    handle: async (context, { sau }) =>
      messagesPage(context, kind, await viewMessages(context, sau), sau === undefined),
  })

export const routes = [
  list('citizen'),
  list('officer'),
  endpoint({
    method: 'GET',
    path: '/thong-bao/:id',
    access: person,
    personal: 'none',
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    handle: async (context, { id }) => redirect(await openMessage(context, id)),
  }),
  endpoint({
    method: 'POST',
    path: '/thong-bao/da-doc',
    access: person,
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      await markAllRead(context)
      return redirect(notificationLinks.list(kindOf(context)))
    },
  }),
]
