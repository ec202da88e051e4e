/**
 * Cửa vào: a process of Node lets in a few of those who knock at one listening socket in each turn of its loop, some hundred a second
 * when it is busy, and the line before it grows while their answer would take no time. Several sockets on one port let in as many more.
 */

import { type AddressInfo, createServer, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'

export type Place = { readonly port: number; readonly host: string }

const doorsCount = 8
/** With a short line the system drops who comes in a crowd, and they knock again after seconds. */
const backlog = 4_096

/** Listens at one port with several sockets, which stop with the server. Throws when the port is taken. */
export async function openDoors(server: FastifyInstance, { port, host }: Place): Promise<void> {
  // Sockets that share a port would share it with another installation too.
  await listening(createServer(), { port, host, backlog: 1 }).then(closed)
  const shared = { port, host, backlog, reusePort: true }
  // As an HTTP server opens its own.
  const open = () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.server.emit('connection', socket))
  const more = process.platform === 'linux' ? doorsCount - 1 : 0
  const doors: Server[] = []
  let closing: Promise<unknown> = Promise.resolve()
  server.addHook('preClose', async () => void (closing = Promise.all(doors.map(closed))))
  // Whoever is inside is answered first.
  server.addHook('onClose', async () => void (await closing))
  await server.listen(more > 0 ? shared : { port, host, backlog })
  const same = { ...shared, port: (server.server.address() as AddressInfo).port }
  for (let door = 0; door < more; door++) doors.push(await listening(open(), same))
}

function listening(door: Server, where: Parameters<Server['listen']>[0] & object): Promise<Server> {
  return new Promise((resolve, reject) => {
    door.once('error', reject).listen(where, () => {
      door.off('error', reject)
      resolve(door)
    })
  })
}

const closed = (door: Server): Promise<unknown> => new Promise((resolve) => door.close(resolve))
