/** Puts polyglots into every field of every table that holds words of people, in one transaction that is undone afterwards. */

import type pg from 'pg'
import { polyglots } from './polyglots.ts'

/** What is words and not a code: it has a blank, or a letter that codes do not have. */
const isWords = (text: string) =>
  /[ \u00C0-\u1EF9]/.test(text) && !/^[\d:T+ .-]+$/.test(text) && !isExpression.test(text)
/** Conditions and sums of a definition, which are checked when it is written. */
const isExpression = / (?:and|or|not|in|[<>=!+*/-]=?) |^not |\w\(/

/** Some hold what the platform itself reads: SQL rights, cursors, keys. Words of people never stand there. */
const machines = /^(migrations|cursors|schedules|rate_limits|sessions|settings|oidc_|development_|provider_)/

type Column = { readonly table: string; readonly column: string; readonly type: string }

export type Planted = { readonly fields: readonly string[]; readonly refused: readonly string[] }

/** `turn` moves every field to other polyglots. */
export async function plant(client: pg.PoolClient, turn: number): Promise<Planted> {
  const { rows } = await client.query<Column>(
    `select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
       and c.data_type in ('text', 'jsonb') and c.table_name !~ '_\\d{4,6}$'
     order by 1, 2`,
  )
  const fields: string[] = []
  const refused: string[] = []
  for (const [at, { table, column, type }] of rows.entries()) {
    if (machines.test(table)) continue
    const some = [0, 1, 2]
      .map((more) => polyglots[(turn * 3 + at * 7 + more) % polyglots.length] ?? '')
      .join(' ')
    const first = await plantColumn(client, { table, column, type }, some)
    // Some fields are short, or hold one line.
    const short = polyglots[(turn + at) % 10] ?? ''
    const outcome = first === 'refused' ? await plantColumn(client, { table, column, type }, short) : first
    if (outcome === 'planted') fields.push(`${table}.${column}`)
    else if (outcome === 'refused') refused.push(`${table}.${column}`)
  }
  return { fields, refused }
}

async function plantColumn(
  client: pg.PoolClient,
  { table, column, type }: Column,
  some: string,
): Promise<'planted' | 'refused' | 'empty'> {
  await client.query('savepoint planting')
  try {
    const { rows } = await client.query<{ ctid: string; value: unknown }>(
      `select ctid::text, "${column}" as value from "${table}" where "${column}" is not null limit 200`,
    )
    let planted = 0
    for (const { ctid, value } of rows) {
      const next = withPolyglots(value, some)
      if (JSON.stringify(next) === JSON.stringify(value)) continue
      const written = type === 'jsonb' ? JSON.stringify(next) : next
      await client.query(`update "${table}" set "${column}" = $1 where ctid = $2::tid`, [written, ctid])
      planted += 1
    }
    await client.query('release savepoint planting')
    return planted > 0 ? 'planted' : 'empty'
  } catch {
    await client.query('rollback to savepoint planting')
    return 'refused'
  }
}

/** Formulas count only where a cell begins with them, so half of the words come after. */
function withPolyglots(value: unknown, some: string): unknown {
  if (typeof value === 'string') return isWords(value) ? `${some} ${value}`.slice(0, 400) : value
  if (Array.isArray(value)) return value.map((one) => withPolyglots(one, some))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPolyglots(one, some)]))
  return value
}
