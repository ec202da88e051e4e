/** Quầy một cửa: taking in, numbers and appointments, handing over, giving back, closing the day. */

import { defineModule } from '#kernel/module.ts'
import { tillLinks } from './api.ts'
import { routes as appointments } from './appointments/routes.ts'
import { routes as closing } from './closing/routes.ts'
import { routes as giveback } from './giveback/routes.ts'
import { routes as handover } from './handover/routes.ts'
import { routes as intake } from './intake/routes.ts'
import { seedDesk } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { texts } from './texts.ts'
import { routes as tickets } from './tickets/routes.ts'
import { texts as hallTexts } from './tickets/texts.ts'

export const desk = defineModule({
  name: 'desk',
  dependsOn: ['organisation', 'services', 'dossiers', 'results', 'wallet', 'payments', 'facts', 'national'],
  records: keeping,
  tables: [
    'desk_intakes',
    'desk_windows',
    'desk_appointments',
    'desk_tickets',
    'desk_handovers',
    'desk_handover_lines',
    'desk_codes',
    'desk_deliveries',
    'desk_closings',
    'desk_differences',
  ],
  routes: [...intake, ...tickets, ...appointments, ...handover, ...giveback, ...closing],
  permissions: {
    'desk.receive': 'Tiếp nhận tại quầy, gọi số',
    'desk.handover': 'Giao, nhận hồ sơ giấy',
    'desk.return': 'Trả kết quả tại quầy',
    'desk.close': 'Chốt ngày và đối soát quầy',
  },
  footerLinks: [
    { path: '/lay-so', label: { vi: hallTexts.vi.take, en: hallTexts.en.take } },
    { path: '/dat-hen', label: { vi: hallTexts.vi.book, en: hallTexts.en.book } },
  ],
  seed: seedDesk,
  menu: [
    {
      path: tillLinks.till(),
      label: { vi: texts.vi.till, en: texts.en.till },
      permission: 'desk.receive',
      icon: 'add',
    },
    {
      path: tillLinks.tickets(),
      label: { vi: texts.vi.tickets, en: texts.en.tickets },
      permission: 'desk.receive',
      icon: 'team',
    },
    {
      path: tillLinks.handover(),
      label: { vi: texts.vi.handover, en: texts.en.handover },
      permission: 'desk.handover',
      icon: 'folder',
    },
    {
      path: tillLinks.giveback(),
      label: { vi: texts.vi.giveback, en: texts.en.giveback },
      permission: 'desk.return',
      icon: 'seal',
    },
    {
      path: tillLinks.closing(),
      label: { vi: texts.vi.closing, en: texts.en.closing },
      permission: 'desk.close',
      icon: 'lock',
    },
  ],
})
