import { type SearchIndex, tellingOf, termsOf, withMarks } from './indexing/domain.ts'
import { type Place, readSyllables } from './spelling/domain.ts'
import { plainText, querySyllables, type Syllable, syllablesOf, wordsOf } from './words/domain.ts'

export { buildSearchIndex, type SearchEntry, type SearchIndex } from './indexing/domain.ts'

/** Vì sao có kết quả này: its code was typed, an everyday phrase fits, or words of its name do. */
export type Why =
  | { kind: 'code' }
  | { kind: 'phrase'; phrase: string }
  | { kind: 'words'; words: readonly string[] }

/** `score` is only good for comparing results of one query; about 1 is a full match. */
export type Found = { code: string; score: number; why: Why }

/** What the query says: term → how surely it is meant, and its marks if it was typed with any. */
type Meant = Map<string, { quality: number; marked: string | undefined }>

const synonymQuality = 0.75
const synonymGain = 1.5
const marksShare = 0.7
const otherMarks = 0.35
const phraseWeight = 2
const phraseMin = 0.25
const scoreMin = 0.08

/**
 * Tìm thủ tục bằng lời của người dân: with or without marks, with slips, in everyday or southern words.
 * Best first, at most `limit`; equal scores by code, so the same query always gives the same list.
 */
export function searchProcedures(index: SearchIndex, query: string, limit: number): Found[] {
  const code = /\b\d\.\d{6}\b/.exec(query)?.[0]
  if (code !== undefined && index.byCode.has(code)) return [{ code, score: 1, why: { kind: 'code' } }]
  const places = readSyllables(index.vocabulary, querySyllables(query))
  if (places.length === 0) return []
  const meant = meaningOf(index, places)
  const mass = queryMass(index, places)
  const scores = scoreWords(index, meant, mass)
  const best = scorePhrases(index, meant, mass)
  const said = plainText(query)
  const idle = index.variants.map(({ unless }) => !unless.some((words) => ` ${said} `.includes(` ${words} `)))
  for (const [document, { score }] of best) scores[document] = (scores[document] ?? 0) + score * phraseWeight
  return rank(index, scores, idle, limit).map(({ document, score }) => ({
    code: index.entries[document]?.code ?? '',
    score: Math.round(score * 1000) / 1000,
    why: whyOf(index, document, meant, best.get(document)),
  }))
}

/** Every reading, every pair of neighbouring readings and every synonym of what was typed. */
function meaningOf(index: SearchIndex, places: readonly Place[]): Meant {
  const meant: Meant = new Map()
  const add = (term: string, quality: number, marked?: string) => {
    if ((meant.get(term)?.quality ?? 0) < quality) meant.set(term, { quality, marked })
  }
  const readings = places.map((place, at) => readingsWithSynonyms(index, places, place, at))
  const telling = readings.filter((_, at) => !index.fillers.has(bestOf(places[at])))
  for (const sequence of [readings, telling]) {
    for (const [at, here] of sequence.entries()) {
      for (const { plain, quality, marked } of here) {
        add(plain, quality, marked)
        for (const next of sequence[at + 1] ?? []) {
          const both =
            marked === undefined || next.marked === undefined ? undefined : `${marked} ${next.marked}`
          add(`${plain} ${next.plain}`, quality * next.quality, both)
        }
      }
    }
  }
  for (const { said, means } of places.flatMap((_, at) => synonymsAt(index, places, at))) {
    const terms = termsOf(means).map(({ term }) => term)
    const gain = massOf(index, said) / Math.max(massOf(index, terms), 1e-9)
    for (const term of terms) add(term, synonymQuality * Math.min(1, gain * synonymGain))
  }
  return meant
}

const bestOf = (place: Place | undefined) => place?.readings[0]?.plain ?? place?.typed.plain ?? ''

/** Marks count once the query has any; in "ba toi mat" nobody knows which were meant. */
function marksReader(places: readonly Place[]): (place: Place) => string | undefined {
  const some = places.some(({ typed }) => typed.marked !== typed.plain)
  return (place) => (some && bestOf(place) === place.typed.plain ? place.typed.marked : undefined)
}

type MarkedReading = { plain: string; quality: number; marked: string | undefined }

function readingsWithSynonyms(
  index: SearchIndex,
  places: readonly Place[],
  place: Place,
  at: number,
): MarkedReading[] {
  const typedMarks = marksReader(places)(place)
  const own = place.readings.map((reading) => ({
    ...reading,
    marked: reading.plain === place.typed.plain ? typedMarks : undefined,
  }))
  const others = synonymsAt(index, places, at).flatMap(({ said, means }) => {
    const [only, more] = means
    return said.length === 1 && only && !more ? [{ ...only, quality: synonymQuality }] : []
  })
  return [...own, ...others]
}

type Meaning = { said: readonly string[]; means: readonly Syllable[] }

function synonymsAt(index: SearchIndex, places: readonly Place[], at: number): Meaning[] {
  const marksOf = marksReader(places)
  return (index.synonyms.get(bestOf(places[at])) ?? []).flatMap(({ syllables, means }) => {
    const fits = syllables.every((wanted, offset) => {
      const found = places[at + offset]
      if (!found || bestOf(found) !== wanted.plain) return false
      const marked = marksOf(found)
      return marked === undefined || marked === wanted.marked
    })
    const said = termsOf(syllables).map(({ term }) => term)
    return fits ? means.map((meaning) => ({ said, means: meaning })) : []
  })
}

/** How much the query tells in all: its best readings, and those of its pairs that the catalogue knows. */
function queryMass(index: SearchIndex, places: readonly Place[]): number {
  const best = places.map(({ typed, readings }) => ({ ...typed, plain: readings[0]?.plain ?? typed.plain }))
  return termsOf(best)
    .filter(({ term }) => !term.includes(' ') || index.terms.has(term) || index.phrasesWith.has(term))
    .reduce((total, { term }) => total + tellingOf(index, term), 0)
}

const massOf = (index: SearchIndex, terms: readonly string[]) =>
  terms.reduce((total, term) => total + tellingOf(index, term), 0)

function scoreWords(index: SearchIndex, meant: Meant, mass: number): Float64Array {
  const scores = new Float64Array(index.entries.length)
  const add = (key: string, weight: number) => {
    const postings = index.terms.get(key)
    if (!postings) return
    const { documents, weights } = postings
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at] ?? 0
      scores[document] = (scores[document] ?? 0) + weight * (weights[at] ?? 0)
    }
  }
  for (const [term, { quality, marked }] of meant) {
    const weight = (quality * tellingOf(index, term)) / mass
    const split = marked !== undefined && !term.includes(' ')
    add(term, split ? weight * (1 - marksShare) : weight)
    if (split) add(withMarks(marked), weight * marksShare)
  }
  return scores
}

type BestPhrase = { score: number; phrase: string }

/** For each procedure its everyday phrase nearest to the query: both should cover each other. */
function scorePhrases(index: SearchIndex, meant: Meant, mass: number): Map<number, BestPhrase> {
  const matched = new Map<number, number>()
  for (const [term, { quality, marked }] of meant) {
    const telling = tellingOf(index, term)
    for (const at of index.phrasesWith.get(term) ?? []) {
      const sameMarks = marked === undefined || index.phrases[at]?.terms.get(term) === marked
      matched.set(at, (matched.get(at) ?? 0) + telling * quality * (sameMarks ? 1 : otherMarks))
    }
  }
  const best = new Map<number, BestPhrase>()
  for (const [at, amount] of matched) {
    const phrase = index.phrases[at]
    if (!phrase) continue
    const score = (amount / phrase.mass) ** 1.5 * Math.min(1, amount / mass)
    if (score > (best.get(phrase.document)?.score ?? 0)) {
      best.set(phrase.document, { score, phrase: phrase.text })
    }
  }
  return best
}

function rank(index: SearchIndex, scores: Float64Array, idle: readonly boolean[], limit: number) {
  const ranked: { document: number; score: number }[] = []
  for (let document = 0; document < scores.length; document++) {
    let score = (scores[document] ?? 0) * (index.priors[document] ?? 1)
    if (score < scoreMin) continue
    for (const variant of index.variantsOf[document] ?? []) {
      if (idle[variant]) score *= index.variants[variant]?.factor ?? 1
    }
    if (score >= scoreMin) ranked.push({ document, score })
  }
  const codeOf = (document: number) => index.entries[document]?.code ?? ''
  return ranked
    .sort((a, b) => b.score - a.score || (codeOf(a.document) < codeOf(b.document) ? -1 : 1))
    .slice(0, limit)
}

function whyOf(index: SearchIndex, document: number, meant: Meant, best: BestPhrase | undefined): Why {
  if (best && best.score >= phraseMin) return { kind: 'phrase', phrase: best.phrase }
  const name = index.entries[document]?.name ?? ''
  const written = wordsOf(name)
  const telling = syllablesOf(name).flatMap(({ plain, marked }, at) => {
    const found = meant.get(plain)
    const fits = found && (found.marked === undefined || found.marked === marked)
    return fits && !index.fillers.has(withMarks(marked)) ? [written[at] ?? plain] : []
  })
  return { kind: 'words', words: [...new Set(telling)].slice(0, 6) }
}

/**
 * Gợi ý khi đang gõ: everyday phrases, then names, that begin with or hold what was typed so far, at most
 * `limit`, for a `<datalist>`. Nothing for fewer than two letters.
 */
export function suggestions(index: SearchIndex, prefix: string, limit = 8): string[] {
  const typed = plainText(prefix)
  if (typed.length < 2) return []
  const ranked = index.offers
    .map((offer) => ({
      ...offer,
      at: offer.plain.indexOf(` ${typed}`),
      prior: index.priors[offer.document] ?? 1,
    }))
    .filter(({ at }) => at >= 0)
    .sort(
      (a, b) =>
        Number(b.at === 0) - Number(a.at === 0) ||
        b.prior - a.prior ||
        Number(b.spoken) - Number(a.spoken) ||
        (a.text < b.text ? -1 : 1),
    )
  return [...new Set(ranked.map(({ text }) => text))].slice(0, limit)
}

/** Có phải bạn muốn tìm …: the query with its slips put right and its marks restored, if it had slips. */
export function didYouMean(index: SearchIndex, query: string): string | undefined {
  const places = readSyllables(index.vocabulary, querySyllables(query))
  const plain = places.map(({ typed, readings }) => readings[0]?.plain ?? typed.plain)
  const asTyped = querySyllables(query).map((syllable) => syllable.plain)
  if (plain.join(' ') === asTyped.join(' ')) return undefined
  const words = wordsOf(query)
  const kept = new Map(querySyllables(query).map(({ marked }, at) => [marked, words[at]]))
  return places
    .map(({ typed }, at) => {
      const asWritten = typed.marked === typed.plain ? undefined : kept.get(typed.marked)
      return typed.plain === plain[at] && asWritten !== undefined ? asWritten : writtenAs(index, plain, at)
    })
    .join(' ')
}

/** A syllable with its marks: as it is written beside its neighbours, else as it mostly is. */
function writtenAs(index: SearchIndex, plain: readonly string[], at: number): string {
  const word = plain[at] ?? ''
  const withBefore = at > 0 ? index.written.get(`${plain[at - 1]} ${word}`)?.split(' ')[1] : undefined
  const withAfter = index.written.get(`${word} ${plain[at + 1]}`)?.split(' ')[0]
  return withBefore ?? withAfter ?? index.written.get(word) ?? word
}
