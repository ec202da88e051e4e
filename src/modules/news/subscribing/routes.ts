/** The person's own choice of areas to be warned of. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { placesOf } from '../areas/commands.ts'
import { newsLinks } from '../domain.ts'
import { subscribe, unsubscribe, viewSubscription } from './commands.ts'
import { SubscriptionPage, type SubscriptionProps } from './pages.tsx'
import { texts } from './texts.ts'

const Code = Type.String({ maxLength: 20 })
const here = newsLinks.subscription
const access = { citizen: 'manage', whole: true } as const

type Shown = {
  readonly done?: SubscriptionProps['done']
  readonly problem?: Problem
  readonly chosen?: readonly string[]
}

async function show(context: Context, { done, problem, chosen }: Shown): Promise<Reply> {
  const view = await viewSubscription(context)
  const t = textsFor(texts, context.language)
  return page(
    context,
    { title: t.title, noIndex: true },
    SubscriptionPage({
      view,
      places: placesOf(context),
      chosen: chosen ?? view.areas,
      done,
      problem,
      accountLabel: t.account,
    }),
    problem?.status ?? 200,
  )
}

const listed = (codes: string | readonly string[] = []): readonly string[] => [codes].flat()

export const routes = [
  endpoint({
    method: 'GET',
    path: here,
    access,
    input: Type.Object({ xong: Type.Optional(Type.Enum(['saved', 'stopped'])) }),
    handle: (context, { xong }) => show(context, { done: xong }),
  }),
  endpoint({
    method: 'POST',
    path: here,
    access,
    input: Type.Object({
      'khu-vuc': Type.Optional(Type.Union([Code, Type.Array(Code, { maxItems: 200 })])),
      'dong-y': Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    }),
    async handle(context, { 'khu-vuc': codes, 'dong-y': agreed }) {
      await subscribe(context, listed(codes), agreed)
      return redirect(`${here}?xong=saved`)
    },
    refused: (context, problem, { 'khu-vuc': codes }) => show(context, { problem, chosen: listed(codes) }),
  }),
  endpoint({
    method: 'POST',
    path: `${here}/thoi`,
    access,
    input: Type.Object({}),
    async handle(context) {
      await unsubscribe(context)
      return redirect(`${here}?xong=stopped`)
    },
  }),
]
