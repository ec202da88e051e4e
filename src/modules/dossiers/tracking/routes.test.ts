import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Module } from '#kernel/module.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen } from '#kernel/testing/people.ts'
import type { JsonObject } from '#kernel/types.ts'
import { createServer } from '#kernel/web/server.ts'
import { formToken } from '#kernel/web/session.ts'
import { accounts } from '#modules/accounts/module.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { acceptDossier, refuseReception } from '../handling/commands.ts'
import { dossiers } from '../module.ts'
import { findDossier } from '../steps/store.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { requestSupplement } from '../supplement/commands.ts'

const monday = '2026-03-02T08:00+07:00'
const tuesday = '2026-03-03T09:00+07:00'
const procedure = '9.000002'
const platform = await freshPlatform()
const owner = citizen({ name: 'Trần Thị Diều' })
const stranger = citizen({ name: 'Lê Văn Lạ', identityNumber: '099190000002' })
const actors = new Map<string, Actor>([
  ['owner', owner],
  ['stranger', stranger],
])
const people: Module = {
  name: 'people',
  dependsOn: [],
  authenticate: async (_platform, { sessionToken }) => actors.get(sessionToken ?? ''),
}
const server = await createServer({
  platform,
  modules: [people, services, dossiers, accounts, portalOver([])],
  assets: await buildAssets(),
  now: () => new Date(tuesday),
  quiet: true,
})
after(() => server.close())

let clerk: Officer
let officer: Officer
before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  const posts = await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select p.id from posts p join units u on u.id = p.unit_id where u.code = 'Z99.11.01'`.execute(tx)
    return Promise.all(rows.map(({ id }) => officerAt(tx, id, context.today)))
  })
  const who = (role: string) => {
    const found = posts.find((one) => one?.roles.includes(role))
    assert.ok(found, role)
    return found
  }
  clerk = who('desk-clerk')
  officer = who('officer')
  actors.set('clerk', clerk)
})

let seed = 7
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}
async function newFile(context: ReturnType<typeof platform.as>) {
  const document = await PDFDocument.create()
  document.addPage([200 + chance() * 100, 200])
  return keepFile(context, await storeBytes(platform.files, 'giay.pdf', await document.save()))
}

type Made = { readonly code: string; readonly lookupSecret: string; readonly answers: JsonObject }
async function submitted(): Promise<Made> {
  const context = platform.as(owner, monday)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await newFile(context)
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = exampleAnswers(form, chance, lists)
  const required = papersFor({ papers }, answers).filter((one) => one.required)
  const { code, lookupSecret } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers,
    papers: required.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return { code, lookupSecret, answers }
}

const dossierOf = async (code: string) => {
  const system = platform.as({ kind: 'system' }, monday)
  const found = await read(system, (tx) => findDossier(tx, system.actor, code))
  assert.ok(found)
  return found
}
const seen = async (code: string) => ({ code, expectedVersion: (await dossierOf(code)).version })

async function get(url: string, as?: string) {
  const cookies = as ? { phien: as } : {}
  const { statusCode: status, body, headers } = await server.inject({ method: 'GET', url, cookies })
  return { status, body, to: String(headers.location ?? '') }
}
async function post(url: string, fields: Record<string, string>, as?: string) {
  const token = formToken(platform.settings.secretKey, as)
  const {
    statusCode: status,
    body,
    headers,
  } = await server.inject({
    method: 'POST',
    url,
    cookies: as ? { phien: as } : {},
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: token, ...fields }).toString(),
  })
  return { status, body, to: String(headers.location ?? '') }
}
const lookUp = (code: string, secret: string) =>
  get(`/tra-cuu?${new URLSearchParams({ 'ho-so': code, ma: secret })}`)

test('both codes show where it is, with the name masked and no papers, answers or officer named', async () => {
  const { code, lookupSecret } = await submitted()
  const { status, body } = await lookUp(` ${code.toLowerCase()} `, lookupSecret.toLowerCase())
  assert.equal(status, 200)
  const name = String((await dossierOf(code)).answers.fullName ?? owner.name)
  assert.ok(!body.includes(name) && !body.includes(owner.name))
  for (const hidden of [clerk.name, officer.name, owner.identityNumber ?? '-', '/tep/'])
    assert.ok(!body.includes(hidden), hidden)
  for (const shown of [
    'Mới đăng ký',
    'phường Đuôi Diều',
    'Cơ quan trả lời trước',
    'Tiếp theo',
    'class="timeline"',
  ])
    assert.ok(body.includes(shown), shown)
  // The app's own, which the page does not need.
  assert.deepEqual(
    [...body.matchAll(/data-islands="([^"]*)"/g)].filter(
      ([, named]) => !/^\/assets\/app-\w+\.js$/.test(named ?? ''),
    ),
    [],
  )
})

test('a wrong code and a wrong secret get the same answer', async () => {
  const { code } = await submitted()
  const plain = (text: string) =>
    text
      .replaceAll(/value="[^"]*"/g, '')
      .replaceAll(/return_to=[^"&]*/g, '')
      .replaceAll(/[?&](ho-so|ma)=[^"&]*/g, '')
  const wrongSecret = await lookUp(code, 'AAAAAA')
  const wrongCode = await lookUp(code.replace(/\d{4}$/, '9999'), 'AAAAAA')
  assert.deepEqual([wrongSecret.status, wrongCode.status], [404, 404])
  const [first, second] = [wrongSecret, wrongCode].map(({ body }) =>
    plain(/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''),
  )
  assert.ok(first?.includes('Không tìm thấy hồ sơ'))
  assert.equal(first, second)
})

test('after many guesses at one code even the right secret waits, and other dossiers do not', async () => {
  const [guessed, other] = [await submitted(), await submitted()]
  for (let round = 0; round < 60; round += 1) await lookUp(guessed.code, 'BBBBBB')
  const stopped = await lookUp(guessed.code, guessed.lookupSecret)
  assert.equal(stopped.status, 429)
  assert.match(stopped.body, /thử quá nhiều lần/)
  assert.equal((await lookUp(other.code, other.lookupSecret)).status, 200)
})

test('one’s own dossier opens in full, another’s is not found, and a visitor is asked to sign in', async () => {
  const { code, lookupSecret } = await submitted()
  const own = await get(`/ho-so/${code}`, 'owner')
  assert.equal(own.status, 200)
  for (const shown of [lookupSecret, `/ho-so/${code}/rut`, 'Chưa ai mở hồ sơ này', 'Vì sao hẹn ngày này?'])
    assert.ok(own.body.includes(shown), shown)
  for (const page of ['', '/da-nop', '/bo-sung', '/rut']) {
    assert.equal((await get(`/ho-so/${code}${page}`, 'stranger')).status, 404, page)
    assert.match((await get(`/ho-so/${code}${page}`)).to, /^\/dang-nhap\?tiep=/, page)
  }
  const receipt = await get(`/ho-so/${code}/da-nop`, 'owner')
  for (const shown of [code, lookupSecret, '<svg viewBox="0 0', 'trước 08:00 ngày 03/03/2026'])
    assert.ok(receipt.body.includes(shown), shown)
})

test('who looked is told by unit and post, never by name', async () => {
  const { code } = await submitted()
  const { body: before } = await get(`/lam-viec/ho-so/${code}`, 'clerk')
  assert.ok(before.includes(code))
  const { body } = await get(`/ho-so/${code}`, 'owner')
  assert.ok(body.includes(`${clerk.title}, ${clerk.unitName}`))
  assert.ok(!body.includes(clerk.name))
})

test('papers open for their applicant alone', async () => {
  const { code } = await submitted()
  const { body } = await get(`/ho-so/${code}`, 'owner')
  const [path = ''] = new RegExp(`/ho-so/${code}/tep/[0-9a-f-]{36}`).exec(body) ?? []
  if (path === '') assert.match(body, /Hồ sơ không kèm giấy tờ/)
  else {
    assert.equal((await get(path, 'owner')).status, 200)
    assert.equal((await get(path, 'stranger')).status, 404)
  }
})

test('a withdrawal is asked for once more, done once, and not by others', async () => {
  const { code } = await submitted()
  const { expectedVersion } = await seen(code)
  assert.match((await get(`/ho-so/${code}/rut`, 'owner')).body, /Rút rồi không mở lại được/)
  const fields = { version: String(expectedVersion), reason: 'Không cần nữa' }
  assert.equal((await post(`/ho-so/${code}/rut`, fields, 'stranger')).status, 404)
  assert.equal((await post(`/ho-so/${code}/rut`, fields, 'owner')).to, `/ho-so/${code}?rut=1`)
  assert.equal((await dossierOf(code)).state, 'withdrawn')
  assert.equal((await post(`/ho-so/${code}/rut`, fields, 'owner')).status, 409)
})

async function askedFor(code: string): Promise<void> {
  const context = platform.as(clerk, monday)
  const faults = [{ target: 'field' as const, key: 'phone', reason: 'Số này không gọi được' }]
  await requestSupplement(context, { ...(await seen(code)), faults, reason: 'Sửa rồi gửi lại' })
}

test('only what the request names can be mended; everything else stays as submitted', async () => {
  const { code, answers } = await submitted()
  await askedFor(code)
  const page = await get(`/ho-so/${code}/bo-sung`, 'owner')
  assert.ok(page.body.includes('Số này không gọi được'))
  assert.match(page.body, /name="phone"/)
  assert.doesNotMatch(page.body, /name="fullName"/)
  const wrong = await post(`/ho-so/${code}/bo-sung`, { phone: '12', act: 'send' }, 'owner')
  assert.equal(wrong.status, 422)
  assert.equal((await dossierOf(code)).state, 'supplementing')
  const saved = await post(`/ho-so/${code}/bo-sung`, { phone: '0990000', act: 'save' }, 'owner')
  assert.equal(saved.to, `/ho-so/${code}/bo-sung?luu=1`)
  assert.match((await get(saved.to, 'owner')).body, /value="0990000"/)
  const fields = { phone: '0990 000 777', fullName: 'Kẻ Khác', act: 'send' }
  assert.equal((await post(`/ho-so/${code}/bo-sung`, fields, 'stranger')).status, 404)
  assert.equal((await post(`/ho-so/${code}/bo-sung`, fields, 'owner')).to, `/ho-so/${code}?bo-sung=1`)
  const after = await dossierOf(code)
  assert.equal(after.state, 'registered')
  assert.deepEqual(after.answers, { ...answers, phone: '0990000777' })
  assert.equal((await get(`/ho-so/${code}/bo-sung`, 'owner')).status, 409)
})

test('while the result waits at the desk, the code for collecting it is where the applicant looks', async () => {
  const { code, lookupSecret } = await submitted()
  const link = `href="/ho-so/${code}/ma-nhan-ket-qua"`
  assert.ok(!(await get(`/ho-so/${code}`, 'owner')).body.includes(link))
  const { id } = await dossierOf(code)
  await inTransaction(platform, async (tx) => {
    await sql`update cases set state = 'done' where id = ${id}`.execute(tx)
    await sql`update dossiers set return_method = 'desk' where case_id = ${id}`.execute(tx)
  })
  assert.ok((await get(`/ho-so/${code}`, 'owner')).body.includes(link))
  assert.match((await lookUp(code, lookupSecret)).body, /dang-nhap\?tiep=[^"]*ma-nhan-ket-qua/)
})

test('a refusal is told to the applicant, and not to whoever has the receipt alone', async () => {
  const { code, lookupSecret } = await submitted()
  const ground = { ground: 'Diều quá dài', legalBasis: 'Điều 3' }
  await refuseReception(platform.as(clerk, monday), { ...(await seen(code)), ...ground })
  assert.match((await get(`/ho-so/${code}`, 'owner')).body, /Diều quá dài/)
  assert.doesNotMatch((await lookUp(code, lookupSecret)).body, /Diều quá dài/)
})

test('the account begins with what waits: a request to mend before an opinion', async () => {
  const { code } = await submitted()
  await askedFor(code)
  const { body } = await get('/tai-khoan', 'owner')
  const [mend, rate] = [body.indexOf(`/ho-so/${code}/bo-sung`), body.indexOf('/danh-gia')]
  assert.ok(mend > 0 && (rate < 0 || mend < rate))
  assert.match((await get('/tai-khoan', 'stranger')).body, /Không có việc gì chờ/)
  assert.equal((await get('/tai-khoan', 'clerk')).to, '/lam-viec')
})

test('the list pages by key, filters by group, and shows nobody else’s', async () => {
  for (let round = 0; round < 13; round += 1) await submitted()
  const codesIn = (body: string) =>
    [...body.matchAll(/href="\/ho-so\/([^"/]+)"/g)].map(([, code]) => code ?? '')
  const first = await get('/tai-khoan/ho-so', 'owner')
  const [, next = ''] = /href="(\/tai-khoan\/ho-so\?sau=[^"]+)"/.exec(first.body) ?? []
  const second = await get(next, 'owner')
  const all = [...codesIn(first.body), ...codesIn(second.body)]
  assert.equal(codesIn(first.body).length, 20)
  assert.equal(new Set(all).size, all.length)
  const { code } = await submitted()
  await acceptDossier(platform.as(clerk, monday), await seen(code))
  const waiting = await get('/tai-khoan/ho-so?nhom=can-lam', 'owner')
  assert.ok(codesIn(waiting.body).length > 0 && !waiting.body.includes(code))
  assert.deepEqual(codesIn((await get('/tai-khoan/ho-so', 'stranger')).body), [])
})
