/**
 * A push service and its browsers, made up (RFC 8030): checks who sends (RFC 8292) and opens what came as a browser would
 * (RFC 8291), by its own reading of the standards.
 */

import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Browser = { readonly keys: ECDH; readonly auth: Buffer }
export type Pushed = { readonly browser: string; readonly text: string; readonly ttl: string | undefined }

export type PushService = {
  readonly port: number
  readonly pushed: Pushed[]
  /** A new browser, and what it gives to a site: `PushSubscription.toJSON()`. */
  subscribe(): { readonly browser: string; readonly subscription: object }
  /** Its owner cleared it: whoever writes to it is told so. */
  forget(browser: string): void
  set(status: number | undefined): void
  stop(): Promise<void>
}

/** `status` answers everything that is sent, until it is told to be well again. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser>()
  const pushed: Pushed[] = []
  let status: number | undefined
  let port = 0
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').split('/').at(-1) ?? ''
    const browser = browsers.get(name)
    const body = await bytesOf(request)
    if (status) return void response.writeHead(status).end()
    if (!browser) return void response.writeHead(410).end()
    const { authorization = '', ttl } = request.headers
    if (!isVapid(authorization, `http://127.0.0.1:${port}`)) return void response.writeHead(403).end()
    pushed.push({ browser: name, text: open(browser, body), ttl: String(ttl) })
    response.writeHead(201).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
  return {
    port,
    pushed,
    subscribe() {
      const browser = randomBytes(12).toString('base64url')
      const keys = createECDH('prime256v1')
      const p256dh = keys.generateKeys().toString('base64url')
      const auth = randomBytes(16)
      browsers.set(browser, { keys, auth })
      const endpoint = `http://127.0.0.1:${port}/fcm/send/${browser}`
      return {
        browser,
        subscription: {
          endpoint,
          expirationTime: null,
          keys: { p256dh, auth: auth.toString('base64url') },
        },
      }
    },
    forget: (browser) => browsers.delete(browser),
    set: (given) => {
      status = given
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const derive = (secret: Buffer, salt: Buffer, use: Buffer | string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, use, bytes))

/** Opens a body of the coding `aes128gcm` that was encrypted for this browser. Throws for any other. */
export function open({ keys, auth }: Browser, body: Buffer): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const use = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const secret = derive(keys.computeSecret(sender), auth, use, 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  // One record, so its delimiter is 2; zeros after it are padding.
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** Whether the header holds a token for this service, of now, signed by the key that it names, from somebody with an address. */
function isVapid(authorization: string, audience: string): boolean {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return false
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  if (
    !verify(
      'sha256',
      signed,
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  )
    return false
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
    readonly aud: string
    readonly exp: number
    readonly sub: string
  }
  const left = exp - Date.now() / 1000
  return aud === audience && left > 0 && left <= 86_400 && /^(mailto|https):/.test(sub)
}
