import { formatNumber } from '../text.ts'
import type { JsonObject, JsonValue } from '../types.ts'
import type {
  Answers,
  Field,
  FormDefinition,
  FormLookups,
  FormPage,
  GroupField,
  RawFields,
  SimpleField,
} from './definition.ts'
import { entriesMin } from './fault.ts'
import { isObject } from './kind.ts'
import { entryIndexes, readField, withoutPage } from './read.ts'
import { type Reveal, type RevealScope, revealOf } from './reveal.ts'
import { isAsked, isRequired, pruneAnswers } from './visible.ts'

/** A question in the order of the form: one that is asked, or one that an answer of the same page would bring up. */
export type Drawn<S> = {
  readonly shown: S
  readonly isAsked: boolean
  /** When it is asked, as far as the page's own answers decide it. */
  readonly reveal?: Reveal
}

/** One field as a page shows it; `path` is the name of its first control without the part. */
export type ShownField = {
  readonly kind: 'one'
  readonly field: SimpleField
  readonly path: string
  readonly isRequired: boolean
}
export type ShownGroup = {
  readonly kind: 'group'
  readonly field: GroupField
  readonly path: string
  readonly entries: readonly ShownEntry[]
}
export type ShownEntry = {
  readonly index: number
  readonly fields: readonly ShownField[]
  readonly drawn?: readonly Drawn<ShownField>[]
}
/** A page ready to be shown: the fields that are asked and what stands in their controls. */
export type PageView = {
  readonly page: FormPage
  readonly typed: RawFields
  readonly fields: readonly (ShownField | ShownGroup)[]
  /** What is asked together with what may come up, for a page that shows it as it is answered. */
  readonly drawn?: readonly Drawn<ShownField | ShownGroup>[]
}

/**
 * What a page shows, given the answers so far. `typed` is what stands in the controls when it is not the answers: what
 * came with mistakes, or entries that were just added. Throws for a page the definition does not have.
 */
export function viewPage(
  definition: FormDefinition,
  pageKey: string,
  answers: Answers,
  lookups: FormLookups,
  typed?: RawFields,
): PageView {
  const page = definition.pages.find(({ key }) => key === pageKey)
  if (!page) throw new Error(`Form ${definition.key} has no page ${JSON.stringify(pageKey)}`)
  const shown = typed ?? answersAsTyped(page.fields, answers)
  const known: Record<string, JsonValue> = {
    ...pruneAnswers(definition, withoutPage(page, answers), lookups),
  }
  const scope: RevealScope = {
    answers: known,
    facts: lookups,
    fields: new Map(page.fields.map((field) => [field.key, field])),
  }
  const drawn: Drawn<ShownField | ShownGroup>[] = []
  for (const field of page.fields) {
    const reveal = field.when === undefined ? undefined : revealOf(field.when, scope)
    const asked = isAsked(field, known, lookups)
    if (!asked && !reveal) continue
    const how = { isAsked: asked, ...(reveal && { reveal }) }
    if (field.kind === 'group') {
      const { group, items } = viewGroup(field, shown, known, scope, lookups)
      drawn.push({ shown: group, ...how })
      if (asked && items.length > 0) known[field.key] = items
      continue
    }
    drawn.push({
      shown: { kind: 'one', field, path: field.key, isRequired: isRequired(field, known, lookups) },
      ...how,
    })
    const reading = readField(field, field.key, shown)
    if (asked && 'value' in reading) known[field.key] = reading.value
  }
  return { page, typed: shown, fields: askedOf(drawn), drawn }
}

const askedOf = <S>(drawn: readonly Drawn<S>[]): S[] =>
  drawn.flatMap(({ shown, isAsked: asked }) => (asked ? [shown] : []))

function viewGroup(
  field: GroupField,
  typed: RawFields,
  answers: Answers,
  scope: RevealScope,
  lookups: FormLookups,
) {
  const found = entryIndexes(field, typed).slice(0, field.max)
  const isNeeded = isRequired(field, answers, lookups)
  const least = isNeeded ? Array.from({ length: entriesMin(field) }, (_, index) => index) : []
  const indexes = found.length > 0 ? found : least
  const questions = new Map(field.fields.map((each) => [each.key, each]))
  const items: JsonObject[] = []
  const entries = indexes.map((index): ShownEntry => {
    const item: Record<string, JsonValue> = {}
    const prefix = `${field.key}.${index}.`
    const drawn: Drawn<ShownField>[] = []
    for (const each of field.fields) {
      const entry = { fields: questions, prefix }
      const reveal = each.when === undefined ? undefined : revealOf(each.when, { ...scope, entry })
      const asked = isAsked(each, answers, lookups, item)
      if (!asked && !reveal) continue
      const path = `${prefix}${each.key}`
      const shown: ShownField = {
        kind: 'one',
        field: each,
        path,
        isRequired: isRequired(each, answers, lookups, item),
      }
      drawn.push({ shown, isAsked: asked, ...(reveal && { reveal }) })
      const reading = readField(each, path, typed)
      if (asked && 'value' in reading) item[each.key] = reading.value
    }
    items.push(item)
    return { index, fields: askedOf(drawn), drawn }
  })
  return { group: { kind: 'group' as const, field, path: field.key, entries }, items }
}

/** Paths of everything a page asks: `flyerName`, `kites.0.length`. */
export function pathsOf({ fields }: PageView): string[] {
  return fields.flatMap((shown) =>
    shown.kind === 'one'
      ? [shown.path]
      : shown.entries.flatMap((entry) => entry.fields.map(({ path }) => path)),
  )
}

/** Answers as a person would type them, by the names of the controls: the way back from `readPage`. */
export function answersAsTyped(fields: readonly Field[], answers: JsonObject, prefix = ''): RawFields {
  const typed: Record<string, string | readonly string[]> = {}
  for (const field of fields) {
    const value = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined
    if (value === undefined) continue
    const path = prefix + field.key
    if (field.kind !== 'group') Object.assign(typed, valueAsTyped(field, path, value))
    else if (Array.isArray(value))
      for (const [index, entry] of (value as readonly JsonValue[]).entries())
        if (isObject(entry)) Object.assign(typed, answersAsTyped(field.fields, entry, `${path}.${index}.`))
  }
  return typed
}

function valueAsTyped(field: SimpleField, path: string, value: JsonValue): RawFields {
  switch (field.kind) {
    case 'date':
    case 'partialDate': {
      const [year = '', month = '', day = ''] = String(value).split('-')
      const plain = (part: string) => (part === '' ? '' : String(Number(part)))
      return { [`${path}.day`]: plain(day), [`${path}.month`]: plain(month), [`${path}.year`]: year }
    }
    case 'address': {
      const parts = isObject(value) ? value : {}
      return Object.fromEntries(
        Object.entries(parts).map(([part, text]) => [`${path}.${part}`, String(text)]),
      )
    }
    case 'yesNo':
      return { [path]: value === true ? 'yes' : 'no' }
    case 'declaration':
      return value === true ? { [path]: 'yes' } : {}
    case 'number':
    case 'money':
      return { [path]: typeof value === 'number' ? formatNumber(value, 'vi', 6) : String(value) }
    case 'choices':
    case 'file':
      return { [path]: Array.isArray(value) ? value.map(String) : [] }
    default:
      return { [path]: String(value) }
  }
}
