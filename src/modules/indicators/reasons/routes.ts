/** Nguyên nhân quá hạn: read, and sent. What was chosen comes back with what is wrong. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, redirect } from '#kernel/web.ts'
import { textIn } from '../entries/domain.ts'
import { reportLinks } from '../links/domain.ts'
import { wantedReportPeriod } from '../reports/commands.ts'
import { nameReasons, openReasons } from './commands.ts'
import { ReasonPage, reasonField, wordsField } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'indicators.explain' } as const
const Text = Type.Optional(Type.String({ maxLength: 60 }))

type Shown = {
  readonly unit: string | undefined
  readonly period: string | undefined
  readonly form?: FormBody
  readonly saved?: number | undefined
  readonly problem?: string
}

async function reasonPage(context: Context, { unit, period, form, saved, problem }: Shown) {
  const view = await openReasons(context, {
    unitCode: unit || undefined,
    period: wantedReportPeriod(context, period || undefined),
  })
  const { title } = textsFor(texts, context.language)
  const typed = (name: string) => (form ? textIn(form, name) : undefined)
  const names = new Map(context.pack.catalogue.map(({ code, name }) => [code, name]))
  const procedureName = (code: string) => names.get(code) ?? code
  const shown = ReasonPage({ view, today: context.today, procedureName, typed, saved, problem })
  return page(context, { title, noIndex: true }, shown, problem === undefined ? 200 : 422)
}

const prefix = reasonField('')

export const reasonRoutes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/nguyen-nhan-qua-han',
    access,
    // Codes and days only; a dossier tells of its person on its own page.
    personal: 'none',
    input: Type.Object({
      'don-vi': Text,
      ky: Text,
      xong: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    }),
    handle: (context, { 'don-vi': unit, ky, xong }) => reasonPage(context, { unit, period: ky, saved: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/nguyen-nhan-qua-han',
    access,
    personal: 'none',
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, form) {
      const unitCode = textIn(form, 'don-vi') || undefined
      const period = wantedReportPeriod(context, textIn(form, 'ky') || undefined)
      const codes = Object.keys(form.fields).flatMap((name) =>
        name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
      )
      const saved = await nameReasons(context, { unitCode, period }, codes, (code) => ({
        reason: textIn(form, reasonField(code)),
        words: textIn(form, wordsField(code)),
      }))
      return redirect(reportLinks.reasons(unitCode, period, saved))
    },
    refused: (context, problem, _input, form) =>
      reasonPage(context, {
        unit: textIn(form, 'don-vi'),
        period: textIn(form, 'ky'),
        form,
        problem: problem.detail,
      }),
  }),
]
