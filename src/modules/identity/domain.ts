/** Định danh: who may sign in, for how long, and where they come back to. Pure. */

import { createHash } from 'node:crypto'
import { defineRefusals } from '#kernel/errors.ts'
import type { AssuranceLevel } from '#kernel/policy.ts'
import { isOwnPath, parseCalendarDate } from '#kernel/types.ts'
import { defineNotices } from '#modules/notifications/api.ts'

/** A session ends when it was not used for so long, and in any case after so long. */
export const idleMinutes = 30
/** Of those who sign for an agency, and on a device that others use too. */
export const signatoryIdleMinutes = 15
export const sharedIdleMinutes = 10
export const sessionHours = 12
/** How long a person may take at the provider. */
export const signInMinutes = 15

/** Ties a sign-in to the browser that began it. */
export const browserCookie = 'luot-dang-nhap'

/** The cookie that opens a session. */
export const sessionCookieOf = (value: string) => ({
  name: 'phien',
  value,
  maxAgeSeconds: sessionHours * 3600,
})

/** Lets a browser be known again at the next sign-in; kept for a year. */
export const knownBrowserCookie = 'thiet-bi'
export const knownBrowserDays = 365

const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/coc_coc/i, 'Cốc Cốc'],
  [/Zalo/i, 'Zalo'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/** The family of a browser and its system, for the owner to recognise: "Firefox, Windows". */
export function browserWords(userAgent: string): string {
  const of = (table: readonly (readonly [RegExp, string])[]) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [of(browsers), of(systems)].filter(Boolean).join(', ')
}

export const notices = defineNotices('identity', {
  newBrowser: {
    subject: ['Đăng nhập từ thiết bị mới', 'Sign-in from a new device'],
    body: [
      'Tài khoản của ông/bà được đăng nhập lúc {at} từ thiết bị chưa từng dùng: {browser}. Nếu không phải ông/bà, kết thúc phiên đó ngay.',
      'Your account was signed in to at {at} from a device not used before: {browser}. If it was not you, end that session now.',
    ],
  },
  factorAdded: {
    subject: ['Đã thêm yếu tố xác thực', 'A proof of identity was added'],
    body: [
      'Yếu tố “{name}” được thêm lúc {at}. Nếu không phải ông/bà, báo ngay người quản trị.',
      '“{name}” was added at {at}. If it was not you, tell your administrator at once.',
    ],
  },
  codeUsed: {
    subject: ['Đã dùng một mã khôi phục', 'A recovery code was used'],
    body: [
      'Một mã khôi phục được dùng lúc {at}, còn {left} mã. Nếu không phải ông/bà, báo ngay người quản trị.',
      'A recovery code was used at {at}; {left} are left. If it was not you, tell your administrator at once.',
    ],
  },
  factorRemoved: {
    subject: ['Đã gỡ yếu tố xác thực', 'A proof of identity was removed'],
    body: [
      'Yếu tố “{name}” được gỡ lúc {at}. Nếu không phải ông/bà, báo ngay người quản trị.',
      '“{name}” was removed at {at}. If it was not you, tell your administrator at once.',
    ],
  },
})

export const refusal = defineRefusals('identity', {
  signInEnded: [
    'gone',
    'Lượt đăng nhập này đã hết hạn hoặc đã dùng rồi. Bấm “Đăng nhập” để làm lại từ đầu.',
    'This sign-in has expired or was used already. Choose “Sign in” to start again.',
  ],
  providerSaidNo: [
    'forbidden',
    'Nơi cấp định danh chưa cho đăng nhập ({reason}). Bấm “Đăng nhập” để thử lại.',
    'The identity provider did not let you sign in ({reason}). Choose “Sign in” to try again.',
  ],
  providerUnreachable: [
    'unavailable',
    'Chưa kết nối được với nơi cấp định danh. Đợi vài phút rồi đăng nhập lại.',
    'The identity provider cannot be reached. Wait a few minutes and sign in again.',
  ],
  answerNotTrusted: [
    'forbidden',
    'Không tin được câu trả lời của nơi cấp định danh, nên chưa đăng nhập. Bấm “Đăng nhập” để thử lại.',
    'The answer of the identity provider cannot be trusted. Choose “Sign in” to try again.',
  ],
  levelNotReached: [
    'forbidden',
    'Tài khoản vừa dùng chưa đạt mức xác thực {level}. Nâng mức tài khoản định danh tại công an xã, rồi đăng nhập lại.',
    'The account does not reach assurance level {level}. Have it raised at the commune police, then sign in again.',
  ],
  noIdentityNumber: [
    'forbidden',
    'Tài khoản này chưa có số định danh cá nhân. Đăng nhập bằng tài khoản định danh mức độ 2, hoặc đến bộ phận một cửa để được giúp.',
    'This account has no personal identity number. Sign in with a level 2 account, or ask at a one-stop desk.',
  ],
  noPost: [
    'forbidden',
    'Tài khoản cán bộ này hiện không có vị trí công tác nào. Hỏi người quản trị của cơ quan.',
    'This officer account holds no post at present. Ask your administrator.',
  ],
  notYourPost: [
    'notFound',
    'Vị trí công tác này không thuộc về ông/bà hoặc đã kết thúc. Chọn vị trí khác.',
    'This post is not yours or has ended. Choose another.',
  ],
  noSuchSession: [
    'notFound',
    'Phiên này đã kết thúc rồi. Tải lại danh sách để xem các phiên còn lại.',
    'This session has ended already. Reload the list.',
  ],
})

/** A path of this site to come back to; anything else becomes the home page, so no link can lead elsewhere. */
export function safeReturnPath(text: string | undefined): string {
  if (!isOwnPath(text)) return '/'
  // Coming back to a step of signing in would go round in circles.
  return /^\/(dang-nhap|dang-xuat|chon-vi-tri|dinh-danh)(?![^/?#])/.test(text) ? '/' : text
}

export const officePath = '/lam-viec'

/** Where a person goes after signing in: officers to the office, citizens back to where they came from. */
export function landingPath(kind: 'citizen' | 'officer', returnTo: string): string {
  if (kind === 'citizen') return returnTo
  return returnTo === officePath || returnTo.startsWith(`${officePath}/`) ? returnTo : officePath
}

/** How old a fresh proof at the provider may be, the way back included. */
export const proofSecondsMax = 300
/** How far the clocks of two machines may stand apart. */
const clockSecondsMax = 60

type Levels = { readonly levelClaim: string; readonly levels: Readonly<Record<string, AssuranceLevel>> }

/**
 * Mức độ xác thực, as the provider tells it: the value of its claim, and only where it is silent the best of `amr`.
 * What the settings do not name is the lowest level. docs/legal.md#assurance
 */
export function levelOf(claims: Claims, { levelClaim, levels }: Levels): AssuranceLevel {
  const known = (value: unknown) =>
    (typeof value === 'string' && Object.hasOwn(levels, value) ? levels[value] : undefined) ?? 1
  const stated = claims[levelClaim]
  if (stated !== undefined) return known(stated)
  const ways = Array.isArray(claims.amr) ? claims.amr : []
  return ways.reduce<AssuranceLevel>((best, way) => (known(way) > best ? known(way) : best), 1)
}

/** The values to ask for when a level is needed, the lowest sufficient one first. */
export function acrValuesFor(levels: Levels['levels'], level: AssuranceLevel): string {
  const enough = Object.entries(levels).filter(([, one]) => one >= level)
  return enough
    .sort(([, a], [, b]) => a - b)
    .map(([value]) => value)
    .join(' ')
}

/** The left half of the hash, as ID tokens bind themselves to another token (OpenID Connect Core 3.1.3.6). */
const leftHalf = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

type Received = {
  readonly accessToken: string
  readonly code: string
  readonly clientId: string
  readonly now: Date
}

/** What is wrong with an ID token that the library lets pass, or `undefined`. `now` is ours. */
export function faultOf(claims: Claims, { accessToken, code, clientId, now }: Received): string | undefined {
  const soon = now.getTime() / 1000 + clockSecondsMax
  const { iat, auth_time: authTime, at_hash: atHash, c_hash: codeHash, azp } = claims
  if (!claims.sub) return 'no subject'
  if (typeof iat === 'number' && iat > soon) return 'issued in the future'
  if (authTime !== undefined && !(typeof authTime === 'number' && authTime <= soon))
    return 'proven in the future'
  if (atHash !== undefined && atHash !== leftHalf(accessToken)) return 'at_hash of another token'
  if (codeHash !== undefined && codeHash !== leftHalf(code)) return 'c_hash of another code'
  if (azp !== undefined && azp !== clientId) return 'azp of another client'
  return undefined
}

/** What a provider says of a person. Names of claims beside the standard ones are those of the national provider. */
export type Claims = { readonly [name: string]: unknown }

export type ClaimedPerson = {
  readonly subject: string
  readonly name: string | undefined
  readonly identityNumber: string | undefined
  readonly birthDate: ReturnType<typeof parseCalendarDate>
  readonly gender: 'male' | 'female' | undefined
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly addressLine: string | undefined
}

/** Reads the claims; whatever is not of the right shape counts as not said. */
export function readClaims(subject: string, claims: Claims, identityNumberClaim: string): ClaimedPerson {
  const text = (name: string, lengthMax = 200) => {
    const value = claims[name]
    return typeof value === 'string' && value.trim()
      ? value.trim().normalize('NFC').slice(0, lengthMax)
      : undefined
  }
  const address = claims.address as { formatted?: unknown } | string | undefined | null
  const formatted = typeof address === 'object' ? address?.formatted : address
  const identityNumber = text(identityNumberClaim)
  return {
    subject,
    name: text('name'),
    identityNumber: identityNumber && /^\d{12}$/.test(identityNumber) ? identityNumber : undefined,
    birthDate: parseCalendarDate(text('birthdate') ?? ''),
    gender: claims.gender === 'male' || claims.gender === 'female' ? claims.gender : undefined,
    phone: text('phone_number', 20),
    email: text('email'),
    addressLine:
      typeof formatted === 'string' && formatted.trim() ? formatted.trim().slice(0, 300) : undefined,
  }
}
