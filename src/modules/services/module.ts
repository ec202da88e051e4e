/** Thủ tục hành chính: the catalogue, how people find a procedure, and what each asks of them. */

import { defineModule } from '#kernel/module.ts'
import { dateOf } from '#kernel/types.ts'
import { catalogueLinks, serviceLinks } from './api.ts'
import { routes as catalogueRoutes } from './catalogue/routes.ts'
import { currentCatalogue } from './catalogue/store.ts'
import { texts } from './catalogue/texts.ts'
import { loadCatalogue } from './commands.ts'
import { routes as draftRoutes } from './designer/drafting/routes.ts'
import { routes as entryRoutes } from './designer/entries/routes.ts'
import { routes as designerRoutes } from './designer/routes.ts'
import { texts as designerTexts } from './designer/texts.ts'
import { listing } from './listing/commands.ts'
import { importCommand } from './procedure/commands.ts'
import { routes as procedureRoutes } from './procedure/routes.ts'
import { routes as publishedRoutes } from './published/routes.ts'

export const services = defineModule({
  name: 'services',
  dependsOn: ['forecast', 'news'],
  tables: ['procedures', 'procedure_versions', 'procedure_drafts', 'procedure_texts'],
  permissions: {
    'catalogue.view': 'Xem các phiên bản thủ tục',
    'catalogue.manage': 'Soạn phiên bản thủ tục',
    'catalogue.approve': 'Duyệt phiên bản thủ tục',
  },
  routes: [
    ...catalogueRoutes,
    ...procedureRoutes,
    ...publishedRoutes,
    ...designerRoutes,
    ...draftRoutes,
    ...entryRoutes,
  ],
  menu: [
    {
      path: catalogueLinks.list(),
      label: { vi: designerTexts.vi.procedures, en: designerTexts.en.procedures },
      permission: 'catalogue.view',
      icon: 'document',
    },
  ],
  publicMenu: [{ path: serviceLinks.search(), label: { vi: texts.vi.procedures, en: texts.en.procedures } }],
  appTiles: [
    {
      path: serviceLinks.search(),
      label: { vi: 'Làm thủ tục', en: 'Services' },
      icon: 'document',
      place: 10,
      isShortcut: true,
    },
  ],
  keptPages: async () => [{ path: serviceLinks.home() }],
  measures: [listing],
  commands: [importCommand],
  loadPack: loadCatalogue,
  async mount(server, platform) {
    // The first visitor of a process should not wait for the index; tests, which never listen, build it when asked.
    server.addHook('onListen', async () => {
      const now = platform.database.clock.now()
      await currentCatalogue({ ...platform, now, today: dateOf(now) })
    })
  },
})
