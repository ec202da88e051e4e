/** Tự chấm and thẩm định. What was typed comes back with what is wrong. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { ListSource } from '#kernel/measures.ts'
import { textsFor } from '#kernel/text.ts'
import { addDays } from '#kernel/types.ts'
import { type Endpoint, endpoint, type FormBody, page, redirect } from '#kernel/web.ts'
import { type Period, periodKey, periodOf } from '#modules/indicators/api.ts'
import { wantedPeriod } from '../reports/commands.ts'
import { reportLinks } from '../reports/domain.ts'
import { listComplaints, openScoring, refuteComplaint, scoreOwn, verifyScore } from './commands.ts'
import { ComplaintsPage, figureField, groundField, ScoringPage, type ScoringProps } from './pages.tsx'
import { texts } from './texts.ts'

const Text = Type.Optional(Type.String({ maxLength: 60 }))
const Asked = Type.Object({ 'don-vi': Text, ky: Text, xong: Text })
const sides = {
  self: { path: '/lam-viec/hai-long/tu-cham', permission: 'satisfaction.score' },
  verified: { path: '/lam-viec/hai-long/tham-dinh', permission: 'satisfaction.verify' },
} as const
type Side = keyof typeof sides

const textIn = ({ fields }: Pick<FormBody, 'fields'>, name: string): string =>
  String([fields[name] ?? ''].flat()[0] ?? '').slice(0, 1100)

/** The last quarter that is over: that is what is scored. */
const lastQuarter = (context: Context): Period => {
  const now = periodOf('quarter', context.today)
  const last = now && periodOf('quarter', addDays(now.from, -1))
  return wantedPeriod(context, last && periodKey(last))
}

type Shown = Pick<ScoringProps, 'sent' | 'saved' | 'problem'> & {
  readonly unit: string | undefined
  readonly period: string | undefined
  readonly status?: number
}

/** Over what lists of procedures the modules declare. */
export function scoringRoutes(lists: readonly ListSource[]): readonly Endpoint[] {
  async function show(context: Context, side: Side, { unit, period, status = 200, ...rest }: Shown) {
    const asked = {
      unitCode: unit || undefined,
      period: period ? wantedPeriod(context, period) : lastQuarter(context),
    }
    const view = await openScoring(context, side, asked, lists)
    const t = textsFor(texts, context.language)
    const title = side === 'self' ? t.score : t.verify
    return page(context, { title }, ScoringPage({ view, side, ...rest }), status)
  }
  const read = (side: Side) =>
    endpoint({
      method: 'GET',
      path: sides[side].path,
      access: { permission: sides[side].permission },
      personal: 'none',
      input: Asked,
      handle(context, { 'don-vi': unit, ky: period, xong }) {
        const [number = '', points = ''] = xong?.split('-') ?? []
        const saved = /^\d{1,2}-[012]$/.test(xong ?? '') ? { number, points } : undefined
        return show(context, side, { unit, period, saved })
      },
    })
  const write = (side: Side) =>
    endpoint({
      method: 'POST',
      path: sides[side].path,
      access: { permission: sides[side].permission },
      personal: 'none',
      body: 'raw',
      input: Type.Object({}),
      async handle(context, _input, form) {
        const period = wantedPeriod(context, textIn(form, 'ky') || undefined)
        const unitCode = textIn(form, 'don-vi')
        const number = textIn(form, 'tieu-chi')
        const typed = {
          number,
          ground: textIn(form, groundField(number)),
          figure: (key: string) => textIn(form, figureField(number, key)),
        }
        const points =
          side === 'self'
            ? await scoreOwn(context, period, typed, lists)
            : await verifyScore(context, { ...typed, unitCode, period, seen: textIn(form, 'da-xem') }, lists)
        const to = side === 'self' ? reportLinks.score : reportLinks.verify
        return redirect(`${to({ unit: unitCode, period }, `${number}-${points}`)}#tieu-chi-${number}`)
      },
      refused: (context, problem, _input, form) =>
        show(context, side, {
          unit: textIn(form, 'don-vi'),
          period: textIn(form, 'ky') || undefined,
          sent: { number: textIn(form, 'tieu-chi'), typed: (name) => textIn(form, name) },
          problem: problem.detail,
          status: problem.status,
        }),
    })
  async function complaintsPage(
    context: Context,
    sent?: { readonly code: string; readonly ground: string },
    problem?: Pick<Problem, 'detail' | 'status'>,
  ) {
    const complaints = await listComplaints(context, wantedPeriod(context, undefined), lists)
    const { complaints: title } = textsFor(texts, context.language)
    const shown = ComplaintsPage({ complaints, sent, problem: problem?.detail })
    return page(context, { title }, shown, problem?.status)
  }
  return [
    read('self'),
    write('self'),
    read('verified'),
    write('verified'),
    endpoint({
      method: 'GET',
      path: '/lam-viec/hai-long/phan-nan',
      access: { permission: 'satisfaction.verify' },
      input: Type.Object({}),
      handle: (context) => complaintsPage(context),
    }),
    endpoint({
      method: 'POST',
      path: '/lam-viec/hai-long/phan-nan/:code',
      access: { permission: 'satisfaction.verify' },
      body: 'raw',
      input: Type.Object({ code: Type.String({ maxLength: 80 }) }),
      async handle(context, { code }, form) {
        const ground = textIn(form, groundField(code))
        await refuteComplaint(context, { code, ground, period: wantedPeriod(context, undefined) }, lists)
        return redirect(reportLinks.complaints())
      },
      refused: (context, problem, { code }, form) =>
        complaintsPage(context, { code, ground: textIn(form, groundField(code)) }, problem),
    }),
  ]
}
