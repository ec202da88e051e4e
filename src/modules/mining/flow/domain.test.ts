import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elapsed, inOrder, type LogCase } from '../domain.ts'
import { caseOf, chanceFrom, textbookLog, wanderingLog } from '../testing/domain.ts'
import { reworkOf, variantsOf } from '../variants/domain.ts'
import { clearFlow, discoverFlow, type Flow, footprintOf } from './domain.ts'

const countsOf = ({ edges }: Flow) =>
  Object.fromEntries(edges.map(({ from, to, count }) => [`${from}>${to}`, count]))
const borders = ({ nodes }: Flow, side: 'starts' | 'ends') =>
  Object.fromEntries(nodes.flatMap((node) => (node[side] > 0 ? [[node.activity, node[side]]] : [])))

/** The relation of each pair, a row a step, as the book prints it. */
const matrix = (flow: Flow, names: string) => {
  const relation = footprintOf(flow)
  return [...names].map((one) => [...names].map((other) => relation(one, other)).join(''))
}

// W. van der Aalst, Process Mining: Data Science in Action, 2nd edition, chapter 6: event logs L1 to L3 and their footprints.
test('the footprints of the textbook logs L1, L2 and L3 are those that the book prints', () => {
  const l1 = discoverFlow(textbookLog({ 'a b c d': 3, 'a c b d': 2, 'a e d': 1 }), elapsed)
  assert.deepEqual(matrix(l1, 'abcde'), ['#→→#→', '←#∥→#', '←∥#→#', '#←←#←', '←##→#'])
  const l2 = discoverFlow(
    textbookLog({
      'a b c d': 3,
      'a c b d': 4,
      'a b c e f b c d': 2,
      'a b c e f c b d': 1,
      'a c b e f b c d': 2,
      'a c b e f b c e f c b d': 1,
    }),
    elapsed,
  )
  assert.deepEqual(matrix(l2, 'abcdef'), ['#→→###', '←#∥→→←', '←∥#→→←', '#←←###', '#←←##→', '#→→#←#'])
  const l3 = discoverFlow(
    textbookLog({
      'a b c d e f b d c e g': 1,
      'a b d c e g': 2,
      'a b c d e f b c d e f b d c e g': 1,
    }),
    elapsed,
  )
  assert.deepEqual(matrix(l3, 'abcdefg'), [
    '#→#####',
    '←#→→#←#',
    '#←#∥→##',
    '#←∥#→##',
    '##←←#→→',
    '#→##←##',
    '####←##',
  ])
})

// The same book, section 7.2: the log of the heuristic miner and its table of |x > y|.
test('directly-follows counts are those of the table of the heuristic miner', () => {
  const log = textbookLog({
    'a e': 5,
    'a b c e': 10,
    'a c b e': 10,
    'a b e': 1,
    'a c e': 1,
    'a d e': 10,
    'a d d e': 2,
    'a d d d e': 1,
  })
  assert.deepEqual(countsOf(discoverFlow(log, elapsed)), {
    'a>b': 11,
    'a>c': 11,
    'a>d': 13,
    'a>e': 5,
    'b>c': 10,
    'b>e': 11,
    'c>b': 10,
    'c>e': 11,
    'd>d': 4,
    'd>e': 13,
  })
})

/** Traces of the running example of the book (table 2.1), by its six case numbers. */
const runningExample = textbookLog({
  'register thoroughly check decide reject': 1,
  'register check casually decide pay': 1,
  'register casually check decide reinitiate thoroughly check decide pay': 1,
  'register check thoroughly decide reject': 1,
  'register casually check decide reinitiate check casually decide reinitiate casually check decide reject': 1,
  'register casually check decide pay': 1,
})

// As published beside pm4py: tests/input_data/running-example.dfg.
test('the flow of the running example is the published one', () => {
  const flow = discoverFlow(runningExample, elapsed)
  assert.deepEqual([flow.cases, flow.events, flow.nodes.length], [6, 42, 8])
  assert.deepEqual(borders(flow, 'starts'), { register: 6 })
  assert.deepEqual(borders(flow, 'ends'), { pay: 3, reject: 3 })
  assert.deepEqual(countsOf(flow), {
    'register>casually': 3,
    'casually>check': 4,
    'check>decide': 6,
    'decide>reinitiate': 3,
    'reinitiate>thoroughly': 1,
    'thoroughly>check': 2,
    'decide>pay': 3,
    'register>check': 2,
    'check>casually': 2,
    'casually>decide': 2,
    'register>thoroughly': 1,
    'decide>reject': 3,
    'reinitiate>check': 1,
    'reinitiate>casually': 1,
    'check>thoroughly': 1,
    'thoroughly>decide': 1,
  })
  assert.equal(variantsOf(runningExample, elapsed).length, 6)
})

test('in and out of every step balance, and the variants count every case once', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const log = wanderingLog(40, 7, 9, seed)
    const { nodes, edges, cases, events } = discoverFlow(log, elapsed)
    assert.equal(
      events,
      log.reduce((sum, { steps }) => sum + steps.length, 0),
    )
    for (const { activity, events: done, starts, ends } of nodes) {
      const into = edges.filter(({ to }) => to === activity).reduce((sum, { count }) => sum + count, 0)
      const out = edges.filter(({ from }) => from === activity).reduce((sum, { count }) => sum + count, 0)
      assert.equal(into + starts, done)
      assert.equal(out + ends, done)
    }
    const variants = variantsOf(log, elapsed)
    assert.equal(
      variants.reduce((sum, one) => sum + one.cases, 0),
      cases,
    )
    assert.ok(Math.abs(variants.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
  }
})

test('the order in which cases and steps are read does not matter, only their times', () => {
  const chance = chanceFrom(5)
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((one) => ({ one, at: chance() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one)
  const log = wanderingLog(60, 8, 9)
  const mixed: LogCase[] = shuffled(log).map((one) => ({ ...one, steps: inOrder(shuffled(one.steps)) }))
  assert.deepEqual(discoverFlow(mixed, elapsed), discoverFlow(log, elapsed))
  assert.deepEqual(variantsOf(mixed, elapsed), variantsOf(log, elapsed))
  assert.deepEqual(reworkOf(mixed, elapsed), reworkOf(log, elapsed))
})

test('after clearing, every step still lies on a way from the beginning to the end', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const flow = discoverFlow(wanderingLog(25, 6, 12, seed), elapsed)
    const cleared = clearFlow(flow, 0)
    assert.equal(cleared.nodes.length, flow.nodes.length)
    for (const [side, near, far] of [
      ['starts', 'from', 'to'],
      ['ends', 'to', 'from'],
    ] as const) {
      const reached = new Set(cleared.nodes.filter((node) => node[side] > 0).map(({ activity }) => activity))
      for (let size = -1; size !== reached.size; ) {
        size = reached.size
        for (const edge of cleared.edges) if (reached.has(edge[near])) reached.add(edge[far])
      }
      assert.equal(reached.size, flow.nodes.length)
    }
    assert.deepEqual(clearFlow(flow, 1), flow)
  }
})

test('a transition takes from the end of one step to the end of the next, without the time the clock stood', () => {
  const hour = 3_600_000
  const log = [caseOf(['a', 'b']), caseOf(['a', 'b'], { pauses: [[1.5 * hour, 1.75 * hour]] })]
  const [edge] = discoverFlow(log, elapsed).edges
  assert.deepEqual(edge?.timing, { count: 2, median: 52.5, mean: 52.5, p90: 58.5 })
})

test('a step done again at once is a loop, and again after another a return', () => {
  const log = [caseOf(['a', 'b', 'b', 'a', 'c']), caseOf(['a', 'b', 'c'])]
  assert.deepEqual(reworkOf(log, elapsed), [
    { activity: 'a', selfLoops: 0, returns: 1, minutes: 60, cases: 1 },
    { activity: 'b', selfLoops: 1, returns: 0, minutes: 60, cases: 1 },
  ])
})
