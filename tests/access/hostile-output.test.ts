/**
 * Polyglots in every stored field that holds words, and every screen, table, feed and paper read by somebody who may: all of it
 * comes out as the text that it is. What a browser would make of the pages is asked of a browser, without the help of their policy.
 */

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { chromium, type Page } from 'playwright-core'
import { freshPlatform } from '#kernel/testing/database.ts'
import { csvCell } from '#kernel/text.ts'
import { readXml } from '#kernel/xml.ts'
import { modules } from '../../src/app.ts'
import { type Asker, bringAskers } from './actors.ts'
import { cellOf, openServer, requestOf } from './asking.ts'
import { plant } from './planting.ts'
import { mark, polyglots } from './polyglots.ts'
import { asks } from './requests.ts'
import { readMatrix } from './table.ts'
import { lend } from './undone.ts'
import { type Living, makeWorld, prepare } from './world.ts'

const now = new Date('2026-03-02T09:00+07:00')
const matrix = readMatrix()
const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, now)
const askers = await bringAskers(context, matrix.roles)
const world = await makeWorld({ platform, context, askers })
const { server } = await openServer(platform, now)
const undone = lend(platform.database)
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
after(() => Promise.all([server.close(), browser.close()]))

type One = { readonly route: string; readonly asker: Asker; readonly relation: string }

/** Each page by one of every kind of person who may see it. */
const asked: readonly One[] = matrix.groups.flatMap(({ routes, cells }) =>
  routes
    .filter(({ route }) => route.startsWith('GET '))
    .flatMap(({ route }) => {
      const kinds = new Map<string, One>()
      for (const [role, row] of cells) {
        const [relation] = [...row].find(([, verdict]) => verdict === '✓') ?? []
        const asker = askers.get(role)
        if (relation && asker && !kinds.has(asker.kind)) kinds.set(asker.kind, { route, asker, relation })
      }
      return [...kinds.values()]
    }),
)

type Seen = { readonly place: string; readonly type: string; readonly body: string }

type Turn = { seen: Seen[]; fields: readonly string[]; refused: readonly string[]; faults: string[] }

async function readAll(turn: number): Promise<Turn> {
  const seen: Seen[] = []
  const faults: string[] = []
  let fields: readonly string[] = []
  let refused: readonly string[] = []
  await undone(async (client) => {
    ;({ fields, refused } = await plant(client, turn))
    for (const { route, asker, relation } of asked) {
      const how = asks[route] ?? {}
      await client.query('savepoint one')
      if (world.dossiers.has(relation as Living))
        await prepare(client, world, relation as Living, how.stage ?? {}, asker)
      const answer = await server.inject(await requestOf(route, how, cellOf(world, asker, relation)))
      const place = `${route} · ${asker.role}`
      if (answer.statusCode >= 500 && answer.statusCode !== 503) faults.push(`${place}: ${answer.statusCode}`)
      const type = String(answer.headers['content-type'] ?? '')
      seen.push({
        place,
        type,
        body: /pdf|zip|sheet|image\/(?!svg)/.test(type) ? answer.rawPayload.toString('latin1') : answer.body,
      })
      await client.query('rollback to savepoint one')
    }
  })
  return { seen, fields, refused, faults }
}

const turns = 3
const seen: Seen[] = []
const faults: string[] = []
let fields: readonly string[] = []
let refused: readonly string[] = []
for (let turn = 0; turn < turns; turn++) {
  const one = await readAll(turn * 5)
  seen.push(...one.seen)
  faults.push(...one.faults)
  fields = one.fields
  refused = one.refused
}
/** A page that brings its own script, to be opened from a file: nothing that people wrote is in it. */
const takenAway = 'GET /so-cai/kiem-tra.html'
const of = (type: RegExp) => seen.filter((one) => type.test(one.type) && !one.place.startsWith(takenAway))
const withMark = (all: readonly Seen[]) => all.filter(({ body }) => body.includes(mark))

test('polyglots stand in very many fields, come out on very many pages, and break none', () => {
  assert.ok(polyglots.length >= 60 && polyglots.every((one) => one.includes(mark)), `${polyglots.length}`)
  assert.ok(fields.length >= 50, `${fields.length} fields: ${fields}`)
  for (const field of [
    'persons.full_name',
    'dossiers.answers',
    'feedback_reports.words',
    'petitions.words',
    'results.content',
  ])
    assert.ok(fields.includes(field), field)
  assert.ok(withMark(of(/html/)).length >= 100, `${withMark(of(/html/)).length} pages`)
  // Words of machines, which the database holds to a form of its own.
  assert.deepEqual(refused, ['ledger_checkpoints.note', 'ledger_stamps.authority'])
  assert.deepEqual(faults, [])
})

/** Runs in the browser: what of a document could run or load anything, as somebody's words made it. */
function findLive(html: string): string[] {
  const document = new DOMParser().parseFromString(html, 'text/html')
  const found: string[] = []
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    const data = /^application\/(ld\+)?json$/.test(element.getAttribute('type') ?? '')
    if (name === 'script' && !data && !element.hasAttribute('src'))
      found.push(`script: ${element.textContent}`)
    if (/^(base|object|embed|applet|marquee|template|math|animate|set|foreignobject)$/.test(name))
      found.push(name)
    for (const { name: attribute, value } of element.attributes) {
      if (
        attribute.startsWith('on') ||
        attribute === 'srcdoc' ||
        (attribute === 'src' && value.includes('zqx')) ||
        attribute.includes('zqx')
      )
        found.push(`${name} ${attribute}=${value}`)
      if (/^(href|src|action|formaction|data|xlink:href|poster)$/.test(attribute)) {
        const address = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase()
        if (/^(javascript|vbscript|data:text)/.test(address) || address.includes('//zqx') || address === 'x')
          found.push(`${name} ${attribute}=${value}`)
      }
      if (attribute === 'content' && element.hasAttribute('http-equiv') && value.includes('zqx'))
        found.push(`${name} ${attribute}=${value}`)
    }
  }
  return found
}

async function openPage(): Promise<Page> {
  const page = await browser.newPage()
  await page.route('**', (route) => route.abort())
  return page
}

test('the check sees what is alive: each piece of markup, given as it is, is found', async () => {
  const page = await openPage()
  const markup = polyglots.filter(
    (one) => /^<(?![!?<]|scr<)/.test(one) && !/^<(template|link|style|noscript|math)/.test(one),
  )
  assert.ok(markup.length >= 20, `${markup.length}`)
  for (const one of markup)
    assert.ok((await page.evaluate(findLive, `<main>${one} ></main>`)).length > 0, one)
  await page.close()
})

test('in no page is anything alive of what people wrote', async () => {
  const page = await openPage()
  const live: string[] = []
  for (const { place, body } of withMark(of(/html/)))
    for (const one of await page.evaluate(findLive, body)) live.push(`${place}: ${one.slice(0, 200)}`)
  await page.close()
  assert.deepEqual([...new Set(live)].slice(0, 20), [])
})

test('opened in a browser without any policy, pages call nothing, ask nobody and go nowhere', async () => {
  const page = await openPage()
  const called: string[] = []
  await page.exposeFunction('zqx', (which: unknown) => void called.push(`zqx(${which})`))
  page.on('request', (request) => {
    if (/zqx|\/x$/.test(request.url())) called.push(request.url())
  })
  page.on('dialog', (dialog) => {
    called.push(dialog.message())
    void dialog.dismiss()
  })
  await page.setContent('<script>zqx(0)</script>', { waitUntil: 'commit' })
  await page.waitForTimeout(100)
  assert.deepEqual(called, ['zqx(0)'], 'the browser would run a script')
  called.length = 0
  const some = withMark(of(/html/)).filter((_, at, all) => at % Math.ceil(all.length / 40) === 0)
  for (const { place, body } of some) {
    await page.setContent(body, { waitUntil: 'commit' })
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>(
        '[title], input, textarea, a, button, summary',
      ))
        for (const type of ['mouseover', 'focus', 'click'])
          if (type !== 'click' || element.localName === 'summary')
            element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
    })
    assert.deepEqual(called, [], place)
  }
  await page.close()
})

test('in tables for programs no cell begins a formula', () => {
  const tables = of(/csv/)
  assert.ok(tables.length > 0)
  for (const { place, body } of tables)
    for (const row of parse(body, { relax_column_count: true, bom: true }) as string[][])
      for (const cell of row) assert.doesNotMatch(cell, /^\s*[=+@\t\r＝＋－＠]|^-(?![\d,.]+$)/, place)
  for (const one of ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])
    assert.match(csvCell(one), /^"?'/, JSON.stringify(one))
})

test('feeds, warnings and answers in XML are one tree of their own names; answers in JSON are JSON and are said to be', () => {
  for (const { place, body } of of(/xml/)) {
    if (!body.startsWith('<')) continue
    const names = JSON.stringify(readXml(body), (key, value) =>
      key === 'text' || key === 'attributes' ? undefined : value,
    )
    assert.doesNotMatch(names, /zqx|"script"|"img"/, place)
  }
  assert.ok(of(/xml/).length > 3)
  for (const { place, body } of of(/json/)) assert.doesNotThrow(() => JSON.parse(body), place)
})

test('no paper carries a script, a launch, or an address that somebody wrote into it', () => {
  const papers = of(/pdf/)
  assert.ok(papers.length > 3, `${papers.length} papers`)
  for (const { place, body } of papers)
    assert.doesNotMatch(
      body,
      /\/(JavaScript|JS|Launch|OpenAction|AA|SubmitForm|ImportData)\b|\/URI ?\([^)]*zqx/,
      place,
    )
})
