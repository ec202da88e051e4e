/** The hand that plants a person into tables: rows by their names, photos into the store. */

import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { sql, type Tx } from '#kernel/db.ts'
import { recordFile, storeBytes } from '#kernel/files.ts'
import { searchKey } from '#kernel/text.ts'
import { platform, system, who } from '#modules/dossiers/testing/commands.ts'

export type Planted = {
  readonly personId: string
  readonly caseId: string
  readonly code: string
  readonly name: string
  readonly number: string
  /** SHA-256 of a photo, a page and an uploaded paper. */
  readonly hashes: readonly string[]
  /** What must be found nowhere afterwards. */
  readonly words: readonly string[]
}

type Row = Readonly<Record<string, unknown>>

async function plant(tx: Tx, table: string, row: Row): Promise<void> {
  const { rows: columns } = await sql<{ name: string; type: string }>`
    select column_name as name, udt_name as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(tx)
  const jsonb = new Set(columns.flatMap(({ name, type }) => (type === 'jsonb' ? [name] : [])))
  const entries = Object.entries(row)
  const values = entries.map(([column, one]) =>
    jsonb.has(column) ? sql`${JSON.stringify(one)}::jsonb` : sql`${one}`,
  )
  await sql`insert into ${sql.table(table)} (${sql.join(entries.map(([column]) => sql.ref(column)))})
    values (${sql.join(values)})`.execute(tx)
}

const picture = (seed: Buffer) =>
  sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } })
    .withExif({ IFD0: { ImageDescription: seed.toString('hex') } })
    .jpeg()
    .toBuffer()

/** Everything that a row of the person may say, and the hand that writes it. */
export type Planting = Planted & {
  readonly phone: string
  readonly unitId: string
  readonly officerId: string
  readonly otherId: string
  readonly all: string
  readonly at: Date
  readonly isOpen: boolean
  /** Counts the people planted: part of what must be unique. */
  readonly count: number
  row(table: string, given: Row): Promise<void>
  file(): Promise<{ readonly id: string; readonly sha256: string }>
}

let planted = 0

export function planting(tx: Tx, name: string, at: Date, isOpen: boolean): Planting {
  planted += 1
  const count = planted
  const context = system(at)
  const number = `09919${String(1_000_000 + count).slice(-7)}`
  const phone = `09777${String(10_000 + count)}`
  const personId = randomUUID()
  const hashes: string[] = []
  return {
    personId,
    caseId: randomUUID(),
    code: `Z99.02-260302-9${String(count).padStart(3, '0')}`,
    name,
    number,
    phone,
    unitId: who('officer').unitId,
    officerId: who('officer').personId,
    otherId: who('leader').personId,
    all: `${name}, ${number}, ${phone}`,
    words: [name, searchKey(name), number, phone],
    hashes,
    at,
    isOpen,
    count,
    row: (table, given) => plant(tx, table, given),
    async file() {
      const stored = await storeBytes(platform.files, `${name}.jpg`, await picture(randomBytes(8)))
      hashes.push(stored.sha256)
      return { id: await recordFile(tx, context, stored, { ownerId: personId }), sha256: stored.sha256 }
    },
  }
}

export async function plantPage(hashes: readonly string[]): Promise<string> {
  const { sha256 } = await storeBytes(platform.files, 'trang.jpg', await picture(randomBytes(8)))
  ;(hashes as string[]).push(sha256)
  return sha256
}
