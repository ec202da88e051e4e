/** Cán bộ: the list, taking on, and everything that is done to one officer. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type CalendarDate, dayOfParts } from '#kernel/types.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { askReset, endSessionFor } from '#modules/identity/api.ts'
import { type NewPost, staffRefusal } from '#modules/organisation/api.ts'
import {
  correct,
  endPost,
  handOn,
  letGo,
  linkAccount,
  listStaff,
  move,
  takeOn,
  viewOfficer,
} from './commands.ts'
import { staffLinks } from './domain.ts'
import { dones, OfficerPage, type OfficerPageView } from './officer/pages.tsx'
import { JoinPage, StaffPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'people.manage' } as const
const stepUp = { withinMinutes: 5 } as const
const Id = Type.String({ format: 'uuid' })
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Part = Text(4)
const dayParts = (name: 'from' | 'to' | 'last') => ({
  [`${name}.day`]: Part,
  [`${name}.month`]: Part,
  [`${name}.year`]: Part,
})
const facts = { ten: Type.String({ maxLength: 120 }), 'dien-thoai': Text(20), thu: Text(200) }
const post = {
  'don-vi': Type.String({ maxLength: 40 }),
  'chuc-danh': Type.String({ maxLength: 200 }),
  'vai-tro': Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Array(Type.String())])),
  ...dayParts('from'),
  ...dayParts('to'),
}

type Sent = Readonly<Record<string, unknown>>
const textIn = (sent: Sent, name: string) => (typeof sent[name] === 'string' ? sent[name].trim() : '')

/** The day in three fields; `undefined` when all are empty. Throws `organisation.wrongPostDays` for one that is none. */
function dayIn(sent: Sent, name: string): CalendarDate | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textIn(sent, `${name}.${part}`))
  if (!day && !month && !year) return undefined
  const date = dayOfParts(day, month, year)
  if (!date) throw staffRefusal.wrongPostDays()
  return date
}

function factsIn(sent: Sent) {
  return {
    name: textIn(sent, 'ten'),
    phone: textIn(sent, 'dien-thoai') || undefined,
    email: textIn(sent, 'thu') || undefined,
  }
}

function postIn(sent: Sent, { today }: Context): NewPost {
  return {
    unitCode: textIn(sent, 'don-vi'),
    title: textIn(sent, 'chuc-danh'),
    roles: [sent['vai-tro'] ?? []].flat().map(String),
    fromOn: dayIn(sent, 'from') ?? today,
    toOn: dayIn(sent, 'to'),
  }
}

type Told = Pick<OfficerPageView, 'done' | 'problem' | 'typed'>

async function officerPage(context: Context, id: string, told: Told, status = 200): Promise<Reply> {
  const view = await viewOfficer(context, id)
  const { today, pack } = context
  const officer = officerOf(context.actor)
  const isOwn = officer.personId === id
  const seesDossiers = hasPermission(officer, 'dossier.view')
  const body = OfficerPage({ ...view, today, roles: pack.roles, isOwn, seesDossiers, ...told })
  return page(context, { title: view.member.name, noIndex: true }, body, status)
}

async function joinPage(context: Context, problem?: string, typed = {}, status = 200): Promise<Reply> {
  const { units } = await listStaff(context, {})
  const body = JoinPage({ units, today: context.today, roles: context.pack.roles, problem, typed })
  return page(context, { title: textsFor(texts, context.language).join, noIndex: true }, body, status)
}

type Refused = { readonly detail: string; readonly status: number }
/** The officer's page again, with what was typed and why it was not done. */
const refused = (context: Context, problem: Refused, { id }: { readonly id: string }, form: FormBody) =>
  officerPage(context, id, { problem: problem.detail, typed: form.fields }, problem.status)

/** Back to the officer, told what was done. */
const done = (id: string, what: (typeof dones)[number]) => redirect(`${staffLinks.show(id)}?xong=${what}`)

export const routes = [
  endpoint({
    method: 'GET',
    path: staffLinks.list,
    access,
    personal: 'none',
    input: Type.Object({ q: Text(100), 'don-vi': Text(40), cu: Text(5) }),
    async handle(context, { q, 'don-vi': unit, cu }) {
      const asked = { text: q, unitCode: unit || undefined, withFormer: cu !== undefined }
      const body = StaffPage({ list: await listStaff(context, asked), asked, today: context.today })
      return page(context, { title: textsFor(texts, context.language).title, noIndex: true }, body)
    },
  }),
  endpoint({
    method: 'GET',
    path: staffLinks.join,
    access,
    personal: 'none',
    input: Type.Object({}),
    handle: (context) => joinPage(context),
  }),
  endpoint({
    method: 'POST',
    path: staffLinks.join,
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ ...facts, ...post, 'tai-khoan': Text(200) }),
    async handle(context, sent) {
      const joiner = { ...factsIn(sent), account: sent['tai-khoan'], post: postIn(sent, context) }
      return done(await takeOn(context, joiner), 'joined')
    },
    refused: (context, { detail, status }, _input, form) => joinPage(context, detail, form.fields, status),
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/can-bo/:id',
    access,
    personal: 'none',
    input: Type.Object({ id: Id, xong: Type.Optional(Type.Enum([...dones])) }),
    handle: (context, { id, xong }) => officerPage(context, id, { done: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/thong-tin',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, ...facts }),
    async handle(context, sent) {
      await correct(context, sent.id, factsIn(sent))
      return done(sent.id, 'corrected')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/vi-tri',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, ...post, chuyen: Text(5) }),
    async handle(context, sent) {
      await move(context, sent.id, postIn(sent, context), sent.chuyen !== undefined)
      return done(sent.id, 'moved')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/vi-tri/ket-thuc',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, 'vi-tri': Id }),
    async handle(context, { id, 'vi-tri': postId }) {
      await endPost(context, id, postId, 'now')
      return done(id, 'closed')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/thoi-viec',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, 'khi-nao': Type.Enum(['ngay', 'sau']), ...dayParts('last') }),
    async handle(context, sent) {
      const last = sent['khi-nao'] === 'ngay' ? 'now' : dayIn(sent, 'last')
      if (!last) throw staffRefusal.wrongPostDays()
      await letGo(context, sent.id, last)
      return done(sent.id, 'left')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/ban-giao',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await handOn(context, id)
      return done(id, 'handedOn')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/phien',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, phien: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    async handle(context, { id, phien }) {
      await endSessionFor(context, id, phien)
      return done(id, 'sessionEnded')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/lien-ket',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id, 'tai-khoan': Type.String({ minLength: 1, maxLength: 200 }) }),
    async handle(context, { id, 'tai-khoan': account }) {
      await linkAccount(context, id, account)
      return done(id, 'linked')
    },
    refused,
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/can-bo/:id/khoi-phuc',
    access,
    personal: 'none',
    stepUp,
    input: Type.Object({
      id: Id,
      'ly-do': Type.String({ minLength: 5, maxLength: 500 }),
      'tai-khoan-moi': Text(200),
    }),
    async handle(context, { id, 'ly-do': reason, 'tai-khoan-moi': subject }) {
      await askReset(context, id, { reason, subject })
      return done(id, 'asked')
    },
    refused,
  }),
]
