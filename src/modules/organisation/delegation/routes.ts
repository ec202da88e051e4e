/** Vắng mặt, làm thay: the list with its form, declaring and revoking. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type CalendarDate, dayOfParts } from '#kernel/types.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { absenceLinks } from '../api.ts'
import { declareAbsence, revokeAbsence, viewAbsences } from './commands.ts'
import { readCodes, refusal, signings } from './domain.ts'
import { type AbsencePageView, AbsencesPage } from './pages.tsx'
import { texts } from './texts.ts'

const Id = Type.String({ format: 'uuid' })
const OptionalId = Type.Optional(Type.Union([Id, Type.Literal('')]))
const Part = Type.Optional(Type.String({ maxLength: 4 }))
const days = {
  'from.day': Part,
  'from.month': Part,
  'from.year': Part,
  'to.day': Part,
  'to.month': Part,
  'to.year': Part,
}

type Days = { readonly [K in keyof typeof days]?: string | undefined }

/** Throws `organisation.wrongDays` for a day that is none. */
function dayOf(input: Days, name: 'from' | 'to'): CalendarDate {
  const { [`${name}.day` as const]: day, [`${name}.month` as const]: month } = input
  const year = input[`${name}.year`]
  const date = dayOfParts(day, month, year)
  if (!date) throw refusal.wrongDays()
  return date
}

type Shown = Pick<AbsencePageView, 'done' | 'problem' | 'typed'> & {
  readonly personId?: string | undefined
  readonly unitId?: string | undefined
}

async function absencesPage(
  context: Context,
  { personId, unitId, ...shown }: Shown,
  status = 200,
): Promise<Reply> {
  const view = await viewAbsences(context, { personId, unitId })
  const roleNames = new Map(context.pack.roles.map(({ code, name }) => [code, name[context.language]]))
  const { personId: ownId } = officerOf(context.actor)
  const body = AbsencesPage({ view, today: context.today, ownId, roleNames, ...shown })
  return page(context, { title: textsFor(texts, context.language).title, noIndex: true }, body, status)
}

const typedIn = ({ fields }: FormBody) => fields

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/vang-mat',
    access: 'officer',
    personal: 'none',
    input: Type.Object({
      nguoi: OptionalId,
      'don-vi': OptionalId,
      xong: Type.Optional(Type.Enum(['khai', 'huy'])),
    }),
    handle: (context, { nguoi, 'don-vi': unitId, xong }) =>
      absencesPage(context, { personId: nguoi || undefined, unitId: unitId || undefined, done: xong }),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/vang-mat',
    access: 'officer',
    personal: 'none',
    stepUp: { withinMinutes: 5 },
    input: Type.Object({
      ...days,
      person: Id,
      deputy: OptionalId,
      signing: Type.Optional(Type.Union([Type.Enum([...signings]), Type.Literal('')])),
      authorisation: Type.Optional(Type.String({ maxLength: 200 })),
      scope: Type.Optional(Type.Enum(['all', 'roles', 'procedures'])),
      roles: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Array(Type.String())])),
      procedures: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    async handle(context, input) {
      const { person, deputy, signing, authorisation, scope = 'all' } = input
      await declareAbsence(context, {
        personId: person,
        fromOn: dayOf(input, 'from'),
        toOn: dayOf(input, 'to'),
        deputyId: deputy || undefined,
        signing: signing || undefined,
        authorisation,
        roles: scope === 'roles' ? [input.roles ?? []].flat() : undefined,
        procedures: scope === 'procedures' ? readCodes(input.procedures ?? '') : undefined,
      })
      return redirect(`${absenceLinks.list}?xong=khai`)
    },
    refused: (context, problem, { person }, form) =>
      absencesPage(
        context,
        { personId: person, problem: problem.detail, typed: typedIn(form) },
        problem.status,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/vang-mat/:id/huy',
    access: 'officer',
    personal: 'none',
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await revokeAbsence(context, id)
      return redirect(`${absenceLinks.list}?xong=huy`)
    },
    refused: (context, problem) => absencesPage(context, { problem: problem.detail }, problem.status),
  }),
]
