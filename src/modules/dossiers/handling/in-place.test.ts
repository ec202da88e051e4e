import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { calendarDate, dateOf } from '#kernel/types.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { declareAbsence, revokeAbsence } from '#modules/organisation/delegation/commands.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { openDossier } from '../desk/commands.ts'
import { viewQueue } from '../queue/commands.ts'
import { leadingWork } from '../steps/domain.ts'
import { findDossier } from '../steps/store.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { acceptDossier, assignDossier, forwardDossier, handBackDossier } from './commands.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const tuesday = '2026-03-03T09:00+07:00'
const later = '2026-03-03T10:00+07:00'
const thursday = '2026-03-05T09:00+07:00'
const procedure = '9.000002'
const posts = new Map<string, string>()
const citizen: Actor = {
  kind: 'citizen',
  personId: randomUUID(),
  name: 'Trần Thị Diều',
  identityNumber: '099190000001',
  phone: '0990000001',
}

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string; key: string }>`
      select p.id, u.code || ' ' || p.roles[1] as key from posts p join units u on u.id = p.unit_id`.execute(
      tx,
    )
    for (const { id, key } of rows) posts.set(key, id)
  })
})

/** The officer as of a moment, with those represented then. */
async function who(role: string, at: string, unit = 'Z99.11.01'): Promise<Officer> {
  const found = await read(platform, (tx) =>
    officerAt(tx, posts.get(`${unit} ${role}`) ?? '', dateOf(new Date(at))),
  )
  if (!found) throw new Error(`Nobody is ${role} in ${unit}`)
  return found
}
const as = async (role: string, at: string) => platform.as(await who(role, at), at)

let seed = 7
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

async function submitted(): Promise<string> {
  const context = platform.as(citizen, monday)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const document = await PDFDocument.create()
  document.addPage()
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await document.save()))
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = exampleAnswers(form, chance, lists)
  const required = papersFor({ papers }, answers).filter((one) => one.required)
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers,
    papers: required.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return code
}

const look = async (code: string) => {
  const found = await read(platform, (tx) => findDossier(tx, { kind: 'system' }, code))
  assert.ok(found)
  return found
}
const seen = async (code: string) => ({ code, expectedVersion: (await look(code)).version })
type Told = { name: string; actor: string | null; represented: string | null }
const told = (code: string) =>
  read(platform, async (tx) => {
    const { rows } = await sql<Told>`
      select name, actor_id as actor, represented_id as represented from events
      where subject_id = (select id from cases where code = ${code}) order by txid, position`.execute(tx)
    return rows
  })

/** The officer is away on Tuesday and Wednesday. */
async function away(more: Partial<Parameters<typeof declareAbsence>[1]> = {}): Promise<() => Promise<void>> {
  const officer = await who('officer', monday)
  const context = { ...platform.as(officer, monday), operationKey: randomUUID() }
  await declareAbsence(context, {
    personId: officer.personId,
    fromOn: calendarDate('2026-03-03'),
    toOn: calendarDate('2026-03-04'),
    deputyId: (await who('desk-clerk', monday)).personId,
    ...more,
  })
  return () => revokeAbsence(context, context.operationKey)
}

test('a deputy sees the absent one’s work and does it; event, step and page name both', async () => {
  const code = await submitted()
  await acceptDossier(await as('desk-clerk', monday), await seen(code))
  const officer = await who('officer', monday)
  assert.equal(leadingWork(await look(code)).holderId, officer.personId)
  const end = await away()
  const clerk = await as('desk-clerk', tuesday)
  const queue = await viewQueue(clerk, { tab: 'mine', filters: {} })
  assert.equal(queue.lines.find((line) => line.code === code)?.inPlaceOf, officer.name)
  await forwardDossier(clerk, { ...(await seen(code)), note: 'Đủ điều kiện' })
  const clerkId = (await who('desk-clerk', monday)).personId
  assert.deepEqual((await told(code)).at(-1), {
    name: 'dossier.forwarded',
    actor: clerkId,
    represented: officer.personId,
  })
  const done = (await look(code)).work.find(({ key }) => key === 'appraise')
  assert.deepEqual([done?.holderId, done?.representedId], [clerkId, officer.personId])
  const page = await openDossier(await as('division-head', tuesday), code)
  assert.equal(page.steps.find(({ key }) => key === 'appraise')?.representedName, officer.name)
  await handBackDossier(await as('division-head', tuesday), { ...(await seen(code)), reason: 'Xem lại' })
  assert.equal(leadingWork(await look(code)).holderId, officer.personId, 'it goes back to whose work it is')
  await end()
})

test('an act of one’s own names nobody else, even while standing for another', async () => {
  const end = await away()
  const code = await submitted()
  await acceptDossier(await as('desk-clerk', tuesday), await seen(code))
  const accepted = (await told(code)).find(({ name }) => name === 'dossier.accepted')
  assert.equal(accepted?.represented, null)
  await end()
})

test('before the first day, after the last, and once revoked the deputy may not', async () => {
  const code = await submitted()
  await acceptDossier(await as('desk-clerk', monday), await seen(code))
  const end = await away()
  const forward = async (at: string) => forwardDossier(await as('desk-clerk', at), await seen(code))
  await assert.rejects(forward(monday), { code: 'dossiers.notYours' })
  await assert.rejects(forward(thursday), { code: 'dossiers.notYours' })
  await end()
  await assert.rejects(forward(tuesday), { code: 'dossiers.notYours' })
})

test('only the procedures that were passed on', async () => {
  const code = await submitted()
  await acceptDossier(await as('desk-clerk', monday), await seen(code))
  const end = await away({ procedures: ['9.000001'] })
  const clerk = await as('desk-clerk', tuesday)
  await assert.rejects(forwardDossier(clerk, await seen(code)), { code: 'dossiers.notYours' })
  const { lines } = await viewQueue(clerk, { tab: 'mine', filters: {} })
  assert.ok(!lines.some((line) => line.code === code))
  await end()
})

test('work that arrives while someone is away without deputy goes to the pool, and that is told', async () => {
  const end = await away({ deputyId: undefined })
  const code = await submitted()
  await acceptDossier(await as('desk-clerk', later), await seen(code))
  assert.equal(leadingWork(await look(code)).holderId, null)
  assert.ok((await told(code)).some(({ name }) => name === 'dossier.leftInPool'))
  const officer = await who('officer', monday)
  await assert.rejects(
    assignDossier(await as('division-head', later), { ...(await seen(code)), holder: officer.personId }),
    { code: 'dossiers.holderAway' },
  )
  await end()
})
