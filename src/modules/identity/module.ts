/** Định danh: signing in with a provider of identities, sessions, and tokens of systems. */

import { defineModule } from '#kernel/module.ts'
import { endAccessOfLeavers } from './accounts/commands.ts'
import { authenticate } from './commands.ts'
import { developmentLogins, mountProvider, seedLinks } from './development/commands.ts'
import { holdForm } from './factors/commands.ts'
import { keeping } from './keeping/store.ts'
import { routes as resets } from './resets/routes.ts'
import { routes } from './routes.ts'
import { tokenCommand } from './tokens/commands.ts'

export const identity = defineModule({
  name: 'identity',
  dependsOn: ['notifications', 'organisation'],
  records: keeping,
  tables: [
    'identity_links',
    'sessions',
    'sign_ins',
    'service_tokens',
    'provider_state',
    'known_browsers',
    'factors',
    'kept_forms',
    'passkeys',
    'recovery_codes',
    'account_resets',
  ],
  keeps: async (_tx, { personId }) => [
    { id: personId, name: { vi: 'Thông tin cá nhân của ông/bà', en: 'Your personal details' } },
  ],
  routes: [...routes, ...resets],
  schedules: [endAccessOfLeavers],
  authenticate,
  stepUp: holdForm,
  seed: seedLinks,
  developmentLogins,
  commands: [tokenCommand],
  mount: mountProvider,
})
