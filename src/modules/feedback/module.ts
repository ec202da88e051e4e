/** Phản ánh hiện trường: sent by anyone, given to the competent unit, answered against a clock, shown to everyone. */

import { defineModule, type Module } from '#kernel/module.ts'
import { reportLinks } from './domain.ts'
import { closeRated, keptOf } from './following/commands.ts'
import { followingRoutes } from './following/routes.ts'
import { handlingRoutes } from './handling/routes.ts'
import { texts as officeTexts } from './handling/texts.ts'
import { seedReports } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { reportMeasures } from './measures/domain.ts'
import { reportLayer } from './points/commands.ts'
import { proof } from './proof/commands.ts'
import { publishedRoutes } from './published/routes.ts'
import { type Places, sendingRoutes } from './sending/routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { forgetFollower, tellFollowers } from './subscribing/commands.ts'
import { followPurpose } from './subscribing/domain.ts'
import { subscribingRoutes } from './subscribing/routes.ts'
import { texts } from './texts.ts'
import { voiceRoutes } from './voices/routes.ts'

const consoleEntry = {
  path: reportLinks.console,
  label: { vi: officeTexts.vi.menu, en: officeTexts.en.menu },
  icon: 'camera',
} as const

/** With `places` a point alone tells the commune; without them whoever sends a report chooses it. */
export function feedbackOver(places?: Places): Module {
  return defineModule({
    name: 'feedback',
    dependsOn: ['organisation', 'notifications', 'indicators'],
    records: keeping,
    tables: [
      'feedback_reports',
      'feedback_reporters',
      'feedback_voices',
      'feedback_handlings',
      'feedback_photos',
      'feedback_acts',
      'feedback_follows',
    ],
    routes: [
      ...statisticsRoutes,
      ...sendingRoutes(places),
      ...publishedRoutes,
      ...followingRoutes,
      ...subscribingRoutes,
      ...handlingRoutes,
      ...voiceRoutes,
    ],
    keeps: keptOf,
    measures: [reportMeasures],
    mapLayers: [reportLayer],
    schedules: [closeRated, tellFollowers],
    reactions: [forgetFollower],
    restsOnConsent: [{ purpose: followPurpose, askedAt: reportLinks.followed }],
    proof,
    permissions: {
      'feedback.triage': 'Tiếp nhận, phân loại, chuyển phản ánh hiện trường',
      'feedback.process': 'Xử lý phản ánh hiện trường của đơn vị',
      'feedback.publish': 'Kiểm tra, công khai kết quả phản ánh hiện trường',
    },
    menu: [
      { ...consoleEntry, permission: 'feedback.triage' },
      { ...consoleEntry, permission: 'feedback.process' },
    ],
    seed: seedReports(places),
    appTiles: [
      {
        path: reportLinks.send,
        label: { vi: 'Phản ánh hiện trường', en: 'Report a problem' },
        icon: 'camera',
        place: 50,
        isShortcut: true,
      },
    ],
    keptPages: async () => [{ path: reportLinks.send, isEssential: true }],
    publicMenu: [{ path: reportLinks.list, label: { vi: texts.vi.title, en: texts.en.title } }],
  })
}
