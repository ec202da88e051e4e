/** Nguyên nhân: how dossiers really go, where they wait, and what that costs. Counted from steps; nobody is named. */

import { defineModule } from '#kernel/module.ts'
import { miningLinks } from './api.ts'
import { noticeDeviations } from './deviations/commands.ts'
import { seedLog } from './invented/commands.ts'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const mining = defineModule({
  name: 'mining',
  dependsOn: ['dossiers', 'history', 'services'],
  tables: ['mining_deviations'],
  routes,
  permissions: { 'mining.view': 'Xem nguyên nhân hồ sơ chậm' },
  reactions: [noticeDeviations],
  seed: seedLog,
  menu: [
    {
      path: miningLinks.show(),
      label: { vi: texts.vi.title, en: texts.en.title },
      permission: 'mining.view',
      icon: 'chart',
    },
  ],
})
