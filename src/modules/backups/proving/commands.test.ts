/** A rehearsal proves what is whole, and names what is not. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSecondStore, receiveLog } from '#kernel/backup.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { receiveFile, recordFile } from '#kernel/files.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { ownInstallation } from '#kernel/testing/backups.ts'
import { publish } from '#modules/ledger/heads/commands.ts'
import { watch } from '#modules/ledger/monitor/commands.ts'
import { sequence } from '#modules/ledger/sequencing/commands.ts'
import { modules } from '../../../app.ts'
import { isBaseDue, takeBackup } from '../keeping/commands.ts'
import { findRun } from '../store.ts'
import { rehearse } from './commands.ts'

const { dataDir, place, urls, platform } = await ownInstallation()
const receiving = new AbortController()
const receiver = receiveLog(urls.backup ?? '', place, { signal: receiving.signal })
after(async () => {
  receiving.abort()
  await receiver
})

const context = () => backgroundContext(platform)
const asked = { bytes: kernelKeeping.bytes ?? [] }
let isWriting = true
async function work(): Promise<void> {
  while (isWriting) {
    const now = context()
    const content = Readable.from([randomUUID()])
    const file = await receiveFile(now.files, { name: 'diều', content }, 1, 'anything')
    await inTransaction(now, async (tx) => {
      await recordFile(tx, now, file, {})
      await appendEvent(tx, now, 'dossier.submitted', { subject: randomUUID(), payload: {} })
    })
    await sequence(now, 'decisions')
    await sleep(20)
  }
}
const health = async () =>
  (
    await modules
      .flatMap(({ checks = [] }) => checks)
      .find(({ name }) => name === 'backups.backup')
      ?.look(context())
  )?.because?.vi ?? ''

test('while people work: every table, file and leaf of the copy is compared, and the page of operations says so', async () => {
  const working = work()
  await sleep(500)
  assert.ok(await isBaseDue(place, new Date()))
  await takeBackup(context())
  await publish(context(), 'decisions')
  assert.deepEqual((await watch(context())).findings, [])
  const { isGood, facts } = await rehearse(context(), asked)
  isWriting = false
  await working
  assert.ok(isGood, facts.problems?.join('\n'))
  assert.ok(
    (facts.tables ?? 0) > 100 && (facts.files ?? 0) > 5 && (facts.leaves ?? 0) > 5,
    JSON.stringify(facts),
  )
  await inTransaction(context(), (tx) =>
    sql`insert into backup_runs (kind, at, is_good) values ('log', now(), true)`.execute(tx),
  )
  assert.match(await health(), /Đã khôi phục thử được lúc/)
  assert.equal(await isBaseDue(place, new Date()), false)
  const nextNight = new Date(Date.now() + 25 * 3_600_000)
  assert.ok(await isBaseDue(place, nextNight))
})

test('a copied file that rotted, and a ledger shorter than what was seen, are named; the alarm says which', async () => {
  const { rows } = await read(context(), (tx) =>
    sql<{ sha256: string }>`select sha256 from files limit 1`.execute(tx),
  )
  const second = await openSecondStore(place, platform.files.sealing)
  await second.remove(rows[0]?.sha256 ?? '')
  const file = join(dataDir, 'ledger', 'seen.json')
  const seen = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(
    file,
    JSON.stringify({ ...seen, decisions: { ...seen.decisions, size: seen.decisions.size + 999 } }),
  )
  const { isGood, facts } = await rehearse(context(), asked)
  assert.equal(isGood, false)
  assert.match(facts.problems?.join('\n') ?? '', new RegExp(`bản sao: ${rows[0]?.sha256}[^]*Sổ cái`))
  assert.match(await health(), /Diễn tập khôi phục gần nhất không đạt/)
  assert.equal((await read(context(), (tx) => findRun(tx, 'drill', true)))?.isGood, true)
})
