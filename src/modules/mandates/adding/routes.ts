/** Forms that ask for a mandate or give one. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { mandateScopes } from '#kernel/policy.ts'
import { dayOfParts } from '#kernel/types.ts'
import { endpoint, type FormBody, redirect } from '#kernel/web.ts'
import { grantMandate, type Wish } from '../commands.ts'
import { helpHours, mandateLinks, refusal, scopesOf } from '../domain.ts'
import { askMandate, claimByPaper, claimChild, openOrganisation, paperRoles } from '../proving/commands.ts'
import { addPage, grantWays, ownWays } from './pages.tsx'

const limit = { name: 'mandates.add', max: 30, seconds: 3600 } as const
const done = () => redirect(`${mandateLinks.list}?xong=1`)

type Fields = FormBody['fields']
const one = (fields: Fields, name: string): string =>
  String([fields[name] ?? ''].flat()[0] ?? '').slice(0, 300)
const oneOf = <T extends string>(options: readonly T[], text: string): T | undefined =>
  options.find((option) => option === text)

/** Ngày as typed in three fields; nothing typed is no day. Throws `mandates.wrongDays`. */
function dayOf(fields: Fields, name: string) {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => one(fields, `${name}.${part}`).trim())
  if (!day && !month && !year) return undefined
  const date = dayOfParts(day, month, year)
  if (!date) throw name === 'birth' ? refusal.badBirth() : refusal.wrongDays()
  return date
}

const personOf = (fields: Fields) => ({
  identity: one(fields, 'identity'),
  name: one(fields, 'name'),
  birthDate: dayOf(fields, 'birth'),
})

function wishOf(fields: Fields): Wish {
  const role = oneOf(Object.keys(scopesOf), one(fields, 'role'))
  if (!role) throw refusal.roleNotYours()
  const ticked = [fields.scopes ?? []].flat()
  return {
    role: role as Wish['role'],
    scopes: mandateScopes.filter((scope) => ticked.includes(scope)),
    procedures: [
      ...new Set(
        one(fields, 'procedures')
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ],
    from: dayOf(fields, 'from'),
    to: dayOf(fields, 'to'),
    hours: oneOf(helpHours, one(fields, 'hours')),
  }
}

function add(context: Context, way: (typeof ownWays)[number], { fields, uploads }: FormBody): Promise<void> {
  switch (way) {
    case 'to-chuc':
      return openOrganisation(context, one(fields, 'taxCode'))
    case 'con':
      return claimChild(context, personOf(fields))
    case 'uy-quyen':
    case 'giup':
      return askMandate(context, { ...wishOf(fields), person: personOf(fields) })
    default:
      return claimByPaper(context, {
        role: oneOf(paperRoles, one(fields, 'role')) ?? 'authorised',
        person: personOf(fields),
        to: dayOf(fields, 'to'),
        unitCode: one(fields, 'unit'),
        file: uploads.find(({ field }) => field === 'paper')?.file,
      })
  }
}

const way = Type.Object({ way: Type.Enum([...ownWays]) })
const manager = { citizen: 'manage', whole: true } as const

const granting = (way: (typeof grantWays)[number]) => [
  endpoint({
    method: 'GET',
    path: mandateLinks.add(way),
    access: manager,
    input: Type.Object({}),
    handle: async (context) => addPage(context, { way, typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path: mandateLinks.add(way),
    access: manager,
    level: 2,
    limit,
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, { fields }) {
      await grantMandate(context, { ...wishOf(fields), identity: one(fields, 'identity') })
      return done()
    },
    refused: async (context, problem, _input, { fields }) =>
      addPage(context, { way, typed: fields, problem }),
  }),
]

export const routes = [
  ...grantWays.flatMap(granting),
  endpoint({
    method: 'GET',
    path: mandateLinks.add(':way'),
    access: 'citizen',
    input: way,
    handle: async (context, input) => addPage(context, { way: input.way, typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path: mandateLinks.add(':way'),
    access: 'citizen',
    level: 2,
    limit,
    body: 'raw',
    input: way,
    async handle(context, input, form) {
      await add(context, input.way, form)
      return done()
    },
    refused: async (context, problem, input, { fields }) =>
      addPage(context, { way: input.way, typed: fields, problem }),
  }),
]
