/** Vắng mặt và làm thay: who may stand for whom, when, with what, and in which capacity they sign. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { Permission } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'

/** Vắng mặt, as it was declared. */
export type Absence = {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly personTitle: string | null
  readonly unitName: string | null
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly deputyId: string | null
  readonly deputyName: string | null
  readonly roles: readonly string[] | null
  readonly procedures: readonly string[] | null
  readonly signing: Signing | null
  readonly authorisation: string | null
  readonly revokedAt: Date | null
}

/** Tư cách ký: `KT.` of a deputy head for the head, `TUQ.` of a subordinate by written authorisation (docs/legal.md#acting-for). */
export type Signing = 'KT' | 'TUQ'
export const signings = ['KT', 'TUQ'] as const

/** A post with what it may do and where it stands in the tree. */
export type HeldPost = {
  readonly personId: string
  readonly name: string
  readonly title: string
  readonly unitId: string
  readonly unitName: string
  readonly unitPath: string
  readonly roles: readonly string[]
  readonly permissions: readonly Permission[]
}

export const isOn = (
  { fromOn, toOn, revokedAt }: Pick<Absence, 'fromOn' | 'toOn' | 'revokedAt'>,
  day: CalendarDate,
): boolean => revokedAt === null && fromOn <= day && day <= toOn

const isAtOrBelow = (path: string, top: string) => path === top || path.startsWith(`${top}.`)

/**
 * Ai được ký: `KT.` only the head's own deputy ("Phó …") in the same agency; `TUQ.` only who heads a part of the agency,
 * and never without a written authorisation. Nobody else signs for another (docs/legal.md#acting-for).
 */
export function maySignFor(
  signing: Signing,
  absent: readonly Pick<HeldPost, 'unitId' | 'unitPath' | 'permissions'>[],
  deputy: readonly Pick<HeldPost, 'title' | 'unitId' | 'unitPath' | 'permissions'>[],
): boolean {
  const signer = absent.filter(({ permissions }) => permissions.includes('dossier.sign'))
  return signer.some((head) =>
    deputy.some((post) =>
      signing === 'KT'
        ? post.unitId === head.unitId && /^phó /i.test(post.title)
        : isAtOrBelow(post.unitPath, head.unitPath) &&
          (post.permissions.includes('dossier.approve') || post.permissions.includes('dossier.sign')),
    ),
  )
}

/** Mã thủ tục as typed, apart by commas, spaces or lines. */
export const readCodes = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,;]+/).filter(Boolean)),
]

export const refusal = defineRefusals('organisation', {
  absenceNotFound: [
    'notFound',
    'Không tìm thấy lịch vắng mặt này. Tải lại trang.',
    'There is no such absence. Reload the page.',
  ],
  notYourPeople: [
    'forbidden',
    'Chỉ khai vắng mặt cho mình, cho người của đơn vị mình phụ trách, hoặc khi quản trị người dùng.',
    'You may declare an absence for yourself, for people of a unit you head, or as their administrator.',
  ],
  wrongDays: [
    'invalid',
    'Ngày kết thúc phải từ ngày bắt đầu trở đi và chưa qua. Sửa lại hai ngày.',
    'The last day must not be before the first, nor in the past. Correct the days.',
  ],
  unknownDeputy: [
    'invalid',
    'Người làm thay phải đang giữ vị trí ở cùng cơ quan, cơ quan cấp trên trực tiếp hoặc đơn vị bên dưới. Chọn lại.',
    'The deputy must hold a post in the same agency, the one above or one below it. Choose again.',
  ],
  ownDeputy: [
    'invalid',
    'Không thể tự làm thay cho mình. Chọn người khác.',
    'Nobody can stand for themselves. Choose someone else.',
  ],
  absencesOverlap: [
    'conflict',
    'Trong những ngày này đã có lịch vắng mặt. Hủy lịch cũ trước, rồi khai lại.',
    'There is an absence in these days already. Revoke it first, then declare this one.',
  ],
  deputyAway: [
    'conflict',
    '{name} cũng vắng trong những ngày này. Chọn người khác.',
    '{name} is away in these days too. Choose someone else.',
  ],
  deputyChain: [
    'conflict',
    'Trong những ngày này người vắng đang làm thay cho {name}; việc đã nhận thay không được giao tiếp. Hủy lịch đó trước.',
    'In these days the absent stands for {name}, and work done for another cannot be passed on. Revoke that first.',
  ],
  signingNotLawful: [
    'invalid',
    'Người này không ký thay được: KT. chỉ dành cho cấp phó cùng cơ quan, TUQ. chỉ dành cho người đứng đầu đơn vị bên trong. Bỏ phần ký hoặc chọn người khác.',
    'This person cannot sign for the absent: KT. is for the deputy head, TUQ. for the head of a part of the agency. Leave signing out or choose someone else.',
  ],
  authorisationNeeded: [
    'invalid',
    'Ghi số và ngày của văn bản ủy quyền. Ký thừa ủy quyền phải có văn bản.',
    'Give number and day of the written authorisation. Signing by authorisation needs one.',
  ],
  scopeNeeded: [
    'invalid',
    'Chọn ít nhất một vai trò hoặc ghi ít nhất một mã thủ tục có trong danh mục.',
    'Choose at least one role, or give at least one procedure of the catalogue.',
  ],
})
