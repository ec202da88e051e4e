/** Saying, in the middle of a form, that what is known is wrong. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { objectionPage, readTyped } from '#modules/facts/api.ts'
import { draftLinks } from '../api.ts'
import { texts } from '../texts.ts'
import { objectInDraft, openObjection } from './commands.ts'

const path = '/ban-nhap/:id/:page/:field/khong-dung'
const input = Type.Object({
  id: Type.String({ maxLength: 40 }),
  page: Type.String({ maxLength: 60 }),
  field: Type.String({ maxLength: 60 }),
  sua: Type.Optional(Type.Literal('1')),
})
type At = { readonly id: string; readonly page: string; readonly field: string; readonly sua?: '1' }

async function partsOf(context: Context, at: At) {
  const isCorrection = at.sua === '1'
  return {
    known: await openObjection(context, at),
    action: draftLinks.object(at.id, at.page, at.field, isCorrection),
    back: {
      href: draftLinks.page(at.id, at.page, { sua: isCorrection }),
      label: textsFor(texts, context.language).back,
    },
    isInForm: true,
  }
}

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access: 'citizen',
    input,
    handle: async (context, at) => objectionPage(context, await partsOf(context, at)),
  }),
  endpoint({
    method: 'POST',
    path,
    access: 'citizen',
    body: 'raw',
    limit: { name: 'data-request', max: 20, seconds: 3600 },
    input,
    async handle(context, at, form) {
      const typed = readTyped(form)
      const errors = await objectInDraft(context, { ...at, typed })
      if (errors.length > 0) return objectionPage(context, { ...(await partsOf(context, at)), typed, errors })
      return redirect(draftLinks.page(at.id, at.page, { sua: at.sua === '1' }))
    },
    refused: async (context, problem, at, form) =>
      objectionPage(context, { ...(await partsOf(context, at)), typed: readTyped(form), problem }),
  }),
]
