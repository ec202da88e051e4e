/** Carries web pushes: encrypted for the browser, signed with the installation's key, to a registered service only. */

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Static } from 'typebox'
import webPush from 'web-push'
import type { Context } from '#kernel/context.ts'
import { Refusal } from '#kernel/errors.ts'
import { CallFailure, refusal } from '../../domain.ts'
import type { System } from '../../registry/domain.ts'
import { post } from '../commands.ts'
import { failureOf, type pushOperations } from './domain.ts'

type Push = Static<(typeof pushOperations)['Send']['request']>

/** Hands one message over and answers with the status. Throws `CallFailure`, and `exchange.pushKeyMissing`. */
export async function sendPush(context: Context, system: System, push: Push): Promise<number> {
  const { publicUrl } = context.settings
  const { email } = context.pack.manifest
  const scheme = system.isSimulator ? 'http' : 'https'
  const endpoint = `${scheme}://${system.host}:${system.port}${push.path}`
  const { headers, body } = webPush.generateRequestDetails(
    {
      // The signature names the service by its origin, in which the usual port is not written.
      endpoint: new URL(endpoint).href,
      keys: { p256dh: push.p256dh, auth: push.auth },
    },
    push.payload,
    {
      vapidDetails: {
        subject: email ? `mailto:${email}` : publicUrl.replace(/^http:/, 'https:'),
        ...pushKeys(context),
      },
      TTL: push.seconds,
      topic: push.topic,
      urgency: 'normal',
    },
  )
  const { 'Content-Length': _length, 'Content-Type': type = '', ...more } = headers
  const { status } = await post(
    system,
    push.path,
    { ...textOf(more), 'content-type': String(type) },
    body ?? Buffer.alloc(0),
  )
  const failure = failureOf(status)
  if (failure) throw new CallFailure(failure, `status ${status}`)
  return status
}

const textOf = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

type PushKeys = { readonly publicKey: string; readonly privateKey: string }
const opened = new Map<string, PushKeys>()

/**
 * Khóa VAPID of the installation, P-256, at `exchange/push.pem` of the data folder: browsers subscribe to its public half. In
 * development the first process makes one. Throws `exchange.pushKeyMissing`.
 */
function pushKeys({ settings }: Pick<Context, 'settings'>): PushKeys {
  const file = path.join(settings.dataDir, 'exchange', 'push.pem')
  const known = opened.get(file)
  if (known) return known
  if (settings.development) makeKey(file)
  const keys = readKeys(file)
  opened.set(file, keys)
  return keys
}

/** What browsers subscribe to; `undefined` where the operator laid down no key. */
export function pushPublicKey(context: Pick<Context, 'settings'>): string | undefined {
  try {
    return pushKeys(context).publicKey
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  }
}

function makeKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  }
}

function readKeys(file: string): PushKeys {
  let key: KeyObject
  try {
    key = createPrivateKey(readFileSync(file))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') throw refusal.pushKeyMissing()
    throw thrown
  }
  const { d = '' } = key.export({ format: 'jwk' })
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { publicKey: point.toString('base64url'), privateKey: d }
}
