/** Tổ chức: areas, agencies, roles, and the people in them. */

import { defineModule } from '#kernel/module.ts'
import { loadOrganisation } from './commands.ts'
import { routes as delegation } from './delegation/routes.ts'
import { texts as delegationTexts } from './delegation/texts.ts'
import { seedPeople } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'

export const organisation = defineModule({
  name: 'organisation',
  dependsOn: [],
  records: keeping,
  tables: ['areas', 'units', 'roles', 'persons', 'posts', 'absences'],
  routes: delegation,
  permissions: { 'people.manage': 'Quản lý người dùng và vị trí công tác' },
  menu: [
    {
      path: '/lam-viec/vang-mat',
      label: { vi: delegationTexts.vi.title, en: delegationTexts.en.title },
      permission: 'dossier.view',
      icon: 'calendar',
    },
  ],
  loadPack: loadOrganisation,
  seed: seedPeople,
})
