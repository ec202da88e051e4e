import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheddable } from '#kernel/service-levels.ts'
import { comeAgainSeconds, Shedding } from './domain.ts'

const calm = { loopMs: 5, poolWaiting: 0 }
const letGo = (shedding: Shedding) => sheddable.filter((kind) => !shedding.lets(kind))
const looks = (shedding: Shedding, times: number, pressure: typeof calm) => {
  for (let look = 0; look < times; look++) shedding.look(pressure)
}

test('exports go first, then search, pictures of figures, and reading last', () => {
  const shedding = new Shedding()
  assert.deepEqual(letGo(shedding), [])
  const seen = [100, 200, 400, 800].map((loopMs) => {
    looks(shedding, 3, { loopMs, poolWaiting: 0 })
    return letGo(shedding).at(-1)
  })
  assert.deepEqual(seen, ['export', 'search', 'dashboard', 'reading'])
})

test('three looks let go one kind, however bad it is, and eight calm ones take it back', () => {
  const shedding = new Shedding()
  const crowd = { loopMs: 5_000, poolWaiting: 500 }
  looks(shedding, 2, crowd)
  looks(shedding, 1, calm)
  looks(shedding, 2, crowd)
  assert.deepEqual(letGo(shedding), [])
  looks(shedding, 4, crowd)
  assert.deepEqual(letGo(shedding), ['export', 'search'])
  looks(shedding, 7, calm)
  assert.equal(shedding.level, 2)
  looks(shedding, 1, calm)
  assert.equal(shedding.level, 1)
  looks(shedding, 8, calm)
  assert.deepEqual(letGo(shedding), [])
})

test('a pool that everybody waits for counts like a late loop', () => {
  const shedding = new Shedding()
  looks(shedding, 9, { loopMs: 5, poolWaiting: 24 })
  assert.deepEqual(letGo(shedding), ['export', 'search'])
})

test('who is told to come again comes at another moment than the next one', () => {
  assert.deepEqual([comeAgainSeconds(1, 0), comeAgainSeconds(1, 0.99)], [2, 9])
  assert.deepEqual([comeAgainSeconds(4, 0), comeAgainSeconds(4, 0.99)], [2, 33])
})
