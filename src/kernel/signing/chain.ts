import * as pkijs from 'pkijs'
import { parseCertificate } from './cms.ts'

const depthMax = 5
const extension = { basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15' } as const
/** Critical extensions that this check understands; any other makes a certificate unusable (RFC 5280, 4.2). */
const understood = new Set<string>([...Object.values(extension), '2.5.29.37', '2.5.29.32'])
const usage = { digitalSignature: 0x80, nonRepudiation: 0x40, certificateSigning: 0x04 } as const

export const parseRoots = (roots: readonly Uint8Array[]) => roots.map(parseCertificate)

/**
 * Whether `leaf` may sign and leads, certificate by certificate, to a trusted root, each valid at `at`.
 * Revocation is not asked here: it needs the authority's own service at the time of signing.
 */
export async function chainReaches(
  leaf: pkijs.Certificate,
  others: readonly pkijs.Certificate[],
  roots: readonly pkijs.Certificate[],
  at: Date,
): Promise<boolean> {
  if (!mayUse(leaf, usage.digitalSignature | usage.nonRepudiation)) return false
  let current = leaf
  for (let depth = 0; depth < depthMax; depth += 1) {
    if (!isValidAt(current, at) || !isUnderstood(current)) return false
    if (roots.some((root) => isSame(root, current))) return depth > 0
    const root = await issuerAmong(roots, current)
    if (root) return isValidAt(root, at)
    const next = await issuerAmong(others, current)
    if (!next) return false
    current = next
  }
  return false
}

async function issuerAmong(candidates: readonly pkijs.Certificate[], issued: pkijs.Certificate) {
  for (const candidate of candidates) {
    if (!candidate.subject.isEqual(issued.issuer) || !isAuthority(candidate)) continue
    if (await issued.verify(candidate).catch(() => false)) return candidate
  }
  return undefined
}

const isSame = (a: pkijs.Certificate, b: pkijs.Certificate) =>
  Buffer.from(a.toSchema().toBER()).equals(Buffer.from(b.toSchema().toBER()))
const isValidAt = ({ notBefore, notAfter }: pkijs.Certificate, at: Date) =>
  notBefore.value <= at && at <= notAfter.value
const isUnderstood = ({ extensions = [] }: pkijs.Certificate) =>
  extensions.every(({ critical, extnID }) => !critical || understood.has(extnID))

function isAuthority(certificate: pkijs.Certificate): boolean {
  const constraints = find(certificate, extension.basicConstraints)?.parsedValue
  return (
    constraints instanceof pkijs.BasicConstraints &&
    constraints.cA &&
    mayUse(certificate, usage.certificateSigning)
  )
}

/** A certificate without the extension may be used for anything. */
function mayUse(certificate: pkijs.Certificate, bits: number): boolean {
  const found = find(certificate, extension.keyUsage)
  if (!found) return true
  const allowed = new Uint8Array(found.parsedValue?.valueBlock?.valueHexView ?? [])[0] ?? 0
  return (allowed & bits) !== 0
}

const find = ({ extensions = [] }: pkijs.Certificate, id: string) =>
  extensions.find(({ extnID }) => extnID === id)
