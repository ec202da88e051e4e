import { type Syllable, soundOf, withoutTypingKeys } from '../words/domain.ts'

/** Từ vựng: every syllable the search knows, what stands beside it, and how it is written. */
export type Vocabulary = {
  /** plain syllable → how often it occurs */
  counts: ReadonlyMap<string, number>
  /** plain syllable → plain syllables seen right after it, and right before it, with how often */
  after: ReadonlyMap<string, ReadonlyMap<string, number>>
  before: ReadonlyMap<string, ReadonlyMap<string, number>>
  bySound: ReadonlyMap<string, readonly string[]>
  byLength: ReadonlyMap<number, readonly string[]>
}

/** Cách hiểu một từ: a known syllable the typed one may stand for; `quality` is 1 for the word itself. */
type Reading = { plain: string; quality: number }

/** Một chỗ trong câu: what was typed there and how it may be read, best first. */
export type Place = { typed: Syllable; readings: Reading[] }

const readingsMax = 3

/** Builds the vocabulary; everyday phrases may weigh more than official names. */
export function buildVocabulary(
  sources: readonly { weight: number; texts: readonly (readonly Syllable[])[] }[],
): Vocabulary {
  const counts = new Map<string, number>()
  const after = new Map<string, Map<string, number>>()
  const before = new Map<string, Map<string, number>>()
  for (const { weight, texts } of sources) {
    for (const text of texts) {
      for (const [at, { plain }] of text.entries()) {
        counts.set(plain, (counts.get(plain) ?? 0) + weight)
        const next = text[at + 1]?.plain
        if (next === undefined) continue
        addTo(after, plain, next, weight)
        addTo(before, next, plain, weight)
      }
    }
  }
  const known = [...counts.keys()].filter((plain) => /^[a-z]+$/.test(plain)).sort()
  return {
    counts,
    after,
    before,
    bySound: Map.groupBy(known, soundOf),
    byLength: Map.groupBy(known, ({ length }) => length),
  }
}

function addTo(map: Map<string, Map<string, number>>, key: string, value: string, weight: number): void {
  const values = map.get(key)
  if (values) values.set(value, (values.get(value) ?? 0) + weight)
  else map.set(key, new Map([[value, weight]]))
}

/**
 * Đọc câu gõ vội: for each place of the query the syllables it may stand for, best first. Known words stay;
 * unknown ones are freed of typing keys, cut in two, or replaced by near ones, those that go with their
 * neighbours first. A known word that goes with no neighbour also gets readings that do.
 */
export function readSyllables(vocabulary: Vocabulary, typed: readonly Syllable[]): Place[] {
  const words = typed.flatMap((syllable) => splitJoined(vocabulary, syllable))
  return words.map((word, at) => {
    const beside = { before: words[at - 1]?.plain, after: words[at + 1]?.plain }
    return { typed: word, readings: readingsOf(vocabulary, word, beside) }
  })
}

function readingsOf(vocabulary: Vocabulary, { plain, marked }: Syllable, beside: Beside): Reading[] {
  const asTyped = { plain, quality: 1 }
  if (/^\d+$/.test(plain)) return [asTyped]
  if (vocabulary.counts.has(plain)) {
    return marked === plain ? [asTyped, ...slips(vocabulary, plain, beside)] : [asTyped]
  }
  const clean = withoutTypingKeys(plain).filter((candidate) => vocabulary.counts.has(candidate))
  if (clean.length > 0) return best(vocabulary, beside, clean, 0.95)
  const near = nearWords(vocabulary, plain)
  return near.length > 0 ? best(vocabulary, beside, near, 0.75) : [asTyped]
}

type Beside = { before: string | undefined; after: string | undefined }

function splitJoined(vocabulary: Vocabulary, syllable: Syllable): Syllable[] {
  const { plain: word } = syllable
  if (vocabulary.counts.has(word) || word.length < 5 || !/^[a-z]+$/.test(word)) return [syllable]
  for (let cut = word.length - 2; cut >= 2; cut--) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)]
    if (!vocabulary.after.get(first)?.has(second)) continue
    return [first, second].map((plain) => ({ plain, marked: plain }))
  }
  return [syllable]
}

/** A real word typed for another: only when it fits no neighbour and the other one does. */
function slips(vocabulary: Vocabulary, word: string, beside: Beside): Reading[] {
  if (word.length < 3 || fit(vocabulary, word, beside) > 0) return []
  const neighbours = [
    ...(vocabulary.after.get(beside.before ?? '')?.keys() ?? []),
    ...(vocabulary.before.get(beside.after ?? '')?.keys() ?? []),
  ]
  const sound = soundOf(word)
  const near = neighbours.filter(
    (other) => other !== word && (soundOf(other) === sound || withinEdits(word, other, 1)),
  )
  return best(vocabulary, beside, [...new Set(near)], 0.45).slice(0, 2)
}

function nearWords(vocabulary: Vocabulary, word: string): string[] {
  const found = new Set(vocabulary.bySound.get(soundOf(word)))
  if (word.length < 3) return [...found]
  const edits = word.length >= 6 ? 2 : 1
  const letters = lettersOf(word)
  for (let length = word.length - edits; length <= word.length + edits; length++) {
    for (const other of vocabulary.byLength.get(length) ?? []) {
      if (bitsIn(letters ^ lettersOf(other)) > 2 * edits) continue
      if (withinEdits(word, other, edits)) found.add(other)
    }
  }
  return [...found]
}

/** The set of letters of a word as bits: words whose sets differ much cannot be near. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - 97)
  return letters
}

function bitsIn(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

function best(vocabulary: Vocabulary, beside: Beside, words: readonly string[], quality: number): Reading[] {
  const rank = (word: string) => fit(vocabulary, word, beside) * 1e6 + (vocabulary.counts.get(word) ?? 0)
  const ranked = words
    .map((plain) => ({ plain, rank: rank(plain) }))
    .sort((a, b) => b.rank - a.rank || (a.plain < b.plain ? -1 : 1))
    .slice(0, readingsMax)
  return ranked.map(({ plain }, place) => ({ plain, quality: quality / (place + 1) }))
}

/** How often the word is seen between these neighbours. */
function fit({ after }: Vocabulary, word: string, beside: Beside): number {
  const withBefore = after.get(beside.before ?? '')?.get(word) ?? 0
  const withAfter = after.get(word)?.get(beside.after ?? '') ?? 0
  return withBefore + withAfter
}

/** Whether two words are at most `edits` insertions, deletions, changes or swaps of neighbours apart. */
export function withinEdits(a: string, b: string, edits: number): boolean {
  if (Math.abs(a.length - b.length) > edits) return false
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + change,
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    if (Math.min(...current) > edits) return false
    ;[beforeLast, last] = [last, current]
  }
  return (last[b.length] ?? Infinity) <= edits
}
