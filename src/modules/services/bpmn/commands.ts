/** Reading files into definitions: BPMN 2.0 of any tool, and JSON of a pack. Nothing in them is executed. */

import { BpmnModdle } from 'bpmn-moddle'
import type { Context } from '#kernel/context.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { checkDefinition, type Procedure, type Step } from '#kernel/packs.ts'
import { roleNamesOf } from '../designer/drawing/domain.ts'
import { describeProcedure } from '../domain.ts'
import type { Imported } from '../versions/commands.ts'
import { type ImportNote, refusal, type Unnumbered } from '../versions/domain.ts'
import { conditionLanguage } from './domain.ts'
import { type Graph, type GraphFlow, type GraphNode, stepsIn } from './reading/domain.ts'

type TextFile = { readonly name: string; readonly text: string }
const nodesMax = 500

const unreadable = (vi: string) => refusal.unreadableFile({ details: { reason: vi } })

/** Nhập BPMN: the steps come from the file, all else from the version. Throws `versions.unreadableFile`. */
export async function readBpmnFile(context: Context, base: Unnumbered, file: TextFile): Promise<Imported> {
  const graph = await readBpmn(file.text)
  const { steps, notes, faults } = stepsIn(graph, roleNamesOf(context.pack))
  const [fault] = faults
  if (fault) throw unreadable(`dòng ${lineOf(file.text, fault.element)}: ${fault.text[context.language]}`)
  if (steps.length === 0) throw unreadable('không tìm thấy bước nào (task) trên đường đi từ điểm bắt đầu.')
  return { definition: { ...base, steps }, notes, fileName: file.name }
}

/** The line of the file, counted from one, on which an element stands. */
function lineOf(text: string, id: string): number {
  const at = text.search(new RegExp(`\\bid\\s*=\\s*["']${RegExp.escape(id)}["']`))
  return text.slice(0, Math.max(0, at)).split('\n').length
}

/** Nhập JSON: a procedure as packs write it, with the form that it names. Faults of content are shown in the draft. */
export function readJsonFile({ pack }: Context, base: Unnumbered, file: TextFile): Imported {
  let procedure: Procedure
  try {
    procedure = JSON.parse(file.text) as Procedure
  } catch {
    throw unreadable('tệp không phải JSON đúng cú pháp.')
  }
  const none = new Set<string>()
  const world = {
    units: none,
    stepRoles: none,
    paperKinds: none,
    facts: none,
    hasTemplate: () => true,
    linked: () => undefined,
  }
  const shape = checkDefinition({ ...procedure, $schema: '' }, base.form, world)
  const broken = shape.find(
    ({ path }) =>
      !/^\/(steps\/\d+\/(role|unit|when|procedure)|competence|fees\/\d+\/|limits\/\d+\/|papers\/\d+\/|result\/writes\/|parties\/\d+\/|form\/)/.test(
        path,
      ),
  )
  if (broken) throw unreadable(`${broken.path || '/'}: ${broken.message}`)
  if (procedure.code !== base.code)
    throw unreadable(`tệp là của thủ tục ${procedure.code}, không phải ${base.code}.`)
  const forms = new Map<string, FormDefinition>([...pack.forms, [base.form.key, base.form]])
  if (!forms.has(procedure.form)) throw unreadable(`không có tờ khai ${procedure.form}.`)
  return { definition: describeProcedure(base.facts, procedure, forms), notes: [], fileName: file.name }
}

/** An element as the parser gives it. */
type Element = {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  readonly [key: string]: unknown
}

const kinds: Readonly<Record<string, GraphNode['kind']>> = {
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:ExclusiveGateway': 'exclusive',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:InclusiveGateway': 'inclusive',
}

/** The graph of a BPMN file. A file with a document type or entities is refused before it is parsed. */
export async function readBpmn(text: string): Promise<Graph> {
  if (/<!\s*(doctype|entity)/i.test(text))
    throw unreadable('tệp có khai báo DOCTYPE hoặc ENTITY; bỏ phần đó rồi gửi lại.')
  const parsed = await new BpmnModdle().fromXML(text).catch((cause: unknown) => {
    throw Object.assign(unreadable('tệp không phải BPMN 2.0 đúng cú pháp.'), { cause })
  })
  const root = parsed.rootElement as unknown as Element
  const roots = listOf(root, 'rootElements')
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process')
  const [process, ...others] = processes.toSorted(
    (a, b) => listOf(b, 'flowElements').length - listOf(a, 'flowElements').length,
  )
  if (!process) throw unreadable('tệp không có quy trình (process).')
  const elements = listOf(process, 'flowElements')
  if (elements.length > nodesMax)
    throw unreadable(`quy trình có ${elements.length} phần tử, tối đa ${nodesMax}.`)
  const lanes = lanesIn(process)
  const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow')
  const nodes = elements.filter(({ $type }) => !/SequenceFlow|DataObject|DataStore/.test($type))
  return {
    nodes: nodes.map((one) => nodeOf(one, lanes)),
    flows: flows.flatMap(flowOf),
    notes: [
      ...parsed.warnings.map(({ message }) => noteOf('file', message.split('\n')[0] ?? message, message)),
      ...others.map(({ id = '', name = '' }) =>
        noteOf(
          id,
          `Quy trình “${name || id}” không được đọc; chỉ đọc quy trình có nhiều bước nhất.`,
          `The process “${name || id}” is not read.`,
        ),
      ),
      ...[
        ...elements.filter(({ $type }) => /DataObject|DataStore/.test($type)),
        ...listOf(process, 'artifacts'),
        ...messagesIn(roots),
      ].map(({ id = '', $type }) =>
        noteOf(
          id,
          `Phần tử loại ${$type.replace('bpmn:', '')} không có chỗ trong định nghĩa nên bị bỏ qua.`,
          `${$type.replace('bpmn:', '')} has no place in a definition and is left out.`,
        ),
      ),
    ],
  }
}

const noteOf = (element: string, vi: string, en: string): ImportNote => ({ element, text: { vi, en } })
const listOf = (element: Element, key: string) => (element[key] as readonly Element[] | undefined) ?? []
const messagesIn = (roots: readonly Element[]) =>
  roots.filter(({ $type }) => $type === 'bpmn:Collaboration').flatMap((one) => listOf(one, 'messageFlows'))

/** Node → name of its lane; a lane inside a lane wins over the one around it. */
function lanesIn(element: Element): ReadonlyMap<string, string> {
  const sets = [
    ...listOf(element, 'laneSets'),
    ...(element.childLaneSet ? [element.childLaneSet as Element] : []),
  ]
  return new Map(
    sets
      .flatMap((set) => listOf(set, 'lanes'))
      .flatMap((lane) => [
        ...listOf(lane, 'flowNodeRef').map(({ id = '' }) => [id, lane.name ?? ''] as const),
        ...lanesIn(lane),
      ]),
  )
}

function nodeOf(element: Element, lanes: ReadonlyMap<string, string>): GraphNode {
  const { $type: type, id = '', name = '' } = element
  const isTask = type.endsWith('Task')
  const otherwise = (element.default as Element | undefined)?.id
  return {
    id,
    type,
    name: name.replace(/\s+/g, ' ').trim(),
    kind: isTask ? 'task' : (kinds[type] ?? 'other'),
    documentation: listOf(element, 'documentation')
      .map(({ text }) => String(text ?? ''))
      .join(' '),
    lane: lanes.get(id) || undefined,
    otherwise,
    step: isTask ? ownStep(element) : undefined,
  }
}

/** The step that our own export put beside a task; anything else there is left alone. */
function ownStep(element: Element): Partial<Step> | undefined {
  const values = listOf((element.extensionElements as Element | undefined) ?? { $type: '' }, 'values')
  const own = values.find(({ $type }) => $type.endsWith(':step') && $type !== 'bpmn:step')
  if (!own || typeof own.json !== 'string') return undefined
  try {
    const step = JSON.parse(own.json) as Partial<Step>
    return typeof step === 'object' && step !== null ? step : undefined
  } catch {
    return undefined
  }
}

function flowOf(element: Element): GraphFlow[] {
  const { id = '' } = element
  const from = (element.sourceRef as Element | undefined)?.id
  const to = (element.targetRef as Element | undefined)?.id
  const condition = element.conditionExpression as
    | (Element & { readonly body?: string; readonly language?: string })
    | undefined
  if (!from || !to) return []
  const text = condition?.body?.trim()
  // A condition that names another language is not tried as ours, even where it could be read.
  const isForeign = condition?.language !== undefined && condition.language !== conditionLanguage
  return [
    { id, from, to, condition: text ? (isForeign ? `${condition?.language}: ${text}` : text) : undefined },
  ]
}
