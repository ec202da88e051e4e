/** Danh sách ghi bằng dòng chữ: choices and pairs typed one a line, read and shown again without loss. Pure. */

import { parseExpression } from '#kernel/expressions.ts'
import { slugify } from '#kernel/text.ts'
import type { JsonObject } from '#kernel/types.ts'

export type LineFault = { readonly fault: 'choices' | 'pairs' | 'expression'; readonly detail?: string }
export type ReadLines<T> = { readonly value: T } | LineFault

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** `dat = Đạt | Passed` for each; the English is left out where it says the same. */
export const choicesAsLines = (choices: readonly JsonObject[], key: 'key' | 'value'): string =>
  choices
    .map((one) => {
      const { vi = '', en = '' } = one.label as Record<string, string>
      return `${one[key]} = ${vi}${en === vi ? '' : ` | ${en}`}`
    })
    .join('\n')

/** `name = words`; the name is before the first sign of equality, unless a bar stands before it. */
function partsOf(line: string): { readonly named: string | undefined; readonly words: string } {
  const at = line.indexOf('=')
  const [named, words] = [line.slice(0, Math.max(0, at)), line.slice(at + 1).trim()]
  return named.trim() === '' || named.includes('|') || words === ''
    ? { named: undefined, words: line.trim() }
    : { named: named.trimEnd(), words }
}

/**
 * Choices from lines; without `=` the key is made of the words. What a choice had beside its label stays. From two to
 * `most`, each key once.
 */
export function choicesFromLines(
  text: string,
  key: 'key' | 'value',
  before: readonly JsonObject[],
  most: number,
): ReadLines<readonly JsonObject[]> {
  const choices = linesOf(text).map((line) => {
    const { named, words } = partsOf(line)
    const [vi = '', en = ''] = words.split('|').map((part) => part.trim())
    const name = named ?? slugify(vi).slice(0, 60)
    const old = before.find((one) => one[key] === name)
    return { ...old, [key]: name, label: { vi, en: en || vi } }
  })
  const names = new Set(choices.map((one) => one[key]))
  const pattern = key === 'key' ? /^[a-z0-9][a-z0-9-]*$/ : /^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/
  const isSound = choices.every((one) => pattern.test(String(one[key])) && one.label.vi !== '')
  if (!isSound || names.size !== choices.length || choices.length < 2 || choices.length > most)
    return { fault: 'choices' }
  return { value: choices }
}

/** `name = value` for each. */
export const pairsAsLines = (pairs: JsonObject): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')

/** Pairs from lines; where the values are expressions, each is read. */
export function pairsFromLines(text: string, areExpressions: boolean): ReadLines<JsonObject> {
  const pairs: Record<string, string> = {}
  for (const line of linesOf(text)) {
    const [, name, value] = /^([A-Za-z0-9_-]+)\s*=\s*(.+)$/.exec(line) ?? []
    if (!name || !value || Object.hasOwn(pairs, name)) return { fault: 'pairs', detail: line.slice(0, 80) }
    const parsed = areExpressions ? parseExpression(value) : undefined
    if (parsed && parsed.kind !== 'expression')
      return { fault: 'expression', detail: `${name}: ${parsed.message}` }
    pairs[name] = value
  }
  return { value: pairs }
}
