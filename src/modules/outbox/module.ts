/** Hộp gửi: what waits on a device for a line, and the way by which large files come in parts. */

import { defineModule } from '#kernel/module.ts'
import { outboxLinks } from './api.ts'
import { routes } from './routes.ts'

export const outbox = defineModule({
  name: 'outbox',
  dependsOn: [],
  routes,
  keptPages: async () => [{ path: outboxLinks.list, isEssential: true }],
})
