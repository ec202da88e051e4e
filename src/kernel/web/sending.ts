/** How answers leave: what may be kept, how text is packed. */

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reply } from '../web.ts'

type FileReply = Extract<Reply, { kind: 'file' }>

/** Tells how long a public file may be kept; whether the asker has this very one already. */
export function isKept(
  reply: FastifyReply,
  request: FastifyRequest,
  { publicSeconds, body }: FileReply,
): boolean {
  if (publicSeconds === undefined || !(typeof body === 'string' || body instanceof Uint8Array)) return false
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  reply.headers({
    'cache-control': `public, max-age=${publicSeconds}`,
    etag: tag,
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  })
  return String(request.headers['if-none-match'] ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag)
}

/**
 * The part of a recording that a player asks for (RFC 9110, one range): phones play nothing that cannot be asked for in parts.
 * `undefined` where the whole is meant; a range that lies outside is answered by nothing.
 */
export function partOf(
  reply: FastifyReply,
  request: FastifyRequest,
  { mediaType, body }: FileReply,
): Uint8Array | undefined {
  if (!mediaType.startsWith('audio/') || !(body instanceof Uint8Array)) return undefined
  reply.header('accept-ranges', 'bytes')
  const [whole, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.headers.range ?? '') ?? []
  if (!whole || (!from && !to)) return undefined
  const size = body.length
  const begin = from ? Number(from) : Math.max(0, size - Number(to))
  const end = Math.min(size - 1, from && to ? Number(to) : size - 1)
  if (begin > end) {
    reply.code(416).header('content-range', `bytes */${size}`)
    return new Uint8Array()
  }
  reply.code(206).header('content-range', `bytes ${begin}-${end}/${size}`)
  return body.subarray(begin, end + 1)
}

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** A text as small as the asker can read it. */
export async function sendText(reply: FastifyReply, request: FastifyRequest, text: string) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (text.length < 1400 || !/br|gzip/.test(accepted)) return reply.send(text)
  reply.header('vary', 'accept-encoding')
  if (!accepted.includes('br')) return reply.header('content-encoding', 'gzip').send(await compressGzip(text))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
  return reply.header('content-encoding', 'br').send(await compressBrotli(text, { params }))
}
