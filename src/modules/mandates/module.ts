/** Quyền thay mặt: who may act in whose account, proven, agreed, dated and ended. */

import { defineModule } from '#kernel/module.ts'
import { mandateLinks } from './domain.ts'
import { seedMandates } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { recheckEveryNight } from './rechecking/commands.ts'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const mandates = defineModule({
  name: 'mandates',
  dependsOn: ['organisation', 'identity', 'notifications', 'exchange', 'national'],
  records: keeping,
  routes,
  permissions: { 'mandate.check': 'Đối chiếu giấy tờ thay mặt' },
  menu: [
    {
      path: mandateLinks.desk,
      label: { vi: texts.vi.deskTitle, en: texts.en.deskTitle },
      permission: 'mandate.check',
      icon: 'person',
    },
  ],
  schedules: [recheckEveryNight],
  seed: seedMandates,
})
