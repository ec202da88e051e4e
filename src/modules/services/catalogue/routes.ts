/** Routes that lead to a procedure: home, search, fields, events in life. */

import { Type } from 'typebox'
import { levels } from '#kernel/packs.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, json, page } from '#kernel/web.ts'
import { latestArticles } from '#modules/news/api.ts'
import { refusal } from '../domain.ts'
import { HomePage } from '../home/pages.tsx'
import { texts as homeTexts } from '../home/texts.ts'
import { completions, findInCatalogue, mostAsked, summariesOf } from './domain.ts'
import { EventPage, FieldPage, SearchPage } from './pages.tsx'
import { currentCatalogue } from './store.ts'
import { texts } from './texts.ts'

const pageSize = 20
const mostAskedMax = 8
const Words = Type.String({ maxLength: 200 })
const Slug = Type.String({ minLength: 1, maxLength: 80 })
/** A form sends what was not chosen as empty text. */
const Level = Type.Enum(['', ...levels] as const)

export const routes = [
  endpoint({
    method: 'GET',
    path: '/',
    access: 'public',
    mayLag: true,
    input: Type.Object({}),
    async handle(context) {
      const catalogue = await currentCatalogue(context)
      const t = textsFor(homeTexts, context.language)
      return page(
        context,
        { title: t.title, description: t.description },
        HomePage({
          events: context.pack.lifeEvents,
          mostAsked: mostAsked(catalogue, mostAskedMax),
          count: catalogue.summaries.length,
          news: await latestArticles(context),
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/thu-tuc',
    sheds: 'search',
    access: 'public',
    mayLag: true,
    input: Type.Object({
      q: Type.Optional(Words),
      field: Type.Optional(Type.String({ maxLength: 80 })),
      level: Type.Optional(Level),
      after: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    async handle(context, { q, field, level, after }) {
      const catalogue = await currentCatalogue(context)
      const wanted = {
        q: q?.trim() || undefined,
        field: field || undefined,
        level: level || undefined,
        after: after || undefined,
      }
      const found = findInCatalogue(catalogue, wanted, pageSize)
      const t = textsFor(texts, context.language)
      return page(
        context,
        {
          title: wanted.q ? t.resultsFor(wanted.q) : t.searchTitle,
          description: t.searchDescription,
          noIndex: Boolean(wanted.q),
        },
        SearchPage({ catalogue, wanted, found, events: context.pack.lifeEvents }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/thu-tuc/goi-y',
    sheds: 'search',
    access: 'public',
    mayLag: true,
    input: Type.Object({ q: Type.Optional(Words) }),
    async handle(context, { q = '' }) {
      return json(completions(await currentCatalogue(context), q))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/linh-vuc/:code',
    access: 'public',
    mayLag: true,
    input: Type.Object({ code: Slug }),
    async handle(context, { code }) {
      const { pack } = context
      const catalogue = await currentCatalogue(context)
      const field = catalogue.fields.find((one) => one.code === code)
      if (!field) throw refusal.unknownField()
      const department = pack.fields.find((one) => one.code === code)?.department
      return page(
        context,
        { title: field.name },
        FieldPage({
          name: field.name,
          department: pack.units.find((unit) => unit.code === department)?.name,
          summaries: catalogue.summaries.filter((summary) => summary.field === code),
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/su-kien/:key',
    access: 'public',
    mayLag: true,
    input: Type.Object({ key: Slug }),
    async handle(context, { key }) {
      const { lifeEvents } = context.pack
      const event = lifeEvents.find((one) => one.key === key)
      if (!event) throw refusal.unknownEvent()
      const catalogue = await currentCatalogue(context)
      return page(
        context,
        { title: event.name[context.language], description: event.summary[context.language] },
        EventPage({
          event,
          others: lifeEvents.filter((one) => one.key !== key),
          summaries: summariesOf(catalogue, event.procedures),
        }),
      )
    },
  }),
]
