/**
 * SQL of what is due: the declarations of all modules as conditions. Names of tables and columns come from code, never from
 * people; what people typed is always a parameter.
 */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import type { RecordClass, RecordPart } from '#kernel/retention.ts'
import { forgetAnswers } from '#kernel/sealed-answers.ts'
import { type Catalogue, intervalOf, type Slice } from './domain.ts'

type Condition = RawBuilder<boolean>

const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
const any = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`

/** What may not be ended now, whoever asks. */
export type Held = {
  readonly people: readonly string[]
  readonly cases: readonly string[]
  readonly numbers: readonly string[]
  readonly classes: ReadonlySet<string>
}

export function isHeld(one: RecordClass, held: Held): Condition {
  if (held.classes.has(one.key)) return sql`true`
  const column = (name: string) => sql.raw(`r.${name}`)
  return any([
    ...(held.people.length > 0
      ? (one.people ?? []).map(
          (name) => sql<boolean>`coalesce(${column(name)} = any(${[...held.people]}::uuid[]), false)`,
        )
      : []),
    ...(held.cases.length > 0
      ? (one.cases ?? []).map(
          (name) => sql<boolean>`coalesce(${column(name)} = any(${[...held.cases]}::uuid[]), false)`,
        )
      : []),
    ...(held.numbers.length > 0 && one.number
      ? [sql<boolean>`coalesce(${sql.raw(one.number)} = any(${[...held.numbers]}::text[]), false)`]
      : []),
  ])
}

/** Rows of the class that its time could ever reach, whatever the day. */
function belongs(one: RecordClass, catalogue: Catalogue): Condition {
  return all([
    ...(one.only ? [sql<boolean>`${sql.raw(one.only)}`] : []),
    ...(one.whenUnused === 'file' ? unnamed(catalogue.files) : []),
    ...(one.whenUnused === 'person' ? unreferenced(one, catalogue) : []),
  ])
}

const unnamed = (names: readonly string[]): readonly Condition[] => [
  sql<boolean>`not exists (select from (values (r.id, r.owner_id)) f (id, owner_id) where ${any(
    names.map((name) => sql<boolean>`${sql.raw(name)}`),
  )})`,
]

/** Nothing of another class is about the person any more; what goes with the person does not count. */
function unreferenced(person: RecordClass, { classes, parts }: Catalogue): readonly Condition[] {
  const withPerson = new Set(parts.filter(({ of }) => of === person.key).map(({ table }) => table))
  return classes
    .filter(({ key, table }) => key !== person.key && !withPerson.has(table))
    .flatMap(({ table, people = [] }) =>
      people.map(
        (column) =>
          sql<boolean>`not exists (select from ${sql.raw(table)} x where x.${sql.raw(column)} = r.id)`,
      ),
    )
}

/** Rows of a slice whose time is over at a moment. */
export function isDue(one: RecordClass, slice: Slice, at: Date): Condition | undefined {
  const interval = intervalOf(slice.keep)
  if (!interval) return undefined
  const procedure = one.procedure ? sql.raw(`r.${one.procedure}`) : undefined
  return all([
    sql<boolean>`(${sql.raw(one.from)})::timestamptz + ${interval}::interval <= ${at}`,
    ...(procedure && slice.only ? [sql<boolean>`${procedure} = any(${[...slice.only]}::text[])`] : []),
    ...(procedure && slice.without ? [sql<boolean>`${procedure} <> all(${[...slice.without]}::text[])`] : []),
  ])
}

export const areDue = (one: RecordClass, slices: readonly Slice[], at: Date): Condition =>
  any(slices.flatMap((slice) => isDue(one, slice, at) ?? []))

const from = (one: RecordClass) => sql.raw(`from ${one.table} r`)

type Batch = {
  readonly one: RecordClass
  readonly catalogue: Catalogue
  readonly due: Condition
  readonly held: Held
  readonly max: number
  readonly files: FileStore
}

/** Ends one batch of what is due and not held; answers how many things. */
export async function endBatch(tx: Tx, { one, catalogue, due, held, max, files }: Batch): Promise<number> {
  const condition = all([belongs(one, catalogue), due, sql`not ${isHeld(one, held)}`])
  // What the application may not change it may not lock either; the run of the night is one at a time.
  const lock = one.endedBy ? sql`` : sql`for update of r skip locked`
  if (!one.id) {
    const { rows } = await sql`delete from ${sql.raw(one.table)} where ctid = any(array(
      select r.ctid ${from(one)} where ${condition} limit ${max} ${lock})) returning 1`.execute(tx)
    return rows.length
  }
  const { rows } = await sql<{ id: string }>`
    select r.${sql.raw(one.id)} as id ${from(one)} where ${condition} limit ${max} ${lock}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await endThings(tx, one, catalogue.parts, ids)
  // Before the batch is over: if it fails now, what is due tonight is unreadable already; after it, a key could stay for good.
  if (one.sealed) await forgetAnswers(files, ids)
  return ids.length
}

async function endThings(
  tx: Tx,
  one: RecordClass,
  parts: readonly RecordPart[],
  ids: readonly string[],
): Promise<void> {
  for (const part of parts) {
    if (part.of !== one.key || part.endedBy) continue
    await endRows(tx, part.table, part.by, part.blank, ids)
  }
  if (one.endedBy) await sql`select ${sql.raw(one.endedBy)}(${[...ids]}::uuid[])`.execute(tx)
  else await endRows(tx, one.table, one.id ?? 'id', one.blank, ids)
  if (one.words) await sql`select forget_words(${[...ids]}::uuid[])`.execute(tx)
}

async function endRows(
  tx: Tx,
  table: string,
  by: string,
  blank: RecordPart['blank'],
  ids: readonly string[],
): Promise<void> {
  const where = sql`where ${sql.raw(by)} = any(${[...ids]}::uuid[])`
  if (!blank) await sql`delete from ${sql.raw(table)} ${where}`.execute(tx)
  else {
    const set = Object.entries(blank).map(([column, value]) => sql.raw(`${column} = ${value}`))
    await sql`update ${sql.raw(table)} set ${sql.join(set)} ${where}`.execute(tx)
  }
}

export type Figures = {
  readonly held: number
  readonly due: number
  readonly dueInMonth: number
  readonly dueInYear: number
}

type Horizons = { readonly now: Date; readonly month: Date; readonly year: Date }

/** What is held though due, due, and falls due within a month and a year. */
export async function countDue(
  tx: Tx,
  one: RecordClass,
  catalogue: Catalogue,
  slices: readonly Slice[],
  held: Held,
  { now, month, year }: Horizons,
): Promise<Figures> {
  const at = (moment: Date) => areDue(one, slices, moment)
  const free = sql`not ${isHeld(one, held)}`
  const { rows } = await sql<Figures>`
    select count(*) filter (where ${at(now)} and ${isHeld(one, held)})::int as held,
      count(*) filter (where ${at(now)} and ${free})::int as due,
      count(*) filter (where not ${at(now)} and ${at(month)})::int as "dueInMonth",
      count(*) filter (where not ${at(now)} and ${at(year)})::int as "dueInYear"
    ${from(one)} where ${belongs(one, catalogue)} and ${at(year)}`.execute(tx)
  return rows[0] ?? { held: 0, due: 0, dueInMonth: 0, dueInYear: 0 }
}

export type DueThing = { readonly id: string; readonly since: Date }

const listMax = 20_000

/** Mục lục of what waits for the archive, the oldest first. */
export async function findDue(
  tx: Tx,
  one: RecordClass,
  catalogue: Catalogue,
  due: Condition,
  held: Held,
): Promise<readonly DueThing[]> {
  const { rows } = await sql<DueThing>`
    select r.${sql.raw(one.id ?? 'id')} as id, (${sql.raw(one.from)})::timestamptz as since ${from(one)}
    where ${all([belongs(one, catalogue), due, sql`not ${isHeld(one, held)}`])}
    order by 2, 1 limit ${listMax}`.execute(tx)
  return rows
}

/** Of these hashes, those that no row names. */
export async function findUnnamed(
  tx: Tx,
  { bytes }: Catalogue,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const named = any(bytes.map((name) => sql<boolean>`${sql.raw(name)}`))
  const { rows } = await sql<{ sha256: string }>`
    select s.sha256 from unnest(${[...hashes]}::text[]) s (sha256) where not ${named}`.execute(tx)
  return rows.map(({ sha256 }) => sha256)
}
