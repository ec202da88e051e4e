import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ActFacts, awaitedThings, type PetitionState, petitionActs, stateKeys } from './domain.ts'
import { readTyped, type Typed } from './sending/domain.ts'

const acts: readonly ActFacts[] = Object.values(petitionActs)
const last: readonly PetitionState[] = ['published', 'rejected', 'forwarded', 'ledAway', 'lapsed']

test('from every state but the last ones somebody can go on, every state is come to, and every limit is begun', () => {
  for (const state of stateKeys) {
    const goesOn = acts.some(({ from, to }) => to && from.includes(state))
    assert.equal(goesOn, !last.includes(state), state)
    assert.ok(
      acts.some(({ to }) => to === state),
      state,
    )
  }
  for (const awaited of Object.keys(awaitedThings))
    assert.ok(
      acts.some(({ awaits }) => awaits === awaited),
      awaited,
    )
})

test('what ends a petition ends its waiting, and nothing else does', () => {
  for (const { to, awaits, en } of acts)
    assert.equal(awaits === null, to !== undefined && last.includes(to), en)
})

const known = {
  isUnit: (code: string) => code === 'Z99.02',
  isProcedure: (code: string) => code === '9.000001',
}
const whole: Typed = { words: 'Nộp ba bản giống nhau là thừa.', name: 'Bà Lụa', phone: '091 234 5678' }
const staff: Typed = { ...whole, accused: 'Z99.02', conduct: 'delay', official: 'Gió Văn Gắt' }
const wrongIn = (about: 'rules' | 'staff', typed: Typed) => {
  const found = readTyped(about, typed, known)
  return 'wrong' in found ? found.wrong.map(({ name, refusal }) => `${name} ${refusal.code}`) : []
}

test('a sender has a name and can be reached; what is missing is told field by field', () => {
  assert.deepEqual(wrongIn('rules', whole), [])
  assert.deepEqual(wrongIn('rules', { ...whole, phone: '', address: 'Thôn Gió' }), [])
  assert.deepEqual(wrongIn('rules', { words: 'ngắn', name: ' ', procedure: '1.1' }), [
    'procedure petitions.procedureUnknown',
    'words petitions.wordsNeeded',
    'name petitions.nameNeeded',
    'phone petitions.contactNeeded',
  ])
  assert.deepEqual(wrongIn('rules', { ...whole, phone: '12' }), ['phone petitions.phoneWrong'])
  assert.deepEqual(wrongIn('staff', whole), [
    'accused petitions.accusedNeeded',
    'conduct petitions.conductNeeded',
  ])
  assert.deepEqual(wrongIn('staff', staff), [])
})

test('a petition about a rule names no official, one about an official no procedure', () => {
  const rules = readTyped('rules', { ...staff, procedure: '9.000001' }, known)
  assert.ok('meant' in rules)
  assert.deepEqual(
    [rules.meant.officialName, rules.meant.conduct, rules.meant.accused, rules.meant.procedureCode],
    [null, null, '', '9.000001'],
  )
  const about = readTyped('staff', { ...staff, procedure: '9.000001' }, known)
  assert.ok('meant' in about)
  assert.deepEqual([about.meant.officialName, about.meant.procedureCode], ['Gió Văn Gắt', null])
})
