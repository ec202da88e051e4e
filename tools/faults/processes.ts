/** Processes of an installation under a supervisor: what dies is started again, whoever killed it. */

import { type ChildProcess, fork } from 'node:child_process'
import { openSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = fileURLToPath(new URL('../tsx-hook.mjs', import.meta.url))
const restMs = 200

export type Supervised = {
  pid(): number | undefined
  /** What it says when it is ready for the first time. */
  readonly ready: Promise<unknown>
  isReady(): boolean
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

type Program = {
  /** A file of this repository, or a program as it was built. */
  readonly script: string
  readonly env: NodeJS.ProcessEnv
  /** What it is told once all is there for it; it loads its code meanwhile. */
  readonly settings?: Promise<NodeJS.ProcessEnv>
  /** The file to which everything goes that it prints. */
  readonly log: string
}

/** Starts a program of this repository and keeps it running until it is stopped. */
export function supervise({ script, env, settings, log }: Program): Supervised {
  let child: ChildProcess | undefined
  let isStopping = false
  let isReady = false
  const first = Promise.withResolvers<unknown>()
  const start = () => {
    const out = openSync(log, 'a')
    const isSource = script.endsWith('.ts')
    const [file, args] = isSource ? [script, []] : ['apps/run.mjs', [script]]
    const started = fork(`${root}/${file}`, args, {
      cwd: root,
      env: settings ? { ...env, SETTINGS_BY_MESSAGE: 'true' } : env,
      execArgv: isSource ? ['--import', hook] : [],
      stdio: ['ignore', out, out, 'ipc'],
    })
    child = started
    void settings?.then((given) => started.connected && started.send(given))
    started.on('message', (said) => {
      isReady = true
      first.resolve(said)
    })
    started.once('exit', () => {
      isReady = false
      if (isStopping) return
      setTimeout(() => !isStopping && start(), restMs)
    })
  }
  start()
  return {
    pid: () => (child?.exitCode === null && !child.signalCode ? child.pid : undefined),
    ready: first.promise,
    isReady: () => isReady,
    async stop(signal = 'SIGTERM') {
      isStopping = true
      const running = child
      if (!running || running.exitCode !== null || running.signalCode) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGCONT')
      running.kill(signal)
      await Promise.race([ended, sleep(8_000)])
      running.kill('SIGKILL')
    },
  }
}

/** Waits until somebody listens on a port of this machine; answers whether it came to that. */
export async function listens(port: number, withinMs: number): Promise<boolean> {
  for (const began = performance.now(); performance.now() - began < withinMs; await sleep(20)) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (there) return true
  }
  return false
}
