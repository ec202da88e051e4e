/** Thu phí, lệ phí: receipts for money taken, their book, and what is still due of a dossier. */

import { defineModule } from '#kernel/module.ts'
import { accountCommand, seedAccount } from './accounts/commands.ts'
import { keeping } from './keeping/store.ts'
import { paymentLinks } from './links/domain.ts'
import { paymentPlatform, schedules } from './online/commands.ts'
import { routes as online } from './online/routes.ts'
import { texts as onlineTexts } from './online/texts.ts'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const payments = defineModule({
  name: 'payments',
  dependsOn: ['organisation', 'services', 'dossiers', 'results', 'exchange'],
  records: keeping,
  measures: [
    {
      view: 'payment_marks',
      measures: {
        'payments.online': {
          label: { vi: 'Hồ sơ trả phí trực tuyến', en: 'Dossiers paid online' },
          meaning: {
            vi: 'Có biên lai thu qua mạng còn hiệu lực.',
            en: 'With a valid receipt of an online payment.',
          },
        },
      },
    },
  ],
  tables: [
    'payments_receipts',
    'payments_lines',
    'payments_accounts',
    'payments_orders',
    'payments_transactions',
    'payments_refunds',
    'payments_days',
  ],
  routes: [...routes, ...online],
  connectors: [paymentPlatform],
  schedules,
  commands: [accountCommand],
  seed: seedAccount,
  permissions: {
    'payment.take': 'Thu phí, lệ phí',
    'payment.view': 'Xem sổ thu phí',
    'payment.void': 'Hủy biên lai',
  },
  menu: [
    {
      path: paymentLinks.book(),
      label: { vi: texts.vi.bookMenu, en: texts.en.bookMenu },
      permission: 'payment.view',
      icon: 'list',
    },
    {
      path: paymentLinks.online(),
      label: { vi: onlineTexts.vi.books, en: onlineTexts.en.books },
      permission: 'payment.view',
      icon: 'list',
    },
  ],
})
