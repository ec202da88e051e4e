import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { identity } from '#modules/identity/module.ts'
import { notifications } from '#modules/notifications/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { staff } from '../module.ts'
import { schemas } from './domain.ts'

const platform = await freshPlatform()
const modules = [organisation, notifications, identity, staff]
const server = await createServer({ platform, modules, assets: await buildAssets(), quiet: true })
after(() => server.close())
let tokens: Readonly<Record<'all' | 'one' | 'weak', string>>

before(async () => {
  const system = platform.as({ kind: 'system' }, new Date())
  for (const { loadPack } of modules) await loadPack?.(system)
  for (const { seed } of modules) await seed?.(system)
  const issue = async (scope: string, unitCode?: string) =>
    (await issueServiceToken(system, { name: 'Phần mềm nhân sự', scopes: [scope], unitCode })).token
  tokens = {
    all: await issue('officers.manage'),
    one: await issue('officers.manage', 'Z99.12.01'),
    weak: await issue('dossiers.read'),
  }
})

type Answer = { readonly status: number; readonly body: Record<string, never> & Record<string, unknown> }

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: object,
  token = tokens.all,
) {
  const reply = await server.inject({
    method,
    url: `/scim/v2${path}`,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/scim+json' }) },
    ...(body && { payload: JSON.stringify(body) }),
  })
  assert.match(String(reply.headers['content-type']), /^application\/scim\+json/)
  return { status: reply.statusCode, body: reply.json() } as Answer
}

const user = (change: object = {}) => ({
  schemas: [schemas.user, schemas.enterprise],
  userName: 'tran.gio',
  name: { familyName: 'Trần', givenName: 'Gió' },
  title: 'Chuyên viên',
  roles: [{ value: 'officer' }],
  emails: [{ value: 'gio@example.vn', type: 'work', primary: true }],
  [schemas.enterprise]: { department: 'Z99.11.01' },
  active: true,
  ...change,
})
const patch = (...Operations: object[]) => ({ schemas: [schemas.patch], Operations })
const fault = ({ status, body }: Answer) => {
  assert.deepEqual(body.schemas, [schemas.error])
  assert.equal(body.status, String(status))
  return [status, body.scimType ?? null]
}
let id = ''

test('a User is created with account and post, found by its name, and never twice', async () => {
  const made = await call('POST', '/Users', user())
  assert.equal(made.status, 201)
  id = String(made.body.id)
  assert.equal(made.body.displayName, 'Trần Gió')
  const unit = made.body[schemas.enterprise] as unknown as { readonly department: string }
  assert.equal(unit.department, 'Z99.11.01')
  assert.deepEqual(fault(await call('POST', '/Users', user())), [409, 'uniqueness'])
  const found = await call('GET', `/Users?filter=${encodeURIComponent('username EQ "tran.gio"')}`)
  assert.equal(found.body.totalResults, 1)
  assert.deepEqual(found.body.Resources, [(await call('GET', `/Users/${id}`)).body])
  const none = await call('GET', `/Users?filter=${encodeURIComponent('userName eq "nobody"')}`)
  assert.deepEqual([none.status, none.body.totalResults], [200, 0])
})

test('of two that create the same User at once one is refused, and no half officer is left', async () => {
  const before = (await call('GET', '/Users?count=0')).body.totalResults as unknown as number
  const answers = await Promise.all(
    [1, 2, 3].map(() => call('POST', '/Users', user({ userName: 'cung.luc' }))),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409])
  assert.equal((await call('GET', '/Users?count=0')).body.totalResults, before + 1)
})

test('pages are cut as asked, as the configuration says', async () => {
  const { body: configuration } = await call('GET', '/ServiceProviderConfig')
  assert.deepEqual(configuration.filter, { supported: true, maxResults: 200 })
  const { body } = await call('GET', '/Users?startIndex=3&count=2')
  assert.deepEqual([body.startIndex, body.itemsPerPage], [3, 2])
  const all = (await call('GET', '/Users')).body.Resources as unknown as { id: string }[]
  const cut = body.Resources as unknown as { id: string }[]
  assert.deepEqual(
    cut.map((one) => one.id),
    all.slice(2, 4).map((one) => one.id),
  )
})

test('replacing moves to another post; saying the same again changes nothing', async () => {
  const wanted = user({ title: 'Trưởng phòng', roles: [{ value: 'division-head' }] })
  const moved = await call('PUT', `/Users/${id}`, wanted)
  assert.deepEqual([moved.status, moved.body.title], [200, 'Trưởng phòng'])
  const events = (await platform.eventNames()).length
  assert.deepEqual((await call('PUT', `/Users/${id}`, wanted)).body, moved.body)
  assert.equal((await platform.eventNames()).length, events)
})

test('a patch of active lets go at once and takes back, as clients of all makes write it', async () => {
  const gone = await call('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }))
  assert.equal(gone.body.active, false)
  assert.ok((await platform.eventNames()).includes('officer.left'))
  const again = await call('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: false } }))
  assert.deepEqual([again.status, again.body.active], [200, false])
  const back = await call('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'active', value: true }))
  assert.deepEqual([back.body.active, back.body.title], [true, 'Trưởng phòng'])
})

test('what is wrong is told in the form of SCIM, and nothing is half done', async () => {
  const put = (change: object) => call('PUT', `/Users/${id}`, user({ title: 'Khác', ...change }))
  assert.deepEqual(fault(await put({ userName: 'khac.ten' })), [409, 'mutability'])
  assert.deepEqual(fault(await put({ roles: [{ value: 'king' }] })), [400, 'invalidValue'])
  assert.deepEqual(fault(await put({ [schemas.enterprise]: { department: 'X' } })), [400, 'invalidValue'])
  assert.deepEqual(fault(await put({ active: 'yes' })), [400, 'invalidSyntax'])
  assert.deepEqual(fault(await call('GET', '/Users?filter=title%20pr')), [400, 'invalidFilter'])
  const remove = patch({ op: 'remove', path: 'title' })
  assert.deepEqual(fault(await call('PATCH', `/Users/${id}`, remove)), [400, 'invalidPath'])
  assert.deepEqual(fault(await call('GET', '/Users/x')), [404, null])
  assert.deepEqual(fault(await call('GET', '/Groups')), [404, null])
  assert.equal((await call('GET', `/Users/${id}`)).body.title, 'Trưởng phòng')
})

test('a token reaches the people of its unit only, and needs its scope', async () => {
  assert.deepEqual(fault(await call('GET', '/Users', undefined, 'mc_unknown')), [401, null])
  assert.deepEqual(fault(await call('GET', '/Users', undefined, tokens.weak)), [403, null])
  assert.deepEqual(fault(await call('GET', `/Users/${id}`, undefined, tokens.one)), [404, null])
  assert.deepEqual(fault(await call('PUT', `/Users/${id}`, user(), tokens.one)), [404, null])
  const elsewhere = user({ userName: 'xa.khac' })
  assert.deepEqual(fault(await call('POST', '/Users', elsewhere, tokens.one)), [400, 'invalidValue'])
  const found = await call(
    'GET',
    `/Users?filter=${encodeURIComponent('userName eq "tran.gio"')}`,
    undefined,
    tokens.one,
  )
  assert.equal(found.body.totalResults, 0)
})

test('a body that is no JSON and a strange type are refused in the same form', async () => {
  const send = (type: string, payload: string) =>
    server.inject({
      method: 'POST',
      url: '/scim/v2/Users',
      headers: { authorization: `Bearer ${tokens.all}`, 'content-type': type },
      payload,
    })
  for (const reply of [await send('application/scim+json', '{"userName":'), await send('text/xml', '<a/>')]) {
    assert.ok(reply.statusCode >= 400 && reply.statusCode < 500)
    assert.deepEqual(reply.json().schemas, [schemas.error])
  }
})
