/** Chỉ tiêu: what modules count becomes figures, scores and reasons. */

import { defineModule, type Module } from '#kernel/module.ts'
import { boardRoutes } from './board/routes.ts'
import { texts } from './board/texts.ts'
import { isMarks } from './domain.ts'
import { routes as entryRoutes } from './entries/routes.ts'
import { texts as entryTexts } from './entries/texts.ts'
import { foldingOver } from './folding/commands.ts'
import { indicatorLinks } from './links/domain.ts'
import { preparing } from './preparing/commands.ts'

/** Over what these modules count. */
export function indicatorsOver(modules: readonly Module[]): Module {
  const sources = modules.flatMap(({ measures = [] }) => measures)
  const folding = foldingOver(sources.filter(isMarks))
  return defineModule({
    name: 'indicators',
    dependsOn: ['organisation', 'dossiers'],
    tables: [
      'indicator_measures',
      'indicator_marks',
      'indicator_days',
      'indicator_months',
      'indicator_items',
      'indicator_entries',
      'indicator_compares',
    ],
    permissions: {
      'indicators.view': 'Xem hồ sơ làm nên các chỉ tiêu',
      'indicators.enter': 'Nhập số liệu chỉ tiêu',
    },
    routes: [...boardRoutes(sources), ...entryRoutes],
    menu: [
      {
        path: indicatorLinks.entries(),
        label: { vi: entryTexts.vi.title, en: entryTexts.en.title },
        permission: 'indicators.enter',
        icon: 'edit',
      },
    ],
    publicMenu: [{ path: indicatorLinks.board(), label: { vi: texts.vi.title, en: texts.en.title } }],
    reactions: [folding.fold],
    schedules: [folding.compareEveryNight],
    ...preparing(sources, folding),
  })
}
