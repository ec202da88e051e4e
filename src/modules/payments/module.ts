/** Thu phí, lệ phí: receipts for money taken, their book, and what is still due of a dossier. */

import { defineModule } from '#kernel/module.ts'
import { paymentLinks } from './links/domain.ts'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const payments = defineModule({
  name: 'payments',
  dependsOn: ['services', 'dossiers', 'results'],
  tables: ['payments_receipts', 'payments_lines'],
  routes,
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
  ],
})
