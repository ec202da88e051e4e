/**
 * `npm run bench:people [-- --rows 1000000 --rounds 40]`: milliseconds in the database to find people by name without
 * marks, beside a plain `like` on the same rows in the same run. Fails when a search
 * reads the whole table or is slower than the goal.
 */

import { parseArgs } from 'node:util'
import pg from 'pg'
import { inTransaction, read, sql, type Tx } from '#kernel/db.ts'
import type { Actor } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import { searchPersons } from '#modules/organisation/api.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '40' } },
})
const [rows, rounds] = [Number(values.rows), Number(values.rounds)]
const goalMs = 50
const shown = 20

const officer: Actor = {
  kind: 'officer',
  personId: '00000000-0000-0000-0000-000000000000',
  name: 'Bench',
  title: 'Bench',
  unitId: '00000000-0000-0000-0000-000000000000',
  unitCode: 'bench',
  unitName: 'Bench',
  unitReach: 'bench',
  roles: [],
  permissions: new Set(),
}

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run({ context, urls }: BenchInstallation): Promise<void> {
  const started = performance.now()
  const names = await fill(context)
  await tidy(urls.owner, context.database.schema)
  console.log(`${rows} people in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  const questions: readonly (readonly [string, readonly string[]])[] = [
    ['a common beginning', ['nguyen van a', 'tran thi h', 'le van', 'pham minh t']],
    ['a whole name', names],
    ['given name first', names.map((name) => name.split(' ').toReversed().join(' '))],
    ['common words in any order', ['van nguyen a', 'thi h nguyen', 'minh nguyen', 'anh minh tran']],
    ['two words', ['minh tuan', 'ngoc anh', 'hong gam', 'van toan']],
    ['one word', ['minh', 'nguyen', 'tuan', 'brem']],
    ['one letter wrong', names.map(misspelt)],
    ['nobody', ['xyz khong co ai', 'nguyen van qqq']],
    ['by number', ['060190000001', '0990123456']],
  ]
  let worst = 0
  const before = await wholeReads(context)
  for (const [, texts] of questions)
    for (const text of texts) await read(context, (tx) => searchPersons(tx, officer, text, shown))
  const whole = (await wholeReads(context)) - before
  console.log(`reads of the whole table: ${whole} (goal 0)`)
  for (const [label, texts] of questions) {
    const ours = await measure(texts, rounds, (text) =>
      read(context, (tx) => searchPersons(tx, officer, text, shown)),
    )
    const plain = await measure(texts, 2, (text) => read(context, (tx) => plainLike(tx, text)))
    worst = Math.max(worst, ours.p95)
    console.log(
      `${label.padEnd(26)} p50 ${ms(ours.p50)}  p95 ${ms(ours.p95)}  plain like p50 ${ms(plain.p50)}  (${(plain.p50 / ours.p50).toFixed(0)} times)`,
    )
  }
  console.log(`slowest p95: ${ms(worst)} (goal ${goalMs} ms, round trip included)`)
  if (worst > goalMs || whole > 0) process.exitCode = 1
}

/** Invented people with the names of the pack, as often as they are met; answers some of the names. */
async function fill(context: BenchInstallation['context']): Promise<string[]> {
  const chance = chances(7)
  const groups = context.pack.people
  const batchSize = 5_000
  const some: string[] = []
  for (let done = 0; done < rows; done += batchSize) {
    const names = Array.from({ length: Math.min(batchSize, rows - done) }, () => {
      const group = weighed(groups, ({ share }) => share, chance())
      const gender = chance() < 0.5 ? 'male' : 'female'
      const family = weighed(group.families, ({ count }) => count, chance())
      return `${family.name} ${weighed(group[gender], ({ count }) => count, chance()).name}`
    })
    some.push(searchKey(names[0] ?? ''))
    await inTransaction(context, (tx) =>
      sql`insert into persons (kind, full_name, identity_number, phone)
        select 'citizen', name, '060' || lpad((${done} + n)::text, 9, '0'), '0990' || lpad((${done} + n)::text, 6, '0')
        from unnest(${names}::text[]) with ordinality as given (name, n)`.execute(tx),
    )
  }
  return some.slice(0, 20)
}

/** What the server's own housekeeping does within minutes of such a load. */
async function tidy(ownerUrl: string, schema: string): Promise<void> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  await owner.query(`vacuum analyze "${schema}".persons`)
  await owner.end()
}

function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

function weighed<T>(from: readonly T[], weight: (one: T) => number, chance: number): T {
  let left = chance * from.reduce((sum, one) => sum + weight(one), 0)
  const found = from.find((one) => (left -= weight(one)) < 0) ?? from.at(-1)
  if (!found) throw new Error('The pack has no names')
  return found
}

/** The third letter from the end becomes its neighbour on the keyboard. */
function misspelt(name: string): string {
  const at = Math.max(0, name.length - 3)
  return `${name.slice(0, at)}${name[at] === 'e' ? 'w' : 'e'}${name.slice(at + 1)}`
}

/** What one would write first: every word anywhere in the name. */
function plainLike(tx: Tx, text: string): Promise<unknown> {
  const words = searchKey(text).split(' ')
  return sql`select id, full_name from persons
    where kind = 'citizen' and search_text like all (${words.map((word) => `%${word}%`)}::text[])
    order by search_text limit ${shown}`.execute(tx)
}

async function measure(texts: readonly string[], times: number, ask: (text: string) => Promise<unknown>) {
  const taken: number[] = []
  for (let round = 0; round <= Math.ceil(times / texts.length); round++)
    for (const text of texts) {
      const started = performance.now()
      await ask(text)
      if (round > 0) taken.push(performance.now() - started) // the first round warms up
    }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.floor(taken.length * share)] ?? taken.at(-1) ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(6)} ms`
}

/** How often the whole table was read, of all statements so far. */
async function wholeReads(context: BenchInstallation['context']): Promise<number> {
  await Promise.all(
    Array.from({ length: 4 }, () => context.database.pool.query('select pg_stat_force_next_flush()')),
  )
  const { rows: seen } = await context.database.pool.query<{ scans: number }>(
    `select seq_scan as scans from pg_stat_user_tables where relname = 'persons' and schemaname = $1`,
    [context.database.schema],
  )
  return seen[0]?.scans ?? Number.NaN
}
