import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import Fastify from 'fastify'
import { freePort } from '#kernel/ports.ts'
import { openDoors } from './doors.ts'

const host = '127.0.0.1'

test('a hundred who knock are answered, whichever socket each came to', async () => {
  const server = Fastify()
  const sockets = new Set<unknown>()
  server.get('/', async (request) => {
    sockets.add((request.raw.socket as unknown as { _server: unknown })._server)
    return 'in'
  })
  const port = await freePort()
  await openDoors(server, { port, host })
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const answer = await fetch(`http://${host}:${port}/`, { headers: { connection: 'close' } })
      return answer.text()
    }),
  )
  assert.deepEqual(new Set(answers), new Set(['in']))
  assert.ok(sockets.size > 1, `${sockets.size} sockets`)
  await server.close()
  const refused = await new Promise((resolve) => connect(port, host).once('error', resolve))
  assert.equal((refused as NodeJS.ErrnoException).code, 'ECONNREFUSED')
})

test('whoever is inside is answered before the server is closed', async () => {
  const server = Fastify({ forceCloseConnections: 'idle' })
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let inside = 0
  server.get('/', async () => {
    inside += 1
    if (inside === 20) begun.resolve()
    await go.promise
    return 'done'
  })
  const port = await freePort()
  await openDoors(server, { port, host })
  const answers = Array.from({ length: 20 }, async () => (await fetch(`http://${host}:${port}/`)).text())
  await begun.promise
  let isClosed = false
  const closing = server.close().then(() => {
    isClosed = true
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal(isClosed, false)
  go.resolve()
  assert.deepEqual(new Set(await Promise.all(answers)), new Set(['done']))
  await closing
})

test('a port that another server holds is not shared', async () => {
  const [first, second] = [Fastify(), Fastify()]
  const port = await freePort()
  await openDoors(first, { port, host })
  await assert.rejects(openDoors(second, { port, host }), { code: 'EADDRINUSE' })
  await first.close()
  await second.close()
})
