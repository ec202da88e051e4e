/** Bật và tắt thông báo đẩy on a browser of the person who looks. */

import { Check } from 'typebox/value'
import { withdrawConsent } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { citizenOf } from '#kernel/policy.ts'
import { findSystem } from '#modules/exchange/api.ts'
import { agreeTo } from '../contacts/commands.ts'
import { findChoice, saveChoice } from '../contacts/store.ts'
import { pushServices } from '../outside/commands.ts'
import { purposeOf } from '../outside/domain.ts'
import { devicesMax, labelOf, refusal, Subscription } from './domain.ts'
import * as store from './store.ts'

/**
 * Bật: messages may come to this browser from now on. Only services that the operator registered are ever called, so the
 * address must be of one of them. The first way that a person opens is also used. Throws `devices.badSubscription`,
 * `devices.unknownService`, and what `giveConsent` throws.
 */
export async function addDevice(context: Context, typed: string, agreed?: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  const { now, language } = context
  const { endpoint, keys } = subscriptionIn(typed)
  await inTransaction(context, async (tx) => {
    const service = await serviceOf(tx, endpoint)
    if (!service) throw refusal.unknownService()
    await agreeTo(tx, context, 'push', agreed)
    await store.saveDevice(tx, personId, {
      id: newId(now),
      service,
      path: endpoint.pathname + endpoint.search,
      ...keys,
      label: labelOf(context.sender.browser),
      addedAt: now,
    })
    await store.keepNewest(tx, personId, devicesMax)
    if (!(await findChoice(tx, personId)))
      await saveChoice(tx, personId, { first: 'push', usesOthers: true, language }, now)
    await appendEvent(tx, context, 'devices.added', { subject: personId, payload: { service } })
  })
}

function subscriptionIn(typed: string): { readonly endpoint: URL; readonly keys: Subscription['keys'] } {
  let value: unknown
  try {
    value = JSON.parse(typed)
  } catch {
    throw refusal.badSubscription()
  }
  if (!Check(Subscription, value)) throw refusal.badSubscription()
  const endpoint = URL.parse(value.endpoint)
  if (!endpoint || endpoint.username || endpoint.password || endpoint.hash) throw refusal.badSubscription()
  const { p256dh, auth } = value.keys
  return { endpoint, keys: { p256dh, auth } }
}

async function serviceOf(tx: Tx, { protocol, hostname, port }: URL): Promise<string | undefined> {
  for (const { key } of pushServices) {
    const system = await findSystem(tx, key)
    if (!system?.isEnabled || system.host !== hostname) continue
    const isAllowed = protocol === (system.isSimulator ? 'http:' : 'https:')
    if (isAllowed && system.port === Number(port || 443)) return key
  }
  return undefined
}

/** Tắt, also on a browser that is not at hand. With the last one the consent is withdrawn. */
export async function removeDevice(context: Context, id: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    if (!(await store.deleteOwnDevice(tx, personId, id))) return
    if ((await store.findDevices(tx, personId)).length === 0)
      await withdrawConsent(tx, context, { personId, purpose: purposeOf.push })
    await appendEvent(tx, context, 'devices.removed', { subject: personId, payload: {} })
  })
}
