/** Sửa một bản soạn thảo: limits, fees, steps and papers as forms, read back into a definition. Pure. */

import { parseExpression } from '#kernel/expressions.ts'
import { channels, stepTypes } from '#kernel/packs.ts'
import { slugify } from '#kernel/text.ts'
import { type JsonObject, type JsonValue, parseCalendarDate } from '#kernel/types.ts'
import type { Unnumbered } from '../versions/domain.ts'
import { choicesAsLines, choicesFromLines, pairsAsLines, pairsFromLines } from './lines/domain.ts'
import { moveQuestion, questionKey, questionKinds, questionsOf, withQuestions } from './questions/domain.ts'

/** The lists of a definition that a screen edits, by the word in their address. */
export const partLists = {
  'thoi-han': 'limits',
  phi: 'fees',
  buoc: 'steps',
  'giay-to': 'papers',
  'cau-hoi': 'questions',
} as const
export type PartName = keyof typeof partLists
export type ListName = (typeof partLists)[PartName]
export const partNames = Object.keys(partLists) as [PartName, ...PartName[]]

/** An input of the form of one entry; `path` is where its value stands in the entry. */
export type InputSpec = {
  readonly path: string
  readonly kind:
    | 'words'
    | 'text'
    | 'number'
    | 'whole'
    | 'choice'
    | 'condition'
    | 'amount'
    | 'need'
    | 'answer'
    | 'day'
    | 'tick'
    | 'ticks'
    /** Choices or pairs, one a line. */
    | 'outcomes'
    | 'options'
    | 'expressions'
    | 'pairs'
  readonly choices?: readonly string[] | 'roles' | 'units' | 'pages'
  readonly isOptional?: boolean
  /** Said once, when the entry is made. */
  readonly isOnlyNew?: boolean
  /** Smallest and greatest number. */
  readonly range?: readonly [number, number]
  readonly pattern?: RegExp
}

const validity: readonly InputSpec[] = [
  { path: 'validFrom', kind: 'day', isOptional: true },
  { path: 'validTo', kind: 'day', isOptional: true },
]
const channel: InputSpec = { path: 'channel', kind: 'choice', choices: channels, isOptional: true }
const when: InputSpec = { path: 'when', kind: 'condition', isOptional: true }

export const inputsOf: Readonly<Record<ListName, readonly InputSpec[]>> = {
  limits: [
    { path: 'limit.amount', kind: 'number' },
    { path: 'limit.unit', kind: 'choice', choices: ['workingDay', 'hour', 'day', 'month'] },
    { path: 'label', kind: 'words', isOptional: true },
    channel,
    when,
    ...validity,
  ],
  fees: [
    { path: 'label', kind: 'words' },
    { path: 'vnd', kind: 'amount' },
    { path: 'legal', kind: 'text' },
    { path: 'kind', kind: 'choice', choices: ['fee', 'charge'] },
    { path: 'collect', kind: 'choice', choices: ['onReceipt', 'onSupplement', 'onReturn'] },
    channel,
    when,
    ...validity,
  ],
  steps: [
    { path: 'name', kind: 'words' },
    { path: 'type', kind: 'choice', choices: Object.keys(stepTypes) },
    { path: 'role', kind: 'choice', choices: 'roles' },
    { path: 'unit', kind: 'choice', choices: 'units', isOptional: true },
    { path: 'hours', kind: 'number' },
    when,
    { path: 'parallel', kind: 'text', isOptional: true },
    { path: 'onSilence', kind: 'choice', choices: ['continue', 'wait'], isOptional: true },
    { path: 'stopsClock', kind: 'tick', isOptional: true },
    { path: 'outcomes', kind: 'outcomes', isOptional: true },
    { path: 'question', kind: 'words', isOptional: true },
    { path: 'noticeDays', kind: 'whole', isOptional: true, range: [1, 365] },
    { path: 'procedure', kind: 'text', isOptional: true, pattern: /^\d\.\d{6}$/ },
    { path: 'answers', kind: 'expressions', isOptional: true },
    { path: 'papers', kind: 'pairs', isOptional: true },
  ],
  questions: [
    { path: 'label', kind: 'words' },
    { path: 'kind', kind: 'choice', choices: questionKinds, isOnlyNew: true },
    { path: 'page', kind: 'choice', choices: 'pages' },
    { path: 'required', kind: 'answer' },
    when,
    { path: 'options', kind: 'options', isOptional: true },
    { path: 'hint', kind: 'words', isOptional: true },
    { path: 'noun', kind: 'words', isOptional: true },
  ],
  papers: [
    { path: 'name', kind: 'words' },
    { path: 'required', kind: 'need' },
    { path: 'originals', kind: 'whole' },
    { path: 'copies', kind: 'whole' },
    { path: 'accept', kind: 'ticks', choices: ['pdf', 'photo', 'office', 'drawing'] },
    { path: 'hint', kind: 'words', isOptional: true },
  ],
}

export type Typed = Readonly<Record<string, string | readonly string[]>>
export type InputFault = {
  readonly name: string
  readonly fault:
    | 'missing'
    | 'notNumber'
    | 'notWhole'
    | 'notDay'
    | 'expression'
    | 'notChoice'
    | 'notInRange'
    | 'notProcedure'
    | 'choices'
    | 'pairs'
  /** What the expression reader says, or which line or numbers it is about. */
  readonly detail?: string
}

const textIn = (typed: Typed, name: string) => {
  const value = typed[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** What stands in the form of an entry. */
export function typedOf(list: ListName, entry: JsonObject): Typed {
  return Object.fromEntries(inputsOf[list].flatMap((input) => typedValue(input, valueAt(entry, input.path))))
}

function valueAt(entry: JsonObject, path: string): JsonValue | undefined {
  return path
    .split('.')
    .reduce<JsonValue | undefined>(
      (value, key) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? (value as JsonObject)[key]
          : undefined,
      entry,
    )
}

function typedValue(
  { path, kind }: InputSpec,
  value: JsonValue | undefined,
): [string, string | readonly string[]][] {
  if (value === undefined || value === null) return []
  switch (kind) {
    case 'words': {
      const { vi = '', en = '' } = value as Record<string, string>
      return [
        [`${path}.vi`, vi],
        [`${path}.en`, en === vi ? '' : en],
      ]
    }
    case 'day': {
      const [year = '', month = '', day = ''] = String(value).split('-')
      return [
        [`${path}.day`, String(Number(day))],
        [`${path}.month`, String(Number(month))],
        [`${path}.year`, year],
      ]
    }
    case 'need':
    case 'answer':
      return typeof value === 'string'
        ? [
            [path, 'when'],
            [`${path}.when`, value],
          ]
        : [[path, value ? 'always' : 'ifAny']]
    case 'tick':
      return value === true ? [[path, 'yes']] : []
    case 'ticks':
      return [[path, (value as readonly string[]).map(String)]]
    case 'number':
      return [[path, String(value).replace('.', ',')]]
    case 'outcomes':
      return [[path, choicesAsLines(value as JsonObject[], 'key')]]
    case 'options':
      return [[path, choicesAsLines(value as JsonObject[], 'value')]]
    case 'expressions':
    case 'pairs':
      return [[path, pairsAsLines(value as JsonObject)]]
    default:
      return [[path, String(value)]]
  }
}

export type ReadEntry = { readonly entry: JsonObject; readonly faults: readonly InputFault[] }

/**
 * Đọc một mục: what was typed, over the entry as it was, so that whatever this form does not ask for stays. With faults
 * the entry may not be saved.
 */
export function readEntry(list: ListName, typed: Typed, before: JsonObject, choices: Lists): ReadEntry {
  const faults: InputFault[] = []
  let entry: JsonObject = before
  const isNew = before.key === undefined
  for (const input of inputsOf[list]) {
    if (input.isOnlyNew && !isNew) continue
    const read = readInput(input, typed, choices, valueAt(before, input.path))
    if ('fault' in read) faults.push(read)
    else entry = withValue(entry, input.path, read.value)
  }
  return list === 'questions' ? withoutStrayOptions(entry, faults) : { entry, faults }
}

/** A question to choose from has something to choose; every other has no choices. */
function withoutStrayOptions(entry: JsonObject, faults: readonly InputFault[]): ReadEntry {
  const isChoice = entry.kind === 'choice' || entry.kind === 'choices'
  if (!isChoice) return { entry: withValue(entry, 'options', undefined), faults }
  const isMissing = entry.options === undefined && !faults.some(({ name }) => name === 'options')
  return { entry, faults: isMissing ? [...faults, { name: 'options', fault: 'choices' }] : faults }
}

/** Codes that an entry may name. */
export type Lists = {
  readonly roles: readonly string[]
  readonly units: readonly string[]
  readonly pages: readonly string[]
}

type Read = { readonly value: JsonValue | undefined } | InputFault

function readInput(input: InputSpec, typed: Typed, choices: Lists, before: JsonValue | undefined): Read {
  const { path, kind, isOptional = false, pattern } = input
  const text = textIn(typed, path)
  const empty: Read = isOptional ? { value: undefined } : { name: path, fault: 'missing' }
  switch (kind) {
    case 'words': {
      const vi = textIn(typed, `${path}.vi`)
      if (!vi) return isOptional ? { value: undefined } : { name: `${path}.vi`, fault: 'missing' }
      return { value: { vi, en: textIn(typed, `${path}.en`) || vi } }
    }
    case 'number':
    case 'whole':
      return text ? readNumber(input, text) : empty
    case 'day':
      return readDay(path, typed)
    case 'choice':
      return text ? readChoice(input, text, choices) : empty
    case 'condition':
      return text ? readExpression(path, text) : empty
    case 'amount':
      if (!text) return empty
      return /^[\d.\s]+$/.test(text)
        ? { value: Number(text.replace(/[.\s]/g, '')) }
        : readExpression(path, text)
    case 'need':
    case 'answer':
      if (text === 'when') return readExpression(`${path}.when`, textIn(typed, `${path}.when`))
      return text ? { value: text === 'always' } : empty
    case 'tick':
      return { value: text === 'yes' ? true : undefined }
    case 'ticks': {
      const chosen = [typed[path] ?? []].flat()
      return chosen.length > 0 ? { value: chosen } : empty
    }
    case 'outcomes':
    case 'options': {
      if (!text) return empty
      const key = kind === 'outcomes' ? 'key' : 'value'
      const old = Array.isArray(before) ? (before as JsonObject[]) : []
      const read = choicesFromLines(text, key, old, kind === 'outcomes' ? 9 : 200)
      return 'value' in read ? { value: read.value } : { name: path, ...read }
    }
    case 'expressions':
    case 'pairs': {
      if (!text) return empty
      const read = pairsFromLines(text, kind === 'expressions')
      return 'value' in read ? read : { name: path, ...read }
    }
    default:
      if (pattern && text && !pattern.test(text)) return { name: path, fault: 'notProcedure' }
      return text ? { value: path === 'parallel' ? slugify(text) : text } : empty
  }
}

function readNumber({ path, kind, range: [least, most] = [0, Infinity] }: InputSpec, text: string): Read {
  const value = Number(text.replace(',', '.'))
  if (!Number.isFinite(value) || value < 0) return { name: path, fault: 'notNumber' }
  if (kind === 'whole' && !Number.isInteger(value)) return { name: path, fault: 'notWhole' }
  if (value < least || value > most) return { name: path, fault: 'notInRange', detail: `${least} – ${most}` }
  return { value }
}

function readChoice({ path, choices = [] }: InputSpec, text: string, lists: Lists): Read {
  const known = typeof choices === 'string' ? lists[choices] : choices
  return known.includes(text) ? { value: text } : { name: path, fault: 'notChoice' }
}

function readExpression(name: string, text: string): Read {
  const parsed = parseExpression(text)
  if (parsed.kind === 'expression') return { value: text }
  return text ? { name, fault: 'expression', detail: parsed.message } : { name, fault: 'missing' }
}

/** A day in three inputs, `undefined` where all are empty. */
export function readDay(path: string, typed: Typed): { readonly value: string | undefined } | InputFault {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textIn(typed, `${path}.${part}`))
  if (!day && !month && !year) return { value: undefined }
  const text = `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return parseCalendarDate(text) ? { value: text } : { name: `${path}.day`, fault: 'notDay' }
}

function withValue(entry: JsonObject, path: string, value: JsonValue | undefined): JsonObject {
  const [key = '', ...rest] = path.split('.')
  const { [key]: old, ...others } = entry
  if (rest.length === 0) return value === undefined ? others : { ...entry, [key]: value }
  const inner = typeof old === 'object' && old !== null && !Array.isArray(old) ? (old as JsonObject) : {}
  return { ...entry, [key]: withValue(inner, rest.join('.'), value) }
}

type Entries = readonly JsonObject[]
const entriesOf = (definition: Unnumbered, list: ListName) =>
  list === 'questions' ? questionsOf(definition.form) : (definition[list] as unknown as Entries)
const withEntries = (definition: Unnumbered, list: ListName, entries: Entries): Unnumbered =>
  list === 'questions'
    ? { ...definition, form: withQuestions(definition.form, entries) }
    : { ...definition, [list]: entries }

/** Entry of a list, or nothing for one that is to be added. */
export function entryAt(
  definition: Unnumbered,
  list: ListName,
  index: number | undefined,
): JsonObject | undefined {
  return index === undefined ? undefined : entriesOf(definition, list)[index]
}

/** The definition with the entry in its place, or at the end; a new one gets a key from its name. */
export function withEntry(
  definition: Unnumbered,
  list: ListName,
  index: number | undefined,
  entry: JsonObject,
): Unnumbered {
  const entries = entriesOf(definition, list)
  if (index !== undefined) return withEntries(definition, list, entries.with(index, entry))
  if (list === 'limits')
    return { ...definition, limits: [entry, ...entries] as unknown as Unnumbered['limits'] }
  const keyed = { key: newKey(entries, entry, list), ...entry }
  // A new step comes before the result is handed over; elsewhere the end is the place for what is new.
  const end = list === 'steps' ? entries.findIndex(({ type }) => type === 'return') : -1
  return withEntries(definition, list, entries.toSpliced(end < 0 ? entries.length : end, 0, keyed))
}

function newKey(entries: Entries, entry: JsonObject, list: ListName): string {
  const words = (entry.name ?? entry.label) as { readonly vi: string }
  if (list === 'questions') return questionKey(words.vi, new Set(entries.map(({ key }) => key)))
  const wanted = slugify(words.vi).replace(/^-|-$/g, '').slice(0, 60) || 'muc'
  const taken = new Set(entries.map(({ key }) => key))
  let key = wanted
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}-${number}`
  return key
}

export function withoutEntry(definition: Unnumbered, list: ListName, index: number): Unnumbered {
  return withEntries(definition, list, entriesOf(definition, list).toSpliced(index, 1))
}

/** The entry one place up or down; at the ends it stays. */
export function withMoved(definition: Unnumbered, list: ListName, index: number, by: -1 | 1): Unnumbered {
  const entries = entriesOf(definition, list)
  if (list === 'questions') return withEntries(definition, list, moveQuestion(entries, index, by))
  const entry = entries[index]
  const to = index + by
  if (!entry || to < 0 || to >= entries.length) return definition
  return { ...definition, [list]: entries.toSpliced(index, 1).toSpliced(to, 0, entry) }
}
