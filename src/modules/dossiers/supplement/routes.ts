/** Asking for a supplement: tick, read the words, send. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { openDossier } from '../desk/commands.ts'
import { refusal } from '../domain.ts'
import { requestSupplement } from './commands.ts'
import { nameFaults, readFaults } from './domain.ts'
import { SupplementPage, type SupplementView } from './pages.tsx'
import { texts } from './texts.ts'

const input = Type.Object({ code: Type.String({ maxLength: 80 }) })
const access = { anyPermission: ['dossier.receive', 'dossier.process', 'dossier.approve'] } as const
const path = '/lam-viec/ho-so/:code/bo-sung'

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access,
    input,
    handle: async (context, { code }) =>
      supplementPage(context, { open: await openDossier(context, code), given: [], reason: '' }),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input,
    body: 'raw',
    async handle(context, { code }, form) {
      const given = readFaults(form.fields)
      const reason = reasonOf(form)
      if (given.length === 0 || given.some((fault) => !fault.reason)) throw refusal.faultsNeeded()
      if (form.fields.act === 'send') {
        const expectedVersion = Number(form.fields.version)
        await requestSupplement(context, { code, expectedVersion, faults: given, reason })
        return redirect(`${deskLinks.dossier(code)}?xong=bo-sung`)
      }
      const open = await openDossier(context, code)
      const { faults, unknown } = nameFaults(open.definition, given)
      if (unknown !== undefined) throw refusal.unknownFault({ details: { key: unknown } })
      return supplementPage(context, { open, given, reason, faults })
    },
    refused: (context, problem, { code }, form) => comeBack(context, problem, code, form),
  }),
]

const reasonOf = ({ fields }: FormBody): string =>
  typeof fields.reason === 'string' ? fields.reason.trim().slice(0, 2000) : ''

async function comeBack(context: Context, problem: Problem, code: string, form: FormBody): Promise<Reply> {
  const open = await openDossier(context, code)
  const view = { open, problem, given: readFaults(form.fields), reason: reasonOf(form) }
  return supplementPage(context, view, problem.status)
}

function supplementPage(context: Context, view: SupplementView, status = 200): Reply {
  const { title } = textsFor(texts, context.language)
  return page(context, { title: `${title} ${view.open.dossier.code}` }, SupplementPage({ view }), status)
}
