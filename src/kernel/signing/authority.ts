/** Certificates for development and tests. A real installation signs through certificates of a licensed authority. */

import { createHash } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import type { Signer } from '../signing.ts'
import { parseCertificate, toBuffer } from './cms.ts'

export type CertificateRequest = {
  /** Names the key in the folder: the same key gives the same certificate again. */
  readonly key: string
  readonly name: string
  readonly organisation: string
  readonly title?: string
  /** Days from now on which it runs out; negative for one that has. Default: five years. */
  readonly days?: number
}

export type DevelopmentAuthority = {
  /** DER of the root, to be trusted by our own check and by tools such as `pdfsig`. */
  readonly rootCertificate: Uint8Array
  issueCertificate(request: CertificateRequest): Promise<Signer>
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const
const dayMs = 86_400_000
const rootDays = 3650
const personDays = 5 * 365
/** An invented past needs papers that were validly signed in it. */
const daysBefore = 2 * 365
const root = { name: 'Cơ quan chứng thực thử nghiệm Một Cửa', organisation: 'Một Cửa' } as const

type Identity = { readonly certificate: Uint8Array; readonly key: CryptoKey }
type Names = { readonly name: string; readonly organisation: string; readonly title?: string }

/**
 * Opens the test authority of `folder`, made at first use: a root, and one certificate per officer or agency seal.
 * Private keys lie in the folder as PKCS#8, readable by the owner alone.
 */
export async function createDevelopmentAuthority(folder: string): Promise<DevelopmentAuthority> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const authority = await openOrMake(folder, 'root', (keys) =>
    makeCertificate(root, keys.publicKey, { names: root, key: keys.privateKey }, rootDays, true),
  )
  const issuer = { names: root, key: authority.key }
  const waiting = new Map<string, Promise<Signer>>()
  return {
    rootCertificate: authority.certificate,
    issueCertificate(request) {
      const issued = waiting.get(request.key) ?? issue(folder, request, issuer)
      waiting.set(request.key, issued)
      return issued
    },
  }
}

type Issuer = { readonly names: Names; readonly key: CryptoKey }

async function issue(folder: string, request: CertificateRequest, issuer: Issuer): Promise<Signer> {
  const { certificate, key } = await openOrMake(folder, fileNameOf(request.key), (keys) =>
    makeCertificate(request, keys.publicKey, issuer, request.days ?? personDays, false),
  )
  return {
    certificates: [certificate],
    subject: request.name,
    algorithm: 'RSA-SHA256',
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithm.name, key, toBuffer(bytes))),
  }
}

/** Keys of people may hold anything; the folder sees letters and digits only. */
const fileNameOf = (key: string) =>
  `certificate-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`

async function openOrMake(
  folder: string,
  name: string,
  certify: (keys: CryptoKeyPair) => Promise<Uint8Array>,
): Promise<Identity> {
  const file = path.join(folder, `${name}.json`)
  const stored = await readFile(file, 'utf8').catch(() => undefined)
  if (stored === undefined) {
    const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
    const certificate = Buffer.from(await certify(keys)).toString('base64')
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
    // Written whole under another name, then linked: no half key is left by a process that dies, and of two processes
    // that start at once the first one's key stays.
    const temporary = `${file}.${crypto.randomUUID()}.tmp`
    await writeFile(temporary, JSON.stringify({ certificate, key }), { mode: 0o600 })
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await unlink(temporary)
    return openOrMake(folder, name, certify)
  }
  const { certificate, key } = JSON.parse(stored) as { certificate: string; key: string }
  const pkcs8 = Buffer.from(key, 'base64')
  return {
    certificate: new Uint8Array(Buffer.from(certificate, 'base64')),
    key: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
  }
}

async function makeCertificate(
  subject: Names,
  publicKey: CryptoKey,
  issuer: Issuer,
  days: number,
  isAuthority: boolean,
): Promise<Uint8Array> {
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ valueHex: serialNumber() })
  certificate.subject = distinguishedName(subject)
  certificate.issuer = distinguishedName(issuer.names)
  const now = Date.now()
  certificate.notBefore.value = new Date(now - daysBefore * dayMs)
  certificate.notAfter.value = new Date(now + days * dayMs)
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  certificate.extensions = extensions(isAuthority)
  await certificate.sign(issuer.key, 'SHA-256')
  const der = new Uint8Array(certificate.toSchema(true).toBER())
  parseCertificate(der)
  return der
}

function serialNumber(): ArrayBuffer {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40 // positive and of full length
  return bytes.buffer
}

/** Each part of a name stands in a set of its own; pkijs alone would put them all into one. */
function distinguishedName({ name, organisation, title }: Names): pkijs.RelativeDistinguishedNames {
  const parts = [
    ['2.5.4.6', new asn1.PrintableString({ value: 'VN' })],
    ['2.5.4.10', new asn1.Utf8String({ value: organisation })],
    ...(title ? [['2.5.4.12', new asn1.Utf8String({ value: title })] as const] : []),
    ['2.5.4.3', new asn1.Utf8String({ value: name })],
  ] as const
  const value = parts.map(
    ([type, text]) =>
      new asn1.Set({
        value: [new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), text] })],
      }),
  )
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1.Sequence({ value }).toBER())
}

function extensions(isAuthority: boolean): pkijs.Extension[] {
  const constraints = isAuthority
    ? new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 })
    : new pkijs.BasicConstraints({ cA: false })
  // keyCertSign and cRLSign for the authority, digitalSignature and nonRepudiation for a signer.
  const usage = isAuthority ? { byte: 0x06, unusedBits: 1 } : { byte: 0xc0, unusedBits: 6 }
  const bits = new asn1.BitString({
    valueHex: new Uint8Array([usage.byte]).buffer,
    unusedBits: usage.unusedBits,
  })
  return [
    new pkijs.Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: constraints.toSchema().toBER(false),
    }),
    new pkijs.Extension({ extnID: '2.5.29.15', critical: true, extnValue: bits.toBER(false) }),
  ]
}
