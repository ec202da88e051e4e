/** What other modules may use of the catalogue. */

import type { Context } from '#kernel/context.ts'
import { type Database, read, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'
import { findInCatalogue } from './catalogue/domain.ts'
import { currentCatalogue } from './catalogue/store.ts'
import { type ProcedureDefinition, refusal } from './domain.ts'
import * as store from './store.ts'
import { type Draft, refusal as draftRefusal, type Version } from './versions/domain.ts'
import { findDraft, findVersions, saveReplay } from './versions/store.ts'

export {
  type Channel,
  type FeeLine,
  feesFor,
  levelNeeded,
  limitFor,
  type ProcedureDefinition,
  papersFor,
  type Situation,
} from './domain.ts'
export { limitInWords } from './procedure/domain.ts'
export {
  approveDraft,
  beginDraft,
  changeDraft,
  describeDraft,
  submitDraft,
} from './versions/commands.ts'
export { inForceOn, type Unnumbered, type Version } from './versions/domain.ts'

type SearchWanted = {
  readonly q?: string | undefined
  readonly field?: string | undefined
  readonly level?: string | undefined
  readonly after?: string | undefined
}

export const serviceLinks = {
  home: () => '/',
  search: (wanted: SearchWanted = {}) => {
    const given = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return given.length > 0 ? `/thu-tuc?${new URLSearchParams(given)}` : '/thu-tuc'
  },
  suggestions: () => '/thu-tuc/goi-y',
  procedure: (code: string) => `/thu-tuc/${code}`,
  /** Where an online submission begins. */
  apply: (code: string) => `/thu-tuc/${code}/nop`,
  checklist: (code: string) => `/thu-tuc/${code}/giay-to`,
  field: (code: string) => `/linh-vuc/${code}`,
  event: (key: string) => `/su-kien/${key}`,
}

/** Thủ tục hợp với lời nói, best first; all as the public search finds them. */
export async function searchProcedures(
  context: Context,
  words: string,
  max: number,
): Promise<readonly { readonly code: string; readonly name: string; readonly field: string }[]> {
  const { hits } = findInCatalogue(await currentCatalogue(context), { q: words }, max)
  return hits.map(({ summary: { code, name, field } }) => ({ code, name, field }))
}

/** Addresses of those who keep the definitions. */
export const catalogueLinks = {
  list: () => '/quan-tri/thu-tuc',
  procedure: (code: string, version?: number) =>
    version === undefined ? `/quan-tri/thu-tuc/${code}` : `/quan-tri/thu-tuc/${code}?ban=${version}`,
  compare: (code: string, from: number, to: number) =>
    `/quan-tri/thu-tuc/${code}/so-sanh?tu=${from}&den=${to}`,
  begin: (code: string) => `/quan-tri/thu-tuc/${code}/soan`,
  import: (code: string) => `/quan-tri/thu-tuc/${code}/nhap`,
  withdraw: (code: string) => `/quan-tri/thu-tuc/${code}/thu-hoi`,
  bpmn: (code: string, version: number) => `/quan-tri/thu-tuc/${code}/quy-trinh.bpmn?ban=${version}`,
  json: (code: string, version: number) => `/quan-tri/thu-tuc/${code}/dinh-nghia.json?ban=${version}`,
  draft: (id: string) => `/quan-tri/ban-thao/${id}`,
  draftAct: (id: string, act: string) => `/quan-tri/ban-thao/${id}/${act}`,
  entry: (id: string, part: string, index: number | 'moi') => `/quan-tri/ban-thao/${id}/${part}/${index}`,
  /** Shown by the module that knows dossiers. */
  repin: (code: string) => `/quan-tri/thu-tuc/${code}/chuyen-ho-so`,
  replay: (id: string) => `/quan-tri/ban-thao/${id}/chay-thu`,
}

/** A draft as a replay needs it. Throws `versions.unknownDraft`. */
export async function getDraftToReplay(
  tx: Tx,
  id: string,
): Promise<
  Pick<Draft, 'id' | 'code' | 'revision' | 'definition' | 'validFrom' | 'state' | 'replayRevision'>
> {
  const draft = isId(id) ? await findDraft(tx, id) : undefined
  if (!draft) throw draftRefusal.unknownDraft()
  return draft
}

/** Remembers what a replay of this revision said; false when the draft was changed meanwhile. */
export function keepReplay(tx: Tx, id: string, revision: number, summary: JsonObject): Promise<boolean> {
  return saveReplay(tx, id, revision, summary)
}

/** Versions of a procedure that dossiers may be on or be moved to, newest number first. */
export function listVersions(tx: Tx, code: string): Promise<readonly Version[]> {
  return findVersions(tx, code)
}

/** The version in force on a day, which is nearly always `context.today`. Throws `services.unknownProcedure`. */
export async function getProcedure(tx: Tx, code: string, day: CalendarDate): Promise<ProcedureDefinition> {
  const found = await store.findProcedure(tx, code, day)
  if (!found) throw refusal.unknownProcedure({ details: { code } })
  return found
}

/**
 * The version that a draft or a dossier is pinned to; it never disappears. Versions never change, so they are kept at hand;
 * without a transaction the first read opens one.
 */
export async function getProcedureVersion(
  tx: Tx | undefined,
  context: Context,
  code: string,
  version: number,
): Promise<ProcedureDefinition> {
  const known = pinnedIn(context.database)
  const key = `${code} ${version}`
  const look = (inner: Tx) => store.findProcedureVersion(inner, code, version)
  const found = known.get(key) ?? (await (tx ? look(tx) : read(context, look)))
  if (!found) throw refusal.unknownProcedure({ details: { code } })
  if (known.size > pinnedMax) known.clear()
  known.set(key, found)
  return found
}

const pinnedMax = 500
const pinned = new WeakMap<Database, Map<string, ProcedureDefinition>>()

function pinnedIn(database: Database): Map<string, ProcedureDefinition> {
  const known = pinned.get(database) ?? new Map<string, ProcedureDefinition>()
  pinned.set(database, known)
  return known
}
