/** Tin, hướng dẫn, cảnh báo: what a piece is, which act it allows when, and every no the module can say. Pure. */

import { defineRefusals } from '#kernel/errors.ts'

export const pieceKinds = ['article', 'guide', 'alert'] as const
export type PieceKind = (typeof pieceKinds)[number]

/** A version as it stands; the content is of the piece's kind. */
export type Version<Content = unknown> = {
  readonly number: number
  readonly state: 'draft' | 'awaiting' | 'approved'
  readonly content: Content
  /** Codes of areas. */
  readonly areas: readonly string[]
  readonly files: readonly string[]
  readonly writers: readonly string[]
  readonly reason: string | null
  readonly note: string | null
  readonly revision: number
  readonly writtenAt: Date
  readonly submittedAt: Date | null
  readonly decidedBy: string | null
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly isExpress: boolean
  readonly seenByName: string | null
  readonly seenAt: Date | null
  readonly fromAt: Date | null
  readonly untilAt: Date | null
}

export type Piece = {
  readonly id: string
  readonly kind: PieceKind
  readonly slug: string
  readonly unitId: string
  readonly unitName: string
  readonly refersTo: string | null
  readonly madeAt: Date
  readonly endedAt: Date | null
  readonly endedReason: string | null
}

/** A piece with its latest version. */
export type Written<Content = unknown> = Piece & { readonly version: Version<Content> }

/** What is written of a version, before anybody approves it. */
export type Draft<Content = object> = {
  readonly content: Content
  readonly areas: readonly string[]
  readonly files: readonly string[]
  readonly fromAt?: Date | null
  readonly untilAt?: Date | null
}

/** The only place that says what may be done when. Buttons and commands both ask here. */
const allowedIn = {
  save: ['draft'],
  submit: ['draft'],
  takeBack: ['awaiting'],
  approve: ['awaiting'],
  sendBack: ['awaiting'],
  express: ['draft', 'awaiting'],
  correct: ['approved'],
  end: ['approved'],
  follow: ['approved'],
  see: ['approved'],
} as const satisfies Record<string, readonly Version['state'][]>
export type PieceAct = keyof typeof allowedIn

const onlyOf: Readonly<Partial<Record<PieceAct, readonly PieceKind[]>>> = {
  express: ['alert'],
  follow: ['alert'],
  see: ['alert'],
  correct: ['article', 'guide'],
  end: ['article', 'guide'],
}

type Acted = Pick<Piece, 'kind' | 'endedAt'> & {
  readonly version: Pick<Version, 'number' | 'state' | 'isExpress' | 'seenAt'>
}

export function pieceCan(act: PieceAct, { kind, endedAt, version }: Acted): boolean {
  // A piece that stands may be withdrawn while its correction is being written.
  const state = act === 'end' && version.number > 1 ? 'approved' : version.state
  const states: readonly Version['state'][] = allowedIn[act]
  if (!states.includes(state) || onlyOf[act]?.includes(kind) === false) return false
  if (act === 'see') return version.isExpress && version.seenAt === null
  return endedAt === null
}

/** Of whoever wrote in a version none approves it or looks afterwards. */
export const isWriter = ({ writers }: Pick<Version, 'writers'>, personId: string): boolean =>
  writers.includes(personId)

const paths = {
  article: { office: '/lam-viec/tin-tuc', open: '/tin-tuc' },
  guide: { office: '/lam-viec/huong-dan', open: '/huong-dan' },
  alert: { office: '/lam-viec/canh-bao', open: '/canh-bao' },
} as const satisfies Record<PieceKind, { readonly office: string; readonly open: string }>

export const newsLinks = {
  office: (kind: PieceKind) => paths[kind].office,
  start: (kind: PieceKind) => `${paths[kind].office}/moi` as const,
  work: (kind: PieceKind, id: string) => `${paths[kind].office}/${id}`,
  write: (kind: PieceKind, id: string) => `${paths[kind].office}/${id}/soan`,
  decide: (kind: PieceKind, id: string) => `${paths[kind].office}/${id}/duyet`,
  list: (kind: PieceKind) => paths[kind].open,
  show: (kind: PieceKind, slug: string) => `${paths[kind].open}/${slug}`,
  feed: (kind: 'article' | 'alert') => `${paths[kind].open}/feed.xml` as const,
  cap: (id: string) => `/canh-bao/${id}.cap.xml`,
  file: (id: string) => `/tin-tuc/tep/${id}`,
  importCap: '/lam-viec/canh-bao/nhap-cap',
  express: (id: string) => `/lam-viec/canh-bao/${id}/phat-khan`,
  subscription: '/tai-khoan/canh-bao',
  chooseArea: '/canh-bao/noi-o',
  hotlines: '/duong-day-nong',
} as const

export const refusal = defineRefusals('news', {
  notFound: [
    'notFound',
    'Không có bài này. Mở lại danh sách rồi chọn.',
    'There is no such piece. Open the list again.',
  ],
  withdrawn: [
    'gone',
    'Bài này đã được rút, không còn hiệu lực.',
    'This piece was withdrawn and no longer holds.',
  ],
  notNow: [
    'conflict',
    'Việc này không làm được lúc này, vì bài đã sang bước khác. Tải lại trang để xem.',
    'Not possible now: the piece has moved on. Reload the page.',
  ],
  changedMeanwhile: [
    'conflict',
    'Người khác vừa sửa bài này. Chép lại phần đang viết, tải lại trang rồi sửa tiếp.',
    'Somebody else has just changed this piece. Copy what you wrote, reload the page and go on.',
  ],
  ownApproval: [
    'forbidden',
    'Người đã viết bài này không tự duyệt được. Cần một người khác duyệt.',
    'Whoever wrote in it cannot approve it. Another person must.',
  ],
  wrongArea: [
    'forbidden',
    '{area} không thuộc địa bàn của cơ quan ông/bà. Bỏ chọn khu vực này, hoặc nhờ cơ quan cấp trên đăng.',
    '{area} is outside of your agency’s area. Leave it out, or ask the agency above.',
  ],
  unknownArea: [
    'invalid',
    'Có khu vực không còn trong danh mục. Chọn lại khu vực.',
    'One of the areas is not in the list any more. Choose the areas again.',
  ],
  areasNeeded: [
    'invalid',
    'Chọn ít nhất một khu vực mà cảnh báo này dành cho.',
    'Choose at least one area that this warning is for.',
  ],
  incomplete: [
    'invalid',
    'Còn chỗ chưa điền hoặc điền chưa đúng. Xem từng ô được đánh dấu.',
    'Something is missing or not right. See each marked field.',
  ],
  reasonNeeded: [
    'invalid',
    'Ghi lý do, để người đọc biết vì sao.',
    'Give the reason, so that readers know why.',
  ],
  momentPast: [
    'invalid',
    'Thời điểm này không đọc được hoặc đã qua. Ghi ngày và giờ còn ở phía trước, ví dụ 18:30.',
    'This moment cannot be read or is past. Give a day and an hour ahead, such as 18:30.',
  ],
  overAlready: [
    'conflict',
    'Cảnh báo này đã quá giờ hết hiệu lực. Sửa lại thời hạn trước khi phát.',
    'This warning is past its end. Correct the end before issuing it.',
  ],
  notARecording: [
    'unsupportedType',
    'Tệp này không phải bản ghi âm MP3, M4A hoặc Ogg. Xuất lại tệp rồi tải lên.',
    'This file is no MP3, M4A or Ogg recording. Export it again and upload it.',
  ],
  notAPicture: [
    'unsupportedType',
    'Tệp này không phải ảnh. Chọn ảnh JPG, PNG hoặc WebP.',
    'This file is no picture. Choose a JPG, PNG or WebP.',
  ],
  altNeeded: [
    'invalid',
    'Ảnh cần lời mô tả, cho người không nhìn thấy ảnh. Ghi trong ảnh có gì.',
    'The picture needs words for those who do not see it. Say what it shows.',
  ],
  notCap: [
    'invalid',
    'Tệp này không phải cảnh báo CAP 1.2: {reason}. Yêu cầu bên gửi xuất lại tệp.',
    'This file is no CAP 1.2 alert: {reason}. Ask the sender for another one.',
  ],
  alreadyImported: [
    'conflict',
    'Cảnh báo này đã được nhập trước đó. Tìm trong danh sách theo tiêu đề.',
    'This warning was brought in before. Look for its title in the list.',
  ],
  unknownReference: [
    'conflict',
    'Tệp này hủy một cảnh báo chưa từng được nhập vào đây, nên không có gì để hủy.',
    'This file cancels a warning that never came in here, so there is nothing to cancel.',
  ],
})
