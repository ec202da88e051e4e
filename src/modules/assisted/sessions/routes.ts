/** Helping one person: the form, sending it, the slip, and Done. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import type { RawFields } from '#kernel/forms.ts'
import { isId, newId } from '#kernel/ids.ts'
import { type Endpoint, endpoint, type FormBody, type Reply, redirect } from '#kernel/web.ts'
import { assistedLinks } from '../domain.ts'
import { endHelp, fillSent, findArrived, openForm, openSlip, sendHelp } from './commands.ts'
import { helpFormPage, megabytesMax, slipPage } from './pages.tsx'

const access = 'citizen' as const
const code = Type.String({ pattern: '^\\d\\.\\d{6}$' })
const Id = Type.String({ maxLength: 40 })

export const sessionRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/ho-tro/lap/:code',
    access,
    level: 2,
    // `khoa`: a device asks whether what it is about to send is here already.
    input: Type.Object({ code, khoa: Type.Optional(Id) }),
    async handle(context, { code: procedure, khoa: key }) {
      const helped = await openForm(context, procedure)
      if (key && isId(key) && (await findArrived(context, key))) return redirect(whereAfter(key))
      return helpFormPage(context, { helped, typed: {} })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ho-tro/lap/:code',
    access,
    level: 2,
    body: 'raw',
    files: 'papers and sound',
    megabytesMax,
    limit: { name: 'assisted-send', max: 120, seconds: 3600 },
    input: Type.Object({ code }),
    async handle(context, { code: procedure }, form) {
      const fields = form.fields as RawFields
      if (actOf(form) === 'read') return again(context, procedure, form, undefined, true)
      const [refused] = form.refusedUploads
      if (refused) return again(context, procedure, form, refused.problem)
      const key =
        context.operationKey && isId(context.operationKey) ? context.operationKey : newId(context.now)
      const done = await sendHelp(context, procedure, { key, fields, uploads: form.uploads })
      if ('id' in done) return redirect(whereAfter(done.id))
      const helped = await openForm(context, procedure)
      return helpFormPage(context, { helped, typed: fields, ...done })
    },
    refused: (context, problem, { code: procedure }, form) => again(context, procedure, form, problem),
  }),
  endpoint({
    method: 'GET',
    path: '/ho-tro/phieu/:id',
    access,
    level: 2,
    input: Type.Object({ id: Id }),
    handle: async (context, { id }) => slipPage(context, await openSlip(context, id)),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-tro/phieu/:id/xong',
    access,
    input: Type.Object({ id: Id }),
    async handle(context, { id }) {
      await endHelp(context, id)
      return redirect(assistedLinks.home)
    },
  }),
]

const whereAfter = (id: string) => assistedLinks.slip(id)
const actOf = ({ fields }: FormBody) => [fields['act'] ?? ''].flat()[0]

/** The form with what stands in it, and what is wrong or what is read back. */
async function again(
  context: Context,
  procedure: string,
  form: FormBody,
  problem?: Problem,
  isRead = false,
): Promise<Reply> {
  const helped = await openForm(context, procedure)
  const fields = form.fields as RawFields
  const { filled } = fillSent(context, helped.form, { fields, uploads: form.uploads })
  return helpFormPage(context, { helped, typed: fields, filled, problem, isRead })
}
