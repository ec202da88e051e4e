/** Routes of one entry of a draft. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { catalogueLinks } from '../../api.ts'
import { refusal } from '../../versions/domain.ts'
import { choicesOf, entryOf, getDraft, moveEntry, saveEntry } from '../commands.ts'
import { type PartName, partLists, partNames, typedOf } from '../domain.ts'
import { texts } from '../texts.ts'
import { EntryPage, type EntryView } from './pages.tsx'

const access = { permission: 'catalogue.manage' } as const
const Place = Type.Object({
  id: Type.String({ maxLength: 40 }),
  part: Type.Enum(partNames),
  index: Type.String({ pattern: '^(moi|[0-9]{1,3})$' }),
})

export const routes = [
  endpoint({
    method: 'GET',
    path: '/quan-tri/ban-thao/:id/:part/:index',
    access,
    personal: 'none',
    input: Place,
    handle: (context, { id, part, index }) => entryReply(context, id, part, numberOf(index)),
  }),
  endpoint({
    method: 'POST',
    path: '/quan-tri/ban-thao/:id/:part/:index',
    access,
    personal: 'none',
    body: 'raw',
    input: Place,
    async handle(context, { id, part, index }, { fields }) {
      const place = { id, part, index: numberOf(index), revision: Number(fields.revision) }
      const { act } = fields
      if (act === 'len' || act === 'xuong' || act === 'bo') {
        await moveEntry(context, place, act)
        return redirect(`${catalogueLinks.draft(id)}#${part}`)
      }
      const faults = await saveEntry(context, place, fields)
      if (faults.length > 0) return entryReply(context, id, part, place.index, { typed: fields, faults }, 422)
      return redirect(`${catalogueLinks.draft(id)}#${part}`)
    },
    refused: (context, { detail, status }, { id, part, index }, { fields }) =>
      entryReply(context, id, part, numberOf(index), { typed: fields, problem: detail }, status),
  }),
]

const numberOf = (index: string) => (index === 'moi' ? undefined : Number(index))

async function entryReply(
  context: Context,
  id: string,
  part: PartName,
  index: number | undefined,
  more: Partial<Pick<EntryView, 'typed' | 'faults' | 'problem'>> = {},
  status = 200,
): Promise<Reply> {
  const draft = await getDraft(context, id)
  const entry = entryOf(draft, part, index)
  if (index !== undefined && !entry && !more.typed) throw refusal.unknownDraft()
  const list = partLists[part]
  const typed = typedOf(list, entry ?? startOf(part, draft.definition.form))
  const view = { draft, part, index, typed, faults: [], ...choicesOf(context, draft.definition), ...more }
  const t = textsFor(texts, context.language)
  const title = index === undefined ? t[`new.${list}`] : t[`edit.${list}`]
  return page(context, { title }, EntryPage({ view }), status)
}

/** What a new entry begins with, so that the usual case needs few presses. */
function startOf(part: PartName, { pages }: FormDefinition) {
  if (part === 'cau-hoi') return { kind: 'text', required: true, page: pages.at(-1)?.key ?? '' }
  if (part === 'giay-to') return { required: true, originals: 1, copies: 0, accept: ['pdf', 'photo'] }
  if (part === 'phi') return { kind: 'fee', collect: 'onReceipt' }
  return part === 'buoc' ? { type: 'appraise', role: 'officer', hours: 8 } : { limit: { unit: 'workingDay' } }
}
