/** Mã khôi phục: one-time codes on paper, for the day on which every device is lost. Pure. */

export const codesCount = 10

/** Letters and figures that are not mistaken for each other, 32 of them. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeLength = 12

/** A code of 60 bits from as many random bytes as it has letters. */
export const codeFrom = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, codeLength)].map((byte) => letters[byte % letters.length]).join('')

/** As it is printed: `7K3D-9QXM-02TP`. */
export const printedCode = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code

/** What was typed, as it was made: case, spaces and hyphens do not matter, O is 0 and I or L is 1. */
export function readCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === codeLength && [...code].every((letter) => letters.includes(letter))
    ? code
    : undefined
}
