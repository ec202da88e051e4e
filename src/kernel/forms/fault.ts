import type { JsonObject, JsonValue } from '../types.ts'
import type { Answers, FormFault, FormLanguage, FormLookups, GroupField, SimpleField } from './definition.ts'
import { type Fault, missing, nounOf, sentence, words } from './kind.ts'
import { kindOf } from './kinds.ts'
import { birthYearOf } from './kinds-text.ts'
import { valueIn } from './visible.ts'

/** Where a field stands: `path` is its key, or `kites.0.length` inside a group. */
export type Place = {
  path: string
  answers: Answers
  item?: JsonObject
  language: FormLanguage
  lookups: FormLookups
}

/** A fault as the person reads it. The first control of a field has the field's path and first part as its id. */
export function told(fault: Fault, { path, language }: Place, firstPart = ''): FormFault {
  const part = fault.part ?? firstPart
  return {
    kind: fault.kind,
    field: path,
    message: fault.words[language],
    inputId: part === '' ? path : `${path}.${part}`,
  }
}

export function firstPartOf(field: SimpleField): string {
  return kindOf(field).parts(field)[0] ?? ''
}

/** What is wrong with a value of the right type. */
export function valueFault(field: SimpleField, value: JsonValue, place: Place): FormFault | undefined {
  const setting = {
    lookups: place.lookups,
    evaluate: (text: string) => valueIn(text, place.answers, place.lookups, place.item),
  }
  const fault = kindOf(field).fault?.(field, value, setting)
  return fault && told(fault, place, firstPartOf(field))
}

export function missingFault(field: SimpleField, place: Place): FormFault {
  return told(kindOf(field).missing(field), place, firstPartOf(field))
}

/** How many entries a group needs before anything else is looked at. */
export function entriesMin(field: GroupField): number {
  return Math.max(1, field.min ?? 1)
}

export function groupCountFault(field: GroupField, count: number, place: Place): FormFault | undefined {
  const noun = nounOf(field)
  const min = entriesMin(field)
  if (count < min) {
    const title = { vi: field.itemTitle.vi.toLowerCase(), en: field.itemTitle.en.toLowerCase() }
    const fault = missing(
      `Thêm ít nhất ${min} mục "${title.vi}" vào ${noun.vi}.`,
      `Add at least ${min} "${title.en}" to ${noun.en}.`,
    )
    return { ...told(fault, place), inputId: firstInputOf(field, place.path) }
  }
  if (count <= field.max) return undefined
  const fault = {
    kind: 'value' as const,
    words: words(
      `${sentence(noun.vi)} có nhiều nhất ${field.max} mục. Bỏ bớt.`,
      `${sentence(noun.en)} has at most ${field.max} entries. Remove some.`,
    ),
  }
  return { ...told(fault, place), inputId: firstInputOf(field, place.path) }
}

function firstInputOf(field: GroupField, path: string): string {
  const first = field.fields[0]
  if (!first) return path
  const part = firstPartOf(first)
  return [path, '0', first.key, ...(part ? [part] : [])].join('.')
}

/** Số định danh and birth date that disagree: old papers do, so it is a warning and the officer decides. */
export function identityWarning(
  field: SimpleField,
  value: JsonValue,
  siblings: JsonObject,
  place: Place,
): FormFault | undefined {
  if (field.kind !== 'identityNumber' || !field.birthDate || typeof value !== 'string') return undefined
  const birthDate = Object.hasOwn(siblings, field.birthDate) ? siblings[field.birthDate] : undefined
  if (typeof birthDate !== 'string' || !/^\d{12}$/.test(value)) return undefined
  const year = birthYearOf(value)
  if (Number(birthDate.slice(0, 4)) === year) return undefined
  const fault = {
    kind: 'value' as const,
    words: words(
      `Số căn cước ghi năm sinh ${year}, khác năm sinh vừa khai. Kiểm tra lại cả hai.`,
      `The identity number says born in ${year}, unlike the birth date given. Check both.`,
    ),
  }
  return told(fault, place)
}
