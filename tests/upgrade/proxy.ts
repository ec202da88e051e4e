/** The least that stands before web processes in earnest: asks which are ready, hands requests out, and keeps count of what went wrong. */

import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

const askEveryMs = 200

type Backend = { readonly port: number; isReady: boolean }

export type Proxy = {
  readonly port: number
  add(port: number): void
  remove(port: number): void
  isReady(port: number): boolean
  close(): Promise<void>
}

export async function startProxy(): Promise<Proxy> {
  const backends: Backend[] = []
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  const ask = setInterval(() => {
    for (const backend of backends)
      void fetch(`http://127.0.0.1:${backend.port}/healthz/ready`, {
        signal: AbortSignal.timeout(2_000),
      }).then(
        (answer) => (backend.isReady = answer.ok),
        () => (backend.isReady = false),
      )
  }, askEveryMs)
  const server = createServer((incoming, outgoing) => {
    const hand = (tried: readonly Backend[]) => {
      const ready = backends.filter((one) => one.isReady && !tried.includes(one))
      const backend = ready[turn++ % Math.max(1, ready.length)]
      if (!backend) return void outgoing.writeHead(502).end('nobody is ready')
      const { method, url: path, headers } = incoming
      const asked = request(
        { port: backend.port, host: '127.0.0.1', method, path, headers, agent },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        },
      )
      asked.once('error', (thrown: NodeJS.ErrnoException) => {
        // Not one byte was sent: another may have it, as with every proxy.
        if (thrown.code === 'ECONNREFUSED' && incoming.readableFlowing === null)
          return hand([...tried, backend])
        if (!outgoing.headersSent) outgoing.writeHead(502).end(`${thrown.code}`)
        else outgoing.destroy()
      })
      asked.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => incoming.pipe(asked))
        else incoming.pipe(asked)
      })
    }
    hand([])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    add: (port) => void backends.push({ port, isReady: false }),
    remove: (port) =>
      void backends.splice(
        backends.findIndex((one) => one.port === port),
        1,
      ),
    isReady: (port) => backends.some((one) => one.port === port && one.isReady),
    async close() {
      clearInterval(ask)
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
