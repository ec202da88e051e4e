/** One's own book of facts. */

import { Type } from 'typebox'
import { endpoint } from '#kernel/web.ts'
import { viewOwnBook } from './commands.ts'
import { factLinks } from './links/domain.ts'
import { bookPage } from './pages.tsx'

export const routes = [
  endpoint({
    method: 'GET',
    path: factLinks.own,
    access: 'citizen',
    input: Type.Object({ 'da-bao': Type.Optional(Type.String({ maxLength: 20, pattern: '^DL-\\d+$' })) }),
    handle: async (context, { 'da-bao': objectedCode }) =>
      bookPage(context, { ...(await viewOwnBook(context)), objectedCode }),
  }),
]
