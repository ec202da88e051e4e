/** Small helpers on words for the extraction commands. */

/** NFC, single spaces, no space at the ends. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim()
}

/** Vietnamese text as a key: `Đất đai` → `dat-dai`, cut at a word within `lengthMax`. */
export function slug(text: string, lengthMax = 60): string {
  const words = text
    .toLocaleLowerCase('vi')
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  if (words.length <= lengthMax) return words
  const cut = words.slice(0, lengthMax + 1)
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : lengthMax)
}
