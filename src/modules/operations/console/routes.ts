/** The operator's page and acts. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { HealthCheck } from '#kernel/health.ts'
import { textsFor } from '#kernel/text.ts'
import { addDays } from '#kernel/types.ts'
import { type Endpoint, endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { operationsLinks } from '../api.ts'
import { findBlocked } from '../blocked/store.ts'
import { lookUpHealth } from '../status/commands.ts'
import { texts } from '../texts.ts'
import { takeAlarm, writeNote } from './commands.ts'
import { ConsolePage } from './pages.tsx'

const operator = { permission: 'operations.run' } as const
const Id = Type.String({ format: 'uuid' })
type Done = 'taken' | 'noted'

/** The routes over these checks. */
export function routesOf(checks: readonly HealthCheck[]): readonly Endpoint[] {
  const show = async (
    context: Context,
    { done, problem }: { readonly done?: Done | undefined; readonly problem?: string },
    status = 200,
  ): Promise<Reply> => {
    const health = await lookUpHealth(context, checks)
    const blocked = await read(context, (tx) => findBlocked(tx, addDays(context.today, -28)))
    const title = textsFor(texts, context.language).operations
    return page(context, { title, noIndex: true }, ConsolePage({ health, blocked, done, problem }), status)
  }
  const doneAt = (done: Done) => redirect(`${operationsLinks.console}?xong=${done}`)
  return [
    endpoint({
      method: 'GET',
      path: operationsLinks.console as '/lam-viec/van-hanh',
      access: operator,
      personal: 'none',
      input: Type.Object({ xong: Type.Optional(Type.Enum(['taken', 'noted'])) }),
      handle: (context, { xong }) => show(context, { done: xong }),
    }),
    endpoint({
      method: 'POST',
      path: operationsLinks.take(':id') as '/lam-viec/van-hanh/:id/nhan',
      access: operator,
      personal: 'none',
      input: Type.Object({ id: Id }),
      async handle(context, { id }) {
        await takeAlarm(context, id)
        return doneAt('taken')
      },
      refused: (context, problem) => show(context, { problem: problem.detail }, problem.status),
    }),
    endpoint({
      method: 'POST',
      path: operationsLinks.note(':id') as '/lam-viec/van-hanh/:id/thong-bao',
      access: operator,
      personal: 'none',
      input: Type.Object({ id: Id, text: Type.String({ maxLength: 1_000 }) }),
      async handle(context, { id, text }) {
        await writeNote(context, id, text)
        return doneAt('noted')
      },
      refused: (context, problem) => show(context, { problem: problem.detail }, problem.status),
    }),
  ]
}
