/** Lưu giữ và xóa dữ liệu: how long records are kept, and that they are gone afterwards. */

import { defineModule, type Module } from '#kernel/module.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { privacyLinks } from '#modules/privacy/api.ts'
import { demandRules } from './commands.ts'
import { catalogueOf, retentionLinks } from './domain.ts'
import { keeping } from './keeping/store.ts'
import { routesOver } from './routes.ts'
import { runNightly } from './running/commands.ts'
import { texts } from './texts.ts'

/** Over what these modules keep, and the kernel. */
export function retentionOver(modules: readonly Module[]): Module {
  const catalogue = catalogueOf([...modules.flatMap(({ records }) => records ?? []), keeping, kernelKeeping])
  return defineModule({
    name: 'retention',
    dependsOn: ['privacy', 'dossiers', 'organisation'],
    tables: ['retention_runs', 'retention_counts', 'retention_holds', 'retention_handovers'],
    records: keeping,
    routes: routesOver(catalogue),
    permissions: { 'records.keep': 'Quản lý lưu giữ, lệnh giữ và giao nộp lưu trữ' },
    schedules: [runNightly(catalogue)],
    loadPack: (context) => demandRules(context, catalogue),
    footerLinks: [{ path: privacyLinks.kept, label: { vi: texts.vi.footer, en: texts.en.footer } }],
    menu: [
      {
        path: retentionLinks.overview,
        label: { vi: texts.vi.title, en: texts.en.title },
        permission: 'records.keep',
        icon: 'folder',
      },
    ],
  })
}
