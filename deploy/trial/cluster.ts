/** Three database nodes on loopback addresses: etcd, Patroni and PostgreSQL each, and HAProxy before them. */

import { execFile } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type DeploySettings, render, writeAll } from '../render.ts'
import { type Spawned, signalGroup, start, until } from './processes.ts'

export type Member = { readonly name: string; readonly role: string; readonly state: string }
type Node = { readonly name: string; readonly address: string; patroni: Spawned }

export type Cluster = {
  readonly nodes: readonly Node[]
  members(): Promise<readonly Member[]>
  /** The node that leads, once there is one and the others follow, one of them in step. */
  settled(secondsMax: number): Promise<string>
  /** SIGKILL to Patroni, PostgreSQL and all its processes of one node. */
  kill(name: string): void
  /** Starts the node's Patroni again, as its unit would. */
  revive(name: string): void
  /** Hands over to another node as an operator does. */
  switchOver(): Promise<string>
}

const patroniProgram = '/usr/bin/patroni'
const programs = [patroniProgram, '/usr/bin/etcd', '/usr/sbin/haproxy', '/usr/bin/patronictl']

/** What is missing here, by path. */
export function missingPrograms(): string[] {
  return [...programs.filter((program) => !existsSync(program)), ...(binFolder() ? [] : ['PostgreSQL'])]
}

/** Where Debian keeps the newest server. */
export function binFolder(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin')
    .filter((folder) => existsSync(join(folder, 'postgres')))
    .toSorted((a, b) => Number(a.split('/')[4]) - Number(b.split('/')[4]))
    .at(-1)
}

/** PostgreSQL refuses to run as root. */
function databaseAccount() {
  if (process.getuid?.() !== 0) return undefined
  const [, , uid, gid] = (/^postgres:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0] ?? '').split(':')
  if (!uid || !gid) throw new Error('There is no account "postgres" (package postgresql-common)')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Renders everything into the folder and starts it. */
export async function startCluster(settings: DeploySettings, folder: string): Promise<Cluster> {
  const account = databaseAccount()
  const files = join(folder, 'etc')
  writeAll(render(settings), files)
  const started = Object.entries(settings.nodes).map(([name, address]) => {
    const data = settings.data.replaceAll('@NODE@', name)
    mkdirSync(data, { recursive: true, mode: 0o700 })
    if (account)
      for (const path of [data, files, join(files, name)]) chownSync(path, account.uid, account.gid)
    for (const file of globSync(join(files, name, '*')))
      if (account) chownSync(file, account.uid, account.gid)
    const env = Object.fromEntries(
      readFileSync(join(files, name, 'etcd.env'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('=') && !line.startsWith('#'))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    start('/usr/bin/etcd', [], { name: `etcd-${name}`, folder: data, env, account })
    return { name, address, data }
  })
  const startPatroni = ({ name, data }: { name: string; data: string }) =>
    start(patroniProgram, [join(files, name, 'patroni.yml')], {
      name: `patroni-${name}`,
      folder: data,
      account,
    })
  const [first, ...others] = started
  if (!first) throw new Error('No nodes')
  await until('etcd', 30, async () => {
    const { ok } = await fetch(`http://${first.address}:2379/health`)
    return ok || undefined
  })
  start('/usr/sbin/haproxy', ['-db', '-f', join(files, 'proxy', 'haproxy.cfg')], { name: 'haproxy', folder })
  const lead: Node = { ...first, patroni: startPatroni(first) }
  await until('the first leader', 60, async () => ((await isLeader(first.address)) ? true : undefined))
  const nodes = [lead, ...others.map((one): Node => ({ ...one, patroni: startPatroni(one) }))]
  const nodeOf = (name: string) => {
    const node = nodes.find((one) => one.name === name)
    if (!node) throw new Error(`No node ${name}`)
    return node
  }
  const members = () => membersOf(nodes)
  const settled = (secondsMax: number) =>
    until('a leader with two that follow', secondsMax, async () => leaderIfSettled(await members()))
  return {
    nodes,
    members,
    settled,
    kill(name) {
      const node = nodeOf(name)
      signalGroup(node.patroni, 'SIGKILL')
      // The server leaves Patroni's group when it starts.
      const pidFile = join(settings.data.replaceAll('@NODE@', name), 'postgresql', 'postmaster.pid')
      const [postmaster] = readFileSync(pidFile, 'utf8').split('\n')
      for (const pid of [Number(postmaster), ...childrenOf(Number(postmaster))])
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It went with its parent.
        }
    },
    revive(name) {
      const node = nodeOf(name)
      node.patroni = startPatroni({ name, data: settings.data.replaceAll('@NODE@', name) })
    },
    async switchOver() {
      const leader = await settled(60)
      const next = (await members()).find(({ role }) => role === 'sync_standby')?.name ?? ''
      const config = join(files, leader, 'patroni.yml')
      // Beside this process, which hears the answers of its own clients meanwhile.
      await promisify(execFile)(
        '/usr/bin/patronictl',
        ['-c', config, 'switchover', '--master', leader, '--candidate', next, '--force'],
        { env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      )
      return next
    },
  }
}

async function isLeader(address: string): Promise<boolean> {
  const { status } = await fetch(`http://${address}:8008/primary`, { signal: AbortSignal.timeout(1000) })
  return status === 200
}

/** What the first node that answers says of all. */
async function membersOf(nodes: readonly Node[]): Promise<readonly Member[]> {
  const answers = nodes.map(async ({ address }) => {
    const answer = await fetch(`http://${address}:8008/cluster`, { signal: AbortSignal.timeout(1000) })
    return ((await answer.json()) as { members: Member[] }).members
  })
  return Promise.any(answers)
}

function leaderIfSettled(members: readonly Member[]): string | undefined {
  const leader = members.find(({ role, state }) => role === 'leader' && state === 'running')
  const following = members.filter(({ role, state }) => role !== 'leader' && /running|streaming/.test(state))
  const isInStep = following.some(({ role }) => role === 'sync_standby')
  return isInStep && following.length === 2 ? leader?.name : undefined
}

function childrenOf(pid: number): number[] {
  return globSync('/proc/[0-9]*/stat').flatMap((file) => {
    try {
      const [, parent] = readFileSync(file, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return Number(parent) === pid ? [Number(file.split('/')[2])] : []
    } catch {
      return []
    }
  })
}
