/** Danh mục thủ tục, as visitors look through it: everything a list needs of every procedure, at hand in memory. */

import type { TimeLimit } from '#kernel/calendar.ts'
import type { CatalogueEntry, Field, LifeEvent, LimitCase, SearchWords } from '#kernel/packs.ts'
import {
  buildSearchIndex,
  didYouMean,
  type SearchIndex,
  searchProcedures,
  suggestions,
  type Why,
} from '../search/domain.ts'

export type Level = CatalogueEntry['levels'][number]

/** What lists show of one procedure in force. */
export type ProcedureSummary = {
  readonly code: string
  readonly version: number
  readonly name: string
  readonly field: string
  readonly fieldName: string
  readonly levels: readonly Level[]
  readonly inDepth: boolean
  /** The limit of an online dossier where the procedure tells channels apart. */
  readonly limit: TimeLimit
  readonly limitIsAssumed: boolean
  /** Everyday words for it, best first; empty where the pack has none. */
  readonly say: readonly string[]
}

/** One version of the whole catalogue. Never changed once built; a change makes a new one. */
export type Catalogue = {
  /** By official name, in the order of the Vietnamese alphabet. */
  readonly summaries: readonly ProcedureSummary[]
  readonly byCode: ReadonlyMap<string, ProcedureSummary>
  /** Fields that have procedures, by name, with how many. */
  readonly fields: readonly { readonly code: string; readonly name: string; readonly count: number }[]
  readonly levels: readonly Level[]
  readonly index: SearchIndex
  readonly words: SearchWords
}

export type CatalogueRow = Omit<ProcedureSummary, 'fieldName' | 'say' | 'limit'> & {
  readonly limits: readonly Pick<LimitCase, 'channel' | 'when' | 'validFrom' | 'validTo' | 'limit'>[]
  readonly results: readonly string[]
}

const noWords: SearchWords = { fillers: [], synonyms: [], variants: [], procedures: {} }
const assumedLimit: TimeLimit = { amount: 10, unit: 'workingDay' }
const levelOrder: readonly Level[] = ['commune', 'district', 'province', 'ministry', 'other']

/** Lập danh mục. Pure; about a quarter of a second for a province, so callers keep the answer. */
export function catalogueOf(
  rows: readonly CatalogueRow[],
  fields: readonly Field[],
  words: SearchWords = noWords,
): Catalogue {
  const alphabet = new Intl.Collator('vi')
  const fieldNames = new Map(fields.map(({ code, name }) => [code, name]))
  const nameOf = (field: string) => fieldNames.get(field) ?? field
  const summaries = rows
    .map(({ code, version, name, field, levels, inDepth, limits, limitIsAssumed }) => ({
      code,
      version,
      name,
      field,
      fieldName: nameOf(field),
      levels,
      inDepth,
      limit: onlineLimit(limits),
      limitIsAssumed,
      say: words.procedures[code]?.say ?? [],
    }))
    .toSorted((a, b) => alphabet.compare(a.name, b.name) || (a.code < b.code ? -1 : 1))
  const counts = Map.groupBy(summaries, ({ field }) => field)
  const held = new Set(summaries.flatMap(({ levels }) => levels))
  return {
    summaries,
    byCode: new Map(summaries.map((summary) => [summary.code, summary])),
    fields: [...counts]
      .map(([code, { length: count }]) => ({ code, name: nameOf(code), count }))
      .toSorted((a, b) => alphabet.compare(a.name, b.name)),
    levels: levelOrder.filter((level) => held.has(level)),
    index: buildSearchIndex(
      rows.map(({ code, name, field, results }) => ({ code, name, field: nameOf(field), results })),
      words,
    ),
    words,
  }
}

function onlineLimit(limits: CatalogueRow['limits']): TimeLimit {
  const unconditional = limits.filter(({ when }) => when === undefined)
  const online = unconditional.find(({ channel }) => channel === 'online')
  const any = unconditional.find(({ channel }) => channel === undefined)
  return (online ?? any ?? limits[0])?.limit ?? assumedLimit
}

export type Wanted = {
  readonly q?: string | undefined
  readonly field?: string | undefined
  readonly level?: Level | undefined
  /** Code of the last procedure of the page before. */
  readonly after?: string | undefined
}

export type Hit = { readonly summary: ProcedureSummary; readonly why: Why | undefined }

export type HitPage = {
  readonly hits: readonly Hit[]
  /** Number of the first hit, from 1; 0 when there is none. */
  readonly first: number
  readonly total: number
  /** `after` of the next page. */
  readonly next: string | undefined
  /** `after` of the page before; empty text for the first page. */
  readonly previous: string | undefined
  /** The query put right, when it had slips. */
  readonly instead: string | undefined
}

/** No one reads further; it also bounds the work of a query that fits everything. */
const hitsMax = 300
/**
 * Weaker hits than this share of the best only share a common word with it; what fits the query by itself (1 is a full
 * match) stays, however well the best one fits.
 */
const shareOfBest = 0.25
const fitsByItself = 0.6

/**
 * Tìm trong danh mục: by people's words, by field, by level, or everything by name. Pages go by key: `after` is a code,
 * and a code that is no longer in the list begins anew.
 */
export function findInCatalogue(catalogue: Catalogue, wanted: Wanted, pageSize: number): HitPage {
  const q = wanted.q?.trim() ?? ''
  const fits = ({ summary: { field, levels } }: Hit) =>
    (!wanted.field || field === wanted.field) && (!wanted.level || levels.includes(wanted.level))
  const all = (q ? foundBy(catalogue, q) : catalogue.summaries.map(listed)).filter(fits)
  const start = wanted.after ? all.findIndex(({ summary }) => summary.code === wanted.after) + 1 : 0
  const hits = all.slice(start, start + pageSize)
  const before = start - pageSize
  return {
    hits,
    first: hits.length > 0 ? start + 1 : 0,
    total: all.length,
    next: start + pageSize < all.length ? hits.at(-1)?.summary.code : undefined,
    previous: start === 0 ? undefined : before <= 0 ? '' : (all[before - 1]?.summary.code ?? ''),
    instead: q ? didYouMean(catalogue.index, q) : undefined,
  }
}

const listed = (summary: ProcedureSummary): Hit => ({ summary, why: undefined })

function foundBy({ index, byCode }: Catalogue, q: string): Hit[] {
  const found = searchProcedures(index, q, hitsMax)
  const scoreMin = Math.min((found[0]?.score ?? 0) * shareOfBest, fitsByItself)
  return found.flatMap(({ code, score, why }) => {
    const summary = byCode.get(code)
    return summary && score >= scoreMin ? [{ summary, why }] : []
  })
}

/** What may complete the words typed so far, at most `max`. */
export function completions({ index }: Catalogue, typed: string, max = 8): string[] {
  return suggestions(index, typed, max)
}

/** Thủ tục nhiều người cần: those the pack lifts most, then those in depth; at most `max`. */
export function mostAsked({ summaries, words }: Catalogue, max: number): readonly ProcedureSummary[] {
  const lift = ({ code, inDepth }: ProcedureSummary) =>
    (words.procedures[code]?.prior ?? 1) + (inDepth ? 0.5 : 0)
  const order = new Map(Object.keys(words.procedures).map((code, at) => [code, at]))
  const placeOf = ({ code }: ProcedureSummary) => order.get(code) ?? order.size
  return summaries
    .filter((summary) => lift(summary) > 1)
    .toSorted((a, b) => lift(b) - lift(a) || placeOf(a) - placeOf(b))
    .slice(0, max)
}

/** Câu gợi ý trong ô tìm: what people say for much-asked procedures, one of each field, at most `max`. */
export function examplesOf(summaries: readonly ProcedureSummary[], max: number): string[] {
  const byField = Map.groupBy(
    summaries.filter(({ say }) => say.length > 0),
    ({ field }) => field,
  )
  return [...byField.values()].flatMap(([first]) => first?.say[0] ?? []).slice(0, max)
}

/** Tên gọn: an official name up to its first aside or second clause, for lists that only lead to it. */
export function shortName(name: string): string {
  return name.split(/ \(|; /)[0] ?? name
}

/** Procedures of the catalogue by code, in the order given; codes it does not have are left out. */
export function summariesOf({ byCode }: Catalogue, codes: readonly string[]): ProcedureSummary[] {
  return codes.flatMap((code) => byCode.get(code) ?? [])
}

/** Other procedures of the events in which this one stands, nearest first, at most `max`. */
export function relatedTo(
  catalogue: Catalogue,
  code: string,
  events: readonly LifeEvent[],
  max: number,
): ProcedureSummary[] {
  const codes = events
    .filter(({ procedures }) => procedures.includes(code))
    .flatMap(({ procedures }) => procedures)
  return summariesOf(
    catalogue,
    [...new Set(codes)].filter((one) => one !== code),
  ).slice(0, max)
}
