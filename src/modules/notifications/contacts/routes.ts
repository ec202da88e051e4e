/** The page of addresses and channels, and its acts. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { notificationLinks } from '../domain.ts'
import { type AddressKind, channels } from '../outside/domain.ts'
import { chooseChannels, forgetAddress, proveAddress, sendCode, viewContacts } from './commands.ts'
import { contactKinds } from './domain.ts'
import { ContactsPage, doneActs, type Shown } from './pages.tsx'
import { texts } from './texts.ts'

const kind = Type.Enum([...contactKinds])
const typed = Type.String({ maxLength: 300 })
const agreed = Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' }))
const isAboutConsent = ({ code }: Problem) => code.startsWith('consents.')
const here = notificationLinks.contacts as `/${string}`
const done = (act: Shown['done']) => redirect(`${here}?xong=${act}`)

export const showContacts = async (context: Context, shown: Shown, status = 200): Promise<Reply> =>
  page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    ContactsPage({ view: await viewContacts(context), shown, language: context.language }),
    status,
  )

type Typed = { readonly kind: AddressKind; readonly phone?: string; readonly email?: string }
const refusedAt =
  (fieldOf: (input: Typed) => string) =>
  (context: Context, { detail, status }: Problem, input: Typed) =>
    showContacts(
      context,
      { problem: { name: fieldOf(input), message: detail }, typed: input.phone ?? input.email },
      status,
    )

export const routes = [
  endpoint({
    method: 'GET',
    path: here,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({ xong: Type.Optional(Type.Enum([...doneActs])) }),
    handle: (context, { xong }) => showContacts(context, { done: xong }),
  }),
  endpoint({
    method: 'POST',
    path: `${here}/dia-chi`,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({
      kind,
      phone: Type.Optional(typed),
      email: Type.Optional(typed),
      phoneAgreed: agreed,
      emailAgreed: agreed,
    }),
    async handle(context, { kind, ...given }) {
      await sendCode(context, kind, given[kind] ?? '', given[`${kind}Agreed`])
      return done('sent')
    },
    refused: (context, problem, input) =>
      refusedAt(({ kind }) => (isAboutConsent(problem) ? `${kind}Agreed` : kind))(context, problem, input),
  }),
  endpoint({
    method: 'POST',
    path: `${here}/ma`,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({ kind, phoneCode: Type.Optional(typed), emailCode: Type.Optional(typed) }),
    async handle(context, { kind, ...codes }) {
      await proveAddress(context, kind, codes[`${kind}Code`] ?? '')
      return done('verified')
    },
    refused: refusedAt(({ kind }) => `${kind}Code`),
  }),
  endpoint({
    method: 'POST',
    path: `${here}/xoa`,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({ kind }),
    async handle(context, { kind }) {
      await forgetAddress(context, kind)
      return done('forgotten')
    },
  }),
  endpoint({
    method: 'POST',
    path: `${here}/chon`,
    access: { citizen: 'manage', whole: true },
    input: Type.Object({
      first: Type.Union([Type.Enum([...channels]), Type.Literal('')]),
      others: Type.Optional(Type.Literal('yes')),
      language: Type.Enum(['vi', 'en']),
      zaloAgreed: agreed,
    }),
    async handle(context, { first, others, language, zaloAgreed: zalo }) {
      const choice = { first: first || null, usesOthers: others === 'yes', language }
      await chooseChannels(context, choice, { zalo })
      return done('chosen')
    },
    refused: (context, problem) =>
      showContacts(
        context,
        { problem: { name: isAboutConsent(problem) ? 'zaloAgreed' : 'first', message: problem.detail } },
        problem.status,
      ),
  }),
]
