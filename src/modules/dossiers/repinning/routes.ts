/** Routes of replays and of moving open dossiers to the version in force. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { catalogueLinks } from '#modules/services/api.ts'
import type { Seen } from '../steps/commands.ts'
import { repinMany, undoRepin, viewRepinning } from './commands.ts'
import { type Group, groups } from './domain.ts'
import { RepinPage, type RepinPageView, ReplayPage } from './pages.tsx'
import { startReplay, viewReplay } from './replay/commands.ts'
import { texts } from './texts.ts'

const Id = Type.String({ maxLength: 40 })
const Code = Type.String({ maxLength: 40 })
const repinner = { permission: 'dossier.repin' } as const
const refreshSeconds = 2

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/ban-thao/:id/chay-thu',
    access: { permission: 'catalogue.view' },
    personal: 'none',
    input: Type.Object({ id: Id, nhom: Type.Optional(Type.Enum([...groups] as [Group, ...Group[]])) }),
    async handle(context, { id, nhom }) {
      const view = await viewReplay(context, id, nhom)
      const isRunning = view.replay !== undefined && view.replay.finishedAt === null
      const head = { title: textsFor(texts, context.language).replay, ...(isRunning && { refreshSeconds }) }
      return page(context, head, ReplayPage({ view }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/ban-thao/:id/chay-thu',
    access: { anyPermission: ['catalogue.manage', 'catalogue.approve'] },
    personal: 'none',
    input: Type.Object({ id: Id, wanted: Type.Integer({ minimum: 1, maximum: 5000 }) }),
    async handle(context, { id, wanted }) {
      await startReplay(context, { draftId: id, wanted })
      return redirect(catalogueLinks.replay(id))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quan-tri/thu-tuc/:code/chuyen-ho-so',
    access: repinner,
    personal: 'none',
    input: Type.Object({ code: Code }),
    handle: (context, { code }) => repinReply(context, code),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/thu-tuc/:code/chuyen-ho-so',
    access: repinner,
    personal: 'none',
    body: 'raw',
    input: Type.Object({ code: Code }),
    async handle(context, { code }, { fields }) {
      const chosen = [fields.chosen ?? []].flat().flatMap(readChosen)
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        name.startsWith('map.') && typeof value === 'string' && value
          ? [[name.slice(4), value] as const]
          : [],
      )
      const how = {
        version: Number(fields.version),
        reason: typeof fields.reason === 'string' ? fields.reason.slice(0, 1000) : '',
        mapping: Object.fromEntries(pairs),
      }
      const outcomes = await repinMany(context, chosen, how)
      return repinReply(context, code, { outcomes, reason: how.reason })
    },
    refused: (context, { detail, status }, { code }, { fields }) =>
      repinReply(
        context,
        code,
        { problem: detail, reason: typeof fields.reason === 'string' ? fields.reason : '' },
        status,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/thu-tuc/:code/chuyen-ho-so/hoan-tac',
    access: repinner,
    personal: 'none',
    input: Type.Object({ code: Code, id: Id }),
    async handle(context, { code, id }) {
      await undoRepin(context, { id })
      return redirect(catalogueLinks.repin(code))
    },
    refused: (context, { detail, status }, { code }) =>
      repinReply(context, code, { problem: detail }, status),
  }),
]

function readChosen(text: string): Seen[] {
  const [, code, version] = /^(.+)_(\d{1,9})$/.exec(text) ?? []
  return code && version ? [{ code, expectedVersion: Number(version) }] : []
}

async function repinReply(
  context: Context,
  code: string,
  more: Pick<RepinPageView, 'outcomes' | 'problem' | 'reason'> = {},
  status = 200,
): Promise<Reply> {
  const view = await viewRepinning(context, code)
  const title = textsFor(texts, context.language).repin
  return page(context, { title }, RepinPage({ view: { ...view, ...more } }), status)
}
