import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkForm, type FormDefinition, type FormLookups } from '#kernel/forms.ts'
import type { JsonObject } from '#kernel/types.ts'
import { calendarDate } from '#kernel/types.ts'
import { type Draft, pagesToGo } from '../domain.ts'
import { prefilledAnswers, settled } from './domain.ts'

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

const at = { version: 3, device: 'phone' }
const saysTheFlyer = { isOwner: true, flyerAddress }
const areas: FormLookups = {
  ...lookups,
  area: (code) =>
    code === '99'
      ? { name: 'Hải Gió', level: 'province', parent: null }
      : { name: 'Bãi Sau', level: 'commune', parent: '99' },
}
type Saved = { readonly version: number; readonly device: string; readonly isKnown?: true }
function settle(answers: JsonObject, pages: Record<string, Saved>) {
  const draft: Draft = {
    id: '',
    procedureCode: '',
    procedureVersion: 1,
    answers,
    kept: {},
    pages,
    version: 3,
    savedAt: new Date(0),
    known: {},
    dossierCode: null,
  }
  const after = settled({ draft, form, lookups: areas, facts: new Map() })
  return {
    answers: after.answers,
    known: Object.keys(after.pages).filter((key) => after.pages[key]?.isKnown),
    toGo: pagesToGo(form.pages, after).map(({ key }) => key),
  }
}

test('a page of which nothing is left to ask is answered by itself and not gone through', () => {
  assert.deepEqual(settle(saysTheFlyer, { flyer: at }), {
    answers: { ...saysTheFlyer, nationality: 'VN', commune: { province: '99', commune: '99101' } },
    known: ['owner'],
    toGo: ['flyer'],
  })
})

test('where one question is left the page is asked, and so is one that would begin with constants alone', () => {
  assert.deepEqual(settle({ ...saysTheFlyer, isOwner: false }, { flyer: at }).toGo, ['flyer', 'owner'])
  const [flyer, owner] = form.pages
  assert.ok(flyer && owner)
  const constant = { ...form, pages: [flyer, { ...owner, fields: owner.fields.slice(0, 1) }] }
  const draft = { answers: saysTheFlyer, pages: { flyer: at }, known: {} } as unknown as Draft
  assert.deepEqual(settled({ draft, form: constant, lookups: areas, facts: new Map() }).pages, { flyer: at })
})

test('what was answered by itself follows the answers it came from; what a person left stays', () => {
  const itself = { version: 3, device: '', isKnown: true } as const
  const before = { ...saysTheFlyer, nationality: 'VN', commune: { province: '99', commune: '99101' } }
  const other = { ...flyerAddress, commune: '99102' }
  assert.deepEqual(
    settle({ ...before, flyerAddress: other }, { flyer: at, owner: itself }).answers['commune'],
    {
      province: '99',
      commune: '99102',
    },
  )
  const changed = settle({ ...before, isOwner: false }, { flyer: at, owner: itself })
  assert.deepEqual(changed.answers, { isOwner: false, flyerAddress })
  assert.deepEqual(changed.toGo, ['flyer', 'owner'])
  assert.deepEqual(settle({ ...before, isOwner: false }, { flyer: at, owner: at }).answers, {
    ...before,
    isOwner: false,
  })
})
