/** Báo không đúng: every no, and where it may be said. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { FactSource } from '#kernel/packs.ts'

export const refusal = defineRefusals('facts', {
  notFound: [
    'notFound',
    'Không có dữ kiện này trong sổ của ông/bà. Mở lại danh sách.',
    'There is no such fact in your book. Open the list again.',
  ],
  noNumber: [
    'forbidden',
    'Tài khoản chưa có số định danh nên chưa có sổ dữ kiện. Đăng nhập bằng tài khoản định danh mức 2.',
    'The account has no identity number, hence no book of facts. Sign in with a level 2 account.',
  ],
  ownWord: [
    'conflict',
    'Điều này do chính ông/bà khai. Ghi lại cho đúng trong hồ sơ sau; không cần yêu cầu ai sửa.',
    'You said this yourself. Write it rightly in your next form; nobody need be asked.',
  ],
  sameValue: [
    'invalid',
    'Giá trị ông/bà ghi giống giá trị đang có. Ghi giá trị đúng, hoặc quay lại nếu đã đúng.',
    'What you wrote is what stands there. Write the right value, or go back if it is right.',
  ],
})

/** Nguồn that can be asked to correct what it says; of what the person said there is nobody else to ask. */
export const mayObject = (source: FactSource): boolean =>
  source === 'register' || source === 'signed' || source === 'checked'
