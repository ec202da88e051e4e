/** Signing in and out, choosing a post, one's own sessions. */

import { Type } from 'typebox'
import { textsFor } from '#kernel/text.ts'
import { sessionCookie } from '#kernel/web/session.ts'
import { endpoint, page, redirect } from '#kernel/web.ts'
import { identityLinks } from './api.ts'
import { choosePost, finishSignIn, listOwnPosts, signOut, startSignIn } from './commands.ts'
import { developmentRoutes } from './development/routes.ts'
import {
  browserCookie,
  knownBrowserCookie,
  knownBrowserDays,
  landingPath,
  safeReturnPath,
  sessionCookieOf,
  signInMinutes,
} from './domain.ts'
import { factorRoutes } from './factors/routes.ts'
import { LevelPage, PostsPage, SessionsPage } from './pages.tsx'
import { callbackPath } from './provider/commands.ts'
import { endOwnSession, listOwnSessions, shareThisDevice } from './sessions/commands.ts'
import { texts } from './texts.ts'

const ReturnTo = Type.Optional(Type.String({ maxLength: 500 }))
const eitherPerson = { either: ['citizen', 'officer'] } as const
/** Generous, because a whole office may stand behind one address. */
const signInLimit = { name: 'sign-in', max: 120, seconds: 60 }

export const routes = [
  endpoint({
    method: 'GET',
    path: '/dang-nhap',
    access: 'public',
    limit: signInLimit,
    input: Type.Object({
      tiep: ReturnTo,
      muc: Type.Optional(Type.Enum(['2', '3'])),
      'dung-chung': Type.Optional(Type.Literal('1')),
    }),
    async handle(context, { tiep, muc, 'dung-chung': shared }) {
      const { kind } = context.actor
      if (!muc && (kind === 'citizen' || kind === 'officer'))
        return redirect(landingPath(kind, safeReturnPath(tiep)))
      const level = muc ? (Number(muc) as 2 | 3) : null
      const { to, browserToken } = await startSignIn(context, tiep, { level, isShared: shared === '1' })
      return redirect(to, [{ name: browserCookie, value: browserToken, maxAgeSeconds: signInMinutes * 60 }])
    },
  }),
  endpoint({
    method: 'GET',
    path: callbackPath,
    access: 'public',
    limit: signInLimit,
    input: Type.Object({ state: Type.String({ maxLength: 200 }) }),
    async handle(context, { state }) {
      const arrival = await finishSignIn(context, state, context.page.path)
      const { sessionToken, knownBrowserToken: value, to, mustChoosePost } = arrival
      const known = value && { name: knownBrowserCookie, value, maxAgeSeconds: knownBrowserDays * 86_400 }
      return redirect(mustChoosePost ? identityLinks.choosePost(to) : to, [
        sessionCookieOf(sessionToken),
        ...(known ? [known] : []),
      ])
    },
  }),
  // Where a person comes who did something that needs a surer proof: which one, and how to get there.
  endpoint({
    method: 'GET',
    path: '/muc-xac-thuc/:level',
    access: { either: [{ citizen: 'look' }, 'officer'] },
    personal: 'none',
    input: Type.Object({ level: Type.Enum(['2', '3']), tiep: ReturnTo }),
    async handle(context, { level, tiep }) {
      const title = textsFor(texts, context.language).levelNeeded(level)
      const returnTo = safeReturnPath(tiep)
      return page(context, { title, noIndex: true }, LevelPage({ level, returnTo }), 403)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/dang-xuat',
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => redirect(await signOut(context), [{ name: sessionCookie, value: '' }]),
  }),
  // An officer with several posts is nobody yet, so these two look at the session themselves.
  endpoint({
    method: 'GET',
    path: '/chon-vi-tri',
    access: 'public',
    input: Type.Object({ tiep: ReturnTo }),
    async handle(context, { tiep }) {
      const { posts } = await listOwnPosts(context)
      const title = textsFor(texts, context.language).choosePost
      const body = PostsPage({ action: '/chon-vi-tri', returnTo: safeReturnPath(tiep), posts })
      return page(context, { title, noIndex: true }, body)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/chon-vi-tri',
    access: 'public',
    input: Type.Object({ post: Type.String({ format: 'uuid' }), tiep: ReturnTo }),
    async handle(context, { post, tiep }) {
      const token = await choosePost(context, post)
      return redirect(landingPath('officer', safeReturnPath(tiep)), [sessionCookieOf(token)])
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/phien',
    access: eitherPerson,
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      const body = SessionsPage({
        endPath: '/tai-khoan/phien/ket-thuc',
        sharePath: '/tai-khoan/phien/dung-chung',
        signOutPath: identityLinks.signOut,
        sessions: await listOwnSessions(context),
      })
      return page(context, { title: textsFor(texts, context.language).sessions, noIndex: true }, body)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tai-khoan/phien/dung-chung',
    access: eitherPerson,
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      await shareThisDevice(context)
      return redirect(identityLinks.sessions, [{ name: knownBrowserCookie, value: '' }])
    },
  }),
  endpoint({
    method: 'POST',
    path: '/tai-khoan/phien/ket-thuc',
    access: eitherPerson,
    personal: 'none',
    input: Type.Object({ phien: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    async handle(context, { phien }) {
      await endOwnSession(context, phien)
      return redirect(identityLinks.sessions)
    },
  }),
  ...factorRoutes,
  ...developmentRoutes,
]
