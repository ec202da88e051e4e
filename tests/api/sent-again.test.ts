/** A dossier sent again under its key, with files that were sent once more because nobody heard that they had arrived. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { chancesFrom, openInstallation, picture } from './installation.ts'

const { call, token, system } = await openInstallation(new Date('2026-03-02T08:00+07:00'))
const sender = await token(['dossiers.write'])
const procedure = '9.000002'
const { form, papers } = await read(system, (tx) => getProcedure(tx, procedure, system.today))

async function send(bytes: Buffer): Promise<string> {
  const { status, body } = await call('POST /files', { token: sender, file: { name: 'giay.jpg', bytes } })
  assert.equal(status, 201)
  return body.id
}

/** The same answers each time, but for the file. */
function bodyWith(fileId: string) {
  const lists = { ...formLookups(system), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = exampleAnswers(form, chancesFrom(3), lists)
  const needed = papersFor({ papers }, answers).filter(({ required }) => required)
  assert.ok(needed.length > 0)
  return { procedure, answers, papers: needed.map(({ paper }) => ({ key: paper.key, fileId })) }
}

const submit = (key: string, fileId: string) =>
  call('POST /dossiers', { token: sender, headers: { 'idempotency-key': key }, body: bodyWith(fileId) })

test('the same bytes under another id are the same request', async () => {
  const bytes = await picture(40)
  const [first, again] = [await send(bytes), await send(bytes)]
  assert.notEqual(first, again)
  const made = await submit('sent-again-0001', first)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const repeated = await submit('sent-again-0001', again)
  assert.equal(repeated.status, 201, JSON.stringify(repeated.body))
  assert.deepEqual(repeated.body, made.body)
})

test('other bytes under the same key are another request', async () => {
  const made = await submit('sent-again-0002', await send(await picture(41)))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const changed = await submit('sent-again-0002', await send(await picture(42)))
  assert.deepEqual([changed.status, changed.body.code], [422, 'dossiers.changedUnderKey'])
})
