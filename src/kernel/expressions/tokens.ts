/** What an expression is made of, and where. `position` counts characters from 0. */
export type Token = {
  type: 'number' | 'text' | 'name' | 'sign' | 'end'
  text: string
  position: number
}

/** Text that is no expression: where it goes wrong, and what to do, for whoever writes a pack. */
export type ExpressionError = { kind: 'error'; position: number; message: string }

export function expressionError(position: number, message: string): ExpressionError {
  return { kind: 'error', position, message }
}

const shapes = [
  { type: 'number', shape: /\d[\d_]*(?:\.\d+)?/y },
  { type: 'text', shape: /'(?:[^']|'')*'/y },
  { type: 'name', shape: /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y },
  { type: 'sign', shape: /==|!=|<=|>=|[<>+\-*/%(),[\]]/y },
] as const

/** Cuts text into tokens; the last one is always `end`. */
export function tokensOf(text: string): Token[] | ExpressionError {
  const tokens: Token[] = []
  let position = 0
  while (position < text.length) {
    if (/\s/.test(text.charAt(position))) {
      position += 1
      continue
    }
    const token = tokenAt(text, position)
    if (!token) return expressionError(position, strangeCharacter(text, position))
    tokens.push(token)
    position += token.text.length
  }
  tokens.push({ type: 'end', text: '', position })
  return tokens
}

function tokenAt(text: string, position: number): Token | undefined {
  for (const { type, shape } of shapes) {
    shape.lastIndex = position
    const found = shape.exec(text)
    if (found) return { type, text: found[0], position }
  }
  return undefined
}

function strangeCharacter(text: string, position: number): string {
  const character = text.charAt(position)
  if (character === "'") return "Chuỗi chữ chưa được đóng. Thêm dấu nháy đơn (') ở cuối chuỗi."
  if (character === '"') return "Viết chuỗi chữ trong dấu nháy đơn, ví dụ 'citizen'."
  if (character === '=') return 'Dùng == để so sánh bằng.'
  return `Không hiểu ký tự "${character}". Xóa hoặc thay ký tự này.`
}
