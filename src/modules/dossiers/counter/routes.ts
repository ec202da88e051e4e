/** Reception at the counter. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { RawFields } from '#kernel/forms.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { deskLinks } from '../api.ts'
import { type CounterForm, receiveAtCounter, startCounterForm } from './commands.ts'
import { ChoosePage, CounterPage } from './pages.tsx'
import { findProcedures } from './store.ts'
import { texts } from './texts.ts'

const access = { permission: 'dossier.receive' } as const
const input = Type.Object({ code: Type.String({ maxLength: 40 }) })
const path = '/lam-viec/tiep-nhan-tai-quay/:code'

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/tiep-nhan-tai-quay',
    access,
    input: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
    async handle(context, { q = '' }) {
      const procedures = await read(context, (tx) => findProcedures(tx, q))
      const { title } = textsFor(texts, context.language)
      return page(context, { title }, ChoosePage({ view: { text: q, procedures } }))
    },
  }),
  endpoint({
    method: 'GET',
    path,
    access,
    input,
    handle: async (context, { code }) => counterPage(context, await startCounterForm(context, code)),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input,
    body: 'raw',
    async handle(context, { code }, { fields, uploads }) {
      const { act, _shown, _return, ...own } = fields
      const outcome = await receiveAtCounter(context, {
        code,
        fields: own as RawFields,
        uploads,
        act: [act ?? []].flat()[0] ?? 'submit',
        shown: typeof _shown === 'string' ? _shown.split(' ') : [],
        returnMethod: _return === 'online' || _return === 'post' ? _return : 'desk',
      })
      if (typeof outcome !== 'string') return counterPage(context, outcome)
      return redirect(`${deskLinks.dossier(outcome)}?xong=tiep-nhan`)
    },
  }),
]

function counterPage(context: Context, form: CounterForm): Reply {
  const { title } = textsFor(texts, context.language)
  const status = form.errors.length > 0 ? 422 : 200
  return page(context, { title }, CounterPage({ form, lists: formLists(context) }), status)
}
