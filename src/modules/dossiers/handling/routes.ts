/** The officers' acts on one dossier. Each is a plain form; refused, the page comes back with what was typed. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { Access } from '#kernel/policy.ts'
import { type Endpoint, endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { openDossier } from '../desk/commands.ts'
import { dossierPage } from '../desk/routes.ts'
import {
  acceptDossier,
  assignDossier,
  forwardDossier,
  handBackDossier,
  refuseReception,
  returnResult,
  takeDossier,
  writeNote,
} from './commands.ts'
import type { Done } from './texts.ts'

const Words = Type.String({ maxLength: 4000 })
const OptionalWords = Type.Optional(Words)
const seen = {
  code: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  step: Type.Optional(Type.Integer({ minimum: 1 })),
}
/** A list left at its first line sends an empty text. */
const Person = Type.Optional(Type.String({ maxLength: 40 }))
const Key = Type.Optional(Type.String({ maxLength: 80 }))

type Shape = Parameters<typeof Type.Object>[0]
type Act<S extends Shape> = {
  readonly path: Done
  readonly access: Access
  readonly input: S
  handle(context: Context, input: Type.Static<Type.TObject<S>>): Promise<unknown>
}

/** POST to an act of a dossier, then its page. */
function act<S extends Shape>({ path, access, input, handle }: Act<S>): Endpoint {
  return endpoint({
    method: 'POST',
    path: `/lam-viec/ho-so/:code/${path}`,
    access,
    input: Type.Object(input),
    async handle(context, given): Promise<Reply> {
      await handle(context, given)
      return redirect(`${deskLinks.dossier((given as { code: string }).code)}?xong=${path}`)
    },
    refused: (context, problem, given, form) =>
      comeBack(context, problem, (given as { code: string }).code, form),
  })
}

type Given = { readonly code: string; readonly version: number; readonly step?: number | undefined }
const seenIn = ({ code, version: expectedVersion, step }: Given) => ({ code, expectedVersion, step })

async function comeBack(
  context: Context,
  problem: Problem,
  code: string,
  { fields }: FormBody,
): Promise<Reply> {
  const open = await openDossier(context, code)
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
  return dossierPage(context, { open, problem, typed }, problem.status)
}

export const routes = [
  act({
    path: 'tiep-nhan',
    access: { permission: 'dossier.receive' },
    input: { ...seen, nextHolder: Person, note: OptionalWords },
    handle: (context, { nextHolder, note, ...given }) =>
      acceptDossier(context, { ...seenIn(given), nextHolder: nextHolder || undefined, note }),
  }),
  act({
    path: 'tu-choi',
    access: { permission: 'dossier.receive' },
    input: { ...seen, ground: Words, legalBasis: Words },
    handle: (context, { ground, legalBasis, ...given }) =>
      refuseReception(context, { ...seenIn(given), ground, legalBasis }),
  }),
  act({
    path: 'nhan-viec',
    access: { permission: 'dossier.view' },
    input: seen,
    handle: (context, given) => takeDossier(context, seenIn(given)),
  }),
  act({
    path: 'giao',
    access: { permission: 'dossier.assign' },
    input: { ...seen, holder: Type.String({ maxLength: 40 }) },
    handle: (context, { holder, ...given }) => assignDossier(context, { ...seenIn(given), holder }),
  }),
  act({
    path: 'chuyen',
    access: { permission: 'dossier.view' },
    input: { ...seen, outcome: Key, nextHolder: Person, note: OptionalWords },
    handle: (context, { outcome, nextHolder, note, ...given }) =>
      forwardDossier(context, {
        ...seenIn(given),
        outcome,
        nextHolder: nextHolder || undefined,
        note: note?.trim() || undefined,
      }),
  }),
  act({
    path: 'tra-lai',
    access: { permission: 'dossier.view' },
    input: { ...seen, to: Key, reason: Words },
    handle: (context, { reason, to, ...given }) => handBackDossier(context, { ...seenIn(given), to, reason }),
  }),
  act({
    path: 'tra-ket-qua',
    access: { permission: 'dossier.return' },
    input: { ...seen, way: Type.Enum(['online', 'desk', 'post']) },
    handle: (context, { way, ...given }) => returnResult(context, { ...seenIn(given), way }),
  }),
  act({
    path: 'y-kien',
    access: { permission: 'dossier.view' },
    input: { code: Type.String(), body: Words },
    handle: (context, { code, body }) => writeNote(context, { code, body }),
  }),
]
