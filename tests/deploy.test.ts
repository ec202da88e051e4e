/** The recipe of `deploy/`: what it renders is whole, guards what nobody may lose, and its units start what is there. */

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type DeploySettings, render, writeAll } from '../deploy/render.ts'

const example = JSON.parse(readFileSync('deploy/settings.example.json', 'utf8')) as DeploySettings
const secrets = Object.fromEntries(
  Object.keys(example.secrets).map((name) => [name, `${name.toLowerCase()}-0123456789`]),
) as DeploySettings['secrets']
const settings: DeploySettings = { ...example, secrets }

test('every machine has its files, and nothing is left open in them', () => {
  const files = render(settings)
  assert.deepEqual([...files.keys()].sort(), [
    'application/mot-cua.env',
    'db1/etcd.env',
    'db1/patroni.yml',
    'db2/etcd.env',
    'db2/patroni.yml',
    'db3/etcd.env',
    'db3/patroni.yml',
    'proxy/haproxy.cfg',
  ])
  for (const [path, text] of files) assert.doesNotMatch(text, /@[A-Z_]+@|undefined/, path)
})

test('an acknowledged commit is on two nodes, and a node that is gone is noticed in time', () => {
  const patroni = render(settings).get('db2/patroni.yml') ?? ''
  for (const line of [
    'synchronous_mode: true',
    'synchronous_mode_strict: true',
    'fsync: "on"',
    'use_pg_rewind: true',
  ])
    assert.ok(patroni.includes(line), line)
  const [ttl, loop, retry] = ['ttl', 'loop_wait', 'retry_timeout'].map((name) =>
    Number(new RegExp(`${name}: (\\d+)`).exec(patroni)?.[1]),
  ) as [number, number, number]
  assert.ok(loop + 2 * retry <= ttl, 'or a slow etcd costs the leader its place')
  assert.ok(ttl <= 15)
})

test('the addresses of the processes lead to leader and replicas, and secrets must be long and plain', () => {
  const env = render(settings).get('application/mot-cua.env') ?? ''
  assert.match(
    env,
    /^DATABASE_URL=postgres:\/\/mot_cua_app:database_password-0123456789@10\.0\.0\.10:5000\/mot_cua$/m,
  )
  assert.throws(() => render(example), /PATRONI_PASSWORD is not set/)
  const short = { ...settings, secrets: { ...secrets, SECRET_KEY: 'short' } }
  assert.throws(() => render(short), /SECRET_KEY must be/)
  const broken = { ...settings, secrets: { ...secrets, SECRET_KEY: 'long enough\nPACK=demo' } }
  assert.throws(() => render(broken), /SECRET_KEY must be/)
})

test('HAProxy takes what is rendered for it, where HAProxy is installed', (t) => {
  if (!existsSync('/usr/sbin/haproxy')) return t.skip('no HAProxy here')
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-render-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  writeAll(render(settings), folder)
  const checked = spawnSync('/usr/sbin/haproxy', ['-c', '-f', join(folder, 'proxy/haproxy.cfg')], {
    encoding: 'utf8',
  })
  assert.equal(checked.status, 0, checked.stderr)
  assert.doesNotMatch(checked.stderr, /WARNING/)
})

test('units start programs of this repository, as nobody special, and come back by themselves', () => {
  const units = globSync('deploy/systemd/*.service')
  assert.ok(units.length >= 2)
  for (const unit of units) {
    const text = readFileSync(unit, 'utf8')
    const [, entry = '', program = ''] = /^ExecStart=.* (apps\/[a-z]+\.m?[jt]s)(?: (\w+))?$/m.exec(text) ?? []
    assert.ok(existsSync(entry), `${unit}: ${entry}`)
    if (program) assert.ok(existsSync(`apps/${program}.ts`), `${unit}: ${program}`)
    assert.match(text, /^User=mot-cua$/m)
    assert.match(text, /^Restart=always$|^Type=oneshot$/m)
    assert.match(text, /^EnvironmentFile=\/etc\/mot-cua\/mot-cua\.env$/m)
  }
})
