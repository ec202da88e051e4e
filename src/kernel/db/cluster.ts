/**
 * Provinces in a cluster of Citus. Each schema lies whole on one server of the cluster. Its processes ask that server itself, so
 * the numbers of transactions by which events are read are counted in one place; schemas are changed at the head of the cluster.
 */

import pg from 'pg'
import { applicationRole } from './roles.ts'

/** A server of the cluster, as the head knows it. */
export type Server = { readonly host: string; readonly port: number }

export const isSameServer = (one: Server, other: Server | undefined): boolean =>
  one.host === other?.host && one.port === other.port

/** The servers of the cluster whose head this is; none where the database stands alone. */
export async function serversOf(head: pg.ClientBase): Promise<readonly Server[]> {
  const { rows: found } = await head.query(`select from pg_extension where extname = 'citus'`)
  if (found.length === 0) return []
  const { rows } = await head.query<Server>(
    `select nodename as host, nodeport as port from pg_dist_node where noderole = 'primary' and isactive order by groupid`,
  )
  return rows
}

/** The server on which a province lies; nothing when it is not spread yet, or there is no cluster. */
export async function holderOf(head: pg.ClientBase, schema: string): Promise<Server | undefined> {
  if ((await serversOf(head)).length === 0) return undefined
  const { rows } = await head.query<Server>(
    `select nodename as host, nodeport as port from citus_shards where table_name = to_regclass($1) limit 1`,
    [`"${schema}".migrations`],
  )
  return rows[0]
}

/** The same database on another server of the cluster, where what is said stays on that server. */
export function addressAt(url: string, { host, port }: Server): string {
  const changed = new URL(url)
  changed.hostname = host
  changed.port = String(port)
  changed.searchParams.set('options', '-c citus.enable_ddl_propagation=off')
  return changed.href
}

/** Where a province lies, asked of the head by its owner; nothing where the database stands alone. */
export async function holderFor(ownerUrl: string, schema: string): Promise<Server | undefined> {
  const head = new pg.Client(ownerUrl)
  await head.connect()
  try {
    return await holderOf(head, schema)
  } finally {
    await head.end()
  }
}

/**
 * Has the cluster carry a migrated schema, and opens it to the application on the server that holds it and on no other: whoever is
 * sent to the wrong one is refused there. Answers the owner's address of the server that holds it; the given one without a cluster.
 */
export async function spread(head: pg.ClientBase, ownerUrl: string, schema: string): Promise<string> {
  const servers = await serversOf(head)
  if (servers.length === 0) return ownerUrl
  if (!(await holderOf(head, schema))) await head.query('select citus_schema_distribute($1)', [schema])
  const holder = await holderOf(head, schema)
  if (!holder) throw new Error(`Cụm máy chủ chưa nhận tỉnh ${schema}`)
  await openAt(head, ownerUrl, schema, holder)
  return addressAt(ownerUrl, holder)
}

/** Lets the application work on one server of the cluster and on no other. */
export async function openAt(
  head: pg.ClientBase,
  ownerUrl: string,
  schema: string,
  holder: Server | undefined,
): Promise<void> {
  const rights = await rightsOf(head, schema)
  for (const server of await serversOf(head)) {
    const client = new pg.Client(addressAt(ownerUrl, server))
    await client.connect()
    try {
      const isHolder = isSameServer(server, holder)
      const verb = isHolder ? 'grant usage on schema' : 'revoke usage on schema'
      await client.query(`${verb} "${schema}" ${isHolder ? 'to' : 'from'} ${applicationRole}`)
      if (isHolder) for (const right of rights) await client.query(right)
    } finally {
      await client.end()
    }
  }
}

/** Rights on views and sequences: those on tables travel with them, these do not. */
async function rightsOf(head: pg.ClientBase, schema: string): Promise<readonly string[]> {
  const { rows } = await head.query<{ right: string }>(
    `select format('grant %s on %s to ${applicationRole}', string_agg(a.privilege_type, ', '), format('%I.%I', $1::text, c.relname)) as right
     from pg_class c, aclexplode(c.relacl) a
     where c.relnamespace = quote_ident($1)::regnamespace and c.relkind in ('v', 'S') and a.grantee = '${applicationRole}'::regrole
     group by c.relname`,
    [schema],
  )
  return rows.map(({ right }) => right)
}
