/** The page of the ledger, open to everyone. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply } from '#kernel/web.ts'
import { ledgerLinks } from '../api.ts'
import { texts } from '../texts.ts'
import { checkGiven, viewLeaf, viewLedger } from './commands.ts'
import { LeafPage, LedgerPage, type LedgerShown } from './pages.tsx'

const tries = { name: 'so-cai', max: 60, seconds: 60 } as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/so-cai',
    access: 'public',
    input: Type.Object({}),
    handle: (context) => ledgerPage(context, {}),
  }),
  endpoint({
    method: 'POST',
    path: ledgerLinks.check() as '/so-cai/kiem-tra',
    access: 'public',
    limit: tries,
    body: 'text',
    megabytesMax: 1,
    input: Type.Object({ 'noi-dung': Type.Optional(Type.String({ maxLength: 20_000 })) }),
    async handle(context, { 'noi-dung': typed = '' }, { texts: [file] }) {
      return ledgerPage(context, { typed, verdict: await checkGiven(context, file?.text || typed) })
    },
    refused: (context, problem) => ledgerPage(context, { problem: problem.detail }, problem.status),
  }),
  endpoint({
    method: 'GET',
    path: '/so-cai/la/:start',
    access: 'public',
    limit: tries,
    input: Type.Object({ start: Type.String({ maxLength: 64 }) }),
    async handle(context, { start }) {
      const found = await viewLeaf(context, start)
      const title = textsFor(texts, context.language).leafTitle
      return page(context, { title, noIndex: true }, LeafPage({ found, start }))
    },
  }),
]

async function ledgerPage(context: Context, shown: Omit<LedgerShown, 'view'>, status = 200): Promise<Reply> {
  const { title, lead } = textsFor(texts, context.language)
  const view = await viewLedger(context)
  return page(context, { title, description: lead }, LedgerPage({ ...shown, view }), status)
}
