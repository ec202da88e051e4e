/** Hồ sơ cũ: event logs of other systems, brought in as dossiers of the past. */

import { defineModule } from '#kernel/module.ts'
import { historyLinks } from './api.ts'
import { importLogCommand } from './command-line/commands.ts'
import { workOnImport } from './commands.ts'
import { keeping } from './keeping/store.ts'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const history = defineModule({
  name: 'history',
  dependsOn: ['organisation', 'services', 'dossiers'],
  records: keeping,
  tables: ['history_imports', 'history_mappings', 'history_cases'],
  routes,
  permissions: { 'history.import': 'Nhập hồ sơ cũ từ hệ thống khác' },
  jobs: [workOnImport],
  commands: [importLogCommand],
  menu: [
    {
      path: historyLinks.list(),
      label: { vi: texts.vi.title, en: texts.en.title },
      permission: 'history.import',
      icon: 'upload',
    },
  ],
})
