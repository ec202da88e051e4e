/** Progress of recounts, for those who announce days off. */

import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { RecountsPage } from './pages.tsx'
import { findRecounts } from './store.ts'
import { texts } from './texts.ts'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/tinh-lai-han',
    access: { permission: 'calendar.manage' },
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      const recounts = await read(context, findRecounts)
      return page(
        context,
        { title: textsFor(texts, context.language).title, noIndex: true },
        RecountsPage({ recounts }),
      )
    },
  }),
]
