/** Đường dây nóng. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { placesOf } from '../areas/commands.ts'
import { HotlinesPage } from './pages.tsx'
import { texts } from './texts.ts'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/duong-day-nong',
    access: 'public',
    mayLag: true,
    input: Type.Object({}),
    async handle(context) {
      const t = textsFor(texts, context.language)
      return page(
        context,
        { title: t.title, description: t.description },
        HotlinesPage({ hotlines: context.pack.hotlines, places: placesOf(context) }),
      )
    },
  }),
]
