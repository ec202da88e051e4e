/** An upgrade while people work: each process is replaced by a new one, and not one request fails. */

import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadPack } from '#kernel/install.ts'
import { findMigrations, migrate } from '#kernel/migrations.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { ownInstallation } from '#kernel/testing/backups.ts'
import { modules } from '../../src/app.ts'
import { startProxy } from './proxy.ts'

const { dataDir, urls, platform } = await ownInstallation()
await loadPack(backgroundContext(platform), modules)
const proxy = await startProxy()
const children: ChildProcess[] = []
after(async () => {
  isWorking = false
  for (const child of children) child.kill('SIGKILL')
  await proxy.close()
})

type Web = { readonly child: ChildProcess; readonly port: number }

async function startWeb(): Promise<Web> {
  const port = await freePort()
  const child = fork('apps/web.ts', [], {
    execArgv: ['--import', './tools/tsx-hook.mjs'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: urls.application,
      DATA_DIR: dataDir,
      SECRET_KEY: 'a key for tests only, 32 characters or more',
      PACK: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      SHED_LOAD: 'false',
    },
  })
  children.push(child)
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`The web process ended with ${code}`)))
  })
  proxy.add(port)
  while (!proxy.isReady(port)) await sleep(50)
  return { child, port }
}

let isWorking = true
const answers: { readonly path: string; readonly status: number | string }[] = []
/** Somebody who reads page after page. */
async function reads(paths: readonly string[]): Promise<void> {
  for (let turn = 0; isWorking; turn++) {
    const path = paths[turn % paths.length] ?? '/'
    const status = await fetch(`http://127.0.0.1:${proxy.port}${path}`, { redirect: 'manual' }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      (thrown: unknown) => String((thrown as { cause?: unknown }).cause ?? thrown),
    )
    answers.push({ path, status })
    if (typeof status === 'string') await sleep(50)
  }
}

/** Somebody on a slow line: the form takes three seconds to arrive. */
function sendsSlowly(port: number): Promise<string> {
  const body = 'bien_nhan=khong-phai-bien-nhan'
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', async () => {
      const head = [
        'POST /so-cai/kiem-tra HTTP/1.1',
        'Host: x',
        'Content-Type: application/x-www-form-urlencoded',
      ]
      socket.write(`${[...head, `Content-Length: ${body.length}`, 'Connection: close'].join('\r\n')}\r\n\r\n`)
      for (const sign of body) {
        await sleep(3_000 / body.length)
        socket.write(sign)
      }
    })
    socket.on('data', (text) => (said += String(text)))
    socket.once('error', reject)
    socket.once('close', () => resolve(said.split('\r\n')[0] ?? ''))
  })
}

const takesConnections = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Tells a process to end. Answers after how many seconds it took no more, and after how many it was gone. */
async function replace({
  child,
  port,
}: Web): Promise<{ readonly deaf: number; readonly gone: number; readonly code: unknown }> {
  const began = performance.now()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  while (await takesConnections(port)) await sleep(20)
  const deaf = (performance.now() - began) / 1000
  const code = await ended
  proxy.remove(port)
  return { deaf, gone: (performance.now() - began) / 1000, code }
}

test('two of two are replaced under load, an expanding migration between them: no request fails, and each ends politely', {
  timeout: 300_000,
}, async () => {
  const old = [await startWeb(), await startWeb()]
  const paths = ['/', '/thu-tuc', '/thu-tuc/9.000001', '/so-cai', '/trang-thai', '/api/v1/openapi.json']
  const people = Array.from({ length: 6 }, (_, at) => reads(paths.slice(at).concat(paths.slice(0, at))))
  await sleep(1_000)
  const sql = 'alter table settings add column tail text'
  const sha256 = createHash('sha256').update(sql).digest('hex')
  const expand = { name: '29991231-0000_kernel_add-tail', sql, sha256 }
  assert.deepEqual(await migrate(urls.owner, platform.database.schema, [...findMigrations(), expand]), [
    expand.name,
  ])
  for (const one of old) {
    await startWeb()
    const slow = sendsSlowly(one.port)
    await sleep(300)
    const { deaf, gone, code } = await replace(one)
    assert.equal(code, 0)
    assert.match(await slow, /^HTTP\/1\.1 (200|4\d\d)/, 'what had begun is answered')
    // A second where the machine is not crowded by other tests.
    assert.ok(deaf < 5 && gone < 25, `deaf after ${deaf} s, gone after ${gone} s`)
    assert.ok(gone > 2, 'it waited for the slow line')
  }
  await sleep(1_000)
  isWorking = false
  await Promise.all(people)
  const failed = answers.filter(({ status }) => typeof status === 'string' || status >= 500)
  assert.deepEqual(failed, [])
  assert.ok(answers.length > 100, `${answers.length} requests`)
  assert.equal(
    answers.filter(({ status }) => status === 200).length,
    answers.length,
    JSON.stringify(answers.find(({ status }) => status !== 200)),
  )
})
