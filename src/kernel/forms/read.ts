import type { JsonObject, JsonValue } from '../types.ts'
import type {
  Answers,
  Field,
  FormDefinition,
  FormFault,
  FormLanguage,
  FormLookups,
  FormPage,
  GroupField,
  RawFields,
  ReadPage,
  SimpleField,
} from './definition.ts'
import {
  entriesMin,
  firstPartOf,
  groupCountFault,
  identityWarning,
  missingFault,
  type Place,
  told,
  valueFault,
} from './fault.ts'
import { type Controls, type Fault, fault, type Reading } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isAsked, isRequired, pruneAnswers } from './visible.ts'

/** Longest text and most values under one name that are kept to show again. */
const keptLengthMax = 20_000
const keptValuesMax = 100

/** One field of the page that is asked, and what was read from it. */
type ReadField = { field: SimpleField; path: string; item?: JsonObject; reading: Reading }
type ReadGroup = {
  field: GroupField
  path: string
  entries: { item: JsonObject; fields: ReadField[] }[]
  posted: number
}

/**
 * Reads a posted page: date parts `x.day`, `x.month`, `x.year`; addresses `x.province`, `x.district`, `x.commune`,
 * `x.line`; entries of groups `children.0.name`; yes and no as `yes`, `no`. Entries left wholly empty are dropped.
 * `answers` are those saved before; conditions see them. Names the page does not have are ignored.
 * Throws for a page the definition does not have.
 */
export function readPage(
  definition: FormDefinition,
  pageKey: string,
  rawFields: RawFields,
  language: FormLanguage,
  lookups: FormLookups,
  answers: Answers = {},
): ReadPage {
  const page = definition.pages.find(({ key }) => key === pageKey)
  if (!page) throw new Error(`Form ${definition.key} has no page ${JSON.stringify(pageKey)}`)
  const known = pruneAnswers(definition, withoutPage(page, answers), lookups)
  const read = readFields(page.fields, rawFields, { ...known }, lookups)
  const result: ReadPage = { values: {}, errors: [], warnings: [], kept: keptOf(page, rawFields) }
  const values: Record<string, JsonValue> = {}
  const setting = { answers: read.answers, language, lookups }
  for (const each of read.fields) {
    const place = { ...setting, path: each.path }
    if ('entries' in each) {
      const entries = checkEntries(each, place, result)
      if (entries.length > 0) values[each.path] = entries
    } else {
      const value = checkField(each, place, read.answers, result)
      if (value !== undefined) values[each.path] = value
    }
  }
  return { ...result, values }
}

/** The answers saved before, with one page answered anew. What was emptied on the page is gone. */
export function mergePage(
  definition: FormDefinition,
  answers: Answers,
  pageKey: string,
  values: Answers,
): Answers {
  const page = definition.pages.find(({ key }) => key === pageKey)
  return page ? { ...withoutPage(page, answers), ...values } : answers
}

/** The answers without those of one page. */
export function withoutPage(page: FormPage, answers: Answers): Answers {
  const keys = new Set(page.fields.map(({ key }) => key))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.has(key)))
}

function readFields(
  fields: readonly Field[],
  raw: RawFields,
  answers: Record<string, JsonValue>,
  lookups: FormLookups,
): { fields: (ReadField | ReadGroup)[]; answers: Answers } {
  const read: (ReadField | ReadGroup)[] = []
  for (const field of fields) {
    if (!isAsked(field, answers, lookups)) continue
    if (field.kind === 'group') {
      const group = readGroup(field, raw, answers, lookups)
      read.push(group)
      if (group.entries.length > 0) answers[field.key] = group.entries.map(({ item }) => item)
      continue
    }
    const reading = readField(field, field.key, raw)
    read.push({ field, path: field.key, reading })
    if ('value' in reading) answers[field.key] = reading.value
  }
  return { fields: read, answers }
}

function readGroup(field: GroupField, raw: RawFields, answers: Answers, lookups: FormLookups): ReadGroup {
  const posted = entryIndexes(field, raw)
  const filled = posted.filter((index) => !isBlankEntry(field, raw, index))
  // With too few entries the empty ones are read as well, so that each empty field says what is missing.
  const indexes = filled.length < entriesMin(field) && isRequired(field, answers, lookups) ? posted : filled
  const entries = indexes.slice(0, field.max).map((index) => {
    const item: Record<string, JsonValue> = {}
    const fields: ReadField[] = []
    for (const each of field.fields) {
      if (!isAsked(each, answers, lookups, item)) continue
      const path = `${field.key}.${index}.${each.key}`
      const reading = readField(each, path, raw)
      fields.push({ field: each, path, item, reading })
      if ('value' in reading) item[each.key] = reading.value
    }
    return { item, fields }
  })
  return { field, path: field.key, entries, posted: indexes.length }
}

/** The numbers under which entries were posted, in order; names that are no entry of this group are skipped. */
export function entryIndexes(field: GroupField, raw: RawFields): number[] {
  const shape = new RegExp(`^${field.key}\\.(0|[1-9]\\d{0,3})\\.([A-Za-z0-9]+)(?:\\.[a-z]+)?$`)
  const keys = new Set(field.fields.map(({ key }) => key))
  const indexes = new Set<number>()
  for (const name of Object.keys(raw)) {
    const [, index, key = ''] = shape.exec(name) ?? []
    if (index !== undefined && keys.has(key)) indexes.add(Number(index))
  }
  return [...indexes].sort((a, b) => a - b)
}

function isBlankEntry(field: GroupField, raw: RawFields, index: number): boolean {
  return field.fields.every((each) =>
    namesOf(each, `${field.key}.${index}.${each.key}`).every((name) =>
      rawValues(raw, name).every((text) => text.trim() === ''),
    ),
  )
}

function namesOf(field: SimpleField, path: string): string[] {
  return kindOf(field)
    .parts(field)
    .map((part) => (part === '' ? path : `${path}.${part}`))
}

function rawValues(raw: RawFields, name: string): string[] {
  const value: unknown = Object.hasOwn(raw, name) ? raw[name] : undefined
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((text) => typeof text === 'string')
}

/** Reads one field from its posted controls, without asking whether the value is right. */
export function readField(field: SimpleField, path: string, raw: RawFields): Reading {
  const kind = kindOf(field)
  const hostile = namesOf(field, path)
    .map((name) => hostileFault(rawValues(raw, name), kind.many === true))
    .find((found) => found !== undefined)
  if (hostile) return { fault: hostile }
  const nameOf = (part = '') => (part === '' ? path : `${path}.${part}`)
  const controls: Controls = {
    one: (part) => rawValues(raw, nameOf(part))[0] ?? '',
    many: (part) => rawValues(raw, nameOf(part)),
  }
  return kind.read(field, controls)
}

function hostileFault(values: readonly string[], isMany: boolean): Fault | undefined {
  if (values.length > (isMany ? keptValuesMax : 1)) {
    return fault(
      'Ô này nhận được nhiều giá trị. Nhập lại một giá trị.',
      'Several values came. Enter one value again.',
    )
  }
  if (values.some((text) => !text.isWellFormed())) {
    return fault(
      'Có ký tự hỏng, không đọc được. Xóa và nhập lại.',
      'A character is broken. Delete it and type again.',
    )
  }
  if (values.some((text) => text.length > keptLengthMax)) {
    return fault(
      `Nội dung dài quá ${keptLengthMax} ký tự. Viết ngắn lại hoặc gửi kèm tệp.`,
      `The text is over ${keptLengthMax} characters. Shorten it or attach a file.`,
    )
  }
  return undefined
}

type Result = { errors: FormFault[]; warnings: FormFault[] }

function checkField(
  each: ReadField,
  place: Place,
  siblings: JsonObject,
  result: Result,
): JsonValue | undefined {
  const { field, reading } = each
  if ('fault' in reading) {
    result.errors.push(told(reading.fault, place, firstPartOf(field)))
    return undefined
  }
  if ('blank' in reading) {
    if (isRequired(field, place.answers, place.lookups, place.item))
      result.errors.push(missingFault(field, place))
    return undefined
  }
  const wrong = valueFault(field, reading.value, place)
  if (wrong) {
    result.errors.push(wrong)
    return undefined
  }
  const warning = identityWarning(field, reading.value, siblings, place)
  if (warning) result.warnings.push(warning)
  return reading.value
}

function checkEntries(group: ReadGroup, place: Place, result: Result): JsonObject[] {
  const isNeeded = group.posted > 0 || isRequired(group.field, place.answers, place.lookups)
  const wrong = isNeeded ? groupCountFault(group.field, group.posted, place) : undefined
  if (wrong) result.errors.push(wrong)
  return group.entries.map(({ item, fields }) => {
    const values: Record<string, JsonValue> = {}
    for (const each of fields) {
      const value = checkField(each, { ...place, path: each.path, item }, item, result)
      if (value !== undefined) values[each.field.key] = value
    }
    return values
  })
}

function keptOf(page: FormPage, raw: RawFields): Record<string, string | string[]> {
  const names = page.fields.flatMap((field) =>
    field.kind === 'group'
      ? entryIndexes(field, raw)
          .slice(0, field.max)
          .flatMap((index) =>
            field.fields.flatMap((each) => namesOf(each, `${field.key}.${index}.${each.key}`)),
          )
      : namesOf(field, field.key),
  )
  const kept: Record<string, string | string[]> = {}
  for (const name of names) {
    const values = rawValues(raw, name)
      .slice(0, keptValuesMax)
      .map((text) => text.slice(0, keptLengthMax).toWellFormed())
    if (values[0] !== undefined) kept[name] = values.length === 1 ? values[0] : values
  }
  return kept
}
