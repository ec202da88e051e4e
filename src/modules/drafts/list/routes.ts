/** Drafts in the account, and the person's own files. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { fileRefusal, readVerified, thumbnail } from '#kernel/files.ts'
import { citizenOf } from '#kernel/policy.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { draftLinks } from '../api.ts'
import { discardDraft, openDraft } from '../commands.ts'
import { type Draft, draftsOf } from '../domain.ts'
import * as store from '../store.ts'
import { discardPage, draftListPage, type ListedDraft } from './pages.tsx'

const id = Type.String({ maxLength: 40 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tai-khoan/ban-nhap',
    access: { citizen: 'submit' },
    input: Type.Object({ luu: Type.Optional(Type.Literal('1')), xoa: Type.Optional(Type.Literal('1')) }),
    async handle(context, { luu, xoa }) {
      const drafts = await read(context, async (tx) => {
        const open = await store.findOpenDrafts(tx, draftsOf(context.actor))
        const listed: ListedDraft[] = []
        for (const draft of open) listed.push(await named(tx, context, draft))
        return listed
      })
      return draftListPage(context, { drafts, done: luu ? 'saved' : xoa ? 'discarded' : undefined })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ban-nhap/:id/xoa',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    async handle(context, input) {
      const { draft, definition } = await openDraft(context, input.id)
      if (draft.dossierCode) return redirect(dossierLinks.show(draft.dossierCode))
      return discardPage(context, { draft, name: definition.name })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ban-nhap/:id/xoa',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    async handle(context, input) {
      await discardDraft(context, input)
      return redirect(`${draftLinks.list}?xoa=1`)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/tep/:id',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    async handle(context, input) {
      const { name, mediaType, sha256 } = await ownFile(context, input.id)
      return { kind: 'file', name, mediaType, body: await readVerified(context.files, sha256, name) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/tep/:id/nho',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    async handle(context, input) {
      const { name, mediaType, sha256 } = await ownFile(context, input.id)
      if (!mediaType.startsWith('image/')) throw fileRefusal.notFound()
      const body = await thumbnail(await readVerified(context.files, sha256, name))
      return { kind: 'file', name, mediaType: 'image/jpeg', body }
    },
  }),
]

async function named(tx: Tx, context: Context, draft: Draft): Promise<ListedDraft> {
  const { name } = await getProcedureVersion(tx, context, draft.procedureCode, draft.procedureVersion)
  return { draft, name }
}

/** Someone else's file is not found. */
async function ownFile(context: Context, fileId: string): Promise<store.OwnFile> {
  const { personId } = citizenOf(context.actor)
  const [file] = await read(context, (tx) => store.findOwnFiles(tx, personId, [fileId]))
  if (!file) throw fileRefusal.notFound()
  return file
}
