/** Thông báo: what officers and citizens are told in their account. */

import { defineModule } from '#kernel/module.ts'
import { countsFor, forgetOld } from './commands.ts'
import { routes } from './routes.ts'

export const notifications = defineModule({
  name: 'notifications',
  dependsOn: ['organisation'],
  tables: ['notifications'],
  routes,
  schedules: [forgetOld],
  counts: countsFor,
})
