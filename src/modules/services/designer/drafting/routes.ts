/** Routes of a draft: its page, its facts, and the acts on it. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { calendarDate } from '#kernel/types.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { catalogueLinks } from '../../api.ts'
import {
  approveDraft,
  compareAgain,
  describeDraft,
  discardDraft,
  sendBackDraft,
  submitDraft,
  takeBackDraft,
} from '../../versions/commands.ts'
import { refusal } from '../../versions/domain.ts'
import { viewDraft } from '../commands.ts'
import { readDay, type Typed } from '../domain.ts'
import { DraftPage, type DraftView } from './pages.tsx'

const Id = Type.String({ maxLength: 40 })
const Revision = Type.Integer({ minimum: 1 })
const drafter = { permission: 'catalogue.manage' } as const
const approver = { permission: 'catalogue.approve' } as const

const acts = {
  'gui-duyet': { access: drafter, act: submitDraft },
  'rut-ve': { access: drafter, act: takeBackDraft },
  'da-so-sanh': { access: drafter, act: compareAgain },
  huy: { access: drafter, act: discardDraft },
  duyet: { access: approver, act: approveDraft, stepUp: { withinMinutes: 5 } },
} as const

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/ban-thao/:id',
    access: { permission: 'catalogue.view' },
    personal: 'none',
    input: Type.Object({ id: Id }),
    handle: (context, { id }) => draftReply(context, id),
  }),
  ...Object.entries(acts).map(([name, { access, act, ...more }]) =>
    endpoint({
      method: 'POST',
      path: `/quan-tri/ban-thao/:id/${name}`,
      access,
      personal: 'none',
      ...more,
      input: Type.Object({ id: Id, revision: Revision }),
      async handle(context, seen) {
        await act(context, seen)
        return redirect(catalogueLinks.draft(seen.id))
      },
      refused: (context, { detail, status }, { id }) => draftReply(context, id, { problem: detail }, status),
    }),
  ),
  endpoint({
    method: 'POST',
    path: '/quan-tri/ban-thao/:id/tra-lai',
    access: approver,
    personal: 'none',
    input: Type.Object({ id: Id, revision: Revision, note: Type.String({ maxLength: 1000 }) }),
    async handle(context, sent) {
      await sendBackDraft(context, sent)
      return redirect(catalogueLinks.draft(sent.id))
    },
    refused: (context, { detail, status }, { id }) => draftReply(context, id, { problem: detail }, status),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/ban-thao/:id/du-kien',
    access: drafter,
    personal: 'none',
    body: 'raw',
    input: Type.Object({ id: Id }),
    async handle(context, { id }, { fields }) {
      const day = readDay('validFrom', fields)
      if ('fault' in day) throw refusal.noSuchDay()
      await describeDraft(
        context,
        { id, revision: Number(fields.revision) },
        {
          reason: textOf(fields, 'reason'),
          legal: textOf(fields, 'legal'),
          validFrom: day.value === undefined ? null : calendarDate(day.value),
        },
      )
      return redirect(catalogueLinks.draft(id))
    },
    refused: (context, { detail, status }, { id }, { fields }) =>
      draftReply(context, id, { problem: detail, typed: fields }, status),
  }),
]

const textOf = (fields: Typed, name: string) => {
  const value = fields[name]
  return typeof value === 'string' ? value.slice(0, 2000) : ''
}

async function draftReply(
  context: Context,
  id: string,
  more: Pick<DraftView, 'problem' | 'typed'> = {},
  status = 200,
): Promise<Reply> {
  const view = await viewDraft(context, id, more)
  return page(context, { title: view.draft.definition.name }, DraftPage({ view }), status)
}
