/** What is kept of money. Books keep their numbers and sums; who paid goes. docs/legal.md#retention */

import type { Keeping } from '#kernel/retention.ts'

export const keeping: Keeping = {
  classes: [
    {
      key: 'payments.receipt',
      name: { vi: 'Biên lai thu phí, lệ phí', en: 'Receipts for fees' },
      since: { vi: 'ngày thu', en: 'the day of payment' },
      table: 'payments_receipts',
      id: 'id',
      from: 'r.taken_at',
      cases: ['case_id'],
      only: "r.payer_name <> ''",
      blank: { payer_name: "''", payer_identity: 'null', payer_address: 'null' },
      words: true,
    },
    {
      key: 'payments.transaction',
      name: { vi: 'Giao dịch trực tuyến: người chuyển', en: 'Online payments: who paid' },
      since: { vi: 'lúc tiền vào', en: 'the payment' },
      table: 'payments_transactions',
      id: 'id',
      from: 'r.paid_at',
      only: 'r.payer is not null',
      blank: { payer: 'null' },
      words: true,
    },
  ],
  parts: [
    { of: 'payments.transaction', table: 'payments_refunds', by: 'transaction_id', blank: { reason: "'—'" } },
  ],
}
