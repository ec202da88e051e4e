/** Phản ánh hiện trường: states, the one table of acts, limits and refusals. Pure. docs/legal.md#field-reports. */

import { endOfLimit, type TimeLimit, type WorkingCalendar } from '#kernel/calendar.ts'
import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import type { Feedback, TimedLimit } from '#kernel/packs.ts'
import type { Permission } from '#kernel/policy.ts'

export const reportStates = {
  draft: { vi: 'Chưa gửi', en: 'Not sent' },
  new: { vi: 'Mới', en: 'New' },
  accepted: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  rejected: { vi: 'Từ chối', en: 'Rejected' },
  forwarded: { vi: 'Đã chuyển', en: 'Forwarded' },
  processing: { vi: 'Đang xử lý', en: 'Being handled' },
  answered: { vi: 'Đã xử lý', en: 'Handled' },
  published: { vi: 'Đã công khai', en: 'Published' },
  reopened: { vi: 'Mở lại', en: 'Opened again' },
  closed: { vi: 'Đóng', en: 'Closed' },
  merged: { vi: 'Gộp vào phản ánh khác', en: 'Joined to another' },
} as const satisfies Record<string, Sentence>
export type ReportState = keyof typeof reportStates
export const stateKeys = Object.keys(reportStates) as [ReportState, ...ReportState[]]

/** What may be awaited; each has a limit of the pack, `handle` that of the class of urgency. */
export const awaitedThings = {
  accept: { vi: 'Tiếp nhận', en: 'To be accepted' },
  forward: { vi: 'Chuyển đơn vị', en: 'To be forwarded' },
  take: { vi: 'Đơn vị nhận việc', en: 'For the unit to take it' },
  handle: { vi: 'Xử lý và trả lời', en: 'To be handled and answered' },
  publish: { vi: 'Kiểm tra, công khai', en: 'To be checked and published' },
} as const satisfies Record<string, Sentence>
export type Awaited = keyof typeof awaitedThings

/** Who does it: anyone, who sent it, the desk of reports, the unit that has it, whoever looks a second time, the platform. */
export type Doer = 'anyone' | 'sender' | 'triage' | 'unit' | 'publisher' | 'system'

/** What a role needs to do the acts of each officer. */
export const permissionOf: Partial<Record<Doer, Permission>> = {
  triage: 'feedback.triage',
  unit: 'feedback.process',
  publisher: 'feedback.publish',
}

export type ActFacts = Sentence & {
  readonly by: Doer
  readonly from: readonly ReportState[]
  /** Without it the report stays where it is. */
  readonly to?: ReportState
  /** The limit that runs from here; `null` stops waiting; without it the one that runs goes on. */
  readonly awaits?: Awaited | null
  /** What it tells in public, on the page of the report; acts without it are the officers' own. */
  readonly told?: Sentence
}

const withUnit = ['forwarded', 'processing'] as const
const open = ['new', 'accepted', 'forwarded', 'processing', 'answered', 'reopened'] as const

/** Mọi việc làm được với một phản ánh: who, from which states, to which, and the limit that begins. */
export const reportActs = {
  send: {
    vi: 'Gửi',
    en: 'Send',
    by: 'anyone',
    from: ['draft'],
    to: 'new',
    awaits: 'accept',
    told: { vi: 'Đã gửi', en: 'Sent' },
  },
  join: {
    vi: 'Tôi cũng gặp',
    en: 'Me too',
    by: 'anyone',
    from: [...open, 'published'],
  },
  /** Of another system, for those who see to it. */
  remark: {
    vi: 'Bổ sung lời',
    en: 'Add a remark',
    by: 'anyone',
    from: [...open, 'published'],
  },
  accept: {
    vi: 'Tiếp nhận',
    en: 'Accept',
    by: 'triage',
    from: ['new'],
    to: 'accepted',
    awaits: 'forward',
    told: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  },
  reject: {
    vi: 'Từ chối',
    en: 'Reject',
    by: 'triage',
    from: ['new', 'accepted'],
    to: 'rejected',
    awaits: null,
    told: { vi: 'Không tiếp nhận', en: 'Rejected' },
  },
  forward: {
    vi: 'Chuyển đơn vị',
    en: 'Forward',
    by: 'triage',
    from: ['accepted', 'reopened'],
    to: 'forwarded',
    awaits: 'take',
    told: { vi: 'Đã chuyển tới đơn vị', en: 'Forwarded' },
  },
  reassign: {
    vi: 'Chuyển đơn vị khác',
    en: 'Give to another unit',
    by: 'triage',
    from: withUnit,
    to: 'forwarded',
    awaits: 'take',
    told: { vi: 'Đã chuyển tới đơn vị khác', en: 'Given to another unit' },
  },
  take: {
    vi: 'Nhận xử lý',
    en: 'Take',
    by: 'unit',
    from: ['forwarded'],
    to: 'processing',
    awaits: 'handle',
    told: { vi: 'Đơn vị đang xử lý', en: 'Being handled' },
  },
  giveBack: {
    vi: 'Trả lại, không thuộc thẩm quyền',
    en: 'Give back, not competent',
    by: 'unit',
    from: ['forwarded'],
    to: 'accepted',
    awaits: 'forward',
  },
  answer: {
    vi: 'Trả lời',
    en: 'Answer',
    by: 'unit',
    from: ['processing'],
    to: 'answered',
    awaits: 'publish',
    told: { vi: 'Đơn vị đã xử lý', en: 'Handled' },
  },
  extend: {
    vi: 'Gia hạn',
    en: 'Extend',
    by: 'unit',
    from: ['processing'],
    told: { vi: 'Đã gia hạn xử lý', en: 'Extended' },
  },
  publish: {
    vi: 'Công khai',
    en: 'Publish',
    by: 'publisher',
    from: ['answered'],
    to: 'published',
    awaits: null,
    told: { vi: 'Đã công khai kết quả', en: 'Result published' },
  },
  // The unit’s own limit goes on as it stood: what was answered badly was not answered.
  sendBack: {
    vi: 'Yêu cầu trả lời lại',
    en: 'Ask for a better answer',
    by: 'publisher',
    from: ['answered'],
    to: 'processing',
    awaits: 'handle',
  },
  rate: {
    vi: 'Đánh giá',
    en: 'Rate',
    by: 'sender',
    from: ['published'],
    told: { vi: 'Người gửi đã đánh giá', en: 'Rated' },
  },
  reopen: {
    vi: 'Yêu cầu xử lý lại',
    en: 'Open again',
    by: 'sender',
    from: ['published'],
    to: 'reopened',
    awaits: 'forward',
    told: { vi: 'Người gửi yêu cầu xử lý lại', en: 'Opened again by who sent it' },
  },
  close: {
    vi: 'Đóng',
    en: 'Close',
    by: 'system',
    from: ['published'],
    to: 'closed',
    awaits: null,
    told: { vi: 'Đã đóng', en: 'Closed' },
  },
  merge: {
    vi: 'Gộp vào phản ánh khác',
    en: 'Join to another',
    by: 'triage',
    from: ['new', 'accepted', ...withUnit],
    to: 'merged',
    awaits: null,
    told: { vi: 'Đã gộp vào phản ánh cùng việc', en: 'Joined to another report of the same' },
  },
  split: { vi: 'Tách thành hai', en: 'Split', by: 'triage', from: ['new', 'accepted'] },
} as const satisfies Record<string, ActFacts>
export type ReportAct = keyof typeof reportActs

/** The row of an act, with what it leaves out. */
export const actFacts = (act: ReportAct): ActFacts => reportActs[act]

/** Whether the report stands where this may be done. */
export const mayBeDone = (act: ReportAct, state: ReportState): boolean => actFacts(act).from.includes(state)

/** States in which everyone may read a report that somebody has looked at. */
export const isPublic = ({
  state,
  acceptedAt,
}: {
  readonly state: ReportState
  readonly acceptedAt: Date | null
}): boolean => acceptedAt !== null && state !== 'rejected'

/** Hạn of what is awaited now, on the calendar of whoever has it. */
export function limitOf({ limits, classes }: Feedback, awaited: Awaited, urgency: string): TimedLimit {
  if (awaited !== 'handle') return limits[awaited]
  const found = classes.find(({ code }) => code === urgency) ?? classes[0]
  if (!found) throw new Error('A pack without classes of urgency is not read')
  return found.handle
}

/** Hạn sau gia hạn: the extension begins where the limit would have run out, or now where that is over. */
export function extendedEnd(calendar: WorkingCalendar, extension: TimeLimit, due: Date, now: Date): Date {
  return endOfLimit(calendar, { limit: extension }, due > now ? due : now)
}

export const ratings = {
  satisfied: { vi: 'Hài lòng', en: 'Satisfied' },
  acceptable: { vi: 'Chấp nhận', en: 'Acceptable' },
  dissatisfied: { vi: 'Không hài lòng', en: 'Dissatisfied' },
} as const satisfies Record<string, Sentence>
export type Rating = keyof typeof ratings
export const ratingKeys = Object.keys(ratings) as [Rating, ...Rating[]]

export type Point = { readonly latitude: number; readonly longitude: number }

/** With which its codes begin. */
export const codeKind = 'PA'

export const wordsMin = 10
export const wordsMax = 3000

export const reportLinks = {
  list: '/phan-anh',
  send: '/phan-anh/gui',
  follow: '/phan-anh/theo-doi',
  check: (code: string, secret: string) => `/phan-anh/gui/${code}?ma=${secret}`,
  checkAct: (code: string) => `/phan-anh/gui/${code}`,
  show: (code: string, secret?: string) => `/phan-anh/${code}${secret ? `?ma=${secret}` : ''}`,
  photo: (code: string, photoId: string) => `/phan-anh/${code}/anh/${photoId}`,
  ownPhoto: (code: string, photoId: string, secret: string) =>
    `/phan-anh/${code}/anh-goc/${photoId}?ma=${secret}`,
  join: (code: string) => `/phan-anh/${code}/cung-gap`,
  rate: (code: string) => `/phan-anh/${code}/danh-gia`,
  reopen: (code: string) => `/phan-anh/${code}/mo-lai`,
  statistics: '/phan-anh/thong-ke',
  /** The other channel, of a module that rests on this one. */
  petitions: '/kien-nghi',
  feed: '/phan-anh/feed.xml',
  own: '/tai-khoan/phan-anh',
  followed: '/tai-khoan/phan-anh/theo-doi',
  console: '/lam-viec/phan-anh',
  load: '/lam-viec/phan-anh/tai-viec',
  work: (code: string) => `/lam-viec/phan-anh/${code}`,
  workAct: (code: string, act: string) => `/lam-viec/phan-anh/${code}/${act}`,
  original: (code: string, photoId: string) => `/lam-viec/phan-anh/${code}/anh/${photoId}`,
  voice: (code: string) => `/lam-viec/phan-anh/${code}/ghi-am`,
  contact: (code: string) => `/lam-viec/phan-anh/${code}/nguoi-gui`,
} as const

export const refusal = defineRefusals('feedback', {
  notFound: [
    'notFound',
    'Không tìm thấy phản ánh này, hoặc phản ánh chưa được công khai. Kiểm tra lại mã phản ánh và mã theo dõi.',
    'There is no such report, or it is not public yet. Check the code and the follow-up code.',
  ],
  notNow: [
    'conflict',
    'Phản ánh đang ở trạng thái “{state}” nên chưa làm được việc này. Tải lại trang để xem diễn biến mới.',
    'The report is “{state}”, so that this cannot be done. Reload the page to see what happened.',
  ],
  notYours: [
    'forbidden',
    'Phản ánh này không do đơn vị của ông/bà xử lý.',
    'This report is not with your unit.',
  ],
  ownAnswer: [
    'forbidden',
    'Người trả lời không tự công khai. Cần một người khác kiểm tra.',
    'Whoever answered may not publish. Somebody else has to look.',
  ],
  categoryNeeded: ['invalid', 'Chọn lĩnh vực của việc cần phản ánh.', 'Choose what the report is about.'],
  areaNeeded: ['invalid', 'Chọn xã, phường nơi có sự việc.', 'Choose the commune in which it is.'],
  placeNeeded: [
    'invalid',
    'Ghi rõ nơi có sự việc: tên đường, số nhà hoặc mốc gần nhất.',
    'Say where it is: the road, a number or the nearest landmark.',
  ],
  pointWrong: [
    'invalid',
    'Tọa độ chưa đúng. Ghi hai số, ví dụ 10,9333 và 108,1; hoặc để trống cả hai.',
    'The coordinates are not right. Write two numbers, such as 10.9333 and 108.1, or leave both empty.',
  ],
  wordsNeeded: [
    'invalid',
    'Mô tả sự việc bằng ít nhất 10 chữ cái.',
    'Describe the matter in at least 10 letters.',
  ],
  photosTooMany: [
    'invalid',
    'Gửi nhiều nhất {max} ảnh. Bỏ bớt ảnh rồi gửi lại.',
    'Send {max} pictures at most. Take some out and send again.',
  ],
  notAPhoto: [
    'invalid',
    'Tệp “{name}” không phải ảnh. Chọn ảnh JPG, PNG hoặc WebP.',
    'The file “{name}” is no picture. Choose a JPG, PNG or WebP.',
  ],
  phoneWrong: [
    'invalid',
    'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0. Sửa lại hoặc để trống.',
    'A phone number has 10 digits and begins with 0. Correct it or leave it empty.',
  ],
  urgencyNeeded: ['invalid', 'Chọn mức độ của phản ánh.', 'Choose how urgent the report is.'],
  groundNeeded: ['invalid', 'Chọn lý do không tiếp nhận.', 'Choose why it is rejected.'],
  unitNeeded: ['invalid', 'Chọn đơn vị xử lý.', 'Choose the unit.'],
  sameUnit: [
    'invalid',
    'Phản ánh đang ở chính đơn vị này. Chọn đơn vị khác.',
    'It is with this unit already. Choose another.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do, ít nhất 10 chữ cái.', 'Give the reason in at least 10 letters.'],
  answerNeeded: [
    'invalid',
    'Viết câu trả lời cho người dân, ít nhất 10 chữ cái.',
    'Write an answer of at least 10 letters.',
  ],
  unfilled: [
    'invalid',
    'Câu trả lời còn chỗ chưa điền: “{part}”. Viết nội dung vào đó, hoặc xóa đi.',
    'The answer has a part that was not filled in: “{part}”. Write it, or take it out.',
  ],
  extendedBefore: [
    'conflict',
    'Phản ánh này đã gia hạn một lần. Hãy trả lời, hoặc báo nơi tiếp nhận chuyển đơn vị khác.',
    'It was extended once already. Answer, or ask the desk to give it to another unit.',
  ],
  photosUnseen: [
    'conflict',
    'Còn ảnh chưa được xem để che mặt người, biển số. Xem từng ảnh rồi công khai.',
    'Some pictures were not looked at for faces and number plates. See to each, then publish.',
  ],
  coverWrong: [
    'invalid',
    'Vùng che phải gồm bốn số nguyên trong ảnh: trái, trên, rộng, cao. Mỗi dòng một vùng, ví dụ 120 80 60 40.',
    'A covered part is four whole numbers inside the picture: left, top, width, height. One a line, such as 120 80 60 40.',
  ],
  intoItself: [
    'invalid',
    'Mã phản ánh cần gộp vào chưa đúng: phải là một phản ánh khác đang mở.',
    'The code to join it to is not right: it must be another report that is open.',
  ],
  ratingNeeded: ['invalid', 'Chọn mức độ hài lòng.', 'Choose how satisfied you are.'],
  ratedBefore: [
    'conflict',
    'Kết quả này đã được đánh giá. Mỗi lần trả lời được đánh giá một lần.',
    'This answer was rated already. Each is rated once.',
  ],
  reopenedBefore: [
    'conflict',
    'Phản ánh đã được mở lại một lần. Nếu việc vẫn còn, gửi phản ánh mới.',
    'It was opened again once. If the matter is still there, send a new report.',
  ],
  joinedBefore: ['conflict', 'Ông/bà đã báo cùng gặp việc này.', 'You said before that you met this too.'],
})
