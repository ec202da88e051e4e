/** Xác minh before a form is sent, and one's own factors. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { sessionCookieOf } from '../domain.ts'
import {
  beginFactor,
  confirmFactor,
  listFactors,
  proveForForm,
  removeFactor,
  viewBegunFactor,
  viewWaitingForm,
} from './commands.ts'
import { factorKinds, factorLinks } from './domain.ts'
import { BegunPage, FactorsPage, ProvePage, RecoveryCodesPage } from './pages.tsx'
import { makeRecoveryCodes } from './recovery/commands.ts'
import { texts } from './texts.ts'

const Id = Type.String({ format: 'uuid' })
const Code = Type.Optional(Type.String({ maxLength: 20 }))
/** What the device signed, as JSON. */
const Signed = Type.Optional(Type.String({ maxLength: 20_000 }))
const stepUp = { withinMinutes: 5, always: true } as const

/** `error` belongs to the code of the app; what went wrong with another proof is a `problem` of the page. */
type Wrong = { readonly error?: string; readonly problem?: string }

async function provePage(context: Context, id: string, wrong: Wrong = {}, status = 200): Promise<Reply> {
  const body = ProvePage({ id, waiting: await viewWaitingForm(context, id), ...wrong })
  return page(context, { title: textsFor(texts, context.language).prove, noIndex: true }, body, status)
}

async function begunPage(context: Context, id: string, error?: string, status = 200): Promise<Reply> {
  const body = BegunPage({ id, begun: await viewBegunFactor(context, id), error })
  return page(context, { title: textsFor(texts, context.language).scan, noIndex: true }, body, status)
}

export const factorRoutes = [
  endpoint({
    method: 'GET',
    path: '/xac-minh/:id',
    access: 'officer',
    personal: 'none',
    input: Type.Object({ id: Id }),
    handle: (context, { id }) => provePage(context, id),
  }),
  endpoint({
    method: 'POST',
    path: '/xac-minh/:id',
    access: 'officer',
    personal: 'none',
    input: Type.Object({ id: Id, ma: Code, 'ma-khoi-phuc': Code, khoa: Signed }),
    async handle(context, { id, ma, 'ma-khoi-phuc': paper, khoa }) {
      const { form, sessionToken } = await proveForForm(context, id, { code: ma, paper, signed: khoa })
      return { kind: 'resend', form, session: sessionCookieOf(sessionToken) }
    },
    refused: (context, { detail, status }, { id, ma }) =>
      provePage(context, id, ma === undefined ? { problem: detail } : { error: detail }, status),
  }),
  endpoint({
    method: 'GET',
    path: factorLinks.list,
    access: 'officer',
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      const title = textsFor(texts, context.language).factors
      return page(context, { title, noIndex: true }, FactorsPage(await listFactors(context)))
    },
  }),
  endpoint({
    method: 'POST',
    path: factorLinks.list,
    access: 'officer',
    personal: 'none',
    stepUp,
    input: Type.Object({
      ten: Type.String({ minLength: 1, maxLength: 60 }),
      loai: Type.Enum([...factorKinds]),
    }),
    handle: async (context, { ten, loai }) =>
      redirect(factorLinks.show(await beginFactor(context, loai, ten))),
  }),
  // Shown in the answer itself: the codes are kept nowhere from which they could be read again.
  endpoint({
    method: 'POST',
    path: factorLinks.recovery,
    access: 'officer',
    personal: 'none',
    stepUp,
    input: Type.Object({}),
    async handle(context) {
      const title = textsFor(texts, context.language).codesTitle
      const codes = await makeRecoveryCodes(context)
      return page(context, { title, noIndex: true }, RecoveryCodesPage({ codes }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tai-khoan/yeu-to/:id',
    access: 'officer',
    personal: 'none',
    input: Type.Object({ id: Id }),
    handle: (context, { id }) => begunPage(context, id),
  }),
  endpoint({
    method: 'POST',
    path: '/tai-khoan/yeu-to/:id',
    access: 'officer',
    personal: 'none',
    input: Type.Object({ id: Id, ma: Code, khoa: Signed }),
    async handle(context, { id, ma, khoa }) {
      await confirmFactor(context, id, { code: ma, signed: khoa })
      return redirect(factorLinks.list)
    },
    refused: (context, { detail, status }, { id }) => begunPage(context, id, detail, status),
  }),
  endpoint({
    method: 'POST',
    path: '/tai-khoan/yeu-to/:id/go',
    access: 'officer',
    personal: 'none',
    stepUp,
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await removeFactor(context, id)
      return redirect(factorLinks.list)
    },
  }),
]
