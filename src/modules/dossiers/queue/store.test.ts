import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { read } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { openDossier, openPaper } from '../desk/commands.ts'
import { acceptDossier } from '../handling/commands.ts'
import { chanceFrom } from '../invented/domain.ts'
import { findOfficers } from '../invented/store.ts'
import { statePurpose } from '../purpose/commands.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { viewQueue } from './commands.ts'
import { tabsOf } from './domain.ts'
import { countQueues, findQueue, type QueueAsk } from './store.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const system = platform.as({ kind: 'system' }, monday)
const chance = chanceFrom(11)
let officers: readonly Officer[] = []
const codes: string[] = []

const who = (role: string, unit = 'Z99.11.01'): Officer => {
  const officer = officers.find(({ roles, unitCode }) => roles.includes(role) && unitCode === unit)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
const citizen = (name: string): Actor => ({
  kind: 'citizen',
  personId: randomUUID(),
  name,
  identityNumber: '099190000001',
  phone: '0990000001',
})

async function submit(name: string, hour: number): Promise<string> {
  const context = platform.as(citizen(name), new Date(new Date(monday).getTime() + hour * 3_600_000))
  const definition = await read(context, (tx) => getProcedure(tx, '9.000002', context.today))
  const file = await PDFDocument.create()
  file.addPage()
  const fileId = await keepFile(context, await storeBytes(platform.files, 'giay.pdf', await file.save()))
  const facts = { 'person.fullName': name, 'organisation.name': name }
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], facts, files: [fileId] }
  const answers = exampleAnswers(definition.form, chance, lists)
  const papers = papersFor(definition, answers).map(({ paper }) => ({ key: paper.key, fileId }))
  const { code } = await submitDossier(context, {
    key: randomUUID(),
    procedure: definition,
    answers,
    papers,
    channel: 'online',
    returnMethod: 'online',
  })
  return code
}

before(async () => {
  for (const module of [organisation, services]) await module.loadPack?.(system)
  await organisation.seed?.(system)
  officers = await read(system, (tx) => findOfficers(tx, system.today))
  for (const [index, name] of ['Nguyễn Văn Ngọn', 'Đặng Thị Ưởng', 'Trần Gió'].entries())
    codes.push(await submit(name, index))
})

const ask = (officer: Officer, more: Partial<QueueAsk> = {}): QueueAsk => ({
  officer,
  stepRoles: { desk: 'desk-clerk' },
  tab: 'receive',
  rowsMax: 50,
  ...more,
})
const rowsOf = (officer: Officer, more: Partial<QueueAsk> = {}) =>
  read(system, (tx) => findQueue(tx, ask(officer, more)))

test('the queue is ordered by urgency and goes on page by page by key', async () => {
  const clerk = who('desk-clerk')
  const first = await rowsOf(clerk, { rowsMax: 2 })
  assert.deepEqual(
    first.map(({ code }) => code),
    codes.slice(0, 2),
  )
  const last = first[1]
  assert.ok(last?.dueAt)
  const after = { dueAt: last.dueAt.toISOString(), id: last.id, step: last.step }
  const rest = await rowsOf(clerk, { rowsMax: 2, after })
  assert.deepEqual(
    rest.map(({ code }) => code),
    codes.slice(2),
  )
})

test('a name is found without marks, a code by a part of it', async () => {
  const clerk = who('desk-clerk')
  const found = async (text: string) => (await rowsOf(clerk, { text })).map(({ code }) => code)
  assert.deepEqual(await found('dang uong'), [codes[1]])
  assert.deepEqual(await found('Đặng Thị Ưởng'), [codes[1]])
  assert.deepEqual(await found('0003'), [codes[2]])
  assert.deepEqual(await found('%'), [])
})

test('among all dossiers whoever sees one unit and whoever sees many find the same, by words and by code, and no more than they may see', async () => {
  const clerk = who('desk-clerk')
  const stranger = who('desk-clerk', 'Z99.12.01')
  const chief = { ...clerk, unitReach: clerk.unitReach.replace(/\.[^.]+$/, '.*') }
  const chiefElsewhere = { ...stranger, unitReach: `${stranger.unitReach}.*` }
  const found = async (officer: Officer, text: string) =>
    (await rowsOf(officer, { tab: 'all', text })).map(({ code }) => code)
  for (const [text, expected] of [
    ['dang uong', [codes[1]]],
    ['ngon', [codes[0]]],
    ['0003', [codes[2]]],
    ['xyz không có', []],
  ] as const) {
    assert.deepEqual(await found(clerk, text), expected, text)
    assert.deepEqual(await found(chief, text), expected, text)
    assert.deepEqual(await found(stranger, text), [], text)
    assert.deepEqual(await found(chiefElsewhere, text), [], text)
  }
  const older = { dueAt: '', id: (await rowsOf(chief, { tab: 'all' })).at(-1)?.id ?? '', step: 1 }
  assert.deepEqual(await rowsOf(chief, { tab: 'all', text: 'ngon', after: older }), [])
  assert.deepEqual(await rowsOf(chief, { tab: 'all', text: 'ngon', state: 'returned' }), [])
})

test('an officer of another commune sees nothing of it, in rows or in figures', async () => {
  const stranger = who('desk-clerk', 'Z99.12.01')
  assert.deepEqual(await rowsOf(stranger, { tab: 'all' }), [])
  const { counts, procedures } = await read(system, (tx) => countQueues(tx, ask(stranger)))
  assert.ok(Object.values(counts).every((count) => count === 0))
  assert.deepEqual(procedures, [])
})

test('all dossiers stand with the newest first, page after page, as many as may be seen', async () => {
  const clerk = who('desk-clerk')
  const newest = codes.toReversed()
  const first = await rowsOf(clerk, { tab: 'all', rowsMax: 2 })
  assert.deepEqual(
    first.map(({ code }) => code),
    newest.slice(0, 2),
  )
  const last = first[1]
  assert.ok(last)
  const rest = await rowsOf(clerk, { tab: 'all', rowsMax: 2, after: { dueAt: '', id: last.id, step: 1 } })
  assert.deepEqual(
    rest.map(({ code }) => code),
    newest.slice(2),
  )
  assert.deepEqual(await rowsOf(clerk, { tab: 'all', state: 'returned' }), [])
})

test('lists are those that the permissions give, and the first with work is shown', async () => {
  const clerk = who('desk-clerk')
  assert.ok(tabsOf(clerk).includes('receive') && !tabsOf(clerk).includes('sign'))
  const view = await viewQueue(platform.as(clerk, monday), { filters: {} })
  assert.deepEqual([view.tab, view.counts.receive, view.lines.length], ['receive', 3, 3])
  const asked = await viewQueue(platform.as(clerk, monday), { tab: 'sign', filters: {} })
  assert.notEqual(asked.tab, 'sign', 'a list without the right is not shown')
})

test('opening a dossier or a paper leaves a look with who, what and why; another unit opens neither', async () => {
  const [code = ''] = codes
  const clerk = platform.as(who('desk-clerk'), monday)
  const open = await openDossier(clerk, code)
  const paper = open.papers.find(({ fileId }) => fileId)
  assert.ok(paper?.fileId)
  await openPaper(clerk, paper.fileId)
  const officer = platform.as(who('officer'), monday)
  await statePurpose(officer, { code, purpose: 'advice', words: '' })
  await openDossier(officer, code)
  const looks = await platform.looksAt(open.dossier.id)
  const opened = looks.filter(({ what }) => what !== 'list')
  const mine = who('desk-clerk').personId
  assert.deepEqual(
    opened.map(({ viewerId, what, why }) => ({ viewerId, what, why })),
    [
      { viewerId: mine, what: 'dossier', why: 'step' },
      { viewerId: mine, what: 'file', why: 'step' },
      { viewerId: who('officer').personId, what: 'dossier', why: 'advice' },
    ],
  )
  const stranger = platform.as(who('desk-clerk', 'Z99.12.01'), monday)
  await assert.rejects(openDossier(stranger, code), { code: 'dossiers.notFound' })
  await assert.rejects(openPaper(stranger, paper.fileId), { code: 'files.notFound' })
})

test('what an officer may do is what the page offers', async () => {
  const [code = ''] = codes
  const seen = await openDossier(platform.as(who('desk-clerk'), monday), code)
  const offered = ({ atHand: [at] }: typeof seen) => [...(at?.may ?? [])]
  for (const act of ['accept', 'refuseReception', 'requestSupplement'] as const)
    assert.ok(offered(seen).includes(act), act)
  assert.ok(!offered(seen).includes('forward'))
  const { version } = seen.dossier
  await acceptDossier(platform.as(who('desk-clerk'), monday), { code, expectedVersion: version })
  const after = await openDossier(platform.as(who('desk-clerk'), monday), code)
  assert.deepEqual(offered(after), [])
  const working = await openDossier(platform.as(who('officer'), monday), code)
  for (const act of ['requestSupplement', 'forward', 'handBack', 'askConsultation'] as const)
    assert.ok(offered(working).includes(act), act)
  assert.ok(!offered(working).includes('accept'))
})
