/** What other modules may use of messages. */

import type { Context } from '#kernel/context.ts'
import type { Words } from './domain.ts'

export { notify } from './commands.ts'
export { defineNotices, type NewMessage, type Notice, notificationLinks } from './domain.ts'

/**
 * Kênh gửi tin beside the account: SMS, Zalo, e-mail. A channel takes the words of a message that is written already and
 * brings them to the person; it throws when the message must be tried again. None is there yet, and nothing pretends to send.
 */
export type Channel = {
  readonly key: 'sms' | 'zalo' | 'email'
  deliver(
    context: Context,
    message: Words & { readonly id: string; readonly personId: string; readonly url: string },
  ): Promise<void>
}
