/** Tin đẩy đến trình duyệt (Web Push) as the exchange carries it, and what a push service's answer means. Pure. */

import { Type } from 'typebox'
import type { Failure } from '../../domain.ts'

const strict = { additionalProperties: false }

/** The operations of a connector whose protocol is `push`: RFC 8030, encrypted for one browser by RFC 8291. */
export const pushOperations = {
  Send: {
    path: '/',
    request: Type.Object(
      {
        /** What the browser's own service gave as address, without its host. */
        path: Type.String({ pattern: '^/[A-Za-z0-9/_:.,?=&%~+-]*$', maxLength: 1_000 }),
        /** The browser's public key, 65 bytes, and its secret, 16 bytes, in base64url. */
        p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}$' }),
        auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
        payload: Type.String({ maxLength: 2_000 }),
        /** How long the service keeps it for a device that is off. */
        seconds: Type.Integer({ minimum: 0, maximum: 28 * 86_400 }),
        /** A later message of the same topic takes the place of one that still waits. */
        topic: Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' }),
      },
      strict,
    ),
    answer: Type.Object({}, strict),
  },
} as const

/** What it means that a service did not take a message. That a browser is gone is the only no to this message. */
export function failureOf(status: number): Failure | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status === 404 || status === 410) return 'refused'
  return status >= 500 || status === 429 || status === 408 ? 'away' : 'wrong'
}
