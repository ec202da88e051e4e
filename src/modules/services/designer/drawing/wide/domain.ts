/** Sơ đồ nằm ngang: lanes under each other, time from left to right. Pure. */

import type { Language } from '#kernel/text.ts'
import {
  type Arrow,
  type Box,
  type Detail,
  type Drawing,
  type DrawnStep,
  footOf,
  type Gate,
  type Label,
  lanesOf,
  lineHeight,
  type Point,
  type Rank,
  wrapped,
} from '../domain.ts'
import { texts } from '../texts.ts'

const boxWidth = 108
const boxLetters = 11
const conditionLetters = 18
const gap = 22
/** Between two places, by how many of them have gates. */
const gaps = [gap, 42, 64] as const
const margin = 10
const laneHead = 26
const slotFoot = 14
const bypassRoom = 20
const gateReach = 8

type Slot = { readonly rank: number; readonly lane: number; readonly depth: number; readonly step: DrawnStep }
type Row = { readonly y: number; readonly labelHeight: number; readonly boxHeight: number }

const boxHeight = (step: DrawnStep, detail: Detail, language: Language): number => {
  const lines = wrapped(step.name, boxLetters).length
  const foot = footOf(step, detail, language).flatMap((line) => wrapped(line, boxLetters)).length
  return 16 + (lines + foot) * lineHeight
}

const conditionLines = (step: DrawnStep) =>
  step.condition ? wrapped(step.condition, conditionLetters, 5) : []

/** Lays the steps out for a screen of 1280 px and for paper across. */
export function wideDrawing(ranks: readonly Rank[], detail: Detail, language: Language): Drawing {
  const lanes = lanesOf(ranks)
  const slots = slotsOf(ranks, lanes)
  const xs = columnsOf(ranks)
  const { rows, bands, height } = rowsOf(slots, lanes, ranks, detail, language)
  const placed = slots.map((slot) => {
    const row = rows[slot.lane]?.[slot.depth]
    if (!row) throw new Error('A step without a row')
    return { slot, row, box: boxAt(slot, row, xs, detail, language) }
  })
  const flow = flowOf(ranks, placed, language)
  const width = (xs.at(-1) ?? margin) + boxWidth + 44
  return {
    width,
    height,
    lanes: bands,
    frames: [],
    boxes: placed.map(({ box }) => box),
    ...flow,
    labels: [
      ...lanes.map(
        (lane, index): Label => ({ x: margin, y: (bands[index]?.y ?? 0) + 18, lines: [lane], kind: 'lane' }),
      ),
      ...placed.flatMap(({ slot, row, box }): Label[] => {
        const lines = conditionLines(slot.step)
        if (lines.length === 0) return []
        const y = row.y + row.labelHeight - lines.length * 17 + 8
        return [{ x: box.x - 14, y, lines, kind: 'condition' }]
      }),
      ...flow.bypassLabels,
    ],
  }
}

function slotsOf(ranks: readonly Rank[], lanes: readonly string[]): readonly Slot[] {
  return ranks.flatMap(({ steps }, rank) => {
    const depths = new Map<number, number>()
    return steps.map((step) => {
      const lane = lanes.indexOf(step.lane)
      const depth = depths.get(lane) ?? 0
      depths.set(lane, depth + 1)
      return { rank, lane, depth, step }
    })
  })
}

const hasGates = ({ steps, isOptional }: Rank) => steps.length > 1 || isOptional

function columnsOf(ranks: readonly Rank[]): readonly number[] {
  let x = margin + 30
  return ranks.map((rank, index) => {
    const before = ranks[index - 1]
    const withGates = [rank, before].filter((one) => one && hasGates(one)).length
    x += index === 0 ? 0 : boxWidth + (gaps[withGates] ?? gap)
    return x
  })
}

function rowsOf(
  slots: readonly Slot[],
  lanes: readonly string[],
  ranks: readonly Rank[],
  detail: Detail,
  language: Language,
) {
  const rows: Row[][] = []
  const bands: { y: number; height: number }[] = []
  let y = 0
  for (const [lane] of lanes.entries()) {
    const own = slots.filter((slot) => slot.lane === lane)
    const depths = Math.max(...own.map(({ depth }) => depth)) + 1
    const top = y
    y += laneHead
    rows[lane] = Array.from({ length: depths }, (_, depth) => {
      const here = own.filter((slot) => slot.depth === depth)
      const labelHeight = Math.max(0, ...here.map(({ step }) => conditionLines(step).length * 17))
      const height = Math.max(...here.map(({ step }) => boxHeight(step, detail, language)))
      const row = { y, labelHeight, boxHeight: height }
      const isBypassed = here.some(({ rank }) => ranks[rank]?.isOptional)
      y += labelHeight + height + slotFoot + (isBypassed ? bypassRoom : 0)
      return row
    })
    bands.push({ y: top, height: y - top })
  }
  return { rows, bands, height: y }
}

function boxAt(slot: Slot, row: Row, xs: readonly number[], detail: Detail, language: Language): Box {
  return {
    step: slot.step,
    x: xs[slot.rank] ?? 0,
    y: row.y + row.labelHeight,
    width: boxWidth,
    height: row.boxHeight,
    title: wrapped(slot.step.name, boxLetters),
    foot: footOf(slot.step, detail, language).flatMap((line) => wrapped(line, boxLetters)),
  }
}

type Placed = { readonly slot: Slot; readonly box: Box }
const centre = ({ y, height }: Box) => y + height / 2

function flowOf(ranks: readonly Rank[], placed: readonly Placed[], language: Language) {
  const arrows: Arrow[] = []
  const gates: Gate[] = []
  const bypassLabels: Label[] = []
  const ends: { at: Point; kind: 'start' | 'end' }[] = []
  let from: Point | undefined
  for (const [index, rank] of ranks.entries()) {
    const boxes = placed.filter(({ slot }) => slot.rank === index).map(({ box }) => box)
    const [first] = boxes
    if (!first) continue
    const y = centre(first)
    if (!from) {
      ends.push({ at: [margin + 8, y], kind: 'start' })
      from = [margin + 16, y]
    }
    if (!hasGates(rank)) {
      arrows.push({ points: elbow(from, [first.x, y]), hasHead: true })
      from = [first.x + first.width, y]
      continue
    }
    const kind = rank.steps.length > 1 ? 'parallel' : 'condition'
    const split: Point = [first.x - 20, y]
    const join: Point = [first.x + first.width + 20, y]
    gates.push({ at: split, kind }, ...(kind === 'parallel' ? [{ at: join, kind } as const] : []))
    arrows.push({ points: elbow(from, [split[0] - gateReach, y]), hasHead: true })
    for (const box of boxes) {
      arrows.push({ points: [split, [split[0], centre(box)], [box.x, centre(box)]], hasHead: true })
      arrows.push({ points: [[box.x + box.width, centre(box)], [join[0], centre(box)], join] })
    }
    if (rank.isOptional) {
      const low = Math.max(...boxes.map((box) => box.y + box.height)) + 9
      arrows.push({ points: [split, [split[0], low], [join[0], low], join], isBypass: true })
      const lines = [texts[language].bypass]
      bypassLabels.push({ x: first.x - 8, y: low + 15, lines, kind: 'bypass' })
    }
    from = kind === 'parallel' ? [join[0] + gateReach, y] : join
  }
  if (from) {
    const last: Point = [from[0] + 16, from[1]]
    arrows.push({ points: [from, last], hasHead: true })
    ends.push({ at: [last[0] + 9, last[1]], kind: 'end' })
  }
  return { arrows, gates, bypassLabels, ends }
}

/** Along, across in the middle of the gap, and along again. */
function elbow(from: Point, to: Point): readonly Point[] {
  if (from[1] === to[1]) return [from, to]
  const middle = to[0] - Math.min(11, (to[0] - from[0]) / 2)
  return [from, [middle, from[1]], [middle, to[1]], to]
}
