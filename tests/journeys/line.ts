/** Đường truyền: a line between the browser and the server that a test may cut, silence or lead to another server. */

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  /** `silent`: takes what is asked and never answers. `cut`: takes nothing. */
  is: 'open' | 'silent' | 'cut'
  /** Leads to the server at another port from the next call on. */
  target: number
  close(): Promise<void>
}

/** Opens a line at `port` to the server at `target`. What changes counts for calls that stand open as well. */
export async function openLine(port: number, target: number): Promise<Line> {
  const open = new Set<Socket>()
  const line: Line = {
    is: 'open',
    target,
    async close() {
      for (const socket of open) socket.destroy()
      relay.close()
    },
  }
  const relay = createServer((near) => {
    if (line.is === 'cut') return void near.destroy()
    const far = connect(line.target, 'localhost')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', (bytes) => {
        if (line.is === 'cut') from.destroy()
        else if (line.is === 'open') to.write(bytes)
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
