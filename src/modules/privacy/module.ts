/** Bảo vệ dữ liệu cá nhân: who looked at whose data, and what a person asks about it. */

import { defineModule, type Module } from '#kernel/module.ts'
import { keeping } from './keeping/store.ts'
import { keepsOf } from './looks/commands.ts'
import { lookRoutes } from './looks/routes.ts'
import { privacyLinks } from './requests/links/domain.ts'
import { officeRoutes } from './requests/office/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { texts } from './requests/texts.ts'

/** Over what these modules keep of people. */
export function privacyOver(modules: readonly Module[]): Module {
  const keeps = keepsOf(modules)
  return defineModule({
    name: 'privacy',
    dependsOn: ['notifications'],
    records: keeping,
    tables: ['data_requests'],
    routes: [...lookRoutes(keeps), ...requestRoutes(keeps), ...officeRoutes],
    permissions: { 'privacy.answer': 'Trả lời yêu cầu về dữ liệu cá nhân' },
    menu: [
      {
        path: privacyLinks.queue,
        label: { vi: texts.vi.queueTitle, en: texts.en.queueTitle },
        permission: 'privacy.answer',
        icon: 'shield',
      },
    ],
  })
}
