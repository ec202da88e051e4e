/** Nội dung kết quả: prefilled from the answers, mended by the officer, printed by the template. Pure. */

import { type Answers, type FormDefinition, type FormLookups, summarise } from '#kernel/forms.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'

/** One line of the paper. `key` is a path in the answers (`kites.0.name`) or in the whole input (`answers.child.x`). */
export type ContentRow = { readonly key: string; readonly label: string; readonly value: string }

export type ResultContent = {
  /** Tên loại văn bản; only the common template asks for it. */
  readonly documentKind: string
  /** Trích yếu. */
  readonly title: string
  /** Căn cứ and paragraphs, one on each line. */
  readonly legal: string
  readonly paragraphs: string
  readonly rows: readonly ContentRow[]
}

export const commonTemplate = 'generic-result'
export const documentKinds = [
  'Giấy xác nhận',
  'Giấy phép',
  'Giấy chứng nhận',
  'Quyết định',
  'Thông báo',
] as const
export const textLengthMax = 4000

type PrefillFacts = {
  readonly kind: 'grant' | 'refusal'
  readonly procedure: Pick<ProcedureDefinition, 'name' | 'result' | 'legalBasis' | 'form'>
  readonly answers: Answers
  readonly lookups: FormLookups
  /** Source of the template that will print it. */
  readonly template: string
  readonly isCommonTemplate: boolean
}

/** Dự thảo điền sẵn: what the paper would say if the officer changed nothing. */
export function prefilled(facts: PrefillFacts): ResultContent {
  const { kind, procedure, answers, lookups, template, isCommonTemplate } = facts
  const { name, result, legalBasis, form } = procedure
  const legal = legalBasis.map(legalGround).join('\n')
  if (kind === 'refusal')
    return {
      documentKind: 'Thông báo',
      title: `Về việc từ chối giải quyết hồ sơ “${name}”`,
      legal,
      paragraphs: '',
      rows: [],
    }
  const rows = rowsOf(form, answers, lookups).filter(
    ({ key }) => !isCommonTemplate || !aboutTheErrand.has(key),
  )
  return {
    documentKind: documentKinds.find((one) => result.name.vi.startsWith(one)) ?? 'Giấy xác nhận',
    title: result.name.vi,
    legal,
    paragraphs: '',
    rows: [...rows, ...missingRows(template, rows)],
  }
}

/** What a generated form asks in order to reach the person and hand the result over; no paper repeats it. */
const aboutTheErrand: ReadonlySet<string> = new Set([
  'applicantKind',
  'phone',
  'email',
  'onBehalf',
  'authorisedName',
  'authorisedIdentityNumber',
  'authorisedPhone',
  'request',
  'resultBy',
  'postAddress',
])

const textKinds: readonly (readonly [sign: RegExp, name: string])[] = [
  [/TTLT/, 'Thông tư liên tịch'],
  [/TT-/, 'Thông tư'],
  [/NĐ-CP/, 'Nghị định'],
  [/NQ-/, 'Nghị quyết'],
  [/QĐ-/, 'Quyết định'],
  [/PL-UBTVQH/, 'Pháp lệnh'],
  [/UBTVQH/, 'Nghị quyết'],
  [/QH\d+$/, 'Luật'],
]

/** Căn cứ, from the sign of a legal text: `07/2025/NĐ-CP` → `Căn cứ Nghị định số 07/2025/NĐ-CP`; a named text as it is. */
export function legalGround(text: string): string {
  if (/^căn cứ/i.test(text)) return text
  if (/\s/.test(text.trim())) return `Căn cứ ${text}`
  const kind = textKinds.find(([sign]) => sign.test(text))?.[1]
  return kind ? `Căn cứ ${kind} số ${text}` : `Căn cứ văn bản số ${text}`
}

/** Answers as texts ready to print; consents and files stay in the dossier. */
function rowsOf(form: FormDefinition, answers: Answers, lookups: FormLookups): ContentRow[] {
  const kinds = new Map(
    form.pages.flatMap(({ fields }) => fields.map(({ key, kind }) => [key, kind] as const)),
  )
  return summarise(form, answers, 'vi', lookups).flatMap(({ field, label, value }) => {
    const kind = kinds.get(field.split('.')[0] ?? '')
    if (kind === 'declaration' || kind === 'file') return []
    return [{ key: field, label, value: valueAt(answers, field.split('.')) === undefined ? '' : value }]
  })
}

function valueAt(value: JsonValue | undefined, [key, ...rest]: readonly string[]): JsonValue | undefined {
  if (key === undefined) return value
  if (value === null || typeof value !== 'object') return undefined
  return valueAt((value as { readonly [name: string]: JsonValue })[key], rest)
}

const lineOf = /(?:line-of|numbered-line)\(\s*"([^"]+)"\s*,((?:\s*"[\w.]+"\s*,?)+)/g
const officersOwn = /^(answers|registration|certification|old|new|council|paper)\./

/** What a template prints and no answer gives, such as a number that the officer allots: asked by the template's label. */
export function missingRows(template: string, rows: readonly ContentRow[]): ContentRow[] {
  const known = new Set(rows.map(({ key }) => key))
  const missing = new Map<string, ContentRow>()
  for (const [, label = '', list = ''] of template.matchAll(lineOf)) {
    const paths = [...list.matchAll(/"([\w.]+)"/g)].map(([, path = '']) => path)
    const [key] = paths
    if (!key || !paths.every((path) => officersOwn.test(path))) continue
    if (paths.some((path) => answersUnder(path).some((name) => known.has(name)))) continue
    missing.set(key, { key, label, value: '' })
  }
  return [...missing.values()]
}

/** A template's path as it may stand in a form: `answers.child.name` is also asked as `childName`. */
function answersUnder(path: string): readonly string[] {
  const [root, first = '', ...rest] = path.split('.')
  if (root !== 'answers') return []
  const flat = first + rest.map((key) => key.charAt(0).toUpperCase() + key.slice(1)).join('')
  return [[first, ...rest].join('.'), flat]
}

type Tree = { [key: string]: JsonValue | Tree }

/** The content as the template reads it: answers by path, lines as `rows`, texts as lists of lines. */
export function inputsOf(content: ResultContent): JsonObject {
  const tree: Tree = { answers: {} }
  for (const { key, value } of content.rows) {
    const path = officersOwn.test(key) ? key.split('.') : ['answers', ...key.split('.')]
    setAt(tree, path, value)
  }
  return {
    ...(asLists(tree) as JsonObject),
    rows: content.rows.filter(({ value }) => value !== '').map(({ label, value }) => ({ label, value })),
    legal: linesOf(content.legal),
    content: linesOf(content.paragraphs),
  }
}

function setAt(tree: Tree, [key = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[key] = value
    return
  }
  const below = tree[key]
  const branch: Tree = typeof below === 'object' && below !== null ? (below as Tree) : {}
  tree[key] = branch
  setAt(branch, rest, value)
}

/** Branches whose keys are 0, 1, 2 … become lists, which templates walk through. */
function asLists(value: JsonValue | Tree): JsonValue {
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, asLists(inner as JsonValue | Tree)] as const,
  )
  if (entries.length > 0 && entries.every(([key], index) => key === String(index)))
    return entries.map(([, inner]) => inner)
  return Object.fromEntries(entries)
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/;$/, ''))
    .filter((line) => line !== '')

export type Change = {
  readonly key: string
  readonly label: string
  readonly before: string
  readonly after: string
}

/** Chỗ đã sửa so với tờ khai: every line that differs from what was filled in beforehand. */
export function changesIn(before: ResultContent, after: ResultContent): Change[] {
  const texts = (content: ResultContent): ContentRow[] => [
    { key: 'documentKind', label: 'Loại văn bản', value: content.documentKind },
    { key: 'title', label: 'Trích yếu', value: content.title },
    { key: 'legal', label: 'Căn cứ', value: content.legal },
    { key: 'paragraphs', label: 'Nội dung', value: content.paragraphs },
    ...content.rows,
  ]
  const old = new Map(texts(before).map(({ key, value }) => [key, value]))
  return texts(after).flatMap(({ key, label, value }) => {
    const was = old.get(key) ?? ''
    return was === value ? [] : [{ key, label, before: was, after: value }]
  })
}

export type Word = { readonly text: string; readonly is: 'kept' | 'removed' | 'added' }
const comparedWordsMax = 400

/** Từng chữ đã sửa, as runs that stayed, went or came. Long texts are shown as a whole before and after. */
export function wordsChanged(before: string, after: string): Word[] {
  const [old, now] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)]
  if (before === '' || after === '' || old.length > comparedWordsMax || now.length > comparedWordsMax)
    return merged([
      { text: before, is: 'removed' },
      { text: after, is: 'added' },
    ])
  const common = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      (common[i] ?? [])[j] = same(old[i], now[j])
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1))
  const words: Word[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && same(old[i], now[j])) {
      words.push({ text: now[j] ?? '', is: 'kept' })
      i += 1
      j += 1
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      words.push({ text: old[i] ?? '', is: 'removed' })
      i += 1
    } else {
      words.push({ text: now[j] ?? '', is: 'added' })
      j += 1
    }
  }
  return merged(words)
}

const same = (one: string | undefined, other: string | undefined) => one?.trim() === other?.trim()

function merged(words: readonly Word[]): Word[] {
  const runs: Word[] = []
  for (const word of words) {
    const last = runs.at(-1)
    if (word.text === '') continue
    if (last?.is === word.is) runs[runs.length - 1] = { is: word.is, text: last.text + word.text }
    else runs.push(word)
  }
  return runs
}
