/** Lời mời đánh giá: the address and the number on the slip. Pure. */

/** As it stands on the slip: two groups of four. */
export const spokenNumber = (number: string): string => `${number.slice(0, 4)} ${number.slice(4)}`

/** A number as typed; `undefined` when it cannot be one. */
export function readNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : undefined
}

export const surveyLinks = {
  /** Opens the questions about one dossier and nothing else of it. */
  survey: (token: string, from?: 'qr') => `/danh-gia/${token}${from ? `?nguon=${from}` : ''}`,
}
