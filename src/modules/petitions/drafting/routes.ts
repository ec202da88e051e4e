/** Xem lại rồi gửi. Open to whoever has the secret of the draft. */

import { Type } from 'typebox'
import { type Endpoint, endpoint, redirect } from '#kernel/web.ts'
import { type Draft, petitionLinks, refusal } from '../domain.ts'
import { readPetition } from '../sending/commands.ts'
import { findKept, findSent, readKey, sendDraft } from './commands.ts'
import { checkPage } from './pages.tsx'

const key = Type.String({ maxLength: 60 })
const limit = { name: 'petitions-check', max: 60, seconds: 3600 } as const

/** Throws `petitions.draftGone`. */
function demandKey(given: string): Draft {
  const draft = readKey(given)
  if (!draft) throw refusal.draftGone()
  return draft
}

export const draftingRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/kien-nghi/gui/xem-lai/:draft',
    access: 'public',
    input: Type.Object({ draft: key }),
    async handle(context, input) {
      const asked = demandKey(input.draft)
      const draft = await findKept(context, asked)
      if (!draft) {
        const sent = await findSent(context, asked)
        if (!sent) throw refusal.draftGone()
        return redirect(petitionLinks.show(sent.code, sent.secret))
      }
      const found = readPetition(context, draft.about, draft.typed)
      return 'wrong' in found
        ? redirect(petitionLinks.edit(draft.about, draft))
        : checkPage(context, draft, found.meant)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/kien-nghi/gui/xem-lai/:draft',
    access: 'public',
    limit,
    input: Type.Object({ draft: key }),
    async handle(context, input) {
      const { code, secret } = await sendDraft(context, demandKey(input.draft))
      return redirect(`${petitionLinks.show(code, secret)}&gui=1`)
    },
  }),
]
