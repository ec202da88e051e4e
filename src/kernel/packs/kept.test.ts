import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readPackOnce } from './kept.ts'
import { PackError, readPack } from './pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-kept-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const pack = join(folder, 'demo')
cpSync('packs/demo', pack, { recursive: true })
const kept = join(folder, 'kept')

test('a pack that was kept is the pack that was read', async () => {
  const read = await readPack(pack)
  assert.deepEqual(await readPackOnce(pack, kept), read)
  assert.equal(readdirSync(kept).length, 1)
  assert.deepEqual(await readPackOnce(pack, kept), read)
  assert.equal(readdirSync(kept).length, 1)
})

test('a pack that was changed is read and checked anew', async () => {
  await readPackOnce(pack, kept)
  appendFileSync(join(pack, 'pack.json'), 'x')
  await assert.rejects(readPackOnce(pack, kept), PackError)
})

test('where nothing may be kept the pack is read', async () => {
  const whole = await readPackOnce('packs/demo', join(pack, 'pack.json', 'kept'))
  assert.equal(whole.manifest.schema, (await readPack('packs/demo')).manifest.schema)
})
