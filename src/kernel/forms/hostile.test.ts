import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Answers,
  checkAnswers,
  checkForm,
  type FormDefinition,
  pruneAnswers,
  type RawFields,
  readPage,
  summarise,
} from '../forms.ts'
import { formOf, formWith, kiteAnswers, labelled, lookups } from '../testing/forms.ts'

const kites = formOf('packs/demo/forms/kite-permit.json')

function read(form: FormDefinition, raw: RawFields, answers: Answers = {}) {
  return readPage(form, 'only', raw, 'vi', lookups, answers)
}
/** Reads one field `x` of a kind and gives its value, or the first sentence with the control it points to. */
function readOne(kind: string, raw: RawFields, more: object = {}) {
  const { values, errors } = read(formWith(labelled(kind, 'x', more)), raw)
  return errors[0] ? `${errors[0].inputId}: ${errors[0].message}` : values.x
}
const faultsOf = (form: FormDefinition, answers: unknown) =>
  checkAnswers(form, answers, 'vi', lookups).map(({ kind, field }) => `${kind} ${field}`)

test('requests that mean harm are answered with sentences', () => {
  const hostile = JSON.parse(
    '{"__proto__": {"admin": true}, "constructor": {"prototype": {}}, "truth": true}',
  )
  const unknown = faultsOf(kites, hostile).filter((fault) => fault.startsWith('unknown'))
  assert.deepEqual(unknown, ['unknown __proto__', 'unknown constructor'])
  assert.deepEqual(pruneAnswers(kites, hostile, lookups), { truth: true })
  assert.equal(Object.hasOwn(Object.prototype, 'admin'), false)

  const rawHostile = JSON.parse(
    '{"__proto__.name": "x", "kites.__proto__.name": "x", "kites.0.__proto__": "x"}',
  )
  assert.deepEqual(readPage(kites, 'kites', rawHostile, 'vi', lookups).kept, {})

  assert.match(String(readOne('text', Object.create({ x: 'inherited' }))), /Nhập mục x/)
  assert.match(String(readOne('text', { x: ['a', 'b'] })), /nhiều giá trị/)
  assert.match(String(readOne('text', { x: 'a\uD800b' })), /ký tự hỏng/)
  assert.match(String(readOne('text', { x: 'a'.repeat(201) })), /dài 201 ký tự, nhiều nhất 200/)
  assert.match(String(readOne('longText', { x: 'a'.repeat(1_000_000) })), /quá 20000 ký tự/)
  assert.equal(readOne('text', { x: 'Lan\u202Egnp.exe\u200B \u0000\u0007x' }), 'Langnp.exe x')
  assert.equal(readOne('text', { x: 'Nguye\u0302\u0303n' }), 'Nguyễn', 'composed')
  assert.match(String(readOne('text', { x: '\u200B\u2060 ' })), /Nhập mục x/, 'nothing that can be seen')
  assert.equal(readOne('longText', { x: 'một\r\n\r\n\r\n\r\n  hai\tba ' }), 'một\n\nhai ba')
  assert.deepEqual(faultsOf(formWith(labelled('text', 'x')), { x: 'a\u202Eb' }), ['value x'])
  assert.deepEqual(faultsOf(formWith(labelled('text', 'x')), { x: '\uDC00' }), ['value x'])
  const kept = read(formWith(labelled('text', 'x')), { x: `${'b'.repeat(30_000)}\uD800` }).kept.x
  assert.equal(kept?.length, 20_000)
  assert.throws(() => readPage(kites, '__proto__', {}, 'vi', lookups), /has no page/)
})

test('what was answered is shown in order, in words people use', () => {
  const rows = summarise(kites, kiteAnswers, 'vi', lookups)
  const shown = Object.fromEntries(rows.map(({ field, value }) => [field, value]))
  assert.equal(shown.flyerBirthDate, '1985')
  assert.equal(shown.flyerIdentityNumber, '060 185 012 345')
  assert.equal(shown.flyerPhone, '0912 345 678')
  assert.equal(shown['kites.0.lengthMetres'], '12,5 m')
  assert.equal(shown['kites.0.hasFlute'], 'Có')
  assert.equal(shown['kites.0.tradition'], 'Không khai')
  assert.equal(shown.field, 'Bãi 2, Xã Diều, Huyện Cát, Tỉnh Gió')
  assert.equal(shown.from, '20/05/2024')
  assert.equal(shown.hours, 'Lúc rạng đông; Đêm trăng tròn')
  assert.equal(
    shown.largestKiteVnd,
    '1.234.567 đ (một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng)',
  )
  assert.equal(rows.find(({ field }) => field === 'kites.0.name')?.label, 'Diều số 1: Tên diều')
  assert.equal(summarise(kites, kiteAnswers, 'en', lookups)[0]?.pageTitle, 'The flyer')
  const draft = summarise(
    kites,
    { flyerName: 7, kites: 'x', hours: [{}] } as unknown as Answers,
    'vi',
    lookups,
  )
  assert.ok(
    draft.every(({ value }) => value === 'Không khai'),
    'a damaged draft is shown, not thrown',
  )
})

test('a definition with mistakes is told of each one', () => {
  const bad = formWith(
    labelled('text', 'a', { when: 'answers.b == 1' }),
    labelled('text', 'a'),
    labelled('text', 'b', {
      required: 'answers.',
      format: { pattern: '(', message: { vi: 'Sai', en: 'Wrong' } },
    }),
    labelled('text', 'constructor'),
    labelled('number', 'n', { min: 5, max: 1 }),
    labelled('identityNumber', 'id', { birthDate: 'b' }),
    labelled('date', 'd', { notAfter: 'tomorrow', label: { vi: 'Sinh ngày nào?', en: 'When?' } }),
    labelled('choice', 'c', {
      options: ['one', 'two'].map((value) => ({ value, label: { vi: value, en: value } })),
    }),
    labelled('text', 'f', { when: "answers.c in ['one', 'tow'] or answers.c == null" }),
    labelled('text', 'e', { when: 'item.x == 1 and answers.n.day == 2' }),
  )
  const paths = checkForm(bad).map(({ path }) => path)
  assert.deepEqual(paths, [
    'pages',
    'pages',
    'pages.only.a.when',
    'pages.only.b.required',
    'pages.only.b.format',
    'pages.only.n.min',
    'pages.only.id.birthDate',
    'pages.only.d.noun',
    'pages.only.d.notAfter',
    'pages.only.f.when',
    'pages.only.e.when',
    'pages.only.e.when',
  ])
})
