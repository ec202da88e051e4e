/** Bảo vệ dữ liệu cá nhân: who looked at whose data, and what a person asks about it. */

import { defineModule, type Module } from '#kernel/module.ts'
import { demandPurposes, followWithdrawals, usesOf } from './consents/commands.ts'
import { counterRoutes } from './consents/counter/routes.ts'
import { consentLinks } from './consents/domain.ts'
import { consentRoutes } from './consents/routes.ts'
import { texts as consentTexts } from './consents/texts.ts'
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
  const uses = usesOf(modules)
  return defineModule({
    name: 'privacy',
    dependsOn: ['notifications', 'organisation'],
    records: keeping,
    tables: ['data_requests'],
    routes: [
      ...lookRoutes(keeps),
      ...requestRoutes(keeps),
      ...officeRoutes,
      ...consentRoutes(uses),
      ...counterRoutes,
    ],
    reactions: [followWithdrawals],
    loadPack: (context) => demandPurposes(context, uses),
    permissions: { 'privacy.answer': 'Trả lời yêu cầu về dữ liệu cá nhân' },
    appTiles: [
      {
        path: privacyLinks.looks,
        label: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
        icon: 'shield',
        place: 110,
        access: { citizen: 'manage', whole: true },
      },
    ],
    menu: [
      {
        path: privacyLinks.queue,
        label: { vi: texts.vi.queueTitle, en: texts.en.queueTitle },
        permission: 'privacy.answer',
        icon: 'shield',
      },
      {
        path: consentLinks.counter,
        label: { vi: consentTexts.vi.counterTitle, en: consentTexts.en.counterTitle },
        permission: 'desk.receive',
        icon: 'check',
      },
    ],
  })
}
