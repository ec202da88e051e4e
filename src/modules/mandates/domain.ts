/** Quyền thay mặt: who may act in whose account, as what, until when, and who has to agree. Pure. */

import { defineRefusals, type Sentence } from '#kernel/errors.ts'
import type { MandateRole, MandateScope } from '#kernel/policy.ts'
import { addDays, type CalendarDate, calendarDate, dateOf, instantAt } from '#kernel/types.ts'

/** Where the right comes from: a register says so, a paper does, the represented agreed, or a firm invited. */
export type MandateSource = 'register' | 'paper' | 'consent' | 'invitation'
/** Who still has to say yes. */
export type Awaited = 'represented' | 'agent' | 'desk'
export type Ending = 'refused' | 'revoked' | 'left'

/** Quyền thay mặt, with the names of both sides. */
export type Mandate = {
  readonly id: string
  readonly representedId: string
  readonly representedName: string
  readonly representedKind: 'citizen' | 'enterprise' | 'household'
  readonly representedIdentity: string | null
  readonly agentIdentity: string
  /** Known once the agent signed in or agreed. */
  readonly agentId: string | null
  readonly agentName: string | null
  readonly role: MandateRole
  readonly scopes: readonly MandateScope[]
  readonly procedures: readonly string[] | null
  readonly source: MandateSource
  readonly evidence: string | null
  readonly fileId: string | null
  readonly unitId: string | null
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly askedBy: string
  readonly askedAt: Date
  readonly awaits: Awaited | null
  readonly confirmedAt: Date | null
  readonly endedAt: Date | null
  readonly ending: Ending | null
  readonly reason: string | null
}

const all: readonly MandateScope[] = ['look', 'submit', 'pay', 'receive', 'wallet', 'manage']

/** What each role may do. Of `authorised` it is the most that can be given; the represented chooses. */
export const scopesOf: Readonly<Record<MandateRole, readonly MandateScope[]>> = {
  legalRepresentative: all,
  memberManager: all,
  memberSubmitter: ['look', 'submit', 'pay', 'receive', 'wallet'],
  memberViewer: ['look'],
  parent: all,
  guardian: all,
  authorised: ['look', 'submit', 'pay', 'receive', 'wallet'],
  helper: ['look', 'submit'],
}

export const roleNames: Readonly<Record<MandateRole, Sentence>> = {
  legalRepresentative: { vi: 'Người đại diện theo pháp luật, chủ hộ', en: 'Legal representative or head' },
  memberManager: { vi: 'Người quản lý tài khoản của tổ chức', en: 'Manager of the account' },
  memberSubmitter: { vi: 'Người nộp hồ sơ của tổ chức', en: 'Member who submits' },
  memberViewer: { vi: 'Người theo dõi hồ sơ của tổ chức', en: 'Member who follows' },
  parent: { vi: 'Cha, mẹ', en: 'Parent' },
  guardian: { vi: 'Người giám hộ', en: 'Guardian' },
  authorised: { vi: 'Người được ủy quyền', en: 'Authorised person' },
  helper: { vi: 'Người giúp (tổ công nghệ số cộng đồng)', en: 'Helper (community digital team)' },
}

export const scopeNames: Readonly<Record<MandateScope, Sentence>> = {
  look: { vi: 'Xem hồ sơ', en: 'See dossiers' },
  submit: { vi: 'Làm, nộp, bổ sung, rút hồ sơ', en: 'Fill in, submit, complete and withdraw' },
  pay: { vi: 'Nộp phí', en: 'Pay fees' },
  receive: { vi: 'Nhận kết quả', en: 'Receive results' },
  wallet: { vi: 'Xem và dùng ví giấy tờ', en: 'See and use the wallet' },
  manage: { vi: 'Quản lý tài khoản và quyền thay mặt', en: 'Manage the account and its mandates' },
}

export const sourceNames: Readonly<Record<MandateSource, Sentence>> = {
  register: { vi: 'Cơ sở dữ liệu của Nhà nước xác nhận', en: 'Proven by a register of the State' },
  paper: { vi: 'Giấy tờ, cán bộ đã đối chiếu', en: 'A paper that an officer compared' },
  consent: { vi: 'Người được thay mặt đồng ý', en: 'The represented agreed' },
  invitation: { vi: 'Tổ chức mời, người được mời nhận', en: 'Invited by the organisation and accepted' },
}

const memberRoles = ['memberManager', 'memberSubmitter', 'memberViewer'] as const satisfies MandateRole[]
const personRoles = ['authorised', 'helper'] as const satisfies MandateRole[]
export type GrantedRole = (typeof memberRoles)[number] | (typeof personRoles)[number]

/**
 * Roles that whoever acts in an account may give: people authorise and let themselves be helped, a firm takes in members. A
 * manager makes no other managers.
 */
export function grantableRoles(
  isOrganisation: boolean,
  own: MandateRole | undefined,
): readonly GrantedRole[] {
  if (!isOrganisation) return personRoles
  return own === 'memberManager' ? ['memberSubmitter', 'memberViewer'] : memberRoles
}

/** Whether whoever acts for the represented may end it: what a register or a desk proved is not theirs to end. */
export function mayRevoke(
  { role, source, awaits, representedKind }: Pick<Mandate, 'role' | 'source' | 'awaits' | 'representedKind'>,
  own: MandateRole | undefined,
): boolean {
  if (awaits === 'desk' || role === 'legalRepresentative' || role === 'parent' || role === 'guardian')
    return false
  if (source === 'paper' || representedKind === 'citizen') return true
  const roles: readonly MandateRole[] = grantableRoles(true, own)
  return roles.includes(role)
}

export type Standing = 'asked' | 'coming' | 'inForce' | 'over' | Ending

/** Hiệu lực at a moment. */
export function standingOf({ awaits, endedAt, ending, validFrom, validUntil }: Mandate, now: Date): Standing {
  if (endedAt && ending) return ending
  if (validUntil && validUntil.getTime() <= now.getTime()) return 'over'
  if (awaits) return 'asked'
  return validFrom.getTime() > now.getTime() ? 'coming' : 'inForce'
}

/** Đủ 18 tuổi: from the first moment of the birthday nobody acts for a child as its parent (docs/legal.md#mandates). */
export function comesOfAge(birthDate: CalendarDate): Date {
  const year = Number(birthDate.slice(0, 4)) + 18
  const day = birthDate.slice(5)
  // Born on 29 February: eighteen full years are over when that day is, in a year without it.
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return instantAt(calendarDate(`${year}-${day === '02-29' && !isLeap ? '03-01' : day}`))
}

export const helpHours = ['4', '24', '72', '168'] as const

export type Term = { readonly from: Date; readonly until: Date | null }

type AskedTerm = {
  readonly role: GrantedRole
  /** Of a helper, from now on. */
  readonly hours?: (typeof helpHours)[number] | undefined
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
}

/** Từ ngày, đến hết ngày. Throws `mandates.untilNeeded`, `mandates.wrongDays`; nobody gives more time than they have. */
export function termOf({ role, hours, from, to }: AskedTerm, now: Date, atMost: Date | null): Term {
  if (role === 'helper') {
    if (!hours) throw refusal.hoursNeeded()
    return { from: now, until: earlier(new Date(now.getTime() + Number(hours) * 3_600_000), atMost) }
  }
  if (!to && role === 'authorised') throw refusal.untilNeeded()
  const today = dateOf(now)
  const first = from && from > today ? from : today
  if (to && to < first) throw refusal.wrongDays()
  return {
    from: first === today ? now : instantAt(first),
    until: earlier(to ? instantAt(addDays(to, 1)) : null, atMost),
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other
  return one < other ? one : other
}

/** The last day that still counts, as people say it. */
export const lastDayOf = (until: Date): CalendarDate => dateOf(new Date(until.getTime() - 1))

const digits = (text: string) => text.replace(/[\s.]/g, '')

/** Số định danh as typed. Throws `mandates.badIdentity`. */
export function identityIn(text: string): string {
  const number = digits(text)
  if (!/^\d{12}$/.test(number)) throw refusal.badIdentity()
  return number
}

/** Mã số doanh nghiệp, hộ kinh doanh as typed; a household's is its head's number since 1/7/2025. Throws `mandates.badTaxCode`. */
export function taxCodeIn(text: string): string {
  const code = digits(text)
  if (!/^(\d{10}(-\d{3})?|\d{12})$/.test(code)) throw refusal.badTaxCode()
  return code
}

/** Họ và tên as registers write it. Throws `mandates.badName`. */
export function nameIn(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ').normalize('NFC')
  if (name.length < 2 || name.length > 100) throw refusal.badName()
  return name
}

export const mandateLinks = {
  list: '/tai-khoan/thay-mat',
  add: (kind: string) => `/tai-khoan/thay-mat/moi/${kind}` as const,
  enter: (id: string) => `/tai-khoan/thay-mat/${id}/lam-thay` as const,
  accept: (id: string) => `/tai-khoan/thay-mat/${id}/dong-y` as const,
  refuse: (id: string) => `/tai-khoan/thay-mat/${id}/tu-choi` as const,
  end: (id: string) => `/tai-khoan/thay-mat/${id}/thoi` as const,
  leave: '/tai-khoan/thay-mat/tro-lai',
  desk: '/lam-viec/thay-mat',
  deskFile: (id: string) => `/lam-viec/thay-mat/${id}/tep` as const,
  decide: (id: string) => `/lam-viec/thay-mat/${id}` as const,
} as const

export const refusal = defineRefusals('mandates', {
  notFound: [
    'notFound',
    'Không tìm thấy quyền thay mặt này. Mở lại danh sách.',
    'There is no such mandate. Open the list again.',
  ],
  notNow: [
    'conflict',
    'Quyền thay mặt này vừa đổi: đã được trả lời, đã hết hoặc đã thôi. Tải lại danh sách để xem.',
    'This mandate has just changed: answered, over or ended. Reload the list.',
  ],
  notYoursToEnd: [
    'forbidden',
    'Quyền này do cơ quan đăng ký hoặc cán bộ xác nhận nên không tự thôi thay người kia được. Nếu đã đổi, đề nghị sửa ở cơ quan đăng ký hoặc đến Bộ phận Một cửa.',
    'A register or an officer proved this, so you cannot end it for the other. If it has changed, have the register corrected or ask the desk.',
  ],
  already: [
    'conflict',
    'Người này đã có hoặc đang chờ quyền đó trong những ngày này. Xem danh sách; muốn đổi thì thôi quyền cũ trước.',
    'This person already has or awaits that mandate in these days. See the list; end the old one first to change it.',
  ],
  ownMandate: [
    'invalid',
    'Không cần trao quyền cho chính mình. Ghi số định danh của người khác.',
    'You need no mandate for yourself. Give the number of another person.',
  ],
  numberNeeded: [
    'forbidden',
    'Tài khoản chưa có số định danh cá nhân nên chưa thay mặt ai được. Đăng nhập bằng tài khoản định danh mức 2.',
    'Your account has no identity number, so it cannot act for anybody. Sign in with a level 2 account.',
  ],
  roleNotYours: [
    'forbidden',
    'Tư cách này không trao được ở đây. Chọn một tư cách khác trong danh sách.',
    'You cannot give this role here. Choose another of the list.',
  ],
  badIdentity: [
    'invalid',
    'Số định danh chưa đúng. Ghi đủ 12 chữ số như trên căn cước.',
    'The number is not right. Write all 12 digits as on the card.',
  ],
  badTaxCode: [
    'invalid',
    'Mã số chưa đúng. Ghi 10 chữ số của doanh nghiệp, hoặc 12 chữ số của hộ kinh doanh.',
    'The code is not right. Write the 10 digits of the firm, or the 12 of the household business.',
  ],
  badName: ['invalid', 'Ghi họ và tên như trên căn cước.', 'Write the full name as on the card.'],
  badBirth: [
    'invalid',
    'Ngày sinh chưa đúng. Ghi đủ ngày, tháng, năm.',
    'The birthday is not right. Give day, month and year.',
  ],
  wrongDays: [
    'invalid',
    'Ngày cuối phải từ ngày đầu trở đi và chưa qua. Sửa lại hai ngày.',
    'The last day must not be before the first, nor past. Correct the days.',
  ],
  untilNeeded: ['invalid', 'Ghi ngày cuối của việc ủy quyền.', 'Give the last day of the authorisation.'],
  hoursNeeded: ['invalid', 'Chọn thời gian được giúp.', 'Choose for how long you are helped.'],
  scopeNeeded: [
    'invalid',
    'Chọn ít nhất một việc được làm thay.',
    'Choose at least one thing that may be done.',
  ],
  unknownProcedure: [
    'invalid',
    'Không có thủ tục mã {code} trong danh mục. Xem mã ở trang thủ tục, ví dụ 1.001193.',
    'There is no procedure {code} in the catalogue. See the code on its page, such as 1.001193.',
  ],
  notRepresentative: [
    'forbidden',
    'Cơ quan đăng ký không ghi ông/bà là người đại diện theo pháp luật hoặc chủ hộ của mã số này. Kiểm tra mã số; nếu mới đổi người đại diện, thử lại khi cơ quan đăng ký đã cập nhật.',
    'The register does not name you as representative or head under this code. Check the code; after a change try again once the register is updated.',
  ],
  notActive: [
    'forbidden',
    'Cơ quan đăng ký ghi tổ chức này không còn hoạt động ({state}), nên không mở tài khoản được.',
    'The register says that this organisation is no longer active ({state}), so it gets no account.',
  ],
  notTheirParent: [
    'forbidden',
    'Cơ sở dữ liệu dân cư không ghi ông/bà là cha, mẹ hoặc người giám hộ của người này. Kiểm tra lại; nếu đúng, nộp giấy khai sinh hoặc quyết định cử người giám hộ để cán bộ đối chiếu.',
    'The population database does not name you as parent or guardian of this person. Check again; if you are, hand in the paper for an officer to compare.',
  ],
  ofAge: [
    'conflict',
    'Người này đã đủ 18 tuổi nên tự làm hoặc ủy quyền cho ông/bà.',
    'This person is 18 or older: they act themselves or authorise you.',
  ],
  noSuchPerson: [
    'invalid',
    'Số định danh, họ tên và ngày sinh không khớp nhau. Kiểm tra lại trên căn cước.',
    'Number, name and birthday do not agree. Check them on the card.',
  ],
  paperNeeded: [
    'invalid',
    'Chưa có giấy tờ. Chụp ảnh hoặc chọn tệp, rồi chọn nơi đối chiếu.',
    'There is no paper. Take a photo or choose a file, then choose the desk that compares it.',
  ],
  reasonNeeded: [
    'invalid',
    'Ghi lý do không xác nhận để người nộp biết phải làm gì.',
    'Say why it is not confirmed, so that the person knows what to do.',
  ],
})
