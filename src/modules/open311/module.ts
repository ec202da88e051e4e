/** Open311 GeoReport v2, so that foreign clients read our field reports and send us theirs. */

import { defineModule } from '#kernel/module.ts'
import { routes } from './routes.ts'

export const open311 = defineModule({
  name: 'open311',
  dependsOn: ['feedback', 'identity', 'maps'],
  routes,
})
