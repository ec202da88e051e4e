/**
 * Dấu thời gian (RFC 3161): a time-stamping authority confirms that bytes existed at a time. It is told a hash and nothing else;
 * what it answers is believed only after its signature, the hash and the nonce were checked.
 */

import { createHash, randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { oid, readCms, toBuffer } from './signing/cms.ts'
import { askOutside } from './traces.ts'

const tstInfo = '1.2.840.113549.1.9.16.1.4'
const timeStamping = '1.3.6.1.5.5.7.3.8'
const answerMaxBytes = 64 * 1024
const mediaTypes = { query: 'application/timestamp-query', reply: 'application/timestamp-reply' } as const

export type Stamp = {
  /** The token in DER, as `openssl ts -verify -token_in` and PDF signatures take it. */
  readonly token: Buffer
  readonly at: Date
  /** Name in the certificate of the authority. */
  readonly authority: string
}

/** Asks for a stamp over the SHA-256 of `content`. Throws when nobody answers in time, or what is answered proves nothing. */
export async function requestStamp(url: string, content: Uint8Array, timeoutMs = 10_000): Promise<Stamp> {
  const nonce = new asn1.Integer({ valueHex: positive(randomBytes(16)) })
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 }),
      hashedMessage: new asn1.OctetString({ valueHex: toBuffer(sha256(content)) }),
    }),
    nonce,
    certReq: true,
  })
  const reply = await askOutside('POST', new URL(url).hostname, (trace) =>
    fetch(url, {
      method: 'POST',
      body: new Uint8Array(request.toSchema().toBER()),
      headers: { 'content-type': mediaTypes.query, accept: mediaTypes.reply, ...trace },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }),
  )
  const bytes = await readUpTo(reply, answerMaxBytes)
  if (!reply.ok || !bytes) throw new Error(`The authority answered ${reply.status}`)
  const { status, timeStampToken } = pkijs.TimeStampResp.fromBER(toBuffer(bytes))
  if (status.status > 1 || !timeStampToken) throw new Error(`The authority refused: ${status.status}`)
  const token = Buffer.from(timeStampToken.toSchema().toBER())
  const stamp = await readStamp(token, content)
  if (!stamp) throw new Error('The answer of the authority does not stamp what was asked')
  if (!stamp.nonce?.isEqual(nonce)) throw new Error('The answer of the authority is an old one')
  return { token, at: stamp.at, authority: stamp.authority }
}

/** The body, or nothing when it is longer: no authority can fill our memory. */
async function readUpTo({ body }: Response, bytesMax: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > bytesMax) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * What a token says, where it is over this content and signed by the certificate inside it, which may stamp. `undefined` otherwise.
 * Whether the authority is to be trusted is for whoever knows its root: `openssl ts -verify -CAfile`.
 */
export async function readStamp(
  token: Uint8Array,
  content: Uint8Array,
): Promise<(Omit<Stamp, 'token'> & { readonly nonce: asn1.Integer | undefined }) | undefined> {
  try {
    const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(toBuffer(token)).content })
    const { eContentType, eContent } = signed.encapContentInfo
    if (eContentType !== tstInfo || !eContent) return undefined
    const bytes = new Uint8Array(eContent.getValue())
    const info = pkijs.TSTInfo.fromBER(toBuffer(bytes))
    const { hashAlgorithm, hashedMessage } = info.messageImprint
    const isOver =
      hashAlgorithm.algorithmId === oid.sha256 &&
      sha256(content).equals(Buffer.from(hashedMessage.getValue()))
    const { digestMatches, signatureMatches, signer } = await readCms(token, bytes)
    if (!isOver || !digestMatches || !signatureMatches || !signer || !mayStamp(signer)) return undefined
    return { at: info.genTime, authority: nameOf(signer), nonce: info.nonce }
  } catch {
    return undefined // not a token at all
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** A number of full length that is not negative. */
function positive(bytes: Buffer): ArrayBuffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return toBuffer(bytes)
}

function mayStamp({ extensions = [] }: pkijs.Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === '2.5.29.37')?.parsedValue
  return usage instanceof pkijs.ExtKeyUsage && usage.keyPurposes.includes(timeStamping)
}

function nameOf({ subject }: pkijs.Certificate): string {
  const common = subject.typesAndValues.find(({ type }) => type === '2.5.4.3')
  return String(common?.value.valueBlock.value ?? '')
}
