/** Tin tức, cảnh báo, hướng dẫn, đường dây nóng: what the province tells everyone. */

import { defineModule } from '#kernel/module.ts'
import { pageAlerts } from './alerts/commands.ts'
import { routes as alerts } from './alerts/routes.ts'
import { texts as alertTexts } from './alerts/texts.ts'
import { routes as articles } from './articles/routes.ts'
import { texts as articleTexts } from './articles/texts.ts'
import { importCapCommand } from './cap/commands.ts'
import { routes as cap } from './cap/routes.ts'
import { newsLinks } from './domain.ts'
import { routes as files } from './files/routes.ts'
import { routes as guides } from './guides/routes.ts'
import { texts as guideTexts } from './guides/texts.ts'
import { routes as hotlines } from './hotlines/routes.ts'
import { texts as hotlineTexts } from './hotlines/texts.ts'
import { seedNews } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { texts as officeTexts } from './office/texts.ts'
import { forgetWithdrawn } from './subscribing/commands.ts'
import { warningPurpose } from './subscribing/domain.ts'
import { routes as subscribing } from './subscribing/routes.ts'
import { tellSubscribers } from './telling/commands.ts'

const words = (vi: string, en: string) => ({ vi, en })
const { vi, en } = officeTexts

export const news = defineModule({
  name: 'news',
  dependsOn: ['organisation', 'notifications', 'maps'],
  records: keeping,
  tables: ['news_pieces', 'news_versions', 'news_subscriptions'],
  routes: [...articles, ...alerts, ...cap, ...guides, ...files, ...hotlines, ...subscribing],
  permissions: {
    'news.write': 'Soạn tin, hướng dẫn, cảnh báo',
    'news.approve': 'Duyệt và đăng tin, hướng dẫn, cảnh báo',
    'news.express': 'Phát cảnh báo khẩn, người khác xem lại sau',
  },
  jobs: [tellSubscribers],
  reactions: [forgetWithdrawn],
  restsOnConsent: [{ purpose: warningPurpose, askedAt: newsLinks.subscription }],
  alerts: pageAlerts,
  commands: [importCapCommand],
  menu: [
    {
      path: newsLinks.office('article'),
      label: words(vi.article, en.article),
      permission: 'news.write',
      icon: 'document',
    },
    {
      path: newsLinks.office('alert'),
      label: words(vi.alert, en.alert),
      permission: 'news.write',
      icon: 'alert',
    },
    {
      path: newsLinks.office('guide'),
      label: words(vi.guide, en.guide),
      permission: 'news.write',
      icon: 'help',
    },
  ],
  footerLinks: [
    { path: newsLinks.list('article'), label: words(articleTexts.vi.title, articleTexts.en.title) },
    { path: newsLinks.list('alert'), label: words(alertTexts.vi.title, alertTexts.en.title) },
    { path: newsLinks.list('guide'), label: words(guideTexts.vi.title, guideTexts.en.title) },
    { path: newsLinks.hotlines, label: words(hotlineTexts.vi.title, hotlineTexts.en.title) },
  ],
  appTiles: [
    {
      path: newsLinks.list('article'),
      label: { vi: 'Tin tức, cảnh báo', en: 'News, warnings' },
      icon: 'list',
      place: 80,
    },
    { path: newsLinks.hotlines, label: { vi: 'Đường dây nóng', en: 'Hotlines' }, icon: 'phone', place: 100 },
  ],
  keptPages: async () => [
    { path: newsLinks.hotlines, isEssential: true },
    { path: newsLinks.list('alert'), isEssential: true },
    { path: newsLinks.list('article') },
  ],
  seed: seedNews,
})
