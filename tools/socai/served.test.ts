/** A witness on another machine: it has nothing but the address of the ledger and its keys. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { createServer } from '#kernel/web/server.ts'
import { addWitness, preparePromises, publish } from '#modules/ledger/heads/commands.ts'
import { findHead } from '#modules/ledger/heads/store.ts'
import { ledger } from '#modules/ledger/module.ts'
import { settle } from '#modules/ledger/testing/commands.ts'
import { buildAssets } from '#ui/assets.ts'
import { readKeys } from './reading.ts'
import { initWitness, witnessOnce } from './witness.ts'

const platform = await freshPlatform()
const server = await createServer({ platform, modules: [ledger], assets: await buildAssets(), quiet: true })
await server.listen({ port: 0, host: '127.0.0.1' })
after(() => server.close())
const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
const folder = mkdtempSync(join(tmpdir(), 'socai-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const [log, state, keysFile] = [
  `${url}/so-cai/quyet-dinh`,
  join(folder, 'lam-chung.json'),
  join(folder, 'khoa.txt'),
]
const now = (minute: number) => platform.as(service(), new Date(Date.UTC(2026, 2, 2, 2, minute)))

async function growAt(minute: number, events: number): Promise<void> {
  const context = now(minute)
  for (let count = 0; count < events; count++)
    await inTransaction(context, (tx) =>
      appendEvent(tx, context, 'dossier.submitted', {
        subject: randomUUID(),
        payload: { code: `Z99-${count}` },
      }),
    )
  await settle(context)
  await publish(context, 'decisions')
}

before(async () => {
  await preparePromises(now(0))
  await growAt(0, 5)
})

test('it fetches heads and tiles, hands its signature in, and the signature stands on the head that everyone reads', async () => {
  const reply = await fetch(`${url}/so-cai/khoa.txt`)
  writeFileSync(keysFile, await reply.text())
  const key = await initWitness(state, 'lamchung.example.vn')
  const keys = await readKeys(keysFile)
  const unknown = await witnessOnce(state, log, keys)
  assert.deepEqual([unknown.is, /chưa nhận/.test(unknown.words)], ['proven', true], unknown.words)
  await addWitness(now(1), key)
  await growAt(2, 300)
  const seen = await witnessOnce(state, log, keys)
  assert.deepEqual([seen.is, /Đã gửi/.test(seen.words)], ['proven', true], seen.words)
  const head = await read(now(2), (tx) => findHead(tx, 'decisions'))
  assert.deepEqual(head?.witnesses, ['lamchung.example.vn'])
  assert.match(await (await fetch(`${log}/checkpoint`)).text(), /— lamchung\.example\.vn /)
})

test('a tile beyond the signed head, or of a name that none has, is not there', async () => {
  for (const name of ['tile/0/999', 'tile/0/000.p/300', 'tile/5/000', 'tile/0/..%2f000'])
    assert.equal((await fetch(`${log}/${name}`)).status, 404, name)
  assert.equal((await fetch(`${url}/so-cai/khac/checkpoint`)).status, 404)
})
