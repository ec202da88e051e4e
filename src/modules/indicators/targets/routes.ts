/** Mục tiêu: read, and sent. What was typed comes back with what is wrong. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, redirect } from '#kernel/web.ts'
import { wantedPeriod } from '../board/commands.ts'
import { textIn } from '../entries/domain.ts'
import { scoreboardLinks } from '../links/domain.ts'
import { openTargets, saveTargets } from './commands.ts'
import { fieldOf, TargetPage } from './pages.tsx'
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

async function targetPage(context: Context, { unit, period, form, saved, problem }: Shown) {
  const view = await openTargets(context, {
    unitCode: unit || undefined,
    period: wantedPeriod(context, period || undefined),
  })
  const { title } = textsFor(texts, context.language)
  const typed = (name: string) => (form ? textIn(form, name) : '')
  const shown = TargetPage({ view, today: context.today, typed, saved, problem })
  return page(context, { title }, shown, problem === undefined ? 200 : 422)
}

export const targetRoutes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/muc-tieu',
    access,
    personal: 'none',
    input: Type.Object({
      'don-vi': Text,
      ky: Text,
      xong: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    }),
    handle: (context, { 'don-vi': unit, ky, xong }) => targetPage(context, { unit, period: ky, saved: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/muc-tieu',
    access,
    personal: 'none',
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, form) {
      const unitCode = textIn(form, 'don-vi')
      const period = wantedPeriod(context, textIn(form, 'ky') || undefined)
      const source = textIn(form, 'nguon')
      const saved = await saveTargets(
        context,
        { unitCode, period },
        { source, wholeName: textsFor(texts, context.language).whole },
        (code) => textIn(form, fieldOf(code)),
      )
      return redirect(scoreboardLinks.targets(unitCode, period, saved))
    },
    refused: (context, problem, _input, form) =>
      targetPage(context, {
        unit: textIn(form, 'don-vi'),
        period: textIn(form, 'ky'),
        form,
        problem: problem.detail,
      }),
  }),
]
