/** Which of several words stands: by weight, then by age; and the same book in whatever order it was written. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FactSource, Facts } from '#kernel/packs.ts'
import { calendarDate } from '#kernel/types.ts'
import { bookOf, type Fact, isSame, markOf, personOf } from './domain.ts'

const declared: Facts = {
  $schema: '',
  weights: { register: 40, signed: 30, checked: 20, account: 15, said: 10 },
  groups: [{ key: 'gio', name: { vi: 'Gió', en: 'Wind' } }],
  facts: [
    {
      key: 'person.phone',
      name: { vi: 'Số điện thoại', en: 'Phone' },
      group: 'gio',
      kind: 'text',
      weights: { account: 5 },
      registers: [
        { key: 'population', days: 7 },
        { key: 'civil', days: 7 },
      ],
    },
  ],
}
const today = calendarDate('2026-03-10')
const subject = personOf('099190000001')

function word(source: FactSource, value: string, day: string, more: Partial<Fact> = {}): Fact {
  const said = {
    key: 'person.phone',
    value,
    source,
    by: source === 'register' ? 'population' : source,
    byName: { vi: source, en: source },
    asOf: new Date(`${day}T09:00+07:00`),
    validTo: null,
    reference: null,
    endedAt: null,
    ...more,
  }
  return { ...said, mark: markOf(subject, said) }
}
const known = (...words: readonly Fact[]) => bookOf(words, declared, today).get('person.phone')
const stands = (...words: readonly Fact[]) => known(...words)?.current.value

test('a register outweighs what was said, and of equal weight the newer word stands', () => {
  assert.equal(stands(word('register', 'a', '2026-03-01'), word('said', 'b', '2026-02-01')), 'a')
  assert.equal(stands(word('said', 'a', '2026-03-01'), word('said', 'b', '2026-03-02')), 'b')
  assert.equal(stands(word('checked', 'a', '2026-03-09'), word('signed', 'b', '2020-01-01')), 'b')
  assert.equal(
    stands(word('account', 'a', '1970-01-01'), word('said', 'b', '2026-01-01')),
    'b',
    'own weights',
  )
})

test('a newer word of the same source supersedes the older one, which stays in the history', () => {
  const book = known(word('register', 'a', '2026-03-01'), word('register', 'b', '2026-03-08'))
  assert.equal(book?.current.value, 'b')
  assert.deepEqual(book?.conflicts, [])
  assert.deepEqual(
    book?.former.map(({ value }) => value),
    ['a'],
  )
})

test('what is no longer in force, or whose result was withdrawn, stands no more', () => {
  const expired = word('signed', 'a', '2026-01-01', { validTo: calendarDate('2026-03-09') })
  const ended = word('signed', 'b', '2026-01-02', { endedAt: new Date('2026-02-01T00:00Z'), by: 'other' })
  assert.equal(stands(expired, ended, word('said', 'c', '2025-01-01')), 'c')
  assert.equal(stands(expired, ended), undefined)
  const lastDay = word('signed', 'a', '2026-01-01', { validTo: today })
  assert.equal(stands(lastDay, word('said', 'c', '2025-01-01')), 'a')
})

test('a lighter and newer word that differs is a conflict; an older one is history', () => {
  const register = word('register', '0990 000 001', '2026-03-05')
  assert.equal(known(register, word('said', 'khác', '2026-03-06'))?.conflicts.length, 1)
  assert.equal(known(register, word('said', 'khác', '2026-03-04'))?.conflicts.length, 0)
  assert.equal(known(register, word('said', '0990 000 001', '2026-03-06'))?.conflicts.length, 0)
  const civil = word('register', 'khác', '2020-01-01', { by: 'civil' })
  assert.equal(known(register, civil)?.conflicts.length, 1, 'two registers that disagree')
})

test('only a register, lately enough and contradicted by nobody, makes asking needless', () => {
  assert.equal(known(word('register', 'a', '2026-03-03'))?.isVouched, true, 'seven days ago')
  assert.equal(known(word('register', 'a', '2026-03-02'))?.isVouched, false, 'eight days ago')
  assert.equal(known(word('signed', 'a', '2026-03-09'))?.isVouched, false)
  const contradicted = known(word('register', 'a', '2026-03-05'), word('said', 'b', '2026-03-06'))
  assert.equal(contradicted?.isVouched, false)
})

test('what the pack does not declare is not in the book', () => {
  const other = { ...word('register', 'a', '2026-03-05'), key: 'person.shoeSize' }
  assert.equal(bookOf([other], declared, today).size, 0)
})

test('capitals, coding of accents and the district of an address make no difference', () => {
  assert.ok(isSame('TRẦN THỊ DIỀU', 'Trần Thị Diều'.normalize('NFD')))
  assert.ok(isSame({ commune: '1', district: '2', line: 'A' }, { line: 'a', commune: '1' }))
  assert.ok(!isSame({ commune: '1', line: 'A' }, { commune: '2', line: 'A' }))
})

/** A sequence of numbers in [0, 1) from a seed (mulberry32), so that a failure can be run again. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('however the words are ordered and however often they come, the book is one', () => {
  const sources: readonly FactSource[] = ['register', 'signed', 'checked', 'account', 'said']
  for (let seed = 1; seed <= 300; seed++) {
    const chance = chanceFrom(seed)
    const pick = <T>(from: readonly T[]) => from[Math.floor(chance() * from.length)] as T
    const words = Array.from({ length: 1 + Math.floor(chance() * 9) }, () => {
      const source = pick(sources)
      return word(source, pick(['a', 'b', 'c']), `2026-03-0${pick([1, 2, 3, 4, 5])}`, {
        by: source === 'register' ? pick(['population', 'civil']) : source,
        validTo: pick([null, null, calendarDate('2026-03-08'), calendarDate('2026-03-20')]),
      })
    })
    // As the store keeps them: one row for each mark.
    const once = [...new Map(words.map((one) => [one.mark, one])).values()]
    const expected = known(...once)
    for (let times = 0; times < 5; times++) {
      const shuffled = once.toSorted(() => chance() - 0.5)
      assert.deepEqual(known(...shuffled), expected, `seed ${seed}`)
    }
    const added = shuffledMerge(once, chance)
    assert.deepEqual(known(...added), expected, `seed ${seed}, merged`)
  }
})

/** Two halves written apart and joined, with what both hold joined by its mark. */
function shuffledMerge(words: readonly Fact[], chance: () => number): readonly Fact[] {
  const left = words.filter(() => chance() < 0.7)
  const right = words.filter((one) => !left.includes(one) || chance() < 0.3)
  return [...new Map([...right, ...left].map((one) => [one.mark, one])).values()]
}
