/**
 * Hình vẽ luồng: steps stand under one another in the order in which cases reach them. What goes on to the next is an arrow
 * between them, what skips ahead runs down on the right, what goes back runs up on the left; thicker is more often. Pure.
 */

import { clearFlow, type Flow } from '../domain.ts'

type Point = readonly [x: number, y: number]
export type DrawnBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly title: readonly string[]
  readonly foot: string
  /** Of all the time that cases spent, from 0 to 1. */
  readonly share: number
}
export type DrawnWay = {
  readonly path: string
  readonly width: number
  readonly kind: 'next' | 'ahead' | 'back' | 'border'
  readonly label: {
    readonly at: Point
    readonly lines: readonly string[]
    readonly anchor: 'start' | 'middle' | 'end'
  }
}
export type FlowDrawing = {
  readonly width: number
  readonly height: number
  readonly boxes: readonly DrawnBox[]
  readonly ways: readonly DrawnWay[]
  readonly ends: readonly { readonly at: Point; readonly kind: 'start' | 'end' }[]
  /** Of all passages, how many are drawn. */
  readonly share: number
}

export type Size = {
  readonly boxWidth: number
  /** Of a letter in the name of a step. */
  readonly letter: number
  readonly laneWidth: number
  readonly lanesMax: number
}
export const wide: Size = { boxWidth: 300, letter: 8.2, laneWidth: 64, lanesMax: 5 }
export const narrow: Size = { boxWidth: 168, letter: 8.2, laneWidth: 46, lanesMax: 2 }

export type FlowWords = {
  readonly name: (activity: string) => string
  readonly box: (activity: string) => string
  /** Short lines: how often, and how long. */
  readonly way: (from: string | null, to: string | null) => readonly string[]
}

const gap = 58
const lineHeight = 19
const padding = 10
const radius = 10
const shares = [0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.45, 0.3, 0.15, 0]

/** A passage between two rows; -1 is the beginning, and the number of steps the end. */
type Way = { readonly from: number; readonly to: number; readonly count: number }

/** As many passages as there is room for. */
export function drawFlow(flow: Flow, size: Size, words: FlowWords): FlowDrawing {
  const all = flow.edges.reduce((sum, { count }) => sum + count, 0)
  let last: FlowDrawing | undefined
  for (const share of shares) {
    const cleared = clearFlow(flow, share)
    const ways = waysOf(cleared)
    const [ahead, back] = [lanesOf(ways.filter(isAhead)), lanesOf(ways.filter(isBack))]
    const drawn = cleared.edges.reduce((sum, { count }) => sum + count, 0)
    last = placed(cleared, ways, { ahead, back }, size, words, all === 0 ? 1 : drawn / all)
    if (Math.max(ahead.count, back.count) <= size.lanesMax) return last
  }
  if (!last) throw new Error('A flow has no drawing')
  return last
}

const isNext = ({ from, to }: Way) => to === from + 1
const isAhead = ({ from, to }: Way) => to > from + 1
const isBack = ({ from, to }: Way) => to <= from

function waysOf({ nodes, edges }: Flow): readonly Way[] {
  const row = new Map(nodes.map(({ activity }, at) => [activity, at]))
  const commonest = (side: 'starts' | 'ends') => {
    const most = Math.max(...nodes.map((node) => node[side]))
    return nodes.filter((node) => node[side] > 0 && node[side] >= most * 0.15)
  }
  return [
    ...commonest('starts').map(({ activity, starts }) => ({
      from: -1,
      to: row.get(activity) ?? 0,
      count: starts,
    })),
    ...edges.map(({ from, to, count }) => ({ from: row.get(from) ?? 0, to: row.get(to) ?? 0, count })),
    ...commonest('ends').map(({ activity, ends }) => ({
      from: row.get(activity) ?? 0,
      to: nodes.length,
      count: ends,
    })),
  ]
}

type Lanes = { readonly count: number; readonly of: ReadonlyMap<Way, number> }

/** A lane for each way so that no two in one lane lie beside each other; short ways run nearest to the steps. */
function lanesOf(ways: readonly Way[]): Lanes {
  const taken: Way[][] = []
  const of = new Map<Way, number>()
  const span = ({ from, to }: Way) => [Math.min(from, to), Math.max(from, to)] as const
  for (const way of ways.toSorted(
    (a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from) || b.count - a.count,
  )) {
    const [low, high] = span(way)
    const isFree = (lane: readonly Way[]) =>
      lane.every((other) => {
        const [begin, end] = span(other)
        return high <= begin || end <= low ? low !== high && begin !== end : false
      })
    const found = taken.findIndex(isFree)
    const lane = found < 0 ? taken.push([]) - 1 : found
    taken[lane]?.push(way)
    of.set(way, lane)
  }
  return { count: taken.length, of }
}

function placed(
  { nodes }: Flow,
  ways: readonly Way[],
  { ahead, back }: { readonly ahead: Lanes; readonly back: Lanes },
  { boxWidth, letter, laneWidth }: Size,
  words: FlowWords,
  share: number,
): FlowDrawing {
  const left = back.count * laneWidth + padding
  const middle = left + boxWidth / 2
  const time = nodes.map(({ timing }) => (timing?.mean ?? 0) * (timing?.count ?? 0))
  const timeInAll = time.reduce((sum, one) => sum + one, 0)
  let y = 20 + gap
  const boxes = nodes.map(({ activity }, at): DrawnBox => {
    const title = wrapped(words.name(activity), Math.floor((boxWidth - 20) / letter))
    const height = 22 + (title.length + 1) * lineHeight
    const box = {
      x: left,
      y,
      width: boxWidth,
      height,
      title,
      foot: words.box(activity),
      share: timeInAll > 0 ? (time[at] ?? 0) / timeInAll : 0,
    }
    y += height + gap
    return box
  })
  const endY = y
  const most = Math.max(1, ...ways.map(({ count }) => count))
  const top = (row: number) => (row < 0 ? 20 : row >= boxes.length ? endY : (boxes[row]?.y ?? 0))
  const bottom = (row: number) => (row < 0 ? 20 : top(row) + (boxes[row]?.height ?? 0))
  const nameAt = (row: number) => nodes[row]?.activity ?? null
  const drawn = ways.map((way): DrawnWay => {
    const { from, to, count } = way
    const width = 1.25 + 4.75 * (count / most)
    const lines = words.way(nameAt(from), nameAt(to))
    const kind =
      from < 0 || to >= boxes.length ? 'border' : isNext(way) ? 'next' : isAhead(way) ? 'ahead' : 'back'
    if (isNext(way)) {
      const [start, stop] = [bottom(from) + (from < 0 ? 7 : 0), top(to) - (to >= boxes.length ? 7 : 0)]
      const label = {
        at: [middle + 10, (start + stop) / 2 + 5] as const,
        lines: [lines.join(' · ')],
        anchor: 'start' as const,
      }
      return { path: `M${middle} ${start}V${stop}`, width, kind, label }
    }
    const isRight = isAhead(way)
    const lane = (isRight ? ahead : back).of.get(way) ?? 0
    const side = isRight ? 1 : -1
    const edge = isRight ? left + boxWidth : left
    const x = edge + side * (lane + 0.6) * laneWidth
    const leave = from < 0 ? 20 : isRight ? bottom(from) - 14 : top(from) + 14
    const enter =
      to >= boxes.length ? endY : isRight ? top(to) + 14 : from === to ? bottom(to) - 14 : bottom(to) - 14
    const [out, into] = [from < 0 ? middle + 7 : edge, to >= boxes.length ? middle + 7 : edge]
    const turn = Math.min(radius, Math.abs(enter - leave) / 2)
    const down = enter > leave ? 1 : -1
    const path = [
      `M${out} ${leave}H${x - side * turn}`,
      `Q${x} ${leave} ${x} ${leave + down * turn}V${enter - down * turn}`,
      `Q${x} ${enter} ${x - side * turn} ${enter}H${into}`,
    ].join('')
    const label = { at: [x, (leave + enter) / 2 - 4] as const, lines, anchor: 'middle' as const }
    return { path, width, kind, label }
  })
  return {
    width: left + boxWidth + Math.max(ahead.count * laneWidth + padding, 120 - boxWidth / 2),
    height: endY + 20,
    boxes,
    ways: drawn.toSorted((a, b) => a.width - b.width),
    ends: [
      { at: [middle, 20], kind: 'start' },
      { at: [middle, endY], kind: 'end' },
    ],
    share,
  }
}

/** Words in lines of at most so many letters. */
function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
