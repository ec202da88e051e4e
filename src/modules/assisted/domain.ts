/** Hỗ trợ nộp hồ sơ: who may help, with which device, under which number, and for how long. Pure. docs/legal.md#assisted */

import { defineRefusals } from '#kernel/errors.ts'
import type { Assisted } from '#kernel/packs.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'

/** Mục đích đồng ý in `consents.json`. */
export const helpPurpose = 'helped.filing'

/** A province that says nothing of help gives none. */
export const noHelp: Omit<Assisted, '$schema' | 'note'> = {
  procedures: [],
  keptMax: 1,
  daysAway: 7,
  wrongPinsMax: 10,
  sessionHours: 4,
}

/** Tổ công nghệ số cộng đồng. */
export type Team = {
  readonly id: string
  readonly unitId: string
  readonly unitCode: string
  readonly unitName: string
  readonly name: string
  readonly area: string | null
  readonly foundedAt: Date
}

/** Thành viên tổ, with dates. */
export type Member = {
  readonly id: string
  readonly teamId: string
  readonly personId: string
  readonly name: string
  readonly isLead: boolean
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly endedAt: Date | null
}

export type MemberState = 'coming' | 'active' | 'over' | 'ended'

export function memberState(
  { from, to, endedAt }: Pick<Member, 'from' | 'to' | 'endedAt'>,
  today: CalendarDate,
): MemberState {
  if (endedAt) return 'ended'
  if (today < from) return 'coming'
  return today > to ? 'over' : 'active'
}

export type DeviceState = 'active' | 'wiping' | 'wiped'

/** Máy của thành viên. */
export type Device = {
  readonly id: string
  readonly memberId: string
  readonly memberName: string
  readonly unitCode: string
  readonly number: number
  readonly name: string
  readonly state: DeviceState
  readonly enrolledAt: Date
  readonly contactAt: Date
  readonly lastSlip: number
  readonly wrongPins: number
  readonly wipeReason: string | null
  /** Numbers that arrived. */
  readonly arrived: readonly number[]
}

const dayMs = 86_400_000

/** Im lặng quá hạn: it has not been in touch for longer than the province lets it be away. */
export const isSilent = (
  { state, contactAt }: Pick<Device, 'state' | 'contactAt'>,
  { daysAway }: Pick<Assisted, 'daysAway'>,
  now: Date,
): boolean => state !== 'wiped' && now.getTime() - contactAt.getTime() > daysAway * dayMs

/** Số còn thiếu: given by the device and not here yet. Whoever holds such a slip waits for it. */
export function missingSlips({ lastSlip, arrived }: Pick<Device, 'lastSlip' | 'arrived'>): readonly number[] {
  const here = new Set(arrived)
  const last = Math.max(lastSlip, ...arrived, 0)
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !here.has(number))
}

/** The device that stands in slips given on a page, without any. */
export const noDevice = 0
export const slipMax = 9999

/** Số phiếu: `HT-H11.31.01-03-0001`; dense on each device. */
export const slipOf = (unitCode: string, device: number, number: number): string =>
  `HT-${unitCode}-${String(device).padStart(2, '0')}-${String(number).padStart(4, '0')}`

/** Số thứ tự on a slip of this device; `undefined` for a slip that it cannot have given. */
export function numberOn(slip: string, unitCode: string, device: number): number | undefined {
  const number = Number(slip.slice(-4))
  return Number.isInteger(number) && number > 0 && slip === slipOf(unitCode, device, number)
    ? number
    : undefined
}

/** Lượt hỗ trợ, as its helper sees it: never whose it is once it has ended. */
export type Session = {
  readonly id: string
  readonly slip: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly dossierCode: string | null
  readonly arrivedAt: Date
  readonly untilAt: Date
  readonly endedAt: Date | null
}

/** Đang mở: until Done is pressed, and never longer than its hours. */
export const isOpen = ({ endedAt, untilAt }: Pick<Session, 'endedAt' | 'untilAt'>, now: Date): boolean =>
  endedAt === null && now < untilAt

export const assistedLinks = {
  home: '/ho-tro' as const,
  papers: '/ho-tro/giay-to' as const,
  form: (code: string) => `/ho-tro/lap/${code}` as const,
  slip: (id: string) => `/ho-tro/phieu/${id}` as const,
  done: (id: string) => `/ho-tro/phieu/${id}/xong` as const,
  enrol: '/ho-tro/may' as const,
  key: (id: string) => `/ho-tro/may/${id}/khoa` as const,
  contact: (id: string) => `/ho-tro/may/${id}/lien-lac` as const,
  giveUp: (id: string) => `/ho-tro/may/${id}/bo` as const,
  teams: '/lam-viec/to-cong-nghe-so' as const,
  team: (id: string) => `/lam-viec/to-cong-nghe-so/${id}` as const,
  appoint: (id: string) => `/lam-viec/to-cong-nghe-so/${id}/thanh-vien` as const,
  endMember: (team: string, member: string) =>
    `/lam-viec/to-cong-nghe-so/${team}/thanh-vien/${member}/thoi` as const,
  wipe: (team: string) => `/lam-viec/to-cong-nghe-so/${team}/xoa-may` as const,
}

/** The longest time for which somebody is appointed at once. */
export const yearsMax = 5

/** Throws `assisted.wrongDays` for days that are upside down or too far apart. */
export function termOf(
  from: CalendarDate | undefined,
  to: CalendarDate | undefined,
  today: CalendarDate,
): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const first = from ?? today
  if (!to || to < first || to < today) throw refusal.wrongDays()
  const latest = `${Number(first.slice(0, 4)) + yearsMax}${first.slice(4)}`
  if (to > latest) throw refusal.wrongDays()
  return { from: first, to }
}

/** A path as a finger draws it: moves and lines, and enough of them to be a signature. */
export function isSignature(path: string): boolean {
  return (
    path.length <= 20_000 &&
    /^(M[\d.]+ [\d.]+( L[\d.]+ [\d.]+)+ ?)+$/.test(path) &&
    path.split('L').length > 8
  )
}

/** The day on which somebody agreed, as the device says; neither later than now nor longer ago than it may be away. */
export function saidAt(typed: string | undefined, now: Date, { daysAway }: Pick<Assisted, 'daysAway'>): Date {
  const at = new Date(typed ?? now)
  const isSound = !Number.isNaN(at.getTime()) && at <= now
  const earliest = now.getTime() - 4 * daysAway * dayMs
  return isSound && at.getTime() > earliest ? at : now
}

/** The calendar day of an instant in the province. */
export const dayOf = (at: Date): CalendarDate => dateOf(at)

export const refusal = defineRefusals('assisted', {
  notFound: [
    'notFound',
    'Không có mục này, hoặc không thuộc phạm vi của ông/bà.',
    'There is no such thing, or it is not yours.',
  ],
  notAMember: [
    'forbidden',
    'Trang này dành cho thành viên tổ công nghệ số cộng đồng. Ủy ban nhân dân xã ghi tên thành viên.',
    'This is for members of a community digital team. The commune appoints them.',
  ],
  notACommune: [
    'invalid',
    'Tổ công nghệ số cộng đồng lập ở xã, phường, đặc khu. Chọn một ủy ban nhân dân cấp xã trong phạm vi của mình.',
    'Teams belong to communes. Choose one that you reach.',
  ],
  nameNeeded: ['invalid', 'Ghi tên, từ 3 đến 120 chữ.', 'Give a name of 3 to 120 letters.'],
  nameTaken: ['conflict', 'Xã đã có tổ mang tên này.', 'The commune has a team of this name.'],
  wrongDays: [
    'invalid',
    'Ghi ngày cuối: không trước hôm nay, không trước ngày đầu, nhiều nhất 5 năm.',
    'Give the last day: not past, not before the first, five years at most.',
  ],
  badIdentity: ['invalid', 'Số định danh có 12 chữ số.', 'An identity number has 12 figures.'],
  badPhone: [
    'invalid',
    'Số điện thoại có 10 chữ số, bắt đầu bằng 0.',
    'A phone number has 10 figures and begins with 0.',
  ],
  badName: ['invalid', 'Ghi họ và tên như trên thẻ.', 'Give the name as on the card.'],
  nameDiffers: [
    'invalid',
    'Số định danh và họ tên không khớp. Xem lại thẻ rồi gõ lại.',
    'Number and name do not fit together. Look at the card and type again.',
  ],
  alreadyMember: ['conflict', 'Người này đang là thành viên của tổ.', 'This person is a member already.'],
  notYourself: [
    'conflict',
    'Không tự giúp mình ở đây. Hồ sơ của mình nộp trong tài khoản.',
    'Nobody helps themselves here. Submit your own dossier from your account.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do xóa máy.', 'Say why the device is wiped.'],
  deviceNameNeeded: ['invalid', 'Đặt tên cho máy, ví dụ Điện thoại thôn 2.', 'Name the device.'],
  deviceUnsound: [
    'invalid',
    'Máy gửi thiếu thông tin. Tải lại trang rồi ghi máy lại.',
    'The device sent too little. Reload and enrol again.',
  ],
  deviceEnded: [
    'conflict',
    'Máy này đã bị lệnh xóa. Ghi máy lại nếu còn dùng.',
    'This device was ordered to be wiped. Enrol again to go on.',
  ],
  tooManyDevices: [
    'conflict',
    'Đã ghi đủ số máy. Bỏ bớt một máy cũ trước.',
    'There are enough devices. Give up an old one first.',
  ],
  notFit: [
    'notFound',
    'Thủ tục này không nằm trong danh sách làm giúp. Mời bà con đến bộ phận một cửa.',
    'This procedure is not among those fit for help. The desk takes it.',
  ],
  consentNeeded: [
    'invalid',
    'Đọc nội dung cho bà con nghe rồi đánh dấu khi được đồng ý.',
    'Read the words aloud and tick once the person agrees.',
  ],
  evidenceNeeded: [
    'invalid',
    'Cần chữ ký trên màn hình, ảnh giấy đã ký, hoặc đoạn ghi âm lời đồng ý.',
    'A drawn signature, a picture of a signed paper or a recording is needed.',
  ],
  wrongSlip: [
    'invalid',
    'Số phiếu không thuộc máy này hoặc đã dùng. Tải lại trang khi có mạng.',
    'The slip is not of this device, or was used. Reload with a line.',
  ],
  wordsChanged: [
    'conflict',
    'Nội dung xin đồng ý đã thay đổi. Đọc lại nội dung mới cho bà con.',
    'The words have changed. Read the new ones to the person.',
  ],
  sessionEnded: [
    'conflict',
    'Lượt hỗ trợ này đã kết thúc, nên không xem được nữa. Bà con xem bằng số phiếu và 4 số cuối điện thoại.',
    'This session has ended and cannot be seen any more. The person follows it by the slip and the last 4 figures of the phone.',
  ],
})
