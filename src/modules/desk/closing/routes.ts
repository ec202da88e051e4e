/** End of the day. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { tillLinks } from '../api.ts'
import { checkDay, closeDay, viewClosing } from './commands.ts'
import { ClosingPage, type ClosingProps } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'desk.close' } as const

async function closingPage(
  context: Context,
  day: string | undefined,
  more: Omit<ClosingProps, 'view'> = {},
  status = 200,
): Promise<Reply> {
  const { title } = textsFor(texts, context.language)
  return page(context, { title }, ClosingPage({ view: await viewClosing(context, day), ...more }), status)
}

const typedOf = ({ fields }: FormBody): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()[0] ?? '']))

/** Amounts are typed with dots; what is no figure counts as nothing and shows as a difference. */
const figure = (text = ''): number => Number(text.replace(/\D/g, '').slice(0, 12)) || 0

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/cuoi-ngay',
    access,
    personal: 'none',
    input: Type.Object({ ngay: Type.Optional(Type.String({ maxLength: 10 })) }),
    handle: (context, { ngay }) => closingPage(context, ngay),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/cuoi-ngay',
    access,
    personal: 'none',
    input: Type.Object({}),
    body: 'raw',
    async handle(context, _input, form) {
      const { act = 'sign', day, ...typed } = typedOf(form)
      if (act === 'check') await checkDay(context, day)
      else {
        const explanations = Object.entries(typed).flatMap(([name, value]) =>
          name.startsWith('why.') ? [[name.slice(4), value] as const] : [],
        )
        await closeDay(context, {
          day,
          cashVnd: figure(typed.cash),
          papers: figure(typed.papers),
          explanations: new Map(explanations),
        })
      }
      return redirect(tillLinks.closing(day))
    },
    refused(context, problem, _input, form) {
      const typed = typedOf(form)
      return closingPage(context, typed.day, { problem: problem.detail, typed }, problem.status)
    },
  }),
]
