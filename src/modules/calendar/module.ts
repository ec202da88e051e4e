/** Lịch nghỉ: days off announced later, and how deadlines are counted, for anyone to see. */

import { defineModule } from '#kernel/module.ts'
import { calendarLinks } from './announcing/pages.tsx'
import { routes as announcing } from './announcing/routes.ts'
import { texts } from './announcing/texts.ts'
import { routes as counting } from './counting/routes.ts'
import { texts as countingTexts } from './counting/texts.ts'

export const calendar = defineModule({
  name: 'calendar',
  dependsOn: ['organisation'],
  routes: [...announcing, ...counting],
  permissions: { 'calendar.manage': 'Công bố ngày nghỉ, ngày làm bù, đóng cửa' },
  menu: [
    {
      path: calendarLinks.year,
      label: { vi: texts.vi.title, en: texts.en.title },
      permission: 'calendar.manage',
      icon: 'calendar',
    },
  ],
  footerLinks: [
    { path: '/cach-tinh-han', label: { vi: countingTexts.vi.title, en: countingTexts.en.title } },
  ],
})
