/** Khóa dịch vụ: what a system shows to use the API. Pure. */

import { defineRefusals } from '#kernel/errors.ts'

export const refusal = defineRefusals('identity', {
  tokenNeedsName: [
    'invalid',
    'Chưa có tên hệ thống dùng khóa. Thêm --name "Tên hệ thống".',
    'The token has no name. Add --name "Name of the system".',
  ],
  tokenNeedsScope: [
    'invalid',
    'Chưa có phạm vi hợp lệ. Thêm --scope, ví dụ --scope dossiers.write.',
    'The token has no valid scope. Add --scope, for example --scope dossiers.write.',
  ],
  wrongRate: [
    'invalid',
    'Giới hạn ghi phải là số nguyên lớn hơn 0. Ví dụ --rate 600 cho 600 lần ghi một phút.',
    'The limit of writes must be a whole number above 0. For example --rate 600 for 600 writes a minute.',
  ],
  noSuchUnit: [
    'notFound',
    'Không có cơ quan nào đang hoạt động mang mã {code}.',
    'No unit in force has the code {code}.',
  ],
  noSuchToken: [
    'notFound',
    'Không có khóa nào đang dùng mang mã này. Kiểm tra lại mã in ra lúc tạo khóa.',
    'No live token has this id. Check the id that was printed when it was made.',
  ],
})

const scopePattern = /^[a-z][A-Za-z-]*\.[a-z][A-Za-z-]*$/

/** Phạm vi: `noun.verb`. */
export function isScope(text: string): boolean {
  return scopePattern.test(text)
}
