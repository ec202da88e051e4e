/** Vị trí công tác: who manages people, and what a post must be. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { CalendarDate } from '#kernel/types.ts'

/** What is asked of a new post. */
export type NewPost = {
  readonly unitCode: string
  readonly title: string
  readonly roles: readonly string[]
  readonly fromOn: CalendarDate
  /** The last day; open-ended without it. */
  readonly toOn?: CalendarDate | undefined
}

/** A post as it stands in the list of people. */
export type DatedPost = {
  readonly postId: string
  readonly title: string
  readonly unitId: string
  readonly unitCode: string
  readonly unitName: string
  readonly roles: readonly string[]
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate | null
}

/** Cán bộ, with every post, the newest first. */
export type StaffMember = {
  readonly personId: string
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
  readonly posts: readonly DatedPost[]
}

/** Whether a post is held now, later, or no more. */
export function stateOf({ fromOn, toOn }: Pick<DatedPost, 'fromOn' | 'toOn'>, today: CalendarDate) {
  if (toOn !== null && toOn < today) return 'over'
  return fromOn > today ? 'coming' : 'held'
}

export const refusal = defineRefusals('organisation', {
  noSuchOfficer: [
    'notFound',
    'Không có cán bộ này trong phạm vi ông/bà quản trị. Tìm lại trong danh sách.',
    'There is no such officer among those you manage. Look in the list again.',
  ],
  ownPosts: [
    'forbidden',
    'Không tự sửa vị trí và quyền của mình. Nhờ một người quản trị khác.',
    'You cannot change your own posts and rights. Ask another administrator.',
  ],
  unitOutOfReach: [
    'invalid',
    'Đơn vị này không có hoặc nằm ngoài phạm vi ông/bà quản trị. Chọn đơn vị khác.',
    'This unit does not exist or lies outside of what you manage. Choose another.',
  ],
  nameNeeded: [
    'invalid',
    'Ghi họ và tên đầy đủ của cán bộ, từ 2 đến 100 chữ cái.',
    'Give the officer’s full name, 2 to 100 letters.',
  ],
  titleNeeded: [
    'invalid',
    'Ghi chức danh của vị trí, ví dụ: Chuyên viên.',
    'Give the title of the post, for example: officer.',
  ],
  rolesNeeded: [
    'invalid',
    'Chọn ít nhất một vai trò có trong danh sách.',
    'Choose at least one role of the list.',
  ],
  wrongPostDays: [
    'invalid',
    'Ngày kết thúc không được trước ngày bắt đầu. Sửa lại hai ngày.',
    'The last day must not be before the first. Correct the days.',
  ],
  accountSet: [
    'conflict',
    'Cán bộ này đã có tài khoản định danh. Muốn đổi, gửi đề nghị khôi phục truy cập để người thứ hai duyệt.',
    'This officer has an account already. To change it, ask for a reset, which a second person decides.',
  ],
  noSuchPost: [
    'notFound',
    'Vị trí này không có hoặc đã kết thúc. Tải lại trang.',
    'There is no such post, or it has ended. Reload the page.',
  ],
})
