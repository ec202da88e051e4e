/** CMS of a PAdES B-B signature (ETSI EN 319 122-1, EN 319 142-1): written with our own structures, read with pkijs. */

import { createHash } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import type { Signer } from '../signing.ts'

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto }))

export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  rsaSha256: '1.2.840.113549.1.1.11',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const

const hashes: Readonly<Record<string, string>> = {
  [oid.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** A copy with its own memory, as the ASN.1 and web crypto interfaces want it. */
export const toBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const sequence = (...value: asn1.AsnType[]) => new asn1.Sequence({ value })
const setOf = (...value: asn1.AsnType[]) => new asn1.Set({ value })
const identifier = (value: string) => new asn1.ObjectIdentifier({ value })
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: toBuffer(bytes) })
const tagged = (tag: number, value: asn1.AsnType[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: tag }, value })

/** Throws when the bytes are not a certificate. */
export function parseCertificate(der: Uint8Array): pkijs.Certificate {
  return pkijs.Certificate.fromBER(toBuffer(der))
}

/**
 * Signs `content` detached. The attributes are content type, digest and signing-certificate-v2, and no signing time:
 * PAdES keeps the time in the signature dictionary.
 */
export async function createCms(content: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const [leaf] = signer.certificates
  if (!leaf) throw new Error('A signer needs its certificate')
  const certificate = parseCertificate(leaf)
  const attributes = [
    sequence(identifier(oid.contentType), setOf(identifier(oid.data))),
    sequence(identifier(oid.messageDigest), setOf(octets(sha256(content)))),
    // SHA-256 is the default of ESSCertIDv2, and DER leaves a default out.
    sequence(identifier(oid.signingCertificateV2), setOf(sequence(sequence(sequence(octets(sha256(leaf))))))),
  ].sort((a, b) => Buffer.compare(Buffer.from(a.toBER()), Buffer.from(b.toBER()))) // DER orders a SET OF by its bytes
  const signature = await signer.sign(new Uint8Array(setOf(...attributes).toBER()))
  const algorithm =
    signer.algorithm === 'RSA-SHA256'
      ? sequence(identifier(oid.rsa), new asn1.Null())
      : sequence(identifier(oid.ecdsaSha256))
  const signerInfo = sequence(
    new asn1.Integer({ value: 1 }),
    sequence(certificate.issuer.toSchema(), certificate.serialNumber),
    sequence(identifier(oid.sha256)),
    tagged(0, attributes),
    algorithm,
    octets(signature),
  )
  const signedData = sequence(
    new asn1.Integer({ value: 1 }),
    setOf(sequence(identifier(oid.sha256))),
    sequence(identifier(oid.data)),
    tagged(
      0,
      signer.certificates.map((der) => asn1.fromBER(toBuffer(der)).result),
    ),
    setOf(signerInfo),
  )
  return new Uint8Array(sequence(identifier(oid.signedData), tagged(0, [signedData])).toBER())
}

export type CmsReport = {
  readonly digestMatches: boolean
  readonly signatureMatches: boolean
  /** The certificate is the one the signer bound into the signature. */
  readonly certificateBound: boolean
  readonly signer: pkijs.Certificate | undefined
  readonly certificates: readonly pkijs.Certificate[]
}

/** Checks a detached CMS against the bytes it should cover. Throws when it is not a CMS signature. */
export async function readCms(cms: Uint8Array, content: Uint8Array): Promise<CmsReport> {
  const info = pkijs.ContentInfo.fromBER(toBuffer(cms))
  const signed = new pkijs.SignedData({ schema: info.content })
  const [signerInfo, second] = signed.signerInfos
  if (!signerInfo || second || !signerInfo.signedAttrs) throw new Error('not a signature of one signer')
  const certificates = (signed.certificates ?? []).filter((each) => each instanceof pkijs.Certificate)
  const { sid } = signerInfo
  const signer =
    sid instanceof pkijs.IssuerAndSerialNumber
      ? certificates.find(
          (each) => each.issuer.isEqual(sid.issuer) && each.serialNumber.isEqual(sid.serialNumber),
        )
      : undefined
  const hash = hashes[signerInfo.digestAlgorithm.algorithmId]
  const attribute = (type: string): asn1.AsnType | undefined => {
    const found = signerInfo.signedAttrs?.attributes.filter((each) => each.type === type) ?? []
    return found.length === 1 ? found[0]?.values[0] : undefined
  }
  const digest = attribute(oid.messageDigest)
  return {
    digestMatches:
      hash !== undefined &&
      digest instanceof asn1.OctetString &&
      createHash(hash).update(content).digest().equals(Buffer.from(digest.getValue())),
    signatureMatches: signer !== undefined && (await signatureMatches(signerInfo, signer)),
    certificateBound: signer !== undefined && isBound(attribute(oid.signingCertificateV2), signer),
    signer,
    certificates,
  }
}

async function signatureMatches(signerInfo: pkijs.SignerInfo, signer: pkijs.Certificate): Promise<boolean> {
  // The signature is over the attributes as a SET; in the message they stand under a tag instead.
  const attributes = new Uint8Array(signerInfo.signedAttrs?.encodedValue ?? new ArrayBuffer(0)).slice()
  attributes[0] = 0x31
  try {
    return await pkijs
      .getCrypto(true)
      .verifyWithPublicKey(
        attributes.buffer,
        signerInfo.signature,
        signer.subjectPublicKeyInfo,
        signerInfo.signatureAlgorithm,
        { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }[
          hashes[signerInfo.digestAlgorithm.algorithmId] ?? 'sha256'
        ] ?? 'SHA-256',
      )
  } catch {
    return false // an algorithm or key that web crypto does not know
  }
}

/** Reads `SigningCertificateV2 { certs { { [hashAlgorithm], certHash, … } … } … }`; the first entry is the signer's. */
function isBound(value: asn1.AsnType | undefined, signer: pkijs.Certificate): boolean {
  const first = childrenOf(childrenOf(childrenOf(value)[0])[0])
  const algorithm = first[0] instanceof asn1.Sequence ? childrenOf(first[0])[0] : undefined
  const hash = algorithm instanceof asn1.ObjectIdentifier ? hashes[algorithm.valueBlock.toString()] : 'sha256'
  const expected = first.find((each) => each instanceof asn1.OctetString)
  if (!hash || !expected) return false
  return createHash(hash)
    .update(new Uint8Array(signer.toSchema().toBER()))
    .digest()
    .equals(Buffer.from(expected.getValue()))
}

function childrenOf(value: asn1.AsnType | undefined): asn1.AsnType[] {
  return value instanceof asn1.Constructed ? value.valueBlock.value : []
}
