import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Type } from 'typebox'
import type { Platform } from '#kernel/context.ts'
import { inTransaction, sql } from '#kernel/db.ts'
import { defineModule } from '#kernel/module.ts'
import { freePort } from '#kernel/ports.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { endpoint, json } from '#kernel/web.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { listModels } from './development/commands.ts'

/** Says who asks, so that a test sees what a session is worth. */
const mirror = defineModule({
  name: 'mirror',
  dependsOn: [],
  routes: [
    endpoint({
      method: 'GET',
      path: '/ai',
      access: 'public',
      input: Type.Object({}),
      handle: async ({ actor }) =>
        json(actor.kind === 'officer' ? { ...actor, permissions: [...actor.permissions] } : actor),
    }),
  ],
})

const fresh = await freshPlatform()
const publicUrl = `http://localhost:${await freePort()}`
const platform: Platform = {
  ...fresh,
  settings: {
    ...fresh.settings,
    publicUrl,
    identityProvider: { ...fresh.settings.identityProvider, issuer: `${publicUrl}/dinh-danh` },
  },
}
let clock = new Date()
const modules = [organisation, identity, portalOver([]), mirror]
const server = await createServer({ platform, modules, assets: await buildAssets(), now: () => clock })
await server.listen({ port: Number(new URL(publicUrl).port), host: 'localhost' })
after(() => server.close())
const context = { ...fresh.as({ kind: 'system' }, clock), settings: platform.settings }
for (const { loadPack } of modules) await loadPack?.(context)
for (const { seed } of modules) await seed?.(context)
const models = await listModels(context)
const citizen = models.find(({ kind }) => kind === 'citizen')
const officer = models.find(({ role }) => role === 'leader')
const twoPosts = models.find(({ role }) => role === 'administrator')
assert.ok(citizen && officer && twoPosts)

/** A browser: keeps cookies, follows nothing by itself. */
function openBrowser() {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>()
  return {
    cookies,
    async go(address: string, form?: Record<string, string>) {
      const url = new URL(address, publicUrl)
      const cookie = [...cookies]
        .filter(([, { path }]) => url.pathname.startsWith(path))
        .map(([name, { value }]) => `${name}=${value}`)
        .join('; ')
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(/; ?/)
        const name = pair.slice(0, pair.indexOf('='))
        const value = pair.slice(pair.indexOf('=') + 1)
        const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
        if (value) cookies.set(name, { value, path })
        else cookies.delete(name)
      }
      const text = await response.text()
      return { status: response.status, to: response.headers.get('location') ?? '', text }
    },
  }
}
type Browser = ReturnType<typeof openBrowser>

/** Follows redirects until something is shown; answers where that was. */
async function follow(browser: Browser, address: string) {
  let at = address
  for (let hops = 0; hops < 10; hops++) {
    const reply = await browser.go(at)
    if (reply.status !== 303 && reply.status !== 302) return { ...reply, at: new URL(at, publicUrl) }
    at = reply.to
  }
  throw new Error(`${address} leads in circles`)
}

const tokenIn = (html: string) => /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? ''

/** Goes from the page of sign-in to the provider, chooses and comes back; stops before the callback. */
async function untilCallback(browser: Browser, login: string, path = '/dang-nhap') {
  const list = await follow(browser, path)
  assert.match(list.text, /Môi trường thử nghiệm: chọn một người mẫu/)
  const chosen = await browser.go(list.at.href, { login, _csrf: tokenIn(list.text) })
  assert.equal(chosen.status, 303, chosen.text)
  const resumed = await browser.go(chosen.to)
  assert.match(resumed.to, /\/dang-nhap\/ve\?code=/, resumed.text)
  return resumed.to
}

async function signIn(browser: Browser, login: string, path?: string) {
  return browser.go(await untilCallback(browser, login, path))
}

const whoIs = async (browser: Browser) =>
  JSON.parse((await browser.go('/ai')).text) as Record<string, unknown>

test('a citizen signs in and comes back to where they were', async () => {
  const browser = openBrowser()
  const back = await signIn(browser, citizen.login, '/dang-nhap?tiep=%2Ftro-giup%3Fx%3D1')
  assert.equal(back.to, '/tro-giup?x=1')
  const actor = await whoIs(browser)
  assert.equal(actor.kind, 'citizen')
  assert.equal(actor.personId, citizen.personId)
  assert.equal(actor.identityNumber, citizen.login)
})

test('an officer signs in at their one post, with the permissions of its roles, and goes to the office', async () => {
  const browser = openBrowser()
  const back = await signIn(browser, officer.login, '/dang-nhap?tiep=/tro-giup')
  assert.equal(back.to, '/lam-viec')
  const actor = await whoIs(browser)
  assert.equal(actor.kind, 'officer')
  assert.equal(actor.unitCode, officer.unitCode)
  const leader = platform.pack.roles.find(({ code }) => code === 'leader')
  assert.deepEqual(actor.permissions, leader?.permissions.toSorted())
})

test('an officer with two posts is nobody until choosing one, and the token changes with the rights', async () => {
  const browser = openBrowser()
  const back = await signIn(browser, twoPosts.login, '/dang-nhap?tiep=/lam-viec/ho-so')
  assert.equal(back.to, '/chon-vi-tri?tiep=%2Flam-viec%2Fho-so')
  assert.equal((await whoIs(browser)).kind, 'visitor')
  const before = browser.cookies.get('phien')?.value
  const choice = await browser.go(back.to)
  const [post = ''] = [...choice.text.matchAll(/name="post" value="([^"]+)"/g)].map((found) => found[1])
  const refused = await browser.go('/chon-vi-tri', { post: crypto.randomUUID(), _csrf: tokenIn(choice.text) })
  assert.equal(refused.status, 404, refused.text)
  const chosen = await browser.go('/chon-vi-tri', {
    post,
    tiep: '/lam-viec/ho-so',
    _csrf: tokenIn(choice.text),
  })
  assert.equal(chosen.to, '/lam-viec/ho-so')
  assert.equal((await whoIs(browser)).kind, 'officer')
  assert.notEqual(browser.cookies.get('phien')?.value, before)
  const old = openBrowser()
  old.cookies.set('phien', { value: before ?? '', path: '/' })
  assert.equal((await old.go('/chon-vi-tri')).status, 410)
})

test('an answer without the browser that asked for it is refused', async () => {
  const callback = await untilCallback(openBrowser(), citizen.login)
  const thief = openBrowser()
  await thief.go('/dang-nhap')
  const reply = await thief.go(callback)
  assert.equal(reply.status, 410)
  assert.equal((await whoIs(thief)).kind, 'visitor')
})

test('an answer with a state that nobody began is refused', async () => {
  const browser = openBrowser()
  const callback = new URL(await untilCallback(browser, citizen.login))
  callback.searchParams.set('state', 'x'.repeat(43))
  assert.equal((await browser.go(callback.href)).status, 410)
})

test('an answer is good once', async () => {
  const browser = openBrowser()
  const callback = await untilCallback(browser, citizen.login)
  assert.equal((await browser.go(callback)).status, 303)
  assert.equal((await browser.go(callback)).status, 410)
})

test('of two answers at once one signs in', async () => {
  const browser = openBrowser()
  const callback = await untilCallback(browser, citizen.login)
  const replies = await Promise.all([browser.go(callback), browser.go(callback)])
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 410])
})

test('an answer with a code that the provider did not give is not trusted', async () => {
  const browser = openBrowser()
  const callback = new URL(await untilCallback(browser, citizen.login))
  callback.searchParams.set('code', 'x'.repeat(43))
  assert.equal((await browser.go(callback.href)).status, 403)
  assert.equal((await whoIs(browser)).kind, 'visitor')
})

test('an answer of another issuer is not trusted', async () => {
  const browser = openBrowser()
  const callback = new URL(await untilCallback(browser, citizen.login))
  callback.searchParams.set('iss', 'https://elsewhere.example')
  assert.equal((await browser.go(callback.href)).status, 403)
})

test('a provider that says no is named, and nobody is signed in', async () => {
  const browser = openBrowser()
  const callback = new URL(await untilCallback(browser, citizen.login))
  callback.searchParams.delete('code')
  callback.searchParams.set('error', 'access_denied')
  const reply = await browser.go(callback.href)
  assert.equal(reply.status, 403)
  assert.match(reply.text, /access_denied/)
})

test('a sign-in left lying for a quarter of an hour has ended', async () => {
  const browser = openBrowser()
  const callback = await untilCallback(browser, citizen.login)
  clock = new Date(clock.getTime() + 15 * 60_000)
  assert.equal((await browser.go(callback)).status, 410)
  clock = new Date()
})

test('coming back leads to this site only', async () => {
  for (const elsewhere of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/%09/elsewhere',
  ]) {
    const browser = openBrowser()
    const back = await signIn(browser, citizen.login, `/dang-nhap?tiep=${encodeURIComponent(elsewhere)}`)
    assert.equal(new URL(back.to, publicUrl).origin, publicUrl)
  }
})

test('a session that was ended is dead at once, and signing out needs the form of the session', async () => {
  const browser = openBrowser()
  await signIn(browser, citizen.login)
  const kept = new Map(browser.cookies)
  assert.equal((await browser.go('/dang-xuat', {})).status, 403)
  const sessions = await browser.go('/tai-khoan/phien')
  assert.equal((await browser.go('/dang-xuat', { _csrf: tokenIn(sessions.text) })).to, '/')
  assert.equal(browser.cookies.has('phien'), false)
  const revived = openBrowser()
  for (const [name, cookie] of kept) revived.cookies.set(name, cookie)
  assert.equal((await whoIs(revived)).kind, 'visitor')
})

test('a session ends after half an hour without use and lives on with use, twelve hours at most', async () => {
  const browser = openBrowser()
  await signIn(browser, citizen.login)
  const begin = clock
  for (let minutes = 0; minutes <= 11.5 * 60; minutes += 25) {
    clock = new Date(begin.getTime() + minutes * 60_000)
    assert.equal((await whoIs(browser)).kind, 'citizen', `after ${minutes} minutes`)
  }
  clock = new Date(begin.getTime() + 12 * 3_600_000)
  assert.equal((await whoIs(browser)).kind, 'visitor')
  clock = begin
  const idle = openBrowser()
  await signIn(idle, citizen.login)
  clock = new Date(begin.getTime() + 30 * 60_000 + 1000)
  assert.equal((await whoIs(idle)).kind, 'visitor')
  clock = new Date()
})

test('one sees and ends one’s own sessions, never those of others', async () => {
  const [phone, desk, stranger] = [openBrowser(), openBrowser(), openBrowser()]
  await signIn(phone, citizen.login)
  await signIn(desk, citizen.login)
  await signIn(stranger, officer.login)
  const page = await desk.go('/tai-khoan/phien')
  const ids = [...page.text.matchAll(/name="phien" value="([0-9a-f]{64})"/g)].map((found) => found[1] ?? '')
  assert.ok(ids.length > 0)
  const foreign = await stranger.go('/tai-khoan/phien')
  const [phien = ''] = ids
  const refused = await stranger.go('/tai-khoan/phien/ket-thuc', { phien, _csrf: tokenIn(foreign.text) })
  assert.equal(refused.status, 404)
  for (const id of ids) await desk.go('/tai-khoan/phien/ket-thuc', { phien: id, _csrf: tokenIn(page.text) })
  assert.equal((await whoIs(phone)).kind, 'visitor')
  assert.equal((await whoIs(desk)).kind, 'citizen')
  assert.equal((await whoIs(stranger)).kind, 'officer')
})

test('an officer whose post ended is nobody at the next request, and cannot sign in', async () => {
  const registrar = models.find(({ role }) => role === 'registrar')
  assert.ok(registrar)
  const browser = openBrowser()
  await signIn(browser, registrar.login)
  assert.equal((await whoIs(browser)).kind, 'officer')
  await inTransaction(platform, (tx) =>
    sql`update posts set valid_to = '2024-01-01' where person_id = ${registrar.personId}`.execute(tx),
  )
  assert.equal((await whoIs(browser)).kind, 'visitor')
  assert.equal((await signIn(openBrowser(), registrar.login)).status, 403)
})

test('a login name that nobody bears is refused on the page, which stays usable', async () => {
  const browser = openBrowser()
  const list = await follow(browser, '/dang-nhap')
  const reply = await browser.go(list.at.href, { login: 'nobody', _csrf: tokenIn(list.text) })
  assert.equal(reply.status, 422)
  assert.match(reply.text, /Không có người mẫu nào mang tên đăng nhập này/)
  assert.equal((await browser.go('/dinh-danh/nguoi-mau/unknown')).status, 410)
})

test('the list is searched without marks', async () => {
  const browser = openBrowser()
  const list = await follow(browser, '/dang-nhap')
  const found = await browser.go(`${list.at.href}?q=hai+dang+so+khong`)
  assert.match(found.text, /Trạm Hải đăng số Không/)
  assert.doesNotMatch(found.text, /Sở Gió và Mây/)
})

test('one goes from one made-up person to another in the same browser', async () => {
  const browser = openBrowser()
  await signIn(browser, citizen.login)
  const page = await browser.go('/tai-khoan/phien')
  await browser.go('/dang-xuat', { _csrf: tokenIn(page.text) })
  await signIn(browser, officer.login)
  assert.equal((await whoIs(browser)).personId, officer.personId)
})

const unlink = (personId: string) =>
  inTransaction(platform, (tx) => sql`delete from identity_links where person_id = ${personId}`.execute(tx))

test('a citizen whose account is new is found by identity number, and linked', async () => {
  await unlink(citizen.personId)
  const [one, two] = [openBrowser(), openBrowser()]
  await Promise.all([signIn(one, citizen.login), signIn(two, citizen.login)])
  assert.equal((await whoIs(one)).personId, citizen.personId)
  assert.equal((await whoIs(two)).personId, citizen.personId)
  assert.ok((await fresh.eventNames()).includes('person.linked'))
})

test('an officer is never made by signing in', async () => {
  const unlinked = models.find(({ role }) => role === 'division-head')
  assert.ok(unlinked)
  await unlink(unlinked.personId)
  const reply = await signIn(openBrowser(), unlinked.login)
  assert.equal(reply.status, 403)
  assert.match(reply.text, /chưa có số định danh/)
})

test('a form may lead to a real provider, and to nowhere else', async () => {
  const elsewhere = { ...platform.settings.identityProvider, issuer: 'https://dinh-danh.example/realm' }
  const real = await createServer({
    platform: { ...platform, settings: { ...platform.settings, identityProvider: elsewhere } },
    modules: [portalOver([])],
    assets: await buildAssets(),
  })
  const policy = async (one: typeof server) =>
    String((await one.inject('/tro-giup')).headers['content-security-policy'])
  assert.match(await policy(real), /form-action 'self' https:\/\/dinh-danh\.example;/)
  assert.match(await policy(server), /form-action 'self';/)
})
