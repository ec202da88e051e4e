import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  Island,
  type PageContext,
  PostForm,
  renderDocument,
  renderFragment,
  scriptJson,
  usePage,
  useSurface,
} from './page.tsx'

const context: PageContext = {
  language: 'vi',
  csrfToken: 'token"<',
  path: '/',
  theme: undefined,
  textSize: 'normal',
  actorKind: 'visitor',
  province: { name: 'Tỉnh Ví Dụ', responsibleBody: 'Trung tâm', address: 'Số 1', hotline: '1900 0000' },
  navigation: [],
  footerLinks: [],
  assets: (name) => `/assets/${name}`,
  newRequestId: () => 'request-1',
}

function OfficeBody() {
  useSurface('office')
  return <p>{usePage().province.name}</p>
}

test('a document names its language, title and style, and needs no script', () => {
  const html = renderDocument(context, { title: 'Thủ tục & <phí>' }, <p>xin chào</p>)
  assert.match(html, /^<!doctype html>\n<html lang="vi" data-surface="portal"><head>/)
  assert.match(html, /<title>Thủ tục &amp; &lt;phí(>|&gt;) – Tỉnh Ví Dụ<\/title>/)
  assert.match(html, /<link rel="stylesheet" href="\/assets\/style\.css"/)
  assert.doesNotMatch(html, /<script/)
  assert.ok(html.endsWith('<body><p>xin chào</p></body></html>'))
})

test('the fonts of text and titles are preloaded, and nothing when data is saved', () => {
  const fonts = (html: string) => [...html.matchAll(/rel="preload" href="([^"]*)"/g)].map(([, href]) => href)
  assert.deepEqual(fonts(renderDocument(context, { title: 'a' }, <p />)), [
    '/assets/fonts/text-400.woff2',
    '/assets/fonts/text-600.woff2',
  ])
  const saving = renderDocument({ ...context, savesData: true }, { title: 'a' }, <p />)
  assert.deepEqual(fonts(saving), [])
  assert.match(saving, /data-fonts="system"/)
})

test('the frame decides the surface; theme, text size and density follow the person', () => {
  const html = renderDocument(
    { ...context, theme: 'contrast', textSize: 'largest' },
    { title: 'a' },
    <OfficeBody />,
  )
  assert.match(
    html,
    /<html lang="vi" data-surface="office" data-theme="contrast" data-text-size="largest" data-density="dense">/,
  )
})

test('a portal page is light and an office page follows the device until the person chooses', () => {
  const scheme = (html: string) => /name="color-scheme" content="([^"]*)"/.exec(html)?.[1]
  assert.equal(scheme(renderDocument(context, { title: 'a' }, <p />)), 'light')
  assert.equal(scheme(renderDocument(context, { title: 'a' }, <OfficeBody />)), 'light dark')
  assert.equal(scheme(renderDocument({ ...context, theme: 'dark' }, { title: 'a' }, <p />)), 'dark')
})

test('the script of an island is loaded once and only where the island is', () => {
  const html = renderDocument(
    context,
    { title: 'a' },
    <>
      <Island of="file-picker" megabytesMax={20}>
        <p>một</p>
      </Island>
      <Island of="file-picker" megabytesMax={5} />
    </>,
  )
  assert.match(
    html,
    /<script defer src="\/assets\/islands\/starter.js" data-islands="\/assets\/islands\/file-picker.js">/,
  )
  assert.match(
    html,
    /data-island="file-picker"><p>một<\/p><script type="application\/json" data-island-props[^>]*>\{"megabytesMax":20\}<\/script>/,
  )
})

test('the props of an island cannot end their script element', () => {
  const json = scriptJson({ words: '</script><!--<script>\u2028' })
  assert.doesNotMatch(json, /[<\u2028]/)
  assert.deepEqual(JSON.parse(json), { words: '</script><!--<script>\u2028' })
})

test('a form that changes something carries token, request id and hidden fields, escaped', () => {
  const html = renderFragment(
    context,
    <PostForm action="/ho-so" hidden={{ step: 2 }} hasFiles>
      <button type="submit">Nộp hồ sơ</button>
    </PostForm>,
  )
  assert.match(html, /<form method="post" action="\/ho-so" enctype="multipart\/form-data"/)
  assert.match(html, /name="_csrf" value="token&quot;(<|&lt;)"/)
  assert.match(html, /name="request_id" value="request-1"/)
  assert.match(html, /name="step" value="2"/)
})
