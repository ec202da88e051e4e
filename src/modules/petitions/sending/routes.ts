/** Gửi kiến nghị: the question what it is about, the two other paths, and a form for each kind. Open to everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { type Endpoint, endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { searchProcedures } from '#modules/services/api.ts'
import type { FieldError } from '#ui/feedback.tsx'
import { type About, type Earlier, paths, petitionLinks } from '../domain.ts'
import { findKept, findSent, keepDraft, type OpenDraft, readKey } from '../drafting/commands.ts'
import { takeEnclosures } from '../enclosures/commands.ts'
import { fileMegabytesMax } from '../enclosures/domain.ts'
import { readPetition } from './commands.ts'
import type { Typed } from './domain.ts'
import { askPage, elsewherePage, sendPage } from './pages.tsx'

/** Each try at a form with a fault is one. */
const limit = { name: 'petitions-send', max: 40, seconds: 3600 } as const
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

/** The form as it was sent, with what is wrong; files that were taken stay with the draft. */
function again(
  context: Context,
  about: About,
  form: FormBody,
  errors: readonly FieldError[],
  draft?: OpenDraft,
): Reply {
  const earlier = draft?.earlier ?? earlierOf(fieldIn(form, 'truoc'), fieldIn(form, 'ma'))
  return sendPage(context, { about, typed: typedIn(form), errors, earlier, draft })
}

const formRoutes = (['rules', 'staff'] as const satisfies readonly About[]).flatMap(
  (about): readonly Endpoint[] => [
    endpoint({
      method: 'GET',
      path: petitionLinks.send(about),
      access: 'public',
      input: Type.Object({
        'thu-tuc': text(20),
        tim: text(100),
        truoc: text(20),
        ma: text(20),
        nhap: text(60),
      }),
      async handle(context, { 'thu-tuc': procedure, tim: wanted, truoc, ma, nhap }) {
        const key = readKey(nhap)
        const draft = key && (await findKept(context, key))
        const found =
          about === 'rules' && wanted ? await searchProcedures(context, wanted, foundMax) : undefined
        return sendPage(context, {
          about,
          typed: { ...(draft?.typed ?? knownOf(context)), ...(procedure !== undefined && { procedure }) },
          errors: [],
          wanted,
          found,
          earlier: draft?.earlier ?? earlierOf(truoc, ma),
          draft,
        })
      },
    }),
    endpoint({
      method: 'POST',
      path: petitionLinks.send(about),
      access: 'public',
      limit,
      body: 'raw',
      megabytesMax: fileMegabytesMax,
      input: Type.Object({}),
      async handle(context, _input, form) {
        const typed = typedIn(form)
        const key = readKey(fieldIn(form, 'nhap'))
        const sent = key && (await findSent(context, key))
        if (sent) return redirect(petitionLinks.show(sent.code, sent.secret))
        const found = readPetition(context, about, typed)
        const wrong = [
          ...('wrong' in found ? found.wrong : []).map((one) => ({
            name: one.name as string,
            message: one.refusal.sentence[context.language],
          })),
          ...form.refusedUploads.map(({ problem }) => ({ name: 'files', message: problem.detail })),
        ]
        const removedId = fieldIn(form, 'bo')
        if (wrong.length > 0 && form.uploads.length === 0 && !key) return again(context, about, form, wrong)
        const draft = await keepDraft(context, {
          about,
          typed,
          earlier: earlierOf(fieldIn(form, 'truoc'), fieldIn(form, 'ma')),
          files: await takeEnclosures(
            context,
            form.uploads.map(({ file }) => file),
          ),
          draft: key,
          removedId,
        })
        if (removedId) return redirect(`${petitionLinks.edit(about, draft)}#tep`)
        if (wrong.length > 0) return again(context, about, form, wrong, draft)
        return redirect(petitionLinks.check(draft))
      },
      refused: async (context, problem, _input, form) => {
        const key = readKey(fieldIn(form, 'nhap'))
        const draft = key && (await findKept(context, key))
        return again(context, about, form, [{ name: 'files', message: problem.detail }], draft)
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
