/** Bổ sung hồ sơ, by its applicant. */

import { Type } from 'typebox'
import { type RawFields, readAct } from '#kernel/forms.ts'
import { endpoint, type FormBody, redirect } from '#kernel/web.ts'
import { dossierLinks } from '../api.ts'
import { openMending, saveMending, sendMending } from './commands.ts'
import { mendingPage } from './pages.tsx'

const code = Type.String({ maxLength: 80 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ho-so/:code/bo-sung',
    access: { citizen: 'submit' },
    input: Type.Object({ code, luu: Type.Optional(Type.Literal('1')) }),
    handle: async (context, input) =>
      mendingPage(context, {
        mending: await openMending(context, input.code),
        shows: input.luu ? 'saved' : 'request',
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/ho-so/:code/bo-sung',
    access: { citizen: 'submit' },
    body: 'raw',
    limit: { name: 'dossiers.mend', max: 120, seconds: 600 },
    input: Type.Object({ code }),
    async handle(context, input, form) {
      const { act, fields } = readSent(form)
      const { uploads, refusedUploads } = form
      const mending = await saveMending(context, { code: input.code, fields, act, uploads, refusedUploads })
      const isWrong = act === 'send' ? mending.errors.length > 0 : refusedUploads.length > 0
      if (isWrong) return mendingPage(context, { mending, shows: 'wrong' })
      if (act !== 'send') return redirect(`${dossierLinks.mend(input.code)}?luu=1`)
      await sendMending(context, mending)
      return redirect(`${dossierLinks.show(input.code)}?bo-sung=1`)
    },
  }),
]

/** The buttons' own name aside, everything is a control of the form. */
function readSent({ fields: { act, ...fields } }: FormBody) {
  const read = typeof act === 'string' ? readAct(act) : undefined
  return { act: read ?? (act === 'send' ? 'send' : 'save'), fields: fields as RawFields } as const
}
