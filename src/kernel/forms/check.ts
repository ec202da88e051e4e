import type { JsonObject, JsonValue } from '../types.ts'
import type {
  Answers,
  Field,
  FormDefinition,
  FormFault,
  FormLanguage,
  FormLookups,
  GroupField,
  SimpleField,
} from './definition.ts'
import {
  firstPartOf,
  groupCountFault,
  identityWarning,
  missingFault,
  type Place,
  told,
  valueFault,
} from './fault.ts'
import { isObject, words } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isAsked, isRequired, pruneAnswers, visiblePages } from './visible.ts'

/** Unknown keys told of at once; a flood of them is no longer a mistake. */
const unknownMax = 20

/**
 * Checks the answers of a whole form, as they come from a draft or through the API: unknown fields and wrong types
 * anywhere, then everything that is asked. Answers to hidden fields must have the right type and are not needed.
 * An empty list means that `pruneAnswers(…)` may be stored.
 */
export function checkAnswers(
  definition: FormDefinition,
  answers: unknown,
  language: FormLanguage,
  lookups: FormLookups,
): FormFault[] {
  if (!isObject(answers)) {
    const setting = { path: '', answers: {}, language, lookups }
    return [
      told(
        {
          kind: 'type',
          words: words('Câu trả lời phải là một đối tượng JSON.', 'Answers must be a JSON object.'),
        },
        setting,
      ),
    ]
  }
  const fields = definition.pages.flatMap((page) => page.fields)
  const setting = { answers, language, lookups }
  const typeFaults = shapeFaults(fields, answers, '', setting)
  const wrong = new Set(typeFaults.map(({ field }) => field))
  const pruned = pruneAnswers(definition, answers, lookups)
  const contentFaults = visiblePages(definition, answers, lookups)
    .flatMap((page) => page.fields)
    .flatMap((field) =>
      contentFaultsOf(field, pruned, { ...setting, answers: pruned, path: field.key }, wrong),
    )
  return [...typeFaults, ...contentFaults]
}

/** Doubts about answers that do not stop a submission: a birth year that an identity number contradicts. */
export function answerWarnings(
  definition: FormDefinition,
  answers: Answers,
  language: FormLanguage,
  lookups: FormLookups,
): FormFault[] {
  const pruned = pruneAnswers(definition, answers, lookups)
  const setting = { answers: pruned, language, lookups }
  const of = (field: Field, siblings: JsonObject, path: string): FormFault[] => {
    const value = siblings[field.key]
    if (field.kind === 'group') {
      return entriesOf(value).flatMap((entry, index) =>
        isObject(entry)
          ? field.fields.flatMap((each) => of(each, entry, `${path}.${index}.${each.key}`))
          : [],
      )
    }
    const warning =
      value === undefined ? undefined : identityWarning(field, value, siblings, { ...setting, path })
    return warning ? [warning] : []
  }
  return definition.pages.flatMap((page) => page.fields.flatMap((field) => of(field, pruned, field.key)))
}

type Setting = Omit<Place, 'path'>

function entriesOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function shapeFaults(
  fields: readonly Field[],
  values: JsonObject,
  prefix: string,
  setting: Setting,
): FormFault[] {
  const known = new Set(fields.map(({ key }) => key))
  const unknown = Object.keys(values)
    .filter((key) => !known.has(key))
    .slice(0, unknownMax)
    .map((key) => unknownFault(key, { ...setting, path: prefix + key.slice(0, 100).toWellFormed() }))
  const wrong = fields.flatMap((field) => {
    const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined
    return value === undefined ? [] : shapeFault(field, value, { ...setting, path: prefix + field.key })
  })
  return [...unknown, ...wrong]
}

function unknownFault(key: string, place: Place): FormFault {
  const name = key.slice(0, 100).toWellFormed()
  const text = words(
    `Biểu mẫu không có mục "${name}". Bỏ mục này.`,
    `The form has no field "${name}". Leave it out.`,
  )
  return told({ kind: 'unknown', words: text }, place)
}

function shapeFault(field: Field, value: JsonValue, place: Place): FormFault[] {
  if (field.kind === 'group') return groupShapeFaults(field, value, place)
  if (kindOf(field).fits(field, value)) return []
  return [typeFault(field, place, kindOf(field).shape(field), firstPartOf(field))]
}

function typeFault(field: Field, place: Place, shape: { vi: string; en: string }, part = ''): FormFault {
  const text = words(`"${field.label.vi}" phải là ${shape.vi}.`, `"${field.label.en}" must be ${shape.en}.`)
  return told({ kind: 'type', words: text }, place, part)
}

function groupShapeFaults(field: GroupField, value: JsonValue, place: Place): FormFault[] {
  const list = words(`danh sách từ 1 đến ${field.max} mục`, `a list of 1 to ${field.max} entries`)
  if (!Array.isArray(value) || value.length > field.max) return [typeFault(field, place, list)]
  return entriesOf(value).flatMap((entry, index) => {
    const path = `${place.path}.${index}`
    return isObject(entry)
      ? shapeFaults(field.fields, entry, `${path}.`, place)
      : [typeFault(field, { ...place, path }, words('một đối tượng JSON', 'a JSON object'))]
  })
}

function contentFaultsOf(
  field: Field,
  values: JsonObject,
  place: Place,
  wrong: ReadonlySet<string>,
): FormFault[] {
  if (wrong.has(place.path)) return []
  const value = values[field.key]
  if (field.kind === 'group') return groupFaults(field, value, place, wrong)
  if (value === undefined) {
    return isRequired(field, place.answers, place.lookups, place.item) ? [missingFault(field, place)] : []
  }
  const found = valueFault(field, value, place)
  return found ? [found] : []
}

function groupFaults(
  field: GroupField,
  value: JsonValue | undefined,
  place: Place,
  wrong: ReadonlySet<string>,
): FormFault[] {
  const entries = entriesOf(value)
  const isNeeded = value !== undefined || isRequired(field, place.answers, place.lookups)
  const count = isNeeded ? groupCountFault(field, entries.length, place) : undefined
  const inside = entries.flatMap((entry, index) =>
    isObject(entry)
      ? entryFaults(field.fields, entry, { ...place, path: `${place.path}.${index}` }, wrong)
      : [],
  )
  return count ? [count, ...inside] : inside
}

function entryFaults(
  fields: readonly SimpleField[],
  entry: JsonObject,
  place: Place,
  wrong: ReadonlySet<string>,
): FormFault[] {
  return fields
    .filter((field) => isAsked(field, place.answers, place.lookups, entry))
    .flatMap((field) =>
      contentFaultsOf(field, entry, { ...place, path: `${place.path}.${field.key}`, item: entry }, wrong),
    )
}
