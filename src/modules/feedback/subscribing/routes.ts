/** The person's own choice of places and categories to hear of. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { reportLinks } from '../domain.ts'
import { followTopic, unfollowTopics, viewFollows } from './commands.ts'
import type { Topic } from './domain.ts'
import { type Done, followsPage } from './pages.tsx'

const here = reportLinks.followed
const access = { citizen: 'manage', whole: true } as const
const topic = {
  noi: Type.Optional(Type.String({ maxLength: 5 })),
  'linh-vuc': Type.Optional(Type.String({ maxLength: 80 })),
}

const topicOf = ({ noi = '', 'linh-vuc': category = '' }: { noi?: string; 'linh-vuc'?: string }): Topic => ({
  areaCode: noi,
  category,
})

const show = async (
  context: Context,
  chosen: Topic,
  more: { done?: Done | undefined; problem?: Problem } = {},
) => followsPage(context, { view: await viewFollows(context), chosen, ...more })

export const subscribingRoutes = [
  endpoint({
    method: 'GET',
    path: here,
    access,
    input: Type.Object({ ...topic, xong: Type.Optional(Type.Enum(['followed', 'stopped'])) }),
    handle: (context, { xong: done, ...asked }) => show(context, topicOf(asked), { done }),
  }),
  endpoint({
    method: 'POST',
    path: here,
    access,
    input: Type.Object({ ...topic, 'dong-y': Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })) }),
    async handle(context, { 'dong-y': agreed, ...asked }) {
      await followTopic(context, topicOf(asked), agreed)
      return redirect(`${here}?xong=followed`)
    },
    refused: (context, problem, asked) => show(context, topicOf(asked), { problem }),
  }),
  endpoint({
    method: 'POST',
    path: `${here}/thoi`,
    access,
    input: Type.Object(topic),
    async handle(context, asked) {
      const one = topicOf(asked)
      await unfollowTopics(context, one.areaCode || one.category ? one : undefined)
      return redirect(`${here}?xong=stopped`)
    },
  }),
]
