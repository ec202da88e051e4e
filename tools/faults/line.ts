/** A line between two programs of this machine that can be cut, slowed and left hanging. Listens on loopback only. */

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type State = 'well' | 'cut' | 'slow' | 'hang'

/** The longest that a piece is late on a slow line. */
const lateMsMax = 400

export type Line = {
  readonly port: number
  set(state: State): void
  stop(): Promise<void>
}

/**
 * Opens a line to one of several ports, each connection to the next in turn that answers: like the proxy in front of several
 * web processes.
 */
export async function openLine(targets: readonly number[], chance: () => number): Promise<Line> {
  let state: State = 'well'
  let turn = 0
  const open = new Map<Socket, Socket | undefined>()
  const end = (socket: Socket) => {
    open.get(socket)?.destroy()
    socket.destroy()
    open.delete(socket)
  }
  const server = createServer((socket) => {
    socket.on('error', () => end(socket))
    socket.on('close', () => end(socket))
    if (state === 'cut') return end(socket)
    open.set(socket, undefined)
    turn += 1
    void reach(targets, turn).then((other) => {
      if (!other || socket.destroyed) {
        other?.destroy()
        return end(socket)
      }
      open.set(socket, other)
      other.on('error', () => end(socket))
      other.on('close', () => end(socket))
      pass(socket, other, () => state, chance)
      pass(other, socket, () => state, chance)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      state = next
      if (next === 'cut') for (const socket of open.keys()) end(socket)
    },
    async stop() {
      for (const socket of open.keys()) end(socket)
      await new Promise((stopped) => server.close(stopped))
    },
  }
}

async function reach(targets: readonly number[], turn: number): Promise<Socket | undefined> {
  for (let attempt = 0; attempt < targets.length; attempt++) {
    const port = targets[(turn + attempt) % targets.length]
    const socket = port === undefined ? undefined : await tryToReach(port)
    if (socket) return socket
  }
  return undefined
}

function tryToReach(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

const hangLookMs = 100

/** Passes pieces on in their order; while the line hangs they wait, as in the buffers of a network. */
function pass(from: Socket, to: Socket, state: () => State, chance: () => number): void {
  from.on('data', (piece) => {
    from.pause()
    const send = () => {
      if (to.destroyed) return
      if (state() === 'hang') return void setTimeout(send, hangLookMs)
      to.write(piece)
      from.resume()
    }
    if (state() === 'well') send()
    else setTimeout(send, chance() * lateMsMax)
  })
}
