/**
 * `node deploy/render.ts SETTINGS.json FOLDER`: the configuration of every machine from one file of settings
 * (`deploy/settings.example.json`). The trial renders the same templates.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export type DeploySettings = {
  /** Database nodes, three of them: name and address. */
  readonly nodes: Readonly<Record<string, string>>
  /** Addresses with ports of the web processes. */
  readonly web: readonly string[]
  /** Where HAProxy listens. */
  readonly proxy: string
  /** Addresses that may reach PostgreSQL, as `pg_hba.conf` writes them. */
  readonly network: string
  readonly bin: string
  /** Folder of a database node's own state; `@NODE@` stands for its name. */
  readonly data: string
  readonly application: {
    readonly data: string
    readonly files: string
    /** Keys of stored files: shared like the files, in another place, and never copied together with them. */
    readonly keys: string
    readonly publicUrl: string
    readonly pack: string
  }
  readonly secrets: Readonly<Record<SecretName, string>>
}
type SecretName =
  | 'PATRONI_PASSWORD'
  | 'SUPERUSER_PASSWORD'
  | 'REPLICATION_PASSWORD'
  | 'REWIND_PASSWORD'
  | 'DATABASE_PASSWORD'
  | 'SECRET_KEY'

const templates = join(dirname(fileURLToPath(import.meta.url)), 'templates')

/** Every file of every machine: its path and its text. */
export function render(settings: DeploySettings): Map<string, string> {
  const { nodes, web, proxy, network, bin, data, application, secrets } = settings
  const all = Object.entries(nodes)
  const servers = (entries: readonly (readonly [string, string, string?])[]) =>
    entries.map(([name, address, check = '']) => `  server ${name} ${address} check${check}`).join('\n')
  const common = {
    ...secrets,
    PROXY: proxy,
    NETWORK: network,
    BIN: bin,
    ETCD_CLIENTS: all.map(([, address]) => `${address}:2379`).join(','),
    ETCD_PEERS: all.map(([name, address]) => `${name}=http://${address}:2380`).join(','),
    LEADER_SERVERS: servers(all.map(([name, address]) => [name, `${address}:5432`, ' port 8008'])),
    WEB_SERVERS: servers(web.map((address, index) => [`web${index + 1}`, address])),
    FILES: application.files,
    KEYS: application.keys,
    PUBLIC_URL: application.publicUrl,
    PACK: application.pack,
  }
  const files = new Map<string, string>()
  for (const [node, address] of all) {
    const own = { ...common, NODE: node, ADDRESS: address, DATA: data.replaceAll('@NODE@', node) }
    files.set(`${node}/patroni.yml`, fill('patroni.yml', own))
    files.set(`${node}/etcd.env`, fill('etcd.env', own))
  }
  files.set('proxy/haproxy.cfg', fill('haproxy.cfg', common))
  files.set('application/mot-cua.env', fill('mot-cua.env', { ...common, DATA: application.data }))
  return files
}

/** Throws when a template asks for what the settings do not give, or a value would break out of its line. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return readFileSync(join(templates, template), 'utf8').replace(/@([A-Z_]+)@/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new Error(`${template}: ${name} is not set`)
    if (/_PASSWORD$|_KEY$/.test(name) && !/^[A-Za-z0-9_-]{16,}$/.test(value))
      throw new Error(`${name} must be 16 letters, digits, "-" or "_" or more`)
    return value
  })
}

/** Writes the files, readable by their owner only: they hold passwords. */
export function writeAll(files: ReadonlyMap<string, string>, folder: string): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, path), text, { mode: 0o600 })
  }
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2)
  if (!from || !to) throw new Error('node deploy/render.ts SETTINGS.json FOLDER')
  const files = render(JSON.parse(readFileSync(from, 'utf8')) as DeploySettings)
  writeAll(files, resolve(to))
  console.log([...files.keys()].join('\n'))
}
