/** The roles of an installation: the owner migrates, the application works, the third copies and changes nothing. */

import pg from 'pg'

export const ownerRole = 'mot_cua_owner'
export const applicationRole = 'mot_cua_app'
const backupRole = 'mot_cua_backup'

export type DatabaseUrls = {
  readonly owner: string
  readonly application: string
  /** May replicate and nothing else; absent where the installation was not told of one. */
  readonly backup?: string | undefined
}

/**
 * Makes sure that the roles, the database and the extensions exist, and gives the addresses to log in with.
 * Only for servers where we hold the superuser's address: the embedded one and those of tests.
 */
export async function prepareDatabase(
  adminUrl: string,
  name: string,
  password: string,
): Promise<DatabaseUrls> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    for (const role of [ownerRole, applicationRole, backupRole]) {
      const found = await admin.query('select from pg_roles where rolname = $1', [role])
      const verb = found.rowCount ? 'alter' : 'create'
      const may = role === backupRole ? 'login replication' : 'login'
      await admin.query(`${verb} role ${role} ${may} password ${admin.escapeLiteral(password)}`)
    }
    const database = await admin.query('select from pg_database where datname = $1', [name])
    if (!database.rowCount) await admin.query(`create database "${name}" owner ${ownerRole}`)
  } finally {
    await admin.end()
  }
  await createExtensions(withDatabase(adminUrl, name))
  const address = (role: string) => {
    const url = new URL(withDatabase(adminUrl, name))
    url.username = role
    url.password = password
    return url.href
  }
  return {
    owner: address(ownerRole),
    application: address(applicationRole),
    backup: address(backupRole),
  }
}

/** The same server's address with another database name. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function createExtensions(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const extension of ['unaccent', 'pg_trgm', 'btree_gist', 'btree_gin', 'ltree', 'pgcrypto'])
      await client.query(`create extension if not exists ${extension}`)
  } finally {
    await client.end()
  }
}
