/** The page of one dossier and its papers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { readReleased } from '#kernel/files.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { type Done, doneTexts } from '../handling/texts.ts'
import { findNextCode } from '../queue/commands.ts'
import { openDossier, openPaper, openRecordFile } from './commands.ts'
import { DossierPage, type DossierView } from './pages.tsx'

const viewer = { permission: 'dossier.view' } as const
const dones = Object.keys(doneTexts) as [Done, ...Done[]]

/** The page of a dossier that was opened before. */
export function dossierPage(context: Context, view: DossierView, status = 200): Reply {
  return page(context, { title: view.open.dossier.code }, DossierPage({ view }), status)
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code',
    access: viewer,
    input: Type.Object({
      code: Type.String({ maxLength: 80 }),
      giay: Type.Optional(Type.String({ maxLength: 40 })),
      xong: Type.Optional(Type.Enum(dones)),
      buoc: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
    async handle(context, { code, giay, xong, buoc }) {
      const open = await openDossier(context, code)
      return dossierPage(context, { open, paperId: giay, done: xong, step: buoc })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/tep/:id',
    access: viewer,
    input: Type.Object({ id: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }),
    async handle(context, { id }) {
      const { name, mediaType, sha256 } = await openPaper(context, id)
      return { kind: 'file', name, mediaType, body: await readReleased(context, { sha256, name }) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/tep/:id',
    access: viewer,
    input: Type.Object({
      code: Type.String({ maxLength: 80 }),
      id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
    }),
    async handle(context, { code, id }) {
      const { name, mediaType, sha256 } = await openRecordFile(context, code, id)
      return { kind: 'file', name, mediaType, body: await readReleased(context, { sha256, name }) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/tiep-theo',
    access: viewer,
    input: Type.Object({ sau: Type.Optional(Type.String({ maxLength: 80 })) }),
    async handle(context, { sau }) {
      const next = await findNextCode(context, sau)
      return redirect(next ? deskLinks.dossier(next) : deskLinks.queue())
    },
  }),
]
