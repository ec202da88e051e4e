import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import type { RawFields } from '#kernel/forms.ts'
import type { Actor } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { organisation } from '#modules/organisation/module.ts'
import { services } from '#modules/services/module.ts'
import {
  discardDraft,
  forgetDraft,
  openDraft,
  type PageSave,
  savePage,
  shownPage,
  startDraft,
} from './commands.ts'
import { draftsOf } from './domain.ts'
import { findOpenDrafts } from './store.ts'
import { submitDraft } from './submission/commands.ts'

const platform = await freshPlatform()
const now = '2026-11-23T14:05:00+07:00'
const system = platform.as({ kind: 'system' }, now)
await organisation.loadPack?.(system)
await services.loadPack?.(system)

type Citizen = Extract<Actor, { kind: 'citizen' }>
async function citizen(name: string, identityNumber: string): Promise<Citizen> {
  const personId = randomUUID()
  await inTransaction(platform, (tx) =>
    sql`insert into persons (id, kind, full_name, identity_number, phone, birth_date, area_code, address_line)
      values (${personId}, 'citizen', ${name}, ${identityNumber}, '0990000001', '1958-03-02', '99101', 'Bãi sau')`.execute(
      tx,
    ),
  )
  return { kind: 'citizen', personId, name, identityNumber, phone: '0990000001' }
}
const fisherman = await citizen('Nguyễn Văn Lưới', '099058000001')
const stranger = await citizen('Trần Thị Lạ', '099190000002')
const as = (actor: Actor, at = now): Context => platform.as(actor, at)
const mine = as(fisherman)

const kitePermit = '9.000001'
const begin = (context: Context) =>
  startDraft({ ...context, operationKey: randomUUID() }, { code: kitePermit })
const answersByPage: Record<string, RawFields> = {
  flyer: {
    flyerName: 'Nguyễn Văn Lưới',
    'flyerBirthDate.day': '2',
    'flyerBirthDate.month': '3',
    'flyerBirthDate.year': '1958',
    flyerIdentityNumber: '099 058 000 001',
    flyerPhone: '0990 000 001',
  },
  kites: { 'kites.0.name': 'Diều Rồng', 'kites.0.lengthMetres': '1,5', 'kites.0.hasFlute': 'no' },
  place: { 'field.province': '99', 'field.commune': '99101', 'field.line': 'Bãi sau' },
  days: {
    'from.day': '1',
    'from.month': '12',
    'from.year': '2026',
    'to.day': '5',
    'to.month': '12',
    'to.year': '2026',
    hours: ['dawn', 'dusk'],
  },
  'giay-to': {},
  'nhan-ket-qua': { draftReturnBy: 'desk' },
  declaration: { truth: 'yes' },
}

function save(context: Context, id: string, page: string, fields: RawFields, more: Partial<PageSave> = {}) {
  return savePage(context, {
    id,
    page,
    version: 1,
    device: 'phone',
    fields,
    shown: [
      'flyerName',
      'flyerBirthDate',
      'flyerIdentityNumber',
      'flyerPhone',
      'kites.0.name',
      'kites.0.lengthMetres',
      'kites.0.hasFlute',
      'kites.0.tradition',
      'field',
      'warden',
      'wind',
      'from',
      'to',
      'hours',
      'pictures',
      'remarks',
      'draftPaper1',
      'draftPaper2',
      'draftReturnBy',
      'truth',
    ],
    uploads: [],
    refusedUploads: [],
    act: 'continue',
    ...more,
  })
}

async function photo(colour: string) {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
  return receiveFile(platform.files, { name: `${colour}.jpg`, content: Readable.from([bytes]) })
}

async function errorsOf(outcome: Awaited<ReturnType<typeof savePage>>): Promise<string[]> {
  assert.equal(outcome.kind, 'saved')
  return outcome.kind === 'saved' ? outcome.errors.map(({ field }) => field) : []
}

/** A draft whose every page is answered. */
async function finishedDraft(): Promise<string> {
  const id = await begin(mine)
  for (const [page, fields] of Object.entries(answersByPage))
    assert.deepEqual(await errorsOf(await save(mine, id, page, fields)), [], page)
  const uploads = [
    { field: 'pictures', file: await photo('red') },
    { field: 'pictures', file: await photo('blue') },
  ]
  assert.deepEqual(await errorsOf(await save(mine, id, 'papers', {}, { uploads })), [])
  return id
}

async function dossierCount(): Promise<number> {
  const { rows } = await read(platform, (tx) =>
    sql<{ count: number }>`select count(*) from dossiers`.execute(tx),
  )
  return rows[0]?.count ?? 0
}

test('one press of "begin", however often it arrives, makes one draft', async () => {
  const pressed = { ...mine, operationKey: 'begin once' }
  const ids = await Promise.all([1, 2, 3].map(() => startDraft(pressed, { code: kitePermit })))
  assert.equal(new Set(ids).size, 1)
})

test('a new page is filled with what the account knows, and says so', async () => {
  const id = await begin(mine)
  const { view, standings } = shownPage(await openDraft(mine, id), 'flyer')
  assert.equal(view.typed.flyerName, 'Nguyễn Văn Lưới')
  assert.equal(view.typed['flyerBirthDate.year'], '1958')
  assert.equal(standings.get('flyerPhone')?.known.current.source, 'account')
  await save(mine, id, 'flyer', { ...answersByPage.flyer, flyerPhone: '' })
  const emptied = shownPage(await openDraft(mine, id), 'flyer')
  assert.equal(emptied.view.typed.flyerPhone, '', 'what was emptied stays empty')
  assert.equal(emptied.standings.get('flyerPhone')?.isSame, false)
})

test('wrong answers are kept as typed, and a right one beside them is not lost', async () => {
  const id = await begin(mine)
  const outcome = await save(mine, id, 'flyer', { ...answersByPage.flyer, flyerPhone: '12 không phải số' })
  assert.deepEqual(await errorsOf(outcome), ['flyerPhone'])
  const open = await openDraft(mine, id)
  assert.equal(open.draft.answers.flyerName, 'Nguyễn Văn Lưới')
  assert.equal(shownPage(open, 'flyer').view.typed.flyerPhone, '12 không phải số')
})

test('an answer that brings up a question shows it without calling it wrong', async () => {
  const id = await begin(mine)
  const outcome = await save(mine, id, 'kites', { ...answersByPage.kites, 'kites.0.hasFlute': 'yes' })
  assert.equal(outcome.kind, 'saved')
  if (outcome.kind !== 'saved') return
  assert.deepEqual(outcome.errors, [])
  assert.deepEqual(outcome.newQuestions, ['kites.0.flutes'])
})

test('an entry is added and taken out by buttons, and nothing typed is lost', async () => {
  const id = await begin(mine)
  await save(mine, id, 'kites', answersByPage.kites ?? {}, { act: { kind: 'add', group: 'kites' } })
  const added = shownPage(await openDraft(mine, id), 'kites').view
  assert.equal(added.typed['kites.0.name'], 'Diều Rồng')
  assert.equal(added.typed['kites.1.name'], '')
  await save(
    mine,
    id,
    'kites',
    { ...added.typed, 'kites.1.name': 'Cá' },
    { act: { kind: 'remove', group: 'kites', index: 0 } },
  )
  assert.equal(shownPage(await openDraft(mine, id), 'kites').view.typed['kites.0.name'], 'Cá')
})

test('another device that did not see the last change gets both values to choose from', async () => {
  const id = await begin(mine)
  await save(mine, id, 'place', answersByPage.place ?? {}, { device: 'phone' })
  const other = { ...answersByPage.place, 'field.line': 'Bãi trước' }
  const outcome = await save(mine, id, 'place', other, { device: 'desk', version: 1 })
  assert.equal(outcome.kind, 'conflict')
  const kept = await openDraft(mine, id)
  assert.deepEqual(kept.draft.answers.field, { province: '99', commune: '99101', line: 'Bãi sau' })
  assert.deepEqual(await errorsOf(await save(mine, id, 'place', other, { device: 'desk', version: 2 })), [])
  assert.deepEqual((await openDraft(mine, id)).draft.answers.field, {
    province: '99',
    commune: '99101',
    line: 'Bãi trước',
  })
})

test('going back in the same browser, another page, or the same answer is no conflict', async () => {
  const id = await begin(mine)
  await save(mine, id, 'place', answersByPage.place ?? {}, { device: 'phone' })
  const again = { ...answersByPage.place, 'field.line': 'Bãi trước' }
  assert.equal((await save(mine, id, 'place', again, { device: 'phone', version: 1 })).kind, 'saved')
  assert.equal(
    (await save(mine, id, 'days', answersByPage.days ?? {}, { device: 'desk', version: 1 })).kind,
    'saved',
  )
  assert.equal((await save(mine, id, 'place', again, { device: 'desk', version: 1 })).kind, 'saved')
})

test('of two devices saving one page at once, one is asked to choose', async () => {
  const id = await begin(mine)
  const [a, b] = await Promise.all([
    save(mine, id, 'place', { ...answersByPage.place, 'field.line': 'Bãi trước' }, { device: 'phone' }),
    save(mine, id, 'place', { ...answersByPage.place, 'field.line': 'Bãi sau' }, { device: 'desk' }),
  ])
  assert.deepEqual([a.kind, b.kind].sort(), ['conflict', 'saved'])
})

test('a refused file has its sentence, and the other file and the answers stay', async () => {
  const id = await begin(mine)
  const problem = {
    type: '',
    title: '',
    status: 415,
    detail: 'Tệp “virus.exe” không phải ảnh.',
    code: '',
    requestId: '',
  }
  const outcome = await save(
    mine,
    id,
    'papers',
    { remarks: 'Diều của ông nội' },
    {
      uploads: [{ field: 'pictures', file: await photo('red') }],
      refusedUploads: [{ field: 'pictures', name: 'virus.exe', problem }],
    },
  )
  assert.equal(outcome.kind, 'saved')
  if (outcome.kind !== 'saved') return
  assert.deepEqual(
    outcome.errors.map(({ message }) => message),
    ['Tệp “virus.exe” không phải ảnh.'],
  )
  const { draft } = await openDraft(mine, id)
  assert.equal(draft.answers.remarks, 'Diều của ông nội')
  assert.equal((draft.answers.pictures as string[]).length, 1)
})

test('files are put in order and taken out', async () => {
  const id = await begin(mine)
  const uploads = [
    { field: 'pictures', file: await photo('red') },
    { field: 'pictures', file: await photo('blue') },
  ]
  await save(mine, id, 'papers', {}, { uploads })
  const [red = '', blue = ''] = (await openDraft(mine, id)).draft.answers.pictures as string[]
  await save(
    mine,
    id,
    'papers',
    { pictures: [red, blue] },
    { act: { kind: 'up', path: 'pictures', file: blue } },
  )
  assert.deepEqual((await openDraft(mine, id)).draft.answers.pictures, [blue, red])
  await save(
    mine,
    id,
    'papers',
    { pictures: [blue, red] },
    { act: { kind: 'drop', path: 'pictures', file: blue } },
  )
  assert.deepEqual((await openDraft(mine, id)).draft.answers.pictures, [red])
})

test("another citizen's file cannot be named", async () => {
  const theirs = await begin(as(stranger))
  await save(
    as(stranger),
    theirs,
    'papers',
    {},
    { uploads: [{ field: 'pictures', file: await photo('red') }] },
  )
  const [fileId = ''] = (await openDraft(as(stranger), theirs)).draft.answers.pictures as string[]
  const id = await begin(mine)
  assert.deepEqual(await errorsOf(await save(mine, id, 'papers', { pictures: fileId })), ['pictures'])
  assert.equal((await openDraft(mine, id)).draft.answers.pictures, undefined)
})

test('a stranger finds no such draft, to see, save, submit or delete', async () => {
  const id = await begin(mine)
  const them = as(stranger)
  const nothing = { code: 'drafts.notFound' }
  await assert.rejects(openDraft(them, id), nothing)
  await assert.rejects(save(them, id, 'place', answersByPage.place ?? {}), nothing)
  await assert.rejects(submitDraft(them, { id, version: 1 }), nothing)
  await assert.rejects(discardDraft(them, { id }), nothing)
  await assert.rejects(openDraft(mine, 'không-phải-mã'), nothing)
})

test('an unfinished draft is not submitted and says what is missing', async () => {
  const id = await begin(mine)
  await assert.rejects(
    submitDraft(mine, { id, version: 1 }),
    (thrown: { code: string; fields: { field: string }[] }) => {
      assert.equal(thrown.code, 'drafts.incomplete')
      assert.ok(thrown.fields.some(({ field }) => field === 'flyerName'))
      return true
    },
  )
})

test('fifty presses at once make one dossier and all show its receipt', async () => {
  const id = await finishedDraft()
  const before = await dossierCount()
  const { version } = (await openDraft(mine, id)).draft
  const codes = await Promise.all(Array.from({ length: 50 }, () => submitDraft(mine, { id, version })))
  assert.equal(new Set(codes).size, 1)
  assert.equal(await dossierCount(), before + 1)
  assert.equal(await submitDraft(mine, { id, version }), codes[0])
})

test('photos of one paper are submitted as one PDF, in order', async () => {
  const id = await finishedDraft()
  const { version } = (await openDraft(mine, id)).draft
  const code = await submitDraft(mine, { id, version })
  const { rows } = await read(platform, (tx) =>
    sql`select p.paper_key, f.media_type, f.pages from dossier_papers p join files f on f.id = p.file_id
      join cases c on c.id = p.case_id where c.code = ${code}`.execute(tx),
  )
  assert.deepEqual(rows, [{ paper_key: 'anh-dieu', media_type: 'application/pdf', pages: 2 }])
})

test('a submitted draft is no longer edited, listed or deleted', async () => {
  const id = await finishedDraft()
  const { version } = (await openDraft(mine, id)).draft
  const code = await submitDraft(mine, { id, version })
  assert.deepEqual(await save(mine, id, 'place', answersByPage.place ?? {}), { kind: 'submitted', code })
  await assert.rejects(discardDraft(mine, { id }), { code: 'drafts.alreadySubmitted' })
  const open = await read(platform, (tx) => findOpenDrafts(tx, draftsOf(fisherman)))
  assert.ok(!open.some((draft) => draft.id === id))
})

test('answers changed after they were looked through are looked through again', async () => {
  const id = await finishedDraft()
  const { version } = (await openDraft(mine, id)).draft
  await save(mine, id, 'place', { ...answersByPage.place, 'field.line': 'Bãi trước' })
  await assert.rejects(submitDraft(mine, { id, version }), { code: 'drafts.changedMeanwhile' })
})

test('a draft is forgotten 90 days after its last change, and not before', async () => {
  const id = await begin(mine)
  await forgetDraft.run(as({ kind: 'system' }, '2027-02-21T23:00:00+07:00'), { id })
  assert.equal((await openDraft(mine, id)).draft.id, id)
  await forgetDraft.run(as({ kind: 'system' }, '2027-02-22T00:30:00+07:00'), { id })
  await assert.rejects(openDraft(mine, id), { code: 'drafts.notFound' })
})
