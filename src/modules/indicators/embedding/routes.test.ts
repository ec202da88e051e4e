import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../../../app.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = new Date('2026-04-20T09:00:00+07:00')
const server = await createServer({
  platform,
  modules,
  assets: await buildAssets(),
  now: () => now,
  quiet: true,
})
platform.beforeClose(async () => {
  await server.close()
})
const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers })

test('only the embedded page may stand in frames of other sites, and nothing in it can be pressed', async () => {
  const embedded = await get('/chat-luong/Z99.11.01/nhung')
  assert.equal(embedded.statusCode, 200)
  assert.match(String(embedded.headers['content-security-policy']), /frame-ancestors \*/)
  assert.doesNotMatch(embedded.body, /<(form|button|input|script)\b/)
  for (const path of ['/chat-luong', '/chat-luong/Z99.11.01', '/chat-luong/Z99.11.01/diem.svg', '/'])
    assert.match(
      String((await get(path)).headers['content-security-policy']),
      /frame-ancestors '(none|self)'/,
      path,
    )
})

test('the picture may be kept for a while, and is not sent again while it is the same', async () => {
  const first = await get('/chat-luong/Z99.11.01/diem.svg')
  assert.equal(first.headers['content-type'], 'image/svg+xml; charset=utf-8')
  assert.equal(first.headers['cache-control'], 'public, max-age=300')
  assert.match(first.body, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  assert.match(
    first.body,
    /<title>Điểm chất lượng phục vụ của Ủy ban nhân dân phường Đuôi Diều, tháng 3\/2026/,
  )
  const etag = String(first.headers.etag)
  const again = await get('/chat-luong/Z99.11.01/diem.svg', { 'if-none-match': etag })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
  // A choice of the reader does not change what everyone shares; the address does.
  const english = await get('/chat-luong/Z99.11.01/diem.svg', { cookie: 'tuy-chon=en.dark.normal.' })
  assert.equal(english.headers.etag, etag)
  const dark = await get('/chat-luong/Z99.11.01/diem.svg?nen=toi&tieng=en')
  assert.notEqual(dark.headers.etag, etag)
  assert.match(dark.body, /Quality of service/)
})

test('tables come in three forms, and no other', async () => {
  for (const [format, begins] of [
    ['csv', '\uFEFFMã,'],
    ['xlsx', 'PK'],
    ['pdf', '%PDF'],
  ] as const) {
    const file = await get(`/chat-luong/Z99.11.01/chi-tieu.${format}`)
    assert.equal(file.statusCode, 200, format)
    assert.ok(file.body.startsWith(begins), format)
    assert.match(
      String(file.headers['content-disposition']),
      new RegExp(`Z99\\.11\\.01-chi-tieu\\.${format}`),
    )
  }
  assert.equal((await get('/chat-luong/bang.csv?cap=commune')).body.split('\r\n').length, 8)
  for (const path of ['/chat-luong/Z99.11.01/chi-tieu.exe', '/chat-luong/Z99.11.01/khac.csv'])
    assert.notEqual((await get(path)).statusCode, 200, path)
})
