import type { JsonValue } from '../types.ts'
import { functionNamed, functionNames } from './functions.ts'
import { type ExpressionError, expressionError, type Token, tokensOf } from './tokens.ts'

export type BinarySign = keyof typeof strength
export type Node =
  | { type: 'literal'; value: JsonValue }
  | { type: 'name'; path: readonly string[] }
  | { type: 'list'; items: readonly Node[] }
  | { type: 'negate' | 'not'; of: Node }
  | { type: 'binary'; sign: BinarySign; left: Node; right: Node }
  | { type: 'if'; condition: Node; chosen: Node; otherwise: Node }
  | { type: 'call'; name: string; values: readonly Node[] }

export const expressionLengthMax = 2000
const depthMax = 40
const itemsMax = 200

/** How strongly a sign binds; all of them read from left to right. */
const strength = {
  or: 1,
  and: 2,
  in: 4,
  'not in': 4,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
} as const
const strengthOfNot = 3
const comparison = 4
const constants: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null }
const words = new Set(['and', 'or', 'not', 'in', 'if'])

/** Thrown inside the parser only; `parse` turns it into a value. */
class Stop extends Error {
  readonly reason: ExpressionError
  constructor(token: Token, message: string) {
    super(message)
    this.reason = expressionError(token.position, message)
  }
}

type Reader = { tokens: readonly Token[]; at: number; depth: number }

/** Reads an expression into a tree, or says where and why it cannot be read. */
export function parse(text: string): Node | ExpressionError {
  if (text.length > expressionLengthMax) {
    return expressionError(
      expressionLengthMax,
      `Biểu thức dài quá ${expressionLengthMax} ký tự. Viết ngắn lại hoặc tách ra.`,
    )
  }
  const tokens = tokensOf(text)
  if (!Array.isArray(tokens)) return tokens
  try {
    const reader: Reader = { tokens, at: 0, depth: 0 }
    const node = readBinary(reader, 0)
    const rest = peek(reader)
    if (rest.type !== 'end') throw new Stop(rest, `Thừa "${rest.text}". Thêm phép toán ở trước hoặc xóa đi.`)
    return node
  } catch (thrown) {
    if (thrown instanceof Stop) return thrown.reason
    throw thrown
  }
}

function peek(reader: Reader, ahead = 0): Token {
  const last = reader.tokens.length - 1
  return reader.tokens[Math.min(reader.at + ahead, last)] as Token
}

function take(reader: Reader): Token {
  const token = peek(reader)
  reader.at += 1
  return token
}

function takes(reader: Reader, text: string): boolean {
  const token = peek(reader)
  if (token.text !== text || token.type === 'text') return false
  reader.at += 1
  return true
}

function expect(reader: Reader, text: string): void {
  if (takes(reader, text)) return
  const token = peek(reader)
  throw new Stop(token, `Thiếu dấu "${text}"${token.type === 'end' ? ' ở cuối' : ` trước "${token.text}"`}.`)
}

function signAt(reader: Reader): BinarySign | undefined {
  const token = peek(reader)
  if (token.type === 'name' && token.text === 'not') {
    return peek(reader, 1).type === 'name' && peek(reader, 1).text === 'in' ? 'not in' : undefined
  }
  if (token.type !== 'sign' && token.type !== 'name') return undefined
  return Object.hasOwn(strength, token.text) ? (token.text as BinarySign) : undefined
}

function readBinary(reader: Reader, above: number): Node {
  reader.depth += 1
  if (reader.depth > depthMax) throw new Stop(peek(reader), 'Biểu thức lồng nhau quá sâu. Tách ra cho ngắn.')
  let left = readUnary(reader)
  let sign = signAt(reader)
  while (sign && strength[sign] > above) {
    const bound = strength[sign]
    reader.at += sign === 'not in' ? 2 : 1
    left = { type: 'binary', sign, left, right: readBinary(reader, bound) }
    const next = signAt(reader)
    if (bound === comparison && next && strength[next] === comparison) {
      throw new Stop(peek(reader), 'Không so sánh nối tiếp như a < b < c. Dùng "and" giữa hai phép so sánh.')
    }
    sign = next
  }
  reader.depth -= 1
  return left
}

function readUnary(reader: Reader): Node {
  if (takes(reader, 'not')) return { type: 'not', of: readBinary(reader, strengthOfNot) }
  if (takes(reader, '-')) return { type: 'negate', of: readBinary(reader, strength['*']) }
  return readPrimary(reader)
}

function readPrimary(reader: Reader): Node {
  const token = take(reader)
  if (token.type === 'number') return { type: 'literal', value: numberOf(token) }
  if (token.type === 'text') return { type: 'literal', value: token.text.slice(1, -1).replaceAll("''", "'") }
  if (token.text === '(') {
    const node = readBinary(reader, 0)
    expect(reader, ')')
    return node
  }
  if (token.text === '[') return { type: 'list', items: readItems(reader, ']') }
  if (token.type === 'name') return readNamed(reader, token)
  if (token.type === 'end') {
    throw new Stop(token, 'Biểu thức dừng giữa chừng. Viết tiếp một giá trị, tên hoặc hàm.')
  }
  throw new Stop(token, `Cần một giá trị, tên hoặc hàm ở chỗ "${token.text}".`)
}

function numberOf(token: Token): number {
  const value = Number(token.text.replaceAll('_', ''))
  if (value > Number.MAX_SAFE_INTEGER) throw new Stop(token, 'Số quá lớn. Dùng số nhỏ hơn 9 triệu tỷ.')
  return value
}

function readItems(reader: Reader, close: ')' | ']'): Node[] {
  const items: Node[] = []
  if (takes(reader, close)) return items
  do {
    if (items.length >= itemsMax) throw new Stop(peek(reader), `Danh sách dài quá ${itemsMax} mục.`)
    items.push(readBinary(reader, 0))
  } while (takes(reader, ','))
  expect(reader, close)
  return items
}

function readNamed(reader: Reader, token: Token): Node {
  const isCall = peek(reader).text === '(' && peek(reader).type === 'sign'
  if (isCall) {
    reader.at += 1
    return callOf(token, readItems(reader, ')'))
  }
  if (Object.hasOwn(constants, token.text)) return { type: 'literal', value: constants[token.text] ?? null }
  if (words.has(token.text)) throw new Stop(token, `Cần một giá trị ở chỗ "${token.text}".`)
  return { type: 'name', path: token.text.split('.') }
}

function callOf(token: Token, values: Node[]): Node {
  if (token.text === 'if') {
    const [condition, chosen, otherwise] = values
    if (!condition || !chosen || !otherwise || values.length !== 3) {
      throw new Stop(token, 'Hàm if cần đúng ba phần: if(điều kiện, giá trị khi đúng, giá trị khi sai).')
    }
    return { type: 'if', condition, chosen, otherwise }
  }
  const known = functionNamed(token.text)
  if (!known) {
    throw new Stop(token, `Không có hàm "${token.text}". Các hàm dùng được: if, ${functionNames.join(', ')}.`)
  }
  if (values.length < known.min || values.length > known.max) {
    const wanted = known.min === known.max ? `${known.min}` : `từ ${known.min} đến ${known.max}`
    throw new Stop(token, `Hàm ${token.text} cần ${wanted} giá trị, đang có ${values.length}.`)
  }
  return { type: 'call', name: token.text, values }
}
