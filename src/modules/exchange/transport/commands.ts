/**
 * The one way out of the platform. Only a registered system is contacted: its name is resolved once and its address checked
 * and pinned, redirects are answers like any other, and time and size have limits whatever the other side does.
 */

import { type LookupAddress, lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { askOutside } from '#kernel/traces.ts'
import { CallFailure } from '../domain.ts'
import { isLoopback, mayContact, type System } from '../registry/domain.ts'

const secondsMax = 10
const megabytesMax = 10

export type Received = {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export type Resolver = (host: string) => Promise<readonly LookupAddress[]>

const resolveAll: Resolver = (host) =>
  new Promise((found, failed) =>
    resolve(host, { all: true, verbatim: true }, (error, addresses) =>
      error ? failed(error) : found(addresses),
    ),
  )

/**
 * Sends one POST, of JSON unless the headers say otherwise. Throws `CallFailure`: `away` when nothing whole came back in time,
 * `wrong` for an address that may not be.
 */
export async function post(
  system: System,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  options: { readonly resolver?: Resolver; readonly timeoutMs?: number } = {},
): Promise<Received> {
  const { resolver, timeoutMs = secondsMax * 1000 } = options
  const pinned = await pinnedAddress(system, resolver)
  return askOutside('POST', system.host, (trace) =>
    send(system, pinned, { path, headers: { ...headers, ...trace }, body, timeoutMs }),
  )
}

/** The one address that a call goes to. Throws `CallFailure` for a name that has none, or one that it may not have. */
export async function pinnedAddress(system: System, resolver: Resolver = resolveAll): Promise<LookupAddress> {
  const addresses = await resolver(system.host).catch((cause: Error) => {
    throw new CallFailure('away', `${system.host}: ${cause.message}`, true)
  })
  // Every address must be allowed: a name that answers with one good and one bad address is not to be trusted.
  const [pinned] = addresses
  if (!pinned || !addresses.every(({ address }) => mayContact(system, address)))
    throw new CallFailure('wrong', `${system.host} has an address that it may not have`)
  return pinned
}

type Sent = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  readonly timeoutMs: number
}

function send(
  system: System,
  pinned: LookupAddress,
  { path, headers, body, timeoutMs }: Sent,
): Promise<Received> {
  const { request } = system.isSimulator && isLoopback(pinned.address) ? http : https
  return new Promise((received, reject) => {
    let isThere = false
    const fail = (reason: string, failure: 'away' | 'wrong' = 'away') => {
      outgoing.destroy()
      reject(new CallFailure(failure, reason, !isThere))
    }
    const outgoing = request(
      {
        host: system.host,
        port: system.port,
        path,
        method: 'POST',
        agent: false,
        // Asked again by the socket, the name has the address that was checked.
        lookup: (_host, { all }, found) =>
          all ? found(null, [pinned]) : found(null, pinned.address, pinned.family),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          ...headers,
          'content-length': Buffer.byteLength(body),
          'accept-encoding': 'identity',
        },
      },
      (incoming) => {
        const chunks: Buffer[] = []
        let bytes = 0
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > megabytesMax * 1024 * 1024) return fail(`more than ${megabytesMax} MB`, 'wrong')
          chunks.push(chunk)
        })
        incoming.on('error', ({ message }) => fail(message))
        incoming.on('end', () => {
          const { statusCode: status = 0, headers: got } = incoming
          received({ status, headers: got, body: Buffer.concat(chunks).toString('utf8') })
        })
      },
    )
    // Of the whole call, not of silence: a slow drip ends too.
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs / 1000} s`), timeoutMs)
    outgoing.on('socket', (socket) => {
      socket.once(request === https.request ? 'secureConnect' : 'connect', () => {
        isThere = true
      })
    })
    outgoing.on('error', ({ message }) => fail(message))
    outgoing.on('close', () => clearTimeout(timer))
    outgoing.end(body)
  })
}
