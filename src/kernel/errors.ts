/** Refusals, invalid input and faults: the three ways in which the platform says no, and the one place that turns them into a reply. */

import type { JsonObject } from './types.ts'

export type RefusalKind =
  | 'unreadable'
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

export type Sentence = { readonly vi: string; readonly en: string }

/** Each kind in the terms of HTTP, with the short title of every problem of that kind. */
const kinds: Readonly<Record<RefusalKind | 'fault', { readonly status: number; readonly title: Sentence }>> =
  {
    unreadable: { status: 400, title: { vi: 'Không đọc được nội dung gửi lên', en: 'Unreadable request' } },
    unauthenticated: { status: 401, title: { vi: 'Chưa xác nhận được người gửi', en: 'Not signed in' } },
    forbidden: { status: 403, title: { vi: 'Không có quyền', en: 'Not allowed' } },
    notFound: { status: 404, title: { vi: 'Không tìm thấy', en: 'Not found' } },
    conflict: { status: 409, title: { vi: 'Không làm được lúc này', en: 'Not possible now' } },
    gone: { status: 410, title: { vi: 'Không còn nữa', en: 'Gone' } },
    tooLarge: { status: 413, title: { vi: 'Quá lớn', en: 'Too large' } },
    unsupportedType: { status: 415, title: { vi: 'Không nhận loại nội dung này', en: 'Unsupported type' } },
    invalid: { status: 422, title: { vi: 'Nội dung chưa đúng', en: 'Not right yet' } },
    tooMany: { status: 429, title: { vi: 'Quá nhiều lần', en: 'Too many requests' } },
    fault: { status: 500, title: { vi: 'Lỗi máy chủ', en: 'Server error' } },
    unavailable: { status: 503, title: { vi: 'Tạm thời chưa phục vụ được', en: 'Temporarily unavailable' } },
  }

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

/** A refusal as its module declares it; `{name}` in the sentence stands for a detail. */
export type DeclaredProblem = {
  readonly code: string
  readonly kind: RefusalKind | 'fault'
  readonly status: number
  readonly title: Sentence
  readonly sentence: Sentence
}

const declared = new Map<string, DeclaredProblem>()

/** Every problem that the modules loaded so far can answer with, by code. */
export function declaredProblems(): ReadonlyMap<string, DeclaredProblem> {
  return declared
}

function declare(code: string, kind: RefusalKind | 'fault', sentence: Sentence): void {
  declared.set(code, { code, kind, ...kinds[kind], sentence })
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
  for (const [name, [kind, vi, en]] of Object.entries(table)) declare(`${owner}.${name}`, kind, { vi, en })
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
  mandateEnded: [
    'forbidden',
    'Quyền làm thay {name} đã hết hoặc đã bị dừng. Những gì đã lưu vẫn còn trong tài khoản của {name}. Bấm “Trở lại là chính tôi” để làm việc của mình.',
    'Your mandate to act for {name} has ended. What was saved stays in the account of {name}. Press “Back to myself” to go on for yourself.',
  ],
  mandateTooNarrow: [
    'forbidden',
    'Quyền làm thay {name} không gồm việc này. Nhờ {name} mở rộng quyền, hoặc bấm “Trở lại là chính tôi”.',
    'Your mandate to act for {name} does not cover this. Ask {name} to widen it, or press “Back to myself”.',
  ],
  onlyOneself: [
    'forbidden',
    'Việc này chỉ làm được cho chính mình, không làm thay {name} được. Bấm “Trở lại là chính tôi” rồi mở lại trang.',
    'This can only be done for oneself, not for {name}. Press “Back to myself”, then open the page again.',
  ],
  levelTooLow: [
    'forbidden',
    'Việc này cần xác thực mức {level}. Đăng nhập lại bằng tài khoản định danh mức {level}; những gì đã lưu vẫn còn.',
    'This needs assurance level {level}. Sign in again with a level {level} account; what was saved is still there.',
  ],
  tokenNeeded: [
    'unauthenticated',
    'Thiếu khóa dịch vụ, hoặc khóa đã hết hạn hay bị thu hồi. Gửi tiêu đề “Authorization: Bearer <khóa>”.',
    'The service token is missing, ended or was revoked. Send the header “Authorization: Bearer <token>”.',
  ],
  scopeNeeded: [
    'forbidden',
    'Khóa dịch vụ chưa có phạm vi cần cho việc này: {scopes}. Xin người quản trị cấp khóa có phạm vi đó.',
    'The token lacks the scope that this needs: {scopes}. Ask the operator for a token with it.',
  ],
  keyNeeded: [
    'invalid',
    'Thiếu khóa chống trùng. Gửi tiêu đề Idempotency-Key dài 8 đến 200 ký tự, mỗi hồ sơ một khóa.',
    'The idempotency key is missing. Send the header Idempotency-Key of 8 to 200 characters, one for each dossier.',
  ],
  fileNeeded: [
    'invalid',
    'Chưa có tệp. Gửi đúng một tệp trong phần “file” của biểu mẫu multipart/form-data.',
    'There is no file. Send exactly one file in the part “file” of multipart/form-data.',
  ],
  unsupportedContent: [
    'unsupportedType',
    'Không nhận loại nội dung này. Gửi application/json, hoặc multipart/form-data khi có tệp.',
    'This type of content is not taken. Send application/json, or multipart/form-data with files.',
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
    'unreadable',
    'Máy chủ không đọc được nội dung gửi lên. Tải lại trang và gửi lại; phần mềm thì kiểm tra cú pháp JSON.',
    'The server could not read what was sent. Reload the page and send it again; software should check its JSON.',
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
  noRoom: [
    'unavailable',
    'Máy chủ tạm hết chỗ lưu nên chưa nhận thêm được. Những gì đã lưu vẫn còn. Thử lại sau ít phút, hoặc gọi đường dây nóng.',
    'The server has no room left and takes nothing new for now. What was saved is still there. Try again in some minutes, or call the hotline.',
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

const faultCode = 'kernel.fault'
const faultSentence: Sentence = {
  vi: 'Có lỗi ở máy chủ. Những gì đã lưu vẫn còn. Thử lại sau ít phút, hoặc gọi đường dây nóng và đọc mã yêu cầu.',
  en: 'Something broke on the server. What was saved is still there. Try again in a few minutes, or call the hotline and give the request code.',
}
declare(faultCode, 'fault', faultSentence)

/** The one place where a thrown thing becomes a reply (RFC 9457 problem details). Faults keep their cause to themselves. */
export function toProblem(thrown: unknown, requestId: string, language: 'vi' | 'en'): Problem {
  const isRefusal = thrown instanceof Refusal
  const { status, title } = kinds[isRefusal ? thrown.kind : 'fault']
  const code = isRefusal ? thrown.code : faultCode
  return {
    type: `/api/problems/${code}`,
    title: title[language],
    status,
    detail: (isRefusal ? thrown.sentence : faultSentence)[language],
    code,
    requestId,
    ...(isRefusal &&
      thrown.fields.length > 0 && {
        errors: thrown.fields.map(({ field, message }) => ({ field, message })),
      }),
  }
}

/** What an operator reads of a thrown thing: the sentence with its fields, and where it was thrown. */
export function explain(thrown: unknown): string {
  if (!(thrown instanceof Refusal)) return thrown instanceof Error ? thrown.message : String(thrown)
  const fields = thrown.fields.map(({ field, message }) => `  ${field}: ${message}`)
  return [...fields, `${thrown.code} – ${thrown.stack}`].join('\n')
}
