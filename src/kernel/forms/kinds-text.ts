import type { JsonObject, JsonValue } from '../types.ts'
import type { SimpleField } from './definition.ts'
import {
  blank,
  enter,
  type Fault,
  type FieldOf,
  fault,
  type Kind,
  nounOf,
  type Reading,
  type Setting,
  sentence,
  words,
} from './kind.ts'
import { isTidy, lengthOf, plainFigures, tidy } from './tidy.ts'

const single = () => ['']
const nameMax = 100
const emailMax = 254

function lengthFault(field: SimpleField, length: number, max: number): Fault {
  const noun = nounOf(field)
  return fault(
    `${sentence(noun.vi)} dài ${length} ký tự, nhiều nhất ${max}. Viết ngắn lại.`,
    `${sentence(noun.en)} has ${length} characters, at most ${max} are allowed. Make it shorter.`,
  )
}

function untidy(field: SimpleField): Fault {
  const noun = nounOf(field)
  return fault(
    `${sentence(noun.vi)} có ký tự không nhìn thấy hoặc khoảng trắng thừa. Xóa và nhập lại.`,
    `${sentence(noun.en)} contains invisible characters or extra spaces. Delete it and type it again.`,
  )
}

function isText(value: JsonValue, max: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= max * 2 && lengthOf(value) <= max
}

type TextRules<F extends SimpleField> = {
  max: (field: F) => number
  lines?: boolean
  fault?: (field: F, value: string) => Fault | undefined
}

/** Kinds that are any text within a length. */
function freeText<F extends SimpleField>({ max, lines = false, fault }: TextRules<F>): Kind<F> {
  return {
    parts: single,
    read(field, controls): Reading {
      const value = tidy(controls.one(), lines)
      if (value === '') return blank
      const length = lengthOf(value)
      return length > max(field) ? { fault: lengthFault(field, length, max(field)) } : { value }
    },
    fits: (field, value) => isText(value, max(field)),
    shape: (field) => words(`chữ, từ 1 đến ${max(field)} ký tự`, `text of 1 to ${max(field)} characters`),
    fault(field, value) {
      const text = String(value)
      return isTidy(text, lines) ? fault?.(field, text) : untidy(field)
    },
    schema: (field) => ({ type: 'string', minLength: 1, maxLength: max(field) }),
    show: (_field, value) => String(value),
    missing: (field) => enter(field),
  }
}

function formatFault(field: FieldOf<'text'>, value: string): Fault | undefined {
  if (!field.format || new RegExp(`^(?:${field.format.pattern})$`, 'u').test(value)) return undefined
  return { kind: 'value', words: field.format.message }
}

function nameFault(_field: FieldOf<'fullName'>, value: string): Fault | undefined {
  if (/^\p{L}[\p{L}\p{M}' .’-]*$/u.test(value) && /\p{L}.*\p{L}/u.test(value)) return undefined
  return fault(
    'Họ và tên chỉ gồm chữ cái và khoảng trắng, như ghi trên giấy tờ, ví dụ Nguyễn Thị Lan.',
    'A full name has letters and spaces only, as on the identity papers, for example Nguyễn Thị Lan.',
  )
}

type FigureRules = {
  pattern: string
  normalise: (text: string) => string
  shape: ReturnType<typeof words>
  example: string
  wrong: (typed: string) => Fault
  fault?: (field: SimpleField, value: string, setting: Setting) => Fault | undefined
  show?: (value: string) => string
  schema?: JsonObject
}

/** Kinds that follow one pattern once spaces and signs are taken out. */
function patterned<F extends SimpleField>(rules: FigureRules): Kind<F> {
  const shape = new RegExp(rules.pattern)
  return {
    parts: single,
    read(_field, controls): Reading {
      const typed = plainFigures(controls.one())
      if (typed === '') return blank
      const value = rules.normalise(typed)
      return shape.test(value) ? { value } : { fault: rules.wrong(typed) }
    },
    fits: (_field, value) => typeof value === 'string' && value.length <= emailMax && shape.test(value),
    shape: () => rules.shape,
    fault: (field, value, setting) => rules.fault?.(field, String(value), setting),
    schema: () => ({ type: 'string', maxLength: emailMax, pattern: rules.pattern, ...rules.schema }),
    show: (_field, value) => rules.show?.(String(value)) ?? String(value),
    missing: (field) => enter(field, rules.example),
  }
}

const withoutSigns = (text: string) => text.replace(/[\s.\-–]/g, '')

/** Số định danh: place of registration (3), century and sex (1), year (2), serial (6). docs/legal.md#identity-number */
function identityFault(_field: SimpleField, value: string, { lookups }: Setting): Fault | undefined {
  const isPlace = !value.startsWith('000')
  if (isPlace && birthYearOf(value) <= Number(lookups.today.slice(0, 4))) return undefined
  return fault(
    'Số căn cước này không có thật. Kiểm tra lại từng chữ số theo thẻ căn cước.',
    'No such identity number can exist. Check each digit against the card.',
  )
}

/** The year of birth inside a personal identity number of 12 digits. */
export function birthYearOf(identityNumber: string): number {
  const century = 1900 + Math.floor(Number(identityNumber.charAt(3)) / 2) * 100
  return century + Number(identityNumber.slice(4, 6))
}

function wrongIdentity(typed: string): Fault {
  const figures = withoutSigns(typed)
  const counted = /^\d+$/.test(figures) ? figures.length : undefined
  return counted === undefined
    ? fault(
        'Số căn cước chỉ gồm 12 chữ số, không có chữ cái.',
        'An identity number has 12 digits and no letters.',
      )
    : fault(
        `Số căn cước gồm 12 chữ số; số vừa nhập có ${counted} chữ số. Xem số ở mặt trước thẻ căn cước.`,
        `An identity number has 12 digits; this one has ${counted}. See the front of the identity card.`,
      )
}

function emailOf(typed: string): string {
  const at = typed.lastIndexOf('@')
  return at < 0 ? typed : typed.slice(0, at) + typed.slice(at).toLowerCase()
}

export const textKinds = {
  text: freeText<FieldOf<'text'>>({ max: (field) => field.maxLength ?? 200, fault: formatFault }),
  longText: freeText<FieldOf<'longText'>>({ max: (field) => field.maxLength ?? 2000, lines: true }),
  fullName: freeText<FieldOf<'fullName'>>({ max: () => nameMax, fault: nameFault }),
  identityNumber: patterned<FieldOf<'identityNumber'>>({
    pattern: '^[0-9]{12}$',
    normalise: withoutSigns,
    shape: words('số gồm 12 chữ số', 'a number of 12 digits'),
    example: '060 185 012 345',
    wrong: wrongIdentity,
    fault: identityFault,
    show: (value) => value.replace(/(\d{3})(?=\d)/g, '$1 '),
  }),
  taxCode: patterned<FieldOf<'taxCode'>>({
    pattern: '^[0-9]{10}(-[0-9]{3}|[0-9]{2})?$',
    normalise: (text) => withoutSigns(text).replace(/^(\d{10})(\d{3})$/, '$1-$2'),
    shape: words('mã số thuế 10, 12 hoặc 13 chữ số', 'a tax code of 10, 12 or 13 digits'),
    example: '0312345678',
    wrong: () =>
      fault(
        'Mã số thuế gồm 10 chữ số (chi nhánh: 13 chữ số; cá nhân dùng số định danh: 12 chữ số). Kiểm tra lại.',
        'A tax code has 10 digits (13 for a branch, 12 for a person’s identity number). Check it again.',
      ),
  }),
  phone: patterned<FieldOf<'phone'>>({
    pattern: '^0([35789][0-9]{8}|2[0-9]{9})$',
    normalise: (text) => text.replace(/[\s.\-–()]/g, '').replace(/^(\+|00)?84(?=\d{9,10}$)/, '0'),
    shape: words(
      'số điện thoại Việt Nam, viết liền, bắt đầu bằng 0',
      'a Vietnamese phone number beginning with 0',
    ),
    example: '0912 345 678',
    wrong: () =>
      fault(
        'Số điện thoại chưa đúng. Nhập 10 chữ số của di động, ví dụ 0912 345 678, hoặc máy bàn, ví dụ 0252 3812 345.',
        'This phone number is not right. Enter 10 digits for a mobile, for example 0912 345 678, or a landline with its code.',
      ),
    show: (value) => value.replace(/^(\d{4})(\d{3,4})(\d{3})$/, '$1 $2 $3'),
  }),
  email: patterned<FieldOf<'email'>>({
    pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$",
    normalise: emailOf,
    shape: words('địa chỉ thư điện tử', 'an e-mail address'),
    example: 'ten@vidu.vn',
    wrong: () =>
      fault(
        'Thư điện tử chưa đúng. Nhập đủ tên, dấu @ và tên miền, ví dụ ten@vidu.vn.',
        'This e-mail address is not right. Enter a name, the sign @ and a domain, for example name@example.vn.',
      ),
  }),
}
