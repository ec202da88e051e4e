/** Nền tảng quốc gia: what the province asks of the State's databases and tells its portal. */

import { defineModule } from '#kernel/module.ts'
import { businessRegister } from './business/domain.ts'
import { civilRegister } from './civil/domain.ts'
import { landRegister } from './land/domain.ts'
import { routes } from './lookups/routes.ts'
import { population } from './population/domain.ts'
import { nationalPortal, tellPortal } from './portal/commands.ts'
import { served } from './serving/commands.ts'

export const national = defineModule({
  name: 'national',
  dependsOn: ['organisation', 'services', 'dossiers', 'results', 'wallet', 'exchange', 'facts'],
  connectors: [population, nationalPortal, businessRegister, civilRegister, landRegister],
  routes,
  served,
  reactions: [tellPortal],
})
