/** Characters that cannot be seen and change how text reads: zero-width, soft hyphen, direction overrides, BOM. */
const invisible =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g
const controls = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu

/**
 * Text as it is stored: composed (NFC), without invisible or control characters, trimmed, inner spaces folded.
 * With `lines`, line ends stay (at most one empty line in a row). Tidying twice changes nothing.
 */
export function tidy(text: string, lines = false): string {
  const plain = text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(invisible, '')
    .replace(controls, ' ')
    .normalize('NFC')
  if (!lines) return plain.replace(/\s+/g, ' ').trim()
  return plain
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Whether text is already as it is stored. Lone surrogates never are. */
export function isTidy(text: string, lines = false): boolean {
  return text.isWellFormed() && tidy(text, lines) === text
}

/** Digits and signs of a number as typed, wide forms of other keyboards made plain. */
export function plainFigures(text: string): string {
  return tidy(text.normalize('NFKC'))
}

/** Length as people count it, in characters rather than code units. */
export function lengthOf(text: string): number {
  return [...text].length
}
