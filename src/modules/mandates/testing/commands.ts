/** People of the demo province, made-up registers, and acting in the place of another as a session does. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import type { Citizen } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { services } from '#modules/services/module.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import { businessSimulator, populationSimulator } from '../../../../simulators/registers.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { beginActing, viewMandates } from '../commands.ts'
import type { Mandate } from '../domain.ts'

export const platform = await freshPlatform()
export const monday = '2026-03-02T08:00:00+07:00'
export const system = (at: string | Date = monday) => platform.as({ kind: 'system' }, at)

const person = (name: string, identityNumber: string) => citizen({ name, identityNumber })
/** The made-up registers know firms and families by the last four digits. */
export const head = person('Nguyễn Thị Diều', '099190001111')
export const clerk = person('Ưng Ỡm Ờ', '099090002222')
export const stranger = person('Lã Vô Can', '099190003333')
export const firmCode = '0600991111'

let simulation: Simulation

before(async () => {
  for (const module of [organisation, services]) await module.loadPack?.(system())
  for (const one of [head, clerk, stranger]) await savePerson(platform, one)
  simulation = await startRegistered(
    system('2026-01-01T00:00+07:00'),
    [businessSimulator, populationSimulator],
    {
      now: () => new Date(monday),
    },
  )
})
after(() => simulation.stop())

/** What is wrong with the business register from now on. */
export const setRegister = (fault: Parameters<Simulation['set']>[1]): void =>
  simulation.set('business', fault)

/** As themselves, with a form of its own each time. */
export const as = (actor: Citizen, at: string | Date = monday) => ({
  ...platform.as(actor, at),
  operationKey: randomUUID(),
})

/** The mandate of this role that the person sees, on either side: the one that has not ended. */
export async function newest(actor: Citizen, role: Mandate['role'], at = monday): Promise<Mandate> {
  const { forMe, byMe } = await viewMandates(as(actor, at))
  const all = [...byMe, ...forMe].filter((one) => one.role === role)
  const found = all.find(({ endedAt }) => endedAt === null) ?? all[0]
  if (!found) throw new Error(`${actor.name} sees no mandate as ${role}`)
  return found
}

/** Signs in and acts by the mandate: a context as the server makes it, at this and any later moment. */
export async function inPlace(agent: Citizen, mandateId: string, at = monday) {
  const token = randomBytes(32).toString('base64url')
  const now = new Date(at)
  const endsAt = new Date(now.getTime() + 40 * 365 * 86_400_000)
  await inTransaction(system(), (tx) =>
    sql`insert into sessions (token_hash, person_id, opened_at, used_at, ends_at, level)
      values (${createHash('sha256').update(token).digest()}, ${agent.personId}, ${now}, ${now}, ${endsAt}, 2)`.execute(
      tx,
    ),
  )
  const { value } = await beginActing({ ...as(agent, at), cookie: () => token }, mandateId)
  return async (moment = at) => {
    // Whatever the day, the session was used a moment ago.
    await inTransaction(system(), (tx) =>
      sql`update sessions set used_at = ${new Date(moment)} where person_id = ${agent.personId}`.execute(tx),
    )
    const credentials = { sessionToken: value, bearerToken: undefined }
    const actor = await identity.authenticate?.(platform, credentials, new Date(moment))
    if (actor?.kind !== 'citizen') throw new Error('The session stands for nobody')
    return { ...as(actor, moment), actor }
  }
}

/** Who did what in whose place, by event. */
export async function toldOf(subject: string) {
  const { rows } = await read(system(), (tx) =>
    sql<{ name: string; actor: string | null; represented: string | null; mandate: string | null }>`
      select name, actor_id as actor, represented_id as represented, mandate_id as mandate from events
      where subject_id = ${subject} order by txid, position`.execute(tx),
  )
  return rows
}
