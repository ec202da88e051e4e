/** Khôi phục truy cập: an officer who lost every factor starts anew, after two others agreed. Pure. docs/legal.md#assurance */

import { defineRefusals } from '#kernel/errors.ts'

export type Reset = {
  readonly id: string
  readonly personId: string
  readonly name: string
  /** Title and unit of the officer's posts of today. */
  readonly posts: readonly { readonly title: string; readonly unitId: string; readonly unitName: string }[]
  readonly reason: string
  /** The new account at the provider, where it changes. */
  readonly subject: string | null
  readonly askedById: string
  readonly askedByName: string
  readonly askedAt: Date
}

export const resetLinks = {
  list: '/lam-viec/khoi-phuc-truy-cap' as const,
  decide: (id: string) => `/lam-viec/khoi-phuc-truy-cap/${id}` as const,
}

export const refusal = defineRefusals('identity', {
  ownReset: [
    'forbidden',
    'Không tự đề nghị khôi phục cho mình. Nhờ một người quản trị khác.',
    'You cannot ask for your own reset. Ask another administrator.',
  ],
  resetWaits: [
    'conflict',
    'Người này đã có một đề nghị đang chờ duyệt. Đợi kết quả của đề nghị đó.',
    'A request for this person waits already. Wait until it is decided.',
  ],
  accountTaken: [
    'conflict',
    'Tài khoản định danh này đã thuộc về người khác. Kiểm tra lại từng ký tự.',
    'This account belongs to someone else. Check it letter by letter.',
  ],
  noSuchReset: [
    'notFound',
    'Đề nghị này không còn chờ duyệt. Tải lại danh sách.',
    'This request does not wait any more. Reload the list.',
  ],
  secondPerson: [
    'forbidden',
    'Phải do người thứ hai duyệt: lãnh đạo đơn vị của cán bộ, hoặc người quản trị không phải người đã đề nghị.',
    'A second person decides: the head of the officer’s unit, or an administrator other than the one who asked.',
  ],
})
