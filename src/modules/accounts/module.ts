/** Tài khoản của người dân: what waits for them, their dossiers, their papers. */

import { defineModule } from '#kernel/module.ts'
import { keptOfAccount } from './commands.ts'
import { routes } from './routes.ts'

export const accounts = defineModule({
  name: 'accounts',
  dependsOn: [
    'identity',
    'notifications',
    'services',
    'dossiers',
    'drafts',
    'wallet',
    'facts',
    'feedback',
    'petitions',
    'privacy',
    'mandates',
  ],
  routes,
  keptPages: keptOfAccount,
})
