import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import sharp from 'sharp'
import { defineModule } from '#kernel/module.ts'
import { quotaDefaults, takeQuota } from '#kernel/quotas.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { createServer } from '#kernel/web/server.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { services } from '#modules/services/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { drafts } from './module.ts'

const platform = await freshPlatform()
const now = new Date('2026-11-23T14:05:00+07:00')
const system = platform.as({ kind: 'system' }, now)
await organisation.loadPack?.(system)
await services.loadPack?.(system)

const fisherman = citizen()
const stranger = citizen({ identityNumber: '099190000002', phone: undefined })
await savePerson(platform, fisherman)
await savePerson(platform, stranger)
const sessions = new Map([
  ['fisherman', fisherman],
  ['stranger', stranger],
])
const signedIn = defineModule({
  name: 'sessions-of-the-test',
  dependsOn: [],
  authenticate: async (_platform, { sessionToken = '' }) => sessions.get(sessionToken),
})
const assets = await buildAssets()
const modules = [organisation, services, drafts, portalOver([]), signedIn]
const server = await createServer({ platform, modules, assets, now: () => now, quiet: true })

type Page = { readonly status: number; readonly to: string; readonly html: string }

async function get(path: string, session = 'fisherman'): Promise<Page> {
  const reply = await server.inject({ method: 'GET', url: path, cookies: session ? { phien: session } : {} })
  return { status: reply.statusCode, to: String(reply.headers.location ?? ''), html: reply.body }
}

/** The hidden fields of the form with this address, as a browser would send them back. */
function hiddenOf(html: string, action: string): [string, string][] {
  const form = html.split(`action="${action}"`)[1]?.split('</form>')[0] ?? ''
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')],
  )
}

type Picture = { readonly name: string; readonly bytes: Uint8Array }

/** Sends the form of a page as a browser without script does. */
async function send(
  path: string,
  fields: readonly [string, string][],
  files: Readonly<Record<string, Picture[]>> = {},
) {
  const { html } = await get(path)
  const action = path.split('?')[0] ?? path
  const body = new FormData()
  for (const [name, value] of [...hiddenOf(html, action), ...fields]) body.append(name, value)
  for (const [field, list] of Object.entries(files))
    for (const { name, bytes } of list) body.append(field, new Blob([Buffer.from(bytes)]), name)
  const isMultipart = html.includes('multipart/form-data')
  const plain = new URLSearchParams([...body].map(([name, value]) => [name, String(value)]))
  const request = new Request('http://test', { method: 'POST', body: isMultipart ? body : plain })
  const reply = await server.inject({
    method: 'POST',
    url: action,
    cookies: { phien: 'fisherman' },
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: reply.statusCode, to: String(reply.headers.location ?? ''), html: reply.body }
}

async function picture(name: string): Promise<Picture> {
  const bytes = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#0b5c7a' } })
    .jpeg()
    .toBuffer()
  return { name, bytes }
}

const start = '/thu-tuc/9.000001/nop'
const flyer: [string, string][] = [
  ['flyerName', 'Nguyễn Thị Mây'],
  ['flyerBirthDate.year', '1990'],
  ['flyerIdentityNumber', '099190000001'],
  ['flyerPhone', '0990000001'],
]

async function begin(): Promise<string> {
  const { to } = await send(start, [['request_id', randomUUID()]])
  const first = await get(to)
  assert.equal(first.to, `${to}/flyer`)
  return to
}

test('a visitor who wants to file is sent to sign in and comes back', async () => {
  const { status, to } = await get(start, '')
  assert.equal(status, 303)
  assert.equal(to, `/dang-nhap?tiep=${encodeURIComponent(start)}`)
})

test('a kite permit is filed from start to receipt without a script', async () => {
  const draft = await begin()
  const page = (key: string) => `${draft}/${key}`
  assert.equal((await send(page('flyer'), flyer)).to, page('kites'))
  const kite: [string, string][] = [
    ['kites.0.name', 'Diều Rồng'],
    ['kites.0.lengthMetres', '3,5'],
    ['kites.0.hasFlute', 'yes'],
  ]
  const more = await send(page('kites'), [...kite, ['act', 'continue']])
  assert.equal(more.to, `${page('kites')}?them=1#f-kites-0-flutes`)
  assert.match((await get(more.to.split('#')[0] ?? '')).html, /Có thêm câu hỏi/)
  assert.equal((await send(page('kites'), [...kite, ['kites.0.flutes', '3']])).to, page('place'))
  const place: [string, string][] = [
    ['field.commune', '99101'],
    ['field.line', 'Bãi sau'],
  ]
  assert.equal((await send(page('place'), place)).to, page('days'))
  const days: [string, string][] = [
    ['from.day', '1'],
    ['from.month', '12'],
    ['from.year', '2026'],
    ['to.day', '5'],
    ['to.month', '12'],
    ['to.year', '2026'],
    ['hours', 'dawn'],
    ['hours', 'dusk'],
  ]
  assert.equal((await send(page('days'), days)).to, page('papers'))
  const photos = { pictures: [await picture('trước.jpg'), await picture('sau.jpg')] }
  assert.equal((await send(page('papers'), [['remarks', '']], photos)).to, page('giay-to'))
  const missing = await send(page('giay-to'), [])
  assert.equal(missing.status, 422)
  assert.match(missing.html, /Cam kết gỡ diều/)
  const promise = { draftPaper1: [await picture('cam-ket.jpg')] }
  assert.equal((await send(page('giay-to'), [], promise)).to, page('nhan-ket-qua'))
  assert.equal((await send(page('nhan-ket-qua'), [['draftReturnBy', 'online']])).to, page('declaration'))
  const truth: [string, string][] = [
    ['truth', 'yes'],
    ['quiet', 'yes'],
  ]
  assert.equal((await send(page('declaration'), truth)).to, page('kiem-tra'))
  const check = await get(page('kiem-tra'))
  assert.match(check.html, /Diều Rồng/)
  // In November 2026 a citizen who files online pays the reduced fee.
  assert.match(check.html, /[^.\d]500 đồng/)
  assert.match(check.html, /11\/2026\/QĐ-HG/)
  assert.match(check.html, /Sở Gió và Mây/)
  assert.match(check.html, /3 ngày làm việc/)
  const receipt = await send(page('kiem-tra'), [])
  assert.match(receipt.to, /^\/ho-so\/[A-Z0-9.]+-\d+-\d+\/da-nop$/)
  const [, , code] = receipt.to.split('/')
  assert.equal((await get(page('flyer'))).to, `/ho-so/${code}`)
  assert.equal((await get(page('kiem-tra'))).to, `/ho-so/${code}`)
})

test('wrong answers come back as typed, each with its sentence and a link to it', async () => {
  const draft = await begin()
  const { status, html } = await send(`${draft}/flyer`, [...flyer.slice(0, 3), ['flyerPhone', '12 số']])
  assert.equal(status, 422)
  assert.match(html, /value="12 số"/)
  assert.match(html, /href="#f-flyerPhone"/)
  assert.match((await get(`${draft}/flyer`)).html, /value="12 số"/)
})

test('a file that is no picture is refused by its name, and the others stay', async () => {
  const draft = await begin()
  const wrong = { name: 'virus.exe', bytes: Buffer.from('MZ not a picture at all') }
  const big = { name: 'to.jpg', bytes: Buffer.alloc(21 * 1024 * 1024, 1) }
  const files = { pictures: [big, wrong, await picture('diều.jpg')] }
  const { status, html } = await send(`${draft}/papers`, [['remarks', 'Diều của ông nội']], files)
  assert.equal(status, 422)
  assert.match(html, /Tệp “virus\.exe” không phải ảnh/)
  assert.match(html, /quá lớn/)
  assert.match(html, /diều\.jpg/)
  assert.match(html, /Diều của ông nội/)
})

test('pictures are shown to their owner, small and whole, and to nobody else', async () => {
  const draft = await begin()
  await send(`${draft}/papers`, [['act', 'later']], { pictures: [await picture('diều.jpg')] })
  const { html } = await get(`${draft}/papers`)
  const [, small = ''] = /src="([^"]*\/nho)"/.exec(html) ?? []
  assert.equal((await get(small)).status, 200)
  assert.equal((await get(small, 'stranger')).status, 404)
  assert.equal((await get(small.replace('/nho', ''), 'stranger')).status, 404)
  assert.equal((await get(`${draft}/papers`, 'stranger')).status, 404)
})

test('a draft stands in the account until it is deleted, which is asked once more', async () => {
  const draft = await begin()
  const later = await send(`${draft}/flyer`, [...flyer, ['act', 'later']])
  assert.equal(later.to, '/tai-khoan/ban-nhap?luu=1')
  assert.match((await get('/tai-khoan/ban-nhap')).html, new RegExp(`href="${draft}"`))
  assert.doesNotMatch((await get('/tai-khoan/ban-nhap', 'stranger')).html, /ban-nhap\/[0-9a-f]/)
  assert.match((await get(`${draft}/xoa`)).html, /Xóa bản nháp này\?/)
  await send(`${draft}/xoa`, [])
  assert.equal((await get(`${draft}/flyer`)).status, 404)
})

test('another device sees both values and nothing is overwritten', async () => {
  const draft = await begin()
  const path = `${draft}/place`
  const seen = hiddenOf((await get(path)).html, path)
  const place = (line: string): [string, string][] => [
    ['field.commune', '99101'],
    ['field.line', line],
  ]
  await send(path, place('Bãi sau'))
  sessions.set('the other phone', fisherman)
  const other = await get(path, 'the other phone')
  const token = hiddenOf(other.html, path).find(([name]) => name === '_csrf')?.[1] ?? ''
  const old = seen.map(([name, value]): [string, string] => [name, name === '_csrf' ? token : value])
  const reply = await server.inject({
    method: 'POST',
    url: path,
    cookies: { phien: 'the other phone' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([...old, ...place('Bãi trước')]).toString(),
  })
  assert.equal(reply.statusCode, 409)
  assert.match(reply.body, /Bãi sau/)
  assert.match(reply.body, /Bãi trước/)
  assert.match((await get(path)).html, /value="Bãi sau"/)
})

test('a page of the form and the styles weigh at most 25 KB together', async () => {
  const draft = await begin()
  const style = assets.get('style.css')?.brotli?.length ?? Infinity
  for (const key of ['flyer', 'kites', 'place', 'papers']) {
    const html = brotliCompressSync((await get(`${draft}/${key}`)).html).length
    assert.ok(html + style <= 25 * 1024, `${key}: ${html} + ${style}`)
  }
})

test('at the end of the day’s quota no word and no file is lost, and the sentence says when to go on', async () => {
  const draft = await begin()
  const quota = platform.as(fisherman, now)
  const before = { pictures: [await picture('trước.jpg')] }
  await send(`${draft}/papers`, [['remarks', 'Diều của bà ngoại']], before)
  // All but one of what a day holds.
  for (let left = quotaDefaults.files; left > 0; left--)
    if (
      await takeQuota(quota, { files: left }).then(
        () => true,
        () => false,
      )
    )
      break
  const { status, html } = await send(`${draft}/papers`, [['remarks', 'Diều của ông nội']], {
    pictures: [await picture('quá.jpg')],
  })
  assert.equal(status, 422)
  assert.match(html, /Hôm nay đã tải lên 500 tệp.*0 giờ ngày mai/)
  assert.match(html, /Diều của ông nội/)
  assert.match(html, /trước\.jpg/)
  assert.doesNotMatch(html, /quá\.jpg<\/a>/)
  assert.match((await get(`${draft}/papers`)).html, /Diều của (ông nội|bà ngoại)/)
})
