/** Taking, watching and calling numbers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { fieldId } from '#ui/forms.tsx'
import { hallLinks, tillLinks } from '../api.ts'
import { arrive } from '../appointments/commands.ts'
import { tillWithProblem } from '../intake/routes.ts'
import { beginIntake } from '../intake/saving/commands.ts'
import {
  actOnTicket,
  callNext,
  deskChoices,
  sitDown,
  takeTicket,
  viewBoard,
  viewHall,
  viewTicket,
  viewTickets,
} from './commands.ts'
import { BoardPage, ChooseDeskPage, KioskPage, TicketPage } from './hall/pages.tsx'
import { TicketsPage } from './pages.tsx'
import { texts } from './texts.ts'

const Unit = Type.String({ maxLength: 40 })
const clerkAccess = { permission: 'desk.receive' } as const
const refreshSeconds = { ticket: 20, board: 10 } as const
/** A hall has one address for all who take numbers there. */
const takeLimit = { name: 'ticket', max: 60, seconds: 60 } as const

const titles = (context: Context) => textsFor(texts, context.language)

async function kioskPage(
  context: Context,
  unit: string,
  problem?: { detail: string; status: number },
): Promise<Reply> {
  const view = await viewHall(context, unit)
  return page(
    context,
    { title: titles(context).take },
    KioskPage({ view, problem: problem?.detail }),
    problem?.status ?? 200,
  )
}

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lay-so',
    access: 'public',
    input: Type.Object({ quay: Type.Optional(Unit) }),
    async handle(context, { quay }) {
      if (quay) return redirect(hallLinks.kiosk(quay))
      const { take: title } = titles(context)
      const desks = await deskChoices(context)
      return page(context, { title }, ChooseDeskPage({ desks, action: hallLinks.choose(), title }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lay-so/:unit',
    access: 'public',
    input: Type.Object({ unit: Unit }),
    handle: (context, { unit }) => kioskPage(context, unit),
  }),
  endpoint({
    method: 'POST',
    path: '/lay-so/:unit',
    access: 'public',
    limit: takeLimit,
    input: Type.Object({ unit: Unit, group: Type.String({ maxLength: 4 }) }),
    async handle(context, { unit, group }) {
      return redirect(hallLinks.ticket(unit, await takeTicket(context, { unitCode: unit, groupKey: group })))
    },
    refused: (context, problem, { unit }) => kioskPage(context, unit, problem),
  }),
  endpoint({
    method: 'POST',
    path: '/lay-so/:unit/hen',
    access: 'public',
    limit: takeLimit,
    input: Type.Object({ unit: Unit, code: Type.String({ maxLength: 20 }) }),
    async handle(context, { unit, code }) {
      return redirect(hallLinks.ticket(unit, await arrive(context, { unitCode: unit, code })))
    },
    refused: (context, problem, { unit }) => kioskPage(context, unit, problem),
  }),
  endpoint({
    method: 'GET',
    path: '/lay-so/:unit/so/:secret',
    access: 'public',
    input: Type.Object({ unit: Unit, secret: Type.String({ maxLength: 40 }) }),
    async handle(context, { unit, secret }) {
      const view = await viewTicket(context, unit, secret)
      const head = { title: titles(context).yourNumber, noIndex: true, refreshSeconds: refreshSeconds.ticket }
      return page(context, head, TicketPage({ view }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/man-hinh/:unit',
    access: 'public',
    input: Type.Object({ unit: Unit }),
    async handle(context, { unit }) {
      const view = await viewBoard(context, unit)
      const head = { title: titles(context).board, noIndex: true, refreshSeconds: refreshSeconds.board }
      return page(context, head, BoardPage({ view, now: context.now }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/quay/so-thu-tu',
    access: clerkAccess,
    personal: 'none',
    input: Type.Object({}),
    async handle(context) {
      const { unitCode } = officerOf(context.actor)
      const view = { ...(await viewTickets(context)), unitCode }
      return page(context, { title: titles(context).today }, TicketsPage({ view }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/quay/goi-so',
    access: clerkAccess,
    input: Type.Object({
      act: Type.Enum(['sit', 'next', 'recall', 'skip', 'done', 'transfer']),
      id: Type.Optional(Type.String({ maxLength: 40 })),
      window: Type.Optional(Type.String({ maxLength: 4 })),
      toWindow: Type.Optional(Type.String({ maxLength: 4 })),
    }),
    async handle(context, { act, id, window, toWindow }) {
      if (act === 'sit') await sitDown(context, window ?? '')
      else if (act === 'next')
        return redirect(
          `${tillLinks.intake(await beginIntake(context, await callNext(context)))}#${fieldId('_card')}`,
        )
      else await actOnTicket(context, { id: id ?? '', act, toWindow })
      return redirect(tillLinks.till())
    },
    refused: (context, problem) => tillWithProblem(context, problem),
  }),
]
