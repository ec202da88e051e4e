/** What a person agrees to. */

import { Type } from 'typebox'
import type { ConsentUse } from '#kernel/module.ts'
import { type Endpoint, endpoint, redirect } from '#kernel/web.ts'
import { viewOwnConsents, withdrawOwn } from './commands.ts'
import { consentLinks } from './domain.ts'
import { ownPage } from './pages.tsx'

const access = { citizen: 'manage', whole: true } as const

export const consentRoutes = (uses: readonly ConsentUse[]): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: consentLinks.own,
    access,
    input: Type.Object({ xong: Type.Optional(Type.Literal('1')) }),
    handle: async (context, { xong }) =>
      ownPage(context, { own: await viewOwnConsents(context, uses), isWithdrawn: xong === '1' }),
  }),
  endpoint({
    method: 'POST',
    path: consentLinks.withdraw,
    access,
    input: Type.Object({ purpose: Type.String({ maxLength: 60 }) }),
    async handle(context, { purpose }) {
      await withdrawOwn(context, purpose)
      return redirect(`${consentLinks.own}?xong=1`)
    },
  }),
]
