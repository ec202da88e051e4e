/** Mức độ hài lòng: criteria of handling procedures asked, counted, scored and verified (docs/legal.md#satisfaction). */

import { defineModule, type Module } from '#kernel/module.ts'
import { routes as asking } from './asking/routes.ts'
import { seedAnswers } from './invented/commands.ts'
import { inviteAtReturn } from './inviting/commands.ts'
import { routes as inviting } from './inviting/routes.ts'
import { keeping } from './keeping/store.ts'
import { routes as enrolment } from './kiosk/enrolment/routes.ts'
import { routes as kiosk } from './kiosk/routes.ts'
import { texts as kioskTexts } from './kiosk/texts.ts'
import { answerMeasures, onlineMeasures } from './measures/domain.ts'
import { reportLinks } from './reports/domain.ts'
import { reportRoutes } from './reports/routes.ts'
import { texts } from './reports/texts.ts'
import { scoringRoutes } from './scoring/routes.ts'
import { texts as scoringTexts } from './scoring/texts.ts'
import { followTimes } from './timing/commands.ts'

const words = (vi: string, en: string) => ({ vi, en })

/** Over the lists of procedures that these modules declare. */
export function satisfactionOver(modules: readonly Module[]): Module {
  const lists = modules
    .flatMap(({ measures = [] }) => measures)
    .flatMap((source) => ('list' in source ? [source] : []))
  return defineModule({
    name: 'satisfaction',
    dependsOn: ['organisation', 'notifications', 'dossiers', 'indicators'],
    records: keeping,
    tables: [
      'satisfaction_answers',
      'satisfaction_times',
      'satisfaction_invitations',
      'satisfaction_kiosks',
      'satisfaction_scores',
    ],
    measures: [answerMeasures, onlineMeasures],
    routes: [...asking, ...inviting, ...kiosk, ...reportRoutes(lists), ...scoringRoutes(lists), ...enrolment],
    reactions: [followTimes, inviteAtReturn],
    permissions: {
      'satisfaction.view': 'Xem đánh giá việc giải quyết thủ tục',
      'satisfaction.score': 'Tự chấm điểm của cơ quan',
      'satisfaction.verify': 'Thẩm định điểm của cơ quan cấp dưới',
      'satisfaction.kiosk': 'Đăng ký máy đánh giá',
    },
    menu: [
      {
        path: reportLinks.agency(),
        label: words(texts.vi.menu, texts.en.menu),
        permission: 'satisfaction.view',
        icon: 'chart',
      },
      {
        path: reportLinks.score(),
        label: words(scoringTexts.vi.score, scoringTexts.en.score),
        permission: 'satisfaction.score',
        icon: 'edit',
      },
      {
        path: reportLinks.verify(),
        label: words(scoringTexts.vi.verify, scoringTexts.en.verify),
        permission: 'satisfaction.verify',
        icon: 'check',
      },
      {
        path: reportLinks.complaints(),
        label: words(scoringTexts.vi.complaints, scoringTexts.en.complaints),
        permission: 'satisfaction.verify',
        icon: 'alert',
      },
      {
        path: reportLinks.kiosks(),
        label: words(kioskTexts.vi.list, kioskTexts.en.list),
        permission: 'satisfaction.kiosk',
        icon: 'comment',
      },
    ],
    footerLinks: [
      { path: reportLinks.publicAll(), label: words(texts.vi.publicTitle, texts.en.publicTitle) },
    ],
    seed: seedAnswers,
  })
}
