/** The working calendar of the office: a year to look at, and two steps for every change. */

import { Type } from 'typebox'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { type Problem, Refusal, toProblem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { endsSoon, yearsOf, yearTables } from '../api.ts'
import { announceDays, previewAnnouncement, previewWithdrawal, withdrawAnnouncement } from './commands.ts'
import { type AnnouncementFields, daysOfYear } from './domain.ts'
import { calendarLinks, PreviewPage, WithdrawalPage, YearPage } from './pages.tsx'
import { findOfYear } from './store.ts'
import { texts } from './texts.ts'

const access = { permission: 'calendar.manage' } as const
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const announcement = {
  kind: Text(20),
  unit: Text(40),
  'from.day': Text(2),
  'from.month': Text(2),
  'from.year': Text(4),
  'to.day': Text(2),
  'to.month': Text(2),
  'to.year': Text(4),
  hours: Text(80),
  name: Text(200),
  basis: Text(500),
  unsure: Text(5),
}
const Id = Type.String({ format: 'uuid' })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/lich-nghi',
    access,
    personal: 'none',
    input: Type.Object({ year: Text(4), unit: Text(40), done: Text(20) }),
    async handle(context, { year: asked, unit: unitCode, done }) {
      const years = yearsOf(context)
      const thisYear = Number(context.today.slice(0, 4))
      const year =
        years.find((one) => String(one) === asked) ??
        (years.includes(thisYear) ? thisYear : (years.at(-1) ?? thisYear))
      const unit = unitCode || undefined
      const { announced } = context.calendars.current()
      const own = announced.filter((one) => one.unitCode === null || one.unitCode === unit)
      return page(
        context,
        { title: textsFor(texts, context.language).title, noIndex: true },
        YearPage({
          year,
          years,
          unit,
          units: formLists(context).units,
          days: daysOfYear(calendarFor(context, unit), yearTables(context), own, year),
          announcements: await read(context, (tx) => findOfYear(tx, year)),
          endsOn: endsSoon(context),
          done: done === 'announced' || done === 'withdrawn' ? done : undefined,
        }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/lich-nghi/xem-truoc',
    access,
    personal: 'none',
    input: Type.Object(announcement),
    async handle(context, fields) {
      try {
        const preview = await previewAnnouncement(context, fields)
        return previewPage(context, fields, { preview })
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        return previewPage(context, fields, {
          problem: toProblem(thrown, context.requestId, context.language),
        })
      }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/lich-nghi/cong-bo',
    stepUp: { withinMinutes: 5 },
    access,
    personal: 'none',
    input: Type.Object(announcement),
    async handle(context, fields) {
      await announceDays(context, fields)
      return redirect(`${calendarLinks.year}?year=${fields['from.year'] ?? ''}&done=announced`)
    },
    refused: async (context, problem, fields) => previewPage(context, fields, { problem }),
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/lich-nghi/:id/rut',
    access,
    personal: 'none',
    input: Type.Object({ id: Id }),
    handle: async (context, { id }) => withdrawalPage(context, id, '', undefined),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/lich-nghi/:id/rut',
    access,
    personal: 'none',
    input: Type.Object({ id: Id, basis: Text(500) }),
    async handle(context, { id, basis = '' }) {
      await withdrawAnnouncement(context, id, basis)
      return redirect(`${calendarLinks.year}?done=withdrawn`)
    },
    refused: async (context, problem, { id, basis = '' }) => withdrawalPage(context, id, basis, problem),
  }),
]

type Found = Partial<Pick<Parameters<typeof PreviewPage>[0], 'preview' | 'problem'>>

function previewPage(context: Context, fields: AnnouncementFields, { preview, problem }: Found): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).previewTitle, noIndex: true },
    PreviewPage({ fields, units: formLists(context).units, preview, problem }),
    problem?.status ?? 200,
  )
}

async function withdrawalPage(
  context: Context,
  id: string,
  basis: string,
  problem: Problem | undefined,
): Promise<Reply> {
  const preview = await previewWithdrawal(context, id)
  return page(
    context,
    { title: textsFor(texts, context.language).withdrawTitle, noIndex: true },
    WithdrawalPage({ preview, basis, problem }),
    problem?.status ?? 200,
  )
}
