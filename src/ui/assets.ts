/** Builds what browsers fetch: one stylesheet, fonts, the mark and islands, each under an address of its content. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'
import { type BuildOptions, build, transform } from 'esbuild'
import sharp from 'sharp'

export type Asset = {
  /** `/assets/<name>-<hash>.<ext>`; its content never changes. */
  readonly url: string
  readonly contentType: string
  readonly bytes: Buffer
  /** Compressed forms; absent where they would save nothing, as for fonts. */
  readonly brotli?: Buffer
  readonly gzip?: Buffer
}

/** Assets by logical name: `style.css`, `islands/file-picker.js`, `fonts/text-400.woff2`. */
export type Assets = ReadonlyMap<string, Asset>

const uiFolder = path.dirname(fileURLToPath(import.meta.url))
const sourceFolder = path.dirname(uiFolder)

/** In the order of the cascade. */
const styleSheets = [
  'tokens',
  'base',
  'layout',
  'elements',
  'forms',
  'status',
  'lists',
  'frame',
  'portal',
  'desk',
  'hall',
  'survey',
  'reports',
  'results',
  'charts',
  'steps',
  'wallet',
  'print',
]
/** What only the pages of those who work here need. It comes after the other sheet, and what is printed has the last word. */
const officeSheets = ['office', 'counter', 'mining', 'scoreboard', 'covers', 'print']
/** What only pages with a map, with days drawn, with tiles, or of helpers need; these pages ask for them by `useSheet`. */
const ownSheets = ['map', 'clock', 'app', 'assisted'] as const
const fontWeights = [400, 600, 700] as const
/** `text` is ours: Vietnamese and English, written by `npm run fonts`. The others come from the whole family. */
const fontSubsets = ['latin', 'text', 'latin-ext'] as const
type FontSubset = (typeof fontSubsets)[number]

/** Letters of each subset, so that a browser fetches only those a page needs; where two have one, the later face wins. */
const unicodeRanges: Record<FontSubset, string> = {
  latin:
    'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  text: rangesOf(readFileSync(path.join(uiFolder, 'fonts', 'letters.txt'), 'utf8')),
  'latin-ext':
    'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
}

/** `U+20-7E,U+A0,…` for the letters of a text. */
function rangesOf(letters: string): string {
  const points = [...new Set(letters)].map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  const hex = (point: number) => point.toString(16).toUpperCase()
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',')
}

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  png: 'image/png',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Builds every asset. Throws when a style sheet or an island does not compile, or two islands share a name. */
export async function buildAssets(): Promise<Assets> {
  const [fonts, islands, library, mark, icons] = await Promise.all([
    loadFonts(),
    buildIslands(),
    loadMapLibrary(),
    makeAsset('mark.svg', Buffer.from(markSvg)),
    drawIcons(),
  ])
  const [style, office, own, extended] = await Promise.all([
    buildStyle(fonts),
    makeStyle('office.css', await readSheets(officeSheets)),
    Promise.all(ownSheets.map(async (name) => makeStyle(`${name}.css`, await readSheets([name])))),
    buildExtendedLatin(fonts),
  ])
  return new Map([
    ...fonts,
    ...islands,
    ...library,
    ['mark.svg', mark],
    ...icons,
    ['style.css', style],
    ['office.css', office],
    ...ownSheets.map((name, index) => [`${name}.css`, own[index] as Asset] as const),
    ['latin-ext.css', extended],
  ])
}

/** Address of an asset by its logical name. Throws for a name that does not exist. */
export function assetUrl(assets: Assets, logicalName: string): string {
  const asset = assets.get(logicalName)
  if (!asset) throw new Error(`No asset is called ${logicalName}`)
  return asset.url
}

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

async function makeAsset(logicalName: string, bytes: Buffer, fixedUrl?: string): Promise<Asset> {
  const extension = path.extname(logicalName).slice(1)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const url = fixedUrl ?? `/assets/${path.basename(logicalName, `.${extension}`)}-${hash}.${extension}`
  const contentType = contentTypes[extension] ?? 'application/octet-stream'
  if (extension === 'woff2' || extension === 'png') return { url, contentType, bytes }
  const [gzipped, brotli] = await Promise.all([
    compressGzip(bytes, { level: 9 }),
    compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  ])
  return { url, contentType, bytes, gzip: gzipped, brotli }
}

async function loadFonts(): Promise<Map<string, Asset>> {
  const folder = path.dirname(
    createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json'),
  )
  const faces = fontWeights.flatMap((weight) => fontSubsets.map((subset) => ({ weight, subset })))
  const entries = await Promise.all(
    faces.map(async ({ weight, subset }) => {
      const file =
        subset === 'text'
          ? path.join(uiFolder, 'fonts', `text-${weight}.woff2`)
          : path.join(folder, 'files', `be-vietnam-pro-${subset}-${weight}-normal.woff2`)
      const bytes = await readFile(file)
      const name = `fonts/${subset}-${weight}.woff2`
      return [name, await makeAsset(name, bytes)] as const
    }),
  )
  return new Map(entries)
}

function fontFaces(fonts: Assets, subsets: readonly FontSubset[]): string {
  return subsets
    .flatMap((subset) =>
      fontWeights.map(
        (weight) =>
          `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;` +
          `src:url(${assetUrl(fonts, `fonts/${subset}-${weight}.woff2`)}) format("woff2");` +
          `unicode-range:${unicodeRanges[subset]}}`,
      ),
    )
    .join('\n')
}

async function buildStyle(fonts: Assets): Promise<Asset> {
  const faces = fontFaces(fonts, ['latin', 'text'])
  return makeStyle('style.css', withDeviceTheme(`${faces}\n${await readSheets(styleSheets)}`))
}

async function readSheets(names: readonly string[]): Promise<string> {
  const folder = path.join(uiFolder, 'styles')
  return (await Promise.all(names.map((name) => readFile(path.join(folder, `${name}.css`), 'utf8')))).join(
    '\n',
  )
}

async function makeStyle(logicalName: string, source: string): Promise<Asset> {
  const { code, warnings } = await transform(source, {
    loader: 'css',
    minify: true,
    target: ['chrome100', 'safari15.4', 'firefox100'],
  })
  const [warning] = warnings
  if (warning) throw new Error(`Styles: ${warning.text} ${warning.location?.lineText ?? ''}`)
  return makeAsset(logicalName, Buffer.from(code))
}

/** Puts the tokens of the dark theme where `--copy: dark` stands, so that they are written once. */
function withDeviceTheme(source: string): string {
  const [, dark] = /\/\* theme: dark \*\/[^{]*\{([^}]*)\}/.exec(source) ?? []
  if (!dark) throw new Error('Styles: the dark theme is missing from tokens.css')
  return source.replace('--copy: dark;', dark)
}

/** K'Ho and Raglai are written with Latin letters beyond those of Vietnamese. */
function buildExtendedLatin(fonts: Assets): Promise<Asset> {
  return makeAsset('latin-ext.css', Buffer.from(fontFaces(fonts, ['latin-ext'])))
}

async function islandFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name))
}

async function allIslandFiles(): Promise<string[]> {
  const modules = await readdir(path.join(sourceFolder, 'modules')).catch(() => [])
  const folders = [uiFolder, ...modules.map((name) => path.join(sourceFolder, 'modules', name))]
  return (await Promise.all(folders.map((folder) => islandFiles(path.join(folder, 'islands'))))).flat()
}

/** Plain scripts: Firefox takes no modules as service workers, and the starter says why it is none. */
const isPlain = (name: string) => name === 'starter' || name.endsWith('-worker')

/** Islands that come together, as the one that imports them all. */
const together = { of: 'form-aids', islands: ['offline-form', 'file-picker', 'map', 'reveal'] } as const

async function buildIslands(): Promise<Map<string, Asset>> {
  const files = await allIslandFiles()
  const entryPoints: Record<string, string> = {}
  for (const file of files) {
    const name = path.basename(file).replace(/\.tsx?$/, '')
    if (entryPoints[name]) throw new Error(`Two islands are called ${name}: ${entryPoints[name]} and ${file}`)
    entryPoints[name] = file
  }
  for (const name of together.islands) delete entryPoints[name]
  const some = (wanted: boolean) =>
    Object.fromEntries(Object.entries(entryPoints).filter(([name]) => isPlain(name) === wanted))
  const [islands, plain] = await Promise.all([
    bundle({ entryPoints: some(false), format: 'esm', splitting: true }),
    bundle({ entryPoints: some(true), format: 'iife' }),
  ])
  const built = new Map([...islands, ...plain])
  const whole = built.get(`islands/${together.of}.js`)
  for (const name of together.islands) if (whole) built.set(`islands/${name}.js`, whole)
  return built
}

async function bundle(kind: Pick<BuildOptions, 'entryPoints' | 'format' | 'splitting'>) {
  const { outputFiles } = await build({
    ...kind,
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome100', 'safari15.4', 'firefox100'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
  })
  return Promise.all(
    outputFiles.map(async (file) => {
      const logicalName = `islands/${path.basename(file.path).replace(/-[A-Z0-9]{8}\.js$/, '.js')}`
      const isChunk = path.basename(file.path).startsWith('chunk-')
      const url = `/assets/${path.basename(file.path)}`
      // Chunks are named by their content, since several of them share one logical name.
      return [
        isChunk ? url : logicalName,
        await makeAsset(logicalName, Buffer.from(file.contents), url),
      ] as const
    }),
  )
}

/** MapLibre as its makers built it: the map and the worker in which it draws, under a folder of the version. */
const mapFiles = ['maplibre-gl.mjs', 'maplibre-gl-worker.mjs']

async function loadMapLibrary(): Promise<Map<string, Asset>> {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('maplibre-gl/package.json'))
  const { version } = require('maplibre-gl/package.json') as { version: string }
  const entries = await Promise.all(
    mapFiles.map(async (name) => {
      const bytes = await readFile(path.join(folder, 'dist', name))
      return [`map/${name}`, packedLater(`/assets/maplibre-${version}/${name}`, bytes)] as const
    }),
  )
  return new Map(entries)
}

/** A large file that few ask for is packed when the first one does. */
function packedLater(url: string, bytes: Buffer): Asset {
  let packed: Buffer | undefined
  return {
    url,
    contentType: contentTypes.mjs ?? '',
    bytes,
    get gzip() {
      packed ??= gzipSync(bytes)
      return packed
    },
  }
}

/** The mark of `ui/icons.tsx` as an icon of the browser's tab. */
const markSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="6" fill="#083F54"/>' +
  '<path d="M11 40V9h26v31M7 40h34" fill="none" stroke="#fff" stroke-width="3"/>' +
  '<path d="M15 40V13l12 4v23z" fill="#FFCD00"/></svg>'

/** On the home screen; Android cuts a maskable one to any shape, so the mark keeps away from its edge. */
const iconSizes = [
  ['app-180', 180, 0.9],
  ['app-192', 192, 1],
  ['app-512', 512, 1],
  ['app-maskable-512', 512, 0.8],
] as const

function drawIcons(): Promise<(readonly [string, Asset])[]> {
  return Promise.all(
    iconSizes.map(async ([name, size, share]) => {
      const mark = Math.round(size * share)
      const drawn = await sharp(Buffer.from(markSvg), { density: (72 * mark) / 48 })
        .resize(mark, mark)
        .png()
        .toBuffer()
      const edge = (size - mark) / 2
      const bytes = await sharp(drawn)
        .extend({
          top: Math.floor(edge),
          left: Math.floor(edge),
          bottom: Math.ceil(edge),
          right: Math.ceil(edge),
          background: '#083F54',
        })
        .png({ palette: true })
        .toBuffer()
      const logicalName = `icons/${name}.png`
      return [logicalName, await makeAsset(logicalName, bytes)] as const
    }),
  )
}
