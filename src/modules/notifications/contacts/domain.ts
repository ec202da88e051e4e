/** Xác nhận địa chỉ: what a code must be, and why one is not taken. Pure. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { defineRefusals } from '#kernel/errors.ts'
import type { AddressKind } from '../outside/domain.ts'

export const codeMinutes = 10
export const codeTriesMax = 5
/** Codes that one person may ask for, and that one address may be sent, in a day. */
export const codesOfPerson = { name: 'contact-codes', max: 10, seconds: 86_400 } as const
export const codesToAddress = { name: 'contact-codes-to', max: 5, seconds: 86_400 } as const

export const refusal = defineRefusals('contacts', {
  badPhone: [
    'invalid',
    'Số điện thoại chưa đúng. Ghi số di động 10 chữ số, ví dụ 0912 345 678.',
    'The number is not right. Write a Vietnamese mobile number of 10 digits, such as 0912 345 678.',
  ],
  badEmail: [
    'invalid',
    'Địa chỉ thư chưa đúng. Ghi dạng ten@vi-du.vn.',
    'The address is not right. Write it as name@example.vn.',
  ],
  badCode: [
    'invalid',
    'Mã chưa đúng hoặc đã quá 10 phút. Xem lại tin vừa nhận, hoặc bấm “Gửi mã khác”.',
    'The code is not right or older than 10 minutes. Look again, or ask for another one.',
  ],
  notProved: [
    'conflict',
    'Kênh này chưa có địa chỉ đã xác nhận. Xác nhận địa chỉ trước, rồi chọn kênh.',
    'There is no proved address for this channel. Prove one first.',
  ],
})

/** Kept instead of the code; whoever reads the table learns neither code nor how to make one. */
export const codeHash = (secretKey: string, personId: string, address: string, code: string): string =>
  createHmac('sha256', secretKey).update(`contact ${personId} ${address} ${code}`).digest('hex')

export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export const contactKinds: readonly AddressKind[] = ['phone', 'email']
