/** The file store on any server that speaks S3. Four verbs over signed HTTP requests; the bytes are hashed before they leave. */

import { createHash, createHmac } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { FileStore } from '../files.ts'
import { askOutside } from '../traces.ts'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const region = 'us-east-1'
/** Key and time of one entry of a list; what other keys the bucket holds is none of ours. */
const listed = /<Key>([0-9a-f]{2}\/[0-9a-f]{64})<\/Key>\s*<LastModified>([^<]+)<\/LastModified>/g

/** `s3://key:secret@host:port/bucket` over plain HTTP (a server on the same machine), `s3s://` over TLS. */
export function openS3Store(address: URL, incoming: string): FileStore {
  const origin = `${address.protocol === 's3s:' ? 'https' : 'http'}://${address.host}`
  const [key, secret] = [address.username, address.password].map(decodeURIComponent) as [string, string]
  const path = (sha256: string) => `${address.pathname}/${sha256.slice(0, 2)}/${sha256}`
  const send = (method: string, sha256: string, body?: Blob, bodyHash = emptyHash) =>
    ask(method, new URL(origin + path(sha256)), bodyHash, body)
  const ask = (method: string, url: URL, bodyHash: string, body?: Blob) => {
    const headers = signedHeaders({
      method,
      url,
      bodyHash,
      key,
      secret,
      now: new Date(),
    })
    return askOutside(method, url.hostname, () =>
      fetch(url, { method, headers, redirect: 'error', ...(body && { body }) }),
    )
  }
  return {
    incoming,
    async take(file, { sha256, isSealed }) {
      const answer = await send(
        'PUT',
        sha256,
        await openAsBlob(file),
        isSealed ? await hashOfFile(file) : sha256,
      )
      if (!answer.ok)
        throw new Error(`The file store refused ${sha256}: ${answer.status} ${await answer.text()}`)
      await unlink(file)
    },
    async has(sha256) {
      const answer = await send('HEAD', sha256)
      if (answer.status >= 500) throw new Error(`The file store answered ${answer.status}`)
      return answer.ok
    },
    async open(sha256) {
      const answer = await send('GET', sha256)
      if (!answer.ok || !answer.body)
        throw new Error(`The file store answered ${answer.status} for ${sha256}`)
      return Readable.fromWeb(answer.body as ReadableStream)
    },
    async remove(sha256) {
      const answer = await send('DELETE', sha256)
      if (!answer.ok && answer.status !== 404)
        throw new Error(`The file store kept ${sha256}: ${answer.status} ${await answer.text()}`)
    },
    async *list() {
      let after: string | undefined
      do {
        const url = new URL(origin + address.pathname)
        url.searchParams.set('list-type', '2')
        if (after) url.searchParams.set('start-after', after)
        const answer = await ask('GET', url, emptyHash)
        if (!answer.ok) throw new Error(`The file store answered ${answer.status} for its list`)
        const text = await answer.text()
        after = undefined
        for (const [, key = '', at = ''] of text.matchAll(listed)) {
          after = key
          yield { sha256: key.slice(key.lastIndexOf('/') + 1), storedAt: new Date(at) }
        }
        if (!text.includes('<IsTruncated>true</IsTruncated>')) return
      } while (after)
    },
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

type Request = { method: string; url: URL; bodyHash: string; key: string; secret: string; now: Date }

/** Signature version 4 of a request. */
export function signedHeaders({ method, url, bodyHash, key, secret, now }: Request): Record<string, string> {
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const headers = { host: url.host, 'x-amz-content-sha256': bodyHash, 'x-amz-date': stamp }
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort()
  const canonical = [method, url.pathname, query.join('&'), lines.join(''), names, bodyHash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n')
  const signingKey = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (sofar, part) => createHmac('sha256', sofar).update(part).digest(),
    `AWS4${secret}`,
  )
  const signature = createHmac('sha256', signingKey).update(toSign).digest('hex')
  const { host: _host, ...sent } = headers
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
