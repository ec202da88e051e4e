/** From a request to checked input: one object, clean text, Vietnamese sentences for what is wrong. */

import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { Locale } from 'typebox/system'
import { type FieldError, kernelRefusal } from '../errors.ts'

Locale.Set(Locale.vi_VN)

const validators = new WeakMap<TSchema, Validator>()

/** Converts and checks `raw` by the schema. Throws the refusal `kernel.invalidInput` with a message for each field. */
export function checkInput<S extends TSchema>(
  schema: S,
  raw: unknown,
  language: 'vi' | 'en' = 'vi',
): Static<S> {
  let validator = validators.get(schema)
  if (!validator) {
    validator = Compile(schema)
    validators.set(schema, validator)
  }
  // What is right already is not converted: converting an enumeration builds its type anew each time.
  if (validator.Check(raw)) return raw as Static<S>
  const value: unknown = validator.Convert(raw)
  if (validator.Check(value)) return value as Static<S>
  const fields = validator.Errors(value).map((error) => messageOf(error, language))
  throw kernelRefusal.invalidInput({ fields: uniqueByField(fields) })
}

function messageOf(error: TLocalizedValidationError, language: 'vi' | 'en'): FieldError {
  const field = error.instancePath.slice(1).replaceAll('/', '.')
  if (error.keyword === 'required') {
    const [missing = field] = error.params.requiredProperties
    const name = field ? `${field}.${missing}` : missing
    return { field: name, message: language === 'vi' ? 'Chưa có mục này.' : 'This is missing.' }
  }
  if (error.keyword === 'additionalProperties' || error.keyword === 'boolean')
    return unknownField(
      field || (error.keyword === 'additionalProperties' ? String(error.params.additionalProperties[0]) : ''),
      language,
    )
  const reason = error.message
  return {
    field,
    message: language === 'vi' ? `Giá trị chưa đúng: ${reason}.` : `Not a right value: ${error.keyword}.`,
  }
}

export function unknownField(field: string, language: 'vi' | 'en'): FieldError {
  return { field, message: language === 'vi' ? 'Không có mục mang tên này.' : 'There is no such field.' }
}

function uniqueByField(errors: readonly FieldError[]): FieldError[] {
  const seen = new Map<string, FieldError>()
  for (const error of errors) if (!seen.has(error.field)) seen.set(error.field, error)
  return [...seen.values()]
}

const depthMax = 24

/**
 * Every text that enters is NFC and free of what no one can type: NUL, lone surrogates, direction overrides. Names that
 * would touch an object's own machinery are refused, as is nesting beyond any form.
 */
export function cleanTexts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth > depthMax) throw kernelRefusal.unreadableRequest()
  if (Array.isArray(value)) return value.map((one) => cleanTexts(one, depth + 1))
  const clean: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      throw kernelRefusal.unreadableRequest()
    clean[cleanText(key)] = cleanTexts(inner, depth + 1)
  }
  return clean
}

// oxlint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g

function cleanText(text: string): string {
  if (!text.isWellFormed()) throw kernelRefusal.unreadableRequest()
  return text.replace(unwanted, '').normalize('NFC')
}
