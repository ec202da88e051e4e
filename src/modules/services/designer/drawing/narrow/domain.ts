/** Sơ đồ thẳng đứng: time from top to bottom, for a phone. Each step names its lane. Pure. */

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
  lineHeight,
  type Point,
  type Rank,
  wrapped,
} from '../domain.ts'
import { texts } from '../texts.ts'

const width = 336
const left = 8
const boxWidth = 292
const letters = 34
const spine = left + 30
const arrowRoom = 24
/** Before a gate, so that its arrow is seen. */
const gateRoom = 16

/** Lays the steps out in one column of 336 px. */
export function narrowDrawing(ranks: readonly Rank[], detail: Detail, language: Language): Drawing {
  const boxes: Box[] = []
  const arrows: Arrow[] = []
  const gates: Gate[] = []
  const labels: Label[] = []
  const frames: { x: number; y: number; width: number; height: number }[] = []
  const t = texts[language]
  let y = 26
  let from: Point = [spine, 16]
  const arrive = (to: Point) => {
    arrows.push({ points: [from, to], hasHead: true })
  }
  /** A step with its condition over it; gives where it ends. */
  const put = (step: DrawnStep, x: number, isLone: boolean): void => {
    const condition = step.condition ? wrapped(step.condition, letters - 4, 6) : []
    const gateY = y + gateRoom + 8
    if (isLone && condition.length > 0) {
      y += gateRoom
      arrive([spine, y])
      gates.push({ at: [spine, gateY], kind: 'condition' })
      labels.push({ x: spine + 16, y: gateY + 22, lines: condition, kind: 'condition' })
      y += condition.length * 18 + 24
      from = [spine, gateY + 8]
    } else if (condition.length > 0) {
      labels.push({ x: x + 4, y: y + 14, lines: condition, kind: 'condition' })
      y += condition.length * 18 + 4
    }
    const box = boxOf(
      step,
      x,
      y,
      boxWidth - (x - left) - (isLone && condition.length > 0 ? 18 : 0),
      detail,
      language,
    )
    if (isLone) {
      if (condition.length === 0) y += arrowRoom - 6
      const placed = { ...box, y: y + (condition.length > 0 ? 14 : 0) }
      arrive([spine, placed.y])
      boxes.push(placed)
      y = placed.y + placed.height
      if (condition.length > 0) {
        const right = placed.x + placed.width + 22
        const rejoin = y + 26
        arrows.push({
          points: [
            [spine, gateY],
            [right, gateY],
            [right, rejoin],
            [spine, rejoin],
          ],
          isBypass: true,
        })
        labels.push({ x: spine + 84, y: rejoin - 7, lines: [t.bypass], kind: 'bypass' })
        arrows.push({
          points: [
            [spine, y],
            [spine, rejoin],
          ],
        })
        y = rejoin
      }
      from = [spine, y]
    } else {
      boxes.push(box)
      y += box.height + 10
    }
  }
  for (const { steps } of ranks) {
    const [only] = steps
    if (steps.length === 1 && only) {
      put(only, left, true)
      continue
    }
    y += arrowRoom - 6
    arrive([spine, y])
    const top = y
    labels.push({ x: left + 36, y: y + 19, lines: [t.sideBySide], kind: 'frame' })
    gates.push({ at: [left + 18, y + 14], kind: 'parallel' })
    y += 30
    for (const step of steps) put(step, left + 14, false)
    frames.push({ x: left, y: top, width: boxWidth + 14, height: y - top })
    from = [spine, y]
  }
  const end: Point = [spine, y + arrowRoom]
  arrive([spine, y + arrowRoom - 9])
  return {
    width,
    height: y + arrowRoom + 14,
    lanes: [],
    frames,
    boxes,
    arrows,
    gates,
    labels,
    ends: [
      { at: [spine, 9], kind: 'start' },
      { at: end, kind: 'end' },
    ],
  }
}

function boxOf(
  step: DrawnStep,
  x: number,
  y: number,
  boxed: number,
  detail: Detail,
  language: Language,
): Box {
  const most = Math.floor((boxed - 20) / 8.2)
  const title = wrapped(step.name, most)
  const foot = [[step.lane, ...footOf(step, detail, language)].join(' · ')].flatMap((line) =>
    wrapped(line, most),
  )
  const height = 16 + (title.length + foot.length) * lineHeight
  return { step, x, y, width: boxed, height, title, foot }
}
