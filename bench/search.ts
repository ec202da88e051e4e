import { globSync, readFileSync } from 'node:fs'
import type { SearchWords } from '#kernel/packs.ts'
import { buildSearchIndex, searchProcedures } from '../src/modules/services/search/domain.ts'

type CatalogueFile = {
  field: string
  procedures: { code: string; name: string; results: { name: string }[] }[]
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const pack = process.argv[2] ?? 'packs/binh-thuan'
const entries = globSync(`${pack}/catalogue/*.json`).flatMap((file) => {
  const { field, procedures } = read<CatalogueFile>(file)
  return procedures.map(({ code, name, results }) => ({
    code,
    name,
    field,
    results: results.map((r) => r.name),
  }))
})
const words = read<SearchWords>(`${pack}/search.json`)
const phrases = read<{ phrase: string }[]>('src/modules/services/search/phrases.json')

const started = performance.now()
const index = buildSearchIndex(entries, words)
const built = performance.now() - started

const rounds = 5
const times: number[] = []
for (let round = 0; round <= rounds; round++) {
  for (const { phrase } of phrases) {
    const asked = performance.now()
    searchProcedures(index, phrase, 10)
    if (round > 0) times.push(performance.now() - asked) // the first round warms up
  }
}
times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2)
console.log(`${entries.length} procedures, index built in ${built.toFixed(0)} ms`)
console.log(`${times.length} queries: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(0.9999)} ms`)
