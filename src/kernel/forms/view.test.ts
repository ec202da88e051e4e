import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  answersAsTyped,
  applyAct,
  type FormDefinition,
  type FormLookups,
  pathsOf,
  readAct,
  readPage,
  viewPage,
  writeAct,
} from '../forms.ts'
import { calendarDate } from '../types.ts'

const both = (text: string) => ({ vi: text, en: text })
const form: FormDefinition = {
  key: 'kites',
  version: 1,
  title: both('Thả diều'),
  pages: [
    {
      key: 'kites',
      title: both('Diều'),
      fields: [
        { kind: 'partialDate', key: 'born', label: both('Ngày sinh') },
        { kind: 'money', key: 'worth', label: both('Giá'), required: false },
        { kind: 'number', key: 'wind', label: both('Gió'), decimals: 1 },
        { kind: 'address', key: 'field', label: both('Bãi thả') },
        {
          kind: 'choices',
          key: 'hours',
          label: both('Giờ'),
          options: [
            { value: 'am', label: both('Sáng') },
            { value: 'pm', label: both('Chiều') },
          ],
        },
        { kind: 'file', key: 'pictures', label: both('Ảnh'), paper: 'pictures' },
        { kind: 'yesNo', key: 'withOthers', label: both('Đi với người khác') },
        { kind: 'text', key: 'others', label: both('Với ai'), when: 'answers.withOthers == true' },
        {
          kind: 'group',
          key: 'kites',
          label: both('Danh sách'),
          itemTitle: both('Diều'),
          max: 2,
          fields: [
            { kind: 'text', key: 'name', label: both('Tên') },
            { kind: 'yesNo', key: 'hasFlute', label: both('Có sáo') },
            { kind: 'number', key: 'flutes', label: both('Số sáo'), when: 'item.hasFlute == true' },
          ],
        },
        { kind: 'declaration', key: 'truth', label: both('Cam đoan') },
      ],
    },
  ],
}
const [page] = form.pages
const areas: Record<string, { name: string; level: 'province' | 'commune'; parent: string | null }> = {
  '60': { name: 'Tỉnh', level: 'province', parent: null },
  '60001': { name: 'Xã', level: 'commune', parent: '60' },
}
const lookups: FormLookups = {
  today: calendarDate('2026-11-23'),
  area: (code) => areas[code],
  unit: () => undefined,
}
const answers = {
  born: '1958-03',
  worth: 1_500_000,
  wind: 4.5,
  field: { province: '60', commune: '60001', line: 'Bãi sau' },
  hours: ['pm'],
  pictures: ['a', 'b'],
  withOthers: true,
  others: 'Ông Tư',
  kites: [
    { name: 'Rồng', hasFlute: true, flutes: 3 },
    { name: 'Cá', hasFlute: false },
  ],
  truth: true,
}

test('answers written into the controls are read back as they were', () => {
  assert.ok(page)
  const read = readPage(form, 'kites', answersAsTyped(page.fields, answers), 'vi', lookups)
  assert.deepEqual(read.errors, [])
  assert.deepEqual(read.values, answers)
})

test('a page shows what its conditions ask for, also inside an entry', () => {
  const shown = pathsOf(viewPage(form, 'kites', answers, lookups))
  assert.ok(shown.includes('others'))
  assert.ok(shown.includes('kites.0.flutes'))
  assert.ok(!shown.includes('kites.1.flutes'))
})

test('an unanswered page shows one empty entry and no conditional question', () => {
  const shown = pathsOf(viewPage(form, 'kites', {}, lookups))
  assert.ok(shown.includes('kites.0.name'))
  assert.ok(!shown.includes('kites.1.name'))
  assert.ok(!shown.includes('others'))
})

test('an entry can be added up to the limit, and one taken out lets later ones move up', () => {
  assert.ok(page)
  const one = { 'kites.0.name': 'Rồng', 'kites.0.hasFlute': 'yes' }
  const two = applyAct(page, one, { kind: 'add', group: 'kites' })
  assert.deepEqual(two, { ...one, 'kites.1.name': '' })
  assert.deepEqual(applyAct(page, two, { kind: 'add', group: 'kites' }), two)
  const filled = { ...two, 'kites.1.name': 'Cá' }
  const left = applyAct(page, filled, { kind: 'remove', group: 'kites', index: 0 })
  assert.deepEqual(left, { 'kites.0.name': 'Cá' })
})

test('files are put in order and taken out', () => {
  assert.ok(page)
  const typed = { pictures: ['a', 'b', 'c'] }
  assert.deepEqual(applyAct(page, typed, { kind: 'up', path: 'pictures', file: 'c' }), {
    pictures: ['a', 'c', 'b'],
  })
  assert.deepEqual(applyAct(page, typed, { kind: 'drop', path: 'pictures', file: 'a' }), {
    pictures: ['b', 'c'],
  })
  assert.deepEqual(applyAct(page, typed, { kind: 'drop', path: 'pictures', file: 'x' }), typed)
})

test('a button says the same when read as when written', () => {
  for (const act of [
    { kind: 'add', group: 'kites' },
    { kind: 'remove', group: 'kites', index: 1 },
    { kind: 'up', path: 'kites.0.photo', file: '0199-x' },
  ] as const)
    assert.deepEqual(readAct(writeAct(act)), act)
  assert.equal(readAct('continue'), undefined)
})
