/** Hỗ trợ của tổ công nghệ số cộng đồng: helpers, their devices, sessions with one person, also for days without a line. */

import { defineModule } from '#kernel/module.ts'
import { deviceRoutes } from './devices/routes.ts'
import { assistedLinks, helpPurpose } from './domain.ts'
import { keptOfHelper } from './home/commands.ts'
import { homeRoutes } from './home/routes.ts'
import { keeping } from './keeping/store.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { texts } from './texts.ts'

export const assisted = defineModule({
  name: 'assisted',
  dependsOn: ['organisation', 'services', 'dossiers', 'drafts', 'mandates'],
  records: keeping,
  tables: [
    'assisted_teams',
    'assisted_members',
    'assisted_devices',
    'assisted_sessions',
    'assisted_evidence',
  ],
  routes: [...homeRoutes, ...deviceRoutes, ...sessionRoutes, ...teamRoutes],
  keptPages: keptOfHelper,
  restsOnConsent: [{ purpose: helpPurpose, askedAt: assistedLinks.home }],
  permissions: { 'assisted.appoint': 'Lập tổ công nghệ số cộng đồng, ghi tên thành viên' },
  menu: [
    {
      path: assistedLinks.teams,
      label: { vi: texts.vi.teamsTitle, en: texts.en.teamsTitle },
      permission: 'assisted.appoint',
      icon: 'team',
    },
  ],
})
