/** Thông báo: what officers and citizens are told, in their account and beside it. */

import { defineModule } from '#kernel/module.ts'
import { countsFor, forgetOld } from './commands.ts'
import { routes as contacts } from './contacts/routes.ts'
import { askFatesEveryMinute, mailServer, smsGateway, zaloAccount } from './outside/commands.ts'
import { routes } from './routes.ts'

export const notifications = defineModule({
  name: 'notifications',
  dependsOn: ['organisation', 'exchange'],
  tables: [
    'notifications',
    'notification_contacts',
    'notification_codes',
    'notification_choices',
    'notification_outgoing',
    'notification_attempts',
  ],
  routes: [...routes, ...contacts],
  connectors: [smsGateway, zaloAccount, mailServer],
  schedules: [forgetOld, askFatesEveryMinute],
  counts: countsFor,
})
