/** Carries mail to a registered server, whose address is checked and pinned as for every other system. */

import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { Static } from 'typebox'
import { askOutside } from '#kernel/traces.ts'
import { CallFailure } from '../../domain.ts'
import type { System } from '../../registry/domain.ts'
import { pinnedAddress, type Resolver } from '../commands.ts'
import { failureOf, isUnsent, type mailOperations } from './domain.ts'

const secondsMax = 15

type Mail = Static<(typeof mailOperations)['Send']['request']>

/**
 * Hands one mail over and answers what the server said. `secret` is `user:password`, or `none` for a server that asks for none.
 * The line is encrypted unless it ends on this machine. Throws `CallFailure`.
 */
export async function sendMail(
  system: System,
  secret: string,
  mail: Mail,
  options: { readonly resolver?: Resolver; readonly timeoutMs?: number } = {},
): Promise<string> {
  const { timeoutMs = secondsMax * 1000 } = options
  const pinned = await pinnedAddress(system, options.resolver)
  const [user = '', ...password] = secret.split(':')
  const transport = createTransport({
    host: pinned.address,
    port: system.port,
    secure: system.port === 465,
    requireTLS: !system.isSimulator,
    ignoreTLS: system.isSimulator,
    tls: { servername: system.host },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(password.length > 0 && { auth: { user, pass: password.join(':') } }),
  })
  const { from, fromName, to, subject, text, messageId } = mail
  // Of the whole conversation, not of silence: a slow drip ends too.
  const late = new AbortController()
  const tooLong = sleep(timeoutMs, undefined, { signal: late.signal }).then(() => {
    throw new CallFailure('away', `no answer within ${timeoutMs / 1000} s`)
  })
  try {
    const sent = askOutside('SMTP', system.host, () =>
      transport.sendMail({
        from: { name: fromName, address: from },
        to,
        subject,
        text,
        messageId: `<${messageId}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      }),
    )
    const { response } = await Promise.race([sent, tooLong])
    return response.slice(0, 1_000)
  } catch (thrown) {
    if (thrown instanceof CallFailure) throw thrown
    const { message, ...reply } = thrown as Error & Parameters<typeof failureOf>[0]
    throw new CallFailure(failureOf(reply), message.slice(0, 300), isUnsent(reply))
  } finally {
    late.abort()
    tooLong.catch(() => undefined)
    transport.close()
  }
}
