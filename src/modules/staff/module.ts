/** Cán bộ: taking on, moving and letting go of officers, by screen and by the system that keeps the personnel files. */

import { defineModule } from '#kernel/module.ts'
import { staffLinks } from './domain.ts'
import { routes } from './routes.ts'
import { mountScim } from './scim/routes.ts'
import { texts } from './texts.ts'

export const staff = defineModule({
  name: 'staff',
  dependsOn: ['organisation', 'identity', 'notifications', 'dossiers'],
  routes,
  menu: [
    {
      path: staffLinks.list,
      label: { vi: texts.vi.title, en: texts.en.title },
      permission: 'people.manage',
      icon: 'team',
    },
  ],
  mount: mountScim,
})
