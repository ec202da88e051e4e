/** Phản ánh, kiến nghị: states, the one table of acts, limits and refusals. Pure. docs/legal.md#petitions. */

import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import type { OtherPath } from '#kernel/packs.ts'
import type { Permission } from '#kernel/policy.ts'

export const petitionStates = {
  new: { vi: 'Chờ phân loại', en: 'To be sorted' },
  incomplete: { vi: 'Chờ bổ sung', en: 'To be completed' },
  accepted: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  processing: { vi: 'Đang xử lý', en: 'Being handled' },
  answered: { vi: 'Chờ công khai', en: 'To be published' },
  published: { vi: 'Đã trả lời', en: 'Answered' },
  rejected: { vi: 'Không xử lý', en: 'Rejected' },
  forwarded: { vi: 'Đã chuyển nơi khác', en: 'Passed on' },
  ledAway: { vi: 'Thuộc đường khác', en: 'Belongs elsewhere' },
  lapsed: { vi: 'Hết hạn bổ sung', en: 'Never completed' },
} as const satisfies Record<string, Sentence>
export type PetitionState = keyof typeof petitionStates
export const stateKeys = Object.keys(petitionStates) as [PetitionState, ...PetitionState[]]

/** What may be awaited: three by agencies, each with a limit of law, and one by the sender. */
export const awaitedThings = {
  sort: { vi: 'Phân loại', en: 'To be sorted' },
  complete: { vi: 'Người gửi bổ sung', en: 'For the sender to complete' },
  handle: { vi: 'Xử lý, trả lời', en: 'To be handled' },
  publish: { vi: 'Kiểm tra, công khai', en: 'To be checked and published' },
} as const satisfies Record<string, Sentence>
export type Awaited = keyof typeof awaitedThings

/** Who does it: anyone, who sent it, the desk of petitions, the unit that has it, whoever looks a second time, the platform. */
export type Doer = 'anyone' | 'sender' | 'desk' | 'unit' | 'publisher' | 'system'

export const permissionOf: Partial<Record<Doer, Permission>> = {
  desk: 'petitions.receive',
  unit: 'petitions.handle',
  publisher: 'petitions.publish',
}

export type ActFacts = Sentence & {
  readonly by: Doer
  readonly from: readonly PetitionState[]
  /** Without it the petition stays where it is. */
  readonly to?: PetitionState
  /** The limit that runs from here; `null` ends all waiting; without it the one that runs goes on. */
  readonly awaits?: Awaited | null
  /** What it tells the sender; acts without it are the officers' own. */
  readonly told?: Sentence
}

const withUnit = ['accepted', 'processing'] as const

/** Mọi việc làm được với một kiến nghị: who, from which states, to which, and the limit that begins. */
export const petitionActs = {
  send: {
    vi: 'Gửi',
    en: 'Send',
    by: 'anyone',
    from: [],
    to: 'new',
    awaits: 'sort',
    told: { vi: 'Đã gửi', en: 'Sent' },
  },
  accept: {
    vi: 'Tiếp nhận, giao xử lý',
    en: 'Accept and give to a unit',
    by: 'desk',
    from: ['new'],
    to: 'accepted',
    awaits: 'handle',
    told: { vi: 'Đã tiếp nhận, giao cơ quan xử lý', en: 'Accepted and given to an agency' },
  },
  askMore: {
    vi: 'Yêu cầu bổ sung',
    en: 'Ask to complete',
    by: 'desk',
    from: ['new'],
    to: 'incomplete',
    awaits: 'complete',
    told: { vi: 'Cần ông/bà bổ sung', en: 'You were asked to complete it' },
  },
  complete: {
    vi: 'Bổ sung',
    en: 'Complete',
    by: 'sender',
    from: ['incomplete'],
    to: 'new',
    awaits: 'sort',
    told: { vi: 'Đã bổ sung', en: 'Completed' },
  },
  forward: {
    vi: 'Chuyển cơ quan khác',
    en: 'Pass on to an agency outside',
    by: 'desk',
    from: ['new'],
    to: 'forwarded',
    awaits: null,
    told: { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Passed on to the competent agency' },
  },
  leadAway: {
    vi: 'Hướng dẫn khiếu nại, tố cáo',
    en: 'Lead to complaint or denunciation',
    by: 'desk',
    from: ['new', ...withUnit],
    to: 'ledAway',
    awaits: null,
    told: { vi: 'Việc này có đường giải quyết riêng', en: 'This has a path of its own' },
  },
  reject: {
    vi: 'Không xử lý',
    en: 'Reject',
    by: 'desk',
    from: ['new'],
    to: 'rejected',
    awaits: null,
    told: { vi: 'Không xử lý', en: 'Rejected' },
  },
  // Fifteen days are fifteen days: another unit has what is left of them.
  reassign: {
    vi: 'Giao cơ quan khác',
    en: 'Give to another unit',
    by: 'desk',
    from: withUnit,
    to: 'accepted',
    told: { vi: 'Đã giao cơ quan khác', en: 'Given to another agency' },
  },
  take: {
    vi: 'Nhận xử lý',
    en: 'Take',
    by: 'unit',
    from: ['accepted'],
    to: 'processing',
    told: { vi: 'Cơ quan đang xử lý', en: 'Being handled' },
  },
  giveBack: {
    vi: 'Trả lại, không thuộc thẩm quyền',
    en: 'Give back, not competent',
    by: 'unit',
    from: ['accepted'],
    to: 'new',
    awaits: 'sort',
  },
  answer: {
    vi: 'Trả lời',
    en: 'Answer',
    by: 'unit',
    from: ['processing'],
    to: 'answered',
    awaits: 'publish',
    told: { vi: 'Cơ quan đã có câu trả lời', en: 'The agency has an answer' },
  },
  publish: {
    vi: 'Công khai câu trả lời',
    en: 'Publish the answer',
    by: 'publisher',
    from: ['answered'],
    to: 'published',
    awaits: null,
    told: { vi: 'Đã công khai câu trả lời', en: 'The answer was published' },
  },
  // The limit of handling goes on as it stood: what was answered badly was not answered.
  sendBack: {
    vi: 'Yêu cầu trả lời lại',
    en: 'Ask for a better answer',
    by: 'publisher',
    from: ['answered'],
    to: 'processing',
    awaits: 'handle',
  },
  link: {
    vi: 'Gửi lặp lại việc cũ',
    en: 'Sent again',
    by: 'desk',
    from: ['new', ...withUnit, 'answered', 'published'],
  },
  rate: {
    vi: 'Đánh giá',
    en: 'Rate',
    by: 'sender',
    from: ['published'],
    told: { vi: 'Đã đánh giá', en: 'Rated' },
  },
  lapse: {
    vi: 'Hết hạn bổ sung',
    en: 'Lapse',
    by: 'system',
    from: ['incomplete'],
    to: 'lapsed',
    awaits: null,
    told: { vi: 'Hết hạn bổ sung', en: 'The time to complete it is over' },
  },
} as const satisfies Record<string, ActFacts>
export type PetitionAct = keyof typeof petitionActs

/** The row of an act, with what it leaves out. */
export const actFacts = (act: PetitionAct): ActFacts => petitionActs[act]

export const mayBeDone = (act: PetitionAct, state: PetitionState): boolean =>
  actFacts(act).from.includes(state)

/** The states in which a unit has it; before them it is the desk's alone. */
export const unitStates = ['accepted', 'processing', 'answered', 'published'] as const

export const abouts = {
  rules: { vi: 'Quy định, thủ tục', en: 'Rules and procedures' },
  staff: { vi: 'Cán bộ, cơ quan', en: 'Officials and agencies' },
} as const satisfies Record<string, Sentence>
export type About = keyof typeof abouts

export const conducts = {
  behaviour: { vi: 'Thái độ, cư xử', en: 'Behaviour' },
  delay: { vi: 'Chậm trễ, gây phiền hà', en: 'Delay, making things hard' },
  demands: { vi: 'Đòi giấy tờ, khoản tiền ngoài quy định', en: 'Demands beyond the rules' },
} as const satisfies Record<string, Sentence>
export type Conduct = keyof typeof conducts
export const conductKeys = Object.keys(conducts) as [Conduct, ...Conduct[]]

export const ratings = {
  like: { vi: 'Hài lòng', en: 'Like' },
  neutral: { vi: 'Bình thường', en: 'Neutral' },
  dislike: { vi: 'Không hài lòng', en: 'Dislike' },
} as const satisfies Record<string, Sentence>
export type Rating = keyof typeof ratings
export const ratingKeys = Object.keys(ratings) as [Rating, ...Rating[]]

export const paths = ['complaint', 'denunciation'] as const satisfies readonly OtherPath[]

/** With which its codes begin. */
export const codeKind = 'KN'

export const wordsMin = 20
export const wordsMax = 5000
export const reasonMin = 10

/** Words of an address that say what a petition is about, and where else one is led. */
export const aboutWords = { rules: 'quy-dinh', staff: 'can-bo' } as const satisfies Record<About, string>
export const pathWords = { complaint: 'khieu-nai', denunciation: 'to-cao' } as const satisfies Record<
  OtherPath,
  string
>

/** An earlier petition that one sends again, by its code and secret. */
export type Earlier = { readonly code: string; readonly secret: string | undefined }

/** One that is still being written: whoever has both may go on with it. */
export type Draft = { readonly id: string; readonly secret: string }
export const draftKey = ({ id, secret }: Draft): string => `${id}.${secret}`

const query = (given: Readonly<Record<string, string | undefined>>): string => {
  const known = Object.entries(given).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return known.length > 0 ? `?${new URLSearchParams(known)}` : ''
}

export const petitionLinks = {
  list: '/kien-nghi',
  ask: '/kien-nghi/gui',
  send: (about: About, earlier?: Earlier): `/${string}` =>
    `/kien-nghi/gui/${aboutWords[about]}${query({ truoc: earlier?.code, ma: earlier?.secret })}`,
  /** The form as it was left. */
  edit: (about: About, draft: Draft): `/${string}` =>
    `/kien-nghi/gui/${aboutWords[about]}?nhap=${draftKey(draft)}`,
  check: (draft: Draft): `/${string}` => `/kien-nghi/gui/xem-lai/${draftKey(draft)}`,
  elsewhere: (path: OtherPath): `/${string}` => `/kien-nghi/noi-khac/${pathWords[path]}`,
  follow: '/kien-nghi/theo-doi',
  show: (code: string, secret?: string) => `/kien-nghi/${code}${query({ ma: secret })}`,
  complete: (code: string) => `/kien-nghi/${code}/bo-sung`,
  rate: (code: string) => `/kien-nghi/${code}/danh-gia`,
  read: (code: string) => `/kien-nghi/${code}/nguoi-doc`,
  enclosure: (code: string, id: string, secret?: string) =>
    `/kien-nghi/${code}/tep/${id}${query({ ma: secret })}`,
  statistics: '/kien-nghi/thong-ke',
  own: '/tai-khoan/kien-nghi',
  desk: '/lam-viec/kien-nghi',
  load: '/lam-viec/kien-nghi/tai-viec',
  work: (code: string) => `/lam-viec/kien-nghi/${code}`,
  workAct: (code: string, act: string) => `/lam-viec/kien-nghi/${code}/${act}`,
  workEnclosure: (code: string, id: string) => `/lam-viec/kien-nghi/${code}/tep/${id}`,
  contact: (code: string) => `/lam-viec/kien-nghi/${code}/nguoi-gui`,
} as const

export const refusal = defineRefusals('petitions', {
  notFound: [
    'notFound',
    'Không tìm thấy kiến nghị này, hoặc câu trả lời chưa được công khai. Kiểm tra lại mã kiến nghị và mã theo dõi.',
    'There is no such petition, or its answer is not public yet. Check the code and the follow-up code.',
  ],
  notNow: [
    'conflict',
    'Kiến nghị đang ở trạng thái “{state}” nên chưa làm được việc này. Tải lại trang để xem diễn biến mới.',
    'The petition is “{state}”, so that this cannot be done. Reload the page to see what happened.',
  ],
  notYours: ['forbidden', 'Việc này không thuộc quyền của ông/bà.', 'This is not for you to do.'],
  ownAnswer: [
    'forbidden',
    'Người trả lời không tự công khai. Cần một người khác kiểm tra.',
    'Whoever answered may not publish. Somebody else has to look.',
  ],
  wordsNeeded: [
    'invalid',
    'Viết rõ nội dung kiến nghị, ít nhất 20 chữ cái.',
    'Say what the petition is about in at least 20 letters.',
  ],
  nameNeeded: [
    'invalid',
    'Ghi họ và tên của ông/bà. Kiến nghị không có tên người gửi thì không được xử lý.',
    'Give your full name. A petition without one is not handled.',
  ],
  contactNeeded: [
    'invalid',
    'Ghi số điện thoại hoặc địa chỉ để cơ quan liên hệ được.',
    'Give a phone number or an address at which you can be reached.',
  ],
  phoneWrong: [
    'invalid',
    'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0. Sửa lại, hoặc để trống và ghi địa chỉ.',
    'A phone number has 10 digits and begins with 0. Correct it, or leave it empty and give an address.',
  ],
  conductNeeded: ['invalid', 'Chọn cán bộ, cơ quan đã làm gì.', 'Choose what they did.'],
  accusedNeeded: ['invalid', 'Chọn cơ quan của cán bộ đó.', 'Choose the agency of the official.'],
  procedureUnknown: [
    'invalid',
    'Không có thủ tục mang mã này. Tìm lại ở đầu trang, hoặc bỏ chọn thủ tục.',
    'There is no such procedure. Search again, or leave it out.',
  ],
  groundNeeded: ['invalid', 'Chọn lý do không xử lý.', 'Choose why it is rejected.'],
  pathNeeded: ['invalid', 'Chọn khiếu nại hoặc tố cáo.', 'Choose complaint or denunciation.'],
  unitNeeded: ['invalid', 'Chọn cơ quan xử lý.', 'Choose the agency that handles it.'],
  sameUnit: [
    'invalid',
    'Kiến nghị đang ở chính cơ quan này. Chọn cơ quan khác.',
    'It is with this agency already. Choose another.',
  ],
  accusedUnit: [
    'invalid',
    'Chưa rõ là ai, hoặc là người đứng đầu: không giao cho chính cơ quan bị phản ánh. Chọn cơ quan cấp trên hoặc cơ quan khác.',
    'Who it is is not known, or it is the head: it may not go to that agency itself. Choose the one above or another.',
  ],
  nobodyThere: [
    'invalid',
    'Ở cơ quan này không có ai khác được xử lý kiến nghị. Chọn cơ quan cấp trên.',
    'Nobody else there may handle it. Choose the agency above.',
  ],
  elsewhereNeeded: [
    'invalid',
    'Ghi tên cơ quan có thẩm quyền mà kiến nghị được chuyển tới.',
    'Name the competent agency to which it is passed on.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do, ít nhất 10 chữ cái.', 'Give the reason in at least 10 letters.'],
  answerNeeded: [
    'invalid',
    'Viết câu trả lời cho người gửi, ít nhất 20 chữ cái.',
    'Write an answer of at least 20 letters.',
  ],
  unfilled: [
    'invalid',
    'Câu trả lời còn chỗ chưa điền: “{part}”. Viết nội dung vào đó, hoặc xóa đi.',
    'The answer has a part that was not filled in: “{part}”. Write it, or take it out.',
  ],
  titleNeeded: [
    'invalid',
    'Đặt tên ngắn cho câu hỏi để mọi người đọc, ít nhất 10 chữ cái.',
    'Give the question a short title of at least 10 letters.',
  ],
  earlierUnknown: [
    'invalid',
    'Mã kiến nghị trước chưa đúng: phải là một kiến nghị khác, gửi sớm hơn.',
    'The code of the earlier petition is not right: it must be another one, sent before.',
  ],
  draftGone: [
    'notFound',
    'Bản đang soạn này không còn: đã quá hạn giữ. Viết kiến nghị mới.',
    'This draft is gone: it was kept long enough. Write a new petition.',
  ],
  ratingNeeded: ['invalid', 'Chọn mức độ hài lòng.', 'Choose how satisfied you are.'],
  ratedBefore: ['conflict', 'Câu trả lời này đã được đánh giá.', 'This answer was rated already.'],
  rateOver: [
    'conflict',
    'Đã hết thời gian đánh giá. Nếu việc vẫn còn, gửi kiến nghị tiếp.',
    'The time for rating is over. If the matter is still there, send it again.',
  ],
})
