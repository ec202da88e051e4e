/** Digital signatures: PAdES B-B on PDF behind a port, so that a token, an HSM or a remote service can hold the key. */

export {
  type CertificateRequest,
  createDevelopmentAuthority,
  type DevelopmentAuthority,
} from './signing/authority.ts'
export { type SigningProvider, signingProvider, signingRefusal } from './signing/provider.ts'
export { type PdfSignature, signPdf } from './signing/sign.ts'
export { type SignatureReport, verifyPdfSignatures } from './signing/verify.ts'

/**
 * Who signs, and how. A PKCS#11 token or a remote signing service implements `sign` with its own key; nothing else of
 * the platform touches a key.
 */
export type Signer = {
  /** DER, the signer's own first, then the ones that issued it, without the root. */
  readonly certificates: readonly Uint8Array[]
  /** Name as on the certificate, for screens and the signature's dictionary. */
  readonly subject: string
  readonly algorithm: 'RSA-SHA256' | 'ECDSA-SHA256'
  /** Signs the bytes (hashing them itself): PKCS#1 v1.5 for RSA, a DER pair for ECDSA. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}
