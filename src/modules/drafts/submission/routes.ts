/** Check and submit. */

import { Type } from 'typebox'
import { demandLevel } from '#kernel/policy.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { levelNeeded } from '#modules/services/api.ts'
import { openDraft } from '../commands.ts'
import { declareAndSubmit } from './commands.ts'
import { checkPageReply } from './pages.tsx'

const id = Type.String({ maxLength: 40 })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/ban-nhap/:id/kiem-tra',
    journey: 'submit',
    access: { citizen: 'submit' },
    input: Type.Object({ id }),
    async handle(context, input) {
      const open = await openDraft(context, input.id)
      if (open.draft.dossierCode) return redirect(dossierLinks.show(open.draft.dossierCode))
      demandLevel(levelNeeded(context.pack.manifest, open.definition), context.actor)
      return checkPageReply(context, open)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/ban-nhap/:id/kiem-tra',
    journey: 'submit',
    access: { citizen: 'submit' },
    body: 'raw',
    input: Type.Object({ id }),
    async handle(context, input, form) {
      const open = await openDraft(context, input.id)
      demandLevel(levelNeeded(context.pack.manifest, open.definition), context.actor)
      const version = Number(form.fields['version']) || 0
      const sent = await declareAndSubmit(context, open, { version, fields: form.fields })
      if ('code' in sent) return redirect(dossierLinks.submitted(sent.code))
      return checkPageReply(context, sent.open, { errors: sent.errors, typed: form.fields })
    },
    refused: async (context, problem, input, form) =>
      checkPageReply(context, await openDraft(context, input.id), { problem, typed: form.fields }),
  }),
]
