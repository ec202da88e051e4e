/** Nền tảng quốc gia: what the province asks of the State's databases and tells its portal. */

import { defineModule } from '#kernel/module.ts'
import { businessRegister } from './business/domain.ts'
import { civilRegister } from './civil/domain.ts'
import { landRegister } from './land/domain.ts'
import { routes } from './lookups/routes.ts'
import { population } from './population/domain.ts'
import { nationalPortal, tellPortal } from './portal/commands.ts'
import { served } from './serving/commands.ts'

export const national = defineModule({
  name: 'national',
  dependsOn: ['organisation', 'services', 'dossiers', 'results', 'wallet', 'exchange', 'facts'],
  tables: ['national_asked'],
  measures: [
    {
      view: 'national_marks',
      measures: {
        'national.synced': {
          label: { vi: 'Hồ sơ đã đồng bộ', en: 'Dossiers synchronised' },
          meaning: {
            vi: 'Cổng Dịch vụ công quốc gia đã nhận ít nhất một lần.',
            en: 'The national portal has taken at least one message.',
          },
        },
        'national.resultPushed': {
          label: { vi: 'Hồ sơ đã gửi kết quả', en: 'Dossiers whose result was sent' },
          meaning: {
            vi: 'Kết quả đã được gửi lên Cổng quốc gia.',
            en: 'The result was sent to the national portal.',
          },
        },
        'national.populationAsked': {
          label: { vi: 'Hồ sơ tra cứu dân cư', en: 'Dossiers checked with the population register' },
          meaning: {
            vi: 'Đã hỏi Cơ sở dữ liệu quốc gia về dân cư.',
            en: 'The population register was asked.',
          },
        },
      },
    },
  ],
  connectors: [population, nationalPortal, businessRegister, civilRegister, landRegister],
  routes,
  served,
  reactions: [tellPortal],
})
