/**
 * Quyền của người hỗ trợ: the right of a helper who sits beside somebody, for one work and some hours. It rests on what the person
 * said or signed then and there; other modules keep that proof.
 */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type Citizen, citizenOf } from '#kernel/policy.ts'
import { ownNumber } from '../commands.ts'
import { refusal, scopesOf } from '../domain.ts'
import * as store from '../store.ts'

type Help = {
  readonly id: string
  readonly representedId: string
  readonly procedure: string
  readonly until: Date
  /** Where the proof of consent is. */
  readonly evidence: string
  readonly unitId: string
}

/** Begins the right. The same id again is the same right. Throws `mandates.already`, `mandates.numberNeeded`. */
export async function beginHelping(tx: Tx, context: Context, help: Help): Promise<void> {
  const helper = citizenOf(context.actor)
  const { id, representedId, procedure, until, evidence, unitId } = help
  const made = await store.insertMandate(tx, {
    id,
    representedId,
    agentIdentity: ownNumber(helper),
    agentId: helper.personId,
    role: 'helper',
    scopes: scopesOf.helper,
    procedures: [procedure],
    source: 'consent',
    evidence,
    unitId,
    validFrom: context.now,
    validUntil: until,
    askedBy: helper.personId,
    askedAt: context.now,
    awaits: null,
  })
  if (made === 'already') throw refusal.already()
  if (made === 'repeated') return
  await appendEvent(tx, context, 'mandate.confirmed', {
    subject: id,
    payload: {
      represented: representedId,
      agent: helper.personId,
      role: 'helper',
      scopes: [...scopesOf.helper],
      procedures: [procedure],
      source: 'consent',
      from: context.now.toISOString(),
      until: until.toISOString(),
    },
  })
}

/** Ends it: the helper is done, and sees nothing from now on. */
export async function endHelping(tx: Tx, context: Context, id: string, representedId: string): Promise<void> {
  if (!(await store.lockLive(tx, id))) return
  const { personId } = citizenOf(context.actor)
  await store.end(tx, id, { endedBy: personId, ending: 'left', at: context.now })
  await appendEvent(tx, context, 'mandate.ended', {
    subject: id,
    payload: { represented: representedId, agent: personId, role: 'helper', ending: 'left' },
  })
}

type Owner = Pick<Citizen, 'personId' | 'name' | 'identityNumber' | 'phone'>

/** The helper in the place of the person; every transaction looks whether the right still holds. */
export function inPlaceOf(
  context: Context,
  owner: Owner,
  { id, procedure }: Pick<Help, 'id' | 'procedure'>,
): Context {
  const helper = citizenOf(context.actor)
  const { personId, name, identityNumber, phone } = helper
  const mandate = {
    id,
    role: 'helper',
    scopes: scopesOf.helper,
    procedures: [procedure],
    isInForce: true,
  } as const
  return {
    ...context,
    actor: {
      kind: 'citizen',
      ...owner,
      proof: helper.proof,
      agent: { personId, name, identityNumber, phone, mandate },
    },
  }
}
