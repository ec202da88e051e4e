/**
 * The one expression language of conditions, fees, routing and limits. It is total: every expression that can be
 * read has a value in every scope, missing names are `null`, and nothing loops, assigns or reaches outside its scope.
 *
 *   values      2000, 0.5, 200_000, 'chữ' (a quote is doubled: ''), true, false, null, [1, 2]
 *   names       answers.kites, applicant.address.commune; a name through a list gives a list
 *   signs       or; and; not; == != < <= > >= in, not in; + -; * / %; - ; ( )
 *   functions   if(condition, then, otherwise), and those of expressions/functions.ts
 *
 * `min` and `max` with a missing value are `null`, so that a fee is never computed from half of its figures; `sum` and
 * `count` of nothing are 0, and entries of a list that hold nothing are left out.
 * Only `true` counts as true. Order exists between two numbers or two texts; arithmetic with anything missing is
 * `null`. Numbers keep 15 digits (0.1 + 0.2 == 0.3); beyond 2^53 and for division by zero the value is `null`.
 */
import { evaluateNode } from './expressions/evaluate.ts'
import { type BinarySign, type Node, parse } from './expressions/parse.ts'
import type { ExpressionError } from './expressions/tokens.ts'
import { assertNever, type JsonObject, type JsonValue } from './types.ts'

export type { ExpressionError } from './expressions/tokens.ts'
export type { BinarySign, Node }

/** Text that was read once. */
export type Expression = {
  readonly kind: 'expression'
  readonly text: string
  readonly root: Node
  /** Every name it reads, once each, in order of appearance. */
  readonly names: readonly string[]
}

const cacheMax = 5000
const cache = new Map<string, Expression | ExpressionError>()

/** Biểu thức. Reads text; an error holds the position (from 0) and a Vietnamese sentence. Results are remembered. */
export function parseExpression(text: string): Expression | ExpressionError {
  const known = cache.get(text)
  if (known) return known
  const root = parse(text)
  const result = 'kind' in root ? root : ({ kind: 'expression', text, root, names: namesIn(root) } as const)
  if (cache.size >= cacheMax) cache.clear()
  cache.set(text, result)
  return result
}

/** As `parseExpression`, for text that was checked before. Throws where it cannot be read. */
export function expression(text: string): Expression {
  const result = parseExpression(text)
  if (result.kind === 'expression') return result
  throw new Error(`Biểu thức "${text}", vị trí ${result.position + 1}: ${result.message}`)
}

/** The value in a scope. Never throws; what cannot be computed is `null`. */
export function evaluate(expression: Expression, scope: JsonObject): JsonValue {
  return evaluateNode(expression.root, scope)
}

/** Whether a condition holds: its value is `true`, not merely something. */
export function holds(text: string, scope: JsonObject): boolean {
  return evaluate(expression(text), scope) === true
}

function namesIn(root: Node): readonly string[] {
  const names = nodesOf(root).flatMap((node) => (node.type === 'name' ? [node.path.join('.')] : []))
  return [...new Set(names)]
}

/** Names that are compared with fixed values (`==`, `!=`, `in`), so that a misspelt value can be found beforehand. */
export function comparisonsIn(expression: Expression): { name: string; values: JsonValue[] }[] {
  return nodesOf(expression.root).flatMap((node) => {
    if (node.type !== 'binary' || !['==', '!=', 'in', 'not in'].includes(node.sign)) return []
    const sides = [node.left, node.right]
    const name = sides.find((side) => side.type === 'name')
    const values = sides.flatMap((side) => (side.type === 'list' ? side.items : [side]))
    const fixed = values.flatMap((value) => (value.type === 'literal' ? [value.value] : []))
    return name?.type === 'name' && fixed.length > 0 ? [{ name: name.path.join('.'), values: fixed }] : []
  })
}

/** A node and everything below it, from left to right. */
function nodesOf(node: Node): Node[] {
  switch (node.type) {
    case 'literal':
    case 'name':
      return [node]
    case 'list':
      return [node, ...node.items.flatMap(nodesOf)]
    case 'not':
    case 'negate':
      return [node, ...nodesOf(node.of)]
    case 'binary':
      return [node, ...nodesOf(node.left), ...nodesOf(node.right)]
    case 'if':
      return [node, ...[node.condition, node.chosen, node.otherwise].flatMap(nodesOf)]
    case 'call':
      return [node, ...node.values.flatMap(nodesOf)]
    default:
      return assertNever(node)
  }
}
