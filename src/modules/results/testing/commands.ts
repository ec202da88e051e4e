/** A commune at work, for the tests of results: dossiers on their way to a signature. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import type { Context } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { readVerified, storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { acceptDossier } from '#modules/dossiers/handling/commands.ts'
import { findDossier } from '#modules/dossiers/steps/store.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { approveResult, draftResult, prefill, proposeResult } from '../drafting/commands.ts'
import { findLiveResult } from '../store.ts'

export const platform = await freshPlatform()
export const monday = '2026-03-02T08:00+07:00'
export const later = '2026-03-02T10:00+07:00'
export const procedure = '9.000002' // generated steps, decided by the commune
const officers = new Map<string, Officer>()

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      if (officer) officers.set(`${officer.unitCode} ${officer.roles[0]}`, officer)
    }
  })
})

export const who = (role: string, unit = 'Z99.11.01'): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
export const as = (role: string, at = later): Context => platform.as(who(role), at)

export const citizen: Extract<Actor, { kind: 'citizen' }> = {
  kind: 'citizen',
  personId: randomUUID(),
  name: 'Trần Thị Diều',
  identityNumber: '099190000001',
  phone: '0990000001',
}

let seed = 11
export const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

export const system = () => platform.as({ kind: 'system' }, later)
export const look = async (code: string) => {
  const found = await read(system(), (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(found)
  return found
}
export const liveOf = async (code: string) => {
  const { id } = await look(code)
  return read(system(), (tx) => findLiveResult(tx, id))
}
export const resultOf = async (code: string) => {
  const result = await liveOf(code)
  assert.ok(result, `${code} has no result`)
  return result
}
export const seen = async (code: string) => ({ code, expectedVersion: (await look(code)).version })
export const chosen = async (code: string) => {
  const { id: resultId, version } = await resultOf(code)
  return { resultId, version }
}
export const refusedWith = (code: string) => ({ code })

export async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return document.save()
}

/** A dossier that waits for the desk's answer. */
export async function submitted(): Promise<string> {
  const context = platform.as(citizen, monday)
  const { form } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await onePage()))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers: exampleAnswers(form, chance, lists),
    papers: [],
    channel: 'online',
    returnMethod: 'online',
  })
  return code
}

/** A dossier at the officer's desk. */
export async function accepted(): Promise<string> {
  const code = await submitted()
  await acceptDossier(as('desk-clerk', monday), await seen(code))
  return code
}

export async function drafted(
  code: string,
  paragraphs = 'Đủ điều kiện theo quy định.',
  seenVersion?: number,
): Promise<void> {
  const context = as('officer')
  const dossier = await look(code)
  const definition = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const content = await prefill(context, definition, dossier.answers, 'grant')
  const resultVersion = seenVersion ?? (await liveOf(code))?.version ?? 0
  await draftResult(context, { code, resultVersion, kind: 'grant', content: { ...content, paragraphs } })
}

/** A result that waits for the leader's signature. */
export async function waiting(): Promise<string> {
  const code = await accepted()
  await drafted(code)
  const { version: resultVersion } = await resultOf(code)
  await proposeResult(as('officer'), { ...(await seen(code)), resultVersion, note: 'Đã thẩm định' })
  await approveResult(as('division-head'), { ...(await seen(code)), resultVersion })
  return code
}

export async function paperOf(code: string): Promise<Buffer> {
  const { id } = await look(code)
  const file = await read(system(), async (tx) => {
    const { rows } = await sql<{ sha256: string }>`
      select f.sha256 from results r join files f on f.id = r.file_id where r.case_id = ${id}`.execute(tx)
    return rows[0]
  })
  assert.ok(file)
  return readVerified(platform.files, file.sha256, code)
}

export async function eventsOf(code: string): Promise<string[]> {
  const { id } = await look(code)
  return read(system(), async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select name from events where subject_id = ${id} order by txid, position`.execute(tx)
    return rows.map(({ name }) => name)
  })
}

export type Statement = { execute(executor: never): Promise<unknown> }
export async function sqlAs(statement: Statement): Promise<void> {
  await platform.database.kysely.transaction().execute((tx) => statement.execute(tx as never))
}
