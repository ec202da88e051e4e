/** Yếu tố xác thực: what an officer proves themselves with beside the sign-in. Pure. docs/legal.md#assurance */

import { defineRefusals } from '#kernel/errors.ts'

/** An app that makes codes, or a pair of keys on a device (khóa truy cập). */
export const factorKinds = ['passkey', 'totp'] as const
export type FactorKind = (typeof factorKinds)[number]

export type Factor = {
  readonly id: string
  readonly kind: FactorKind
  readonly name: string
  readonly addedAt: Date
  readonly confirmedAt: Date | null
  readonly usedAt: Date | null
}

/** Factors of one person; more only make guessing easier. */
export const factorsMax = 5
/** How long a form waits for its proof. */
export const keptMinutes = 30

export const factorLinks = {
  list: '/tai-khoan/yeu-to' as const,
  show: (id: string) => `/tai-khoan/yeu-to/${id}` as const,
  remove: (id: string) => `/tai-khoan/yeu-to/${id}/go` as const,
  recovery: '/tai-khoan/yeu-to/ma-khoi-phuc' as const,
  prove: (id: string) => `/xac-minh/${id}` as const,
}

export const refusal = defineRefusals('identity', {
  wrongCode: [
    'invalid',
    'Mã chưa đúng hoặc đã dùng rồi. Đợi ứng dụng hiện mã mới, rồi nhập đủ 6 chữ số.',
    'The code is wrong or was used already. Wait for the app to show a new one and enter all 6 digits.',
  ],
  wrongKey: [
    'invalid',
    'Không xác minh được khóa truy cập này. Thử lại với đúng thiết bị đã thêm, hoặc dùng cách khác bên dưới.',
    'This passkey could not be proven. Try again with the device you added, or use another way below.',
  ],
  keyNotTaken: [
    'invalid',
    'Thiết bị chưa tạo được khóa truy cập, hoặc khóa này đã thêm rồi. Bấm để tạo lại, hoặc thêm ứng dụng tạo mã.',
    'The device made no passkey, or this one was added before. Try again, or add a code app.',
  ],
  formGone: [
    'gone',
    'Việc chờ xác minh này đã gửi rồi hoặc đã quá 30 phút. Mở lại trang trước và làm lại.',
    'What waited for your proof was sent already or is older than 30 minutes. Open the page before and do it again.',
  ],
  proveFirst: [
    'forbidden',
    'Cần xác minh trước. Đăng nhập lại, hoặc nhập mã của yếu tố xác thực đã có.',
    'A proof is needed first. Sign in again, or enter the code of a factor you have.',
  ],
  noSuchFactor: [
    'notFound',
    'Không có yếu tố xác thực này. Mở lại danh sách.',
    'There is no such factor. Open the list again.',
  ],
  tooManyFactors: [
    'conflict',
    'Mỗi người có nhiều nhất 5 yếu tố xác thực. Gỡ một yếu tố không dùng nữa rồi thêm lại.',
    'A person may have 5 factors at most. Remove one that is no longer used.',
  ],
  factorFirst: [
    'conflict',
    'Thêm một yếu tố xác thực trước, rồi mới tạo mã khôi phục cho lúc mất yếu tố đó.',
    'Add a factor first; recovery codes are for the day it is lost.',
  ],
})
