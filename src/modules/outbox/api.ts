/** What other modules may use of the outbox. */

export const outboxLinks = {
  list: '/tai-khoan/hop-gui',
} as const
