/** Yếu tố xác thực: what an officer proves themselves with beside the sign-in. Pure. docs/legal.md#assurance */

import { defineRefusals } from '#kernel/errors.ts'

export type Factor = {
  readonly id: string
  readonly name: string
  readonly addedAt: Date
  readonly confirmedAt: Date | null
  readonly usedAt: Date | null
}

/** Factors of one person; more only make guessing easier. */
export const factorsMax = 5
/** How long a form waits for its proof. */
export const keptMinutes = 30
/** Seconds in which one code counts; the one before and the one after count too (RFC 6238). */
export const stepSeconds = 30

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/** The steps of time whose code may still be taken: each once, and none before one that was taken. */
export function openSteps(now: Date, lastStep: number): number[] {
  const current = stepOf(now)
  return [current - 1, current, current + 1].filter((step) => step > lastStep)
}

export const factorLinks = {
  list: '/tai-khoan/yeu-to' as const,
  show: (id: string) => `/tai-khoan/yeu-to/${id}` as const,
  remove: (id: string) => `/tai-khoan/yeu-to/${id}/go` as const,
  prove: (id: string) => `/xac-minh/${id}` as const,
}

export const refusal = defineRefusals('identity', {
  wrongCode: [
    'invalid',
    'Mã chưa đúng hoặc đã dùng rồi. Đợi ứng dụng hiện mã mới, rồi nhập đủ 6 chữ số.',
    'The code is wrong or was used already. Wait for the app to show a new one and enter all 6 digits.',
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
})
