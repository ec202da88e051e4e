/** Đường truyền: a line between the browser and the server that a test may cut, silence or lead to another server. */

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  /** `silent`: takes what is asked and never answers. `cut`: takes nothing. Calls that stood open are over with it. */
  turn(to: 'open' | 'silent' | 'cut'): void
  /** Leads to the server at another port from the next call on. */
  target: number
  close(): Promise<void>
}

/** Opens a line at `port` to the server at `target`. */
export async function openLine(port: number, target: number): Promise<Line> {
  const open = new Set<Socket>()
  let is: 'open' | 'silent' | 'cut' = 'open'
  const line: Line = {
    turn(to) {
      if (to !== 'silent') for (const socket of open) socket.destroy()
      is = to
    },
    target,
    async close() {
      for (const socket of open) socket.destroy()
      relay.close()
    },
  }
  const relay = createServer((near) => {
    if (is === 'cut') return void near.destroy()
    const far = connect(line.target, 'localhost')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', (bytes) => {
        if (is === 'open') to.write(bytes)
      })
      from.on('end', () => to.end())
      from.on('error', () => to.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  relay.listen(port, 'localhost')
  await once(relay, 'listening')
  return line
}
