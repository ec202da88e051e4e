/** Định danh: who may sign in, for how long, and where they come back to. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import { isOwnPath, parseCalendarDate } from '#kernel/types.ts'

/** A session ends when it was not used for so long, and in any case after so long. */
export const idleMinutes = 30
export const sessionHours = 12
/** How long a person may take at the provider. */
export const signInMinutes = 15

/** Ties a sign-in to the browser that began it. */
export const browserCookie = 'luot-dang-nhap'

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
