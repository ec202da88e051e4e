/** Checks of how the steps of a procedure follow one another: conditions that can come true, steps that stand together. */
import { comparisonsIn, evaluate, expression, parseExpression } from '../expressions.ts'
import type { JsonObject, JsonValue } from '../types.ts'
import { outcomeName, outcomesOfType, type Procedure, type Step } from './catalogue.ts'
import { channels } from './shapes.ts'

/** What a condition of a step may read. */
const roots = new Set(['answers', 'channel', 'today', 'outcomes'])

export function routingFaults({ steps }: Pick<Procedure, 'steps'>): { path: string; message: string }[] {
  return steps.flatMap((step, index) => {
    const says = (inside: string, message: string | undefined) =>
      message === undefined ? [] : [{ path: `/steps/${index}/${inside}`, message }]
    const isReadable = step.when !== undefined && parseExpression(step.when).kind === 'expression'
    const earlier = steps.slice(0, firstOfGroup(steps, index))
    const wrongName = isReadable ? wrongNameIn(step, steps, earlier) : undefined
    return [
      ...says('parallel', scattered(steps, index)),
      ...says('type', afterTheEnd(steps, index)),
      ...says('noticeDays', noticeProblem(step)),
      ...says('outcomes', consultProblem(step)),
      ...says('when', wrongName),
      ...(isReadable && !wrongName ? says('when', neverHolds(step, earlier)) : []),
    ]
  })
}

/** Where the steps begin that run side by side with this one. */
function firstOfGroup(steps: readonly Step[], index: number): number {
  const word = steps[index]?.parallel
  if (word === undefined) return index
  const before = steps.slice(0, index).findLastIndex(({ parallel }) => parallel !== word)
  return before + 1
}

function scattered(steps: readonly Step[], index: number): string | undefined {
  const word = steps[index]?.parallel
  if (word === undefined) return undefined
  const first = firstOfGroup(steps, index)
  const another = steps.slice(0, first).find(({ parallel }) => parallel === word)
  return (
    another &&
    `Các bước cùng “parallel”: “${word}” phải đứng liền nhau; bước ${another.key} đứng tách ra. Xếp lại hoặc đặt tên khác.`
  )
}

function noticeProblem({ type, noticeDays }: Step): string | undefined {
  if ((type === 'notice') === (noticeDays !== undefined)) return undefined
  return type === 'notice'
    ? 'Bước niêm yết phải nói rõ số ngày niêm yết (noticeDays).'
    : 'Chỉ bước niêm yết (notice) có noticeDays.'
}

/** How a consulted agency may answer is fixed. */
function consultProblem({ type, outcomes }: Step): string | undefined {
  if (type !== 'consult' || !outcomes) return undefined
  return 'Bước lấy ý kiến đã có sẵn các câu trả lời; bỏ outcomes.'
}

/** After the result is returned nothing follows but archiving. */
function afterTheEnd(steps: readonly Step[], index: number): string | undefined {
  const returned = steps.findIndex(({ type }) => type === 'return')
  if (returned < 0 || index <= returned || steps[index]?.type === 'archive') return undefined
  return 'Không bao giờ tới bước này: sau khi trả kết quả chỉ còn lưu trữ.'
}

function wrongNameIn(
  { when = '' }: Step,
  steps: readonly Step[],
  earlier: readonly Step[],
): string | undefined {
  const read = expression(when)
  const stepNamed = (name: string) => (one: Step) => outcomeName(one.key) === name
  for (const name of read.names) {
    const [root = '', key = ''] = name.split('.')
    if (!roots.has(root))
      return `Biểu thức “${when}” đọc ${name}; điều kiện của bước chỉ đọc answers, channel, today, outcomes.`
    if (root !== 'outcomes') continue
    if (!steps.some(stepNamed(key)))
      return `Biểu thức “${when}” đọc ${name}, nhưng không có bước nào tên như vậy.`
    if (!earlier.some(stepNamed(key)))
      return `Biểu thức “${when}” đọc ${name}, nhưng bước đó chưa xong khi bước này bắt đầu.`
  }
  for (const { name, values } of comparisonsIn(read)) {
    const [root, key = ''] = name.split('.')
    const step = root === 'outcomes' ? earlier.find(stepNamed(key)) : undefined
    const strange = step && values.find((value) => value !== null && !outcomesOf(step).includes(value))
    if (strange !== undefined)
      return `Bước ${step?.key} không có kết luận “${String(strange)}”; chỉ có: ${outcomesOf(step as Step).join(', ')}.`
  }
  return undefined
}

function outcomesOf({ type, outcomes }: Step): readonly JsonValue[] {
  return outcomes?.map(({ key }) => key) ?? outcomesOfType[type] ?? ['done']
}

/** Only where everything that it reads can be tried out: outcomes and the channel. */
function neverHolds({ when = '' }: Step, earlier: readonly Step[]): string | undefined {
  const read = expression(when)
  const names = read.names
  if (names.some((name) => name !== 'channel' && !name.startsWith('outcomes.'))) return undefined
  const tried = names.reduce<JsonObject[]>(
    (scopes, name) => {
      if (name === 'channel')
        return channels.flatMap((channel) => scopes.map((scope) => ({ ...scope, channel })))
      const key = name.slice('outcomes.'.length)
      const step = earlier.find((one) => outcomeName(one.key) === key)
      const values = step ? [...outcomesOf(step), null] : [null]
      return values.flatMap((value) =>
        scopes.map((scope) => ({ ...scope, outcomes: { ...(scope.outcomes as JsonObject), [key]: value } })),
      )
    },
    [{ outcomes: {} }],
  )
  if (tried.some((scope) => evaluate(read, scope) === true)) return undefined
  return `Không bao giờ tới bước này: điều kiện “${when}” không đúng với kết luận nào của các bước trước.`
}
