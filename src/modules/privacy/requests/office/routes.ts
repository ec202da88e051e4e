/** The list of requests about data and their answers. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { answerRequest, openRequest, viewRequests } from '../commands.ts'
import { type Outcome, outcomes, refusal, requestCode } from '../domain.ts'
import { privacyLinks } from '../links/domain.ts'
import { texts } from '../texts.ts'
import { RequestQueue, RequestWork, type WorkProps } from './pages.tsx'

const access = { permission: 'privacy.answer' } as const
const id = Type.String({ maxLength: 40 })
const outcomeKeys = Object.keys(outcomes) as [Outcome, ...Outcome[]]

export const officeRoutes = [
  endpoint({
    method: 'GET',
    path: privacyLinks.queue,
    access,
    input: Type.Object({}),
    async handle(context) {
      const title = textsFor(texts, context.language).queueTitle
      return page(context, { title }, RequestQueue({ requests: await viewRequests(context) }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/yeu-cau-du-lieu/:id',
    access,
    input: Type.Object({ id }),
    handle: (context, input) => workPage(context, input.id, {}),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/yeu-cau-du-lieu/:id',
    access,
    input: Type.Object({
      id,
      outcome: Type.Optional(Type.Enum(outcomeKeys)),
      answer: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    async handle(context, { id: requestId, outcome, answer = '' }) {
      if (!outcome) throw refusal.outcomeNeeded()
      await answerRequest(context, { id: requestId, outcome, answer })
      return redirect(privacyLinks.work(requestId))
    },
    refused: (context, problem, { id: requestId, outcome, answer }) =>
      workPage(context, requestId, { outcome, answer }, problem),
  }),
]

async function workPage(
  context: Context,
  requestId: string,
  typed: WorkProps['typed'],
  problem?: WorkProps['problem'],
): Promise<Reply> {
  const request = await openRequest(context, requestId)
  const title = `${textsFor(texts, context.language).queueTitle} ${requestCode(request.number)}`
  return page(context, { title }, RequestWork({ request, typed, problem }), problem?.status ?? 200)
}
