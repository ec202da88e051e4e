/** Nhập số liệu: read, and sent. What was typed comes back with what is wrong. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, redirect } from '#kernel/web.ts'
import { wantedPeriod } from '../board/commands.ts'
import { indicatorLinks } from '../links/domain.ts'
import { openEntries, saveEntries } from './commands.ts'
import { textIn } from './domain.ts'
import { EntryPage } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'indicators.enter' } as const
const Text = Type.Optional(Type.String({ maxLength: 60 }))

type Shown = {
  readonly unit: string | undefined
  readonly period: string | undefined
  readonly form?: FormBody
  readonly saved?: number | undefined
  readonly problem?: string
}

async function entryPage(context: Context, { unit, period, form, saved, problem }: Shown) {
  const view = await openEntries(context, {
    unitCode: unit || undefined,
    period: wantedPeriod(context, period),
  })
  const { title } = textsFor(texts, context.language)
  const typed = (name: string) => (form ? textIn(form, name) : '')
  const shown = EntryPage({ view, today: context.today, typed, saved, problem })
  return page(context, { title }, shown, problem === undefined ? 200 : 422)
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/nhap-so-lieu',
    access,
    personal: 'none',
    input: Type.Object({
      'don-vi': Text,
      ky: Text,
      xong: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    }),
    handle: (context, { 'don-vi': unit, ky, xong }) => entryPage(context, { unit, period: ky, saved: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/nhap-so-lieu',
    access,
    personal: 'none',
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, form) {
      const [unitCode, text] = [textIn(form, 'don-vi'), textIn(form, 'ky')]
      const period = wantedPeriod(context, text || undefined)
      const saved = await saveEntries(context, { unitCode, period }, textIn(form, 'nguon'), (key) =>
        textIn(form, key),
      )
      return redirect(indicatorLinks.entries(unitCode, period, saved))
    },
    refused: (context, problem, _input, form) =>
      entryPage(context, {
        unit: textIn(form, 'don-vi'),
        period: textIn(form, 'ky') || undefined,
        form,
        problem: problem.detail,
      }),
  }),
]
