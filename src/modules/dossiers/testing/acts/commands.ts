/** A commune at work, for the tests of acts that an agency does whoever holds the step. */

import assert from 'node:assert/strict'
import type { Context } from '#kernel/context.ts'
import { acceptDossier } from '../../handling/commands.ts'
import * as stage from '../commands.ts'

export { applicant, look, platform, refusedWith, seen, system } from '../commands.ts'

export const monday = stage.monday
/** A day after reception: the dossiers here are due on Wednesday at eight. */
export const tuesday = '2026-03-03T09:00+07:00'
export const commune = 'Z99.11.01'
export const otherCommune = 'Z99.12.01'
/** Form and steps are generated, two working days; the commune decides. */
const generated = '9.000002'

export const as = (role: string, at = tuesday, unit = commune): Context => stage.as(role, at, unit)
export const personOf = (role: string, unit = commune) => stage.who(role, unit)

export const submitted = () => stage.submitted(generated)

/** A dossier that the commune's officer works on. Answers its code. */
export async function accepted(): Promise<string> {
  const code = await submitted()
  await acceptDossier(as('desk-clerk', monday), await stage.seen(code))
  return code
}

/** Events of a dossier in order. */
export const toldOf = (code: string) => stage.eventsOf(code)

/** One of two at once is done; the other learns why not. */
export async function onlyOneOf(
  acts: readonly Promise<unknown>[],
  ...reasons: readonly string[]
): Promise<void> {
  const outcomes = await Promise.allSettled(acts)
  const refused = outcomes.filter((one) => one.status === 'rejected')
  assert.equal(outcomes.length - refused.length, 1)
  for (const { reason } of refused)
    assert.ok(reasons.includes((reason as { code: string }).code.replace('dossiers.', '')), String(reason))
}
