/** Cookies and form tokens of one browser. */

import { createHmac, timingSafeEqual } from 'node:crypto'

export const sessionCookie = 'phien'
export const choiceCookie = 'tuy-chon'

/**
 * What browsers call a cookie. Over TLS those that scripts cannot read carry a prefix, by which a browser takes them from this
 * host alone, encrypted: a neighbour under the same domain cannot lay one down.
 */
export function cookieName(
  { publicUrl }: { readonly publicUrl: string },
  name: string,
  isReadable = false,
): string {
  return publicUrl.startsWith('https:') && !isReadable ? `__Host-${name}` : name
}

/** The token that a form of this session must send back. A page without a session has nothing to forge. */
export function formToken(secretKey: string, sessionToken: string | undefined): string {
  if (!sessionToken) return ''
  return createHmac('sha256', secretKey).update(`form ${sessionToken}`).digest('base64url')
}

/** Says whether the token belongs to the session, in constant time. */
export function isFormToken(secretKey: string, sessionToken: string, token: unknown): boolean {
  if (typeof token !== 'string') return false
  const [given, wanted] = [Buffer.from(token), Buffer.from(formToken(secretKey, sessionToken))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** How the person wants pages shown; kept in one readable cookie: `vi.dark.large.dense`. */
export type Choices = {
  readonly language: 'vi' | 'en'
  readonly theme: 'light' | 'dark' | 'contrast' | undefined
  readonly textSize: 'normal' | 'large' | 'largest'
  readonly density: 'comfortable' | 'dense' | undefined
}

const pick = <T extends string>(options: readonly T[], text: string | undefined): T | undefined =>
  options.find((option) => option === text)

export function readChoices(cookie: string | undefined): Choices {
  const parts = (cookie ?? '').split('.')
  return {
    language: pick(['vi', 'en'], parts[0]) ?? 'vi',
    theme: pick(['light', 'dark', 'contrast'], parts[1]),
    textSize: pick(['normal', 'large', 'largest'], parts[2]) ?? 'normal',
    density: pick(['comfortable', 'dense'], parts[3]),
  }
}

export function writeChoices({ language, theme, textSize, density }: Choices): string {
  return [language, theme ?? '', textSize, density ?? ''].join('.')
}

/** The language that `Accept-Language` likes best of the two we speak; Vietnamese when it says nothing of them. */
export function preferredLanguage(header: string | undefined): 'vi' | 'en' {
  const wish = { vi: 0, en: 0 }
  for (const entry of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
    const language = pick(['vi', 'en'], tag.split('-')[0])
    const quality = parameters.find((one) => one.trim().startsWith('q='))
    const weight = quality ? Number(quality.trim().slice(2)) : 1
    if (language && weight > wish[language]) wish[language] = weight
  }
  return wish.en > wish.vi ? 'en' : 'vi'
}
