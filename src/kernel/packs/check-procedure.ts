/** Kiểm tra một thủ tục: what is wrong with one definition, wherever it comes from: a file of a pack or a draft on the screen. */
import { Compile } from 'typebox/compile'
import { expression } from '../expressions.ts'
import { checkForm, type FormDefinition } from '../forms.ts'
import { parseCalendarDate } from '../types.ts'
import { Procedure } from './catalogue.ts'
import { type FindLinked, familyFaults } from './families.ts'
import { expressionProblem } from './kinds.ts'
import { sentenceFor } from './messages.ts'
import { routingFaults } from './routing.ts'

/** `path` is a JSON pointer into the procedure. */
export type ProcedureFault = { readonly path: string; readonly message: string }

/** What a procedure may name. */
export type ProcedureWorld = {
  readonly units: ReadonlySet<string>
  readonly stepRoles: ReadonlySet<string>
  readonly paperKinds: ReadonlySet<string>
  /** Keys of the fact book. */
  readonly facts: ReadonlySet<string>
  readonly hasTemplate: (key: string) => boolean
  readonly linked: FindLinked
}

/** What the conditions of limits and fees may read beside the answers. */
const situationNames = new Set(['channel', 'today', 'applicant.kind'])

const shape = Compile(Procedure)

/** As a file of a pack is checked: its shape, then what it names. Without a form nothing can be said of answers. */
export function checkDefinition(
  procedure: Procedure,
  form: FormDefinition,
  world: ProcedureWorld,
): readonly ProcedureFault[] {
  const wrong = shape.Check(procedure)
    ? []
    : shape.Errors(procedure).flatMap((error) => {
        const message = sentenceFor(error)
        return message ? [{ path: error.instancePath, message }] : []
      })
  if (wrong.length > 0) return wrong
  const ofForm = checkForm(form).map(({ path, message }) => ({ path: `/form/${path}`, message }))
  return [...ofForm, ...checkProcedure(procedure, form, world)]
}

/** Every fault of a procedure whose shape is right. */
export function checkProcedure(
  procedure: Procedure,
  form: FormDefinition | undefined,
  { units, stepRoles, paperKinds, facts, hasTemplate, linked }: ProcedureWorld,
): readonly ProcedureFault[] {
  const { steps, result, competence, limits, fees, papers } = procedure
  const answers = answersOf(form)
  const says = (path: string, message: string) => [{ path, message }]
  const unknown = (path: string, code: string | undefined, known: ReadonlySet<string>, what: string) =>
    code === undefined || known.has(code) ? [] : says(path, `Không có ${what} ${code} trong gói.`)
  return [
    ...(hasTemplate(result.template)
      ? []
      : says('/result/template', `Không có mẫu templates/${result.template}.typ trong gói.`)),
    ...unknown('/competence/unit', competence.unit, units, 'cơ quan'),
    ...(findsItsUnit(competence, form)
      ? []
      : says('/competence', 'Tờ khai không hỏi nơi làm thủ tục; hãy thêm ô địa chỉ, areaField hoặc unit.')),
    ...steps.flatMap(({ role, unit }, index) => [
      ...unknown(`/steps/${index}/role`, role, stepRoles, 'vai trò xử lý'),
      ...unknown(`/steps/${index}/unit`, unit, units, 'cơ quan'),
    ]),
    ...papers.flatMap(({ kind }, index) =>
      unknown(`/papers/${index}/kind`, kind, paperKinds, 'loại giấy tờ'),
    ),
    ...(result.writes ?? []).flatMap(({ fact, of }, index) => [
      ...unknown(`/result/writes/${index}/fact`, fact, facts, 'dữ kiện'),
      ...(answers ? unknown(`/result/writes/${index}/of`, of, answers, 'ô') : []),
    ]),
    ...(answers ? unknown('/result/replaces/subject', result.replaces?.subject, answers, 'ô') : []),
    ...(steps[0]?.type === 'receive' ? [] : says('/steps', 'Bước đầu tiên phải là tiếp nhận (receive).')),
    ...(steps.some(({ type }) => type === 'return')
      ? []
      : says('/steps', 'Thiếu bước trả kết quả (return).')),
    ...repeatedKeys(procedure),
    ...expressionFaults(procedure, answers),
    ...routingFaults(procedure),
    ...familyFaults(procedure, form, linked),
    ...limits.flatMap((one, index) => validityFaults(`/limits/${index}`, one)),
    ...fees.flatMap((one, index) => validityFaults(`/fees/${index}`, one)),
    ...(limits.some(({ validFrom, validTo }) => !validFrom && !validTo)
      ? []
      : says(
          '/limits',
          'Mọi thời hạn đều ghi ngày hiệu lực; cần một thời hạn không ghi ngày cho các ngày còn lại.',
        )),
    ...dayFaults('', procedure, ['validFrom', 'validTo', 'checkedOn']),
  ]
}

const answersOf = (form: FormDefinition | undefined) =>
  form && new Set(form.pages.flatMap(({ fields }) => fields.map(({ key }) => key)))

/** Whether the competent unit can be found: it is named, the whole province decides, or the form asks where. */
function findsItsUnit(
  { unit, level, areaField }: Procedure['competence'],
  form: FormDefinition | undefined,
): boolean {
  if (unit || level === 'province' || !form) return true
  const fields = form.pages.flatMap((page) => page.fields)
  return areaField
    ? fields.some(({ key }) => key === areaField)
    : fields.some(({ kind }) => kind === 'address')
}

function repeatedKeys(procedure: Procedure): ProcedureFault[] {
  return (['steps', 'papers', 'fees'] as const).flatMap((list) => {
    const seen = new Map<string, number>()
    return procedure[list].flatMap(({ key }, index) => {
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, index)
        return []
      }
      const message = `Trùng khóa ${key}, đã có ở mục thứ ${first + 1} của danh sách.`
      return [{ path: `/${list}/${index}/key`, message }]
    })
  })
}

function expressionFaults(
  { limits, steps, fees, papers, result, parties = [] }: Procedure,
  answers: ReadonlySet<string> | undefined,
): ProcedureFault[] {
  type Written = readonly [path: string, text: string | number | boolean | undefined, isRule: boolean]
  const written: Written[] = [
    ...limits.map(({ when }, index): Written => [`/limits/${index}/when`, when, true]),
    ...steps.map(({ when }, index): Written => [`/steps/${index}/when`, when, false]),
    ...steps.flatMap(({ answers = {} }, index) =>
      Object.entries(answers).map(([key, text]): Written => [`/steps/${index}/answers/${key}`, text, false]),
    ),
    ...parties.map(({ when }, index): Written => [`/parties/${index}/when`, when, false]),
    ...papers.map(({ required }, index): Written => [`/papers/${index}/required`, required, false]),
    ...papers.flatMap(({ vouchedBy }, index): Written[] =>
      Object.entries({ ...vouchedBy?.ask, when: vouchedBy?.when, proves: vouchedBy?.proves }).map(
        ([name, text]) => [`/papers/${index}/vouchedBy/${name}`, text, false],
      ),
    ),
    ...(result.writes ?? []).map(
      ({ value }, index): Written => [`/result/writes/${index}/value`, value, false],
    ),
    ...fees.flatMap(({ when, vnd }, index): Written[] => [
      [`/fees/${index}/when`, when, true],
      [`/fees/${index}/vnd`, vnd, true],
    ]),
  ]
  return written.flatMap(([path, text, isRule]) => {
    if (typeof text !== 'string') return []
    const message = expressionProblem(text) ?? unknownName(text, answers, isRule)
    return message ? [{ path, message }] : []
  })
}

/** The first name that cannot have a value: an answer that the form does not ask for, or nothing that a rule may read. */
function unknownName(
  text: string,
  answers: ReadonlySet<string> | undefined,
  isRule: boolean,
): string | undefined {
  const names = expression(text).names
  const unasked = names.find(
    (name) => answers && name.startsWith('answers.') && !answers.has(name.split('.')[1] ?? ''),
  )
  if (unasked) return `Biểu thức “${text}” đọc ${unasked}, nhưng tờ khai không hỏi câu này.`
  const strange = isRule && names.find((name) => !name.startsWith('answers.') && !situationNames.has(name))
  if (!strange) return undefined
  return `Biểu thức “${text}” đọc ${strange}; chỉ đọc được answers.…, channel, today và applicant.kind.`
}

type Dated = { readonly validFrom?: string; readonly validTo?: string }

function validityFaults(path: string, rule: Dated): ProcedureFault[] {
  const wrong = dayFaults(path, rule, ['validFrom', 'validTo'])
  if (wrong.length > 0 || !rule.validFrom || !rule.validTo || rule.validFrom <= rule.validTo) return wrong
  return [{ path: `${path}/validTo`, message: 'Ngày hết hiệu lực đứng trước ngày có hiệu lực.' }]
}

function dayFaults(path: string, part: object, names: readonly string[]): ProcedureFault[] {
  return names.flatMap((name) => {
    const text = (part as Record<string, unknown>)[name]
    if (typeof text !== 'string' || parseCalendarDate(text)) return []
    return [{ path: `${path}/${name}`, message: `Không có ngày ${text} trong lịch.` }]
  })
}
