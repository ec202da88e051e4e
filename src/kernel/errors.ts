/** Refusals, invalid input and faults: the three ways in which the platform says no, and the one place that turns them into a reply. */

import type { JsonObject } from './types.ts'

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'tooLarge'
  | 'unsupportedType'
  | 'tooMany'
  | 'unavailable'

const statusOf = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  tooLarge: 413,
  unsupportedType: 415,
  tooMany: 429,
  unavailable: 503,
} as const satisfies Record<RefusalKind, number>

export type Sentence = { readonly vi: string; readonly en: string }
export type FieldError = { readonly field: string; readonly message: string }

/** The rules say no. Carries a sentence that the person can act on, in both languages. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly sentence: Sentence
  readonly details: JsonObject
  readonly fields: readonly FieldError[]
  constructor(
    kind: RefusalKind,
    code: string,
    sentence: Sentence,
    details: JsonObject = {},
    fields: readonly FieldError[] = [],
  ) {
    super(sentence.vi)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.sentence = sentence
    this.details = details
    this.fields = fields
  }
}

type RefusalTable = Record<string, readonly [kind: RefusalKind, vi: string, en: string]>
type RefusalDetails = { readonly details?: JsonObject; readonly fields?: readonly FieldError[] }

/**
 * The closed list of refusals of a module: `refusal.notFound()` gives the error to throw, coded `<module>.notFound`.
 * `{name}` in a sentence is replaced by the detail of that name.
 */
export function defineRefusals<T extends RefusalTable>(
  owner: string,
  table: T,
): { readonly [K in keyof T]: (more?: RefusalDetails) => Refusal } {
  const made = Object.entries(table).map(([name, [kind, vi, en]]) => [
    name,
    ({ details = {}, fields = [] }: RefusalDetails = {}) =>
      new Refusal(
        kind,
        `${owner}.${name}`,
        { vi: fill(vi, details), en: fill(en, details) },
        details,
        fields,
      ),
  ])
  return Object.fromEntries(made) as { readonly [K in keyof T]: (more?: RefusalDetails) => Refusal }
}

function fill(sentence: string, details: JsonObject): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}

export const kernelRefusal = defineRefusals('kernel', {
  invalidInput: [
    'invalid',
    'Có chỗ điền chưa đúng. Xem từng ô được đánh dấu và sửa lại.',
    'Some answers are not right. See each marked field and correct it.',
  ],
  signInNeeded: ['unauthenticated', 'Đăng nhập để xem trang này.', 'Sign in to see this page.'],
  notAllowed: [
    'forbidden',
    'Tài khoản của ông/bà không có quyền làm việc này. Hỏi người quản trị của cơ quan nếu cần được giao quyền.',
    'Your account may not do this. Ask your administrator if you need the right.',
  ],
  staleForm: [
    'forbidden',
    'Trang đã mở quá lâu nên không gửi được. Tải lại trang rồi gửi lại; những gì đã lưu vẫn còn.',
    'This page was open too long. Reload it and send again; what was saved is still there.',
  ],
  noSuchPage: [
    'notFound',
    'Không tìm thấy trang này. Kiểm tra lại địa chỉ, hoặc tìm từ trang chủ.',
    'There is no such page. Check the address or search from the home page.',
  ],
  tooLarge: [
    'tooLarge',
    'Nội dung gửi lên quá lớn. Mỗi tệp tối đa {megabytes} MB; giảm dung lượng hoặc chia thành nhiều tệp.',
    'What you sent is too large. A file may have {megabytes} MB at most; make it smaller or split it.',
  ],
  unreadableRequest: [
    'invalid',
    'Máy chủ không đọc được nội dung gửi lên. Tải lại trang và gửi lại.',
    'The server could not read what was sent. Reload the page and send it again.',
  ],
  tooMany: [
    'tooMany',
    'Ông/bà đã thử quá nhiều lần. Đợi {seconds} giây rồi thử lại.',
    'Too many attempts. Wait {seconds} seconds and try again.',
  ],
  unavailable: [
    'unavailable',
    'Máy chủ đang khởi động lại. Đợi một phút rồi tải lại trang; những gì đã lưu vẫn còn.',
    'The server is restarting. Wait a minute and reload; what was saved is still there.',
  ],
})

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly requestId: string
  readonly errors?: readonly FieldError[]
}

const faultSentence: Sentence = {
  vi: 'Có lỗi ở máy chủ. Những gì đã lưu vẫn còn. Thử lại sau ít phút, hoặc gọi đường dây nóng và đọc mã yêu cầu.',
  en: 'Something broke on the server. What was saved is still there. Try again in a few minutes, or call the hotline and give the request code.',
}

/** The one place where a thrown thing becomes a reply (RFC 9457 problem details). Faults keep their cause to themselves. */
export function toProblem(thrown: unknown, requestId: string, language: 'vi' | 'en'): Problem {
  if (!(thrown instanceof Refusal)) {
    return {
      type: 'about:blank',
      title: language === 'vi' ? 'Lỗi máy chủ' : 'Server error',
      status: 500,
      detail: faultSentence[language],
      code: 'kernel.fault',
      requestId,
    }
  }
  return {
    type: `/api/problems/${thrown.code}`,
    title: thrown.sentence[language],
    status: statusOf[thrown.kind],
    detail: thrown.sentence[language],
    code: thrown.code,
    requestId,
    ...(thrown.fields.length > 0 && { errors: thrown.fields }),
  }
}

/** What an operator reads of a thrown thing: the sentence with its fields, and where it was thrown. */
export function explain(thrown: unknown): string {
  if (!(thrown instanceof Refusal)) return thrown instanceof Error ? thrown.message : String(thrown)
  const fields = thrown.fields.map(({ field, message }) => `  ${field}: ${message}`)
  return [...fields, `${thrown.code} – ${thrown.stack}`].join('\n')
}
