/** Đăng ký hệ thống được phép gọi. */

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { refusal } from '../domain.ts'
import { checkSystem, type NewSystem } from './domain.ts'
import { saveSystem } from './store.ts'

/** Writes down where a system is and with which key it signs. Simulators are for development only. */
export async function registerSystem(context: Context, given: NewSystem): Promise<void> {
  const system = checkSystem(given)
  if (system.isSimulator && !context.settings.development) throw refusal.badAddress()
  await inTransaction(context, async (tx) => {
    await saveSystem(tx, system, context.now)
    const { key, host, port, isEnabled, publicKey } = system
    await appendEvent(tx, context, 'exchange.systemRegistered', {
      subject: newId(context.now),
      payload: { key, host, port, isEnabled, publicKey },
    })
  })
}

/** Khóa ký trao đổi của tỉnh. In development the first process makes one. Throws `exchange.keyMissing`. */
export function provinceKey({ settings }: Pick<Context, 'settings'>): SigningKey {
  const key = openSigningKey(settings.dataDir, 'exchange/province', settings.development)
  if (!key) throw refusal.keyMissing()
  return key
}

/** How the province names itself to others: instance, class, member and subsystem. */
export const ownMember = ({ pack }: Pick<Context, 'pack'>): string =>
  `VN/GOV/${pack.manifest.agencyCode}/MOT-CUA`

/**
 * Mật khẩu do bên kia cấp, which the operator lays at `exchange/<connector>.secret` of the data folder. Simulators take any,
 * so development has one without being asked. Throws `exchange.secretMissing`.
 */
export async function connectorSecret({ settings }: Pick<Context, 'settings'>, key: string): Promise<string> {
  const file = path.join(settings.dataDir, 'exchange', `${key}.secret`)
  const text = await readFile(file, 'utf8').catch(() => (settings.development ? 'development' : ''))
  if (!text.trim()) throw refusal.secretMissing({ details: { key } })
  return text.trim()
}
