/** One's mandates: seeing, answering, ending; acting in the place of another and coming back. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { routes as adding } from './adding/routes.ts'
import { acceptMandate, beginActing, endActing, endMandate, refuseMandate, viewMandates } from './commands.ts'
import { routes as desk } from './desk/routes.ts'
import { mandateLinks } from './domain.ts'
import { mandatesPage } from './pages.tsx'

const id = Type.String({ maxLength: 40 })
/** Also whoever manages the account of another. */
const manager = { citizen: 'manage', whole: true } as const

const refused = async (context: Context, problem: Problem) =>
  mandatesPage(context, { view: await viewMandates(context), problem })

const answer = (path: `/${string}`, act: (context: Context, id: string) => Promise<void>) =>
  endpoint({
    method: 'POST',
    path,
    access: manager,
    input: Type.Object({ id }),
    async handle(context, input) {
      await act(context, input.id)
      return redirect(mandateLinks.list)
    },
    refused,
  })

export const routes = [
  endpoint({
    method: 'GET',
    path: mandateLinks.list,
    access: manager,
    input: Type.Object({ xong: Type.Optional(Type.Literal('1')) }),
    handle: async (context, { xong }) =>
      mandatesPage(context, { view: await viewMandates(context), isDone: xong === '1' }),
  }),
  answer(mandateLinks.accept(':id'), acceptMandate),
  answer(mandateLinks.refuse(':id'), refuseMandate),
  answer(mandateLinks.end(':id'), endMandate),
  endpoint({
    method: 'POST',
    path: mandateLinks.enter(':id'),
    access: 'citizen',
    input: Type.Object({ id }),
    handle: async (context, input) => redirect('/tai-khoan', [await beginActing(context, input.id)]),
    refused,
  }),
  // Whose mandate has ended is nobody until they are themselves again, so this looks at the session itself.
  endpoint({
    method: 'POST',
    path: mandateLinks.leave,
    access: 'public',
    input: Type.Object({}),
    handle: async (context) => redirect(mandateLinks.list, [await endActing(context)]),
  }),
  ...adding,
  ...desk,
]
