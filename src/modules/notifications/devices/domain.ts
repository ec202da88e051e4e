/** Thiết bị nhận thông báo đẩy: what a browser gives to be reached, and what it is told. Pure. */

import { createHmac } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { defineRefusals } from '#kernel/errors.ts'

/** `PushSubscription.toJSON()` of a browser; what it gives beside is left out. */
export const Subscription = Type.Object({
  endpoint: Type.String({ maxLength: 1_000 }),
  keys: Type.Object({
    p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}$' }),
    auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
  }),
})
export type Subscription = Static<typeof Subscription>

/** What travels encrypted to the browser: nothing by which a stranger would know the person. */
export type PushMessage = {
  readonly title: string
  readonly text: string
  readonly language: 'vi' | 'en'
  readonly link: string
  readonly proof: string
}

/** Devices of one person; the oldest makes room. */
export const devicesMax = 10

/** Only the browser that the message was encrypted for learns it. */
export const proofOf = (secretKey: string, attemptId: string): string =>
  createHmac('sha256', secretKey).update(`arrived ${attemptId}`).digest('base64url')

const browsers = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bcoc_coc_browser\//i, 'Cốc Cốc'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const systems = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
] as const

/** A browser as its owner knows it again: `Chrome, Android`. */
export function labelOf(userAgent: string): string {
  const first = (known: readonly (readonly [RegExp, string])[]) =>
    known.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [first(browsers), first(systems)].filter(Boolean).join(', ') || 'Web'
}

export const refusal = defineRefusals('devices', {
  badSubscription: [
    'invalid',
    'Trình duyệt chưa cho địa chỉ nhận tin. Bấm “Bật trên thiết bị này” lần nữa.',
    'The browser gave no address. Press the button again.',
  ],
  unknownService: [
    'unavailable',
    'Tỉnh chưa nối với dịch vụ đẩy tin của trình duyệt này. Dùng trình duyệt khác, hoặc nhận qua điện thoại hay thư.',
    'The province is not connected to the push service of this browser. Use another one, or phone or e-mail.',
  ],
})
