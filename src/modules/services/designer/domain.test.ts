import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkForm } from '#kernel/forms.ts'
import { readPack, Step } from '#kernel/packs.ts'
import type { JsonObject } from '#kernel/types.ts'
import { describeProcedure } from '../domain.ts'
import { beginFrom, type Unnumbered } from '../versions/domain.ts'
import {
  entryAt,
  inputsOf,
  type ListName,
  readEntry,
  type Typed,
  typedOf,
  withEntry,
  withMoved,
  withoutEntry,
} from './domain.ts'
import { questionsOf, withQuestions } from './questions/domain.ts'

const packs = await Promise.all(['demo', 'binh-thuan'].map((name) => readPack(`packs/${name}`)))
const definitions = packs.flatMap((pack) =>
  pack.procedures.map((procedure): Unnumbered => {
    const facts = pack.catalogue.find(({ code }) => code === procedure.code)
    assert.ok(facts)
    return beginFrom({ ...describeProcedure(facts, procedure, pack.forms), version: 1 })
  }),
)
const kite = definitions.find(({ code }) => code === '9.000001')
assert.ok(kite)
const choices = {
  roles: packs.flatMap(({ stepRoles }) => Object.keys(stepRoles)),
  units: packs.flatMap(({ units }) => units.map(({ code }) => code)),
  pages: definitions.flatMap(({ form }) => form.pages.map(({ key }) => key as string)),
}
const read = (list: ListName, typed: Typed, before: JsonObject = {}) =>
  readEntry(list, typed, before, choices)

test('every property of a step can be changed on the screen, but its key, which later conditions name', () => {
  const asked = new Set(inputsOf.steps.map(({ path }) => path))
  assert.deepEqual(
    Object.keys(Step.properties).filter((name) => !asked.has(name)),
    ['key'],
  )
})

test('what stands in a form, sent back unchanged, changes no procedure of either pack', () => {
  for (const one of definitions)
    for (const list of Object.keys(inputsOf) as ListName[]) {
      const count = list === 'questions' ? questionsOf(one.form).length : one[list].length
      for (let index = 0; index < count; index += 1) {
        const before = entryAt(one, list, index)
        assert.ok(before)
        const { entry, faults } = read(list, typedOf(list, before), before)
        const at = `${one.code} ${list} ${index}`
        assert.deepEqual(faults, [], at)
        assert.deepEqual(withEntry(one, list, index, entry), one, at)
      }
    }
})

const step = { 'name.vi': 'Xem bãi', type: 'inspect', role: 'officer', hours: '8' }

test('routes, days of a notice and a linked procedure are read, and each mistake is told at its field', () => {
  const outcomes = 'thoang = Bãi thoáng | Clear\nBãi vướng'
  const { entry, faults } = read('steps', { ...step, outcomes, noticeDays: '15', onSilence: 'wait' })
  assert.deepEqual(faults, [])
  assert.deepEqual(entry.outcomes, [
    { key: 'thoang', label: { vi: 'Bãi thoáng', en: 'Clear' } },
    { key: 'bai-vuong', label: { vi: 'Bãi vướng', en: 'Bãi vướng' } },
  ])
  assert.deepEqual([entry.noticeDays, entry.onSilence], [15, 'wait'])
  const linked = { procedure: '9.000002', answers: 'flyerName = answers.flyerName', papers: 'anh-dieu = anh' }
  assert.deepEqual(read('steps', { ...step, ...linked }).entry.answers, { flyerName: 'answers.flyerName' })
  const faulty = (typed: Typed) =>
    read('steps', { ...step, ...typed }).faults.map(({ name, fault }) => [name, fault])
  assert.deepEqual(faulty({ outcomes: 'chỉ một' }), [['outcomes', 'choices']])
  assert.deepEqual(faulty({ outcomes: 'a = Một\na = Hai' }), [['outcomes', 'choices']])
  assert.deepEqual(faulty({ noticeDays: '0' }), [['noticeDays', 'notInRange']])
  assert.deepEqual(faulty({ noticeDays: '1,5' }), [['noticeDays', 'notWhole']])
  assert.deepEqual(faulty({ procedure: 'khai sinh' }), [['procedure', 'notProcedure']])
  assert.deepEqual(faulty({ answers: 'flyerName: x' }), [['answers', 'pairs']])
  assert.deepEqual(faulty({ answers: 'flyerName = 1 +' }), [['answers', 'expression']])
})

const question = {
  'label.vi': 'Màu diều',
  kind: 'choice',
  page: kite.form.pages[0]?.key ?? '',
  required: 'always',
}

test('a question is added with a key of its own, asked, moved over the edge of its page, and removed', () => {
  const { entry, faults } = read('questions', { ...question, options: 'do = Đỏ | Red\nxanh = Xanh' })
  assert.deepEqual(faults, [])
  const added = withEntry(kite, 'questions', undefined, entry)
  const [first] = added.form.pages
  const made = first?.fields.at(-1)
  assert.deepEqual(made && [made.key, made.kind, 'required' in made], ['mauDieu', 'choice', false])
  assert.deepEqual(checkForm(added.form), checkForm(kite.form))
  const twice = withEntry(added, 'questions', undefined, entry)
  assert.ok(questionsOf(twice.form).some(({ key }) => key === 'mauDieu2'))
  const at = questionsOf(added.form).findIndex(({ key }) => key === 'mauDieu')
  const over = withMoved(added, 'questions', at, 1)
  assert.equal(over.form.pages[1]?.fields[0]?.key, 'mauDieu')
  assert.deepEqual(withMoved(over, 'questions', at, -1), added)
  assert.deepEqual(withoutEntry(added, 'questions', at), kite)
  assert.deepEqual(withQuestions(kite.form, questionsOf(kite.form)), kite.form)
})

test('a choice without choices is told so; a kind is said once, and other kinds keep no choices', () => {
  assert.deepEqual(read('questions', question).faults, [{ name: 'options', fault: 'choices' }])
  const plain = read('questions', { ...question, kind: 'text', options: 'a = A\nb = B' })
  assert.deepEqual([plain.faults, plain.entry.options], [[], undefined])
  const old = { key: 'mau', kind: 'text', label: { vi: 'Màu', en: 'Colour' }, page: question.page }
  assert.equal(read('questions', { ...question, kind: 'choice' }, old).entry.kind, 'text')
})
