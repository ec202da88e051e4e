/** A real family of Bình Thuận, from the declaration to the last step, which is an ordinary one of another agency. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import type { JsonObject } from '#kernel/types.ts'
import { findDossier } from '#modules/dossiers/api.ts'
import { tend } from '#modules/dossiers/families/commands.ts'
import { acceptDossier, forwardDossier, takeDossier } from '#modules/dossiers/handling/commands.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { decide } from '#modules/dossiers/testing/deciding/commands.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { modules } from '../src/app.ts'

const root = path.resolve(import.meta.dirname, '..')
const platform = await freshPlatform(path.join(root, 'packs/binh-thuan'), undefined, modules)
const monday = '2026-11-23T08:00+07:00'
const system = platform.as({ kind: 'system' }, monday)
const answers = JSON.parse(
  readFileSync(path.join(root, 'tests/examples/2.001023.json'), 'utf8'),
) as JsonObject

async function officerOf(unitId: string, role: string): Promise<Officer> {
  return read(system, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from posts where unit_id = ${unitId} and ${role} = any(roles) order by id limit 1`.execute(tx)
    const officer = await officerAt(tx, rows[0]?.id ?? '', system.today)
    assert.ok(officer, `${role} of ${unitId}`)
    return officer
  })
}

const look = async (code: string) => {
  const dossier = await read(system, (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(dossier)
  return dossier
}
const seen = async (code: string) => ({ code, expectedVersion: (await look(code)).version })

test('birth and health card: the commune registers, the insurance office makes the card, and it is counted once', async () => {
  await organisation.seed?.(system)
  const parent = citizen({ name: 'Trần Quốc Đạt', identityNumber: '060094001234' })
  await savePerson(platform, parent)
  const context = platform.as(parent, monday)
  const definition = await read(context, (tx) => getProcedure(tx, '2.001023', context.today))
  const page = await PDFDocument.create()
  page.addPage()
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await page.save()))
  // The example names its files by what they show; the page stands for each.
  const given = Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, Array.isArray(value) ? [fileId] : value]),
  )
  const wanted = papersFor(definition, given).filter(({ required }) => required)
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure: '2.001023',
    answers: given,
    papers: wanted.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  const { id, receivingUnitId } = await look(code)
  await acceptDossier(platform.as(await officerOf(receivingUnitId, 'desk-clerk'), monday), await seen(code))
  await tend(system, id)
  const member = await read(system, async (tx) => {
    const { rows } = await sql<{ code: string; procedure: string }>`
      select cases.code, procedure_code as procedure from dossiers join cases on cases.id = case_id
      where family_id = ${id}`.execute(tx)
    return rows
  })
  assert.deepEqual(
    member.map(({ procedure }) => procedure),
    ['1.001193'],
  )
  await decide(platform.as({ kind: 'system' }, '2026-11-23T09:00+07:00'), member[0]?.code ?? '')
  await tend(system, id)
  const insured = await look(code)
  const step = insured.work.find(({ endedAt }) => endedAt === null)
  assert.equal(step?.key, 'insurance')
  const insurer = platform.as(await officerOf(step.unitId, 'officer'), '2026-11-24T09:00+07:00')
  if (!step.holderId) await takeDossier(insurer, await seen(code))
  await forwardDossier(insurer, await seen(code))
  const done = await look(code)
  assert.deepEqual([done.state, done.work.at(-1)?.key], ['done', 'return'])
  const { rows } = await read(system, (tx) =>
    sql<{ id: string; members: number }>`select case_id as id, members from dossier_counted`.execute(tx),
  )
  assert.deepEqual(rows, [{ id, members: 1 }])
})
