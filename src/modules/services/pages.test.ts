import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Value } from 'typebox/value'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { portalOver } from '#modules/portal/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { loadCatalogue } from './commands.ts'
import { services } from './module.ts'
import { ProcedureList, PublishedProcedure } from './published/domain.ts'

const platform = await freshPlatform()
await loadCatalogue(platform.as({ kind: 'system' }, new Date()))
const server = await createServer({
  platform,
  modules: [services, portalOver([])],
  assets: await buildAssets(),
  quiet: true,
})
after(() => server.close())

async function get(url: string, headers: Record<string, string> = {}) {
  const { statusCode, body } = await server.inject({ method: 'GET', url, headers })
  return { status: statusCode, body }
}
const json = <T>(text: string) => JSON.parse(text) as T

test('the home page asks one question and leads to events, procedures and dossiers, without a script', async () => {
  const { status, body } = await get('/')
  assert.equal(status, 200)
  assert.equal(body.match(/<h1/g)?.length, 1)
  for (const address of ['/thu-tuc', '/su-kien/co-gio', '/thu-tuc/9.000001', '/kiem-tra'])
    assert.ok(body.includes(`href="${address}"`), address)
  assert.match(body, /action="\/tra-cuu"/)
  // The app's own, which the page does not need.
  assert.deepEqual(
    [...body.matchAll(/data-islands="([^"]*)"/g)].filter(
      ([, named]) => !/^\/assets\/app-\w+\.js$/.test(named ?? ''),
    ),
    [],
  )
})

test('words without marks find the procedure and say why', async () => {
  const { body } = await get(`/thu-tuc?q=${encodeURIComponent('tha dieu')}`)
  assert.ok(body.indexOf('/thu-tuc/9.000001') > 0)
  assert.match(body, /Tên có các chữ: thả, diều/)
})

test('a slip is offered again put right, with the filters kept', async () => {
  const { body } = await get('/thu-tuc?q=gia+hna+dieu&field=dieu')
  assert.match(
    body,
    /Có phải ý ông\/bà là <a href="\/thu-tuc\?q=gia\+h%E1%BA%A1n\+di%E1%BB%81u&amp;field=dieu">/,
  )
})

test('nothing found says what to do and whom to call', async () => {
  const { status, body } = await get('/thu-tuc?q=qqqqqqq')
  assert.equal(status, 200)
  assert.match(body, /Chưa tìm thấy thủ tục nào/)
  assert.match(body, /Gọi 1900 0000/)
})

test('field and level narrow the list, and each can be taken away again', async () => {
  const { body } = await get('/thu-tuc?q=&field=dieu&level=province')
  const found = [...new Set([...body.matchAll(/href="\/thu-tuc\/(9\.\d{6})"/g)].map(([, code]) => code))]
  assert.deepEqual(found.sort(), ['9.000001', '9.000004', '9.000201'])
  assert.match(body, /class="chip" href="\/thu-tuc\?level=province"/)
  assert.equal((await get('/thu-tuc?level=planet')).status, 422)
})

test('hostile words are shown as words', async () => {
  const hostile = `"><script>alert(1)</script>'--%00\u202e`
  const { status, body } = await get(`/thu-tuc?q=${encodeURIComponent(hostile)}`)
  assert.equal(status, 200)
  assert.doesNotMatch(body, /<script>alert/)
  assert.equal((await get(`/thu-tuc?q=${'a'.repeat(201)}`)).status, 422)
  assert.equal((await get('/thu-tuc?after=%27%3Bdrop')).status, 200)
})

test('suggestions complete what is typed', async () => {
  assert.deepEqual(json(await get('/thu-tuc/goi-y?q=gia han').then(({ body }) => body)), [
    'Gia hạn giấy phép thả diều cỡ lớn',
  ])
  assert.deepEqual(json((await get('/thu-tuc/goi-y')).body), [])
})

test('a procedure in depth says its papers, limits by case and fees with their legal basis', async () => {
  const { status, body } = await get('/thu-tuc/9.000001')
  assert.equal(status, 200)
  assert.equal(body.match(/<h1/g)?.length, 1)
  assert.match(body, /href="\/thu-tuc\/9\.000001\/nop"/)
  for (const words of [
    'Bắt buộc',
    'Tùy trường hợp',
    'Diều dưới 2 mét',
    '15.000 đồng',
    'Căn cứ: 7/2021/QĐ-HG',
  ])
    assert.ok(body.includes(words), words)
  assert.doesNotMatch(body, /Chưa phải mức thu chính thức/)
})

test('a published fee is shown as published, with a caution, and never as a charge', async () => {
  const { body } = await get('/thu-tuc/9.000004')
  assert.match(body, /150 VNĐ/)
  assert.match(body, /Chưa phải mức thu chính thức/)
  assert.match(body, /thiếu số 0/)
  assert.match(body, /không ghi rõ thời hạn cho mọi cách nộp/)
  assert.match(body, /Nguồn ghi cơ quan không khớp/)
})

test('a list the source does not give is said to be missing; a letter of authority is for some cases', async () => {
  const { body } = await get('/thu-tuc/9.000003')
  assert.match(body, /Nguồn không ghi giấy tờ phải nộp/)
  assert.match(body, /Giấy ủy quyền.*Chỉ khi nộp thay người khác.*Tùy trường hợp/)
  assert.doesNotMatch(body, /gộp giấy tờ của nhiều trường hợp/)
})

test('the list of papers stands on a sheet of its own', async () => {
  const { status, body } = await get('/thu-tuc/9.000101/giay-to')
  assert.equal(status, 200)
  assert.match(body, /papers-to-tick/)
})

test('data for search engines cannot end its own element', async () => {
  const { body } = await get('/thu-tuc/9.000001')
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(body)?.[1] ?? ''
  assert.equal(json<{ identifier: string }>(data).identifier, '9.000001')
})

test('what does not exist is a page that helps, in the language asked for', async () => {
  for (const url of [
    '/thu-tuc/1.999999',
    '/thu-tuc/khong-co',
    '/linh-vuc/x',
    '/su-kien/x',
    '/thu-tuc/9.0/giay-to',
  ]) {
    const { status, body } = await get(url)
    assert.equal(status, 404, url)
    assert.match(body, /1900 0000/)
  }
  assert.match((await get('/thu-tuc/1.999999')).body, /Không có thủ tục mang mã 1\.999999/)
})

test('fields and events lead to their procedures', async () => {
  assert.match((await get('/linh-vuc/dieu')).body, /Sở Gió và Mây/)
  assert.match((await get('/su-kien/ra-bien')).body, /9\.000103/)
})

test('every page stands in English too', async () => {
  const cookie = { cookie: 'tuy-chon=en...' }
  for (const url of [
    '/',
    '/thu-tuc',
    '/thu-tuc?q=dieu',
    '/thu-tuc/9.000001',
    '/su-kien/co-gio',
    '/linh-vuc/dieu',
  ]) {
    const { body } = await get(url, cookie)
    assert.match(body, /<html lang="en"/)
  }
  assert.match((await get('/thu-tuc/9.000001', cookie)).body, /Apply online/)
})

test('the API lists procedures by key, page after page, each once', async () => {
  const seen: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const { status, body } = await get(`/api/v1/procedures?limit=2${after && `&after=${after}`}`)
    assert.equal(status, 200)
    const page = Value.Parse(ProcedureList, json(body))
    assert.equal(page.total, 8)
    seen.push(...page.items.map(({ code }) => code))
    after = page.next
  }
  assert.deepEqual([seen.length, new Set(seen).size], [8, 8])
})

test('the API gives a procedure in its declared shape, with the schema of the answers', async () => {
  for (const code of ['9.000001', '9.000003']) {
    const published = json<PublishedProcedure>((await get(`/api/v1/procedures/${code}`)).body)
    assert.deepEqual([...Value.Errors(PublishedProcedure, published)], [])
    assert.equal(published.answersSchema.type, 'object')
  }
  const kite = json<PublishedProcedure>((await get('/api/v1/procedures/9.000001')).body)
  assert.equal(kite.fees.length, 5)
  assert.equal(kite.competence.unit, 'Z99.02')
})

test('the API refuses what it does not know, as problem details', async () => {
  const unknown = await get('/api/v1/procedures/1.999999')
  assert.equal(unknown.status, 404)
  assert.equal(json<{ code: string }>(unknown.body).code, 'services.unknownProcedure')
  assert.equal((await get('/api/v1/procedures?limit=1000')).status, 422)
  assert.equal((await get('/api/v1/procedures?colour=red')).status, 422)
})

test('the API describes itself', async () => {
  const document = json<{ paths: Record<string, unknown> }>((await get('/api/v1/openapi.json')).body)
  assert.ok(document.paths['/api/v1/procedures'] && document.paths['/api/v1/procedures/{code}'])
})
