import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkForm, type FormDefinition, type FormLookups } from '#kernel/forms.ts'
import type { JsonObject } from '#kernel/types.ts'
import { calendarDate } from '#kernel/types.ts'
import { prefilledAnswers } from './domain.ts'

const words = (text: string) => ({ vi: text, en: text })
const form: FormDefinition = {
  key: 'kites',
  version: 1,
  title: words('Diều'),
  pages: [
    {
      key: 'flyer',
      title: words('Người thả'),
      fields: [
        { kind: 'yesNo', key: 'isOwner', label: words('Là chủ diều') },
        { kind: 'address', key: 'flyerAddress', label: words('Nơi ở') },
      ],
    },
    {
      key: 'owner',
      title: words('Chủ diều'),
      fields: [
        { kind: 'country', key: 'nationality', label: words('Quốc tịch'), startsAs: "'VN'" },
        {
          kind: 'address',
          key: 'commune',
          label: words('Xã'),
          line: false,
          startsAs: 'if(answers.isOwner == true, answers.flyerAddress, null)',
        },
      ],
    },
  ],
}
const lookups: FormLookups = {
  today: calendarDate('2026-03-02'),
  area: () => undefined,
  unit: () => undefined,
}
const flyerAddress = { province: '99', commune: '99101', line: 'Bãi sau' }
const begun = (answers: JsonObject, pages: JsonObject = {}) =>
  prefilledAnswers({ draft: { answers, pages, known: {} }, form, lookups, facts: new Map() }, 'owner')

test('what was said on a page before is not asked again: a field begins with it, and fits itself to it', () => {
  assert.deepEqual(begun({ isOwner: true, flyerAddress }), {
    nationality: 'VN',
    commune: { province: '99', commune: '99101' },
  })
  assert.deepEqual(begun({ isOwner: false, flyerAddress }), { nationality: 'VN' })
})

test('an answer stays as it was given, and a page that was left once begins with nothing', () => {
  assert.deepEqual(begun({ isOwner: true, nationality: 'LA', flyerAddress }), {
    commune: { province: '99', commune: '99101' },
  })
  assert.deepEqual(begun({ isOwner: true, flyerAddress }, { owner: { version: 2 } }), {})
})

test('a field begins with answers before it only', () => {
  const [flyer, owner] = form.pages
  assert.ok(flyer && owner)
  assert.deepEqual(checkForm(form), [])
  const turned = { ...form, pages: [owner, flyer] }
  assert.match(checkForm(turned)[0]?.path ?? '', /commune\.startsAs$/)
})
