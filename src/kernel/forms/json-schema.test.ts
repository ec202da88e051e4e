import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import {
  answersJsonSchema,
  checkAnswers,
  type FormDefinition,
  generatedForm,
  readPage,
  visiblePages,
} from '../forms.ts'
import { formOf, lookups } from '../testing/forms.ts'
import type { JsonObject, JsonValue } from '../types.ts'
import type { Field, RawFields, SimpleField } from './definition.ts'
import { kindOf } from './kinds.ts'

const forms = [
  formOf('packs/demo/forms/kite-permit.json'),
  formOf('packs/demo/forms/beach-stall.json'),
  formOf('packs/binh-thuan/forms/birth-registration.json'),
  generatedForm({
    code: '1.000001',
    name: 'Cấp phép nuôi gió',
    applicants: ['citizen', 'firm'],
    papers: Array.from({ length: 7 }, (_, index) => ({ key: `p${index}`, name: `Giấy tờ ${index}` })),
  }),
]

/** Numbers that look random and are the same in every run. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Random = ReturnType<typeof seeded>
const oneOf = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T

const junk: readonly JsonValue[] = [
  null,
  '',
  ' ',
  'x',
  0,
  -1,
  1.5,
  1e300,
  true,
  false,
  [],
  {},
  [null],
  ['x'],
  [[]],
  { x: 1 },
  '2024-02-30',
  '1985-13',
  '1985',
  '060185012345',
  { province: '99' },
  { province: '99', commune: '99101', line: '' },
  'a'.repeat(3000),
]

function good(field: Field, random: Random): JsonValue {
  switch (field.kind) {
    case 'group':
      return Array.from({ length: 1 + random(3) }, () => objectOf(field.fields, random, 9))
    case 'text':
      return field.format ? 'B-12' : oneOf(random, ['Diều', 'Số 12', 'ốc'])
    case 'longText':
      return 'Một\nhai'
    case 'fullName':
      return oneOf(random, ['Nguyễn Thị Lan', "H'Hen Niê"])
    case 'date':
      return oneOf(random, ['2024-05-20', '2024-05-01', '1985-03-12'])
    case 'partialDate':
      return oneOf(random, ['1985', '1985-03', '1985-03-12'])
    case 'number':
    case 'money':
      return Math.max(field.min ?? 0, oneOf(random, [1, 2, 3, 5]))
    case 'identityNumber':
      return '060185012345'
    case 'taxCode':
      return oneOf(random, ['0100109106', '0100109106-001'])
    case 'phone':
      return '0912345678'
    case 'email':
      return 'lan@vidu.vn'
    case 'choice':
      return oneOf(random, field.options).value
    case 'choices':
      return [oneOf(random, field.options).value]
    case 'yesNo':
      return random(2) === 0
    case 'declaration':
      return true
    case 'address': {
      const line = field.line === false ? {} : { line: 'Thôn 2' }
      return { province: '99', district: '991', commune: '99101', ...line }
    }
    case 'country':
      return oneOf(random, ['VN', 'LA'])
    case 'ethnicity':
      return oneOf(random, ['01', '17'])
    case 'unit':
      return 'GIO-1'
    case 'file':
      return ['f1']
    default:
      throw new Error('a kind without an example')
  }
}

/** `tenths` of ten fields get a good value; of the rest, some are missing and some are junk. */
function objectOf(fields: readonly Field[], random: Random, tenths: number): JsonObject {
  const values: Record<string, JsonValue> = {}
  for (const field of fields) {
    const draw = random(10)
    if (draw < tenths) values[field.key] = good(field, random)
    else if (draw % 2 === 0) values[field.key] = oneOf(random, junk)
  }
  if (random(40) === 0) values.unasked = 1
  return values
}

const ajv = new Ajv2020({ strict: true, allErrors: true })
// The package is CommonJS; its function is the default export under this name.
formats.default(ajv)

test('the schema and the checks agree on types and on what is always required', () => {
  const random = seeded(2024)
  const seen = { valid: 0, invalid: 0 }
  for (const form of forms) {
    const validate = ajv.compile(answersJsonSchema(form))
    const fields = form.pages.flatMap((page) => page.fields)
    for (let round = 0; round < 1500; round += 1) {
      const answers = objectOf(fields, random, [7, 9, 10, 10][round % 4] ?? 10)
      const faults = checkAnswers(form, answers, 'vi', lookups)
      const isValid = validate(answers)
      const text = JSON.stringify({ form: form.key, answers, faults, ajv: validate.errors })
      if (isValid) {
        seen.valid += 1
        assert.ok(!faults.some(({ kind }) => kind === 'type' || kind === 'unknown'), text)
        assert.ok(!faults.some((fault) => fault.kind === 'required' && isAlways(form, fault.field)), text)
      } else {
        seen.invalid += 1
        const told = faults.map(({ field }) => field)
        for (const path of refusedPaths(form, answers, validate.errors ?? [])) {
          assert.ok(
            told.some((field) => field === path || field.startsWith(`${path}.`)),
            `${path} ${text}`,
          )
        }
      }
    }
  }
  assert.ok(seen.valid > 1000 && seen.invalid > 1000, JSON.stringify(seen))
})

function isAlways(form: FormDefinition, path: string): boolean {
  const page = form.pages.find((each) => each.fields.some(({ key }) => key === path))
  const field = page?.fields.find(({ key }) => key === path)
  if (!page || !field) return false
  return page.when === undefined && field.when === undefined && (field.required ?? true) === true
}

type SchemaError = { instancePath: string; params: { missingProperty?: string; additionalProperty?: string } }

/**
 * Paths (`kites.0.name`) that the schema refuses and the checks must tell of as well. Limits inside an answer that is
 * hidden are left out: such an answer is dropped.
 */
function refusedPaths(form: FormDefinition, answers: JsonObject, errors: readonly SchemaError[]): string[] {
  const asked = visiblePages(form, answers, lookups).flatMap((page) => page.fields)
  return errors.flatMap(({ instancePath, params }) => {
    const parts = [
      ...instancePath.split('/').slice(1),
      params.missingProperty ?? params.additionalProperty ?? '',
    ]
    const [key = '', index, inner] = parts.filter((part) => part !== '')
    if (params.additionalProperty && instancePath === '') return [key]
    const field = asked.find((each) => each.key === key)
    if (!field) return []
    if (field.kind !== 'group' || inner === undefined) return [key]
    return field.fields.find((each) => each.key === inner)?.when === undefined
      ? [`${key}.${index}.${inner}`]
      : []
  })
}

/** The posted controls that give a value, as a browser would send them. */
function posted(field: SimpleField, value: JsonValue, path: string): RawFields {
  if (field.kind === 'date' || field.kind === 'partialDate') {
    const [year = '', month = '', day = ''] = String(value).split('-')
    return { [`${path}.day`]: day, [`${path}.month`]: month, [`${path}.year`]: year }
  }
  if (field.kind === 'address') {
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([part, text]) => [`${path}.${part}`, String(text)]),
    )
  }
  if (typeof value === 'boolean') return { [path]: value ? 'yes' : 'no' }
  return { [path]: Array.isArray(value) ? value.map(String) : String(value) }
}

test('what is typed in a browser and what is sent through the API become the same answers', () => {
  const random = seeded(7)
  let compared = 0
  for (const form of forms) {
    for (const page of form.pages) {
      for (const field of page.fields) {
        if (field.kind === 'group') continue
        const alone = {
          ...form,
          pages: [{ key: page.key, title: page.title, fields: [withoutRules(field)] }],
        }
        const value = good(field, random)
        assert.ok(kindOf(field).fits(field, value), `${form.key} ${field.key}`)
        const { values, errors } = readPage(alone, page.key, posted(field, value, field.key), 'vi', lookups)
        assert.deepEqual([values[field.key], errors], [value, []], `${form.key} ${field.key}`)
        assert.deepEqual(checkAnswers(alone, values, 'vi', lookups), [])
        compared += 1
      }
    }
  }
  assert.ok(compared > 80)
})

function withoutRules(field: SimpleField): SimpleField {
  const { when: _when, required: _required, ...rest } = field
  if (rest.kind !== 'date' && rest.kind !== 'partialDate') return rest
  const { notBefore: _before, notAfter: _after, ...free } = rest
  return free
}

test('no posted page makes reading throw, and every fault has a sentence and a control', () => {
  const random = seeded(99)
  const texts = [
    '',
    ' ',
    'x',
    '12',
    '31',
    '2',
    '1985',
    'yes',
    'VN',
    '99',
    '99101',
    '\uD800',
    '\u202E',
    '-1',
    '1e999',
    'a'.repeat(30_000),
  ]
  for (let round = 0; round < 1500; round += 1) {
    const form = oneOf(random, forms)
    const page = oneOf(random, form.pages)
    const names = page.fields.flatMap((field) =>
      field.kind === 'group'
        ? field.fields.flatMap((each) =>
            kindOf(each)
              .parts(each)
              .map((part) => `${field.key}.${random(12)}.${each.key}${part && `.${part}`}`),
          )
        : kindOf(field)
            .parts(field)
            .map((part) => `${field.key}${part && `.${part}`}`),
    )
    const raw = Object.fromEntries(
      names.map((name) => [
        name,
        random(6) === 0 ? [oneOf(random, texts), oneOf(random, texts)] : oneOf(random, texts),
      ]),
    )
    const { errors, values, kept } = readPage(form, page.key, raw, 'vi', lookups)
    for (const { message, inputId } of errors) assert.ok(message.length > 5 && inputId !== '', page.key)
    assert.ok(JSON.stringify([values, kept]).isWellFormed())
    const known = new Set(page.fields.map(({ key }) => key))
    assert.ok(Object.keys(values).every((key) => known.has(key)))
    const again = checkAnswers({ ...form, pages: [page] }, values, 'vi', lookups)
    assert.ok(
      !again.some(({ kind }) => kind === 'type' || kind === 'unknown'),
      JSON.stringify([values, again]),
    )
  }
})
