/** Thủ tục trên một trang: what its definition says, in words and in groups that a person can read. Pure. */

import type { TimeLimit } from '#kernel/calendar.ts'
import type { FeeRule, Field, Flag, RequiredPaper, Unit } from '#kernel/packs.ts'
import { formatNumber, type Language } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { type Channel, type ProcedureDefinition, standsOn } from '../domain.ts'

const units: Record<TimeLimit['unit'], Record<Language, (count: string, isOne: boolean) => string>> = {
  hour: {
    vi: (count) => `${count} giờ làm việc`,
    en: (count, isOne) => `${count} working ${isOne ? 'hour' : 'hours'}`,
  },
  workingDay: {
    vi: (count) => `${count} ngày làm việc`,
    en: (count, isOne) => `${count} working ${isOne ? 'day' : 'days'}`,
  },
  day: {
    vi: (count) => `${count} ngày, kể cả ngày nghỉ`,
    en: (count, isOne) => `${count} ${isOne ? 'day' : 'days'}, days off included`,
  },
  month: {
    vi: (count) => `${count} tháng`,
    en: (count, isOne) => `${count} ${isOne ? 'month' : 'months'}`,
  },
}

/** Thời hạn bằng chữ: `5 ngày làm việc`; an amount of nothing is the same day (docs/legal.md#cut-off). */
export function limitInWords({ amount, unit }: TimeLimit, language: Language): string {
  if (amount === 0) return language === 'vi' ? 'Trong ngày' : 'The same day'
  return units[unit][language](formatNumber(amount, language), amount === 1)
}

export type LimitLine = {
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  readonly channels: readonly Channel[]
  readonly label: { readonly vi: string; readonly en: string } | undefined
  readonly limit: TimeLimit
}

/**
 * Các thời hạn hôm nay, or those still to come: cases that differ only by channel stand in one line; a line without
 * channel or label is for all others.
 */
export function limitLines(
  { limits, inDepth }: ProcedureDefinition,
  day: CalendarDate,
  which: 'standing' | 'coming' = 'standing',
): LimitLine[] {
  // The last limit of a procedure known only from the catalogue repeats one of its channels.
  const stated = inDepth || limits.length === 1 ? limits : limits.slice(0, -1)
  const groups = Map.groupBy(
    stated.filter((one) => (which === 'standing' ? standsOn(one, day) : isComing(one, day))),
    ({ limit, label, when, validFrom, validTo }) =>
      [limit.amount, limit.unit, label?.vi, when, validFrom, validTo].join(' '),
  )
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const named = same.flatMap(({ channel }) => channel ?? [])
    const channels = named.length === same.length ? [...new Set(named)] : []
    const { label, limit, validFrom, validTo } = first
    const isOnly = groups.size === 1 && which === 'standing'
    return [
      {
        channels: isOnly ? [] : channels,
        label,
        limit,
        ...(validFrom && { validFrom }),
        ...(validTo && { validTo }),
      },
    ]
  })
}

/** Whether a rule begins only after a day. */
export function isComing(
  { validFrom }: { readonly validFrom?: string | undefined },
  day: CalendarDate,
): boolean {
  return validFrom !== undefined && validFrom > day
}

export type FeeAmount = { readonly vnd: number } | { readonly worked: 'fromAnswers' }

/** Mức thu: whole đồng, or worked out from the answers of the form. */
export function feeAmount({ vnd }: FeeRule): FeeAmount {
  return typeof vnd === 'number' ? { vnd } : { worked: 'fromAnswers' }
}

export type PaperLine = {
  readonly key: string
  readonly name: { readonly vi: string; readonly en: string }
  /** `unknown`: the source mixes the papers of several cases. */
  readonly need: 'required' | 'byCase' | 'ifAny' | 'unknown'
  readonly originals: number
  readonly copies: number
  readonly hint: { readonly vi: string; readonly en: string } | undefined
  readonly isReused: boolean
}
export type PaperGroup = { readonly name: string | undefined; readonly papers: readonly PaperLine[] }

/** Số giấy tờ that the procedure itself lists; a letter of authority, which any may need, is not counted. */
export function papersListed({ papers, facts, inDepth }: ProcedureDefinition): number {
  return inDepth ? papers.length : facts.papers.length
}

/** Thành phần hồ sơ: papers under the case that asks for them; those of no case come first. */
export function paperGroups({ papers, facts, inDepth }: ProcedureDefinition): PaperGroup[] {
  const groupOf = new Map(inDepth ? [] : facts.papers.map(({ key, group }) => [key, group] as const))
  const lines = papers.map((paper) => ({ group: groupOf.get(paper.key), line: paperLine(paper, inDepth) }))
  const groups = Map.groupBy(lines, ({ group }) => group)
  return [...groups]
    .map(([name, members]) => ({ name, papers: members.map(({ line }) => line) }))
    .toSorted((a, b) => Number(a.name !== undefined) - Number(b.name !== undefined))
}

function paperLine(paper: RequiredPaper, inDepth: boolean): PaperLine {
  const { key, name, required, originals, copies, hint, reuse = [] } = paper
  const need = required === true ? 'required' : required === false ? 'ifAny' : 'byCase'
  return {
    key,
    name,
    need: need === 'ifAny' && !inDepth ? 'unknown' : need,
    originals,
    copies,
    hint,
    isReused: reuse.length > 0,
  }
}

/** Phí theo nguồn công bố: text as published, one line for channels that say the same. Never a charge. */
export function publishedFees({
  facts,
}: ProcedureDefinition): { channels: readonly Channel[]; text: string }[] {
  const said = facts.channels.flatMap(({ channel, fee }) => (fee ? [{ channel, fee }] : []))
  const groups = [...Map.groupBy(said, ({ fee }) => fee)]
  return groups.map(([text, same]) => ({
    text,
    channels: groups.length === 1 ? [] : [...new Set(same.map(({ channel }) => channel))],
  }))
}

/** Có thu tiền không: `ask` where only an unchecked source speaks of it. */
export function feeKnowledge(procedure: ProcedureDefinition): 'none' | 'rules' | 'ask' {
  if (procedure.inDepth) return procedure.fees.length > 0 ? 'rules' : 'none'
  const said = publishedFees(procedure)
  const isFree = said.length > 0 && said.every(({ text }) => /^miễn phí$/i.test(text))
  return isFree && !flagsOf(procedure).includes('feeMissing') ? 'none' : 'ask'
}

/** Dấu nghi ngờ của nguồn on the procedure or any of its channels, each once. */
export function flagsOf({ facts, inDepth }: ProcedureDefinition): readonly Flag[] {
  if (inDepth) return []
  return [...new Set([...(facts.flags ?? []), ...facts.channels.flatMap(({ flags = [] }) => flags)])]
}

export type Place = {
  readonly level: ProcedureDefinition['competence']['level']
  /** The one body that decides, where there is one; a commune or district follows from the applicant's address. */
  readonly unit: Unit | undefined
  readonly communeOffice: string | undefined
}

/** Nơi giải quyết: the unit the procedure names, else the department of its field. */
export function placeOf(
  { competence, field }: Pick<ProcedureDefinition, 'competence' | 'field'>,
  pack: { readonly fields: readonly Field[]; readonly units: readonly Unit[] },
): Place {
  const facts = pack.fields.find(({ code }) => code === field)
  const code = competence.unit ?? (competence.level === 'province' ? facts?.department : undefined)
  return {
    level: competence.level,
    unit: pack.units.find((unit) => unit.code === code),
    communeOffice: competence.level === 'commune' ? facts?.communeOffice : undefined,
  }
}

/** Nội dung do cơ quan công bố, as an installation imported it; absent texts are empty. */
export type PublishedTexts = {
  readonly sequence: string
  readonly conditions: string
  readonly ways: string
  readonly basis: string
}

const placeholders = /^(không|không có|không có thông tin|chưa có thông tin|không quy định)\.?$/i

/** A published text as paragraphs; one that only says there is none gives nothing. */
export function paragraphsOf(text: string): string[] {
  if (placeholders.test(text.trim())) return []
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
}
