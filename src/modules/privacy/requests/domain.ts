/** Yêu cầu về dữ liệu cá nhân: what a person may ask, by when it must be done. Pure. docs/legal.md#personal-data. */

import { type ClockPolicy, dueAt, type TimeLimit, type WorkingCalendar } from '#kernel/calendar.ts'
import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import { defineNotices } from '#modules/notifications/api.ts'

/** Every request is answered at first within this long: "đã nhận, ai làm, bao giờ xong". */
const replyLimit: TimeLimit = { amount: 2, unit: 'workingDay' }

/** What may be asked, and how long the agency has. The days of the rights are those of docs/legal.md#personal-data. */
export const requestKinds = {
  question: {
    limit: { amount: 2, unit: 'workingDay' },
    vi: 'Hỏi về một lượt xem',
    en: 'Question about a view',
  },
  access: {
    limit: { amount: 10, unit: 'day' },
    vi: 'Xem dữ liệu cơ quan giữ về tôi',
    en: 'See what is kept about me',
  },
  copy: {
    limit: { amount: 10, unit: 'day' },
    vi: 'Nhận một bản sao dữ liệu',
    en: 'Receive a copy of my data',
  },
  correction: {
    limit: { amount: 10, unit: 'day' },
    vi: 'Sửa dữ liệu sai',
    en: 'Correct what is wrong',
  },
  objection: {
    limit: { amount: 15, unit: 'day' },
    vi: 'Phản đối hoặc hạn chế việc dùng dữ liệu',
    en: 'Object to or restrict a use',
  },
  erasure: {
    limit: { amount: 20, unit: 'day' },
    vi: 'Xóa dữ liệu',
    en: 'Erase data',
  },
  withdrawal: {
    limit: { amount: 15, unit: 'day' },
    vi: 'Rút lại sự đồng ý',
    en: 'Withdraw consent',
  },
  withdrawalThere: {
    limit: { amount: 20, unit: 'day' },
    vi: 'Rút lại sự đồng ý, bên nhận phải xóa',
    en: 'Withdraw consent, others have to erase',
  },
} as const satisfies Record<string, Sentence & { readonly limit: TimeLimit }>

export type RequestKind = keyof typeof requestKinds
/** Those that a person asks for by themselves; the others begin with a view or with a withdrawal. */
export type RightKind = Exclude<RequestKind, 'question' | 'withdrawalThere'>
export const rightKinds = (Object.keys(requestKinds) as RequestKind[]).filter(
  (kind): kind is RightKind => kind !== 'question' && kind !== 'withdrawalThere',
)

export const outcomes = {
  done: { vi: 'Đã làm theo yêu cầu', en: 'Done as asked' },
  partly: { vi: 'Làm được một phần', en: 'Done in part' },
  refused: { vi: 'Không làm được', en: 'Not done' },
} as const satisfies Record<string, Sentence>
export type Outcome = keyof typeof outcomes

/** Days are counted from the day after; a last day off moves to the next working day. */
const policy: ClockPolicy = { countFrom: 'nextDay', cutOffMinutes: null }

/** Hạn trả lời và hạn làm xong. */
export function datesFor(kind: RequestKind, calendar: WorkingCalendar, askedAt: Date) {
  const end = (limit: TimeLimit) => dueAt(calendar, policy, limit, askedAt).dueAt
  return { replyDueAt: end(replyLimit), dueAt: end(requestKinds[kind].limit) }
}

/** Mã yêu cầu, as it is told on the phone. */
export const requestCode = (number: number) => `DL-${String(number).padStart(6, '0')}`

export const wordsMin = 10

export const refusal = defineRefusals('privacy', {
  notFound: ['notFound', 'Không tìm thấy yêu cầu hoặc lượt xem này.', 'This request or view was not found.'],
  wordsNeeded: [
    'invalid',
    'Viết ít nhất 10 chữ cái để người trả lời hiểu điều cần hỏi.',
    'Write at least 10 letters so that whoever answers understands.',
  ],
  personNotFound: [
    'notFound',
    'Không có người dân nào mang số này trong hệ thống. Xem lại 12 chữ số trên thẻ.',
    'There is nobody with this number here. Look again at the 12 digits on the card.',
  ],
  evidenceNeeded: [
    'invalid',
    'Ghi bằng chứng: phiếu có chữ ký số mấy, hoặc người dân nói thế nào.',
    'Write the evidence: the number of the signed form, or what was said.',
  ],
  kindNeeded: ['invalid', 'Chọn điều ông/bà muốn.', 'Choose what you want.'],
  outcomeNeeded: ['invalid', 'Chọn kết quả của yêu cầu.', 'Choose the outcome of the request.'],
  answerNeeded: [
    'invalid',
    'Viết câu trả lời, ít nhất 10 chữ cái. Nếu không làm được thì nêu lý do và quy định.',
    'Write an answer of at least 10 letters. When it cannot be done, give the reason and the rule.',
  ],
  answered: ['conflict', 'Yêu cầu này đã được trả lời.', 'This request was answered already.'],
  ownAct: [
    'forbidden',
    'Lượt xem này là của chính đồng chí. Người khác phải trả lời.',
    'This view is your own. Somebody else has to answer.',
  ],
})

export const notices = defineNotices('privacy', {
  answered: {
    subject: ['Yêu cầu về dữ liệu đã được trả lời', 'Your request about data was answered'],
    body: [
      'Cơ quan đã trả lời yêu cầu {code} của ông/bà. Mở để đọc câu trả lời.',
      'The agency answered your request {code}. Open it to read the answer.',
    ],
  },
})
