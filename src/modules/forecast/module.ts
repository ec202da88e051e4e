/** Dự kiến ngày xong: from an agency's own history and its queue; held against what came, in public. */

import { defineModule } from '#kernel/module.ts'
import { routes } from './board/routes.ts'
import { texts } from './board/texts.ts'
import { follow } from './courses/commands.ts'
import { forecastLinks } from './links/domain.ts'
import { closeEveryHour } from './promises/commands.ts'

export const forecast = defineModule({
  name: 'forecast',
  dependsOn: ['organisation'],
  tables: ['forecast_durations', 'forecasts', 'forecast_scores', 'forecast_corrections'],
  routes,
  reactions: [follow],
  schedules: [closeEveryHour],
  footerLinks: [{ path: forecastLinks.board(), label: { vi: texts.vi.title, en: texts.en.title } }],
})
