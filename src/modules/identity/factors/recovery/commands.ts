/** Making recovery codes, and taking one. */

import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import { notify } from '#modules/notifications/api.ts'
import { notices } from '../../domain.ts'
import { factorLinks, refusal } from '../domain.ts'
import { findFactors } from '../store.ts'
import { codeFrom, codeLength, codesCount, readCode } from './domain.ts'
import * as store from './store.ts'

/** Keyed, so that a copy of the database alone cannot be tried out. */
function hashOf({ settings }: Pick<Context, 'settings'>, code: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', settings.secretKey, '', 'recovery', 32))
  return createHmac('sha256', key).update(code).digest()
}

/** Tạo mã khôi phục: ten new ones, shown now and never again; earlier ones are dead. Throws `identity.factorFirst`. */
export async function makeRecoveryCodes(context: Context): Promise<readonly string[]> {
  const { personId } = officerOf(context.actor)
  const codes = Array.from({ length: codesCount }, () => codeFrom(randomBytes(codeLength)))
  await inTransaction(context, async (tx) => {
    if ((await findFactors(tx, personId)).length === 0) throw refusal.factorFirst()
    const hashes = codes.map((code) => hashOf(context, code))
    await store.replaceCodes(tx, personId, hashes, context.now)
    await appendEvent(tx, context, 'recoveryCodes.made', { subject: personId })
  })
  return codes
}

/** Takes a recovery code and tells its owner. Answers whether it was one that is left. */
export async function takeRecoveryCode(tx: Tx, context: Context, given: string): Promise<boolean> {
  const { personId } = officerOf(context.actor)
  const code = readCode(given)
  if (!code || !(await store.useCode(tx, personId, hashOf(context, code), context.now))) return false
  const left = await store.countCodes(tx, personId)
  await appendEvent(tx, context, 'recoveryCode.used', { subject: personId, payload: { left } })
  const facts = { left: String(left), at: context.now.toISOString() }
  await notify(tx, context, [
    { notice: notices.codeUsed, to: [personId], subjectId: personId, link: factorLinks.list, facts },
  ])
  return true
}
