/** Brings an installation up to date: database, schema, pack. Everything here may run again without harm. */

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from './context.ts'
import { inTransaction, read, sql } from './db.ts'
import type { Module } from './module.ts'

export type LocalSecrets = { readonly secretKey: string; readonly databasePassword: string }

/** The secrets of this machine's own installation, made at the first start and kept readable by its owner only. */
export function localSecrets(dataDir: string): LocalSecrets {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as LocalSecrets
  const make = () => randomBytes(32).toString('base64url')
  const secrets = { secretKey: make(), databasePassword: make() }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

/** Loads the pack into the tables of every module, unless this very pack was loaded before. Answers whether it did. */
export async function loadPack(context: Context, modules: readonly Module[]): Promise<boolean> {
  const fingerprint = packFingerprint(context.pack.folder)
  const { rows } = await read(context, (tx) =>
    sql<{ value: string }>`select value #>> '{}' as value from settings where key = 'pack'`.execute(tx),
  )
  if (rows[0]?.value === fingerprint) return false
  for (const module of modules) await module.loadPack?.(context)
  await inTransaction(context, (tx) =>
    sql`insert into settings (key, value) values ('pack', to_jsonb(${fingerprint}::text))
        on conflict (key) do update set value = excluded.value, changed_at = now()`.execute(tx),
  )
  return true
}

/** Changes when any file of the pack changes. */
function packFingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const file of globSync('**/*.json', { cwd: folder }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)))
      .update('\0')
  return hash.digest('hex')
}
