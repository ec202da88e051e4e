/** Thư điện tử as the exchange carries it, and what a mail server's answer means. Pure. */

import { Type } from 'typebox'
import type { Failure } from '../../domain.ts'

const strict = { additionalProperties: false }
const Address = Type.String({ pattern: '^[^@\\s<>,;:"]+@[^@\\s<>,;:"]+$', maxLength: 254 })

/** The operations of a connector whose protocol is `smtp`. */
export const mailOperations = {
  Send: {
    path: '/',
    request: Type.Object(
      {
        from: Address,
        fromName: Type.String({ maxLength: 100, pattern: '^[^\\r\\n]*$' }),
        to: Address,
        subject: Type.String({ maxLength: 200, pattern: '^[^\\r\\n]*$' }),
        text: Type.String({ maxLength: 20_000 }),
        /** The same at every try, so that a mail that was taken twice is shown once. */
        messageId: Type.String({ pattern: '^[A-Za-z0-9.-]+@[A-Za-z0-9.-]+$' }),
      },
      strict,
    ),
    answer: Type.Object({ response: Type.String({ maxLength: 1_000 }) }, strict),
  },
} as const

type Reply = {
  readonly command?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
  readonly syscall?: unknown
}

/** Whether it is certain that the server has not taken the mail: it never answered the door, or said no before the text. */
export const isUnsent = ({ command, responseCode, syscall }: Reply): boolean =>
  syscall === 'connect' || (typeof responseCode === 'number' && command !== 'DATA')

/**
 * What it means that a server did not take a mail. Only a no to this very address is a refusal. A no to what was written is for
 * a person to see to; a no to us or to our sender says nothing about any message, and neither does silence.
 */
export function failureOf({ command, responseCode, response }: Reply): Failure {
  if (typeof responseCode !== 'number' || responseCode < 500) return 'away'
  if (command === 'DATA') return 'wrong'
  const isAboutUs = /\b5\.7\.\d/.test(String(response))
  return command === 'RCPT TO' && !isAboutUs ? 'refused' : 'away'
}
