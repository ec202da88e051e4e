/** Service tokens: made once, shown once, kept as a hash. */

import { createHash, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { CliCommand } from '#kernel/module.ts'
import type { Actor } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { isScope, refusal } from './domain.ts'
import * as store from './store.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export type TokenOrder = {
  readonly name: string
  readonly scopes: readonly string[]
  readonly unitCode?: string | undefined
  /** Writes in a minute; without it there is no limit. */
  readonly writesPerMinute?: number | undefined
  readonly endsAt?: Date | undefined
}
export type IssuedToken = { readonly id: string; readonly token: string }

/**
 * Tạo khóa dịch vụ. The token is in the answer and nowhere else.
 * Throws `identity.tokenNeedsName`, `tokenNeedsScope`, `wrongRate` or `noSuchUnit`.
 */
export async function createServiceToken(context: Context, order: TokenOrder): Promise<IssuedToken> {
  const { name, scopes, unitCode, writesPerMinute, endsAt = null } = order
  if (!name.trim()) throw refusal.tokenNeedsName()
  if (scopes.length === 0 || !scopes.every(isScope)) throw refusal.tokenNeedsScope()
  if (writesPerMinute !== undefined && !(Number.isInteger(writesPerMinute) && writesPerMinute > 0))
    throw refusal.wrongRate()
  const id = newId(context.now)
  const token = `mc_${randomBytes(32).toString('base64url')}`
  await inTransaction(context, async (tx) => {
    const unit = unitCode === undefined ? undefined : await findUnitByCode(tx, unitCode, context.today)
    if (unitCode !== undefined && !unit) throw refusal.noSuchUnit({ details: { code: unitCode } })
    const createdAt = context.now
    const tokenHash = hashOf(token)
    await store.insertServiceToken(tx, {
      id,
      tokenHash,
      name,
      scopes,
      unitId: unit?.id ?? null,
      writesPerMinute: writesPerMinute ?? null,
      createdAt,
      endsAt,
    })
    await appendEvent(tx, context, 'serviceToken.created', {
      subject: id,
      payload: { name, scopes, endsAt: endsAt?.toISOString() },
      unitId: unit?.id,
    })
  })
  return { id, token }
}

/** Thu hồi khóa dịch vụ: dead within a second everywhere. Throws `identity.noSuchToken`. */
export async function revokeServiceToken(context: Context, id: string): Promise<void> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  await inTransaction(context, async (tx) => {
    if (!isId || !(await store.revokeToken(tx, id, context.now))) throw refusal.noSuchToken()
    await appendEvent(tx, context, 'serviceToken.revoked', { subject: id })
  })
}

/** How long a revoked token may still be believed, so that an API call costs no extra round trip. */
const believedSeconds = 1

/** The system behind a bearer token, or `undefined`. */
export async function findService(
  platform: Platform,
  token: string,
  now: Date,
): Promise<Extract<Actor, { kind: 'service' }> | undefined> {
  const hash = hashOf(token)
  return recently({ ...platform, now }, `token ${hash.toString('base64')}`, believedSeconds, async () => {
    const found = await read(platform, (tx) => store.findLiveToken(tx, hash, now))
    if (!found) return undefined
    const { id, name, scopes, unitId, writesPerMinute } = found
    return {
      kind: 'service',
      tokenId: id,
      name,
      scopes: new Set(scopes),
      unitId: unitId ?? undefined,
      writesPerMinute: writesPerMinute ?? undefined,
    }
  })
}

/** `token --name … --scope … [--scope …] [--unit CODE] [--rate N]` and `token --revoke ID`. */
export const tokenCommand: CliCommand = {
  name: 'token',
  summary:
    'Tạo khóa dịch vụ: --name "Tên" --scope dossiers.write [--unit MÃ] [--rate LẦN-GHI-MỘT-PHÚT]; thu hồi: --revoke MÃ',
  async run(context, args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        name: { type: 'string', default: '' },
        scope: { type: 'string', multiple: true, default: [] },
        unit: { type: 'string' },
        rate: { type: 'string' },
        revoke: { type: 'string' },
      },
    })
    if (values.revoke !== undefined) {
      await revokeServiceToken(context, values.revoke)
      console.log(`Đã thu hồi khóa ${values.revoke}.`)
      return
    }
    const { id, token } = await createServiceToken(context, {
      name: values.name,
      scopes: values.scope,
      unitCode: values.unit,
      writesPerMinute: values.rate === undefined ? undefined : Number(values.rate),
    })
    console.log(`Khóa (chỉ hiện một lần): ${token}\nMã để thu hồi: ${id}`)
  },
}
