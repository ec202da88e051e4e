/** What the screens of the definitions show. Definitions hold nothing about persons, so looking leaves no event. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import { allows } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import type { JsonObject } from '#kernel/types.ts'
import { catalogueLinks } from '../api.ts'
import { refusal as serviceRefusal } from '../domain.ts'
import { changeDraft, faultsOfDraft, type SeenDraft } from '../versions/commands.ts'
import { differencesBetween } from '../versions/difference/domain.ts'
import {
  type Draft,
  inForceOn,
  newestOf,
  refusal,
  type Unnumbered,
  type Version,
} from '../versions/domain.ts'
import * as store from '../versions/store.ts'
import {
  entryAt,
  type InputFault,
  type PartName,
  partLists,
  readEntry,
  type Typed,
  withEntry,
  withMoved,
  withoutEntry,
} from './domain.ts'
import type { DraftView } from './drafting/pages.tsx'
import { roleNamesOf } from './drawing/domain.ts'
import type { CompareView, ListView, ProcedureView } from './pages.tsx'
import { questionsOf } from './questions/domain.ts'

const mayOf = ({ actor }: Context) => ({
  draft: allows({ permission: 'catalogue.manage' }, actor),
  approve: allows({ permission: 'catalogue.approve' }, actor),
  repin: allows({ permission: 'dossier.repin' }, actor),
})

export async function viewList(context: Context, query: string): Promise<ListView> {
  const words = searchKey(query).split(' ').filter(Boolean).slice(0, 8)
  return read(context, async (tx) => ({
    query,
    found: query ? await store.searchNames(tx, words, query) : [],
    drafts: await store.findOpenDrafts(tx),
    coming: await store.findComing(tx, context.today),
  }))
}

/** One version, the one in force unless another is named, or the first to come where none is. */
export async function viewProcedure(
  context: Context,
  code: string,
  wanted: number | undefined,
): Promise<Omit<ProcedureView, 'problem'>> {
  return read(context, async (tx) => {
    const versions = await store.findVersions(tx, code)
    const shown = versionOf(context, versions, code, wanted)
    return {
      shown,
      versions,
      drafts: await store.findOpenDrafts(tx, code),
      roleNames: roleNamesOf(context.pack),
      today: context.today,
      may: mayOf(context),
    }
  })
}

/** Throws `services.unknownProcedure` or `versions.unknownVersion`. */
export function versionOf(
  { today }: Context,
  versions: readonly Version[],
  code: string,
  wanted: number | undefined,
): Version {
  const current = inForceOn(versions, today) ?? newestOf(versions) ?? versions[0]
  if (!current) throw serviceRefusal.unknownProcedure({ details: { code } })
  const found = wanted === undefined ? current : versions.find(({ version }) => version === wanted)
  if (!found) throw refusal.unknownVersion({ details: { code, version: wanted ?? 0 } })
  return found
}

export async function viewDifference(
  context: Context,
  code: string,
  from: number,
  to: number,
): Promise<CompareView> {
  const versions = await read(context, (tx) => store.findVersions(tx, code))
  const [before, after] = [from, to].map((one) => versionOf(context, versions, code, one).definition)
  if (!before || !after) throw refusal.unknownVersion({ details: { code, version: to } })
  return {
    code,
    name: after.name,
    from,
    to,
    differences: differencesBetween(before, after, context.language, roleNamesOf(context.pack)),
  }
}

/** A draft by its id. Throws `versions.unknownDraft`. */
export async function getDraft(context: Context, id: string): Promise<Draft> {
  const draft = isId(id) ? await read(context, (tx) => store.findDraft(tx, id)) : undefined
  if (!draft) throw refusal.unknownDraft()
  return draft
}

export async function viewDraft(
  context: Context,
  id: string,
  more: Pick<DraftView, 'problem' | 'typed'> = {},
): Promise<DraftView> {
  const draft = await getDraft(context, id)
  const [versions, faults] = await read(context, async (tx) => [
    await store.findVersions(tx, draft.code),
    await faultsOfDraft(tx, context, draft),
  ])
  const isDone = draft.state === 'approved' || draft.state === 'discarded'
  const newest = newestOf(versions)
  const base = isDone ? versions.find(({ version }) => version === draft.basedOn) : newest
  if (!base) throw serviceRefusal.unknownProcedure({ details: { code: draft.code } })
  const { actor, language, pack, today } = context
  const isEditor = actor.kind === 'officer' && draft.editors.includes(actor.personId)
  return {
    draft,
    newest: base.version,
    differences: differencesBetween(base.definition, draft.definition, language, roleNamesOf(pack)),
    faults: faults.map((fault) => ({ ...fault, href: hrefOf(draft, fault.path) })),
    roleNames: roleNamesOf(pack),
    today,
    may: { ...mayOf(context), isEditor },
    ...more,
  }
}

/** Where a fault can be mended: the form of its entry. */
function hrefOf({ id, state, definition }: Draft, path: string): string | undefined {
  const [, list, index] = path.split('/')
  if (list === 'form' && state === 'open') {
    const key = index?.split('.')[2]
    const at = questionsOf(definition.form).findIndex((question) => question.key === key)
    return at < 0 ? `${catalogueLinks.draft(id)}#cau-hoi` : catalogueLinks.entry(id, 'cau-hoi', at)
  }
  const part = (Object.keys(partLists) as PartName[]).find((one) => partLists[one] === list)
  if (!part || state !== 'open') return undefined
  return index === undefined
    ? `${catalogueLinks.draft(id)}#${part}`
    : catalogueLinks.entry(id, part, Number(index))
}

/** What the selects of an entry offer. */
export function choicesOf({ pack, language, today }: Context, { form }: Pick<Unnumbered, 'form'>) {
  const names = roleNamesOf(pack)
  return {
    roles: Object.entries(names.roles).map(([value, name]) => ({ value, label: name[language] })),
    units: pack.units
      .filter(({ validFrom, validTo }) => validFrom <= today && (!validTo || today <= validTo))
      .map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
    pages: form.pages.map(({ key, title }) => ({ value: key as string, label: title[language] })),
  }
}

type Place = SeenDraft & { readonly part: PartName; readonly index: number | undefined }

/** Lưu một mục: with faults nothing is saved, and they are answered. */
export async function saveEntry(
  context: Context,
  { part, index, ...seen }: Place,
  typed: Typed,
): Promise<readonly InputFault[]> {
  const list = partLists[part]
  const { definition: now } = await getDraft(context, seen.id)
  const lists = choicesOf(context, now)
  const codesOf = (choices: readonly { readonly value: string }[]) => choices.map(({ value }) => value)
  const codes = {
    roles: codesOf(lists.roles),
    units: codesOf(lists.units),
    pages: codesOf(lists.pages),
  }
  const before = entryAt(now, list, index) ?? {}
  const { entry, faults } = readEntry(list, typed, before, codes)
  if (faults.length === 0)
    await changeDraft(context, seen, (definition) => withEntry(definition, list, index, entry))
  return faults
}

export type EntryAct = 'len' | 'xuong' | 'bo'

/** Bỏ, đưa lên, đưa xuống. */
export async function moveEntry(
  context: Context,
  { part, index = 0, ...seen }: Place,
  act: EntryAct,
): Promise<void> {
  const list = partLists[part]
  await changeDraft(context, seen, (definition) =>
    act === 'bo'
      ? withoutEntry(definition, list, index)
      : withMoved(definition, list, index, act === 'len' ? -1 : 1),
  )
}

/** An entry as the form shows it first. */
export function entryOf(draft: Draft, part: PartName, index: number | undefined): JsonObject | undefined {
  return entryAt(draft.definition, partLists[part], index)
}
