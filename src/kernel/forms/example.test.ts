import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { readPack } from '../packs.ts'
import { formOf, lookups } from '../testing/forms.ts'
import { checkAnswers } from './check.ts'
import { exampleAnswers } from './example.ts'
import { exampleOfPattern } from './example-text.ts'
import { generatedForm } from './generated.ts'

/** Numbers in [0, 1) that depend on the seed alone. */
function chanceFrom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const lists = { ...lookups, communes: ['99101', '98001'], units: ['GIO-1'] }

test('example answers of every form of every pack are right', async () => {
  const packs = await Promise.all(globSync('packs/*').map((folder) => readPack(folder)))
  const forms = packs.flatMap((pack) => [...pack.forms.values()])
  assert.ok(forms.length >= 3)
  for (const form of forms)
    for (let seed = 1; seed <= 60; seed += 1) {
      const answers = exampleAnswers(form, chanceFrom(seed * 7919), lists)
      assert.deepEqual(
        checkAnswers(form, answers, 'vi', lists).map(({ field, message }) => `${field}: ${message}`),
        [],
        `${form.key}, seed ${seed}`,
      )
    }
})

test('example answers of generated forms are right too', async () => {
  const { catalogue } = await readPack('packs/demo')
  for (const entry of catalogue) {
    const form = generatedForm(entry)
    for (let seed = 1; seed <= 20; seed += 1)
      assert.deepEqual(
        checkAnswers(form, exampleAnswers(form, chanceFrom(seed * 31), lists), 'vi', lists),
        [],
      )
  }
})

test('facts of a person are taken where the form would prefill them', () => {
  const form = formOf('packs/demo/forms/kite-permit.json')
  const facts = { 'person.fullName': 'Trần Thị Diều', 'person.birthDate': '1990-05-01' }
  const answers = exampleAnswers(form, chanceFrom(3), { ...lists, facts })
  assert.equal(answers.flyerName, 'Trần Thị Diều')
  assert.equal(answers.flyerBirthDate, '1990-05-01')
})

test('the same chance gives the same answers', () => {
  const form = formOf('packs/demo/forms/beach-stall.json')
  assert.deepEqual(exampleAnswers(form, chanceFrom(5), lists), exampleAnswers(form, chanceFrom(5), lists))
  assert.notDeepEqual(exampleAnswers(form, chanceFrom(5), lists), exampleAnswers(form, chanceFrom(6), lists))
})

test('text of a pattern fits the pattern', () => {
  for (const pattern of ['[A-F]-[0-9]{1,3}', '\\d{4}/[A-Z]{2}', 'x?y+z*', '(19|20)[0-9]{2}'])
    for (let seed = 1; seed < 30; seed += 1)
      assert.match(exampleOfPattern(pattern, chanceFrom(seed)) ?? '', new RegExp(`^(?:${pattern})$`))
  assert.equal(exampleOfPattern('(a|b)+', chanceFrom(1)), undefined)
})
