/** Quy trình thành BPMN 2.0: a process with lanes, tasks, gateways and their places, so that any viewer opens it drawn. Pure. */

import type { Step } from '#kernel/packs.ts'
import type { Language } from '#kernel/text.ts'
import { inWords } from '../conditions/domain.ts'
import { laneOf, type RoleNames } from '../designer/drawing/domain.ts'
import type { ProcedureDefinition } from '../domain.ts'
import { stepInWords } from '../versions/difference/domain.ts'

type Node = {
  readonly id: string
  readonly tag: string
  readonly name: string
  readonly lane: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly step?: Step
  /** Id of the flow that is taken when no condition holds. */
  readonly otherwise?: string
}
type Flow = {
  readonly id: string
  readonly from: Node
  readonly to: Node
  readonly when?: string | undefined
  /** A way around: it runs below the boxes. */
  readonly isBypass?: boolean
}
type Lane = { readonly name: string; readonly y: number; readonly height: number }
type Chart = {
  readonly nodes: readonly Node[]
  readonly flows: readonly Flow[]
  readonly lanes: readonly Lane[]
  readonly width: number
}

const task = { width: 120, height: 80 }
const gateway = 50
const event = 36
const slotHeight = 110
const lanePadding = 24
const laneHead = 30
const pitch = 60

/** Kinds of tasks: what a person does at the screen, what is done away from it, and what goes out. */
const taskTags: Partial<Record<Step['type'], string>> = {
  inspect: 'manualTask',
  council: 'manualTask',
  return: 'manualTask',
  notice: 'sendTask',
  financial: 'sendTask',
  consult: 'sendTask',
}

/** Steps in groups: neighbours side by side stand in one. */
export function groupsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last && step.parallel && last[0]?.parallel === step.parallel) last.push(step)
    else groups.push([step])
  }
  return groups
}

function lanesOf(groups: readonly (readonly Step[])[], nameOf: (step: Step) => string): readonly Lane[] {
  const names = [...new Set(groups.flat().map(nameOf))]
  let y = 80
  return names.map((name) => {
    const deepest = Math.max(
      1,
      ...groups.map((group) => group.filter((step) => nameOf(step) === name).length),
    )
    const lane = { name, y, height: deepest * slotHeight + lanePadding }
    y += lane.height
    return lane
  })
}

function chartOf(steps: readonly Step[], nameOf: (step: Step) => string): Chart {
  const groups = groupsOf(steps)
  const lanes = lanesOf(groups, nameOf)
  const nodes: Node[] = []
  const flows: Flow[] = []
  const laneAt = (name: string) => lanes.find((lane) => lane.name === name) ?? lanes[0]
  let x = 160 + laneHead + 30
  /** A round or square mark in the middle of the first slot of a lane. */
  const mark = (id: string, tag: string, lane: string, size: number, more: Partial<Node> = {}): Node => {
    const y = (laneAt(lane)?.y ?? 0) + lanePadding / 2 + (slotHeight - size) / 2
    const node = { id, tag, name: '', lane, x, y, width: size, height: size, ...more }
    nodes.push(node)
    x += size + pitch
    return node
  }
  const join = (from: Node, to: Node, more: Partial<Flow> = {}) =>
    flows.push({ id: `Flow_${flows.length + 1}`, from, to, ...more })
  const [first] = steps
  let before = mark('Start', 'startEvent', first ? nameOf(first) : '', event)
  for (const group of groups) {
    const [head] = group
    if (!head) continue
    const conditions = group.filter(({ when }) => when !== undefined).length
    const isOptional = conditions === group.length
    const tag =
      group.length > 1 ? (conditions > 0 ? 'inclusiveGateway' : 'parallelGateway') : 'exclusiveGateway'
    const hasGateways = group.length > 1 || conditions > 0
    if (hasGateways) {
      const otherwise = isOptional ? { otherwise: `Otherwise_${head.key}` } : {}
      const split = mark(`Split_${head.key}`, tag, nameOf(head), gateway, otherwise)
      join(before, split)
      before = split
    }
    const placed = tasksOf(group, x, laneAt, nameOf)
    nodes.push(...placed)
    x += task.width + pitch
    for (const node of placed) join(before, node, hasGateways ? { when: node.step?.when } : {})
    if (!hasGateways) {
      before = placed[0] ?? before
      continue
    }
    const split = before
    const end = mark(`Join_${head.key}`, tag, nameOf(head), gateway)
    for (const node of placed) join(node, end)
    if (isOptional) flows.push({ id: `Otherwise_${head.key}`, from: split, to: end, isBypass: true })
    before = end
  }
  join(before, mark('End', 'endEvent', before.lane, event))
  return { nodes, flows, lanes, width: x - 160 }
}

function tasksOf(
  group: readonly Step[],
  x: number,
  laneAt: (name: string) => Lane | undefined,
  nameOf: (step: Step) => string,
): readonly Node[] {
  const depths = new Map<string, number>()
  return group.map((step) => {
    const lane = nameOf(step)
    const depth = depths.get(lane) ?? 0
    depths.set(lane, depth + 1)
    const y = (laneAt(lane)?.y ?? 0) + lanePadding / 2 + depth * slotHeight + (slotHeight - task.height) / 2
    return {
      id: `Step_${step.key}`,
      tag: taskTags[step.type] ?? 'userTask',
      name: step.name.vi,
      lane,
      x,
      y,
      ...task,
      step,
    }
  })
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}
const xml = (text: string) => text.replace(/[&<>"\n]/g, (sign) => escapes[sign] ?? sign)

/** The language of our conditions, so that no engine takes them for its own. */
export const conditionLanguage = 'urn:mot-cua:expression'
export const extensionNamespace = 'urn:mot-cua:bpmn'

/** Xuất BPMN. The same definition always gives the same text. */
export function writeBpmn(definition: ProcedureDefinition, names: RoleNames, language: Language): string {
  const { code, version, name, steps, form } = definition
  const chart = chartOf(steps, (step) => laneOf(step, names, language))
  const words = (when: string) => inWords(when, form, language, steps)
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="${extensionNamespace}" id="Definitions" targetNamespace="${extensionNamespace}" exporter="Một Cửa" exporterVersion="1">
  <bpmn:collaboration id="Collaboration">
    <bpmn:participant id="Pool" name="${xml(name)}" processRef="Process" />
  </bpmn:collaboration>
  <bpmn:process id="Process" name="${xml(`${code} ${name}`)}" isExecutable="false">
    <bpmn:documentation>${xml(`${code}, phiên bản ${version}`)}</bpmn:documentation>
    <bpmn:laneSet id="Lanes">
${chart.lanes.map((lane, index) => laneXml(lane, index, chart)).join('\n')}
    </bpmn:laneSet>
${chart.nodes.map((node) => nodeXml(node, chart, (step) => stepInWords(step, form, language))).join('\n')}
${chart.flows.map((flow) => flowXml(flow, words)).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="Collaboration">
${diagramXml(chart)}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

function laneXml({ name }: Lane, index: number, { nodes }: Chart): string {
  const refs = nodes.filter(({ lane }) => lane === name)
  return `      <bpmn:lane id="Lane_${index + 1}" name="${xml(name)}">
${refs.map(({ id }) => `        <bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('\n')}
      </bpmn:lane>`
}

function nodeXml(node: Node, { flows }: Chart, say: (step: Step) => string): string {
  const { id, tag, name, step, otherwise } = node
  const links = flows.flatMap(({ id: flow, from, to }) => [
    ...(to === node ? [`      <bpmn:incoming>${flow}</bpmn:incoming>`] : []),
    ...(from === node ? [`      <bpmn:outgoing>${flow}</bpmn:outgoing>`] : []),
  ])
  const own = step
    ? [
        `      <bpmn:documentation>${xml(say(step))}</bpmn:documentation>`,
        `      <bpmn:extensionElements><motcua:step json="${xml(JSON.stringify(step))}" /></bpmn:extensionElements>`,
      ]
    : []
  const attributes = [
    `id="${id}"`,
    ...(name ? [`name="${xml(name)}"`] : []),
    ...(otherwise ? [`default="${otherwise}"`] : []),
  ].join(' ')
  return [`    <bpmn:${tag} ${attributes}>`, ...own, ...links, `    </bpmn:${tag}>`].join('\n')
}

function flowXml({ id, from, to, when }: Flow, words: (when: string) => string): string {
  const ends = `id="${id}" sourceRef="${from.id}" targetRef="${to.id}"`
  if (when === undefined) return `    <bpmn:sequenceFlow ${ends} />`
  return `    <bpmn:sequenceFlow ${ends} name="${xml(words(when))}">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="${conditionLanguage}">${xml(when)}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>`
}

function diagramXml({ nodes, flows, lanes, width }: Chart): string {
  const height = lanes.reduce((sum, lane) => sum + lane.height, 0)
  const shape = (id: string, x: number, y: number, wide: number, high: number, more = '') =>
    `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${more}><dc:Bounds x="${x}" y="${y}" width="${wide}" height="${high}" /></bpmndi:BPMNShape>`
  return [
    shape('Pool', 160, 80, width, height, ' isHorizontal="true"'),
    ...lanes.map((lane, index) =>
      shape(
        `Lane_${index + 1}`,
        160 + laneHead,
        lane.y,
        width - laneHead,
        lane.height,
        ' isHorizontal="true"',
      ),
    ),
    ...nodes.map(({ id, x, y, width: wide, height: high }) => shape(id, x, y, wide, high)),
    ...flows.map((flow) => edgeXml(flow)),
  ].join('\n')
}

function edgeXml({ id, from, to, isBypass }: Flow): string {
  const middle = (node: Node) => node.y + node.height / 2
  const [startX, endX] = [from.x + from.width, to.x]
  const below = Math.max(from.y + from.height, to.y + to.height) + 30
  const turn = endX - pitch / 2
  const points = isBypass
    ? [
        [from.x + from.width / 2, from.y + from.height],
        [from.x + from.width / 2, below],
        [to.x + to.width / 2, below],
        [to.x + to.width / 2, to.y + to.height],
      ]
    : middle(from) === middle(to)
      ? [
          [startX, middle(from)],
          [endX, middle(to)],
        ]
      : [
          [startX, middle(from)],
          [turn, middle(from)],
          [turn, middle(to)],
          [endX, middle(to)],
        ]
  const ways = points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')
  return `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${ways}</bpmndi:BPMNEdge>`
}
