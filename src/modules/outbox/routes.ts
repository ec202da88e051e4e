/** The page of the outbox, whose session this is, and files in parts. Open to everyone: a report may be sent without an account. */

import { Type } from 'typebox'
import { kernelRefusal } from '#kernel/errors.ts'
import {
  addPart,
  completeUpload,
  findUploadState,
  partMegabytesMax,
  startUpload,
  type UploadState,
} from '#kernel/uploads.ts'
import { endpoint, json, type Reply } from '#kernel/web.ts'
import { outboxLinks } from './api.ts'
import { outboxPage } from './pages.tsx'

const id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

const progress = (state: UploadState, status = 200): Reply =>
  json(state, status, { 'upload-offset': String(state.offset), 'upload-length': String(state.bytes) })

export const routes = [
  endpoint({
    method: 'GET',
    path: outboxLinks.list,
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => outboxPage(context),
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/hop-gui/phien',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => json({ owner: context.page.owner ?? '', token: context.page.csrfToken }),
  }),
  endpoint({
    method: 'POST',
    path: '/tai-len',
    access: 'public',
    limit: { name: 'uploads.start', max: 600, seconds: 3600 },
    input: Type.Object({
      key: Type.String({ minLength: 8, maxLength: 300 }),
      name: Type.String({ minLength: 1, maxLength: 500 }),
      bytes: Type.Integer({ minimum: 1 }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
    handle: async (context, input) => progress(await startUpload(context, input), 201),
  }),
  endpoint({
    method: 'GET',
    path: '/tai-len/:id',
    access: 'public',
    input: Type.Object({ id }),
    handle: async (context, input) => progress(await findUploadState(context, input.id)),
  }),
  endpoint({
    method: 'PATCH',
    path: '/tai-len/:id/:offset',
    access: 'public',
    body: 'file',
    files: 'anything',
    megabytesMax: partMegabytesMax,
    limit: { name: 'uploads.part', max: 6000, seconds: 3600 },
    input: Type.Object({ id, offset: Type.Integer({ minimum: 0 }) }),
    async handle(context, input, { uploads: [part] }) {
      if (!part) throw kernelRefusal.fileNeeded()
      return progress(await addPart(context, input, part.file))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tai-len/:id/xong',
    access: 'public',
    input: Type.Object({ id }),
    handle: async (context, input) => progress(await completeUpload(context, input.id)),
  }),
]
