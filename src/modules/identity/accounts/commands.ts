/** Tài khoản of officers at the provider of identities: whose it is, moving it, and ending all access. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { demandManaged } from '#modules/organisation/api.ts'
import { refusal as sessionRefusal } from '../domain.ts'
import { countCodes, deleteCodes } from '../factors/recovery/store.ts'
import { deleteFactors, findFactors } from '../factors/store.ts'
import { linkIssuer } from '../provider/commands.ts'
import { refusal } from '../resets/domain.ts'
import { endSession, type OwnSession, sessionsOf } from '../sessions/commands.ts'
import * as store from '../store.ts'

/** The person behind an account of the provider, if anyone. */
export const personOfAccount = (tx: Tx, context: Context, subject: string): Promise<string | undefined> =>
  store.findLinkedPersonId(tx, linkIssuer(context.settings), subject)

/** Accounts at the provider, by person. */
export const accountsOf = (tx: Tx, context: Context): Promise<ReadonlyMap<string, string>> =>
  store.findAllSubjects(tx, linkIssuer(context.settings))

/** The account of the person at the provider, if any. */
export const accountOf = (tx: Tx, context: Context, personId: string): Promise<string | undefined> =>
  store.findSubject(tx, linkIssuer(context.settings), personId)

/** Liên kết: gives the person this account, in place of any other. Throws `identity.accountTaken`. */
export async function moveAccount(
  tx: Tx,
  context: Context,
  personId: string,
  subject: string,
): Promise<void> {
  const issuer = linkIssuer(context.settings)
  const owner = await store.findLinkedPersonId(tx, issuer, subject)
  if (owner === personId) return
  if (owner !== undefined) throw refusal.accountTaken()
  await store.deleteLinks(tx, issuer, personId)
  await store.insertLinks(tx, issuer, [{ subject, personId }])
  // Of two who take it at once, the second finds the first one's link now.
  if ((await store.findLinkedPersonId(tx, issuer, subject)) !== personId) throw refusal.accountTaken()
  await appendEvent(tx, context, 'person.linked', { subject: personId, payload: { issuer } })
}

/** Takes away every factor, code and session of the person, at once. */
export async function endAccess(tx: Tx, context: Context, personId: string): Promise<void> {
  const factors = await deleteFactors(tx, personId)
  await deleteCodes(tx, personId)
  const sessions = await store.deleteSessionsOf(tx, personId, context.now)
  await appendEvent(tx, context, 'access.ended', { subject: personId, payload: { factors, sessions } })
}

export type Access = {
  readonly account: string | undefined
  readonly factors: readonly string[]
  readonly codesLeft: number
  readonly sessions: readonly OwnSession[]
}

/** How an officer comes in, for whoever manages them. Throws `organisation.noSuchOfficer`. */
export async function viewAccess(context: Context, personId: string): Promise<Access> {
  return read(context, async (tx) => {
    await demandManaged(tx, context, personId)
    return {
      account: await accountOf(tx, context, personId),
      factors: (await findFactors(tx, personId)).map(({ name }) => name),
      codesLeft: await countCodes(tx, personId),
      sessions: await sessionsOf(tx, context, personId),
    }
  })
}

/** Kết thúc phiên of somebody whom the officer manages. Throws `identity.noSuchSession` or `organisation.noSuchOfficer`. */
export async function endSessionFor(context: Context, personId: string, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    await demandManaged(tx, context, personId)
    if (!(await endSession(tx, context, Buffer.from(id, 'hex'), personId)))
      throw sessionRefusal.noSuchSession()
  })
}

/** Đầu ngày: whoever has no post any more has no factor, code or session either. */
export const endAccessOfLeavers: Schedule = {
  name: 'identity.endAccessOfLeavers',
  every: { dayAt: '00:10' },
  async run(context) {
    const leavers = await read(context, (tx) => store.findLeavers(tx, context.today))
    for (const personId of leavers) await inTransaction(context, (tx) => endAccess(tx, context, personId))
  },
}
