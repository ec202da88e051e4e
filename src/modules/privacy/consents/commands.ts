/** Đồng ý và rút lại: withdrawing is one press, as giving was; what takes others work gets a request with its clock. */

import {
  askedToday,
  type Consent,
  findConsents,
  standingConsents,
  withdrawConsent,
} from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Reaction } from '#kernel/events.ts'
import type { ConsentUse, Module } from '#kernel/module.ts'
import { citizenOf } from '#kernel/policy.ts'
import { findPerson } from '#modules/organisation/api.ts'
import { beginRequestFor } from '../requests/commands.ts'
import { findRequestAbout } from '../requests/store.ts'
import { consentMismatches, type OwnPurpose, ownPurposes } from './domain.ts'
import { texts } from './texts.ts'

export const usesOf = (modules: readonly Module[]): readonly ConsentUse[] =>
  modules.flatMap(({ restsOnConsent = [] }) => restsOnConsent)

export type OwnConsents = {
  readonly purposes: readonly (OwnPurpose<Consent> & { readonly asked: ReturnType<typeof askedToday> })[]
  /** Names of whoever gave or withdrew one of them. */
  readonly names: ReadonlyMap<string, string>
  readonly ownId: string
  /** Requests that carry out a withdrawal, by the id of the consent. */
  readonly requests: ReadonlyMap<string, Followed>
}
export type Followed = { readonly id: string; readonly dueAt: Date; readonly answeredAt: Date | null }

/** Điều tôi đồng ý. */
export function viewOwnConsents(context: Context, uses: readonly ConsentUse[]): Promise<OwnConsents> {
  const { personId } = citizenOf(context.actor)
  return read(context, async (tx) => {
    const consents = await findConsents(tx, personId)
    const standing = await standingConsents(tx, context, personId)
    const names = new Map<string, string>()
    const requests = new Map<string, Followed>()
    for (const one of consents) {
      for (const id of [one.givenBy, one.withdrawnBy])
        if (id && !names.has(id)) names.set(id, (await findPerson(tx, id))?.name ?? '')
      const request = one.withdrawnAt ? await findRequestAbout(tx, personId, one.id) : undefined
      if (request) requests.set(one.id, request)
    }
    const purposes = ownPurposes(context.pack.consents, uses, consents, standing).map((one) => ({
      ...one,
      asked: askedToday(context, one.purpose.key),
    }))
    return { purposes, names, requests, ownId: personId }
  })
}

/** Rút lại. Withdrawn before is withdrawn. */
export async function withdrawOwn(context: Context, purpose: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, (tx) => withdrawConsent(tx, context, { personId, purpose }))
}

/**
 * What was given to others is fetched back by people: each withdrawal of such a purpose is a request about data, with the days
 * of the law, whoever withdrew and wherever. docs/legal.md#consent
 */
export const followWithdrawals: Reaction = {
  name: 'privacy.followWithdrawals',
  events: ['consent.withdrawn'],
  async run(tx, context, { subjectId: personId, payload, at }) {
    const purpose = context.pack.consents.find(({ key }) => key === payload.purpose)
    const consent = (await findConsents(tx, personId)).find(({ id }) => id === payload.consent)
    const person = await findPerson(tx, personId)
    if (!purpose || purpose.work === 'none' || !consent || !person) return
    await beginRequestFor(
      tx,
      { ...context, now: at },
      { personId, name: person.name },
      {
        kind: purpose.work === 'thirdParty' ? 'withdrawalThere' : 'withdrawal',
        words: `${texts.vi.autoWords} ${purpose.without.vi}`,
        about: `${purpose.name.vi} (${texts.vi.agreedAt} ${consent.textFrom})`,
        aboutId: consent.id,
      },
    )
  },
}

/** Nothing starts that asks for a consent nobody needs, or needs one that nobody asks for. */
export async function demandPurposes({ pack }: Context, uses: readonly ConsentUse[]): Promise<void> {
  const problems = consentMismatches(pack.consents, uses)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

export type { Consent }
