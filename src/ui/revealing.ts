/** Runs in the browser: what the controls of a form answer to a condition that its page came with (`kernel/forms/reveal.ts`). */
import type { ControlKind, Reveal } from '#kernel/forms.ts'
import type { JsonValue } from '#kernel/types.ts'

/** What a control is set to: the values under its name, empty where nothing is chosen. */
export type ReadControl = (name: string) => readonly string[]

/** Whether the question is asked. Only `true` counts, as on the server. */
export const isRevealed = (reveal: Reveal, read: ReadControl): boolean => valueOf(reveal, read) === true

function valueOf(reveal: Reveal, read: ReadControl): JsonValue {
  if ('v' in reveal) return reveal.v
  if ('c' in reveal) return answerOf(reveal.c, reveal.k, read)
  if (reveal[0] === 'not') return valueOf(reveal[1], read) !== true
  const [sign, first, second] = reveal
  const left = valueOf(first, read)
  if (sign === 'and') return left === true && valueOf(second, read) === true
  if (sign === 'or') return left === true || valueOf(second, read) === true
  const right = valueOf(second, read)
  switch (sign) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case 'in':
      return Array.isArray(right) && right.includes(left)
    case 'not in':
      return !(Array.isArray(right) && right.includes(left))
    default:
      return isOrdered(sign, left, right)
  }
}

function isOrdered(sign: '<' | '<=' | '>' | '>=', left: JsonValue, right: JsonValue): boolean {
  const isComparable =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string')
  if (!isComparable || left === null || right === null) return false
  if (left === right) return sign.endsWith('=')
  return sign.startsWith('<') === left < right
}

/** As the server reads it; what it would not take is nothing. */
function answerOf(name: string, kind: ControlKind, read: ReadControl): JsonValue {
  const [first = ''] = read(name)
  const text = first.trim()
  switch (kind) {
    case 'many':
      return read(name).length > 0 ? [...read(name)] : null
    case 'rare':
      return text === 'yes'
    case 'tick':
      return text === 'yes' ? true : null
    case 'yesNo':
      return text === '' ? null : text === 'yes'
    case 'number':
      return numberOf(text)
    case 'date':
      return dayOf(name, read)
    default:
      return text === '' ? null : text
  }
}

/** Written as here: dots between thousands, a comma before decimals. */
function numberOf(text: string): number | null {
  const plain = text.replace(/[.\s]/g, '').replace(',', '.')
  return plain === '' || Number.isNaN(Number(plain)) ? null : Number(plain)
}

function dayOf(name: string, read: ReadControl): string | null {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(
    (part) => read(`${name}.${part}`)[0]?.trim() ?? '',
  )
  const isWhole = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year)
  return isWhole ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}
