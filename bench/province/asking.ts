/** HTTP as many browsers speak it: connections that stay open, each person from an address of their own behind the proxy. */

import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

export type Asked = {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
}
export type Ask = {
  readonly method?: 'GET' | 'POST'
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
}

const answerMsMax = 60_000

/**
 * Asks the servers in turn. What is not answered within a minute was not answered. Connections stay, as a proxy keeps its own: to open a
 * thousand a second is work of whoever asks.
 */
export function askingOf(urls: readonly string[]): (path: string, ask?: Ask) => Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 8_192 })
  let turn = 0
  return (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      turn += 1
      const url = new URL(path, urls[turn % urls.length])
      if (url.hostname !== '127.0.0.1') throw new Error('Load goes to this machine only')
      const sent = request(
        url,
        {
          method,
          agent,
          timeout: answerMsMax,
          headers: {
            accept: 'text/html,*/*',
            'accept-encoding': 'gzip, br',
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.once('error', reject)
          answer.once('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              text: answer.headers['content-encoding'] ? '' : Buffer.concat(chunks).toString(),
              location: answer.headers.location,
            }),
          )
        },
      )
      sent.once('timeout', () => sent.destroy(new Error('No answer')))
      sent.once('error', reject)
      sent.end(body)
    })
}

/** An address of somebody, as the proxy tells it. */
export const addressOf = (chance: () => number): string =>
  `10.${[0, 0, 0].map(() => Math.floor(chance() * 250) + 1).join('.')}`
