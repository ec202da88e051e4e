/** The page of connections and the acts on what was set aside. */

import { Type } from 'typebox'
import type { AnyConnector } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { exchangeLinks } from '../api.ts'
import { dropParked, releaseParked } from '../outbox/commands.ts'
import { reconcileNow, viewOverview, viewParked } from './commands.ts'
import { MessagePage } from './message/pages.tsx'
import { OverviewPage } from './pages.tsx'
import { texts } from './texts.ts'

const viewer = { permission: 'exchange.view' } as const
const manager = { permission: 'exchange.manage' } as const
const Id = Type.String({ format: 'uuid' })
const acts = ['release', 'drop', 'reconcile', 'register'] as const
export type DoneAct = (typeof acts)[number]

export function routesOf(connectors: readonly AnyConnector[]): readonly Endpoint[] {
  const overview = async (
    context: Context,
    shown: { code?: string | undefined; done?: DoneAct | undefined; problem?: string },
    status = 200,
  ): Promise<Reply> => {
    const view = await viewOverview(context, connectors, shown.code?.trim() || undefined)
    const { title } = textsFor(texts, context.language)
    return page(context, { title, noIndex: true }, OverviewPage({ view, ...shown }), status)
  }
  const messagePage = async (
    context: Context,
    id: string,
    problem?: string,
    status = 200,
  ): Promise<Reply> => {
    const message = await viewParked(context, id)
    const title = textsFor(texts, context.language).message(message.number)
    const connector = connectors.find(({ key }) => key === message.connector)
    return page(context, { title, noIndex: true }, MessagePage({ message, connector, problem }), status)
  }
  const done = (act: DoneAct) => redirect(`${exchangeLinks.overview()}?xong=${act}`)
  return [
    endpoint({
      method: 'GET',
      path: '/lam-viec/ket-noi',
      access: viewer,
      personal: 'none',
      input: Type.Object({
        'ho-so': Type.Optional(Type.String({ maxLength: 60 })),
        xong: Type.Optional(Type.Enum([...acts])),
      }),
      handle: (context, { 'ho-so': code, xong }) => overview(context, { code, done: xong }),
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/ket-noi/thong-diep/:id',
      access: manager,
      input: Type.Object({ id: Id }),
      handle: (context, { id }) => messagePage(context, id),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/ket-noi/thong-diep/:id/gui-lai',
      access: manager,
      input: Type.Object({ id: Id, body: Type.Optional(Type.String({ maxLength: 200_000 })) }),
      async handle(context, { id, body }) {
        await releaseParked(context, connectors, { id, text: body })
        return done('release')
      },
      refused: (context, problem, { id }) => messagePage(context, id, problem.detail, problem.status),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/ket-noi/thong-diep/:id/bo',
      access: manager,
      input: Type.Object({ id: Id, reason: Type.Optional(Type.String({ maxLength: 1_000 })) }),
      async handle(context, { id, reason = '' }) {
        await dropParked(context, id, reason)
        return done('drop')
      },
      refused: (context, problem, { id }) => messagePage(context, id, problem.detail, problem.status),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/ket-noi/:key/doi-soat',
      access: manager,
      personal: 'none',
      limit: { name: 'exchange.reconcile', max: 10, seconds: 60 },
      input: Type.Object({ key: Type.String({ maxLength: 40 }) }),
      async handle(context, { key }) {
        await reconcileNow(context, connectors, key)
        return done('reconcile')
      },
      refused: (context, problem) => overview(context, { problem: problem.detail }, problem.status),
    }),
  ]
}
