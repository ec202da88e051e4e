/** Đăng ký hệ thống: which addresses may be written down, and which an address may turn out to be. Pure. */

import { type AnyConnector, type Protocol, systemKeys } from '#kernel/connectors.ts'
import type { Sentence } from '#kernel/errors.ts'
import { refusal } from '../domain.ts'
import type { Client } from '../serving/domain.ts'

export type System = {
  readonly key: string
  readonly protocol: Protocol
  readonly host: string
  readonly port: number
  readonly pathPrefix: string
  readonly isPrivate: boolean
  readonly isSimulator: boolean
  /** Empty for a protocol without signed answers. */
  readonly publicKey: string
  readonly isEnabled: boolean
  readonly connectedAt: Date
}
export type NewSystem = Omit<System, 'connectedAt' | 'protocol'> & { readonly protocol?: Protocol }

/** Name of a system on screens; the second and later ones of a connector have their number. */
export function systemName(
  connector: Pick<AnyConnector, 'key' | 'others' | 'system'>,
  key: string,
  language: keyof Sentence,
): string {
  const place = systemKeys(connector).indexOf(key)
  return connector.system[language] + (place > 0 ? ` ${place + 1}` : '')
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostPattern = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`)

/**
 * Throws unless the address is written in the one way that every parser reads alike: a plain name or four decimal numbers. So
 * `2130706433`, `0x7f.1`, `127.1`, `a@b` and dots of other scripts are no addresses.
 */
export function checkSystem(system: NewSystem): NewSystem {
  const { host, port, pathPrefix, publicKey, protocol = 'signed' } = system
  if (
    !hostPattern.test(host) ||
    !URL.canParse(`https://${host}`) ||
    new URL(`https://${host}`).hostname !== host
  )
    throw refusal.badAddress()
  if (pathPrefix !== '' && !/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(pathPrefix)) throw refusal.badPath()
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw refusal.badPort()
  if (protocol === 'signed') checkKey(publicKey)
  return system
}

export function checkKey(publicKey: string): void {
  if (!/^[A-Za-z0-9_-]{43}$/.test(publicKey)) throw refusal.badKey()
}

/** Throws unless a system that may call us is written down whole. */
export function checkClient<C extends Omit<Client, 'id'>>(client: C): C {
  const { member, name, publicKey, scopes, callsPerMinute } = client
  if (member.length > 200 || !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+){3}$/.test(member))
    throw refusal.badMember()
  if (!name.trim()) throw refusal.nameNeeded()
  checkKey(publicKey)
  if (scopes.length === 0) throw refusal.scopeNeeded()
  if (!Number.isInteger(callsPerMinute) || callsPerMinute < 1 || callsPerMinute > perMinuteMax)
    throw refusal.badRate()
  return client
}
const perMinuteMax = 10_000_000

const numbers = (address: string) => address.split('.').map(Number)

/** Whether an IP address lies within a machine, a private network or anything else that is not the open internet. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (address.includes(':') && !mapped) return !isGlobal6(address.toLowerCase())
  const [a = 0, b = 0, c = 0] = numbers(mapped ?? address)
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113)
  )
}

/** Global unicast, without what carries an older address inside (6to4, Teredo, NAT64) or is for examples. */
const isGlobal6 = (address: string) =>
  /^[23][0-9a-f]{3}:/.test(address) && !/^(2002:|2001:0{0,3}:|2001:0?db8:|3fff:)/.test(address)

export const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/i.test(address)

/** Whether a registered system may be called at the address that its name turned out to have. */
export function mayContact(system: Pick<System, 'isPrivate' | 'isSimulator'>, address: string): boolean {
  if (system.isSimulator) return isLoopback(address)
  if (isLoopback(address) || /^(0\.|169\.254\.|fe80:)/i.test(address)) return false
  return system.isPrivate || !isPrivateAddress(address)
}
