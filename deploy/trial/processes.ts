/** Processes of the trial, each ended by its id whatever happens. */

import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const children = new Set<ChildProcess>()

export type Spawned = { readonly child: ChildProcess; readonly name: string }
type Start = {
  readonly name: string
  readonly folder: string
  readonly env?: NodeJS.ProcessEnv
  /** Account to run as, where root may choose. */
  readonly account?: { readonly uid: number; readonly gid: number } | undefined
}

/** Starts a program in a group of its own, its output in `<folder>/<name>.log`. */
export function start(
  program: string,
  args: readonly string[],
  { name, folder, env, account }: Start,
): Spawned {
  const log = openSync(join(folder, `${name}.log`), 'a')
  const child = spawn(program, args, {
    cwd: account ? folder : process.cwd(),
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    detached: true,
    ...account,
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  child.on('error', () => children.delete(child))
  return { child, name }
}

/** Sends a signal to the whole group; answers whether there was one. */
export function signalGroup({ child }: Spawned, signal: NodeJS.Signals): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal)
  } catch {
    return false
  }
}

/** Ends everything that was started, first politely. */
export async function endEverything(): Promise<void> {
  const all = [...children]
  for (const child of all) signalGroup({ child, name: '' }, 'SIGTERM')
  for (let wait = 0; wait < 200 && children.size > 0; wait++) await sleep(100)
  for (const child of all) signalGroup({ child, name: '' }, 'SIGKILL')
}

/** Asks until the answer is there. Throws what it waited for when the time is over. */
export async function until<T>(
  what: string,
  secondsMax: number,
  ask: () => Promise<T | undefined>,
  restMs = 200,
): Promise<T> {
  const end = Date.now() + secondsMax * 1000
  while (Date.now() < end) {
    const found = await ask().catch(() => undefined)
    if (found !== undefined) return found
    await sleep(restMs)
  }
  throw new Error(`${what}: not within ${secondsMax} s`)
}
