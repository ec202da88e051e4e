import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { type Answer, chancesFrom, openInstallation, picture } from './installation.ts'

const { platform, system, call, token } = await openInstallation(new Date('2026-03-02T08:00+07:00'))
const sender = await token(['dossiers.write', 'dossiers.read'])
const unit = await token(['dossiers.handle'], { unitCode: 'Z99.11.01' })
const otherUnit = await token(['dossiers.handle'], { unitCode: 'Z99.12.01' })
const unitless = await token(['dossiers.handle'])
const generated = '9.000002' // generated form and steps, decided by the commune
const chance = chancesFrom(11)
let count = 0

/** A dossier of the commune that `unit` acts for. */
async function submitted(): Promise<string> {
  const file = { name: 'giay.jpg', bytes: await picture() }
  const { body: stored } = await call('POST /files', { token: sender, file })
  const { form, papers } = await read(system, (tx) => getProcedure(tx, generated, system.today))
  const lists = { ...formLookups(system), communes: ['99101'], units: ['Z99.02'], files: [stored.id] }
  const answers = exampleAnswers(form, chance, lists)
  const required = papersFor({ papers }, answers).filter((one) => one.required)
  count += 1
  const { status, body } = await call('POST /dossiers', {
    token: sender,
    headers: { 'idempotency-key': `chuyen-buoc-${count}` },
    body: {
      procedure: generated,
      answers,
      papers: required.map(({ paper }) => ({ key: paper.key, fileId: stored.id })),
    },
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body.code
}

const look = (code: string) => call(`GET /dossiers/${code}`, { token: sender })
const move = (code: string, body: object, by = unit): Promise<Answer> =>
  call(`POST /dossiers/${code}/transitions`, { token: by, body })
/** Moves on from the newest version, and tells the state and step it is in then. */
async function moved(code: string, transition: string, more: object = {}): Promise<[string, string]> {
  const { version } = (await look(code)).body
  const { status, body } = await move(code, { transition, version, ...more })
  assert.equal(status, 200, `${transition}: ${JSON.stringify(body)}`)
  return [body.state.key, body.step]
}

test('a unit’s system takes a dossier in, works on it, hands it back, and it is told as the system', async () => {
  const code = await submitted()
  const [accepted, first] = await moved(code, 'accept', { note: 'Đủ giấy tờ' })
  assert.match(accepted, /accepted|processing/)
  const { body: open } = await look(code)
  assert.ok(open.dueAt && open.explanation.length > 0)
  const [processing, second] = await moved(code, 'forward', { note: 'Đủ điều kiện' })
  assert.equal(processing, 'processing')
  assert.notEqual(second, first)
  const [, back] = await moved(code, 'handBack', { reason: 'Thiếu ý kiến' })
  assert.equal(back, first)
  const rows = await platform.database.kysely
    .transaction()
    .execute((tx) => tx.selectFrom('events').select(['name', 'actor_kind']).execute())
  for (const name of ['dossier.accepted', 'dossier.forwarded', 'dossier.handedBack'])
    assert.ok(
      rows.some((row) => row.name === name && row.actor_kind === 'service'),
      name,
    )
})

test('a supplement is asked for once, with its faults', async () => {
  const code = await submitted()
  const { body } = await look(code)
  const [paper] = body.papers
  const wrong = await move(code, { transition: 'requestSupplement', version: body.version, reason: 'Thiếu' })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'dossiers.faultsNeeded'])
  const target = paper ? { target: 'paper', key: paper.key } : { target: 'other', key: 'khac' }
  const faults = [{ ...target, reason: 'Ảnh mờ, chụp lại' }]
  const [state] = await moved(code, 'requestSupplement', { reason: 'Cần ảnh rõ', faults })
  assert.equal(state, 'supplementing')
  const { body: asked } = await look(code)
  assert.equal(asked.supplements[0]?.faults[0]?.reason, 'Ảnh mờ, chụp lại')
  assert.equal(asked.dueAt, null)
})

test('a refusal needs its ground and its provision', async () => {
  const code = await submitted()
  const { version } = (await look(code)).body
  const bare = await move(code, { transition: 'refuseReception', version, reason: 'Không thuộc thẩm quyền' })
  assert.deepEqual([bare.status, bare.body.code], [422, 'dossiers.groundNeeded'])
  const [state] = await moved(code, 'refuseReception', {
    reason: 'Không thuộc thẩm quyền',
    legalBasis: 'Điều 3',
  })
  assert.equal(state, 'notAccepted')
  const late = await move(code, { transition: 'accept', version: version + 1 })
  assert.equal(late.status, 409)
})

test('what people must do is not done by a system: signing, and returning what nobody signed', async () => {
  const code = await submitted()
  await moved(code, 'accept')
  const { version } = (await look(code)).body
  const early = await move(code, { transition: 'returnResult', version })
  assert.deepEqual([early.status, early.body.code], [409, 'dossiers.notNow'])
  const sign = await move(code, { transition: 'sign', version })
  assert.deepEqual([sign.status, sign.body.errors[0]?.field], [422, 'transition'])
})

test('a result that was signed is returned by the unit’s system', async () => {
  const code = await submitted()
  await moved(code, 'accept')
  // What the signature and the register would have left: the last step, with its result.
  const { steps } = await read(system, (tx) => getProcedure(tx, generated, system.today))
  const last = steps.find(({ type }) => type === 'return')
  assert.ok(last)
  await platform.database.kysely.transaction().execute(async (tx) => {
    const { id } = await tx
      .updateTable('cases')
      .set({ state: 'done', step_key: last.key, step_type: 'return', step_role: last.role, holder_id: null })
      .where('code', '=', code)
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('case_steps')
      .set({ step_key: last.key, step_type: 'return', role: last.role, holder_id: null })
      .where('case_id', '=', id)
      .where('ended_at', 'is', null)
      .execute()
  })
  const [state] = await moved(code, 'returnResult', { way: 'desk' })
  assert.equal(state, 'returned')
  assert.ok((await platform.eventNames()).includes('dossier.resultReturned'))
})

test('another unit finds no such dossier, and a token without a unit may not act', async () => {
  const code = await submitted()
  const { version } = (await look(code)).body
  const stranger = await move(code, { transition: 'accept', version }, otherUnit)
  assert.deepEqual([stranger.status, stranger.body.code], [404, 'dossiers.notFound'])
  assert.equal((await call(`GET /dossiers/${code}`, { token: otherUnit })).status, 404)
  assert.equal((await move(code, { transition: 'accept', version }, unitless)).status, 403)
  const own = await move(code, { transition: 'accept', version }, sender)
  assert.deepEqual([own.status, own.body.code], [403, 'kernel.scopeNeeded'])
})

test('the same transition happens once, however often and however fast it is sent', async () => {
  const code = await submitted()
  const { version } = (await look(code)).body
  const twice = await Promise.all([
    move(code, { transition: 'accept', version }),
    move(code, { transition: 'accept', version }),
  ])
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 409])
  const stale = await move(code, { transition: 'forward', version })
  assert.deepEqual([stale.status, stale.body.code], [409, 'dossiers.changedMeanwhile'])
})

test('a unit’s system lists the dossiers of its unit; the sender its own; each page leads to the next', async () => {
  const mine = await call('GET /dossiers?limit=3', { token: sender })
  assert.equal(mine.body.items.length, 3)
  assert.match(String(mine.headers.link), new RegExp(`after=${mine.body.next}>; rel="next"$`))
  const next = await call(`GET /dossiers?limit=100&after=${mine.body.next}`, { token: sender })
  const codes = [...mine.body.items, ...next.body.items].map(({ code }) => code)
  assert.equal(new Set(codes).size, count)
  const held = await call('GET /dossiers?limit=100', { token: unit })
  assert.equal(held.body.items.length, count)
  assert.equal((await call('GET /dossiers', { token: otherUnit })).body.items.length, 0)
  assert.equal((await call('GET /dossiers?limit=101', { token: sender })).status, 422)
})
