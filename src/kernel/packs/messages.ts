/** Errors of the schema checker as Vietnamese sentences that say what to do. */
import type { TLocalizedValidationError } from 'typebox/error'

export type Problem = {
  /** Path inside the pack. */
  readonly file: string
  readonly line: number
  /** JSON pointer of the value. */
  readonly path: string
  readonly message: string
}

const typeNames: Record<string, string> = {
  string: 'chữ',
  integer: 'số nguyên',
  number: 'số',
  boolean: 'true hoặc false',
  array: 'danh sách [ ]',
  object: 'đối tượng { }',
}
const list = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((each) => `“${String(each)}”`).join(', ')

/**
 * One sentence for an error; `undefined` for errors that only repeat another one (each rejected property comes
 * twice, and a failed union repeats its branches).
 */
export function sentenceFor(error: TLocalizedValidationError): string | undefined {
  const params = error.params as Record<string, unknown>
  if (error.keyword !== 'anyOf' && /\/anyOf\/\d+/.test(error.schemaPath)) return undefined
  switch (error.keyword) {
    case 'boolean':
      return undefined
    case 'required':
      return `Thiếu thuộc tính ${list(params.requiredProperties)}.`
    case 'additionalProperties':
      return `Không có thuộc tính ${list(params.additionalProperties)} ở đây; hãy sửa tên hoặc bỏ đi.`
    case 'enum':
      return `Giá trị phải là một trong: ${list(params.allowedValues)}.`
    case 'const':
      return `Giá trị phải là ${list(params.allowedValue)}.`
    case 'type':
      return `Giá trị phải là ${typeNames[String(params.type)] ?? String(params.type)}.`
    case 'pattern':
      return `Giá trị không đúng mẫu ${String(params.pattern)}.`
    case 'minLength':
      return `Giá trị phải có ít nhất ${String(params.limit)} ký tự.`
    case 'maxLength':
      return `Giá trị dài quá ${String(params.limit)} ký tự.`
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `Giá trị phải ${String(params.comparison)} ${String(params.limit)}.`
    case 'minItems':
      return `Danh sách phải có ít nhất ${String(params.limit)} mục.`
    case 'uniqueItems':
      return 'Danh sách có mục lặp lại; hãy bỏ mục thừa.'
    case 'anyOf':
      return 'Giá trị không thuộc kiểu nào được phép ở đây; hãy xem schema của tệp.'
    default:
      return `Giá trị không hợp lệ (${error.keyword}).`
  }
}
