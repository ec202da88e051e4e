import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { receiveFile, storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { job } from '#kernel/jobs.ts'
import { defineModule } from '#kernel/module.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { savePerson } from '#kernel/testing/people.ts'
import { calendarDate } from '#kernel/types.ts'
import { submitDossier } from '#modules/dossiers/api.ts'
import { acceptDossier } from '#modules/dossiers/handling/commands.ts'
import { dossiers } from '#modules/dossiers/module.ts'
import { keepFile } from '#modules/dossiers/submission/commands.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { declareAbsence, revokeAbsence } from '#modules/organisation/delegation/commands.ts'
import { organisation } from '#modules/organisation/module.ts'
import { results } from '#modules/results/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { watchedIn } from '../commands.ts'
import { proveFiles } from '../files/commands.ts'
import { mend, restoreFile } from '../mending/commands.ts'
import { proveAll, viewMonitor } from './commands.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const procedure = '9.000002'
const officers = new Map<string, Officer>()
const cases = new Map<string, string>()
let paperSha = ''

const citizen: Extract<Actor, { kind: 'citizen' }> = {
  kind: 'citizen',
  personId: randomUUID(),
  name: 'Trần Thị Diều',
  identityNumber: '099190000001',
  phone: '0990000001',
}

let lostKey: { caseId: string; since: Date } | undefined
const awaited = job<{ n: number }>({
  task: 'kites.fetch',
  attemptsMax: 3,
  run: async () => undefined,
  expected: async () => (lostKey ? [{ key: 'kite', payload: { n: 1 }, ...lostKey }] : []),
})
const watched = watchedIn([
  dossiers,
  results,
  defineModule({ name: 'kites', dependsOn: [], jobs: [awaited] }),
])

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await savePerson(platform, citizen)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      if (officer) officers.set(`${officer.unitCode} ${officer.roles[0]}`, officer)
    }
  })
  for (let n = 0; n < 3; n += 1) await submitted(n > 0)
})

const who = (role: string, unit = 'Z99.11.01'): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}

let seed = 7
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

/** A dossier at the desk, or accepted and in the hands of the officer. */
async function submitted(isAccepted: boolean): Promise<void> {
  const context = platform.as(citizen, monday)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const pdf = await import('pdf-lib').then(async ({ PDFDocument }) => {
    const document = await PDFDocument.create()
    document.addPage()
    document.setTitle(`Giấy ${cases.size}`)
    return document.save()
  })
  const stored = await storeBytes(platform.files, 'giay.pdf', pdf)
  if (!isAccepted) paperSha = stored.sha256
  const fileId = await keepFile(context, stored)
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
  if (isAccepted) await acceptDossier(platform.as(who('desk-clerk'), monday), { code, expectedVersion: 1 })
  const id = await ask<{ id: string }>(`select id from cases where code = '${code}'`)
  cases.set(isAccepted ? `held ${cases.size}` : 'new', id?.id ?? '')
}

async function ask<Row>(text: string): Promise<Row | undefined> {
  return inTransaction(platform, async (tx) => (await sql.raw<Row>(text).execute(tx)).rows[0])
}
const run = (text: string) => ask(text).then(() => undefined)
const idOf = (name: string) => cases.get(name) ?? ''
const prove = (at = monday) => proveAll(platform.as({ kind: 'system' }, at), watched)
const seenBy = (officer: Officer, at = monday) => viewMonitor(platform.as(officer, at), watched, {})
const kindsNow = async () => {
  const found = await read(platform, (tx) =>
    sql<{ kind: string }>`select distinct kind from findings where ended_at is null order by kind`.execute(
      tx,
    ),
  )
  return found.rows.map(({ kind }) => kind)
}
/** Breaks something, looks once, says what was found, and puts it right again. */
async function foundAfter(breaking: () => Promise<void>, mending: () => Promise<void>): Promise<string[]> {
  await breaking()
  await prove()
  const kinds = await kindsNow()
  await mending()
  await prove()
  assert.deepEqual(await kindsNow(), [], 'what was put right is not found any more')
  return kinds
}

test('when all is well every open case is examined and every one is fine, and green is said for five minutes', async () => {
  const { examined, fine, found, filesSeen, filesRead } = await prove()
  assert.deepEqual(
    { examined, fine, found, filesSeen, filesRead },
    { examined: 3, fine: 3, found: 0, filesSeen: 3, filesRead: 3 },
  )
  const head = who('division-head')
  assert.equal((await seenBy(head)).standing, 'proven')
  assert.equal((await seenBy(head, '2026-03-02T08:05+07:00')).standing, 'proven')
  assert.equal((await seenBy(head, '2026-03-02T08:06+07:00')).standing, 'stale')
})

test('of very many open cases each minute looks for the files of a part, and five minutes for all of them once', async () => {
  let seen = 0
  for (let minute = 0; minute < 5; minute++) {
    const at = platform.as({ kind: 'system' }, `2026-03-02T08:0${minute}+07:00`)
    seen += (await proveFiles(at, watched.caseFiles, { openCases: 600_000 })).seen
  }
  assert.equal(seen, 3)
})

test('a holder whose post ended is found in one look, named with since when, and told to the chief once', async () => {
  const officer = who('officer')
  await run(`update posts set valid_to = '2026-02-27' where person_id = '${officer.personId}'`)
  await prove()
  await prove()
  const head = who('division-head')
  const { findings, standing, own } = await seenBy(head)
  assert.deepEqual([standing, own], ['lacking', { open: 3, lacking: 2 }])
  assert.deepEqual(
    findings.map(({ kind, detail, since }) => [kind, detail, since.toISOString()]),
    Array.from({ length: 2 }, () => ['dossiers.holderGone', officer.name, '2026-02-27T17:00:00.000Z']),
  )
  assert.equal((await seenBy(who('division-head', 'Z99.12.01'))).findings.length, 0)
  const told = await ask<{ count: number }>(
    `select count(*) from notifications where kind = 'oversight.found' and person_id = '${head.personId}'`,
  )
  assert.equal(told?.count, 1)
})

test('giving such work to the pool mends it; the same twice, or by another unit, is refused', async () => {
  const head = platform.as(who('division-head'), monday)
  const [first, second] = (await seenBy(who('division-head'))).findings
  assert.ok(first && second)
  const stranger = platform.as(who('division-head', 'Z99.12.01'), monday)
  await assert.rejects(mend(stranger, watched, first.id, 'pool'), { code: 'oversight.notFound' })
  await assert.rejects(mend(head, watched, first.id, 'order'), { code: 'oversight.notThisWay' })
  await mend(head, watched, first.id, 'pool')
  await run(`update posts set valid_to = null where person_id = '${who('officer').personId}'`)
  await prove()
  assert.deepEqual(await kindsNow(), [])
  await assert.rejects(mend(head, watched, first.id, 'pool'), { code: 'oversight.notFound' })
  const names = await platform.eventNames()
  assert.equal(names.filter((name) => name === 'dossier.released').length, 1)
  assert.equal(names.filter((name) => name === 'oversight.found').length, 2)
  assert.equal(names.filter((name) => name === 'oversight.mended').length, 2)
})

test('a role taken away, a pool without anyone, and an absence without deputy are each found and named', async () => {
  const { personId } = who('officer')
  const roles = (role: string) => run(`update posts set roles = '{${role}}' where person_id = '${personId}'`)
  assert.deepEqual(
    await foundAfter(
      () => roles('registrar'),
      () => roles('officer'),
    ),
    ['dossiers.holderWithoutRole', 'dossiers.noOfficer'],
  )
  const absence = randomUUID()
  const context = { ...platform.as(who('officer'), monday), operationKey: absence }
  const today = { fromOn: calendarDate('2026-03-02'), toOn: calendarDate('2026-03-02') }
  assert.deepEqual(
    await foundAfter(
      () => declareAbsence(context, { personId, ...today }),
      () => revokeAbsence(context, absence),
    ),
    ['dossiers.holderAway', 'dossiers.noOfficer'],
  )
  const covered = { ...context, operationKey: randomUUID() }
  await declareAbsence(covered, { personId, deputyId: who('desk-clerk').personId, ...today })
  assert.equal((await prove()).found, 0, 'with a deputy nothing hangs')
  await revokeAbsence(covered, covered.operationKey)
})

test('a deputy for one role only does not cover another', async () => {
  const { personId } = who('officer')
  await run(`update posts set roles = '{officer,registrar}' where person_id = '${personId}'`)
  const context = { ...platform.as(who('officer'), monday), operationKey: randomUUID() }
  const today = { fromOn: calendarDate('2026-03-02'), toOn: calendarDate('2026-03-02') }
  const deputyId = who('desk-clerk').personId
  await declareAbsence(context, { personId, deputyId, roles: ['registrar'], ...today })
  await prove()
  assert.ok((await kindsNow()).includes('dossiers.holderAway'))
  await revokeAbsence(context, context.operationKey)
  await run(`update posts set roles = '{officer}' where person_id = '${personId}'`)
  await prove()
})

test('a dissolved unit is found; its work goes into the pool of the successor, which then decides', async () => {
  const unit = await ask<{ id: string }>(`select id from units where code = 'Z99.11.01'`)
  await run(`update units set valid_to = '2026-03-01' where id = '${unit?.id}'`)
  await prove()
  assert.ok((await kindsNow()).includes('dossiers.unitGone'))
  const above = who('administrator', 'Z99')
  const finding = (await seenBy(above)).findings.find(
    ({ kind, caseId }) => kind === 'dossiers.unitGone' && caseId === idOf('held 1'),
  )
  assert.match(finding?.detail ?? '', /Ủy ban nhân dân phường Đuôi Diều/)
  await mend(platform.as(above, monday), watched, finding?.id ?? '', 'successor')
  const held = await ask<{ code: string }>(
    `select u.code from cases c join units u on u.id = c.holder_unit_id where c.id = '${idOf('held 1')}'`,
  )
  assert.equal(held?.code, 'Z99.11', 'no unit of the area is left, so the one above takes over')
  await run(`update units set valid_to = null where id = '${unit?.id}'`)
  await run(`update cases set holder_unit_id = '${unit?.id}' where id = '${idOf('held 1')}'`)
  await run(
    `update case_steps set unit_id = '${unit?.id}' where case_id = '${idOf('held 1')}' and ended_at is null`,
  )
  await run(`update dossiers set competent_unit_id = '${unit?.id}', receiving_unit_id = '${unit?.id}'`)
  await prove()
  assert.deepEqual(await kindsNow(), [])
})

test('rows that the owner of the database broke are found and named', async () => {
  const id = idOf('held 1')
  const before = await ask<{ step_key: string; due: string; version: number }>(
    `select step_key, due_at::text as due, definition_version as version from cases where id = '${id}'`,
  )
  const set = (change: string) => run(`update cases set ${change} where id = '${id}'`)
  const cure = [
    ["step_key = 'khong-co'", `step_key = '${before?.step_key}'`, 'dossiers.noStep'],
    ['due_at = null', `due_at = '${before?.due}'`, 'dossiers.noDate'],
    ["state = 'supplementing'", "state = 'processing'", 'dossiers.noDate'],
    ['definition_version = 99', `definition_version = ${before?.version}`, 'dossiers.noDefinition'],
  ] as const
  for (const [breaking, mending, kind] of cure)
    assert.deepEqual(
      await foundAfter(
        () => set(breaking),
        () => set(mending),
      ),
      [kind],
    )
})

const fileAt = (sha: string) => {
  const folder = join(dirname(platform.files.incoming), sha.slice(0, 2), sha.slice(2, 4))
  return join(folder, sha)
}

test('bytes that are gone, and bytes that are not what they were, are found the same minute', async () => {
  const bytes = Buffer.concat(await Array.fromAsync(await platform.files.open(paperSha))) as Buffer
  const put = async () => writeFileSync(fileAt(paperSha), bytes)
  assert.deepEqual(await foundAfter(async () => rmSync(fileAt(paperSha)), put), ['oversight.fileMissing'])
  assert.deepEqual(await foundAfter(async () => writeFileSync(fileAt(paperSha), 'gió'), put), [
    'oversight.fileWrong',
  ])
})

test('the very file, uploaded again, is there again; another copy takes its place and both stay on record', async () => {
  const bytes = Buffer.concat(await Array.fromAsync(await platform.files.open(paperSha))) as Buffer
  const head = platform.as(who('division-head'), monday)
  const lose = async () => {
    rmSync(fileAt(paperSha))
    await prove()
    const [finding] = (await seenBy(who('division-head'))).findings
    return finding?.id ?? ''
  }
  const receive = (content: Uint8Array) =>
    receiveFile(platform.files, { name: 'lai.pdf', content: Readable.from([content]) })
  await restoreFile(head, watched, await lose(), await receive(bytes))
  assert.equal((await prove()).found, 0)
  const { PDFDocument } = await import('pdf-lib')
  const other = await PDFDocument.create()
  other.addPage()
  other.setTitle('Bản quét lại')
  await restoreFile(head, watched, await lose(), await receive(await other.save()))
  assert.equal((await prove()).found, 0)
  const papers = await ask<{ all: number; kept: number }>(
    `select count(*) as all, count(*) filter (where removed_at is null) as kept from dossier_papers where case_id = '${idOf('new')}'`,
  )
  assert.ok(papers && papers.kept > 0)
  assert.equal(papers.all, papers.kept * 2)
})

test('a job that got lost is found, and ordering it again mends it', async () => {
  lostKey = { caseId: idOf('held 1'), since: new Date('2026-03-02T07:30+07:00') }
  await prove()
  assert.deepEqual(await kindsNow(), ['oversight.jobLost'])
  const [finding] = (await seenBy(who('division-head'))).findings
  await mend(platform.as(who('division-head'), monday), watched, finding?.id ?? '', 'order')
  await prove()
  assert.deepEqual(await kindsNow(), [])
  await run(`delete from graphile_worker._private_jobs where key = 'demo/kites.fetch:kite'`)
  await prove()
  assert.deepEqual(await kindsNow(), ['oversight.jobLost'], 'dropped from the queue, it is found again')
  lostKey = undefined
  await prove()
})

test('who is not answered within eight working hours, or waits for a supplement too long, is found', async () => {
  await prove('2026-03-03T08:30+07:00')
  assert.deepEqual(await kindsNow(), ['dossiers.noReply'])
  const id = idOf('held 2')
  await run(`insert into dossier_supplements (case_id, number, faults, reason, asked_by, asked_at)
    values ('${id}', 1, '[]', '', '${who('officer').personId}', '2026-03-02T08:00+07:00')`)
  await run(`update cases set state = 'supplementing', due_at = null, paused_at = now() where id = '${id}'`)
  await prove('2026-03-11T07:59+07:00')
  assert.ok(!(await kindsNow()).includes('dossiers.noSupplement'))
  await prove('2026-03-11T08:01+07:00')
  assert.ok((await kindsNow()).includes('dossiers.noSupplement'))
  const finding = (await seenBy(who('division-head'))).findings.find(
    ({ kind }) => kind === 'dossiers.noSupplement',
  )
  await mend(platform.as(who('division-head'), monday), watched, finding?.id ?? '', 'remind')
  const told = await ask<{ count: number }>(
    `select count(*) from notifications where kind = 'mending.reminder' and person_id = '${citizen.personId}'`,
  )
  assert.equal(told?.count, 1)
})

test('the chief is asked once a day', async () => {
  const head = platform.as(who('division-head'), '2026-03-11T09:00+07:00')
  const finding = (await seenBy(who('division-head'))).findings.find(
    ({ kind }) => kind === 'dossiers.noReply',
  )
  await mend(head, watched, finding?.id ?? '', 'askChief')
  await assert.rejects(mend(head, watched, finding?.id ?? '', 'askChief'), { code: 'oversight.askedToday' })
})

test('two looks at once leave each finding once', async () => {
  await run(`update findings set ended_at = now() where ended_at is null`)
  await Promise.all([prove('2026-03-12T08:00+07:00'), prove('2026-03-12T08:00+07:00')])
  const found = await ask<{ all: number; distinct: number }>(
    `select count(*) as all, count(distinct (case_id, kind, place)) as distinct from findings where ended_at is null`,
  )
  assert.equal(found?.all, found?.distinct)
  assert.ok((found?.all ?? 0) > 0)
})
