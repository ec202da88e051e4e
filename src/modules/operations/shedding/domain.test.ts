import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheddable } from '#kernel/service-levels.ts'
import { comeAgainSeconds, Gate, SavingPace, Shedding, Turnstile } from './domain.ts'

const calm = { loopMs: 5, poolWaiting: 0, savingMs: 80 }
const letGo = (shedding: Shedding) => sheddable.filter((kind) => !shedding.lets(kind))
const looks = (shedding: Shedding, times: number, pressure: typeof calm) => {
  for (let look = 0; look < times; look++) shedding.look(pressure)
}

test('exports go first, then search, pictures of figures, and reading last', () => {
  const shedding = new Shedding()
  assert.deepEqual(letGo(shedding), [])
  const seen = [60, 90, 130, 200].map((loopMs) => {
    looks(shedding, 3, { ...calm, loopMs })
    return letGo(shedding).at(-1)
  })
  assert.deepEqual(seen, ['export', 'search', 'dashboard', 'reading'])
})

const crowd = { ...calm, loopMs: 5_000, poolWaiting: 500 }

test('three looks let go one kind, however bad it is, and eight calm ones take it back', () => {
  const shedding = new Shedding()
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

test('a crowd that stays is let in less and less often; once it is gone all come in soon', () => {
  const shedding = new Shedding()
  looks(shedding, 12, crowd)
  const waited = Array.from({ length: 6 }, () => {
    let calmLooks = 0
    for (; shedding.level === 4; calmLooks++) shedding.look(calm)
    looks(shedding, 3, crowd)
    return calmLooks
  })
  assert.deepEqual(waited, [8, 16, 32, 64, 64, 64])
  let until = 0
  for (; shedding.level > 0; until++) shedding.look(calm)
  assert.ok(until <= 64 + 3 * 32, `${until} looks`)
})

test('a pool that everybody waits for counts like a late loop', () => {
  const shedding = new Shedding()
  looks(shedding, 9, { ...calm, poolWaiting: 24 })
  assert.deepEqual(letGo(shedding), ['export', 'search'])
})

test('when saving becomes slow whoever only reads gives way, before the loop is late', () => {
  const shedding = new Shedding()
  looks(shedding, 9, { ...calm, savingMs: 300 })
  assert.deepEqual(letGo(shedding), ['export', 'search'])
  looks(shedding, 6, { ...calm, savingMs: 900 })
  assert.deepEqual(letGo(shedding), [...sheddable])
})

test('how long saving takes is said by the newest, and by no fewer than eight', () => {
  const pace = new SavingPace()
  for (let at = 0; at < 7; at++) pace.done(5_000, at)
  assert.equal(pace.medianMs(10), 0, 'seven that wait for somebody else are no crowd')
  pace.done(200, 10)
  assert.equal(pace.medianMs(10), 5_000)
  for (let at = 0; at < 9; at++) pace.done(100, 1_500)
  assert.equal(pace.medianMs(1_500), 100)
  assert.equal(pace.medianMs(3_501), 0)
})

test('who is told to come again comes at another moment than the next one', () => {
  assert.deepEqual([comeAgainSeconds(1, 0), comeAgainSeconds(1, 0.99)], [2, 9])
  assert.deepEqual([comeAgainSeconds(4, 0), comeAgainSeconds(4, 0.99)], [2, 33])
})

/** Lets so many of a kind come; answers what became of each. */
const come = (gate: Gate, times: number, kind: Parameters<Gate['enter']>[0] = 'reading', begun = () => {}) =>
  Array.from({ length: times }, () => gate.enter(kind, 0, begun))
const all = () => true
const count = (entries: readonly string[]) => Object.groupBy(entries, (entry) => entry)

test('eight are at work, the next ones stand in line and begin in the order in which they came', () => {
  const gate = new Gate()
  assert.deepEqual(new Set(come(gate, 8)), new Set(['now']))
  const begun: number[] = []
  for (const one of [1, 2, 3])
    assert.equal(
      gate.enter('reading', 0, () => begun.push(one)),
      'later',
    )
  assert.deepEqual(begun, [])
  gate.leave(0)
  gate.leave(10)
  assert.deepEqual(begun, [1, 2])
})

test('whoever would not be served soon is sent away when they come, the least needed first', () => {
  const gate = new Gate()
  come(gate, 20)
  // One is served every 20 ms.
  for (let served = 0; served < 60; served++) {
    gate.leave(served * 20)
    come(gate, 1)
  }
  const kept = sheddable.map((kind) => {
    const { later = [] } = count(come(gate, 200, kind))
    return later.length
  })
  assert.equal(kept[0], 0, 'an export would wait longer than it may')
  assert.ok(
    kept.slice(1).every((many) => many > 0),
    `${kept}`,
  )
  assert.ok(kept.reduce((sum, many) => sum + many, 0) <= 1_500 / 19, 'nobody waits longer than 1.5 s')
  assert.equal(
    gate.enter('reading', 0, () => {}),
    'away',
  )
})

for (const [what, pressed] of [
  ['a late loop', { ...calm, loopMs: 100 }],
  ['slow saving', { ...calm, savingMs: 300 }],
] as const)
  test(`${what} has fewer at work at once, and never none`, () => {
    const gate = new Gate()
    for (let look = 0; look < 20; look++) gate.look(pressed, 0, all)
    assert.deepEqual([count(come(gate, 10)).now?.length, count(come(gate, 10)).now?.length ?? 0], [2, 0])
    for (let look = 0; look < 20; look++) gate.look(calm, 0, all)
    const begun: number[] = []
    assert.equal(
      gate.enter('reading', 0, () => begun.push(1)),
      'later',
    )
    for (let moment = 0; moment < 20; moment++) gate.leave(moment)
    assert.deepEqual(begun, [1])
  })

test('nobody stands in line for more than three seconds, however slow the others become', () => {
  const gate = new Gate()
  come(gate, 8)
  const told: boolean[] = []
  gate.enter('reading', 1_000, (isIn) => told.push(isIn))
  gate.enter('reading', 2_000, (isIn) => told.push(isIn))
  gate.look(calm, 4_000, all)
  assert.deepEqual(told, [])
  gate.look(calm, 4_001, all)
  assert.deepEqual(told, [false])
  gate.leave(4_500)
  assert.deepEqual(told, [false, true])
})

test('whoever stands in line is told at once when their kind is let go', () => {
  const gate = new Gate()
  come(gate, 8)
  const told: (readonly [string, boolean])[] = []
  for (const kind of ['search', 'reading'] as const) gate.enter(kind, 0, (isIn) => told.push([kind, isIn]))
  gate.look(calm, 10, (kind) => kind !== 'search')
  assert.deepEqual(told, [['search', false]])
  gate.leave(20)
  assert.deepEqual(told.at(-1), ['reading', true])
})

test('of those who save eight are at work at once, and every other in the order in which they came', async () => {
  const turnstile = new Turnstile()
  const begun: number[] = []
  for (let one = 0; one < 11; one++) void turnstile.enter(one).then(() => begun.push(one))
  await Promise.resolve()
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7])
  assert.equal(turnstile.waitedMs(100), 92, 'the first in line came at 8')
  turnstile.leave()
  turnstile.leave()
  await Promise.resolve()
  assert.deepEqual(begun.slice(8), [8, 9])
  for (let done = 0; done < 9; done++) turnstile.leave()
  await Promise.resolve()
  assert.deepEqual(begun.slice(10), [10])
  void turnstile.enter(20).then(() => begun.push(11))
  await Promise.resolve()
  assert.equal(begun.at(-1), 11, 'all have left, so the next goes in at once')
  assert.equal(turnstile.waitedMs(100), 0)
})
