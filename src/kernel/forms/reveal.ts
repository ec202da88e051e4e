/**
 * Câu hỏi hiện ra theo câu trả lời: a condition as far as answers of its own page decide it, so that a browser can show the
 * question as soon as they do. What answers of other pages and the day say is put in beforehand. The server has the last word.
 */
import { type BinarySign, evaluate, expression, type Node } from '../expressions.ts'
import type { JsonObject, JsonValue } from '../types.ts'
import type { Answers, Field, FormFacts, SimpleField } from './definition.ts'

/** How the answer is read from the control of this name. */
export type ControlKind = 'text' | 'yesNo' | 'tick' | 'rare' | 'many' | 'number' | 'date'

const signs = ['and', 'or', '==', '!=', 'in', 'not in', '<', '<=', '>', '>='] as const
export type RevealSign = (typeof signs)[number]

/** Điều kiện hiện câu hỏi: a value, what a control holds, or a sign between two of these. */
export type Reveal =
  | { readonly v: JsonValue }
  | { readonly c: string; readonly k: ControlKind }
  | readonly ['not', Reveal]
  | readonly [RevealSign, Reveal, Reveal]

/** What a condition may read: everything known beforehand, and the questions of the page by key. */
export type RevealScope = {
  readonly answers: Answers
  readonly facts: FormFacts
  readonly fields: ReadonlyMap<string, Field>
  /** Inside an entry of a group: its questions, and what begins the names of their controls. */
  readonly entry?: { readonly fields: ReadonlyMap<string, SimpleField>; readonly prefix: string }
}

/** Thrown inside this file only: the browser cannot tell, the server will. */
class Unable extends Error {}

/** The condition for the browser; nothing where the page's own answers do not decide it or only the server can tell. */
export function revealOf(text: string, scope: RevealScope): Reveal | undefined {
  const { root } = expression(text)
  if (!readsPage(root, scope)) return undefined
  try {
    return compile(root, scope)
  } catch (thrown) {
    if (thrown instanceof Unable) return undefined
    throw thrown
  }
}

function compile(node: Node, scope: RevealScope): Reveal {
  if (!readsPage(node, scope)) return { v: valueBeforehand(node, scope) }
  if (node.type === 'name') return controlOf(node.path, scope)
  if (node.type === 'not') return ['not', compile(node.of, scope)]
  if (node.type === 'binary' && isSign(node.sign))
    return [node.sign, compile(node.left, scope), compile(node.right, scope)]
  throw new Unable()
}

const isSign = (sign: BinarySign): sign is RevealSign => (signs as readonly string[]).includes(sign)

function valueBeforehand(root: Node, { answers, facts }: RevealScope): JsonValue {
  const { today = null, applicant = null } = facts
  const scope: JsonObject = { answers, today, applicant, item: null }
  return evaluate({ kind: 'expression', text: '', root, names: [] }, scope)
}

function readsPage(node: Node, scope: RevealScope): boolean {
  switch (node.type) {
    case 'name':
      return fieldNamed(node.path, scope) !== undefined
    case 'list':
      return node.items.some((item) => readsPage(item, scope))
    case 'negate':
    case 'not':
      return readsPage(node.of, scope)
    case 'binary':
      return readsPage(node.left, scope) || readsPage(node.right, scope)
    case 'if':
      return [node.condition, node.chosen, node.otherwise].some((one) => readsPage(one, scope))
    case 'call':
      return node.values.some((one) => readsPage(one, scope))
    default:
      return false
  }
}

function fieldNamed([root, key = '']: readonly string[], { fields, entry }: RevealScope) {
  if (root === 'item') return entry?.fields.get(key)
  return root === 'answers' ? fields.get(key) : undefined
}

const readAs: Partial<Record<Field['kind'], ControlKind>> = {
  text: 'text',
  fullName: 'text',
  identityNumber: 'text',
  taxCode: 'text',
  choice: 'text',
  country: 'text',
  ethnicity: 'text',
  unit: 'text',
  yesNo: 'yesNo',
  declaration: 'tick',
  choices: 'many',
  number: 'number',
  money: 'number',
  date: 'date',
}

function controlOf(path: readonly string[], scope: RevealScope): Reveal {
  const [root, key = '', part] = path
  const field = fieldNamed(path, scope)
  if (!field) throw new Unable()
  const name = root === 'item' ? `${scope.entry?.prefix ?? ''}${key}` : key
  if (field.kind === 'address' && part !== undefined) return { c: `${name}.${part}`, k: 'text' }
  const kind = field.kind === 'yesNo' && field.rare === true ? 'rare' : readAs[field.kind]
  if (kind === undefined || part !== undefined) throw new Unable()
  return { c: name, k: kind }
}
