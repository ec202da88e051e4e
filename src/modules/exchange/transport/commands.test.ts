import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkSystem, isPrivateAddress, type System } from '../registry/domain.ts'
import { post } from './commands.ts'

const publicKey = 'A'.repeat(43)
const base: System = {
  key: 'thu',
  protocol: 'signed',
  host: 'api.example.vn',
  port: 443,
  pathPrefix: '',
  isPrivate: false,
  isSimulator: false,
  publicKey,
  isEnabled: true,
  connectedAt: new Date('2026-01-01'),
}

/** A port that nobody may ever reach. */
let contacts = 0
const trap = http.createServer((_request, response) => response.end('caught'))
trap.on('connection', () => contacts++)
const portOf = async (server: http.Server): Promise<number> => {
  await new Promise<void>((listening) => server.listen(0, listening))
  return (server.address() as AddressInfo).port
}
const trapPort = await portOf(trap)

const answers: Record<string, http.RequestListener> = {
  '/ok': (_request, response) => response.end('{}'),
  '/away': (_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${trapPort}/` }).end(),
  '/drip': async (_request, response) => {
    response.writeHead(200)
    while (!response.destroyed) {
      response.write(' ')
      await sleep(20)
    }
  },
  '/flood': (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024)));
      response.once('drain', more)
    }
    more()
  },
}
const good = http.createServer((request, response) => answers[request.url ?? '']?.(request, response))
const simulator: System = { ...base, host: '127.0.0.1', port: await portOf(good), isSimulator: true }
after(() => {
  for (const server of [trap, good]) {
    server.close()
    server.closeAllConnections()
  }
})

test('an address is written in one way only', () => {
  const hosts = [
    '2130706433',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '127.1',
    '127.0.0.1:80',
    'api.example.vn@127.0.0.1',
    'api。example。vn',
    'api.example.vn/x',
    'API.example.vn',
    '[::1]',
    '::ffff:127.0.0.1',
    ' api.example.vn',
    'api..vn',
    '',
  ]
  for (const host of hosts)
    assert.throws(() => checkSystem({ ...base, host }), { code: 'exchange.badAddress' }, host)
  assert.equal(checkSystem(base).host, base.host)
  for (const pathPrefix of ['api', '/..', '/a?b', '/a//b', '/a b', '/%2e'])
    assert.throws(() => checkSystem({ ...base, pathPrefix }), { code: 'exchange.badPath' }, pathPrefix)
  assert.throws(() => checkSystem({ ...base, publicKey: 'x' }), { code: 'exchange.badKey' })
})

test('what lies within a network is known in every spelling of an address', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '224.0.0.1',
  ]
  for (const address of inside) assert.ok(isPrivateAddress(address), address)
  for (const address of ['203.162.4.190', '8.8.8.8', '2001:ee0:1::1', '2606:4700::1'])
    assert.ok(!isPrivateAddress(address), address)
})

test('a name that leads inside is never contacted, whatever it is registered as', async () => {
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '169.254.169.254', '10.0.0.1'])
    for (const isPrivate of address === '10.0.0.1' ? [false] : [false, true]) {
      const system = { ...base, port: trapPort, isPrivate }
      const resolver = async () => [{ address, family: address.includes(':') ? 6 : 4 }]
      await assert.rejects(post(system, '/ok', {}, '', { resolver }), { failure: 'wrong' }, address)
    }
  const both = async () => [
    { address: '203.162.4.190', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  await assert.rejects(post({ ...base, port: trapPort }, '/ok', {}, '', { resolver: both }), {
    failure: 'wrong',
  })
  assert.equal(contacts, 0)
})

test('a name is asked once, so that it cannot change between the check and the call', async () => {
  let asked = 0
  const resolver = async () => {
    asked += 1
    return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
  }
  const named = { ...simulator, host: 'doi-dia-chi.invalid' }
  const { status, body } = await post(named, '/ok', {}, '', { resolver })
  assert.deepEqual([status, body, asked], [200, '{}', 1])
})

test('a redirect is an answer and is not followed', async () => {
  assert.equal((await post(simulator, '/away', {}, '')).status, 302)
  assert.equal(contacts, 0)
})

test('a slow drip ends in time, and a flood at its limit', async () => {
  const started = Date.now()
  await assert.rejects(post(simulator, '/drip', {}, '', { timeoutMs: 300 }), { failure: 'away' })
  assert.ok(Date.now() - started < 2_000)
  await assert.rejects(post(simulator, '/flood', {}, ''), { failure: 'wrong' })
})
