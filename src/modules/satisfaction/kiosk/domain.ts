/** Máy đánh giá: what is typed at it, and how far somebody has answered. Nothing is kept in the device between pages. Pure. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CriteriaSet } from '#kernel/packs.ts'
import { parseDossierCode } from '#modules/dossiers/api.ts'
import { type AskedCriterion, choicesOf, isAsked } from '../criteria/domain.ts'
import { readNumber } from '../inviting/domain.ts'

export const kioskLinks = {
  show: () => '/may-danh-gia',
  claim: (id: string, key: string) => `/may-danh-gia/ghi-danh/${id}/${key}`,
}
export const kioskCookie = 'may-danh-gia'
/** The device stays enrolled until somebody ends it. */
export const kioskCookieSeconds = 400 * 86_400
/** How long the address of a new device may be opened, once. */
export const claimHours = 24

/** Ends what somebody left standing; the last page goes sooner. */
export const resetSeconds = { open: 90, thanks: 12 } as const

type Purpose = 'claim' | 'device'

/** A secret that only the platform can make, so that none has to be stored. */
export const keyOf = (secretKey: string, purpose: Purpose, id: string): string =>
  createHmac('sha256', secretKey).update(`kiosk ${purpose} ${id}`).digest('base64url')

export function isKeyOf(secretKey: string, purpose: Purpose, id: string, given: string): boolean {
  const [own, other] = [Buffer.from(keyOf(secretKey, purpose, id)), Buffer.from(given)]
  return own.length === other.length && timingSafeEqual(own, other)
}

export type Typed =
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'code'; readonly code: string }

/** The number of the slip, what a scanner reads of its QR code, or the code of the dossier. */
export function readTyped(text: string): Typed | undefined {
  const plain = text.trim()
  const token = /\/danh-gia\/([\w-]{22})/.exec(plain)?.[1]
  if (token) return { by: 'token', token }
  const number = readNumber(plain)
  if (number) return { by: 'number', number }
  const code = parseDossierCode(plain)
  return code && { by: 'code', code }
}

export const typedMax = 80

/** What the field holds after a key of the page was pressed: a digit, or `xoa` for the last one. */
export function pressed(typed: string, key: string | undefined): string {
  if (key === 'xoa') return typed.slice(0, -1)
  return key !== undefined && /^\d$/.test(key) ? `${typed}${key}`.slice(0, typedMax) : typed
}

export type Place =
  | { readonly at: 'question'; readonly criterion: AskedCriterion; readonly index: number }
  /** All is answered; whether the agency may know who it was is asked last. */
  | { readonly at: 'name' }

/** The first question without an answer that there is. */
export function placeOf(
  set: Pick<CriteriaSet, 'criteria'>,
  typed: (number: string) => string | undefined,
): Place {
  const asked = set.criteria.filter(isAsked)
  const index = asked.findIndex((one) => !choicesOf(one).some(({ value }) => value === typed(one.number)))
  const criterion = asked[index]
  return criterion ? { at: 'question', criterion, index } : { at: 'name' }
}
