/** From rows to the events of each case: read cells, say what is wrong by line, put what is right in order. Pure. */

import { searchKey } from '#kernel/text.ts'
import type { ColumnRole, Fault, FaultKind, Mapping } from '../domain.ts'
import { type LogTable, parseTime } from '../reading/domain.ts'

export type LogEvent = {
  readonly line: number
  readonly activity: string
  readonly at: Date
  readonly resource: string
  readonly lifecycle: string
}
export type CaseFacts = {
  readonly applicantName?: string
  readonly applicantKind?: 'citizen' | 'enterprise' | 'household'
  readonly channel?: 'direct' | 'online' | 'post'
  readonly feeVnd?: number
}
export type LogCase = {
  readonly key: string
  readonly facts: CaseFacts
  readonly events: readonly LogEvent[]
}
export type Grouped = {
  readonly cases: readonly LogCase[]
  readonly faults: readonly Fault[]
  readonly duplicatesCount: number
}

const channels: Readonly<Record<string, 'direct' | 'online' | 'post'>> = {
  direct: 'direct',
  'truc tiep': 'direct',
  'tai quay': 'direct',
  desk: 'direct',
  online: 'online',
  'truc tuyen': 'online',
  'qua mang': 'online',
  web: 'online',
  post: 'post',
  'buu chinh': 'post',
  'qua buu chinh': 'post',
  'buu dien': 'post',
}
const applicantKinds: Readonly<Record<string, 'citizen' | 'enterprise' | 'household'>> = {
  citizen: 'citizen',
  'ca nhan': 'citizen',
  'cong dan': 'citizen',
  person: 'citizen',
  enterprise: 'enterprise',
  'to chuc': 'enterprise',
  'doanh nghiep': 'enterprise',
  company: 'enterprise',
  household: 'household',
  'ho gia dinh': 'household',
  'ho kinh doanh': 'household',
}

/** No case is older than the first year that any electronic one-stop shop ran. */
const oldestYear = 1995

/**
 * Events of each case in the order of their time; those of one moment keep the order of the file. A row that says the very
 * same as another of its case is counted and left out. Cells that cannot be read are faults of their line.
 */
export function groupEvents({ columns, rows, uneven }: LogTable, mapping: Mapping, now: Date): Grouped {
  const faults: Fault[] = uneven.map((line) => ({ line, kind: 'cells', value: '' }))
  const broken = new Set(uneven)
  const at = (role: ColumnRole) => columns.indexOf(mapping.columns[role] ?? '\0')
  const places = {
    case: at('case'),
    activity: at('activity'),
    time: at('time'),
    resource: at('resource'),
    lifecycle: at('lifecycle'),
    applicantName: at('applicantName'),
    applicantKind: at('applicantKind'),
    channel: at('channel'),
    fee: at('fee'),
  }
  const grouped = new Map<string, { facts: CaseFacts; events: LogEvent[]; seen: Set<string> }>()
  let duplicatesCount = 0
  for (const { line, cells } of rows) {
    if (broken.has(line)) continue
    const cell = (role: ColumnRole) => cells[places[role]] ?? ''
    const fault = (kind: FaultKind, value: string) =>
      void faults.push({ line, kind, value: value.slice(0, 120) })
    const [key, activity, time] = [cell('case'), cell('activity'), cell('time')]
    if (key === '') fault('noCase', '')
    if (activity === '') fault('noActivity', '')
    if (time === '') fault('noTime', '')
    if (key === '' || activity === '' || time === '') continue
    const moment = parseTime(time, mapping.zone)
    if (!moment || moment.getUTCFullYear() < oldestYear) {
      fault('time', time)
      continue
    }
    if (moment > now) {
      fault('future', time)
      continue
    }
    const one = grouped.get(key) ?? { facts: {}, events: [], seen: new Set<string>() }
    grouped.set(key, one)
    one.facts = { ...readFacts(cell, fault), ...one.facts }
    const event = {
      line,
      activity,
      at: moment,
      resource: cell('resource'),
      lifecycle: searchKey(cell('lifecycle')),
    }
    const sameness = JSON.stringify([activity, moment.getTime(), event.resource, event.lifecycle])
    if (one.seen.has(sameness)) duplicatesCount += 1
    else {
      one.seen.add(sameness)
      one.events.push(event)
    }
  }
  const cases = [...grouped].map(([key, { facts, events }]) => ({
    key,
    facts,
    events: events.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  }))
  return { cases: cases.toSorted((a, b) => startOf(a) - startOf(b)), faults, duplicatesCount }
}

const startOf = ({ events }: LogCase) => events[0]?.at.getTime() ?? 0

type Cell = (role: ColumnRole) => string
type Tell = (kind: FaultKind, value: string) => void

/** Of the case as a whole; the first row that says it holds. */
function readFacts(cell: Cell, fault: Tell): CaseFacts {
  const [name, kind, channel, fee] = [
    cell('applicantName'),
    cell('applicantKind'),
    cell('channel'),
    cell('fee'),
  ]
  const facts: { -readonly [K in keyof CaseFacts]: CaseFacts[K] } = {}
  if (name !== '') facts.applicantName = name.slice(0, 200)
  if (kind !== '') {
    const known = applicantKinds[searchKey(kind)]
    if (known) facts.applicantKind = known
    else fault('applicantKind', kind)
  }
  if (channel !== '') {
    const known = channels[searchKey(channel)]
    if (known) facts.channel = known
    else fault('channel', channel)
  }
  if (fee !== '') {
    const vnd = readVnd(fee)
    if (vnd === undefined) fault('fee', fee)
    else facts.feeVnd = vnd
  }
  return facts
}

/** `50.000`, `50,000 đồng`, `50000.00`: whole đồng. */
function readVnd(text: string): number | undefined {
  const digits = text
    .trim()
    .replace(/(đồng|đ|vnd)$/i, '')
    .trimEnd()
    .replace(/[.,]0{1,2}$/, '')
    .replace(/[.,\s](?=\d{3}\b)/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined
}
