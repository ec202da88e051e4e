/** Objecting to a fact, from the book. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, redirect } from '#kernel/web.ts'
import type { Known } from '../domain.ts'
import { factLinks } from '../links/domain.ts'
import { objectToFact, openObjectable, type Typed } from './commands.ts'
import { objectionPage } from './pages.tsx'
import { texts } from './texts.ts'

const path = '/tai-khoan/du-kien/:key/khong-dung'
const input = Type.Object({ key: Type.String({ maxLength: 60 }) })

/** The value as its controls sent it, and why. */
export function readTyped({ fields }: Pick<FormBody, 'fields'>): Typed {
  const { why, ...rest } = fields
  return { fields: rest, why: typeof why === 'string' ? why.slice(0, 1000) : '' }
}

const partsOf = (context: Context, key: string, known: Known) => ({
  known,
  action: factLinks.object(key),
  back: { href: factLinks.own, label: textsFor(texts, context.language).back },
  isInForm: false,
})

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access: 'citizen',
    input,
    handle: async (context, { key }) =>
      objectionPage(context, partsOf(context, key, await openObjectable(context, key))),
  }),
  endpoint({
    method: 'POST',
    path,
    access: 'citizen',
    body: 'raw',
    limit: { name: 'data-request', max: 20, seconds: 3600 },
    input,
    async handle(context, { key }, form) {
      const typed = readTyped(form)
      const done = await objectToFact(context, { key, typed })
      if ('code' in done) return redirect(factLinks.objected(key, done.code))
      const known = await openObjectable(context, key)
      return objectionPage(context, { ...partsOf(context, key, known), typed, errors: done.errors })
    },
    refused: async (context, problem, { key }, form) =>
      objectionPage(context, {
        ...partsOf(context, key, await openObjectable(context, key)),
        typed: readTyped(form),
        problem,
      }),
  }),
]
