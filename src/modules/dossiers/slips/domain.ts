/** Số phiếu hỗ trợ: what a helper's device gave before the dossier had a code. Pure. docs/assisted.md */

/** The slip as it is printed, from what somebody typed; `undefined` for what is none. */
export function slipTyped(text: string): string | undefined {
  const slip = text.replace(/\s/g, '').toUpperCase()
  return /^HT-[0-9A-Z.]{2,40}-\d{2}-\d{4}$/.test(slip) ? slip : undefined
}

/** Four figures are guessed sooner than a lookup code, so fewer tries are let through. */
export const guessesOfSlip = { name: 'slip-look-up', max: 10, seconds: 3600 } as const
