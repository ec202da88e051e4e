/**
 * `npm run deploy:trial [-- --clients 8]`: the recipe of this folder on one machine, without systemd. Three nodes of etcd, Patroni and
 * PostgreSQL, HAProxy, two web and two worker processes come up under a temporary folder; submissions run all the time while
 * the leader is killed, comes back, and leadership is handed over as planned. Prints one line of JSON; nothing is left behind.
 * Needs the Debian packages patroni, etcd-server, haproxy and postgresql.
 */

import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { prepareDatabase } from '#kernel/db/roles.ts'
import { loadPack } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { bodiesFor } from '../bench/submissions.ts'
import { modules } from '../src/app.ts'
import { prepare } from '../tools/build/prepared.mjs'
import type { DeploySettings } from './render.ts'
import { binFolder, type Cluster, missingPrograms, startCluster } from './trial/cluster.ts'
import { type Driver, longestGap, startDriver } from './trial/driver.ts'
import { watchLeaders } from './trial/leaders.ts'
import { endEverything, start, until } from './trial/processes.ts'

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '6' }, keep: { type: 'boolean', default: false } },
})
const goals = { killedMs: 20_000, plannedMs: 5_000 }
const calmMs = 6_000
const say = (words: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${words}`)

const missing = missingPrograms()
if (missing.length > 0) {
  console.error(`Missing: ${missing.join(', ')}. apt-get install patroni etcd-server haproxy postgresql`)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-deploy-'))
chmodSync(folder, 0o711)
let isEnding = false
async function end(code: number): Promise<never> {
  if (!isEnding) {
    isEnding = true
    await endEverything()
    if (values.keep) say(`kept: ${folder}`)
    else rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130))

const secret = () => randomBytes(24).toString('hex')
const settings: DeploySettings = {
  nodes: { db1: '127.71.0.11', db2: '127.71.0.12', db3: '127.71.0.13' },
  web: ['127.71.0.21:8081', '127.71.0.22:8081'],
  proxy: '127.71.0.10',
  network: '127.0.0.0/8',
  bin: binFolder() ?? '',
  data: join(folder, '@NODE@'),
  application: {
    data: join(folder, 'application'),
    files: join(folder, 'files'),
    keys: join(folder, 'keys'),
    publicUrl: 'http://127.71.0.10:8080',
    pack: 'demo',
  },
  secrets: {
    PATRONI_PASSWORD: secret(),
    SUPERUSER_PASSWORD: secret(),
    REPLICATION_PASSWORD: secret(),
    REWIND_PASSWORD: secret(),
    DATABASE_PASSWORD: secret(),
    SECRET_KEY: secret(),
  },
}
const superuser = (host: string) =>
  `postgres://postgres:${settings.secrets.SUPERUSER_PASSWORD}@${host}/postgres`

try {
  await end(await run())
} catch (thrown) {
  console.error(thrown)
  await end(1)
}

async function run(): Promise<number> {
  say('etcd, Patroni, HAProxy')
  const cluster = await startCluster(settings, folder)
  await cluster.settled(120)
  say('database, pack, web and worker processes')
  const { driver, url, close } = await startApplication()
  const leaders = watchLeaders(Object.values(settings.nodes).map((address) => superuser(`${address}:5432`)))
  await sleep(calmMs)
  const killed = await killLeader(cluster, driver)
  const planned = await handOver(cluster, driver)
  await driver.stop()
  const { most, samples } = await leaders.stop()
  const counted = await count(driver)
  await close()
  const result = {
    url,
    postgres: settings.bin.split('/').at(-2),
    acknowledged: driver.acknowledged.length,
    lost: counted.lost,
    doubled: counted.doubled + driver.contradictions(),
    retries: driver.retries(),
    killedGapMs: killed.gapMs,
    rejoinedMs: killed.rejoinedMs,
    plannedGapMs: planned,
    leadersAtOnceMost: most,
    leaderSamples: samples,
  }
  console.log(JSON.stringify(result))
  const isGood =
    result.lost === 0 &&
    result.doubled === 0 &&
    most === 1 &&
    killed.gapMs <= goals.killedMs &&
    planned <= goals.plannedMs
  return isGood ? 0 : 1
}

/** What an operator does once, and the units do after that. */
async function startApplication() {
  const { data, files, keys, pack, publicUrl } = settings.application
  for (const path of [data, files]) mkdirSync(path, { recursive: true })
  const leader = `${settings.proxy}:5000`
  const { DATABASE_PASSWORD: password, SECRET_KEY } = settings.secrets
  const urls = await until('the way to the leader', 30, () =>
    prepareDatabase(superuser(leader), 'mot_cua', password),
  )
  const env = {
    DATABASE_URL: urls.application,
    FILES_URL: `file://${files}`,
    DATA_DIR: data,
    KEYS_DIR: keys,
    SECRET_KEY,
    PUBLIC_URL: publicUrl,
    PACK: pack,
    DEVELOPMENT: 'false',
  }
  const environment = readEnvironment(env)
  const platform = await openPlatform(environment, { name: 'mot-cua trial', connectionsMax: 2 })
  await migrate(urls.owner, platform.database.schema)
  const context = backgroundContext(platform)
  await loadPack(context, modules)
  const { token } = await issueServiceToken(context, { name: 'trial', scopes: ['dossiers.write'] })
  await prepare()
  settings.web.forEach((address, index) => {
    const [host, port] = address.split(':')
    start(process.execPath, ['apps/run.mjs', 'web'], {
      name: `web${index + 1}`,
      folder,
      env: { ...env, HOST: host, PORT: port },
    })
  })
  for (const name of ['worker1', 'worker2'])
    start(process.execPath, ['apps/run.mjs', 'worker'], { name, folder, env })
  await until('web behind the proxy', 60, async () =>
    (await fetch(`${publicUrl}/healthz/ready`)).ok ? true : undefined,
  )
  const bodies = await bodiesFor(context, { url: publicUrl, token, communes: 3, procedure: '9.000101' })
  const driver = startDriver({ url: publicUrl, token, bodies, clients: Number(values.clients) })
  return { driver, url: publicUrl, close: () => platform.database.close() }
}

async function killLeader(cluster: Cluster, driver: Driver) {
  const leader = await cluster.settled(60)
  say(`killing ${leader}`)
  const at = Date.now()
  cluster.kill(leader)
  await until('another leader', 60, async () =>
    (await cluster.members()).some(
      ({ name, role, state }) => role === 'leader' && name !== leader && state === 'running',
    )
      ? true
      : undefined,
  )
  await sleep(calmMs)
  const backAt = Date.now()
  say(`${leader} comes back`)
  cluster.revive(leader)
  await cluster.settled(120)
  const rejoinedMs = Date.now() - backAt
  await sleep(calmMs)
  return { gapMs: longestGap(driver.acknowledged, at, backAt), rejoinedMs }
}

async function handOver(cluster: Cluster, driver: Driver): Promise<number> {
  const at = Date.now()
  say(`handing over to ${await cluster.switchOver()}`)
  await sleep(calmMs)
  await cluster.settled(60)
  return longestGap(driver.acknowledged, at, Date.now())
}

/** Compares the ledger of receipts with the database of whoever leads now. */
async function count({ acknowledged }: Driver): Promise<{ lost: number; doubled: number }> {
  const url = new URL(superuser(`${settings.proxy}:5000`))
  url.pathname = '/mot_cua'
  const client = new pg.Client(url.href)
  await client.connect()
  const { rows } = await client.query<{ code: string; key: string | null }>(
    `select c.code, o.key from hon_gio.cases c left join hon_gio.operations o on o.subject_id = c.id`,
  )
  await client.end()
  const codes = new Set(rows.map(({ code }) => code))
  const keys = new Set(rows.map(({ key }) => key))
  const lost = acknowledged.filter(({ code }) => !codes.has(code)).length
  return { lost, doubled: codes.size - keys.size }
}
