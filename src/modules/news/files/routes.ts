/** Pictures and recordings as they are shown. */

import { Type } from 'typebox'
import { endpoint } from '#kernel/web.ts'
import { openFile } from './commands.ts'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tin-tuc/tep/:id',
    access: 'public',
    input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    async handle(context, { id }) {
      const { name, mediaType, body, isPublic } = await openFile(context, id)
      return { kind: 'file', name, mediaType, body, ...(isPublic && { publicSeconds: 300 }) }
    },
  }),
]
