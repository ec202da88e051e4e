/** Kiến nghị: the public list, the way to one's own, one petition. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { typedSecret } from '#kernel/follow-codes.ts'
import { endpoint, type Reply, redirect } from '#kernel/web.ts'
import { type About, abouts, type Earlier, petitionLinks, refusal } from '../domain.ts'
import { type Done, ownPage } from '../following/own/pages.tsx'
import type { Judged } from '../readers/pages.tsx'
import { isOwn, listPetitions, openOwnPetition, openPetition } from './commands.ts'
import { followPage, listPage, publicPage } from './pages.tsx'

const code = Type.String({ maxLength: 20 })
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
/** Of codes to follow a petition, which somebody might try out. */
const limit = { name: 'petitions-open', max: 300, seconds: 600 } as const
const listMax = 20
const aboutKeys = Object.keys(abouts) as About[]

export const publishedRoutes = [
  endpoint({
    method: 'GET',
    path: petitionLinks.list,
    access: 'public',
    input: Type.Object({ tim: text(100), 've-viec': text(20), 'co-quan': text(40), sau: text(60) }),
    async handle(context, typed) {
      const found = await listPetitions(context, {
        search: typed.tim,
        about: aboutKeys.find((one) => one === typed['ve-viec']),
        unitCode: typed['co-quan'] || undefined,
        after: typed.sau,
        max: listMax,
      })
      return listPage(context, found, typed)
    },
  }),
  endpoint({
    method: 'GET',
    path: petitionLinks.follow,
    access: 'public',
    limit,
    input: Type.Object({ 'kien-nghi': text(20), ma: text(20) }),
    async handle(context, { 'kien-nghi': given = '', ma = '' }) {
      const wanted = given.trim().toUpperCase()
      if (!wanted || !ma) return followPage(context, { code: wanted, secret: ma })
      if (!(await isOwn(context, { code: wanted, secret: ma }))) throw refusal.notFound()
      return redirect(petitionLinks.show(wanted, typedSecret(ma)))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/kien-nghi/:code',
    access: 'public',
    limit,
    input: Type.Object({
      code,
      ma: text(20),
      gui: Type.Optional(Type.Literal('1')),
      xong: Type.Optional(Type.Enum(['danh-gia', 'bo-sung'])),
      doc: Type.Optional(Type.Enum(['moi', 'roi'])),
    }),
    handle: (context, { code: given, ma, gui, xong, doc }) =>
      doc
        ? showPublic(context, given, judgedOf[doc])
        : show(context, { code: given, secret: ma }, gui ? 'sent' : xong && doneOf[xong]),
  }),
]

const judgedOf = { moi: 'new', roi: 'before' } as const
const doneOf = { 'danh-gia': 'rated', 'bo-sung': 'completed' } as const

const showPublic = async (context: Context, given: string, judged?: Judged): Promise<Reply> =>
  publicPage(context, await openPetition(context, given), judged)

/** The sender's own page where they show that they are, else what everyone may read. */
async function show(context: Context, own: Earlier, done?: Done): Promise<Reply> {
  if (!(await isOwn(context, own))) return showPublic(context, own.code)
  return ownPage(context, { own: await openOwnPetition(context, own), secret: own.secret, done })
}
