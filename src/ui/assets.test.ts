import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Assets, assetUrl, buildAssets } from './assets.ts'

let assets: Assets
before(async () => {
  assets = await buildAssets()
})

function sizeOf(name: string): number {
  const asset = assets.get(name)
  assert.ok(asset, name)
  return (asset.gzip ?? asset.bytes).length
}

test('the style sheet stays small enough for a slow line', () => {
  assert.ok(sizeOf('style.css') <= 12_000, `${sizeOf('style.css')} bytes`)
})

test('the letters of a public page stay within their budget', () => {
  const weights = [400, 600, 700].map((weight) => sizeOf(`fonts/text-${weight}.woff2`))
  assert.ok(weights.reduce((sum, bytes) => sum + bytes) <= 34 * 1024, weights.join(' + '))
})

test('scripts of islands stay small', () => {
  assert.equal(assets.get('islands/file-picker.js'), assets.get('islands/form-aids.js'))
  assert.ok(sizeOf('islands/form-aids.js') <= 12_000)
  assert.ok(sizeOf('islands/office-keys.js') <= 3_000)
})

test('addresses say what they hold and change with it', async () => {
  assert.match(assetUrl(assets, 'style.css'), /^\/assets\/style-[\w-]{10}\.css$/)
  assert.match(assetUrl(assets, 'islands/office-keys.js'), /^\/assets\/office-keys-[A-Z0-9]{8}\.js$/)
  assert.throws(() => assetUrl(assets, 'nothing.css'), /No asset is called nothing.css/)
  assert.equal(assetUrl(await buildAssets(), 'style.css'), assetUrl(assets, 'style.css'))
})

test('every file that a style or script names is there', () => {
  const urls = new Set([...assets.values()].map((asset) => asset.url))
  const style = assets.get('style.css')?.bytes.toString() ?? ''
  const named = [...style.matchAll(/url\((\/assets\/[^)]+)\)/g)].map(([, url = '']) => url)
  assert.equal(named.length, 6)
  for (const [name, asset] of assets) {
    if (!asset.url.endsWith('.js')) continue
    for (const [, file = ''] of asset.bytes.toString().matchAll(/from"\.\/([^"]+)"/g))
      named.push(`/assets/${file}`)
    assert.ok(name)
  }
  assert.deepEqual(
    named.filter((url) => !urls.has(url)),
    [],
  )
})

test('offices that follow the device get the whole dark theme', () => {
  const style = assets.get('style.css')?.bytes.toString() ?? ''
  assert.doesNotMatch(style, /--copy/)
  const device = /@media ?\(prefers-color-scheme: ?dark\)\{([^}]*)\}/.exec(style)?.[1] ?? ''
  assert.match(device, /data-surface=office\]:not\(\[data-theme\]\)/)
  assert.match(device, /--ground: ?#0c171d/)
})
