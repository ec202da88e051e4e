/** Browsers in which officers are signed in, before a server with an act that asks for a second proof. */

import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { after } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { Secret, TOTP } from 'otpauth'
import { Type } from 'typebox'
import { inTransaction, sql } from '#kernel/db.ts'
import { defineModule } from '#kernel/module.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { formToken } from '#kernel/web/session.ts'
import { endpoint, json } from '#kernel/web.ts'
import { notifications } from '#modules/notifications/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { listModels } from '../../development/commands.ts'
import type { Model } from '../../development/domain.ts'
import { identity } from '../../module.ts'
import { hashOf } from '../../sessions/commands.ts'
import { insertSession, keepBrowser } from '../../store.ts'
import { inventedKey } from '../totp/commands.ts'

/** An act that asks for a second proof, and tells what reached it; a page that asks for a level. */
const acts = defineModule({
  name: 'acts',
  dependsOn: [],
  routes: [
    endpoint({
      method: 'POST',
      path: '/ky',
      access: 'officer',
      personal: 'none',
      stepUp: { withinMinutes: 5 },
      input: Type.Object({ chosen: Type.Array(Type.String()), note: Type.String() }),
      handle: async ({ operationKey }, { chosen, note }) =>
        json({ chosen, note, operationKey: operationKey ?? null }),
    }),
    endpoint({
      method: 'GET',
      path: '/chac-chan',
      access: 'officer',
      personal: 'none',
      level: 3,
      input: Type.Object({}),
      handle: async () => json({ reached: true }),
    }),
  ],
})

export type Browser = { token: string; readonly address: string; readonly known: string | undefined }
export type Answered = { readonly status: number; readonly to: string; readonly text: string }
type Fields = Readonly<Record<string, string | string[]>>

/** The server with its clock; it ends with the test file. */
export async function openOffice(at: string) {
  const platform = await freshPlatform()
  let clock = new Date(at)
  const context = platform.as({ kind: 'system' }, clock)
  const modules = [organisation, notifications, identity, portalOver([]), acts]
  for (const { loadPack } of modules) await loadPack?.(context)
  for (const { seed } of modules) await seed?.(context)
  const server = await createServer({
    platform,
    modules,
    assets: await buildAssets(),
    quiet: true,
    now: () => clock,
  })
  after(() => server.close())
  const models = await listModels(context)

  /** A browser in which the officer is signed in. */
  async function open(
    personId: string,
    { level = 2, address = '192.0.2.1', known = false } = {},
  ): Promise<Browser> {
    const [token, device] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
    await inTransaction(platform, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from posts where person_id = ${personId} limit 1`.execute(tx)
      await insertSession(tx, {
        tokenHash: hashOf(token),
        personId,
        postId: rows[0]?.id ?? null,
        idToken: null,
        openedAt: clock,
        endsAt: new Date(clock.getTime() + 12 * 3_600_000),
        level: level as 2,
        method: 'pwd',
        provenAt: null,
        steppedUpAt: null,
        idleMinutes: 600,
        browser: '',
        address,
      })
      if (known) await keepBrowser(tx, personId, { tokenHash: hashOf(device), browser: 'Firefox' }, clock)
    })
    return { token, address, known: known ? device : undefined }
  }

  async function go(browser: Browser, url: string, fields?: Fields): Promise<Answered> {
    const body = new URLSearchParams({ _csrf: formToken(platform.settings.secretKey, browser.token) })
    for (const [name, value] of Object.entries(fields ?? {}))
      for (const one of [value].flat()) body.append(name, one)
    const reply = await server.inject({
      url,
      method: fields ? 'POST' : 'GET',
      remoteAddress: browser.address,
      cookies: { phien: browser.token, ...(browser.known && { 'thiet-bi': browser.known }) },
      ...(fields && {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: body.toString(),
      }),
    })
    const fresh = reply.cookies.find(({ name }) => name === 'phien')
    if (fresh) browser.token = fresh.value
    return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body }
  }

  return {
    platform,
    open,
    go,
    people: (role: string): readonly Model[] => models.filter((one) => one.role === role),
    /** The code that an app shows now. */
    code: (key = inventedKey) =>
      new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: clock.getTime() }),
    pass(seconds: number): void {
      clock = new Date(clock.getTime() + seconds * 1000)
    },
  }
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

/** What a device may do wrong. */
export type Fault = {
  readonly origin?: string
  readonly place?: string
  /** Present, but nobody gave a finger or a PIN. */
  readonly isUnverified?: boolean
  readonly counter?: number
  readonly key?: KeyObject
}

/** A security key in software: makes one credential and signs with it (ES256, no attestation). */
export function securityKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(16)
  let counter = 0
  const clientData = (type: string, challenge: string, origin = 'http://localhost:8080') =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const head = ({ place = 'localhost', isUnverified, counter: told }: Fault, isNew: boolean) => {
    const flags = 0x01 | (isUnverified ? 0 : 0x04) | (isNew ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(told ?? counter)
    return Buffer.concat([sha256(place), Buffer.from([flags]), count])
  }
  const answer = (response: object) => {
    const id = credentialId.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }
  return {
    privateKey,
    create(challenge: string, fault: Fault = {}): string {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const cose = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ])
      const length = Buffer.from([0, credentialId.length])
      const authData = Buffer.concat([
        head(fault, true),
        Buffer.alloc(16),
        length,
        credentialId,
        isoCBOR.encode(cose),
      ])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, fault.origin).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['usb'],
      })
    },
    get(challenge: string, fault: Fault = {}): string {
      counter += 1
      const data = clientData('webauthn.get', challenge, fault.origin)
      const authData = head(fault, false)
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), fault.key ?? privateKey)
      return answer({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      })
    },
  }
}

/** What the page asks a device to sign. */
export function challengeOn({ text }: Answered): string {
  const found = /"challenge":"([\w-]+)"/.exec(text)?.[1]
  assert.ok(found, 'the page asks no device')
  return found
}
