import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkForm, type Field, type FormDefinition, type FormLookups } from '#kernel/forms.ts'
import { readPack } from '#kernel/packs.ts'
import { calendarDate } from '#kernel/types.ts'
import { describeProcedure } from '#modules/services/domain.ts'
import {
  draftForm,
  forgottenFrom,
  isConflict,
  keptUntil,
  pageAfter,
  pageToResume,
  partsToSubmit,
} from './domain.ts'

const pack = await readPack(fileURLToPath(new URL('../../../packs/demo', import.meta.url)))
const depth = new Map(pack.procedures.map((procedure) => [procedure.code, procedure]))
const forms = pack.forms as ReadonlyMap<string, FormDefinition>
const procedures = pack.catalogue.map((facts) => ({
  ...describeProcedure(facts, depth.get(facts.code), forms),
  version: 1,
}))
const lookups: FormLookups = {
  today: calendarDate('2026-11-23'),
  area: () => undefined,
  unit: () => undefined,
}

function papersIn(fields: readonly Field[]): string[] {
  return fields.flatMap((field) =>
    field.kind === 'group' ? papersIn(field.fields) : field.kind === 'file' ? [field.paper] : [],
  )
}

test('every procedure of the pack can be filled in: its form holds together and asks for each paper once', () => {
  assert.ok(procedures.length > 3)
  for (const procedure of procedures) {
    const form = draftForm(procedure)
    assert.deepEqual(checkForm(form), [], procedure.code)
    const asked = papersIn(form.pages.flatMap(({ fields }) => fields))
    assert.deepEqual(asked.toSorted(), procedure.papers.map(({ key }) => key).toSorted(), procedure.code)
  }
})

test('a form that asks how to receive the result is not asked again, and a declaration comes last', () => {
  const generated = procedures.find(({ inDepth }) => !inDepth)
  const kites = procedures.find(({ code }) => code === '9.000001')
  assert.ok(generated && kites)
  const keysOf = (form: FormDefinition) => form.pages.map(({ key }) => key)
  assert.ok(!keysOf(draftForm(generated)).includes('nhan-ket-qua'))
  assert.deepEqual(keysOf(draftForm(kites)).slice(-3), ['giay-to', 'nhan-ket-qua', 'declaration'])
})

test('what is submitted are answers of the form itself, papers by key, and the way of return', () => {
  const kites = procedures.find(({ code }) => code === '9.000001')
  assert.ok(kites)
  const answers = { flyerName: 'Mây', pictures: ['p1', 'p2'], draftPaper1: ['p3'], draftReturnBy: 'online' }
  const parts = partsToSubmit(kites, answers, lookups)
  assert.deepEqual(parts.answers, { flyerName: 'Mây', pictures: ['p1', 'p2'] })
  assert.deepEqual(parts.papers, [
    { key: 'anh-dieu', fileId: 'p1' },
    { key: 'anh-dieu', fileId: 'p2' },
    { key: 'cam-ket-vuong-day', fileId: 'p3' },
  ])
  assert.equal(parts.returnMethod, 'online')
})

test('a conflict is a later save of the same page by another device', () => {
  const draft = { pages: { place: { version: 3, device: 'phone' } } }
  assert.equal(isConflict(draft, 'place', { version: 2, device: 'desk' }), true)
  assert.equal(isConflict(draft, 'place', { version: 3, device: 'desk' }), false)
  assert.equal(isConflict(draft, 'place', { version: 1, device: 'phone' }), false)
  assert.equal(isConflict(draft, 'days', { version: 1, device: 'desk' }), false)
})

test('a person goes on at the first page that is not answered rightly, and checks after the last', () => {
  const page = (key: string) => ({
    key,
    title: { vi: key, en: key },
    fields: [{ kind: 'text' as const, key: `${key}Text`, label: { vi: key, en: key } }],
  })
  const pages = [page('one'), page('two'), page('three')]
  const save = { version: 2, device: 'phone' }
  const fault = { kind: 'required' as const, field: 'oneText', message: '', inputId: 'oneText' }
  assert.equal(pageToResume(pages, { pages: { one: save }, kept: {} }, []), 'two')
  assert.equal(
    pageToResume(pages, { pages: { one: save, two: save, three: save }, kept: {} }, []),
    'kiem-tra',
  )
  assert.equal(pageToResume(pages, { pages: { one: save, two: save }, kept: {} }, [fault]), 'one')
  assert.equal(pageAfter(pages, 'two'), 'three')
  assert.equal(pageAfter(pages, 'three'), 'kiem-tra')
})

test('a draft is kept through the ninetieth day after its last change', () => {
  const savedAt = new Date('2026-11-23T23:30:00+07:00')
  assert.equal(keptUntil(savedAt), '2027-02-21')
  assert.equal(forgottenFrom(savedAt).toISOString(), new Date('2027-02-22T00:00:00+07:00').toISOString())
})
