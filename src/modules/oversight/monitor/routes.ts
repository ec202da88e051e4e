/** The page of the watch and the acts that mend. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, fileOf, page, type Reply, redirect } from '#kernel/web.ts'
import { oversightLinks } from '../api.ts'
import type { Watched } from '../commands.ts'
import { mend, restoreFile } from '../mending/commands.ts'
import { texts } from '../texts.ts'
import { type MonitorView, viewFinding, viewMonitor } from './commands.ts'
import { type SentMend, sentMends } from './domain.ts'
import { LostFilePage, MonitorPage } from './pages.tsx'

const viewer = { permission: 'oversight.view' } as const
const Id = Type.String({ format: 'uuid' })

type Shown = {
  readonly filter?: MonitorView['filter']
  readonly done?: SentMend | 'restore' | undefined
  readonly problem?: string | undefined
}

/** The routes over what the modules declare. */
export function routesOf(watched: Watched): readonly Endpoint[] {
  const monitorPage = async (
    context: Context,
    { filter = {}, done, problem }: Shown,
    status = 200,
  ): Promise<Reply> => {
    const view = await viewMonitor(context, watched, filter)
    const title = textsFor(texts, context.language).title
    return page(
      context,
      { title, noIndex: true },
      MonitorPage({ view, now: context.now, done, problem }),
      status,
    )
  }
  const filePage = async (context: Context, id: string, problem?: string, status = 200): Promise<Reply> => {
    const finding = await viewFinding(context, watched, id)
    const title = textsFor(texts, context.language).restore
    return page(context, { title, noIndex: true }, LostFilePage({ finding, problem }), status)
  }
  return [
    endpoint({
      method: 'GET',
      path: '/lam-viec/giam-sat',
      access: viewer,
      personal: 'none',
      input: Type.Object({
        loai: Type.Optional(Type.String({ maxLength: 80 })),
        'don-vi': Type.Optional(Id),
        xong: Type.Optional(Type.Enum([...sentMends, 'restore'])),
      }),
      handle: (context, { loai, 'don-vi': unitId, xong }) =>
        monitorPage(context, { filter: { kind: loai, unitId }, done: xong }),
    }),
    endpoint({
      method: 'GET',
      path: '/lam-viec/giam-sat/:id/tep',
      access: viewer,
      personal: 'none',
      input: Type.Object({ id: Id }),
      handle: (context, { id }) => filePage(context, id),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/giam-sat/:id/tep',
      access: viewer,
      personal: 'none',
      body: 'file',
      input: Type.Object({ id: Id }),
      async handle(context, { id }, form) {
        await restoreFile(context, watched, id, fileOf(form))
        return redirect(`${oversightLinks.monitor()}?xong=restore`)
      },
      refused: (context, problem, { id }) => filePage(context, id, problem.detail, problem.status),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/giam-sat/:id/:how',
      access: viewer,
      personal: 'none',
      input: Type.Object({ id: Id, how: Type.Enum([...sentMends]) }),
      async handle(context, { id, how }) {
        await mend(context, watched, id, how)
        return redirect(`${oversightLinks.monitor()}?xong=${how}`)
      },
      refused: (context, problem) => monitorPage(context, { problem: problem.detail }, problem.status),
    }),
  ]
}
