import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { metricsText } from '#kernel/metrics.ts'
import { defineModule } from '#kernel/module.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { endpoint, json } from '#kernel/web.ts'
import { shedUnderPressure } from '../shedding/commands.ts'
import type { Pressure } from '../shedding/domain.ts'
import { observe, Tallies } from './commands.ts'
import { findSince } from './store.ts'

const platform = await freshPlatform()
const nothing = Type.Object({})
const always = new Date(0)
const served = () => read(platform.as({ kind: 'system' }, new Date()), (tx) => findSince(tx, always))

const get = (
  path: `/${string}`,
  more: object,
  handle: (context: Context) => Promise<ReturnType<typeof json>>,
) => endpoint({ method: 'GET', path, access: 'public', input: nothing, ...more, handle })
const fine = async () => json({ fine: true })
const routes = [
  get('/tra-cuu', { journey: 'lookUp' }, fine),
  get('/hong', { journey: 'lookUp' }, async () => {
    throw new Error('Diều rơi')
  }),
  get('/sai', { journey: 'lookUp' }, async () => {
    throw kernelRefusal.noSuchPage()
  }),
  get('/xuat', { sheds: 'export' }, fine),
  get('/tim', { sheds: 'search' }, fine),
  get('/doc', {}, fine),
  get('/nop', { journey: 'submit' }, fine),
  get('/trang-thai', {}, fine),
  endpoint({ method: 'POST', path: '/luu', access: 'public', input: nothing, handle: fine }),
]

test('every request of a journey is counted; what the person did wrong is served well, what broke is not', async () => {
  const place = defineModule({
    name: 'place',
    dependsOn: [],
    routes,
    mount: async (server) => observe(server, platform),
  })
  const server = await createServer({ platform, modules: [place], assets: new Map(), quiet: true })
  for (const url of ['/tra-cuu', '/tra-cuu', '/sai', '/hong', '/doc', '/khong-co'])
    await server.inject({ url })
  await server.close()
  assert.deepEqual([...(await served())], [['lookUp', { total: 4, good: 3 }]])
  const text = await metricsText()
  assert.match(text, /mot_cua_http_request_seconds_count\{method="GET",route="\/tra-cuu",status="200"\} 2/)
  assert.ok(!text.includes('khong-co'), 'what somebody typed is no label')
})

test('late is not good; while the database is away counts wait, and nothing is counted twice', async () => {
  const tallies = new Tallies()
  const [before, at] = [(await served()).get('submit'), new Date('2026-03-02T08:00:30Z')]
  assert.equal(before, undefined)
  tallies.count('submit', 201, 2_999, at)
  tallies.count('submit', 201, 3_001, at)
  const away = {
    ...platform,
    database: { kysely: { transaction: () => ({ execute: () => Promise.reject(new Error('away')) }) } },
  }
  await tallies.flush(away as never)
  tallies.count('submit', 503, 1, at)
  await tallies.flush(platform)
  await tallies.flush(platform)
  assert.deepEqual((await served()).get('submit'), { total: 3, good: 1 })
})

test('under pressure what can wait is answered 503 at once, and submitting and saving never are', async () => {
  let pressure: Pressure = { loopMs: 0, poolWaiting: 0, savingMs: 0 }
  const place = defineModule({
    name: 'place',
    dependsOn: [],
    routes,
    mount: async (server) => shedUnderPressure(server, platform, () => pressure),
  })
  const server = await createServer({ platform, modules: [place], assets: new Map(), quiet: true })
  await server.ready()
  const statusOf = async (url: string) => (await server.inject({ url })).statusCode
  const until = async (url: string, status: number) => {
    while ((await statusOf(url)) !== status) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal(await statusOf('/xuat'), 200)
  pressure = { loopMs: 90, poolWaiting: 0, savingMs: 0 }
  await until('/xuat', 503)
  assert.equal(await statusOf('/tim'), 200)
  pressure = { loopMs: 900, poolWaiting: 0, savingMs: 0 }
  await until('/doc', 503)
  const held = await server.inject({ url: '/doc' })
  assert.match(held.body, /Hệ thống đang rất đông/)
  assert.ok(Number(held.headers['retry-after']) >= 2)
  assert.ok(held.headers['content-security-policy'])
  for (const url of ['/nop', '/trang-thai']) assert.equal(await statusOf(url), 200, url)
  assert.equal((await server.inject({ method: 'POST', url: '/luu', payload: {} })).statusCode === 503, false)
  pressure = { loopMs: 0, poolWaiting: 0, savingMs: 0 }
  await until('/doc', 200)
  await server.close()
})
