/** The page of registers for a dossier. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { askedBy, registerKeys } from '#kernel/packs.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply } from '#kernel/web.ts'
import { lookUpRegister, proposed } from './commands.ts'
import type { Register, Typed } from './domain.ts'
import { LookupPage, type LookupView } from './pages.tsx'
import { texts } from './texts.ts'

const access = { anyPermission: ['dossier.process', 'dossier.receive'] } as const
const code = Type.String({ maxLength: 80 })
const register = Type.Enum([...registerKeys])
const text = Type.Optional(Type.String({ maxLength: 200 }))
const typed = Object.fromEntries(askedBy.map((name) => [name, text])) as Record<
  (typeof askedBy)[number],
  typeof text
>

const show = (context: Context, view: LookupView, status = 200): Reply =>
  page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    LookupPage({ view }),
    status,
  )

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/ho-so/:code/tra-cuu',
    access,
    input: Type.Object({ code, so: Type.Optional(register) }),
    handle: async (context, { code, so = 'population' }) =>
      show(context, { code, register: so, typed: await proposed(context, code) }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ho-so/:code/tra-cuu',
    access,
    limit: { name: 'register.look', max: 60, seconds: 60 },
    input: Type.Object({ code, register, ...typed }),
    async handle(context, { code, register, ...typed }) {
      const answer = await lookUpRegister(context, { code, register, typed })
      return show(context, { code, register, typed, answer })
    },
    async refused(context, { detail, status }, { code, register, ...typed }) {
      // Only what was typed is shown again.
      nothingOfOthers(context)
      const view = { code, register: register as Register, typed: typed as Typed, problem: detail }
      return show(context, view, status)
    },
  }),
]
