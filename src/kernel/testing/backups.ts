/** An installation with a server of its own and a second place, for tests that copy or lose a whole database. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { prepareDatabase } from '../db/roles.ts'
import { migrate } from '../migrations.ts'
import { openPlatform, readEnvironment } from '../platform.ts'
import { freePort } from '../ports.ts'
import { startPostgres } from '../postgres.ts'

/** Everything lies in `root`, and goes when the file ends. */
export async function ownInstallation() {
  const root = mkdtempSync(join(tmpdir(), 'mot-cua-backup-'))
  const [dataDir, place, passphraseFile] = [
    join(root, 'data'),
    join(root, 'second'),
    join(root, 'passphrase'),
  ]
  for (const folder of [dataDir, place]) mkdirSync(folder)
  writeFileSync(passphraseFile, 'diều no gió trên bãi biển Hòn Gió\n')
  writeFileSync(join(dataDir, 'secrets.json'), '{"secretKey":"of this installation"}')
  // Processes are killed in tests, not the machine.
  const options = ['wal_level=logical', 'fsync=off']
  const server = await startPostgres(join(dataDir, 'postgres'), await freePort(), options)
  const urls = await prepareDatabase(server.adminUrl, 'mot_cua', 'a password of tests')
  const environment = readEnvironment({
    DATABASE_URL: urls.application,
    DATA_DIR: dataDir,
    SECRET_KEY: 'a key for tests only, 32 characters or more',
    PACK: 'demo',
    BACKUP_DIR: place,
    BACKUP_KEEP: '2',
    BACKUP_DATABASE_URL: urls.backup,
    BACKUP_PASSPHRASE_FILE: passphraseFile,
  })
  const platform = await openPlatform(environment, { name: 'mot-cua backup' })
  await migrate(urls.owner, platform.database.schema)
  after(async () => {
    await platform.database.close()
    server.stop()
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  })
  return { root, dataDir, place, passphraseFile, server, urls, platform }
}
