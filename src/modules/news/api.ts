/** What other modules show of news. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { recently } from '#kernel/recent.ts'
import type { Article } from './articles/domain.ts'
import { newsLinks, type Written } from './domain.ts'
import type { Guide } from './guides/domain.ts'
import { findPublished } from './store.ts'

export { ArticleRows } from './articles/pages.tsx'
export { newsLinks } from './domain.ts'

const freshSeconds = 10
const latestMax = 3

/** The newest articles, for the home page; at most some seconds old. */
export const latestArticles = (context: Context): Promise<readonly Written<Article>[]> =>
  recently(context, 'news.latest', freshSeconds, () =>
    read({ ...context, actor: { kind: 'system' } }, (tx) =>
      findPublished<Article>(tx, { kind: 'article', now: context.now, limit: latestMax }),
    ),
  )

export type GuideLink = { readonly href: string; readonly title: string }

/** Guides that are tied to a procedure. */
export async function guidesOf(context: Context, procedureCode: string): Promise<readonly GuideLink[]> {
  const guides = await recently(context, 'news.guides', freshSeconds, () =>
    read({ ...context, actor: { kind: 'system' } }, (tx) =>
      findPublished<Guide>(tx, { kind: 'guide', now: context.now, limit: 200 }),
    ),
  )
  return guides
    .filter(({ version }) => version.content.procedures.includes(procedureCode))
    .map(({ slug, version }) => ({ href: newsLinks.show('guide', slug), title: version.content.title }))
}
