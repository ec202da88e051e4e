/** Tin tức: what everyone reads, and where it is written. */

import { h } from 'preact'
import { Type } from 'typebox'
import { feedOf } from '#kernel/atom.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page } from '#kernel/web.ts'
import { writeXml } from '#kernel/xml.ts'
import { placesOf } from '../areas/commands.ts'
import { namesOf } from '../areas/domain.ts'
import { newsLinks, refusal } from '../domain.ts'
import { keepPictures } from '../files/commands.ts'
import { plainText } from '../markup/domain.ts'
import { type Desk, workRoutes } from '../office/routes.ts'
import { texts as officeTexts } from '../office/texts.ts'
import { findPublished, findShown, findVersions } from '../store.ts'
import { type Article, fieldsOfArticle, isCategory, readArticle } from './domain.ts'
import { ArticleForm, ArticleListPage, ArticlePage, ArticleView } from './pages.tsx'
import { texts } from './texts.ts'

const desk: Desk<Article> = {
  kind: 'article',
  hasFiles: true,
  titleOf: ({ title }) => title,
  async read(context, form, kept) {
    const { uploaded, errors } = await keepPictures(context, form)
    const words = textsFor(officeTexts, context.language)
    const t = textsFor(texts, context.language)
    const reading = readArticle(
      form.fields,
      { kept: kept?.version.content.picture ?? null, uploaded },
      {
        short: words.tooShort,
        long: words.tooLong,
        choose: `${t.category}: ${words.choose}`,
        alt: t.altMissing,
        labels: { 'tieu-de': t.fieldTitle, 'tom-tat': t.fieldLead, 'noi-dung': t.fieldText },
      },
    )
    return { ...reading, errors: [...errors, ...reading.errors] }
  },
  fieldsOf: ({ content, areas }) => fieldsOfArticle(content, areas),
  Form: ArticleForm,
  preview: (_context, { version }) => h(ArticleView, { version, isPreview: true }),
}

const pageSize = 20
const feedSize = 30
const Slug = Type.String({ minLength: 1, maxLength: 120 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/tin-tuc',
    access: 'public',
    mayLag: true,
    input: Type.Object({
      'chuyen-muc': Type.Optional(Type.String({ maxLength: 40 })),
      truoc: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    async handle(context, { 'chuyen-muc': asked, truoc }) {
      const category = isCategory(asked) ? asked : undefined
      const before = truoc ? new Date(truoc) : undefined
      const { now } = context
      const found = await read(context, (tx) =>
        findPublished<Article>(tx, {
          kind: 'article',
          now,
          limit: pageSize + 1,
          holding: category ? { category } : {},
          before: before && !Number.isNaN(before.getTime()) ? before : undefined,
        }),
      )
      const articles = found.slice(0, pageSize)
      const last = articles.at(-1)?.version.fromAt
      const query = new URLSearchParams({
        ...(category && { 'chuyen-muc': category }),
        ...(last && { truoc: last.toISOString() }),
      })
      const t = textsFor(texts, context.language)
      return page(
        context,
        { title: t.title, description: t.description },
        ArticleListPage({
          articles,
          category,
          olderHref: found.length > pageSize ? `${newsLinks.list('article')}?${query}` : undefined,
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tin-tuc/feed.xml',
    access: 'public',
    mayLag: true,
    input: Type.Object({}),
    handle: async (context) => ({
      kind: 'file',
      name: 'feed.xml',
      mediaType: 'application/atom+xml; charset=utf-8',
      body: await articleFeed(context),
      publicSeconds: 60,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/tin-tuc/:slug',
    access: 'public',
    mayLag: true,
    input: Type.Object({ slug: Slug }),
    async handle(context, { slug }) {
      const { article, firstAt } = await read(context, async (tx) => {
        const found = await findShown<Article>(tx, 'article', slug, context.now)
        if (!found) throw refusal.notFound()
        const versions = found.version.number > 1 ? await findVersions(tx, found.id) : []
        return { article: found, firstAt: versions.at(-1)?.fromAt ?? undefined }
      })
      const { title, lead } = article.version.content
      const t = textsFor(texts, context.language)
      return page(
        context,
        article.endedAt ? { title: t.withdrawn, noIndex: true } : { title, description: lead },
        ArticlePage({
          article,
          firstAt,
          areas: namesOf(placesOf(context), article.version.areas),
          listLabel: t.title,
        }),
        article.endedAt ? 410 : 200,
      )
    },
  }),
  ...workRoutes(desk),
]

async function articleFeed(context: Context): Promise<string> {
  const { publicUrl } = context.settings
  const articles = await read(context, (tx) =>
    findPublished<Article>(tx, { kind: 'article', now: context.now, limit: feedSize }),
  )
  return writeXml(
    feedOf({
      title: textsFor(texts, context.language).feedTitle(context.pack.manifest.name[context.language]),
      self: publicUrl + newsLinks.feed('article'),
      page: publicUrl + newsLinks.list('article'),
      updatedAt: articles[0]?.version.fromAt ?? new Date(0),
      entries: articles.map(({ id, slug, unitName, version }) => ({
        id: `urn:uuid:${id}`,
        title: version.content.title,
        page: publicUrl + newsLinks.show('article', slug),
        updatedAt: version.fromAt ?? version.writtenAt,
        author: unitName,
        summary: version.content.lead,
        content: {
          name: 'content',
          attributes: { type: 'text' },
          content: plainText(version.content.text),
        },
      })),
    }),
  )
}
