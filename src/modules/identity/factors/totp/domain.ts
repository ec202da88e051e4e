/** Mã theo thời gian (TOTP, RFC 6238). Pure. */

/** Seconds in which one code counts; the one before and the one after count too. */
export const stepSeconds = 30

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/** The steps of time whose code may still be taken: each once, and none before one that was taken. */
export function openSteps(now: Date, lastStep: number): number[] {
  const current = stepOf(now)
  return [current - 1, current, current + 1].filter((step) => step > lastStep)
}

export const isTotpCode = (text: string): boolean => /^\d{6}$/.test(text)
