/** Hồ sơ nháp: a citizen fills in a procedure's form page by page, looks through it and submits. */

import { defineModule } from '#kernel/module.ts'
import { forgetDraft } from './commands.ts'
import { keeping } from './keeping/store.ts'
import { routes as knownRoutes } from './known/routes.ts'
import { keptDrafts } from './list/commands.ts'
import { routes as listRoutes } from './list/routes.ts'
import { routes as published } from './published/routes.ts'
import { routes } from './routes.ts'
import { routes as submissionRoutes } from './submission/routes.ts'

export const drafts = defineModule({
  name: 'drafts',
  dependsOn: ['organisation', 'services', 'dossiers', 'wallet', 'facts', 'national'],
  records: keeping,
  tables: ['drafts'],
  routes: [...routes, ...submissionRoutes, ...knownRoutes, ...listRoutes, ...published],
  jobs: [forgetDraft],
  keptPages: keptDrafts,
})
