/** What other modules may use of messages. */

import type { Context } from '#kernel/context.ts'
import type { Words } from './domain.ts'

export { notify } from './commands.ts'
export { declaredNotices, defineNotices, type NewMessage, type Notice } from './domain.ts'

export const notificationLinks = {
  list: (kind: 'citizen' | 'officer') => (kind === 'officer' ? '/lam-viec/thong-bao' : '/tai-khoan/thong-bao'),
  open: (id: string) => `/thong-bao/${id}`,
  readAll: '/thong-bao/da-doc',
}

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
