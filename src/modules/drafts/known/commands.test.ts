/** What the State knows is not asked again; a register that is away, wrong, slow or doubled never stands in the way. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { recordFile, storeBytes } from '#kernel/files.ts'
import type { RawFields } from '#kernel/forms.ts'
import type { Actor } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { openOwnBook } from '#modules/facts/commands.ts'
import { organisation } from '#modules/organisation/module.ts'
import { services } from '#modules/services/module.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import { businessSimulator, populationSimulatorOf } from '../../../../simulators/registers.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { type OpenDraft, openDraft, savePage, shownPage, startDraft } from '../commands.ts'
import { submitDraft } from '../submission/commands.ts'
import { knowMore, objectInDraft, openObjection } from './commands.ts'
import { askedOn } from './pages.tsx'

const platform = await freshPlatform()
const now = '2026-11-23T14:05:00+07:00'
let simulation: Simulation
/** The other system’s clock goes with ours: an answer must be of now. */
let clock = new Date(now)

type Citizen = Extract<Actor, { kind: 'citizen' }>
let serial = 0
/** Somebody new, of whom nothing was ever asked. */
async function someone(last = '1'): Promise<Citizen> {
  serial += 1
  const identityNumber = `0991900${String(serial).padStart(4, '0')}${last}`
  const personId = randomUUID()
  const [name, phone] = ['Trần Thị Diều', '0990000001']
  await inTransaction(platform, (tx) =>
    sql`insert into persons (id, kind, full_name, identity_number, phone, birth_date, area_code, address_line)
      values (${personId}, 'citizen', ${name}, ${identityNumber}, ${phone}, '1990-02-01', '99101', 'Bãi sau')`.execute(
      tx,
    ),
  )
  return { kind: 'citizen', personId, name, identityNumber, phone }
}
const as = (actor: Actor, at = now): Context => platform.as(actor, at)
const laterBy = (minutes: number) => new Date(new Date(now).getTime() + minutes * 60_000).toISOString()

before(async () => {
  const system = platform.as({ kind: 'system' }, now)
  await organisation.loadPack?.(system)
  await services.loadPack?.(system)
  const simulators = [populationSimulatorOf([]), businessSimulator]
  simulation = await startRegistered(system, simulators, { slowMs: 7_000, now: () => clock })
})
after(() => simulation.stop())
beforeEach(async () => {
  clock = new Date(now)
  for (const name of ['population', 'business']) simulation.set(name, undefined)
  await inTransaction(platform, (tx) => sql`delete from exchange_breakers`.execute(tx))
})

const kitePermit = '9.000001'
const stall = '9.000101'
async function begin(actor: Citizen, code = kitePermit, at = now): Promise<string> {
  clock = new Date(at)
  const context = { ...as(actor, at), operationKey: randomUUID() }
  const id = await startDraft(context, { code })
  await knowMore(context, id)
  return id
}
const asksOf = () => simulation.seen.get('population/TraCuu') ?? 0
const confirmedOn = (open: OpenDraft, page: string) =>
  [...shownPage(open, page).standings].flatMap(([field, { isConfirmed }]) => (isConfirmed ? [field] : []))

async function save(context: Context, id: string, page: string, fields: RawFields): Promise<void> {
  const outcome = await savePage(context, {
    id,
    page,
    version: 1,
    device: 'phone',
    fields,
    shown: [],
    uploads: [],
    refusedUploads: [],
    act: 'continue',
  })
  assert.equal(outcome.kind, 'saved')
  if (outcome.kind === 'saved') assert.deepEqual(outcome.errors, [], page)
  await knowMore(context, id)
}

test('what a register vouches for is confirmed, not asked; it is asked once, told, and logged with its ground', async () => {
  const flyer = await someone()
  const asked = asksOf()
  const id = await begin(flyer)
  const open = await openDraft(as(flyer), id)
  assert.deepEqual(confirmedOn(open, 'flyer'), ['flyerName', 'flyerBirthDate', 'flyerIdentityNumber'])
  const left = askedOn(shownPage(open, 'flyer')).fields.map(({ path }) => path)
  assert.deepEqual(left, ['flyerPhone'], 'only what nobody knows for certain')
  assert.equal(asksOf(), asked + 1)

  await openDraft(as(flyer), id)
  await begin(flyer)
  await begin(flyer, kitePermit, laterBy(6 * 24 * 60))
  assert.equal(asksOf(), asked + 1, 'within the declared days nobody is asked again')
  await begin(flyer, kitePermit, laterBy(9 * 24 * 60))
  assert.equal(asksOf(), asked + 2)

  const { rows: looks } = await read(platform, (tx) =>
    sql<{ words: string; viewer_kind: string; why: string }>`
      select words, viewer_kind, why from looks where ${flyer.personId} = any(subjects)`.execute(tx),
  )
  assert.equal(looks.length, 2)
  assert.match(looks[0]?.words ?? '', /dân cư.*Điền sẵn tờ khai.*Nghị định 107\/2021/)
  assert.deepEqual([looks[0]?.viewer_kind, looks[0]?.why], ['system', 'prefill'])
  const { rows: calls } = await read(platform, (tx) =>
    sql<{ purpose: string; article: string; reference: string }>`
      select c.purpose, c.article, f.reference from facts f join exchange_calls c on c.id::text = f.reference
      where f.subject = ${`person:${flyer.identityNumber}`} and f.key = 'person.birthDate'`.execute(tx),
  )
  assert.match(calls[0]?.purpose ?? '', /Điền sẵn tờ khai/)
  assert.match(calls[0]?.article ?? '', /107\/2021/)
})

test('the same press twice at once asks once', async () => {
  const flyer = await someone()
  const asked = asksOf()
  const pressed = { ...as(flyer), operationKey: randomUUID() }
  const ids = await Promise.all([1, 2].map(() => startDraft(pressed, { code: kitePermit })))
  await Promise.all(ids.map((id) => knowMore(pressed, id)))
  assert.equal(asksOf(), asked + 1)
})

for (const kind of ['down', 'garbage', 'unsigned', 'wrong', 'slow', 'lost'] as const)
  test(`a register that is ${kind} stops nobody: the form asks and says why`, async () => {
    const flyer = await someone()
    simulation.set('population', { kind })
    const id = await begin(flyer)
    const open = await openDraft(as(flyer), id)
    assert.deepEqual(confirmedOn(open, 'flyer'), [])
    assert.equal(shownPage(open, 'flyer').view.typed.flyerName, 'Trần Thị Diều', 'filled from the account')
    assert.equal(open.draft.known.registers?.population?.outcome, 'away')
    simulation.set('population', undefined)
    const asked = asksOf()
    await begin(flyer)
    assert.equal(asksOf(), asked, 'not again within minutes')
    await begin(flyer, kitePermit, laterBy(6))
    assert.equal(asksOf(), asked + 1)
  })

test('an answer that comes twice is one', async () => {
  const flyer = await someone()
  simulation.set('population', { kind: 'doubled' })
  await begin(flyer)
  const { rows } = await read(platform, (tx) =>
    sql<{ count: number }>`select count(*)::int as count from facts
      where subject = ${`person:${flyer.identityNumber}`} and key = 'person.birthDate'`.execute(tx),
  )
  assert.equal(rows[0]?.count, 1)
})

test('whom the register does not know fills the form in', async () => {
  const flyer = await someone('9')
  const id = await begin(flyer)
  const open = await openDraft(as(flyer), id)
  assert.deepEqual(confirmedOn(open, 'flyer'), [])
  assert.equal(open.draft.known.registers?.population?.outcome, 'nothing')
})

const firm = { keeperKind: 'firm' }
const pages: Readonly<Record<string, RawFields>> = {
  keeper: firm,
  firm: { firmName: 'Công ty Bóng Râm', firmTaxCode: '0100000001' },
  goods: { goods: ['coconuts'], plot: 'B-12', capitalVnd: '1.000.000' },
}
const paper = 'giay-kham-suc-khoe'

async function stallOf(keeper: Citizen, taxCode = '0100000001'): Promise<string> {
  const id = await begin(keeper, stall)
  for (const [page, fields] of Object.entries(pages))
    await save(as(keeper), id, page, page === 'firm' ? { ...fields, firmTaxCode: taxCode } : fields)
  return id
}

test('a paper drops off the list when a register vouches for it, and comes back when the answers change', async () => {
  const keeper = await someone()
  const id = await stallOf(keeper)
  const open = await openDraft(as(keeper), id)
  const [vouched] = open.vouched
  assert.deepEqual([vouched?.key, vouched?.vouch.legal], [paper, '3/2023/NQ-HĐND'])
  assert.match(vouched?.vouch.reference ?? '', /^[0-9a-f-]{36}$/)
  const { rows } = await read(platform, (tx) =>
    sql<{
      purpose: string
    }>`select purpose from exchange_calls where id = ${vouched?.vouch.reference ?? ''}`.execute(tx),
  )
  assert.match(rows[0]?.purpose ?? '', /Thay giấy tờ “Giấy khám sức khỏe”/)
  await save(as(keeper), id, 'firm', { firmName: 'Công ty Bóng Râm', firmTaxCode: '0100000009' })
  assert.deepEqual((await openDraft(as(keeper), id)).vouched, [], 'another firm is another question')
  await save(as(keeper), id, 'keeper', { keeperKind: 'person' })
  assert.deepEqual((await openDraft(as(keeper), id)).draft.known.papers, {})
})

test('a register that is away asks for the paper, and says why', async () => {
  const keeper = await someone()
  simulation.set('business', { kind: 'down' })
  const id = await stallOf(keeper)
  const { vouched, draft, form } = await openDraft(as(keeper), id)
  assert.deepEqual([vouched, draft.known.papers?.[paper]?.outcome], [[], 'away'])
  const field = form.pages
    .flatMap((page) => page.fields)
    .find((one) => one.kind === 'file' && one.paper === paper)
  assert.notEqual(field?.required, false)
})

test('a register is no guessing game: after some questions the paper is simply handed in', async () => {
  const keeper = await someone()
  const id = await stallOf(keeper, '0100000019')
  for (const last of ['029', '039', '049', '059', '001'])
    await save(as(keeper), id, 'firm', { firmName: 'Công ty Bóng Râm', firmTaxCode: `0100000${last}` })
  assert.deepEqual((await openDraft(as(keeper), id)).vouched, [])
})

const rest: Readonly<Record<string, RawFields>> = {
  kites: { 'kites.0.name': 'Diều Rồng', 'kites.0.lengthMetres': '1,5', 'kites.0.hasFlute': 'no' },
  place: { 'field.province': '99', 'field.commune': '99101', 'field.line': 'Bãi sau' },
  days: {
    'from.day': '1',
    'from.month': '12',
    'from.year': '2026',
    'to.day': '5',
    'to.month': '12',
    'to.year': '2026',
    hours: ['dawn'],
  },
  'nhan-ket-qua': { draftReturnBy: 'desk' },
  declaration: { truth: 'yes' },
}
const known: RawFields = {
  flyerName: 'Trần Thị Diều',
  'flyerBirthDate.day': '1',
  'flyerBirthDate.month': '2',
  'flyerBirthDate.year': '1990',
}

test('what is wrong is said in the form: the own word is used, the request begins, and the officer sees both', async () => {
  const flyer = await someone()
  const context = as(flyer)
  const id = await begin(flyer)
  const at = { id, page: 'flyer', field: 'flyerBirthDate' }
  const typed = {
    fields: { 'birthDate.day': '3', 'birthDate.month': '2', 'birthDate.year': '1990' },
    why: 'Giấy khai sinh ghi ngày 3',
  }
  const stranger = as(await someone())
  await assert.rejects(openObjection(stranger, at), { code: 'drafts.notFound' })
  await assert.rejects(objectInDraft(context, { ...at, field: 'flyerPhone', typed }), {
    code: 'facts.ownWord',
  })
  assert.deepEqual(await objectInDraft({ ...context, operationKey: randomUUID() }, { ...at, typed }), [])
  assert.deepEqual(await objectInDraft({ ...context, operationKey: randomUUID() }, { ...at, typed }), [])
  const open = await openDraft(context, id)
  assert.equal(open.draft.answers.flyerBirthDate, '1990-02-03')
  assert.deepEqual(confirmedOn(open, 'flyer'), ['flyerName', 'flyerIdentityNumber'])
  assert.equal((await openOwnBook(context)).get('person.birthDate')?.conflicts.length, 1)

  const own = {
    ...known,
    'flyerBirthDate.day': '3',
    flyerIdentityNumber: flyer.identityNumber ?? '',
    flyerPhone: '0990 000 002',
  }
  await save(context, id, 'flyer', own)
  for (const [page, fields] of Object.entries(rest)) await save(context, id, page, fields)
  const sent = await openDraft(context, id)
  await inTransaction(platform, async (tx) => {
    const file = await storeBytes(platform.files, 'dieu.pdf', await pdf())
    const made = await recordFile(tx, context, file, { ownerId: flyer.personId })
    await sql`update drafts set answers = answers || ${JSON.stringify({ pictures: [made] })}::jsonb where id = ${id}`.execute(
      tx,
    )
  })
  const code = await submitDraft(context, { id, version: sent.draft.version })
  const { rows } = await read(platform, (tx) =>
    sql<{
      prefilled: { sources: Record<string, { otherwise?: { known: string; request: string } }> }
      asked: number
      known: number
      objected: number
    }>`
      select d.prefilled, v.fields_asked as asked, v.fields_known as known, v.fields_objected as objected
      from dossiers d join cases c on c.id = d.case_id join dossier_prefilled v using (case_id) where c.code = ${code}`.execute(
      tx,
    ),
  )
  const [row] = rows
  assert.deepEqual([row?.known, row?.objected], [2, 1])
  assert.ok((row?.asked ?? 0) > 5)
  assert.equal(row?.prefilled.sources.flyerBirthDate?.otherwise?.known, '01/02/1990')
  assert.match(row?.prefilled.sources.flyerBirthDate?.otherwise?.request ?? '', /^DL-/)
  assert.equal(row?.prefilled.sources.flyerName?.otherwise, undefined)
  assert.ok(row?.prefilled.sources.flyerName)
  assert.equal(row?.prefilled.sources.flyerPhone, undefined, 'the account’s number was changed by the person')
})

async function pdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage()
  return document.save()
}
