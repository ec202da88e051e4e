import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { writeIncoming } from './incoming.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-incoming-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const piece = Buffer.alloc(1024 * 1024, 7)
const write = (name: string, content: Readable) =>
  writeIncoming(join(folder, name), content, { megabytesMax: 20, flush: false })
const megabytes = (many: number) => Readable.from(Array.from({ length: many }, () => piece))

test('what is small is at hand as it was written, what is large is not', async () => {
  const small = await write('small', megabytes(4))
  assert.ok(small.content?.equals(readFileSync(join(folder, 'small'))))
  assert.equal((await write('large', megabytes(5))).content, undefined)
})

test('a crowd of slow lines holds no more than there is room for, and gives it back', async () => {
  const end = Promise.withResolvers<void>()
  async function* slowly() {
    for (let sent = 0; sent < 4; sent++) yield piece
    await end.promise
  }
  const lines = Array.from({ length: 20 }, (_, n) => write(`slow ${n}`, Readable.from(slowly())))
  setTimeout(end.resolve, 300)
  const came = await Promise.all(lines)
  const held = came.filter(({ content }) => content).length
  assert.ok(held > 0 && held <= 16, `${held} of 4 MB are held in 64`)
  assert.ok(came.every(({ bytes }) => bytes === 4 * piece.length))
  assert.ok((await write('next', megabytes(4))).content)
})
