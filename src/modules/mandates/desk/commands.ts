/** Đối chiếu giấy tờ: an officer compares the paper of a guardian, parent or authorised person with its original. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { readReleased } from '#kernel/files.ts'
import { isId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { finish, tellSides } from '../commands.ts'
import { type Mandate, refusal } from '../domain.ts'
import * as store from '../store.ts'

/** Both sides of a claim are told that it was seen. */
const sidesOf = ({ representedId, agentId }: Mandate) => [representedId, agentId].flatMap((one) => one ?? [])

/** What waits at the desks that the officer reaches. */
export function viewDesk(context: Context): Promise<readonly Mandate[]> {
  const { unitReach } = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const waiting = await store.findAtDesk(tx, unitReach)
    await recordLook(tx, context, { of: waiting.flatMap(sidesOf), what: 'person', why: 'desk' })
    return waiting
  })
}

/** The paper of a claim. Throws `mandates.notFound` for another desk's. */
export async function openPaper(context: Context, id: string) {
  const { unitReach } = officerOf(context.actor)
  const paper = await inTransaction(context, async (tx) => {
    const mandate = isId(id) ? await store.findAtDeskForUpdate(tx, unitReach, id) : undefined
    if (!mandate?.fileId) throw refusal.notFound()
    await recordLook(tx, context, { of: sidesOf(mandate), what: 'paper', why: 'desk' })
    return store.findPaper(tx, mandate.fileId)
  })
  const { name, mediaType, sha256 } = paper
  return { name, mediaType, body: await readReleased(context, { sha256, name }) }
}

type Decision = { readonly id: string; readonly isRight: boolean; readonly reason: string }

/** Xác nhận, or not, with the reason. Nobody decides on their own. Throws `mandates.notNow`, `mandates.reasonNeeded`. */
export async function decidePaper(context: Context, { id, isRight, reason }: Decision): Promise<void> {
  const { unitReach, personId, unitId } = officerOf(context.actor)
  if (!isRight && !reason.trim()) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const mandate = isId(id) ? await store.findAtDeskForUpdate(tx, unitReach, id) : undefined
    if (!mandate) throw refusal.notFound()
    const { awaits, endedAt, agentId, representedId, role } = mandate
    if (awaits !== 'desk' || endedAt || !agentId) throw refusal.notNow()
    if (!isRight) return finish(tx, context, mandate, 'refused', reason.trim())
    await store.confirm(tx, id, { confirmedBy: personId, agentId, at: context.now })
    await appendEvent(tx, context, 'mandate.confirmed', {
      subject: id,
      unitId,
      payload: { represented: representedId, agent: agentId, role },
    })
    await tellSides(tx, context, { id, to: [representedId, agentId], notice: 'confirmed' })
  })
}
