/** Thông báo: what officers and citizens are told, in their account and beside it. */

import { defineModule } from '#kernel/module.ts'
import { countsFor } from './commands.ts'
import { forgetWithdrawn } from './contacts/commands.ts'
import { routes as contacts } from './contacts/routes.ts'
import { routes as devices } from './devices/routes.ts'
import { notificationLinks } from './domain.ts'
import { keeping } from './keeping/store.ts'
import { mailServer, pushServices, smsGateway, zaloAccount } from './outside/commands.ts'
import { purposeOf } from './outside/domain.ts'
import { askFatesEveryMinute } from './outside/fates/commands.ts'
import { routes as quality } from './quality/routes.ts'
import { texts as qualityTexts } from './quality/texts.ts'
import { routes } from './routes.ts'

export const notifications = defineModule({
  name: 'notifications',
  dependsOn: ['organisation', 'exchange'],
  records: keeping,
  tables: [
    'notifications',
    'notification_contacts',
    'notification_codes',
    'notification_choices',
    'notification_devices',
    'notification_outgoing',
    'notification_attempts',
  ],
  routes: [...routes, ...contacts, ...devices, ...quality],
  connectors: [smsGateway, zaloAccount, mailServer, ...pushServices],
  footerLinks: [
    { path: notificationLinks.quality, label: { vi: qualityTexts.vi.title, en: qualityTexts.en.title } },
  ],
  schedules: [askFatesEveryMinute],
  reactions: [forgetWithdrawn],
  restsOnConsent: Object.values(purposeOf).map((purpose) => ({
    purpose,
    askedAt: notificationLinks.contacts,
  })),
  counts: countsFor,
  appTiles: [
    {
      path: notificationLinks.list('citizen'),
      label: { vi: 'Thông báo', en: 'Messages' },
      icon: 'bell',
      place: 40,
      access: { citizen: 'look', whole: true },
    },
  ],
  keptPages: async ({ actor }) =>
    actor.kind === 'citizen' ? [{ path: notificationLinks.list('citizen') }] : [],
})
