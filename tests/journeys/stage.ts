/** Sân khấu: a real server with worker on a fresh database of the province, and a real browser in front of it. */

import assert from 'node:assert/strict'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { Module } from '#kernel/module.ts'
import { freePort } from '#kernel/ports.ts'
import { freshPlatform, type TestPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { startWorker } from '#kernel/worker.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { identity } from '#modules/identity/module.ts'
import { findOfficerPosts } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { type Assets, buildAssets } from '#ui/assets.ts'
import { modules } from '../../src/app.ts'
import { openSession } from '../portal-under-test.ts'
import { type Line, openLine } from './line.ts'

const packFolder = (name: string) => fileURLToPath(new URL(`../../packs/${name}`, import.meta.url))

const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Look = {
  /** Whether the app's worker may stand there; without it every request can be looked at. */
  readonly worker?: boolean
  /** Script runs; yes unless told. */
  readonly script?: boolean
  /** CSS pixels; 1280 unless told. */
  readonly width?: number
  readonly theme?: 'light' | 'dark' | 'contrast'
  /** Pixels of the screen for one CSS pixel; 1 unless told. */
  readonly scale?: number
}

export type Stage = {
  readonly platform: TestPlatform
  /** Context of the system, now. */
  readonly context: Context
  readonly url: string
  /** Between every device and the server. */
  readonly line: Line
  /** Puts another server behind the line, as after an upgrade; the old one is gone. */
  upgrade(assets: Assets): Promise<void>
  /** A device of its own: nothing is known of who holds it. */
  device(look?: Look): Promise<Page>
  /** A device whose holder has signed in under this login name. */
  person(login: string, look?: Look): Promise<Page>
  /** Signs in a device as it is, by the clock of the server. */
  enter(page: Page, login: string): Promise<void>
  /** Everything that went wrong behind the pages so far: script errors, console errors, requests to other servers. */
  readonly troubles: readonly string[]
}

/**
 * Opens the stage for one test file; it is taken down when the file ends. People are there; `seeded` modules bring more,
 * such as some weeks of dossiers. `now` is what the server takes the time to be: a desk is closed at the weekend.
 */
export async function openStage(
  seeded: readonly Module[] = [organisation, identity],
  pack: 'binh-thuan' | 'demo' = 'binh-thuan',
  now: () => Date = () => new Date(),
): Promise<Stage> {
  const url = `http://localhost:${await freePort()}`
  const platform = await freshPlatform(packFolder(pack), url, modules)
  const context = platform.as({ kind: 'system' }, now())
  for (const { seed } of seeded) await seed?.(context)
  const serve = async (assets: Assets) => {
    const made = await createServer({ platform, modules, assets, now })
    const port = await freePort()
    await made.listen({ port, host: 'localhost' })
    return { made, port }
  }
  let server = await serve(await buildAssets())
  const line = await openLine(Number(new URL(url).port), server.port)
  const worker = await startWorker(platform, modules)
  const browser = await openBrowser()
  platform.beforeClose(async () => {
    await browser.close()
    await worker.stop()
    await line.close()
    await server.made.close()
  })
  const troubles: string[] = []
  // Whatever else a journey proves: nothing of ours asks for what the policy of its page forbids.
  const violations: string[] = []
  after(() => assert.deepEqual([...new Set(violations)], [], 'against the policy of the page'))
  // The made-up provider lives by the clock of the machine: on another day its answers are rightly refused, so nobody asks it.
  const enter = (page: Page, login: string) => comeIn(page, platform.as({ kind: 'system' }, now()), login)
  const device = async (look: Look = {}) => {
    const opened = await openDevice(browser, url, look)
    watch(opened, url, troubles)
    await watchPolicy(opened, violations)
    return waitingForIslands(opened).newPage()
  }
  return {
    platform,
    context,
    url,
    line,
    async upgrade(assets) {
      const older = server
      server = await serve(assets)
      line.target = server.port
      await older.made.close()
    },
    device,
    enter,
    troubles,
    async person(login, look) {
      const page = await device(look)
      if (Math.abs(now().getTime() - Date.now()) > 60_000) {
        await enter(page, login)
        return page
      }
      await page.goto('/dang-nhap')
      await signInAs(page, login)
      return page
    },
  }
}

/** Debian's Chromium, kept from calling anywhere by itself. */
function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: chromiumArguments })
}

/** A browser context with its own cookies, in Vietnamese, as wide as a phone or a desk. */
async function openDevice(
  browser: Browser,
  url: string,
  { script = true, width = 1280, theme, scale = 1, worker = true }: Look,
): Promise<BrowserContext> {
  const device = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: script,
    viewport: { width, height: width < 600 ? 780 : 800 },
    hasTouch: width < 600,
    deviceScaleFactor: scale,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Ho_Chi_Minh',
    serviceWorkers: worker ? 'allow' : 'block',
  })
  device.setDefaultTimeout(20_000)
  if (theme) await device.addCookies([{ name: 'tuy-chon', value: `vi.${theme}.normal.`, url }])
  return device
}

/** Presses what leads to another page, and waits until that page is there. */
export async function press(control: Locator): Promise<void> {
  const page = control.page()
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
  await control.click()
  await arrived
  await page.waitForLoadState('domcontentloaded')
  await islandsOf(page)
}

/** Waits until the scripts of the page are there, where any run: they come after it is painted. */
async function islandsOf(page: Page): Promise<void> {
  const areThere = () =>
    !matchMedia('(scripting: enabled)').matches ||
    !document.querySelector('script[data-islands]') ||
    document.documentElement.dataset['awake'] === ''
  // A page that goes on to another, or a line that is cut meanwhile, is for the journey to judge.
  await page.waitForFunction(areThere, undefined, { timeout: 5_000 }).catch(() => undefined)
}

/** People look before they act; a device of this kind does so too, wherever its pages lead. */
export function waitingForIslands(device: BrowserContext): BrowserContext {
  const wait = (page: Page) => {
    for (const way of ['goto', 'reload', 'goBack', 'waitForURL'] as const) {
      const go = page[way].bind(page) as (...asked: unknown[]) => Promise<never>
      page[way] = async (...asked: unknown[]) => {
        const answer = await go(...asked)
        await islandsOf(page)
        return answer
      }
    }
  }
  device.pages().forEach(wait)
  return device.on('page', wait)
}

/** At the page of the made-up provider: the login name, and on. */
export async function signInAs(page: Page, login: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((at) => !at.pathname.startsWith('/dinh-danh') && at.pathname !== '/dang-nhap', {
    waitUntil: 'domcontentloaded',
  })
}

/** Pages refused on purpose say so with a status of their own; the console repeats it as an error. */
const isRefusal = /^Failed to load resource: the server responded with a status of (401|403|404|409|422)/

function watch(device: BrowserContext, url: string, troubles: string[]): void {
  device.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal.test(message.text()))
      troubles.push(`${message.page()?.url()}: ${message.text()}`)
  })
  device.on('weberror', (fault) => troubles.push(`${fault.page()?.url()}: ${fault.error().message}`))
  device.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(`${url}/`))
      troubles.push(`asks another server: ${request.url()}`)
  })
}

/** Listens in every page for what the browser kept it from doing; where no script runs, the console says it. */
async function watchPolicy(device: BrowserContext, violations: string[]): Promise<void> {
  await device.exposeBinding('policyViolated', ({ frame }, said: string) => {
    violations.push(`${frame.url()}: ${said}`)
  })
  await device.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event
      const tell = (globalThis as { policyViolated?: (said: string) => void }).policyViolated
      tell?.(`${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`)
    })
  })
  device.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text()))
      violations.push(`${message.page()?.url()}: ${message.text()}`)
  })
}

async function comeIn(page: Page, context: Context, login: string): Promise<void> {
  const { personId } = (await listModels(context)).find((model) => model.login === login) ?? {}
  if (!personId) throw new Error(`nobody is called ${login}`)
  const [post] = await read(context, (tx) => findOfficerPosts(tx, personId, context.today))
  const { cookie } = await openSession(context, personId, post?.postId ?? null)
  const [name = '', value = ''] = cookie.split('=')
  await page.context().clearCookies({ name })
  await page.context().addCookies([{ name, value, url: context.settings.publicUrl }])
}

/** Fails with everything that went wrong behind the pages. */
export function assertNoTroubles({ troubles }: Stage): void {
  assert.deepEqual([...new Set(troubles)], [])
}
