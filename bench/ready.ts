/**
 * How soon a web process and a worker are ready after they were killed: `npm run bench:ready [-- times]`. Each is started so many times, once
 * from the sources and once as the built program; prints wall time and the processor's time of it and its children, in milliseconds.
 */

import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from '#kernel/ports.ts'
import { startInstallation } from './installation.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const times = Number(process.argv[2] ?? 5)
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Processor time of a process and of what it started, as far as these still live. */
function processorMs(pid: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one)))
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(name) !== pid && Number(fields[1]) !== pid) continue
      // User and system, then those of children that have ended.
      ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    } catch {}
  return Math.round((ticks / ticksPerSecond) * 1000)
}

const installation = await startInstallation()
const ways: Record<'sources' | 'built', (program: string) => [script: string, execArgv: string[]]> = {
  sources: (program: string) => [`apps/${program}.ts`, ['--import', `${root}tools/tsx-hook.mjs`]],
  built: () => ['apps/run.mjs', []],
}

async function startOnce(
  way: 'sources' | 'built',
  program: string,
): Promise<{ wall: number; processor: number }> {
  const [script, execArgv] = ways[way](program)
  const began = performance.now()
  const child: ChildProcess = fork(`${root}${script}`, [program], {
    execArgv,
    env: { ...installation.env, PORT: String(await freePort()), HOST: '127.0.0.1' },
  })
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready())
    child.once('exit', (code) => failed(new Error(`${program} ended with code ${code}`)))
  })
  const wall = Math.round(performance.now() - began)
  const processor = processorMs(child.pid ?? 0)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.removeAllListeners('exit').kill('SIGKILL')
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_000))])
  return { wall, processor }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const rows: Record<string, unknown>[] = []
for (const program of ['web', 'worker'])
  for (const way of ['sources', 'built'] as const) {
    const taken: { wall: number; processor: number }[] = []
    for (let index = 0; index < times; index++) taken.push(await startOnce(way, program))
    const walls = taken.map(({ wall }) => wall)
    rows.push({
      program,
      way,
      'wall, median': median(walls),
      'wall, longest': Math.max(...walls),
      'processor, median': median(taken.map(({ processor }) => processor)),
    })
  }
console.table(rows)
await installation.stop()
