/** The whole portal on the demo pack, listening on a port of its own, and people who are signed in to it. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction, sql } from '#kernel/db.ts'
import type { Scanner } from '#kernel/scanner.ts'
import { freshPlatform, type TestPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { formToken } from '#kernel/web/session.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'

export type SignedIn = { readonly personId: string; readonly cookie: string; readonly csrf: string }
export type Portal = {
  readonly url: string
  readonly port: number
  readonly platform: TestPlatform
  readonly context: Context
}

/** Starts it with the pack loaded; it ends with the test file. */
export async function openPortal({ scanner }: { readonly scanner?: Scanner } = {}): Promise<Portal> {
  const fresh = await freshPlatform()
  const platform = scanner ? scanning(fresh, scanner) : fresh
  const context = platform.as({ kind: 'system' }, new Date())
  for (const { loadPack } of modules) await loadPack?.(context)
  const server = await createServer({ platform, modules, assets: await buildAssets(), quiet: true })
  await server.listen({ port: 0, host: '127.0.0.1' })
  after(() => server.close())
  const { port } = server.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, platform, context }
}

/** The same platform with something that looks for malware. */
function scanning(platform: TestPlatform, scanner: Scanner): TestPlatform {
  const files = { ...platform.files, scanner }
  return { ...platform, files, as: (actor, at) => ({ ...platform.as(actor, at), files }) }
}

/** Opens a session for a new citizen, as the provider would. */
export async function signInCitizen(
  { context }: Portal,
  name: string,
  identityNumber: string,
): Promise<SignedIn> {
  const personId = randomUUID()
  await inTransaction(context, (tx) =>
    sql`insert into persons (id, kind, full_name, identity_number, phone, birth_date, area_code, address_line)
        values (${personId}, 'citizen', ${name}, ${identityNumber}, '0990000001', '1958-03-02', '99101', 'Bãi sau')`.execute(
      tx,
    ),
  )
  return openSession(context, personId, null)
}

/** Opens a session for a new officer at a unit, with the given roles of the pack. */
export async function signInOfficer(
  { context }: Portal,
  unitCode: string,
  roles: readonly string[],
): Promise<SignedIn> {
  const [personId, postId] = [randomUUID(), randomUUID()]
  await inTransaction(context, async (tx) => {
    await sql`insert into persons (id, kind, full_name) values (${personId}, 'officer', 'Gió Văn Diều')`.execute(
      tx,
    )
    await sql`insert into posts (id, person_id, unit_id, title, roles, valid_from)
        select ${postId}, ${personId}, id, 'Chuyên viên', ${roles}, '2020-01-01' from units where code = ${unitCode}`.execute(
      tx,
    )
  })
  return openSession(context, personId, postId)
}

/** Writes a session and gives the cookie and form token of its browser. */
export async function openSession(
  context: Context,
  personId: string,
  postId: string | null,
): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  // A stage may live on another day than its worker, which ends what is old by the clock of the machine.
  const usedAt = new Date(Math.max(context.now.getTime(), Date.now()))
  const endsAt = new Date(usedAt.getTime() + 3_600_000)
  await inTransaction(context, (tx) =>
    sql`insert into sessions (token_hash, person_id, post_id, opened_at, used_at, ends_at, level)
        values (${hash}, ${personId}, ${postId}, ${context.now}, ${usedAt}, ${endsAt}, 2)`.execute(tx),
  )
  return { personId, cookie: `phien=${token}`, csrf: formToken(context.settings.secretKey, token) }
}
