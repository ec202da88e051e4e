/** Checks of linked procedures and of the people a form names: what one definition expects of another, seen statically. */
import { evaluate, expression, parseExpression } from '../expressions.ts'
import {
  asksHealth,
  checkAnswers,
  type Field,
  type FormDefinition,
  type FormLookups,
  generatedForm,
} from '../forms.ts'
import { type CalendarDate, parseCalendarDate } from '../types.ts'
import {
  applicantNames,
  type CatalogueEntry,
  type PartyRule,
  type Procedure,
  type Step,
} from './catalogue.ts'
import type { ProcedureFault } from './check-procedure.ts'
import type { Contents } from './contents.ts'

type Fields = ReadonlyMap<string, Field>

/** What a linked step must know of the procedure that it names. */
export type LinkedProcedure = {
  readonly form: FormDefinition
  readonly papers: readonly { readonly key: string }[]
  readonly steps: readonly Pick<Step, 'procedure'>[]
}
/** A procedure by its code; `undefined` when there is none. */
export type FindLinked = (code: string) => LinkedProcedure | undefined

/** Every fault of linked steps and of parties. Without a form nothing can be said of what it asks. */
export function familyFaults(
  procedure: Procedure,
  form: FormDefinition | undefined,
  find: FindLinked,
): readonly ProcedureFault[] {
  const asked = form && fieldsOf(form)
  return [
    ...procedure.steps.flatMap((step, index) =>
      stepFaults({ head: procedure, asked, find }, step, sayingAt(`/steps/${index}`)),
    ),
    ...(procedure.parties ?? []).flatMap((party, index) =>
      asked ? partyFaults(procedure, asked, party, sayingAt(`/parties/${index}/`)) : [],
    ),
  ]
}

/** Procedures of a pack, in depth or known by their papers only. */
export function linkedIn({ catalogue, procedures, forms }: Contents): FindLinked {
  const entries = new Map(catalogue.map(({ value }) => [value.code, value]))
  const inDepth = new Map(procedures.map(({ value }) => [value.code, value]))
  const written = new Map(forms.map(({ value }) => [value.key, value]))
  return (code) => {
    const entry = entries.get(code)
    const depth = inDepth.get(code)
    const form = depth ? written.get(depth.form) : entry && formOf(entry)
    if (!entry || !form) return undefined
    return { form, papers: (depth ?? entry).papers, steps: depth?.steps ?? [] }
  }
}

type Says = (inside: string, message: string) => ProcedureFault
const sayingAt =
  (place: string): Says =>
  (inside, message) => ({ path: `${place}${inside}`, message })

type Around = {
  readonly head: Procedure
  readonly asked: Fields | undefined
  readonly find: FindLinked
}

function stepFaults({ head, asked, find }: Around, step: Step, says: Says): readonly ProcedureFault[] {
  const { type, procedure: code } = step
  if (type !== 'linked') {
    const strange = (['procedure', 'answers', 'papers'] as const).find((name) => step[name] !== undefined)
    return strange ? [says(`/${strange}`, `Chỉ bước liên thông (linked) có ${strange}.`)] : []
  }
  if (code === undefined) return [says('/type', 'Bước liên thông phải nói rõ thủ tục nào (procedure).')]
  const circle = circleFrom(find, code, head.code)
  if (circle)
    return [says('/procedure', `Thủ tục liên thông quay về chính nó: ${circle.join(' → ')}. Bỏ một mắt.`)]
  const member = find(code)
  if (!member) return [says('/procedure', `Không có thủ tục ${code} để liên thông.`)]
  return [
    ...answerFaults(step, { form: member.form, asked }, says),
    ...paperFaults(step, head, new Set(member.papers.map(({ key }) => key)), says),
  ]
}

const formOf = (entry: CatalogueEntry): FormDefinition =>
  generatedForm({ ...entry, applicants: entry.applicants.map((one) => applicantNames[one]) })

const fieldsOf = ({ pages }: FormDefinition): Fields =>
  new Map(pages.flatMap(({ fields }) => fields.map((field) => [field.key, field] as const)))

/** From a procedure back to where it was linked from, by codes; `undefined` when it never comes back. */
function circleFrom(find: FindLinked, from: string, back: string): readonly string[] | undefined {
  const visit = (code: string, trail: readonly string[]): readonly string[] | undefined => {
    if (code === back) return [...trail, code]
    if (trail.includes(code)) return undefined
    for (const { procedure } of find(code)?.steps ?? []) {
      const found = procedure && visit(procedure, [...trail, code])
      if (found) return found
    }
    return undefined
  }
  const found = visit(from, [])
  return found && [back, ...found]
}

function answerFaults(
  { answers = {} }: Step,
  { form, asked }: { readonly form: FormDefinition; readonly asked: Fields | undefined },
  says: Says,
): readonly ProcedureFault[] {
  const fields = fieldsOf(form)
  const given = Object.entries(answers).flatMap(([key, text]) => {
    const field = fields.get(key)
    const inside = `/answers/${key}`
    if (!field) return [says(inside, `Tờ khai của thủ tục liên thông không hỏi “${key}”.`)]
    if (parseExpression(text).kind !== 'expression') return []
    const message = wrongValue(field, text, asked)
    return message ? [says(inside, message)] : []
  })
  const missing = form.pages
    .filter(({ when }) => when === undefined)
    .flatMap((page) => page.fields)
    .filter(({ key, kind, ...field }) => kind !== 'file' && isAlwaysAsked(field) && !(key in answers))
  return [
    ...given,
    ...missing.map(({ key }) =>
      says('/answers', `Tờ khai của thủ tục liên thông luôn hỏi “${key}”; hãy nói lấy câu trả lời ở đâu.`),
    ),
  ]
}

const isAlwaysAsked = (field: object) =>
  !('when' in field && field.when !== undefined) &&
  (!('required' in field) || field.required === undefined || field.required === true)

/** Only what can be seen without answers: a fixed value the field does not take, or a field of another kind. */
function wrongValue(field: Field, text: string, asked: Fields | undefined): string | undefined {
  const read = expression(text)
  const names = read.names
  const told = names.map((name) => asked?.get(name.split('.')[1] ?? '')).find((one) => one && asksHealth(one))
  if (told && !asksHealth(field))
    return `“${told.key}” hỏi về sức khỏe; ô “${field.key}” nhận nó cũng phải ghi "about": "health".`
  if (names.length === 0 && simple.has(field.kind)) {
    const value = evaluate(read, {})
    const { when: _when, ...bare } = field as Field & { readonly when?: string }
    const title = { vi: field.key, en: field.key }
    const form = { key: 'one', version: 1, title, pages: [{ key: 'one', title, fields: [bare as Field] }] }
    const [fault] = value === null ? [] : checkAnswers(form, { [field.key]: value }, 'vi', nowhere)
    return fault && `Ô “${field.key}” không nhận giá trị này: ${fault.message}`
  }
  const source = /^answers\.(\w+)$/.exec(text.trim())?.[1]
  const from = source ? asked?.get(source) : undefined
  if (!from || from.kind === field.kind || (isWords(from) && isWords(field)))
    return strangeOption(from, field)
  return `Ô “${field.key}” là loại ${field.kind}, không nhận câu trả lời loại ${from.kind} của “${source}”.`
}

/** Kinds whose fixed values are judged without the lists of a province. */
const simple: ReadonlySet<Field['kind']> = new Set([
  'choice',
  'choices',
  'yesNo',
  'number',
  'money',
  'text',
  'longText',
  'fullName',
])
const nowhere: FormLookups = {
  today: parseCalendarDate('2026-01-01') as CalendarDate,
  area: () => undefined,
  unit: () => undefined,
}

const isWords = ({ kind }: Field) => ['text', 'longText', 'fullName'].includes(kind)

function strangeOption(from: Field | undefined, field: Field): string | undefined {
  if (from?.kind !== 'choice' || field.kind !== 'choice') return undefined
  const known = new Set(field.options.map(({ value }) => value))
  const strange = from.options.find(({ value }) => !known.has(value))
  return strange && `Ô “${field.key}” không có lựa chọn “${strange.value}” của “${from.key}”.`
}

function paperFaults(
  { papers = {} }: Step,
  head: Procedure,
  known: ReadonlySet<string>,
  says: Says,
): readonly ProcedureFault[] {
  const own = new Set(head.papers.map(({ key }) => key))
  return Object.entries(papers).flatMap(([key, source]) => {
    const inside = `/papers/${key}`
    if (!known.has(key)) return [says(inside, `Thủ tục liên thông không có giấy tờ “${key}”.`)]
    return own.has(source) ? [] : [says(inside, `Thủ tục này không có giấy tờ “${source}”.`)]
  })
}

function partyFaults(
  procedure: Procedure,
  asked: Fields,
  party: PartyRule,
  says: Says,
): readonly ProcedureFault[] {
  const group = party.each === undefined ? undefined : asked.get(party.each)
  if (party.each !== undefined && group?.kind !== 'group')
    return [says('each', `Tờ khai không có nhóm câu hỏi “${party.each}”.`)]
  const known = group?.kind === 'group' ? new Set(group.fields.map(({ key }) => key)) : asked
  const papers = new Set(procedure.papers.map(({ key }) => key))
  return [
    ...(['name', 'identity', 'phone', 'from', 'to', 'consent'] as const).flatMap((name) => {
      const key = party[name]
      return key === undefined || known.has(key) ? [] : [says(name, `Tờ khai không hỏi “${key}”.`)]
    }),
    ...(party.paper === undefined || papers.has(party.paper)
      ? []
      : [says('paper', `Thủ tục này không có giấy tờ “${party.paper}”.`)]),
    ...(party.role !== 'authorised' && (party.scope ?? party.from ?? party.to ?? party.paper) !== undefined
      ? [says('role', 'Phạm vi, thời hạn và giấy ủy quyền chỉ của người được ủy quyền (authorised).')]
      : []),
  ]
}
