/** Gửi kiến nghị: the question what it is about, the two other paths, and a form for each kind. Open to everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { type Endpoint, endpoint, type FormBody, redirect } from '#kernel/web.ts'
import { searchProcedures } from '#modules/services/api.ts'
import { type About, type Earlier, paths, petitionLinks } from '../domain.ts'
import { readPetition, sendPetition } from './commands.ts'
import type { Typed } from './domain.ts'
import { askPage, elsewherePage, sendPage } from './pages.tsx'

const limit = { name: 'petitions-send', max: 20, seconds: 3600 } as const
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const foundMax = 8

const fieldNames = [
  'procedure',
  'conduct',
  'accused',
  'official',
  'words',
  'name',
  'address',
  'phone',
  'named',
] as const satisfies readonly (keyof Typed)[]

const fieldIn = ({ fields }: FormBody, name: string) => [fields[name] ?? []].flat()[0]
const typedIn = (form: FormBody): Typed =>
  Object.fromEntries(fieldNames.map((name) => [name, fieldIn(form, name)]))

const earlierOf = (code: string | undefined, secret: string | undefined): Earlier | undefined =>
  code ? { code: code.slice(0, 20), secret: secret?.slice(0, 20) || undefined } : undefined

/** What whoever is signed in need not type again. */
function knownOf({ actor }: Context): Typed {
  return actor.kind === 'citizen' && !actor.agent ? { name: actor.name, phone: actor.phone ?? undefined } : {}
}

const formRoutes = (['rules', 'staff'] as const satisfies readonly About[]).flatMap(
  (about): readonly Endpoint[] => [
    endpoint({
      method: 'GET',
      path: petitionLinks.send(about),
      access: 'public',
      input: Type.Object({ 'thu-tuc': text(20), tim: text(100), truoc: text(20), ma: text(20) }),
      async handle(context, { 'thu-tuc': procedure, tim: wanted, truoc, ma }) {
        const found =
          about === 'rules' && wanted ? await searchProcedures(context, wanted, foundMax) : undefined
        return sendPage(context, {
          about,
          typed: { ...knownOf(context), procedure },
          errors: [],
          wanted,
          found,
          earlier: earlierOf(truoc, ma),
        })
      },
    }),
    endpoint({
      method: 'POST',
      path: petitionLinks.send(about),
      access: 'public',
      limit,
      body: 'raw',
      input: Type.Object({}),
      async handle(context, _input, form) {
        const typed = typedIn(form)
        const earlier = earlierOf(fieldIn(form, 'truoc'), fieldIn(form, 'ma'))
        const read = readPetition(context, about, typed)
        if ('wrong' in read) {
          const errors = read.wrong.map((one) => ({
            name: one.name as string,
            message: one.refusal.sentence[context.language],
          }))
          return sendPage(context, { about, typed, errors, earlier })
        }
        const { code, secret } = await sendPetition(context, read.meant, earlier)
        return redirect(`${petitionLinks.show(code, secret)}&gui=1`)
      },
    }),
  ],
)

export const sendingRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: petitionLinks.ask,
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => askPage(context),
  }),
  ...paths.map((path) =>
    endpoint({
      method: 'GET',
      path: petitionLinks.elsewhere(path),
      access: 'public',
      input: Type.Object({}),
      handle: async (context: Context) => elsewherePage(context, path),
    }),
  ),
  ...formRoutes,
]
