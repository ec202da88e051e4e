/** Âm tiết: one written syllable. `plain` has no marks; `marked` keeps them in one canonical spelling. */
export type Syllable = { plain: string; marked: string }

const syllablesMax = 40
const wordsRememberedMax = 20_000
const tones: Readonly<Record<string, string>> = {
  '\u0300': '1',
  '\u0301': '2',
  '\u0303': '3',
  '\u0309': '4',
  '\u0323': '5',
}
const remembered = new Map<string, Syllable>()

/** Bỏ dấu: lower case, no marks, đ as d, everything else but letters and digits as single spaces. */
export function plainText(text: string): string {
  return syllablesOf(text)
    .map(({ plain }) => plain)
    .join(' ')
}

/**
 * Cuts a text into syllables. Tone marks are moved to the end of `marked`, so that "hoà" and "hòa" are one
 * word; a syllable typed without marks has `marked === plain`. Only the first `max` syllables are read.
 */
export function syllablesOf(text: string, max = Infinity): Syllable[] {
  return wordsOf(text).slice(0, max).map(syllableOf)
}

/** The words of a text as written, in lower case; one for each of `syllablesOf`. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** The syllables of what a person typed: at most 40, the rest is not read. */
export const querySyllables = (text: string) => syllablesOf(text.slice(0, 400), syllablesMax)

function syllableOf(word: string): Syllable {
  const known = remembered.get(word)
  if (known) return known
  const syllable = fold(word)
  if (remembered.size < wordsRememberedMax) remembered.set(word, syllable)
  return syllable
}

function fold(word: string): Syllable {
  let [plain, marked, tone] = ['', '', '']
  for (const sign of word.normalize('NFD')) {
    if (sign in tones) tone = tones[sign] ?? ''
    else if (/\p{M}/u.test(sign)) marked += sign
    else {
      marked += sign
      plain += sign === 'đ' ? 'd' : sign
    }
  }
  return { plain, marked: marked + tone }
}

/**
 * Gỡ dấu gõ sót: what a word typed with Telex or VNI keys left on may have been ("ddaats", "d9at61" → "dat"),
 * likeliest first. The word itself is not among them.
 */
export function withoutTypingKeys(plain: string): string[] {
  const found = new Set<string>()
  const lateD = plain.replace(/^(d[a-z]+)d$/, '$1')
  for (const word of [plain.replace(/^dd/, 'd'), lateD, plain.replace(/\d/g, '')]) {
    const vowels = word.replace(/([aeo])\1+/g, '$1')
    for (const open of [vowels.replace(/w/g, ''), vowels.replace(/w/g, 'u')]) {
      found.add(open)
      found.add(withoutToneKeys(open))
    }
    found.add(word.replace(/(.)\1+/g, '$1'))
  }
  found.delete(plain)
  return [...found].filter((word) => word.length > 0)
}

function withoutToneKeys(word: string): string {
  const vowel = word.search(/[aeiouy]/)
  return vowel < 0 ? word : word.slice(0, vowel + 1) + word.slice(vowel + 1).replace(/[sfrxj]/g, '')
}

/** Âm na ná: syllables that many people of the south pronounce, and so spell, alike share a key. */
export function soundOf(plain: string): string {
  return plain
    .replace(/^(gi|v)(?=[aeiouy])/, 'd')
    .replace(/^s/, 'x')
    .replace(/^tr/, 'ch')
    .replace(/^ngh/, 'ng')
    .replace(/^gh/, 'g')
    .replace(/^k(?!h)/, 'c')
    .replace(/y/g, 'i')
    .replace(/ng$/, 'n')
    .replace(/c$/, 't')
}
