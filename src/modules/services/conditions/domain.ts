/** Điều kiện bằng lời: an expression of the one language as a person would say it, with the words of the form. Pure. */

import { type Expression, parseExpression } from '#kernel/expressions.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { outcomeName, type Step } from '#kernel/packs.ts'
import { formatDate, formatNumber, type Language } from '#kernel/text.ts'
import { assertNever, parseCalendarDate } from '#kernel/types.ts'

type Node = Expression['root']
type Words = { readonly vi: string; readonly en: string }
type Named = { readonly label: string; readonly options: ReadonlyMap<string, string> }
type Speech = { readonly form: FormDefinition; readonly language: Language; readonly steps: readonly Step[] }

/** What an expression may read besides answers, as an officer calls it. */
const situation: Readonly<Record<string, Words & { readonly options?: Readonly<Record<string, Words>> }>> = {
  channel: {
    vi: 'cách nộp',
    en: 'the channel',
    options: {
      direct: { vi: 'trực tiếp', en: 'at the desk' },
      online: { vi: 'trực tuyến', en: 'online' },
      post: { vi: 'qua bưu chính', en: 'by post' },
    },
  },
  today: { vi: 'ngày nộp', en: 'the day of filing' },
  'applicant.kind': {
    vi: 'người nộp',
    en: 'the applicant',
    options: {
      citizen: { vi: 'cá nhân', en: 'a person' },
      enterprise: { vi: 'doanh nghiệp, tổ chức', en: 'an enterprise or organisation' },
      household: { vi: 'hộ kinh doanh', en: 'a household business' },
    },
  },
}

/** The condition in words; text that cannot be read is given back as it stands. */
export function inWords(
  text: string,
  form: FormDefinition,
  language: Language,
  steps: readonly Step[] = [],
): string {
  const parsed = parseExpression(text)
  return parsed.kind === 'expression' ? say(parsed.root, { form, language, steps }) : text
}

type Sign = Extract<Node, { type: 'binary' }>['sign']

const signs: Readonly<Record<Sign, Words>> = {
  or: { vi: 'hoặc', en: 'or' },
  and: { vi: 'và', en: 'and' },
  in: { vi: 'là một trong', en: 'is one of' },
  'not in': { vi: 'không thuộc', en: 'is none of' },
  '==': { vi: 'là', en: 'is' },
  '!=': { vi: 'không phải', en: 'is not' },
  '<': { vi: 'dưới', en: 'is below' },
  '<=': { vi: 'không quá', en: 'is at most' },
  '>': { vi: 'trên', en: 'is above' },
  '>=': { vi: 'từ', en: 'is at least' },
  '+': { vi: '+', en: '+' },
  '-': { vi: '−', en: '−' },
  '*': { vi: '×', en: '×' },
  '/': { vi: ':', en: '/' },
  '%': { vi: 'chia lấy dư', en: 'modulo' },
}

function say(node: Node, speech: Speech, about?: Named): string {
  const { language } = speech
  switch (node.type) {
    case 'literal':
      return sayValue(node.value, language, about)
    case 'name':
      return nameOf(node.path, speech).label
    case 'list':
      return node.items.map((item) => say(item, speech, about)).join(', ')
    case 'negate':
      return `−${say(node.of, speech)}`
    case 'not':
      return language === 'vi'
        ? `không đúng là (${say(node.of, speech)})`
        : `it is not so that (${say(node.of, speech)})`
    case 'if':
      return sayIf(node, speech)
    case 'call':
      return sayCall(node, speech)
    case 'binary':
      return sayBinary(node, speech)
    default:
      return assertNever(node)
  }
}

function sayValue(value: unknown, language: Language, about: Named | undefined): string {
  if (typeof value === 'boolean') return language === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no'
  if (typeof value === 'number') return formatNumber(value, language)
  if (value === null) return language === 'vi' ? 'bỏ trống' : 'empty'
  const text = String(value)
  const day = parseCalendarDate(text)
  if (day) return formatDate(day)
  const option = about?.options.get(text)
  return option ?? `“${text}”`
}

function sayBinary({ sign, left, right }: Extract<Node, { type: 'binary' }>, speech: Speech): string {
  const { language } = speech
  const about = namedIn(left, speech) ?? namedIn(right, speech)
  // `'x' in answers.list` is said the other way round: the list has x.
  if ((sign === 'in' || sign === 'not in') && right.type !== 'list') {
    const has = language === 'vi' ? (sign === 'in' ? 'có' : 'không có') : sign === 'in' ? 'has' : 'lacks'
    return `${say(right, speech)} ${has} ${say(left, speech, about)}`
  }
  if (sign === '==' && right.type === 'literal' && typeof right.value === 'boolean')
    return `${say(left, speech)}: ${say(right, speech)}`
  const [a, b] = [say(left, speech, about), say(right, speech, about)]
  const tail = sign === '>=' && language === 'vi' ? ' trở lên' : ''
  return `${bracketed(a, left, sign)} ${signs[sign][language]} ${bracketed(b, right, sign)}${tail}`
}

/** Or inside and needs brackets, or the words would say something else. */
function bracketed(text: string, node: Node, outer: Sign): string {
  return outer === 'and' && node.type === 'binary' && node.sign === 'or' ? `(${text})` : text
}

function sayIf({ condition, chosen, otherwise }: Extract<Node, { type: 'if' }>, speech: Speech): string {
  const [c, a, b] = [say(condition, speech), say(chosen, speech), say(otherwise, speech)]
  return speech.language === 'vi' ? `${a} nếu ${c}, còn lại ${b}` : `${a} if ${c}, otherwise ${b}`
}

type Phrase = (values: readonly string[]) => string
const calls: Readonly<Record<string, { readonly vi: Phrase; readonly en: Phrase }>> = {
  max: {
    vi: (values) => `${values.join(', ')} lớn nhất`,
    en: (values) => `the largest of ${values.join(', ')}`,
  },
  min: {
    vi: (values) => `${values.join(', ')} nhỏ nhất`,
    en: (values) => `the smallest of ${values.join(', ')}`,
  },
  sum: { vi: (values) => `tổng ${values.join(', ')}`, en: (values) => `the sum of ${values.join(', ')}` },
  count: { vi: ([list]) => `số ${list}`, en: ([list]) => `the number of ${list}` },
  len: { vi: ([list]) => `độ dài ${list}`, en: ([list]) => `the length of ${list}` },
  exists: { vi: ([value]) => `có ${value}`, en: ([value]) => `${value} is given` },
  year: { vi: ([day]) => `năm của ${day}`, en: ([day]) => `the year of ${day}` },
  years: { vi: ([a, b]) => `số năm từ ${a} đến ${b}`, en: ([a, b]) => `years from ${a} to ${b}` },
  months: { vi: ([a, b]) => `số tháng từ ${a} đến ${b}`, en: ([a, b]) => `months from ${a} to ${b}` },
  days: { vi: ([a, b]) => `số ngày từ ${a} đến ${b}`, en: ([a, b]) => `days from ${a} to ${b}` },
}

function sayCall({ name, values }: Extract<Node, { type: 'call' }>, speech: Speech): string {
  const said = values.map((value) => say(value, speech))
  return calls[name]?.[speech.language](said) ?? `${name}(${said.join('; ')})`
}

function namedIn(node: Node, speech: Speech): Named | undefined {
  return node.type === 'name' ? nameOf(node.path, speech) : undefined
}

const none: ReadonlyMap<string, string> = new Map()

function nameOf(path: readonly string[], speech: Speech): Named {
  const { form, language } = speech
  const [root, key, inner] = path
  if (root === 'outcomes') return outcomeOf(key ?? '', speech)
  if (root !== 'answers') {
    const known = situation[path.join('.')]
    const options = Object.entries(known?.options ?? {}).map(
      ([value, words]) => [value, words[language]] as const,
    )
    return { label: known?.[language] ?? path.join('.'), options: new Map(options) }
  }
  const field = form.pages.flatMap(({ fields }) => fields).find((one) => one.key === key)
  if (!field) return { label: path.join('.'), options: none }
  const own = field.kind === 'group' && inner ? field.fields.find((one) => one.key === inner) : field
  const chosen = own ?? field
  const options =
    'options' in chosen
      ? new Map(chosen.options.map(({ value, label }) => [value, `“${label[language]}”`] as const))
      : none
  return { label: lowerFirst((chosen.noun ?? chosen.label)[language].replace(/\?$/, '')), options }
}

/** What came of an earlier step. */
function outcomeOf(name: string, { steps, language }: Speech): Named {
  const step = steps.find(({ key }) => outcomeName(key) === name)
  const said = step ? step.name[language] : name.replaceAll('_', ' ')
  const options = (step?.outcomes ?? []).map(({ key, label }) => [key, `“${label[language]}”`] as const)
  const label = language === 'vi' ? `kết luận của bước “${said}”` : `the outcome of “${said}”`
  return { label, options: new Map(options) }
}

/** A label inside a sentence begins small, unless its first word is all capitals (an abbreviation). */
function lowerFirst(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}
