/** The work queue and its search. */

import { Type } from 'typebox'
import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks, parseDossierCode } from '../api.ts'
import { handOverMany } from '../handling/commands.ts'
import type { Seen } from '../steps/commands.ts'
import { findDossier } from '../steps/store.ts'
import { viewQueue } from './commands.ts'
import { bulkActOf, bulkMax, type QueueTab, queueTabs } from './domain.ts'
import { QueuePage, type QueueResult, queueLink } from './pages.tsx'
import { texts } from './texts.ts'

const Tab = Type.Enum([...queueTabs] as [QueueTab, ...QueueTab[]])
const states = Object.keys(caseStates) as [CaseState, ...CaseState[]]
const viewer = { permission: 'dossier.view' } as const
/** An input of a GET form that was left empty still comes. */
const Text = Type.Optional(Type.String({ maxLength: 200 }))

export const routes = [
  endpoint({
    method: 'GET',
    path: '/lam-viec',
    access: viewer,
    input: Type.Object({
      'danh-sach': Type.Optional(Tab),
      'thu-tuc': Text,
      'linh-vuc': Text,
      'trang-thai': Type.Optional(Type.Union([Type.Enum(states), Type.Literal('')])),
      q: Text,
      sau: Text,
      xong: Type.Optional(Type.Integer({ minimum: 0, maximum: bulkMax })),
    }),
    async handle(context, input) {
      const filters = {
        procedure: input['thu-tuc'] || undefined,
        field: input['linh-vuc'] || undefined,
        state: input['trang-thai'] || undefined,
        text: input.q?.trim() || undefined,
      }
      const result = input.xong ? { done: input.xong, refused: [] } : undefined
      return queuePage(context, { tab: input['danh-sach'], filters, after: input.sau, result })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lam-viec/tim-kiem',
    sheds: 'search',
    access: viewer,
    input: Type.Object({ q: Type.String({ maxLength: 200 }) }),
    async handle(context, { q }) {
      const code = parseDossierCode(q)
      const found = code && (await read(context, (tx) => findDossier(tx, context.actor, code)))
      return redirect(found ? deskLinks.dossier(found.code) : queueLink('all', { text: q.trim() }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ban-giao',
    access: viewer,
    body: 'raw',
    input: Type.Object({}),
    async handle(context, _input, { fields }) {
      const tab = queueTabs.find((one) => one === fields.tab) ?? 'mine'
      const act = bulkActOf[tab]
      const chosen = [fields.chosen ?? []].flat().slice(0, bulkMax).flatMap(readChosen)
      if (!act || chosen.length === 0)
        return queuePage(context, { tab, filters: {}, result: { done: 0, refused: [], nothingChosen: true } })
      const outcomes = await handOverMany(context, act, chosen)
      const refused = outcomes.flatMap(({ code, refused: reason }) => (reason ? [{ code, reason }] : []))
      const done = outcomes.length - refused.length
      if (refused.length === 0) return redirect(`${queueLink(tab)}&xong=${done}`)
      return queuePage(context, { tab, filters: {}, result: { done, refused } })
    },
  }),
]

function readChosen(text: string): Seen[] {
  const [, code, version, step] = /^(.+)_(\d{1,9})_(\d{1,4})$/.exec(text) ?? []
  return code ? [{ code, expectedVersion: Number(version), step: Number(step) }] : []
}

async function queuePage(
  context: Context,
  ask: Parameters<typeof viewQueue>[1] & { readonly result?: QueueResult | undefined },
): Promise<Reply> {
  const view = await viewQueue(context, ask)
  return page(context, { title: textsFor(texts, context.language).queue }, QueuePage({ view }))
}
