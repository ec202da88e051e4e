import { assertNever, type JsonObject, type JsonValue } from '../types.ts'
import { exact, functionNamed, textLengthMax } from './functions.ts'
import type { BinarySign, Node } from './parse.ts'

/** Steps one evaluation may take; a rule of a province takes dozens. */
const stepsMax = 20_000

class TooManySteps extends Error {}
type Run = { scope: JsonObject; steps: number }

/** The value of a tree in a scope. Always ends, never throws; what has no value is `null`. */
export function evaluateNode(node: Node, scope: JsonObject): JsonValue {
  try {
    return valueOf(node, { scope, steps: 0 })
  } catch (thrown) {
    if (thrown instanceof TooManySteps) return null
    throw thrown
  }
}

function spend(run: Run, steps: number): void {
  run.steps += steps
  if (run.steps > stepsMax) throw new TooManySteps()
}

function valueOf(node: Node, run: Run): JsonValue {
  spend(run, 1)
  switch (node.type) {
    case 'literal':
      return node.value
    case 'name':
      return read(run.scope, node.path, run)
    case 'list':
      return node.items.map((item) => valueOf(item, run))
    case 'not':
      return valueOf(node.of, run) !== true
    case 'negate': {
      const value = valueOf(node.of, run)
      return typeof value === 'number' ? exact(-value) : null
    }
    case 'if':
      return valueOf(valueOf(node.condition, run) === true ? node.chosen : node.otherwise, run)
    case 'call': {
      const values = node.values.map((value) => valueOf(value, run))
      for (const value of values) if (Array.isArray(value)) spend(run, value.length)
      return functionNamed(node.name)?.call(...values) ?? null
    }
    case 'binary':
      return binary(node.sign, node.left, node.right, run)
    default:
      return assertNever(node)
  }
}

/** Follows a path through own properties only. A list on the way gives the list of what its entries hold. */
function read(value: JsonValue, path: readonly string[], run: Run): JsonValue {
  const [first, ...rest] = path
  if (first === undefined) return value
  spend(run, 1)
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((entry) =>
      Array.isArray(entry) ? null : read(entry, path, run),
    )
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return null
  return read((value as JsonObject)[first] ?? null, rest, run)
}

function binary(sign: BinarySign, leftNode: Node, rightNode: Node, run: Run): JsonValue {
  const left = valueOf(leftNode, run)
  if (sign === 'and') return left === true && valueOf(rightNode, run) === true
  if (sign === 'or') return left === true || valueOf(rightNode, run) === true
  const right = valueOf(rightNode, run)
  switch (sign) {
    case '==':
      return same(left, right, run)
    case '!=':
      return !same(left, right, run)
    case 'in':
      return isIn(left, right, run)
    case 'not in':
      return !isIn(left, right, run)
    case '<':
      return ordered(left, right, (order) => order < 0)
    case '<=':
      return ordered(left, right, (order) => order <= 0)
    case '>':
      return ordered(left, right, (order) => order > 0)
    case '>=':
      return ordered(left, right, (order) => order >= 0)
    default:
      return arithmetic(sign, left, right)
  }
}

function same(left: JsonValue, right: JsonValue, run: Run): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right
  spend(run, left.length)
  return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null, run))
}

function isIn(value: JsonValue, list: JsonValue, run: Run): boolean {
  if (!Array.isArray(list)) return false
  spend(run, list.length)
  return (list as readonly JsonValue[]).some((item) => same(item, value, run))
}

/** Two numbers, or two texts (days are texts that sort by themselves). Anything else has no order. */
function ordered(left: JsonValue, right: JsonValue, holds: (order: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right)
  if (typeof left === 'string' && typeof right === 'string') {
    return holds(left === right ? 0 : left < right ? -1 : 1)
  }
  return false
}

function arithmetic(sign: '+' | '-' | '*' | '/' | '%', left: JsonValue, right: JsonValue): JsonValue {
  if (typeof left === 'number' && typeof right === 'number') {
    switch (sign) {
      case '+':
        return exact(left + right)
      case '-':
        return exact(left - right)
      case '*':
        return exact(left * right)
      case '/':
        return exact(left / right)
      case '%':
        return exact(left % right)
      default:
        return assertNever(sign)
    }
  }
  const isText = sign === '+' && typeof left === 'string' && typeof right === 'string'
  return isText && left.length + right.length <= textLengthMax ? left + right : null
}
