import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { startTimeAuthority } from '#kernel/testing/time-authority.ts'
import { requestStamp } from '#kernel/timestamps.ts'
import { publish } from '../heads/commands.ts'
import { settle } from '../testing/commands.ts'
import { stampHead } from './commands.ts'
import { findStamp } from './store.ts'

const authority = await startTimeAuthority('Giờ Biển Xa')
after(() => authority.stop())
const platform = await freshPlatform()
const at = (minute: number) => {
  const context = platform.as(service(), new Date(Date.UTC(2026, 2, 2, 2, minute)))
  return { ...context, settings: { ...context.settings, timestampUrl: authority.url } }
}

before(async () => {
  await inTransaction(at(0), (tx) => appendEvent(tx, at(0), 'dossier.submitted', { subject: randomUUID() }))
  await settle(at(0))
  await publish(at(0), 'decisions')
})

test('the newest head is stamped once, and a tool that we did not write finds the stamp good', async () => {
  assert.equal(await stampHead(at(1)), true)
  assert.equal(await stampHead(at(2)), false, 'the head has its stamp')
  const stamp = await read(at(2), (tx) => findStamp(tx))
  assert.ok(stamp && Math.abs(stamp.at.getTime() - Date.now()) < 60_000)
  assert.equal(stamp.authority, 'Giờ Biển Xa')
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(authority.folder, name), content)
    return name
  }
  const token = write('dau.tst', stamp.token)
  const verify = (note: string) => {
    const given = ['-token_in', '-in', token, '-data', write('diem-chot', note), '-CAfile', 'goc.pem']
    return authority.openssl('ts', '-verify', ...given)
  }
  verify(stamp.note)
  assert.throws(() => verify(stamp.note.replace('quyet-dinh', 'quyet-dihn')))
})

test('an installation without an authority asks nobody', async () => {
  authority.answer = () => assert.fail('nobody is named')
  assert.equal(await stampHead({ ...at(3), settings: platform.settings }), false)
})

test('an answer for other bytes, an old one, an altered one, a refusal, and no answer at all make no stamp', async () => {
  const content = Buffer.from('biển')
  authority.answer = authority.sign
  await requestStamp(authority.url, content)
  const old = readFileSync(join(authority.folder, 'dap.tsr'))
  authority.answer = () => old
  await assert.rejects(requestStamp(authority.url, Buffer.from('núi')), /does not stamp/)
  await assert.rejects(requestStamp(authority.url, content), /an old one/)
  authority.answer = (question) => {
    const bytes = authority.sign(question)
    const inSignature = bytes.length - 9
    bytes.writeUInt8(bytes.readUInt8(inSignature) ^ 1, inSignature)
    return bytes
  }
  await assert.rejects(requestStamp(authority.url, content), /does not stamp/)
  authority.answer = () => Buffer.from('<html>đang bảo trì</html>')
  await assert.rejects(requestStamp(authority.url, content))
  authority.answer = () => Buffer.from([0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02])
  await assert.rejects(requestStamp(authority.url, content), /refused: 2/)
  await assert.rejects(requestStamp('http://127.0.0.1:9', content))
})
