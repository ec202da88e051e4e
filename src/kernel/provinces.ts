/** Provinces of an installation: each is one schema, moved, kept in a folder and removed as a whole. */

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { addressAt, holderFor, holderOf, isSameServer, openAt, type Server, serversOf } from './db/cluster.ts'
import { applicationRole } from './db/roles.ts'
import { migrate, prepareQueue } from './migrations.ts'
import {
  dropJobs,
  jobsOf,
  migrationsOf,
  ownerOf,
  type Proof,
  partitionsOf,
  proofOf,
  rowsOf,
  sequencesOf,
  tablesOf,
  writeJobs,
} from './provinces/contents.ts'
import { bringPast, type Contents, type Copied, fill } from './provinces/moving.ts'

export type Province = {
  readonly schema: string
  readonly dossiers: number
  readonly megabytes: number
  readonly migrations: number
  /** Since when it is elsewhere and may be read here only. */
  readonly movedAway: string | null
  /** Where its processes ask, in a cluster. */
  readonly server: string | null
}

/** Every province of the database that the owner's address names. */
export async function listProvinces(ownerUrl: string): Promise<Province[]> {
  const client = await ownerOf(ownerUrl, 'public')
  try {
    const { rows } = await client.query<{ schema: string; note: string | null }>(
      `select n.nspname as schema, obj_description(n.oid) as note from pg_namespace n
       where exists (select from pg_class where relnamespace = n.oid and relname = 'migrations')
         and exists (select from pg_class where relnamespace = n.oid and relname = 'events') order by 1`,
    )
    const provinces: Province[] = []
    for (const { schema, note } of rows) {
      const { rows: figures } = await client.query<Omit<Province, 'schema' | 'movedAway' | 'server'>>(
        `select (select count(*) from "${schema}".cases) as dossiers, (select count(*) from "${schema}".migrations) as migrations,
           (select round(sum(pg_total_relation_size(oid)) / 1048576) from pg_class
            where relnamespace = to_regnamespace($1) and relkind = 'r') as megabytes`,
        [`"${schema}"`],
      )
      const holder = await holderOf(client, schema)
      if (figures[0])
        provinces.push({
          schema,
          ...figures[0],
          movedAway: note?.startsWith(movedMark) ? note : null,
          server: holder ? `${holder.host}:${holder.port}` : null,
        })
    }
    return provinces
  } finally {
    await client.end()
  }
}

const movedMark = 'moved away'

export type Moved = Copied & {
  /** How long nobody could write. */
  readonly windowMs: number
  readonly transactionsSkipped: number
}

/**
 * Moves a province to another database, on this server or another. Whoever writes meanwhile waits, then is refused; whoever
 * reads goes on. The source is shut for writing before the target is there to be written: there are never two. Throws, and leaves
 * both as they were, when the target holds a province already, or anything differs.
 */
export async function moveProvince(fromUrl: string, toUrl: string, schema: string): Promise<Moved> {
  await demandAlone(fromUrl)
  await demandAlone(toUrl)
  await migrate(toUrl, schema)
  const source = await ownerOf(fromUrl, schema)
  const target = await ownerOf(toUrl, schema)
  try {
    await demandFits(await migrationsOf(source), target)
    let transactionsSkipped = await bringPast(source, target)
    await source.query('begin')
    const tables = await tablesOf(source, schema)
    await source.query(`lock table ${tables.map((table) => `"${table}"`).join(', ')} in share mode`)
    const began = Date.now()
    transactionsSkipped += await bringPast(source, target)
    await target.query('begin')
    const copied = await fill(target, schema, await contentsOf(source, schema))
    await source.query(
      `revoke insert, update, delete, truncate on all tables in schema "${schema}" from ${applicationRole}`,
    )
    await source.query(`comment on schema "${schema}" is '${movedMark} ${new Date().toISOString()}'`)
    await dropJobs(source, schema)
    await source.query('commit')
    await target.query('commit')
    return { ...copied, windowMs: Date.now() - began, transactionsSkipped }
  } finally {
    // What was not committed is undone with the connection.
    await Promise.allSettled([source.end(), target.end()])
  }
}

/**
 * Moves a province to another server of the cluster whose head the owner's address names. Meanwhile the province is shut: whoever
 * reads or writes is refused, and may send the same again afterwards. Its jobs go along. Throws, and opens it again where it lies,
 * when anything fails.
 */
export async function moveWithin(
  ownerUrl: string,
  schema: string,
  to: Server,
): Promise<Pick<Moved, 'windowMs' | 'transactionsSkipped'>> {
  const head = await ownerOf(ownerUrl, schema)
  const from = await holderOf(head, schema)
  if (!from || !(await serversOf(head)).some((server) => isSameServer(server, to))) {
    await head.end()
    throw new Error(`Máy ${to.host}:${to.port} không thuộc cụm, hoặc cụm không giữ tỉnh ${schema}`)
  }
  await prepareQueue(addressAt(ownerUrl, to))
  const [source, target] = [
    await ownerOf(addressAt(ownerUrl, from), schema),
    await ownerOf(addressAt(ownerUrl, to), schema),
  ]
  const began = Date.now()
  try {
    await openAt(head, ownerUrl, schema, undefined)
    const jobs = await jobsOf(source, schema)
    await head.query(`select citus_schema_move($1, $2, $3, 'block_writes')`, [schema, to.host, to.port])
    const transactionsSkipped = await bringPast(source, target)
    await writeJobs(target, jobs)
    await dropJobs(source, schema)
    return { windowMs: Date.now() - began, transactionsSkipped }
  } finally {
    await openAt(head, ownerUrl, schema, await holderOf(head, schema))
    await Promise.allSettled([head.end(), source.end(), target.end()])
  }
}

/** The owner's address of the server that holds a province: the given one where the database stands alone. */
async function nearest(ownerUrl: string, schema: string): Promise<string> {
  const holder = await holderFor(ownerUrl, schema)
  return holder ? addressAt(ownerUrl, holder) : ownerUrl
}

/** Whole provinces are brought into a database that stands alone. */
async function demandAlone(url: string): Promise<void> {
  const client = await ownerOf(url, 'public')
  const servers = await serversOf(client)
  await client.end()
  if (servers.length > 0)
    throw new Error(
      'Đưa nguyên một tỉnh từ nơi khác vào cụm Citus chưa làm được; dùng add rồi move trong cụm',
    )
}

async function demandFits(migrations: string, target: pg.Client): Promise<void> {
  if (migrations !== (await migrationsOf(target)))
    throw new Error('Nguồn và đích phải ở cùng phiên bản: chạy bước nâng cấp ở nguồn trước')
  const { rows } = await target.query('select from events limit 1')
  if (rows.length > 0) throw new Error('Ở đích đã có tỉnh này và có dữ liệu')
}

/** The contents of a schema as the caller's transaction sees it. */
async function contentsOf(client: pg.Client, schema: string): Promise<Contents> {
  return {
    migrations: await migrationsOf(client),
    tables: await tablesOf(client, schema),
    partitions: await partitionsOf(client, schema, applicationRole),
    sequences: await sequencesOf(client, schema),
    jobs: await jobsOf(client, schema),
    rows: (table) => rowsOf(client, table),
    proof: (table) => proofOf(client, table),
  }
}

type Manifest = Omit<Contents, 'rows' | 'proof'> & {
  readonly schema: string
  readonly exportedAt: string
  readonly proofs: Readonly<Record<string, Proof & { readonly sha256: string }>>
}

/** Writes the whole province into a new folder as it was at one moment, with what proves each table. */
export async function exportProvince(ownerUrl: string, schema: string, folder: string): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`Thư mục ${folder} đã có; chọn thư mục mới`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const client = await ownerOf(await nearest(ownerUrl, schema), schema)
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows, proof, ...contents } = await contentsOf(client, schema)
    const proofs: Record<string, Proof & { sha256: string }> = {}
    for (const table of contents.tables)
      proofs[table] = {
        ...(await proof(table)),
        sha256: await writeTable(join(folder, `${table}.ndjson`), rows(table)),
      }
    const manifest: Manifest = { schema, exportedAt: new Date().toISOString(), ...contents, proofs }
    writeFileSync(join(folder, 'province.json'), JSON.stringify(manifest, undefined, 1), { mode: 0o600 })
    return manifest
  } finally {
    await client.end()
  }
}

async function writeTable(file: string, batches: AsyncIterable<readonly string[]>): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const batch of batches) {
      const text = batch.map((line) => `${JSON.stringify(line)}\n`).join('')
      hash.update(text)
      await handle.write(text)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

/** Fills an empty province from a folder that `exportProvince` wrote. */
export async function importProvince(ownerUrl: string, schema: string, folder: string): Promise<Copied> {
  const manifest = JSON.parse(readFileSync(join(folder, 'province.json'), 'utf8')) as Manifest
  if (manifest.schema !== schema)
    throw new Error(`Bản xuất là của tỉnh ${manifest.schema}, không phải ${schema}`)
  await demandAlone(ownerUrl)
  await migrate(ownerUrl, schema)
  const target = await ownerOf(ownerUrl, schema)
  try {
    await demandFits(manifest.migrations, target)
    await target.query('begin')
    const copied = await fill(target, schema, {
      ...manifest,
      rows: (table) => readTable(join(folder, `${table}.ndjson`)),
      proof: async (table) => manifest.proofs[table] ?? { rows: '-', hash: '-' },
    })
    await target.query('commit')
    return copied
  } finally {
    await target.end()
  }
}

async function* readTable(file: string): AsyncGenerator<readonly string[]> {
  let batch: string[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    batch.push(JSON.parse(line) as string)
    if (batch.length < 1_000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Drops a province with its jobs, after it was written to a folder. Throws unless its name was typed, and unless the copy is whole. */
export async function removeProvince(
  ownerUrl: string,
  schema: string,
  folder: string,
  typed: string,
): Promise<Manifest> {
  if (typed !== schema) throw new Error(`Không xóa: phải gõ đúng tên ${schema}`)
  const manifest = await exportProvince(ownerUrl, schema, folder)
  const near = await nearest(ownerUrl, schema)
  const client = await ownerOf(near, schema)
  try {
    await client.query('begin')
    await client.query(
      `lock table ${manifest.tables.map((table) => `"${table}"`).join(', ')} in access exclusive mode`,
    )
    for (const table of manifest.tables) {
      const [now, kept] = [await proofOf(client, table), manifest.proofs[table]]
      if (now.rows !== kept?.rows || now.hash !== kept.hash)
        throw new Error(
          `Không xóa: bảng ${table} đã đổi sau khi xuất. Dừng các tiến trình của tỉnh rồi làm lại`,
        )
    }
    await dropJobs(client, schema)
    if (near === ownerUrl) await client.query(`drop schema "${schema}" cascade`)
    await client.query('commit')
    if (near !== ownerUrl) await dropAtHead(ownerUrl, schema)
    return manifest
  } finally {
    await client.end()
  }
}

async function dropAtHead(ownerUrl: string, schema: string): Promise<void> {
  const head = await ownerOf(ownerUrl, schema)
  try {
    await head.query(`drop schema "${schema}" cascade`)
  } finally {
    await head.end()
  }
}
