/** Asking about one's own data. */

import { Type } from 'typebox'
import { type Endpoint, endpoint, redirect } from '#kernel/web.ts'
import type { KeepsOf } from '../looks/commands.ts'
import { askAboutData, openAsk, openOwnRequest, viewOwnRequests } from './commands.ts'
import { type RightKind, refusal, rightKinds } from './domain.ts'
import { privacyLinks } from './links/domain.ts'
import { askPage, requestPage, requestsPage } from './pages.tsx'

const Id = Type.String({ maxLength: 40 })
const Words = Type.Optional(Type.String({ maxLength: 2000 }))
const limit = { name: 'data-request', max: 20, seconds: 3600 } as const

export const requestRoutes = (keeps: KeepsOf): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/tai-khoan/ai-da-xem/:id/hoi',
    access: { citizen: 'manage', whole: true },
    input: Type.Object({ id: Id }),
    handle: async (context, { id }) =>
      askPage(context, { look: await openAsk(context, keeps, id), typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path: '/tai-khoan/ai-da-xem/:id/hoi',
    access: { citizen: 'manage', whole: true },
    limit,
    input: Type.Object({ id: Id, words: Words }),
    async handle(context, { id: lookId, words = '' }) {
      const id = await askAboutData(context, keeps, { kind: 'question', words, lookId })
      return redirect(`${privacyLinks.request(id)}?xong=1`)
    },
    refused: async (context, problem, { id, words }) =>
      askPage(context, { look: await openAsk(context, keeps, id), typed: { words }, problem }),
  }),
  endpoint({
    method: 'GET',
    path: privacyLinks.requests,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({}),
    handle: async (context) => requestsPage(context, { requests: await viewOwnRequests(context), typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path: privacyLinks.requests,
    access: { citizen: 'manage', whole: true },
    limit,
    input: Type.Object({
      kind: Type.Optional(Type.Enum(rightKinds as [RightKind, ...RightKind[]])),
      words: Words,
    }),
    async handle(context, { kind, words = '' }) {
      if (!kind) throw refusal.kindNeeded()
      return redirect(`${privacyLinks.request(await askAboutData(context, keeps, { kind, words }))}?xong=1`)
    },
    refused: async (context, problem, typed) =>
      requestsPage(context, { requests: await viewOwnRequests(context), typed, problem }),
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/yeu-cau-du-lieu/:id',
    access: { citizen: 'manage', whole: true },
    input: Type.Object({ id: Id, xong: Type.Optional(Type.Literal('1')) }),
    handle: async (context, { id, xong }) =>
      requestPage(context, await openOwnRequest(context, id), xong === '1'),
  }),
]
