/** Thủ tục hành chính: the catalogue, how people find a procedure, and what each asks of them. */

import { defineModule } from '#kernel/module.ts'
import { serviceLinks } from './api.ts'
import { routes as catalogueRoutes } from './catalogue/routes.ts'
import { currentCatalogue } from './catalogue/store.ts'
import { texts } from './catalogue/texts.ts'
import { loadCatalogue } from './commands.ts'
import { importCommand } from './procedure/commands.ts'
import { routes as procedureRoutes } from './procedure/routes.ts'
import { routes as publishedRoutes } from './published/routes.ts'

export const services = defineModule({
  name: 'services',
  dependsOn: [],
  tables: ['procedures', 'procedure_versions', 'procedure_texts'],
  routes: [...catalogueRoutes, ...procedureRoutes, ...publishedRoutes],
  publicMenu: [{ path: serviceLinks.search(), label: { vi: texts.vi.procedures, en: texts.en.procedures } }],
  commands: [importCommand],
  loadPack: loadCatalogue,
  async mount(server, platform) {
    // The first visitor of a process should not wait for the index; tests, which never listen, build it when asked.
    server.addHook('onListen', async () => {
      await currentCatalogue({ ...platform, now: new Date() })
    })
  },
})
