/** What a person, or a device of nobody known, may send in a day; and that nothing is lost at the end of it. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Context } from './context.ts'
import { inTransaction } from './db.ts'
import { toProblem } from './errors.ts'
import type { Actor } from './policy.ts'
import { quotaDefaults, takeQuota } from './quotas.ts'
import { freshPlatform } from './testing/database.ts'
import { startUpload } from './uploads.ts'

const platform = await freshPlatform()
const quotas = { files: 3, megabytes: 2, submissions: 2 }
const at = '2026-03-12T10:00:00+07:00'
const pack = { ...platform.pack, manifest: { ...platform.pack.manifest, quotas } }
const as = (actor: Actor, when = at, sender = { address: '203.0.113.7', browser: 'Diều 1' }): Context => ({
  ...platform.as({ kind: 'visitor' }, new Date(when)),
  actor,
  pack,
  sender,
})
const citizen = (personId = randomUUID(), agent?: string): Actor => ({
  kind: 'citizen',
  personId,
  name: 'Gió',
  identityNumber: undefined,
  phone: undefined,
  ...(agent && { agent: { personId: agent, name: 'Sáo' } as never }),
})

test('so many a day, told with what is kept and when it goes on; the next day is new', async () => {
  const me = citizen()
  for (let count = 0; count < 3; count++) await takeQuota(as(me), { files: 1 })
  const thrown = await takeQuota(as(me), { files: 1 }).catch((refused: unknown) => refused)
  const problem = toProblem(thrown as Error, 'r', 'vi')
  assert.deepEqual([problem.code, problem.status], ['quotas.files', 429])
  assert.match(problem.detail, /đã tải lên 3 tệp.*vẫn còn nguyên.*0 giờ ngày mai.*bộ phận một cửa/)
  await assert.rejects(takeQuota(as(me, '2026-03-12T23:59:59+07:00'), { files: 1 }), { code: 'quotas.files' })
  await takeQuota(as(me, '2026-03-13T00:00:00+07:00'), { files: 1 })
  await takeQuota(as(citizen()), { files: 3 })
})

test('bytes count to the kilobyte, and an announced file before any of it is sent', async () => {
  const me = citizen()
  await takeQuota(as(me), { files: 1, megabytes: 1.5 })
  const file = { key: randomUUID(), name: 'a.pdf', bytes: 700_000, sha256: 'a'.repeat(64) }
  await assert.rejects(startUpload(as(me), file), { code: 'quotas.megabytes' })
  const small = await startUpload(as(me), { ...file, bytes: 400_000 })
  // Asked again, as after a broken line: the same upload, counted once.
  assert.equal((await startUpload(as(me), { ...file, bytes: 400_000 })).id, small.id)
  await takeQuota(as(me), { files: 1 })
})

test('what was not done is not counted', async () => {
  const me = citizen()
  for (let count = 0; count < 5; count++)
    await assert.rejects(
      inTransaction(as(me), async (tx) => {
        await takeQuota(as(me), { submissions: 1 }, tx)
        throw new Error('nothing came of it')
      }),
      /nothing came/,
    )
  await takeQuota(as(me), { submissions: 2 })
})

test('twenty at once: not one too many', async () => {
  const me = citizen()
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () => takeQuota(as(me), { submissions: 1 })),
  )
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 2)
})

test('whoever acts for many takes from their own day; a device is told from its neighbour; the office has no such limit', async () => {
  const helper = randomUUID()
  const visitor: Actor = { kind: 'visitor' }
  // The mandate itself is not what is looked at here.
  const helped = () =>
    inTransaction(as(visitor), (tx) => takeQuota(as(citizen(randomUUID(), helper)), { submissions: 1 }, tx))
  await helped()
  await helped()
  await assert.rejects(helped(), { code: 'quotas.submissions' })
  await takeQuota(as(visitor), { files: 3 })
  await assert.rejects(takeQuota(as(visitor), { files: 1 }), { code: 'quotas.files' })
  await takeQuota(as(visitor, at, { address: '203.0.113.7', browser: 'Diều 2' }), { files: 1 })
  for (let count = 0; count < 5; count++)
    await takeQuota(as({ kind: 'system' }), { files: 9, submissions: 9 })
})

test('a pack that says nothing has the limits of the house', async () => {
  const plain = { ...as(citizen()), pack: platform.pack }
  await takeQuota(plain, { drafts: quotaDefaults.drafts })
  await assert.rejects(takeQuota(plain, { drafts: 1 }), { code: 'quotas.drafts' })
})
