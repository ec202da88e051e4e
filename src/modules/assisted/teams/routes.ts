/** Teams, members and devices, for the commune. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { type CalendarDate, dayOfParts } from '#kernel/types.ts'
import { type Endpoint, endpoint, redirect } from '#kernel/web.ts'
import { assistedLinks, refusal } from '../domain.ts'
import * as commands from './commands.ts'
import { type Typed, teamPage, teamsPage } from './pages.tsx'

const access = { permission: 'assisted.appoint' } as const
const Id = Type.String({ maxLength: 40 })
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const dayParts = (name: 'from' | 'to') => ({
  [`${name}.day`]: text(4),
  [`${name}.month`]: text(4),
  [`${name}.year`]: text(4),
})

const typedIn = (input: object): Typed =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => typeof value === 'string'))

/** The day in three fields; `undefined` when all are empty. Throws `assisted.wrongDays` for one that is none. */
function dayIn(typed: Typed, name: 'from' | 'to'): CalendarDate | undefined {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typed[`${name}.${part}`]?.trim())
  if (!day && !month && !year) return undefined
  const date = dayOfParts(day, month, year)
  if (!date) throw refusal.wrongDays()
  return date
}

const again = async (context: Context, problem: Problem, input: { readonly id: string }) =>
  teamPage(context, { view: await commands.viewTeam(context, input.id), typed: typedIn(input), problem })

export const teamRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: assistedLinks.teams,
    access,
    personal: 'none',
    input: Type.Object({}),
    handle: async (context) => teamsPage(context, { view: await commands.viewTeams(context) }),
  }),
  endpoint({
    method: 'POST',
    path: assistedLinks.teams,
    access,
    personal: 'none',
    input: Type.Object({ unit: text(40), name: text(200), area: text(200) }),
    handle: async (context, { unit = '', name = '', area = '' }) =>
      redirect(assistedLinks.team(await commands.foundTeam(context, { unit, name, area }))),
    refused: async (context, problem, typed) =>
      teamsPage(context, { view: await commands.viewTeams(context), typed: typedIn(typed), problem }),
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/to-cong-nghe-so/:id',
    access,
    input: Type.Object({ id: Id }),
    handle: async (context, { id }) => teamPage(context, { view: await commands.viewTeam(context, id) }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/to-cong-nghe-so/:id/thanh-vien',
    access,
    input: Type.Object({
      id: Id,
      identity: text(30),
      name: text(120),
      lead: text(3),
      ...dayParts('from'),
      ...dayParts('to'),
    }),
    async handle(context, input) {
      const typed = typedIn(input)
      await commands.appointMember(context, {
        team: input.id,
        identity: typed['identity'] ?? '',
        name: typed['name'] ?? '',
        isLead: typed['lead'] === 'yes',
        from: dayIn(typed, 'from'),
        to: dayIn(typed, 'to'),
      })
      return redirect(assistedLinks.team(input.id))
    },
    refused: again,
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/to-cong-nghe-so/:id/thanh-vien/:member/thoi',
    access,
    input: Type.Object({ id: Id, member: Id }),
    async handle(context, { id, member }) {
      await commands.dismissMember(context, id, member)
      return redirect(assistedLinks.team(id))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/to-cong-nghe-so/:id/xoa-may',
    access,
    personal: 'none',
    input: Type.Object({ id: Id, device: text(40), reason: text(300) }),
    async handle(context, { id, device = '', reason = '' }) {
      await commands.orderWipe(context, { team: id, device, reason })
      return redirect(assistedLinks.team(id))
    },
    refused: again,
  }),
]
