/** Sổ dữ kiện: what the State knows of a person, who says so, and what the person says is wrong. */

import { defineModule } from '#kernel/module.ts'
import { seedFacts } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { routes as objecting } from './objecting/routes.ts'
import { keepResults, keepSaid } from './remembering/commands.ts'
import { routes } from './routes.ts'

export const facts = defineModule({
  name: 'facts',
  dependsOn: ['organisation', 'services', 'dossiers', 'results', 'wallet', 'privacy'],
  records: keeping,
  tables: ['facts', 'fact_asks', 'fact_objections'],
  routes: [...routes, ...objecting],
  reactions: [keepSaid, keepResults],
  seed: seedFacts,
})
