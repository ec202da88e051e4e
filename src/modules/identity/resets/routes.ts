/** Khôi phục truy cập: the list for whoever decides, and the decision. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { decideReset, listResets } from './commands.ts'
import { resetLinks } from './domain.ts'
import { ResetsPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { anyPermission: ['people.manage', 'dossier.assign'] } as const
const Decision = Type.Enum(['duyet', 'tu-choi'])

type Told = { readonly done?: 'duyet' | 'tu-choi' | undefined; readonly problem?: string }

async function resetsPage(context: Context, told: Told, status = 200): Promise<Reply> {
  const title = textsFor(texts, context.language).title
  const body = ResetsPage({ resets: await listResets(context), ...told })
  return page(context, { title, noIndex: true }, body, status)
}

export const routes = [
  endpoint({
    method: 'GET',
    path: resetLinks.list,
    access,
    personal: 'none',
    input: Type.Object({ xong: Type.Optional(Decision) }),
    handle: (context, { xong }) => resetsPage(context, { done: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/khoi-phuc-truy-cap/:id',
    access,
    personal: 'none',
    stepUp: { withinMinutes: 5 },
    input: Type.Object({ id: Type.String({ format: 'uuid' }), 'quyet-dinh': Decision }),
    async handle(context, { id, 'quyet-dinh': decision }) {
      await decideReset(context, id, decision === 'duyet')
      return redirect(`${resetLinks.list}?xong=${decision}`)
    },
    refused: (context, { detail, status }) => resetsPage(context, { problem: detail }, status),
  }),
]
