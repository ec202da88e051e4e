/** Danh sách chờ ký của một lãnh đạo. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import { type Capacity, officerOf } from '#kernel/policy.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { changesIn } from '../../content/domain.ts'
import { prefill } from '../../drafting/commands.ts'
import * as store from '../store.ts'

export type WaitingLine = store.Waiting & {
  readonly title: string
  readonly isLate: boolean
  /** Lines that differ from what was filled in beforehand. */
  readonly changesCount: number
}

/** Chờ ký, with what a leader should notice before signing. */
export async function viewWaiting(context: Context): Promise<readonly WaitingLine[]> {
  const officer = officerOf(context.actor)
  const { stepRoles } = context.pack
  const rolesOf = ({ roles }: Capacity) =>
    [...roles, ...Object.keys(stepRoles)].filter((role) => roles.includes(stepRoles[role] ?? role))
  const waiting = await inTransaction(context, async (tx) => {
    const found = await store.findWaiting(tx, officer, rolesOf)
    await recordLook(tx, context, { of: found.map(({ caseId }) => caseId), what: 'dossier', why: 'sign' })
    return found
  })
  return Promise.all(
    waiting.map(async (line) => ({
      ...line,
      title: line.content?.title ?? line.procedureName,
      isLate: line.dueAt !== null && line.dueAt < context.now,
      changesCount: await countChanges(context, line),
    })),
  )
}

async function countChanges(context: Context, line: store.Waiting): Promise<number> {
  const { content, kind, procedureCode, procedureVersion } = line
  if (!content || !kind) return 0
  const procedure = await read(context, (tx) =>
    getProcedureVersion(tx, context, procedureCode, procedureVersion),
  )
  return changesIn(await prefill(context, procedure, line.answers, kind), content).length
}
