/** What the exchange keeps. Of each call the hash and the signature stay; what it said goes. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'exchange.call',
      name: { vi: 'Nội dung trao đổi với hệ thống khác', en: 'What was said to and by other systems' },
      since: { vi: 'lúc gọi', en: 'the call' },
      table: 'exchange_calls',
      id: 'id',
      from: 'r.logged_at',
      only: `(r.body is not null or exists (select from exchange_answers a where a.call_id = r.id and a.body is not null))`,
      blank: { body: 'null' },
      endedBy: 'forget_exchange_bodies',
    },
    {
      key: 'exchange.message',
      name: { vi: 'Thông điệp đã gửi xong', en: 'Messages that were delivered' },
      since: { vi: 'lúc xong', en: 'the end' },
      table: 'exchange_messages',
      id: 'id',
      from: 'r.ended_at',
      only: "r.body <> '{}'",
      blank: { body: "'{}'", ended_reason: 'null', last_problem: 'null' },
    },
    {
      key: 'exchange.difference',
      name: { vi: 'Chênh lệch đối soát đã hết', en: 'Differences that are over' },
      since: { vi: 'lúc hết chênh lệch', en: 'the end of the difference' },
      table: 'exchange_differences',
      from: 'r.ended_at',
    },
  ],
  parts: [
    { of: 'exchange.call', table: 'exchange_answers', by: 'call_id', endedBy: 'forget_exchange_bodies' },
  ],
}
