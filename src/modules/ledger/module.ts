/** Sổ cái: what was decided and who looked, as leaves of two trees that nobody can alter unseen. */

import { guardLooks } from '#kernel/looks.ts'
import { defineModule } from '#kernel/module.ts'
import { routes as checking } from './checking/routes.ts'
import { checks, demandProof } from './health/commands.ts'
import { watchSchedule } from './monitor/commands.ts'
import { commands } from './operating/commands.ts'
import { routes as publishing } from './publishing/routes.ts'
import { keepLedger } from './rounds/commands.ts'
import { stampSchedule } from './stamps/commands.ts'
import { texts } from './texts.ts'

export const ledger = defineModule({
  name: 'ledger',
  dependsOn: [],
  tables: [
    'ledger_trees',
    'ledger_leaves',
    'ledger_tiles',
    'ledger_keys',
    'ledger_checkpoints',
    'ledger_cosignatures',
    'ledger_checks',
    'ledger_stamps',
  ],
  routes: [...checking, ...publishing],
  checks,
  rounds: [keepLedger],
  schedules: [watchSchedule, stampSchedule],
  commands,
  async mount(_server, platform) {
    guardLooks(platform, ({ now }) => demandProof({ ...platform, now }))
  },
  footerLinks: [{ path: '/so-cai', label: { vi: texts.vi.title, en: texts.en.title } }],
})
