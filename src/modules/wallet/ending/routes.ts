/** Ending a digitised copy. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, type FormBody, page, type Reply, redirect } from '#kernel/web.ts'
import { walletLinks } from '../links/domain.ts'
import { endCopy, openEnding } from './commands.ts'
import { EndingPage, type EndingProps } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'paper.revoke' } as const
const id = Type.String({ format: 'uuid' })

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec/kho/:id/thu-hoi',
    access,
    input: Type.Object({ id }),
    handle: (context, input) => endingPage(context, input.id),
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/kho/:id/thu-hoi',
    access,
    body: 'raw',
    input: Type.Object({ id }),
    async handle(context, input, form) {
      const { why, reason, successor } = typedOf(form)
      await endCopy(context, {
        id: input.id,
        why: why === 'wrongScan' || why === 'paperReplaced' ? why : undefined,
        reason: reason.slice(0, 500),
        successorId: successor || undefined,
      })
      return redirect(walletLinks.proof(input.id))
    },
    refused: (context, problem, input, form) =>
      endingPage(context, input.id, { problem, typed: typedOf(form) }, problem.status),
  }),
]

function typedOf({ fields }: FormBody) {
  const one = (name: string) => [fields[name] ?? ''].flat()[0] ?? ''
  return { why: one('why'), reason: one('reason'), successor: one('successor') }
}

async function endingPage(
  context: Context,
  entryId: string,
  more: Omit<EndingProps, 'ending'> = {},
  status = 200,
): Promise<Reply> {
  const ending = await openEnding(context, entryId)
  return page(
    context,
    { title: textsFor(texts, context.language).title },
    EndingPage({ ending, ...more }),
    status,
  )
}
