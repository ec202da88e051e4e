/** Thủ tục hành chính: the catalogue, how people find a procedure, and what each asks of them. */

import { defineModule } from '#kernel/module.ts'
import { loadCatalogue } from './commands.ts'

export const services = defineModule({
  name: 'services',
  dependsOn: [],
  tables: ['procedures', 'procedure_versions', 'procedure_texts'],
  loadPack: loadCatalogue,
})
