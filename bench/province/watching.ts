/** What the machine did meanwhile: processor time by part, loops, memory, connections, and what the database worked on. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { runningPort } from '#kernel/postgres.ts'
import type { BenchInstallation } from '../installation.ts'

const ticksPerSecond = 100

function statOf(pid: number | string): { parent: number; seconds: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const [parent, own, system, ended, endedSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]))
    return {
      parent: parent ?? 0,
      seconds: ((own ?? 0) + (system ?? 0) + (ended ?? 0) + (endedSystem ?? 0)) / ticksPerSecond,
    }
  } catch {
    return undefined
  }
}

/** Seconds of processor time that a process and those it waited for have used. */
export const secondsOf = (pid: number | undefined): number => (pid ? (statOf(pid)?.seconds ?? 0) : 0)

/** Seconds for which something was to be done here while the machine's host gave its processors to others. */
export const stolenSeconds = (): number =>
  Number(readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/ +/)[8] ?? 0) / ticksPerSecond

/** Of the database server with all its processes. */
export function databaseSeconds({ folder }: BenchInstallation): number {
  const data = join(folder, 'postgres')
  if (runningPort(data) === undefined) return 0
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), stat: statOf(pid) }))
    .filter(({ pid, stat }) => stat && (stat.parent === postmaster || pid === postmaster))
    .reduce((sum, { stat }) => sum + (stat?.seconds ?? 0), 0)
}

/** Figures that a process tells of itself, by name; the histogram of its loop begins anew with each reading. */
export async function metricsAt(port: number): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return new Map(
    [...text.matchAll(/^([a-z_0-9]+(?:\{[^}]*\})?) (\S+)$/gm)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  )
}

export type Worked = {
  readonly statement: string
  readonly calls: number
  readonly meanMs: number
  readonly maxMs: number
  readonly totalSeconds: number
}

/** Counts statements from now on; `told` gives those on which the database spent most time, and those that took longest. */
export async function watchStatements({
  superuserUrl,
}: BenchInstallation): Promise<{ told(count: number): Promise<readonly Worked[]>; stop(): Promise<void> }> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  await client.query('create extension if not exists pg_stat_statements schema public')
  await client.query('select public.pg_stat_statements_reset()')
  return {
    async told(count) {
      const { rows } = await client.query<Worked>(
        `with s as (select * from public.pg_stat_statements where query !~* '^(begin|commit|rollback|set|vacuum|create|select public.pg_stat)')
         select query as statement, calls::int, mean_exec_time as "meanMs", max_exec_time as "maxMs", total_exec_time / 1000 as "totalSeconds"
         from s where queryid in (select queryid from s order by total_exec_time desc limit $1)
           or queryid in (select queryid from s where calls > 2 order by mean_exec_time desc limit $1)
         order by total_exec_time desc`,
        [count],
      )
      return rows.map((row) => ({ ...row, statement: row.statement.replace(/\s+/g, ' ').slice(0, 150) }))
    },
    stop: () => client.end(),
  }
}

/** Prints what the database worked on. */
export function tellStatements(worked: readonly Worked[]): void {
  console.log('statements of the database: seconds in all, calls, mean and longest in ms')
  for (const { totalSeconds, calls, meanMs, maxMs, statement } of worked)
    console.log(
      `  ${totalSeconds.toFixed(1).padStart(7)} s ${String(calls).padStart(7)} × ${meanMs.toFixed(1).padStart(7)} ≤ ${maxMs.toFixed(0).padStart(6)}  ${statement}`,
    )
}
