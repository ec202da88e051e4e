/** Asking for a reset of somebody's access, and deciding on it as the second person. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { notify } from '#modules/notifications/api.ts'
import { chiefsOf, demandManaged, findOfficerPosts, findPerson, manages } from '#modules/organisation/api.ts'
import { endAccess, moveAccount, personOfAccount } from '../accounts/commands.ts'
import { notices } from '../domain.ts'
import { type Reset, refusal, resetLinks } from './domain.ts'
import * as store from './store.ts'

type Wish = { readonly reason: string; readonly subject?: string | undefined }

/**
 * Đề nghị khôi phục truy cập, by an administrator. The officer and everyone who may decide are told.
 * Throws `identity.ownReset`, `resetWaits`, `accountTaken` or `organisation.noSuchOfficer`.
 */
export async function askReset(context: Context, personId: string, { reason, subject }: Wish): Promise<void> {
  const officer = officerOf(context.actor)
  if (officer.personId === personId) throw refusal.ownReset()
  const id = randomUUID()
  const account = subject?.trim() || null
  await inTransaction(context, async (tx) => {
    const { name } = await demandManaged(tx, context, personId)
    const owner = account === null ? undefined : await personOfAccount(tx, context, account)
    if (owner !== undefined && owner !== personId) throw refusal.accountTaken()
    const asked = { id, personId, reason, subject: account, askedBy: officer.personId, askedAt: context.now }
    if (!(await store.insertReset(tx, asked))) throw refusal.resetWaits()
    await appendEvent(tx, context, 'accountReset.asked', {
      subject: personId,
      payload: { id, reason, changesAccount: account !== null },
    })
    const facts = { name, reason }
    const link = resetLinks.list
    const to = (await decidersOf(tx, context, personId)).filter((one) => one !== officer.personId)
    await notify(tx, context, [
      { notice: notices.resetAsked, to, subjectId: id, link, facts },
      { notice: notices.resetAskedForYou, to: [personId], subjectId: id, link: '/tai-khoan/phien', facts },
    ])
  })
}

/** Heads of the officer's units, and the nearest administrators. */
async function decidersOf(tx: Tx, { today }: Context, personId: string): Promise<string[]> {
  const deciders = new Set<string>()
  for (const { unitId } of await findOfficerPosts(tx, personId, today))
    for (const permission of ['dossier.assign', 'people.manage'] as const)
      for (const chief of await chiefsOf(tx, unitId, today, permission)) deciders.add(chief.personId)
  deciders.delete(personId)
  return [...deciders]
}

async function mayDecide(
  tx: Tx,
  context: Context,
  officer: Officer,
  { personId, askedBy }: store.WaitingReset,
): Promise<boolean> {
  if (officer.personId === personId || officer.personId === askedBy) return false
  return (
    (await manages(tx, context, personId)) ||
    (await decidersOf(tx, context, personId)).includes(officer.personId)
  )
}

/**
 * Duyệt or từ chối. Granting takes away all factors, codes and sessions, and moves the account where it changes: the
 * officer signs in at the provider and begins anew. Throws `identity.noSuchReset` or `secondPerson`.
 */
export async function decideReset(context: Context, id: string, isGranted: boolean): Promise<void> {
  const officer = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const [waiting] = await store.findWaiting(tx, id)
    if (!waiting) throw refusal.noSuchReset()
    if (!(await mayDecide(tx, context, officer, waiting))) throw refusal.secondPerson()
    const { personId, subject, askedBy } = waiting
    await store.decide(tx, id, { by: officer.personId, at: context.now, isGranted })
    if (isGranted) {
      await endAccess(tx, context, personId)
      if (subject !== null) await moveAccount(tx, context, personId, subject)
      const link = '/tai-khoan/yeu-to'
      await notify(tx, context, [
        { notice: notices.resetGranted, to: [personId], subjectId: id, link, facts: {} },
      ])
    }
    await appendEvent(tx, context, isGranted ? 'accountReset.granted' : 'accountReset.refused', {
      subject: personId,
      payload: { id, askedBy },
    })
  })
}

export type ShownReset = Reset & { readonly mayDecide: boolean }

/** Đề nghị đang chờ that the officer asked for or may decide on. */
export async function listResets(context: Context): Promise<readonly ShownReset[]> {
  const officer = officerOf(context.actor)
  return read(context, async (tx) => {
    const shown: ShownReset[] = []
    for (const waiting of await store.findWaiting(tx)) {
      const decides = await mayDecide(tx, context, officer, waiting)
      if (!decides && waiting.askedBy !== officer.personId) continue
      const { id, personId, reason, subject, askedBy, askedAt } = waiting
      shown.push({
        id,
        personId,
        name: (await findPerson(tx, personId))?.name ?? '',
        posts: await findOfficerPosts(tx, personId, context.today),
        reason,
        subject,
        askedById: askedBy,
        askedByName: (await findPerson(tx, askedBy))?.name ?? '',
        askedAt,
        mayDecide: decides,
      })
    }
    return shown
  })
}
