/** Gửi kiến nghị. */

import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { dayCode, secretOf, typedSecret } from '#kernel/follow-codes.ts'
import { newId } from '#kernel/ids.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { findUnitByCode, formLookups } from '#modules/organisation/api.ts'
import { beginsNow, perform, tell } from '../commands.ts'
import { type About, codeKind, type Earlier, refusal } from '../domain.ts'
import { deskUnit } from '../handling/commands.ts'
import * as store from '../store.ts'
import { type Meant, readTyped, type Typed } from './domain.ts'

/** Reads what was typed against the agencies and procedures of today. */
export function readPetition(context: Context, about: About, typed: Typed) {
  const { unit } = formLookups(context)
  return readTyped(about, typed, {
    isUnit: (code) => unit(code) !== undefined,
    isProcedure: (wanted) => context.pack.catalogue.some(({ code }) => code === wanted),
  })
}

export type Sent = { readonly code: string; readonly secret: string }

/** `earlier` is one's own that is sent again; `secret` is one that its sender knows already. */
type Sending = { readonly earlier?: Earlier | undefined; readonly secret?: string }

/**
 * Gửi: the desk's two days begin. The same form sent twice is one petition. Throws `petitions.accusedNeeded` where the agency is
 * gone.
 */
export async function sendPetition(context: Context, meant: Meant, earlier?: Earlier): Promise<Sent> {
  nothingOfOthers(context)
  return inTransaction(context, (tx) => insertSent(tx, context, meant, { earlier }))
}

/** As `sendPetition`, in the caller's transaction. */
export async function insertSent(
  tx: Tx,
  context: Context,
  meant: Meant,
  { earlier, secret = secretOf(randomBytes(8)) }: Sending,
): Promise<Sent> {
  const { actor, now, today } = context
  const code = dayCode(codeKind, today, randomBytes(5))
  const id = newId(now)
  const { what: _, since, dueAt } = beginsNow(context, 'sort', null)
  const desk = await deskUnit(tx, context)
  const accused = meant.accused ? await findUnitByCode(tx, meant.accused, today) : undefined
  if (meant.about === 'staff' && !accused) throw refusal.accusedNeeded()
  const before = earlier && (await findOwn(tx, context, earlier))
  const isNew = await store.insertPetition(tx, {
    ...meant,
    id,
    code,
    operationKey: context.operationKey ?? null,
    accusedUnitId: accused?.id ?? null,
    unitId: desk.id,
    receivedAt: now,
    awaitedSince: since,
    dueAt,
    repeatsId: before?.id ?? null,
  })
  if (!isNew && context.operationKey) {
    const made = await store.findMadeBy(tx, context.operationKey)
    if (made) return made
  }
  const account = actor.kind === 'citizen' && !actor.agent ? actor.personId : null
  await store.insertSender(tx, id, { ...meant, personId: account, secret })
  const petition = await store.findPetition(tx, code)
  if (petition) await perform(tx, context, 'send', petition, { payload: { about: meant.about } })
  if (before) await tell(tx, context, before, 'repeated', before.unitId)
  return { code, secret }
}

type Own = Earlier & { readonly isLocked?: boolean }

/** The sender's own petition, by account or by the follow-up code, perhaps locked; nobody else's. */
export async function findOwn(
  tx: Tx,
  { actor }: Pick<Context, 'actor'>,
  { code, secret, isLocked }: Own,
): Promise<(store.Petition & { readonly sender: store.Sender }) | undefined> {
  const petition = await store.findPetition(tx, code, isLocked)
  const sender = petition && (await store.findSender(tx, petition.id))
  if (!petition || !sender) return undefined
  const isOwn = actor.kind === 'citizen' && !actor.agent && sender.personId === actor.personId
  const knowsIt = secret !== undefined && typedSecret(secret) === sender.secret
  return isOwn || knowsIt ? { ...petition, sender } : undefined
}

/** Throws `petitions.notFound`. */
export async function demandOwn(tx: Tx, context: Context, own: Own) {
  const petition = await findOwn(tx, context, own)
  if (!petition) throw refusal.notFound()
  return petition
}
