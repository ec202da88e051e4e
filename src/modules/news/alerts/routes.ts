/** Cảnh báo: what everyone sees, where one is, and where warnings are written and issued. */

import { h } from 'preact'
import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { placesOf } from '../areas/commands.ts'
import { importCap } from '../cap/commands.ts'
import { listWork } from '../commands.ts'
import { refusal } from '../domain.ts'
import { fieldsOfMoment } from '../office/domain.ts'
import { WorkListPage } from '../office/pages.tsx'
import { type Desk, held, workRoutes } from '../office/routes.ts'
import { texts as officeTexts } from '../office/texts.ts'
import {
  areaCookie,
  followAlert,
  issueAlert,
  issueAtOnce,
  listAlerts,
  seeAlert,
  viewAlert,
} from './commands.ts'
import { type Alert, readAlert } from './domain.ts'
import { AlertActs, AlertForm, ImportCap } from './office/pages.tsx'
import { AlertListPage, AlertMatter, AlertPage } from './pages.tsx'
import { texts } from './texts.ts'

const desk: Desk<Alert> = {
  kind: 'alert',
  hasFiles: false,
  titleOf: ({ headline }) => headline,
  async read(context, form, kept) {
    const words = textsFor(officeTexts, context.language)
    const t = textsFor(texts, context.language)
    const { message, origin } = kept?.version.content ?? { message: 'Alert', origin: null }
    return readAlert(form.fields, { message, origin }, context.now, {
      short: words.tooShort,
      long: words.tooLong,
      choose: words.choose,
      moment: words.badMoment,
      labels: { 'tieu-de': t.headline, 'mo-ta': t.describe, 'viec-lam': t.instruct },
      order: t.order,
      area: refusal.areasNeeded().sentence[context.language],
    })
  },
  fieldsOf: ({ content, areas, fromAt, untilAt }) => ({
    'su-kien': content.event,
    'muc-do': content.severity,
    khan: content.urgency,
    chac: content.certainty,
    'tieu-de': content.headline,
    'mo-ta': content.description,
    'viec-lam': content.instruction,
    'khu-vuc': areas,
    ...fieldsOfMoment('tu', fromAt),
    ...fieldsOfMoment('het', untilAt),
  }),
  Form: AlertForm,
  preview: (context, alert) => h(AlertMatter, { alert, places: placesOf(context), level: 3 }),
  acts: (alert, may, isOwn) => h(AlertActs, { alert, may, isOwn }),
  foot: (context) => (held(context).has('news.write') ? h(ImportCap, {}) : undefined),
  writeActs: {
    'cap-nhat': (context, id) => followAlert(context, id, 'Update'),
    huy: (context, id) => followAlert(context, id, 'Cancel'),
  },
  decideActs: {
    duyet: async (context, id) => {
      await issueAlert(context, id)
      return 'phat'
    },
    'da-xem': async (context, id) => {
      await seeAlert(context, id)
      return 'da-xem'
    },
  },
}

const Id = Type.String({ format: 'uuid' })
const yearSeconds = 365 * 86_400

export const routes = [
  endpoint({
    method: 'GET',
    path: '/canh-bao',
    access: 'public',
    input: Type.Object({}),
    async handle(context) {
      const t = textsFor(texts, context.language)
      return page(
        context,
        { title: t.title, description: t.description },
        AlertListPage({
          ...(await listAlerts(context)),
          places: placesOf(context),
          communes: formLists(context).communes,
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/canh-bao/noi-o',
    access: 'public',
    input: Type.Object({ noi: Type.Optional(Type.String({ maxLength: 20 })) }),
    async handle(context, { noi = '' }) {
      const value = placesOf(context).has(noi) ? noi : ''
      return redirect('/canh-bao', [{ name: areaCookie, value, maxAgeSeconds: yearSeconds }])
    },
  }),
  endpoint({
    method: 'GET',
    path: '/canh-bao/:id',
    access: 'public',
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      const view = await viewAlert(context, id)
      const { headline, description } = view.alert.version.content
      return page(
        context,
        { title: headline, description },
        AlertPage({
          view,
          places: placesOf(context),
          now: context.now,
          listLabel: textsFor(texts, context.language).title,
        }),
      )
    },
  }),
  ...workRoutes(desk),
  endpoint({
    method: 'POST',
    path: '/lam-viec/canh-bao/:id/phat-khan',
    access: { permission: 'news.express' },
    personal: 'none',
    stepUp: { withinMinutes: 15 },
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await issueAtOnce(context, id)
      return redirect(`/lam-viec/canh-bao/${id}?xong=phat`)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/canh-bao/nhap-cap',
    access: { permission: 'news.write' },
    personal: 'none',
    body: 'text',
    megabytesMax: 1,
    input: Type.Object({}),
    async handle(context, _input, { texts: files }) {
      const [file] = files
      if (!file) throw refusal.notCap({ details: { reason: textsFor(texts, context.language).fileMissing } })
      return redirect(`/lam-viec/canh-bao/${await importCap(context, file.text)}?xong=nhap`)
    },
    refused: (context, problem) => listAgain(context, problem),
  }),
]

/** The list once more, with why the file was not taken. */
async function listAgain(context: Context, problem: Problem) {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    WorkListPage({
      kind: 'alert',
      pieces: await listWork<Alert>(context, 'alert'),
      titleOf: desk.titleOf,
      places: placesOf(context),
      now: context.now,
      mayWrite: true,
      problem,
      foot: h(ImportCap, {}),
    }),
    problem.status,
  )
}
