/** People for tests: plain values that act without an account. */

import { randomUUID } from 'node:crypto'
import { sql } from '../db.ts'
import type { Actor, Officer } from '../policy.ts'
import type { TestPlatform } from './database.ts'

type Citizen = Extract<Actor, { kind: 'citizen' }>
type Service = Extract<Actor, { kind: 'service' }>

/** A citizen who is in no table. */
export function citizen(overrides: Partial<Citizen> = {}): Citizen {
  return {
    kind: 'citizen',
    personId: randomUUID(),
    name: 'Nguyễn Thị Mây',
    identityNumber: '099190000001',
    phone: '0990000001',
    proof: { level: 2, steppedUpAt: undefined },
    ...overrides,
  }
}

/** An officer of a unit that is in no table, with no permission unless given. */
export function officer(overrides: Partial<Officer> = {}): Officer {
  const unitId = overrides.unitId ?? randomUUID()
  return {
    kind: 'officer',
    personId: randomUUID(),
    name: 'Gió Văn Diều',
    title: 'Chuyên viên',
    unitId,
    unitCode: 'Z99.02',
    unitName: 'Sở Gió và Mây',
    unitReach: unitId.replaceAll('-', ''),
    roles: [],
    permissions: new Set(),
    ...overrides,
  }
}

/** A system with a token of the given scopes. */
export function service(scopes: readonly string[] = [], overrides: Partial<Service> = {}): Service {
  return {
    kind: 'service',
    tokenId: randomUUID(),
    name: 'Hệ thống thử nghiệm',
    scopes: new Set(scopes),
    unitId: undefined,
    ...overrides,
  }
}

/** Writes the person behind an actor, for tables that refer to persons. */
export async function savePerson(platform: TestPlatform, actor: Citizen | Officer): Promise<void> {
  const identityNumber = actor.kind === 'citizen' ? actor.identityNumber : undefined
  await platform.database.kysely.transaction().execute((tx) =>
    sql`insert into persons (id, kind, full_name, identity_number)
        values (${actor.personId}, ${actor.kind}, ${actor.name}, ${identityNumber ?? null})
        on conflict (id) do nothing`.execute(tx),
  )
}
