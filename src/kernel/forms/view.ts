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
import { isAsked, isRequired, pruneAnswers } from './visible.ts'

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
  readonly entries: readonly { readonly index: number; readonly fields: readonly ShownField[] }[]
}
/** A page ready to be shown: the fields that are asked and what stands in their controls. */
export type PageView = {
  readonly page: FormPage
  readonly typed: RawFields
  readonly fields: readonly (ShownField | ShownGroup)[]
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
  const fields: (ShownField | ShownGroup)[] = []
  for (const field of page.fields) {
    if (!isAsked(field, known, lookups)) continue
    if (field.kind === 'group') {
      const { group, items } = viewGroup(field, shown, known, lookups)
      fields.push(group)
      if (items.length > 0) known[field.key] = items
      continue
    }
    fields.push({
      kind: 'one',
      field,
      path: field.key,
      isRequired: isRequired(field, known, lookups),
    })
    const reading = readField(field, field.key, shown)
    if ('value' in reading) known[field.key] = reading.value
  }
  return { page, typed: shown, fields }
}

function viewGroup(field: GroupField, typed: RawFields, answers: Answers, lookups: FormLookups) {
  const found = entryIndexes(field, typed).slice(0, field.max)
  const isNeeded = isRequired(field, answers, lookups)
  const least = isNeeded ? Array.from({ length: entriesMin(field) }, (_, index) => index) : []
  const indexes = found.length > 0 ? found : least
  const items: JsonObject[] = []
  const entries = indexes.map((index) => {
    const item: Record<string, JsonValue> = {}
    const fields: ShownField[] = []
    for (const each of field.fields) {
      if (!isAsked(each, answers, lookups, item)) continue
      const path = `${field.key}.${index}.${each.key}`
      fields.push({
        kind: 'one',
        field: each,
        path,
        isRequired: isRequired(each, answers, lookups, item),
      })
      const reading = readField(each, path, typed)
      if ('value' in reading) item[each.key] = reading.value
    }
    items.push(item)
    return { index, fields }
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
