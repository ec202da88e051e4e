import type { JsonObject, JsonValue } from '../types.ts'
import type { FaultKind, Field, FormLanguage, FormLookups, SimpleField, Words } from './definition.ts'

/** Why an answer is not right; `part` names the control at fault (`month` of a date). */
export type Fault = { kind: FaultKind; words: Words; part?: string }
export type Reading = { blank: true } | { value: JsonValue } | { fault: Fault }

/** The controls of one field as they were posted: `one('day')`, `many()`. */
export type Controls = { one: (part?: string) => string; many: (part?: string) => string[] }

/** What checking and showing may look at: the lists of the province, and expressions over the answers. */
export type Setting = {
  lookups: FormLookups
  /** The value of an expression of the definition, read where the field stands. */
  evaluate: (expression: string) => JsonValue
}

export type FieldOf<K extends SimpleField['kind']> = Extract<SimpleField, { kind: K }>

/** One kind of question: how it is read, checked, described and shown. */
export type Kind<F extends SimpleField> = {
  /** Names of the controls after the field's own, in order; `['']` for a single one. */
  parts(field: F): readonly string[]
  /** Several values may come under one name. */
  many?: boolean
  /** From what was typed to a value of the right type, or the fault that says what to type. */
  read(field: F, controls: Controls): Reading
  /** Whether a value is of the right type; the same as `schema` says. */
  fits(field: F, value: JsonValue): boolean
  /** The right type in words: "một ngày viết YYYY-MM-DD". */
  shape(field: F): Words
  /** What is wrong with a value of the right type. */
  fault?(field: F, value: JsonValue, setting: Setting): Fault | undefined
  /** JSON Schema 2020-12 of the value. */
  schema(field: F): JsonObject
  show(field: F, value: JsonValue, language: FormLanguage, lookups: FormLookups): string
  /** The sentence for no answer. */
  missing(field: F): Fault
}

export const blank: Reading = { blank: true }

export function words(vi: string, en: string): Words {
  return { vi, en }
}

/** A fault of value: the type is right, the content is not. */
export function fault(vi: string, en: string, part?: string): Fault {
  return { kind: 'value', words: { vi, en }, ...(part ? { part } : {}) }
}

/** A fault of reading, as a `Reading`. */
export function unread(vi: string, en: string, part?: string): Reading {
  return { fault: fault(vi, en, part) }
}

export function missing(vi: string, en: string, part?: string): Fault {
  return { ...fault(vi, en, part), kind: 'required' }
}

/** What a field is called inside a sentence. */
export function nounOf(field: Field): Words {
  return field.noun ?? { vi: lowerFirst(field.label.vi), en: lowerFirst(field.label.en) }
}

function lowerFirst(label: string): string {
  const text = label.replace(/[?:.]{1,20}$/, '')
  const second = text.charAt(1)
  const isAcronym = second !== second.toLowerCase()
  return isAcronym ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** "Nhập …." for fields that are typed. */
export function enter(field: SimpleField, example = ''): Fault {
  const noun = nounOf(field)
  return example
    ? missing(`Nhập ${noun.vi}, ví dụ ${example}.`, `Enter ${noun.en}, for example ${example}.`)
    : missing(`Nhập ${noun.vi}.`, `Enter ${noun.en}.`)
}

/** "Chọn …." for fields that are picked from a list. */
export function pick(field: SimpleField, part?: string): Fault {
  const noun = nounOf(field)
  return missing(`Chọn ${noun.vi}.`, `Select ${noun.en}.`, part)
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** First letter in upper case, for a noun that begins a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
