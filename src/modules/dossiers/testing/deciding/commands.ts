/** The end of a dossier's work in one go, for tests of what comes after it. */

import assert from 'node:assert/strict'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { actingIn, beginProcessing, definitionOf, placeOf, save } from '../../steps/commands.ts'
import { beginWork, endWork, enter, openWork, startMove, tell } from '../../steps/domain.ts'
import { findDossier } from '../../steps/store.ts'

/** As if the agency had signed: what is open ends, and the result waits to be returned. */
export async function decide(
  context: Context,
  code: string,
  kind: 'approval' | 'refusal' = 'approval',
): Promise<void> {
  const dossier = await read(context, (tx) => findDossier(tx, context.actor, code))
  assert.ok(dossier)
  const { steps } = await definitionOf(context, dossier)
  const step = steps.find(({ type }) => type === 'return')
  assert.ok(step)
  const { unit } = await placeOf(context, dossier, step)
  const acting = actingIn(context)
  const ended = openWork(dossier).reduce(
    (move, { number }) => endWork(move, acting, number, { outcome: 'signed' }),
    startMove(dossier),
  )
  const begun = beginWork(beginProcessing(ended, context), acting, [{ step, unit, holderId: null }])
  await save(context, tell(enter(begun, acting, 'done'), 'dossier.decided', { kind }))
  const told = { subject: dossier.id, payload: { code, kind } }
  await inTransaction(context, (tx) => appendEvent(tx, context, 'result.signed', told))
}
