/** Writing something down at a step: a page for each act, and its sending. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { RawFields } from '#kernel/forms.ts'
import { endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { keepFiles, openWriting, readWriting, writeRecord } from './commands.ts'
import { type RecordAct, recordActs, recordSlugs } from './domain.ts'
import { recordPageOf } from './pages.tsx'

const linkOf = (act: RecordAct, { code, step }: Input) =>
  `${deskLinks.dossier(code)}/buoc/${step}/${recordSlugs[act]}`

const access = { permission: 'dossier.view' } as const
const input = Type.Object({
  code: Type.String({ maxLength: 80 }),
  step: Type.Integer({ minimum: 1 }),
})
type Input = { readonly code: string; readonly step: number }

const pathOf = (act: RecordAct) => `/lam-viec/ho-so/:code/buoc/:step/${recordSlugs[act]}` as const

export const routes = recordActs.flatMap((act) => [
  endpoint({
    method: 'GET',
    path: pathOf(act),
    access,
    input,
    handle: (context, given) => show(context, act, given, undefined),
  }),
  endpoint({
    method: 'POST',
    path: pathOf(act),
    access,
    input,
    body: 'raw',
    async handle(context, { code, step }, form) {
      const typed = await keepFiles(context, form)
      const { answers, errors } = await readWriting(context, { act, code, step }, typed)
      if (errors.length > 0) return show(context, act, { code, step }, typed)
      const expectedVersion = Number(form.fields.version)
      await writeRecord(context, { act, answers, code, step, expectedVersion })
      // Whoever was only asked for an opinion does not see the dossier any more.
      if (act === 'answerConsultation') return redirect(`${deskLinks.queue()}?xong=1`)
      return redirect(`${deskLinks.dossier(code)}?xong=ghi`)
    },
    refused: (context, problem, given, form) => comeBack(context, act, given as Input, form, problem),
  }),
])

async function show(
  context: Context,
  act: RecordAct,
  given: Input,
  typed: RawFields | undefined,
  problem?: Problem,
): Promise<Reply> {
  const writing = await openWriting(context, { act, ...given }, typed)
  const { view, errors } = await readWriting(context, { act, ...given }, typed)
  const action = linkOf(act, given)
  const status = problem?.status ?? (typed ? 422 : 200)
  return recordPageOf(context, { writing, view, errors: typed ? errors : [], problem, action }, status)
}

/** What was typed stays; files that came with a refused form are chosen again. */
function comeBack(
  context: Context,
  act: RecordAct,
  given: Input,
  { fields }: FormBody,
  problem: Problem,
): Promise<Reply> {
  return show(context, act, given, fields as RawFields, problem)
}
