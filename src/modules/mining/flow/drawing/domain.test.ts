import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elapsed } from '../../domain.ts'
import { textbookLog, wanderingLog } from '../../testing/domain.ts'
import { discoverFlow } from '../domain.ts'
import { drawFlow, narrow, wide } from './domain.ts'

const words = {
  name: (activity: string) => `Bước ${activity}`,
  box: () => '12 lượt',
  way: (from: string | null, to: string | null) => [`${from}>${to}`],
}

/** Upright parts of the ways beside the steps: where, from and to which height. */
const uprights = (path: string) =>
  [...path.matchAll(/Q([\d.]+) [\d.]+ \1 ([\d.]+)V([\d.]+)/g)].map(([, x, from, to]) => ({
    x: Number(x),
    top: Math.min(Number(from), Number(to)),
    bottom: Math.max(Number(from), Number(to)),
  }))

test('whatever the log, no step lies over another, no way runs over another, and all is inside the picture', () => {
  for (let seed = 1; seed <= 25; seed += 1)
    for (const size of [wide, narrow]) {
      const drawing = drawFlow(discoverFlow(wanderingLog(30, 6, 9, seed), elapsed), size, words)
      const { boxes, ways, width, height, share } = drawing
      boxes.forEach((box, at) => {
        const next = boxes[at + 1]
        assert.ok(!next || box.y + box.height < next.y)
        assert.ok(box.x >= 0 && box.x + box.width <= width)
      })
      const parts = ways.flatMap(({ path }) => uprights(path))
      parts.forEach((one, at) => {
        assert.ok(one.x > 0 && one.x < width && one.top >= 0 && one.bottom <= height)
        for (const other of parts.slice(at + 1))
          if (one.x === other.x) assert.ok(one.bottom <= other.top || other.bottom <= one.top)
      })
      assert.ok(share > 0 && share <= 1)
    }
})

test('what goes on runs between the steps, what skips on the right, what returns on the left', () => {
  const flow = discoverFlow(textbookLog({ 'a b c': 6, 'a c': 3, 'a b a b c': 2 }), elapsed)
  const { ways } = drawFlow(flow, wide, words)
  const kinds = Object.fromEntries(ways.map(({ kind, label }) => [label.lines.join(), kind]))
  assert.deepEqual(kinds, {
    'null>a': 'border',
    'a>b': 'next',
    'b>c': 'next',
    'a>c': 'ahead',
    'b>a': 'back',
    'c>null': 'border',
  })
})
