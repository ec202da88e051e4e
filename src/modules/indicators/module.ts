/** Chỉ tiêu: what modules count becomes figures, scores and reasons. */

import { defineModule, type Module } from '#kernel/module.ts'
import { boardRoutes } from './board/routes.ts'
import { sheetRoutes } from './board/sheets/routes.ts'
import { texts } from './board/texts.ts'
import { isList, isMarks } from './domain.ts'
import { embeddingRoutes } from './embedding/routes.ts'
import { routes as entryRoutes } from './entries/routes.ts'
import { texts as entryTexts } from './entries/texts.ts'
import { foldingOver } from './folding/commands.ts'
import { keeping } from './keeping/store.ts'
import { indicatorLinks, reportLinks, scoreboardLinks } from './links/domain.ts'
import { preparing } from './preparing/commands.ts'
import { reasonRoutes } from './reasons/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { texts as reportTexts } from './reports/texts.ts'
import { scoreboardRoutes } from './scoreboard/routes.ts'
import { texts as scoreboardTexts } from './scoreboard/texts.ts'
import { targetRoutes } from './targets/routes.ts'
import { texts as targetTexts } from './targets/texts.ts'

/** Over what these modules count. */
export function indicatorsOver(modules: readonly Module[]): Module {
  const sources = modules.flatMap(({ measures = [] }) => measures)
  const folding = foldingOver(sources.filter(isMarks))
  return defineModule({
    name: 'indicators',
    dependsOn: ['organisation', 'dossiers', 'mining'],
    records: keeping,
    tables: [
      'indicator_measures',
      'indicator_marks',
      'indicator_days',
      'indicator_months',
      'indicator_items',
      'indicator_item_numbers',
      'indicator_item_sets',
      'indicator_entries',
      'indicator_compares',
      'indicator_targets',
      'indicator_late_reasons',
    ],
    permissions: {
      'indicators.view': 'Xem hồ sơ làm nên các chỉ tiêu',
      'indicators.enter': 'Nhập số liệu và mục tiêu chỉ tiêu',
      'indicators.explain': 'Ghi nguyên nhân hồ sơ quá hạn',
    },
    routes: [
      ...boardRoutes(sources),
      ...sheetRoutes(sources),
      ...embeddingRoutes(sources.filter(isList)),
      ...scoreboardRoutes(sources),
      ...reportRoutes(sources),
      ...entryRoutes,
      ...targetRoutes,
      ...reasonRoutes,
    ],
    menu: [
      {
        path: scoreboardLinks.board(),
        label: { vi: scoreboardTexts.vi.title, en: scoreboardTexts.en.title },
        permission: 'indicators.view',
        icon: 'chart',
      },
      {
        path: reportLinks.all(),
        label: { vi: reportTexts.vi.title, en: reportTexts.en.title },
        permission: 'indicators.view',
        icon: 'list',
      },
      {
        path: indicatorLinks.entries(),
        label: { vi: entryTexts.vi.title, en: entryTexts.en.title },
        permission: 'indicators.enter',
        icon: 'edit',
      },
      {
        path: scoreboardLinks.targets(),
        label: { vi: targetTexts.vi.title, en: targetTexts.en.title },
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
