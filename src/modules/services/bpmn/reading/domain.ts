/**
 * BPMN thành các bước: a graph of nodes and flows, from whatever tool, as steps in their order. What has no place is noted
 * by its id and never guessed in silence; an order that steps cannot say is refused; conditions of other languages are
 * not run. Pure.
 */

import { parseExpression } from '#kernel/expressions.ts'
import { type Step, type StepType, stepTypes } from '#kernel/packs.ts'
import { searchKey, slugify } from '#kernel/text.ts'
import type { RoleNames } from '../../designer/drawing/domain.ts'
import type { ImportNote } from '../../versions/domain.ts'

export type GraphNode = {
  readonly id: string
  readonly kind: 'start' | 'end' | 'task' | 'exclusive' | 'parallel' | 'inclusive' | 'other'
  /** As the file calls it: `bpmn:IntermediateCatchEvent`. */
  readonly type: string
  readonly name: string
  readonly documentation: string
  readonly lane: string | undefined
  /** The flow taken when no condition holds. */
  readonly otherwise: string | undefined
  /** Of our own export: the step as it was. */
  readonly step: Partial<Step> | undefined
}
export type GraphFlow = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly condition: string | undefined
}
export type Graph = {
  readonly nodes: readonly GraphNode[]
  readonly flows: readonly GraphFlow[]
  /** What the file holds beside them. */
  readonly notes: readonly ImportNote[]
}

export type ReadSteps = {
  readonly steps: readonly Step[]
  readonly notes: readonly ImportNote[]
  /** What steps cannot say: the file is refused, whatever else could be read of it. */
  readonly faults: readonly ImportNote[]
}

type Walk = {
  readonly graph: Graph
  readonly names: RoleNames
  readonly notes: ImportNote[]
  readonly faults: ImportNote[]
  readonly steps: Step[]
  readonly visited: Set<string>
}
/** Where a walk is: under which conditions, and beside which others. */
type Inside = { readonly conditions: readonly string[]; readonly parallel: string | undefined }

/** Steps of a graph in the order of its flows. */
export function stepsIn(graph: Graph, names: RoleNames): ReadSteps {
  const walk: Walk = { graph, names, notes: [...graph.notes], faults: [], steps: [], visited: new Set() }
  const starts = graph.nodes.filter(({ kind }) => kind === 'start')
  const incoming = new Set(graph.flows.map(({ to }) => to))
  const first = starts[0] ?? graph.nodes.find(({ id, kind }) => kind === 'task' && !incoming.has(id))
  if (!first) note(walk, 'process', 'Không tìm thấy điểm bắt đầu (start event).', 'No start was found.')
  for (const { id } of starts.slice(1))
    note(
      walk,
      id,
      'Có nhiều điểm bắt đầu; chỉ đọc từ điểm đầu tiên.',
      'There are several starts; only the first is read.',
    )
  if (first) follow(walk, first.id, undefined, { conditions: [], parallel: undefined })
  for (const { id, kind, name } of graph.nodes)
    if (kind === 'task' && !walk.visited.has(id))
      note(
        walk,
        id,
        `Bước “${name}” không nằm trên đường đi từ điểm bắt đầu nên bị bỏ qua.`,
        `“${name}” cannot be reached and is left out.`,
      )
  return { steps: withLoneParallels(walk.steps, graph), notes: walk.notes, faults: walk.faults }
}

function note({ notes }: Walk, element: string, vi: string, en: string): void {
  notes.push({ element, text: { vi, en } })
}

function follow(walk: Walk, from: string, stop: string | undefined, inside: Inside): void {
  let id: string | undefined = from
  while (id !== undefined && id !== stop) {
    const node = walk.graph.nodes.find((one) => one.id === id)
    if (!node) return
    if (walk.visited.has(id)) {
      if (node.kind !== 'end')
        note(
          walk,
          id,
          `Luồng quay lại “${node.name || id}” không đưa vào được; cán bộ dùng “Trả lại bước trước”.`,
          `The flow back to “${node.name || id}” is left out; officers hand back instead.`,
        )
      return
    }
    walk.visited.add(id)
    if (node.kind === 'task') walk.steps.push(stepOf(walk, node, inside))
    if (node.kind === 'other')
      note(
        walk,
        id,
        `Phần tử “${node.name || id}” (${plain(node.type)}) chưa hỗ trợ; đi qua như không có.`,
        `“${node.name || id}” (${plain(node.type)}) is not supported and is passed over.`,
      )
    const out: readonly GraphFlow[] = walk.graph.flows.filter((flow) => flow.from === id)
    if (out.length > 1) id = branch(walk, node, out, inside)
    else id = out[0]?.to
  }
}

const plain = (type: string) => type.replace(/^bpmn:/, '')

/** Walks every branch of a split; answers where they meet. */
function branch(walk: Walk, node: GraphNode, out: readonly GraphFlow[], inside: Inside): string | undefined {
  const meeting = meetingOf(walk.graph, out)
  const isChoice = node.kind === 'exclusive'
  if (node.kind === 'task' || node.kind === 'other' || node.kind === 'start')
    note(
      walk,
      node.id,
      'Nhiều luồng đi ra mà không có cổng; hiểu là làm song song.',
      'Several flows leave without a gateway; read as side by side.',
    )
  const read = out.map((flow) => ({ flow, condition: conditionOf(walk, flow) }))
  const own = isChoice || isLone(walk, out, meeting) ? undefined : (groupName(walk, out) ?? node.id)
  // What is split again within a group runs beside all of it.
  const parallel = inside.parallel ?? (own && slugify(own))
  for (const { flow, condition } of read) {
    const when = isChoice && condition === undefined ? elseOf(read, flow) : condition
    follow(walk, flow.to, meeting, {
      conditions: when === undefined ? inside.conditions : [...inside.conditions, when],
      parallel,
    })
  }
  return meeting
}

/**
 * Whether only one way of a split has steps, so that nothing runs beside it. Of several, none may have one step after
 * another: steps of a group begin together, and the next waits for all of them.
 */
function isLone(walk: Walk, out: readonly GraphFlow[], meeting: string | undefined): boolean {
  const depths = out.map((flow) => ({ flow, depth: depthOf(walk.graph, flow.to, meeting) }))
  if (depths.filter(({ depth }) => depth > 0).length < 2) return true
  for (const { flow, depth } of depths)
    if (depth > 1)
      walk.faults.push({
        element: flow.id,
        text: {
          vi: `nhánh song song “${flow.id}” có ${depth} bước nối tiếp. Các bước song song phải bắt đầu cùng lúc: để mỗi nhánh một bước, hoặc chuyển bước sau ra sau cổng gộp.`,
          en: `the branch “${flow.id}” has ${depth} steps in a row. Steps side by side begin together: leave one in each branch, or move the later ones behind the join.`,
        },
      })
  return false
}

/** How many tasks stand one after another on the longest way from a node to where the branches meet. */
function depthOf({ nodes, flows }: Graph, from: string, stop: string | undefined): number {
  const known = new Map<string, number>()
  const deep = (id: string): number => {
    if (id === stop) return 0
    const found = known.get(id)
    if (found !== undefined) return found
    // A way back counts once.
    known.set(id, 0)
    const own = nodes.some((node) => node.id === id && node.kind === 'task') ? 1 : 0
    const after = Math.max(0, ...flows.filter((flow) => flow.from === id).map(({ to }) => deep(to)))
    known.set(id, own + after)
    return own + after
  }
  return deep(from)
}

/** Of a choice, the way without a condition is taken when none of the others holds. */
function elseOf(
  read: readonly { readonly flow: GraphFlow; readonly condition: string | undefined }[],
  flow: GraphFlow,
): string | undefined {
  const others = read.flatMap((one) =>
    one.flow !== flow && one.condition !== undefined ? [`not (${one.condition})`] : [],
  )
  return others.length > 0 ? others.join(' and ') : undefined
}

/** Only conditions of our own language are taken over; they are read here and run nowhere. */
function conditionOf(walk: Walk, { id, condition }: GraphFlow): string | undefined {
  if (condition === undefined) return undefined
  if (isOurs(condition)) return condition
  note(
    walk,
    id,
    `Điều kiện “${condition.slice(0, 120)}” viết bằng ngôn ngữ khác nên không dùng; đặt lại điều kiện cho các bước của nhánh này.`,
    `The condition “${condition.slice(0, 120)}” is in another language and is not used; set it anew.`,
  )
  return undefined
}

/** What another tool wrote may happen to read like ours; it is ours only when it asks for nothing else. */
function isOurs(condition: string): boolean {
  const parsed = parseExpression(condition)
  if (parsed.kind !== 'expression') return false
  return parsed.names.every((name) => /^((answers|outcomes)\..+|channel|today|applicant\.kind)$/.test(name))
}

/** The word that our own export gave to a group. */
function groupName({ graph }: Walk, out: readonly GraphFlow[]): string | undefined {
  return out.flatMap(({ to }) => graph.nodes.find(({ id }) => id === to)?.step?.parallel ?? [])[0]
}

/** The first node that every branch comes to. */
function meetingOf({ flows }: Graph, out: readonly GraphFlow[]): string | undefined {
  const reached = out.map(({ to }) => {
    const seen = new Set([to])
    for (const id of seen) for (const flow of flows) if (flow.from === id) seen.add(flow.to)
    return seen
  })
  const [first, ...others] = reached
  return first && [...first].find((id) => others.every((seen) => seen.has(id)))
}

function stepOf(walk: Walk, node: GraphNode, { conditions, parallel }: Inside): Step {
  const { step: own, name } = node
  const { when: _when, parallel: _parallel, ...known } = own ?? {}
  const base = own?.key && own.name ? (known as Omit<Step, 'when' | 'parallel'>) : guessed(walk, node)
  const words = name && name !== base.name.vi ? { vi: name, en: name } : base.name
  const when = conditions.length > 1 ? conditions.map((one) => `(${one})`).join(' and ') : conditions[0]
  return {
    ...base,
    key: freeKey(walk.steps, base.key),
    name: words,
    ...(when !== undefined && { when }),
    ...(parallel !== undefined && { parallel }),
  }
}

function freeKey(steps: readonly Step[], wanted: string): string {
  let key = wanted
  for (let number = 2; steps.some((step) => step.key === key); number += 1) key = `${wanted}-${number}`
  return key
}

const hoursAssumed = 8

/** A task of another tool: what it does not say is assumed, and said to be. */
function guessed(walk: Walk, node: GraphNode): Step {
  const { id, name, documentation, lane } = node
  const label = name || id
  const said = /(\d{1,5}(?:[.,]\d{1,5})?)\s{0,5}(giờ|hours?|h\b)/i.exec(documentation)?.[1]
  const days = /(\d{1,5}(?:[.,]\d{1,5})?)\s{0,5}(ngày|days?)/i.exec(documentation)?.[1]
  const number = (text: string) => Number(text.replace(',', '.'))
  const hours = said ? number(said) : days ? number(days) * 8 : hoursAssumed
  const role = roleOf(lane, walk.names)
  const type = typeOf(walk, node)
  const lacks = [
    ...(said || days ? [] : [`số giờ (tạm để ${hoursAssumed})`]),
    ...(role ? [] : [lane ? `vai trò của làn “${lane}” (tạm để officer)` : 'vai trò (tạm để officer)']),
    `loại bước (tạm để “${stepTypes[type]}”)`,
  ]
  const lacksEn = [
    ...(said || days ? [] : [`hours (${hoursAssumed} assumed)`]),
    ...(role ? [] : ['role (officer assumed)']),
    `kind of step (${type} assumed)`,
  ]
  note(
    walk,
    id,
    `Bước “${label}”: tệp không nói rõ ${lacks.join(', ')}.`,
    `“${label}”: the file does not say ${lacksEn.join(', ')}.`,
  )
  return {
    key: slugify(label).slice(0, 60) || 'buoc',
    type,
    name: { vi: label, en: label },
    role: role ?? 'officer',
    hours,
  }
}

function roleOf(lane: string | undefined, { roles }: RoleNames): string | undefined {
  if (!lane) return undefined
  const wanted = searchKey(lane)
  return Object.entries(roles).find(([key, { vi, en }]) =>
    [key, searchKey(vi), searchKey(en)].some((one) => one === wanted),
  )?.[0]
}

const typeWords: readonly (readonly [StepType, RegExp])[] = [
  ['number', /vao so|cap so|number/],
  ['seal', /dong dau|seal/],
  ['sign', /^ky\b|ky so|ky ban hanh|\bsign/],
  ['assign', /phan cong|assign/],
  ['consult', /lay y kien|hoi y kien|consult/],
  ['inspect', /thuc dia|hien truong|inspect/],
  ['notice', /niem yet|notice/],
  ['draft', /du thao|draft/],
  ['approve', /duyet|approv/],
  ['archive', /luu tru|luu ho so|archive/],
  ['return', /tra ket qua|return/],
  ['receive', /tiep nhan|receive|reception/],
]

/** The first step of a procedure receives, as every procedure does; others go by their words. */
function typeOf({ steps }: Walk, { name }: GraphNode): StepType {
  if (steps.length === 0) return 'receive'
  const words = searchKey(name)
  return typeWords.find(([, pattern]) => pattern.test(words))?.[0] ?? 'appraise'
}

/** A group of one has no gateway; our own export says its word in the step, and it stays where no neighbour has it too. */
function withLoneParallels(steps: readonly Step[], { nodes }: Graph): readonly Step[] {
  const words = new Map(
    nodes.flatMap(({ step }) => (step?.key && step.parallel ? [[step.key, step.parallel] as const] : [])),
  )
  return steps.map((step, index) => {
    const word = words.get(step.key)
    if (step.parallel || !word) return step
    const neighbours = [steps[index - 1], steps[index + 1]]
    return neighbours.some((one) => one && words.get(one.key) === word) ? step : { ...step, parallel: word }
  })
}
