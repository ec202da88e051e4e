/** Tổ chức: areas, agencies, roles, and the people in them. */

import { defineModule } from '#kernel/module.ts'
import { loadOrganisation } from './commands.ts'
import { seedPeople } from './invented/commands.ts'

export const organisation = defineModule({
  name: 'organisation',
  dependsOn: [],
  tables: ['areas', 'units', 'roles', 'persons', 'posts'],
  permissions: { 'people.manage': 'Quản lý người dùng và vị trí công tác' },
  loadPack: loadOrganisation,
  seed: seedPeople,
})
