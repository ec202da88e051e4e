/** Hướng dẫn: what everyone reads and hears, and where it is written. */

import { h } from 'preact'
import { Type } from 'typebox'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { newsLinks, refusal, type Written } from '../domain.ts'
import { keepPictures } from '../files/commands.ts'
import { type Desk, workRoutes } from '../office/routes.ts'
import { texts as officeTexts } from '../office/texts.ts'
import { findPublished, findShown } from '../store.ts'
import { relatedTo, setRecording } from './commands.ts'
import { fieldsOfGuide, type Guide, readGuide, tongues } from './domain.ts'
import {
  GuideForm,
  GuideListPage,
  GuidePage,
  GuideView,
  MissingTongues,
  Recordings,
  recordingMegabytesMax,
} from './pages.tsx'
import { texts } from './texts.ts'

const desk: Desk<Guide> = {
  kind: 'guide',
  hasFiles: true,
  titleOf: ({ title }) => title,
  async read(context, form, kept) {
    const { uploaded, errors } = await keepPictures(context, form)
    const words = textsFor(officeTexts, context.language)
    const t = textsFor(texts, context.language)
    const codes = new Set(context.pack.catalogue.map(({ code }) => code))
    const reading = readGuide(
      form.fields,
      { kept: kept?.version.content, uploaded, isProcedure: (code) => codes.has(code) },
      {
        short: words.tooShort,
        long: words.tooLong,
        choose: words.choose,
        alt: words.altHint,
        step: t.stepMissing,
        labels: { 'tieu-de': t.fieldTitle, 'tom-tat': t.fieldLead },
        procedure: t.noProcedure,
      },
    )
    return { ...reading, errors: [...errors, ...reading.errors] }
  },
  fieldsOf: ({ content, areas }) => fieldsOfGuide(content, areas),
  Form: GuideForm as Desk<Guide>['Form'],
  formMore: ({ pack, language }) => ({
    lifeEvents: pack.lifeEvents.map(({ key, name }) => ({ key, name: name[language] })),
  }),
  preview: (_context, { version }) => h(GuideView, { version, level: 3 }),
  extra: (guide) => h(Recordings, { guide, action: `${newsLinks.work('guide', guide.id)}/tieng` }),
  more: {
    label: ({ language }) => textsFor(texts, language).spoken,
    cell: (guide: Written<Guide>) => h(MissingTongues, { guide }),
  },
}

const listMax = 200

export const routes = [
  endpoint({
    method: 'GET',
    path: '/huong-dan',
    access: 'public',
    mayLag: true,
    input: Type.Object({}),
    async handle(context) {
      const guides = await read(context, (tx) =>
        findPublished<Guide>(tx, { kind: 'guide', now: context.now, limit: listMax }),
      )
      const t = textsFor(texts, context.language)
      return page(context, { title: t.title, description: t.description }, GuideListPage({ guides }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/huong-dan/:slug',
    access: 'public',
    mayLag: true,
    input: Type.Object({ slug: Type.String({ minLength: 1, maxLength: 120 }) }),
    async handle(context, { slug }) {
      const guide = await read(context, (tx) => findShown<Guide>(tx, 'guide', slug, context.now))
      if (!guide) throw refusal.notFound()
      const { title, lead } = guide.version.content
      const t = textsFor(texts, context.language)
      return page(
        context,
        guide.endedAt
          ? { title: t.withdrawn, noIndex: true }
          : { title, description: lead, extendedLatin: true },
        GuidePage({ guide, related: relatedTo(context, guide), listLabel: t.title }),
        guide.endedAt ? 410 : 200,
      )
    },
  }),
  ...workRoutes(desk),
  endpoint({
    method: 'POST',
    path: '/lam-viec/huong-dan/:id/tieng',
    access: { permission: 'news.write' },
    personal: 'none',
    files: 'papers and sound',
    megabytesMax: recordingMegabytesMax,
    input: Type.Object({
      id: Type.String({ format: 'uuid' }),
      tieng: Type.Enum([...tongues]),
      bo: Type.Optional(Type.String({ maxLength: 1 })),
    }),
    async handle(context, { id, tieng, bo }, { uploads }) {
      const file = uploads.find(({ field }) => field === `tep-${tieng}`)?.file
      if (!file && !bo) throw refusal.notARecording()
      await setRecording(context, id, tieng, bo ? undefined : file)
      return redirect(`${newsLinks.work('guide', id)}?xong=luu`)
    },
  }),
]
