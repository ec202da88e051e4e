import { comparisonsIn, parseExpression } from '../expressions.ts'
import type { DefinitionProblem, Field, FormDefinition, SimpleField } from './definition.ts'

/** Inside an address these can be read: `answers.home.commune`. */
const addressParts = ['province', 'district', 'commune', 'line']

/** What may be named at a place of the definition. */
type Known = {
  answers: ReadonlyMap<string, Field>
  item?: ReadonlyMap<string, SimpleField>
  /** Facts of the person may be read as `known.person.ethnicity`. */
  hasFacts?: true
}
type Report = (path: string, message: string) => void

/**
 * Mistakes that the schema cannot see, in Vietnamese for whoever writes the pack: keys used twice, expressions that
 * cannot be read, name no field or look ahead, limits that contradict each other. Empty when all is well.
 */
export function checkForm(definition: FormDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const report: Report = (path, message) => problems.push({ path, message })
  const all = new Map<string, Field>()
  for (const field of definition.pages.flatMap((page) => page.fields)) all.set(field.key, field)
  checkKeys(
    definition.pages.map(({ key }) => key),
    'pages',
    report,
  )
  checkKeys(
    definition.pages.flatMap((page) => page.fields.map(({ key }) => key)),
    'pages',
    report,
  )
  const before = new Map<string, Field>()
  for (const page of definition.pages) {
    const path = `pages.${page.key}`
    checkExpression(page.when, `${path}.when`, { answers: before }, report)
    for (const field of page.fields) {
      checkField(field, `${path}.${field.key}`, { answers: before }, { answers: all }, report)
      before.set(field.key, field)
    }
  }
  return problems
}

function checkKeys(keys: readonly string[], path: string, report: Report): void {
  const seen = new Set<string>()
  for (const key of keys) {
    if (seen.has(key)) report(path, `Khóa "${key}" dùng hai lần. Đặt khóa khác cho một trong hai mục.`)
    if (key in Object.prototype) report(path, `Khóa "${key}" trùng tên có sẵn của ngôn ngữ. Đặt khóa khác.`)
    seen.add(key)
  }
}

/** `when` sees the fields before; everything else sees the whole form. */
function checkField(field: Field, path: string, before: Known, all: Known, report: Report): void {
  checkExpression(field.when, `${path}.when`, before, report)
  checkExpression(field.startsAs, `${path}.startsAs`, { ...before, hasFacts: true }, report)
  if (typeof field.required === 'string') checkExpression(field.required, `${path}.required`, all, report)
  if (field.label.vi.trim().endsWith('?') && !field.noun && field.kind !== 'yesNo') {
    report(`${path}.noun`, 'Nhãn là câu hỏi: thêm "noun" để ghép vào câu báo lỗi, ví dụ "ngày sinh của con".')
  }
  if ('about' in field && field.about && field.prefill) {
    report(`${path}.prefill`, 'Câu hỏi về sức khỏe không điền sẵn từ kho dữ kiện: bỏ "prefill" hoặc "about".')
  }
  if ('notBefore' in field) checkExpression(field.notBefore, `${path}.notBefore`, all, report)
  if ('notAfter' in field) checkExpression(field.notAfter, `${path}.notAfter`, all, report)
  if ('options' in field) {
    checkKeys(
      field.options.map(({ value }) => value),
      `${path}.options`,
      report,
    )
  }
  checkLimits(field, path, report)
  if (field.kind === 'text' && field.format) checkPattern(field.format.pattern, `${path}.format`, report)
  if (field.kind === 'identityNumber' && field.birthDate !== undefined) {
    const beside: Field | undefined = (all.item ?? all.answers).get(field.birthDate)
    if (beside?.kind !== 'date' && beside?.kind !== 'partialDate') {
      report(`${path}.birthDate`, `Không có trường ngày "${field.birthDate}". Ghi khóa của trường ngày sinh.`)
    }
  }
  if (field.kind !== 'group') return
  checkKeys(
    field.fields.map(({ key }) => key),
    path,
    report,
  )
  const items = new Map(field.fields.map((each) => [each.key, each]))
  const seen = new Map<string, SimpleField>()
  for (const each of field.fields) {
    checkField(each, `${path}.${each.key}`, { ...before, item: seen }, { ...all, item: items }, report)
    seen.set(each.key, each)
  }
}

function checkLimits(field: Field, path: string, report: Report): void {
  if (!('min' in field) || !('max' in field) || field.min === undefined || field.max === undefined) return
  if (field.min > field.max)
    report(`${path}.min`, `min (${field.min}) lớn hơn max (${field.max}). Sửa một trong hai.`)
}

function checkPattern(pattern: string, path: string, report: Report): void {
  try {
    ''.match(new RegExp(pattern, 'u'))
  } catch {
    report(path, `Mẫu "${pattern}" không phải biểu thức chính quy. Sửa lại mẫu.`)
  }
}

function checkExpression(text: string | undefined, path: string, known: Known, report: Report): void {
  if (text === undefined) return
  const expression = parseExpression(text)
  if (expression.kind === 'error') {
    report(path, `Vị trí ${expression.position + 1}: ${expression.message}`)
    return
  }
  for (const name of expression.names) {
    const problem = nameProblem(name.split('.'), known)
    if (problem) report(path, problem)
  }
  for (const { name, values } of comparisonsIn(expression)) {
    const field = fieldNamed(name, known)
    if (!field || !('options' in field)) continue
    const strange = values.filter(
      (value) => value !== null && !field.options.some((each) => each.value === value),
    )
    for (const value of strange) {
      report(path, `"${name}" không có lựa chọn ${JSON.stringify(value)}. Dùng một giá trị trong "options".`)
    }
  }
}

/** The field that a name reads, if it reads a field as a whole. */
function fieldNamed(name: string, known: Known): Field | undefined {
  const [root, key = '', part, ...more] = name.split('.')
  const field: Field | undefined = root === 'item' ? known.item?.get(key) : known.answers.get(key)
  if (part === undefined || more.length > 0) return field
  return field?.kind === 'group' ? field.fields.find((each) => each.key === part) : undefined
}

function nameProblem(path: readonly string[], known: Known): string | undefined {
  const [root, key = '', ...rest] = path
  const name = path.join('.')
  if (root === 'today')
    return path.length === 1 ? undefined : `"${name}": today là một ngày, không có phần con.`
  if (root === 'applicant' || (root === 'known' && known.hasFacts)) return undefined
  if (root === 'item' && known.item) return partProblem(name, known.item.get(key), rest)
  if (root === 'item') return `"${name}": item chỉ dùng trong nhóm lặp. Dùng answers.`
  if (root === 'answers') return partProblem(name, known.answers.get(key), rest)
  return `Không có tên "${name}". Dùng answers.…, item.…, today hoặc applicant.….`
}

function partProblem(name: string, field: Field | undefined, rest: readonly string[]): string | undefined {
  if (!field)
    return `"${name}": không có trường này, hoặc trường đứng sau điều kiện. Kiểm tra khóa và thứ tự.`
  const [part, ...more] = rest
  if (part === undefined) return undefined
  if (field.kind === 'group')
    return partProblem(
      name,
      field.fields.find(({ key }) => key === part),
      more,
    )
  if (field.kind === 'address' && more.length === 0 && addressParts.includes(part)) return undefined
  return `"${name}": trường "${field.key}" không có phần "${part}".`
}
