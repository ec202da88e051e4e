/** Mã của việc gửi tới cơ quan, and the secret with which whoever sent it follows it without an account. */

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const wordOf = (bytes: Uint8Array) => [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')

/** `PA-260310-7K3FM`: what it is, the day, and signs that are easily read out. */
export const dayCode = (kind: string, day: string, bytes: Uint8Array): string =>
  `${kind}-${day.slice(2).replaceAll('-', '')}-${wordOf(bytes)}`

/** Mã theo dõi, as it is drawn, as somebody may type it, and as it is shown. */
export const secretOf = (bytes: Uint8Array): string => wordOf(bytes)
export const typedSecret = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '')
export const shownSecret = (secret: string): string => `${secret.slice(0, 4)}-${secret.slice(4)}`
