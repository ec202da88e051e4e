/** One person or system for each role of the matrix. Officers stand at one department; citizens have a part in one dossier. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { createServiceToken } from '#modules/identity/tokens/commands.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { openSession } from '../portal-under-test.ts'

export type Asker = {
  readonly role: string
  readonly id: string | undefined
  readonly kind: Actor['kind']
  /** What a request of theirs carries. */
  readonly headers: Readonly<Record<string, string>>
  readonly csrf: string | undefined
  readonly officer: Officer | undefined
}

/** Where the officers of the matrix work. */
export const homeUnit = 'Z99.02'

export const numberOf: Readonly<Record<string, string>> = {
  citizen: '099158000001',
  joint: '099158000002',
  authorised: '099158000003',
  contact: '099158000004',
  helper: '099158000005',
}
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'token-read': ['dossiers.read'],
  'token-write': ['dossiers.write'],
  'token-handle': ['dossiers.handle'],
  'token-wallet': ['wallet.read'],
  'token-officers': ['officers.manage'],
}

/** An officer at a unit with roles of the pack; answers the person and the post. */
export async function hire(
  context: Context,
  unitCode: string,
  roles: readonly string[],
  name = 'Gió Văn Diều',
) {
  const [personId, postId] = [randomUUID(), randomUUID()]
  await inTransaction(context, async (tx) => {
    await sql`insert into persons (id, kind, full_name) values (${personId}, 'officer', ${name})`.execute(tx)
    await sql`insert into posts (id, person_id, unit_id, title, roles, valid_from)
      select ${postId}, ${personId}, id, 'Chuyên viên', ${roles}, '2020-01-01' from units where code = ${unitCode}`.execute(
      tx,
    )
  })
  return { personId, postId }
}

export async function bringAskers(
  context: Context,
  roles: readonly string[],
): Promise<ReadonlyMap<string, Asker>> {
  const askers = new Map<string, Asker>()
  const known = new Set(context.pack.roles.map(({ code }) => code))
  for (const role of roles) askers.set(role, await bring(context, role, known))
  return askers
}

async function bring(context: Context, role: string, known: ReadonlySet<string>): Promise<Asker> {
  const nobody = {
    role,
    id: undefined,
    kind: 'visitor',
    headers: {},
    csrf: undefined,
    officer: undefined,
  } as const
  if (role === 'visitor') return nobody
  const scopes = scopesOf[role]
  if (scopes) {
    const unitCode = role === 'token-handle' || role === 'token-officers' ? { unitCode: homeUnit } : {}
    const { id, token } = await createServiceToken(context, { name: role, scopes, ...unitCode })
    return { ...nobody, id, kind: 'service', headers: { authorization: `Bearer ${token}` } }
  }
  const number = numberOf[role]
  if (number) {
    const id = randomUUID()
    await inTransaction(context, (tx) =>
      sql`insert into persons (id, kind, full_name, identity_number, phone, birth_date, area_code, address_line)
        values (${id}, 'citizen', ${`Người ${role}`}, ${number}, '0990000001', '1958-03-02', '99101', 'Bãi sau')`.execute(
        tx,
      ),
    )
    const { cookie, csrf } = await openSession(context, id, null)
    return { ...nobody, id, kind: 'citizen', headers: { cookie }, csrf }
  }
  if (role !== 'no-role' && role !== 'deputy' && role !== 'ended' && !known.has(role))
    throw new Error(`Neither the pack nor the matrix knows the role ${role}`)
  const { personId, postId } = await hire(context, homeUnit, known.has(role) ? [role] : [])
  const { cookie, csrf } = await openSession(context, personId, postId)
  await inTransaction(context, async (tx) => {
    await sql`update sessions set stepped_up_at = opened_at where person_id = ${personId}`.execute(tx)
    if (role === 'ended') await sql`update posts set valid_to = '2026-01-31' where id = ${postId}`.execute(tx)
    if (role === 'deputy') await standInForLeader(tx, personId)
  })
  const officer = await read(context, (tx) => officerAt(tx, postId, context.today))
  return { ...nobody, id: personId, kind: 'officer', headers: { cookie }, csrf, officer }
}

/** The head of the department is away; `deputy` acts in the head's place and signs. */
async function standInForLeader(tx: Parameters<Parameters<typeof inTransaction>[1]>[0], deputyId: string) {
  const headId = randomUUID()
  await sql`insert into persons (id, kind, full_name) values (${headId}, 'officer', 'Sếp Văn Vắng')`.execute(
    tx,
  )
  await sql`insert into posts (id, person_id, unit_id, title, roles, valid_from)
    select ${randomUUID()}, ${headId}, id, 'Giám đốc', '{leader}', '2020-01-01' from units where code = ${homeUnit}`.execute(
    tx,
  )
  await sql`insert into absences (person_id, from_on, to_on, deputy_id, signing, declared_by, declared_at)
    values (${headId}, '2026-03-01', '2026-03-31', ${deputyId}, 'KT', ${headId}, '2026-03-01')`.execute(tx)
}
