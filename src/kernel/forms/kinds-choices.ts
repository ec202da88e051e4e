import type { JsonValue } from '../types.ts'
import { countryCodes, countryName } from './countries.ts'
import type { FormLanguage, SimpleField } from './definition.ts'
import { ethnicities } from './ethnicities.ts'
import {
  blank,
  type FieldOf,
  fault,
  type Kind,
  missing,
  nounOf,
  pick,
  type Reading,
  unread,
  words,
} from './kind.ts'
import { tidy } from './tidy.ts'

const single = () => ['']

type Listed<F extends SimpleField> = {
  codes: (field: F) => readonly string[]
  name: (field: F, code: string, language: FormLanguage) => string
}

/** Kinds whose answer is one code of a list. */
function listed<F extends SimpleField>({ codes, name }: Listed<F>): Kind<F> {
  return {
    parts: single,
    read(field, controls): Reading {
      const value = tidy(controls.one())
      if (value === '') return blank
      return codes(field).includes(value) ? { value } : notInList(field)
    },
    fits: (field, value) => typeof value === 'string' && codes(field).includes(value),
    shape: () => words('một mã có trong danh sách', 'a code of the list'),
    schema: (field) => ({ type: 'string', enum: [...codes(field)] }),
    show: (field, value, language) => name(field, String(value), language),
    missing: (field) => pick(field),
  }
}

function notInList(field: SimpleField): Reading {
  const noun = nounOf(field)
  return unread(`Chọn ${noun.vi} trong danh sách.`, `Select ${noun.en} from the list.`)
}

type OptionField = FieldOf<'choice'> | FieldOf<'choices'>
const valuesOf = (field: OptionField) => field.options.map((option) => option.value)

function optionName(field: OptionField, value: JsonValue, language: FormLanguage): string {
  return field.options.find((option) => option.value === value)?.label[language] ?? String(value)
}

function countFault(field: FieldOf<'choices'>, count: number) {
  const { min = 1, max = field.options.length } = field
  if (count < min) return fault(`Chọn ít nhất ${min} mục.`, `Select at least ${min}.`)
  if (count > max) return fault(`Chọn nhiều nhất ${max} mục. Bỏ bớt.`, `Select at most ${max}. Remove some.`)
  return undefined
}

const choices: Kind<FieldOf<'choices'>> = {
  parts: single,
  many: true,
  read(field, controls) {
    const chosen = new Set(controls.many().map((text) => tidy(text)))
    chosen.delete('')
    const values = valuesOf(field).filter((value) => chosen.has(value))
    if (values.length < chosen.size) return notInList(field)
    return values.length === 0 ? blank : { value: values }
  },
  fits(field, value) {
    if (!Array.isArray(value) || value.length === 0 || value.length > field.options.length) return false
    const known = valuesOf(field)
    return new Set(value).size === value.length && value.every((item) => known.includes(item))
  },
  shape: () => words('danh sách mã đã chọn, không trùng nhau', 'a list of selected codes, each once'),
  fault: (field, value) => countFault(field, Array.isArray(value) ? value.length : 0),
  schema: (field) => ({
    type: 'array',
    uniqueItems: true,
    minItems: Math.max(1, field.min ?? 1),
    maxItems: field.max ?? field.options.length,
    items: { type: 'string', enum: valuesOf(field) },
  }),
  show: (field, value, language) =>
    (Array.isArray(value) ? value : []).map((item) => optionName(field, item, language)).join('; '),
  missing: (field) => pick(field),
}

const yesNo: Kind<FieldOf<'yesNo'>> = {
  parts: single,
  read(field, controls) {
    const typed = tidy(controls.one())
    if (typed === '') return field.rare === true ? { value: false } : blank
    if (typed === 'yes' || typed === 'no') return { value: typed === 'yes' }
    return unread('Chọn "Có" hoặc "Không".', 'Select "Yes" or "No".')
  },
  fits: (_field, value) => typeof value === 'boolean',
  shape: () => words('true hoặc false', 'true or false'),
  schema: () => ({ type: 'boolean' }),
  show: (_field, value, language) =>
    language === 'vi' ? (value === true ? 'Có' : 'Không') : value === true ? 'Yes' : 'No',
  missing: ({ label }) =>
    missing(`Chọn "Có" hoặc "Không" cho câu: ${label.vi}`, `Select "Yes" or "No" for: ${label.en}`),
}

const declaration: Kind<FieldOf<'declaration'>> = {
  parts: single,
  read(_field, controls) {
    const typed = tidy(controls.one())
    if (typed === '' || typed === 'no') return blank
    return typed === 'yes' || typed === 'on'
      ? { value: true }
      : unread('Đánh dấu vào ô để xác nhận.', 'Tick the box to confirm.')
  },
  fits: (_field, value) => value === true,
  shape: () => words('true, nghĩa là đã xác nhận', 'true, which means confirmed'),
  schema: () => ({ const: true }),
  show: (_field, _value, language) => (language === 'vi' ? 'Đã xác nhận' : 'Confirmed'),
  missing: ({ label }) =>
    missing(`Đánh dấu vào ô để xác nhận: ${label.vi}`, `Tick the box to confirm: ${label.en}`),
}

export const choiceKinds = {
  choice: listed<FieldOf<'choice'>>({ codes: valuesOf, name: optionName }),
  choices,
  yesNo,
  declaration,
  country: listed<FieldOf<'country'>>({
    codes: () => countryCodes,
    name: (_field, code, language) => countryName(code, language),
  }),
  ethnicity: listed<FieldOf<'ethnicity'>>({
    codes: () => ethnicities.map(({ code }) => code),
    name: (_field, code) => ethnicities.find((each) => each.code === code)?.name ?? code,
  }),
}
