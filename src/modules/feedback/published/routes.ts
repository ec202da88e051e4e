/** Phản ánh: the public list, one report, its pictures, the feed. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { typedSecret } from '#kernel/follow-codes.ts'
import { endpoint, type Reply, redirect } from '#kernel/web.ts'
import { refusal, reportLinks } from '../domain.ts'
import { ownPage } from '../following/own/pages.tsx'
import { isOwn, listForVisitors, openOwnPhoto, openOwnReport, openPhoto, openReport } from './commands.ts'
import { reportFeed } from './feed/commands.ts'
import { followPage, listPage, publicPage, type StateGroup, stateGroups } from './pages.tsx'

const code = Type.String({ maxLength: 20 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const photo = Type.String({ maxLength: 40 })
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
/** Of codes to follow a report, which somebody might try out. */
const limit = { name: 'feedback-open', max: 300, seconds: 600 } as const

const listMax = 20
const feedMax = 50

export const publishedRoutes = [
  endpoint({
    method: 'GET',
    path: reportLinks.list,
    access: 'public',
    input: Type.Object({
      tim: text(100),
      'linh-vuc': text(80),
      noi: text(5),
      'trang-thai': text(20),
      sau: text(60),
    }),
    async handle(context, typed) {
      const group = typed['trang-thai'] as StateGroup | undefined
      const found = await listForVisitors(context, {
        search: typed.tim,
        category: typed['linh-vuc'],
        areaCode: typed.noi,
        states: group && Object.hasOwn(stateGroups, group) ? stateGroups[group] : undefined,
        after: typed.sau,
        max: listMax,
      })
      return listPage(context, found, typed)
    },
  }),
  endpoint({
    method: 'GET',
    path: reportLinks.feed,
    access: 'public',
    input: Type.Object({ 'linh-vuc': text(80), noi: text(5) }),
    async handle(context, { 'linh-vuc': category, noi: areaCode }) {
      const { reports } = await listForVisitors(context, { category, areaCode, max: feedMax })
      return {
        kind: 'file',
        name: 'phan-anh.xml',
        mediaType: 'application/atom+xml; charset=utf-8',
        body: reportFeed(reports, { ...context, publicUrl: context.settings.publicUrl }),
        publicSeconds: 60,
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: reportLinks.follow,
    access: 'public',
    limit,
    input: Type.Object({ 'phan-anh': text(20), ma }),
    async handle(context, { 'phan-anh': given = '', ma: secret = '' }) {
      const wanted = given.trim().toUpperCase()
      if (!wanted || !secret) return followPage(context, { code: wanted, secret })
      if (!(await isOwn(context, wanted, secret))) throw refusal.notFound()
      return redirect(reportLinks.show(wanted, typedSecret(secret)))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/phan-anh/:code',
    access: 'public',
    limit,
    input: Type.Object({
      code,
      ma,
      gui: Type.Optional(Type.Literal('1')),
      xong: Type.Optional(Type.Enum(['danh-gia', 'mo-lai'])),
    }),
    handle: (context, { code: given, ma: secret, gui, xong }) =>
      show(context, { code: given, secret }, gui ? 'sent' : xong && doneOf[xong]),
  }),
  endpoint({
    method: 'GET',
    path: '/phan-anh/:code/anh/:photo',
    access: 'public',
    input: Type.Object({ code, photo }),
    handle: async (context, input) => ({
      kind: 'file',
      ...(await openPhoto(context, input.code, input.photo)),
      publicSeconds: 300,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/phan-anh/:code/anh-goc/:photo',
    access: 'public',
    limit,
    input: Type.Object({ code, photo, ma }),
    handle: async (context, input) => ({
      kind: 'file',
      ...(await openOwnPhoto(context, input.code, input.photo, input.ma || undefined)),
    }),
  }),
]

const doneOf = { 'danh-gia': 'rated', 'mo-lai': 'reopened' } as const

type Asked = { readonly code: string; readonly secret: string | undefined }

/** The sender's own page where they show that they are, else what everyone may read. */
async function show(
  context: Context,
  { code: given, secret }: Asked,
  done?: 'sent' | 'rated' | 'reopened',
): Promise<Reply> {
  if (!(await isOwn(context, given, secret))) return publicPage(context, await openReport(context, given))
  const story = await openOwnReport(context, given, secret)
  if (story.report.state === 'draft') throw refusal.notFound()
  return ownPage(context, { story, secret, done })
}
