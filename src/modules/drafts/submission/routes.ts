/** Check and submit. */

import { Type } from 'typebox'
import { demandLevel } from '#kernel/policy.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { dossierLinks } from '#modules/dossiers/api.ts'
import { levelNeeded } from '#modules/services/api.ts'
import { openDraft } from '../commands.ts'
import { submitDraft } from './commands.ts'
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
    input: Type.Object({ id, version: Type.Integer() }),
    async handle(context, input) {
      const { definition } = await openDraft(context, input.id)
      demandLevel(levelNeeded(context.pack.manifest, definition), context.actor)
      return redirect(dossierLinks.submitted(await submitDraft(context, input)))
    },
    refused: async (context, problem, input) =>
      checkPageReply(context, await openDraft(context, input.id), problem),
  }),
]
